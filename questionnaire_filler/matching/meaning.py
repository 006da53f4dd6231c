"""What a sentence model adds to the words: vectors of the texts, and a second linear head on them.

The matcher stays pure: the model is handed in as a function from texts to vectors, the same for the same texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaire_filler.matching.index import Floats

#: Vectors of length 1, shape (texts, width).
Vectors = npt.NDArray[np.float32]


class Embed(Protocol):
    """A sentence model as the matcher sees it."""

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of the texts, each of length 1."""
        ...


@dataclass(frozen=True, slots=True)
class Meaning:
    """A sentence model, and what was learnt on its vectors.

    Attributes:
        name: The model, as people call it.
        embed: From texts to vectors.
        weights: The semantic head's, a row for each topic; without rows where there is no catalogue.
        bias: Its intercepts.
    """

    name: str
    embed: Embed
    weights: Vectors
    bias: Floats

    def by_text(self, texts: Sequence[str]) -> Mapping[str, Vectors]:
        """Return the vector of each text."""
        distinct = list(dict.fromkeys(texts))
        return dict(zip(distinct, self.embed(distinct), strict=True))

    def logits(self, vector: Vectors) -> npt.NDArray[np.float64]:
        """Return how far a text asks for each topic, before normalising, shape (topics,)."""
        found: npt.NDArray[np.float64] = (self.weights @ vector + self.bias).astype(np.float64)
        return found


def meaning_from(name: str, embed: Embed, arrays: Mapping[str, npt.NDArray[np.generic]] | None) -> Meaning:
    """Return what a model adds, given the stored head (weights as bytes, a scale for each topic); None without the catalogue."""
    if arrays is None:
        return Meaning(name, embed, np.empty((0, 0), dtype=np.float32), np.empty(0, dtype=np.float32))
    weights = arrays["weights"].astype(np.float32) * arrays["scale"].astype(np.float32)[:, None]
    return Meaning(name, embed, weights, arrays["bias"].astype(np.float32))
