"""The encoder: texts to unit vectors by a sentence model, on a fixed number of threads so that the same text gives the same numbers.

Mean pooling over the tokens, then length 1 (Reimers and Gurevych, "Sentence-BERT", 2019). Vectors are rounded to half precision before
anyone sees them: what comes from the cache and what is computed anew is the same to the bit.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from questionnaire_filler.semantic.cache import WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.semantic.cache import Halves, VectorCache
    from questionnaire_filler.semantic.models import SentenceModel

Floats = npt.NDArray[np.float32]

#: Tokens looked at: some ninety words; the model was trained on no more.
_TOKENS = 128
_BATCH = 32
_THREADS = 2


class Network(Protocol):
    """What the encoder needs of a model: token vectors of a batch of texts, and which of them count."""

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text."""
        ...

    def run(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Return the token vectors, shape (texts, tokens, WIDTH), and 1 for each token that counts, shape (texts, tokens)."""
        ...


class OnnxNetwork:
    """A sentence model run by onnxruntime; opened when first needed, which takes half a second."""

    def __init__(self, model: SentenceModel) -> None:
        self._model = model

    @cached_property
    def _tokenizer(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - tokenizers has no types
        from tokenizers import Tokenizer

        found = Tokenizer.from_file(str(self._model.tokenizer))
        found.enable_truncation(_TOKENS)
        found.enable_padding()
        return found

    @cached_property
    def _session(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - onnxruntime has no types
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _THREADS
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self._model.weights), options, providers=["CPUExecutionProvider"])

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text."""
        return [sum(found.attention_mask) for found in self._tokenizer.encode_batch(list(texts))]

    def run(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Return the token vectors and which of them count."""
        found = self._tokenizer.encode_batch(list(texts))
        counted = np.array([item.attention_mask for item in found], dtype=np.int64)
        given = {
            "input_ids": np.array([item.ids for item in found], dtype=np.int64),
            "attention_mask": counted,
            "token_type_ids": np.zeros_like(counted),
        }
        wanted = {item.name for item in self._session.get_inputs()}
        tokens = self._session.run(None, {name: value for name, value in given.items() if name in wanted})[0]
        return tokens, counted.astype(np.float32)


class Encoder:
    """Turns texts into vectors; asks the cache first."""

    def __init__(self, network: Network, cache: VectorCache) -> None:
        self._network = network
        self._cache = cache

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of the texts, each of length 1, shape (texts, WIDTH)."""
        distinct = list(dict.fromkeys(texts))
        found = self._cache.find(distinct)
        new = self._encoded([text for text in distinct if text not in found])
        self._cache.keep(new)
        found |= new
        return np.array([found[text] for text in texts], dtype=np.float32).reshape(len(texts), WIDTH)

    def _encoded(self, texts: list[str]) -> dict[str, Halves]:
        """Return the vectors of the texts, computed; those of like length together, so that little is padded."""
        if not texts:
            return {}
        lengths = self._network.lengths(texts)
        order = sorted(range(len(texts)), key=lambda row: (lengths[row], texts[row]))
        found: dict[str, Halves] = {}
        for start in range(0, len(order), _BATCH):
            batch = [texts[row] for row in order[start : start + _BATCH]]
            found |= dict(zip(batch, pooled(*self._network.run(batch)), strict=True))
        return {text: found[text] for text in texts}


def pooled(tokens: Floats, counted: Floats) -> Halves:
    """Return the mean of each text's tokens, of length 1, in half precision."""
    total = (tokens * counted[..., None]).sum(axis=1) / np.maximum(counted.sum(axis=1, keepdims=True), 1.0)
    unit = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    found: Halves = unit.astype(np.float16)
    return found
