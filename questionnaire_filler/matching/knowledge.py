"""The catalogue's index as the matcher uses it: phrasings, near misses, the words of each topic, and the linear head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from questionnaire_filler.matching.asks import Asks, kinds
from questionnaire_filler.matching.index import Floats, Postings
from questionnaire_filler.matching.tokens import BUCKETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.catalogue import Catalogue
    from questionnaire_filler.model import Topic

#: Weights are stored as small integers; a stored 1 stands for this much of the largest.
_BYTE = 255
#: What may be asked for, in the order of the stored bits.
KINDS: tuple[Asks | None, ...] = (None, *Asks)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the catalogue knows, ready for arithmetic.

    Attributes:
        topics: In row order.
        idf: Inverse document frequency of each bucket, shape (BUCKETS,).
        phrasings: Index of all phrasings, a topic's standing together.
        first: The row of each topic's first phrasing, and one past the last, shape (topics + 1,).
        near: Index of the near misses.
        near_owner: The topic that each near miss was written for, shape (near misses,).
        head: The linear head's weights, a row for each topic.
        bias: The head's intercepts, shape (topics,).
        word_starts: Where each topic's words begin in `words`, shape (topics + 1,).
        words: Buckets of the words that occur in a topic's phrasings, sorted for each topic.
        asked: What is asked for by each topic's phrasings, a bit for each of `KINDS`, shape (topics,).
    """

    topics: tuple[Topic, ...]
    idf: Floats
    phrasings: Postings
    first: npt.NDArray[np.int64]
    near: Postings
    near_owner: npt.NDArray[np.int64]
    head: Postings
    bias: Floats
    word_starts: npt.NDArray[np.int64]
    words: npt.NDArray[np.int64]
    asked: npt.NDArray[np.uint16]

    def topic_of(self, row: int) -> int:
        """Return the topic that a phrasing belongs to."""
        return int(np.searchsorted(self.first, row, side="right")) - 1

    def phrasing(self, row: int) -> str:
        """Return the text of a phrasing."""
        topic = self.topic_of(row)
        return self.topics[topic].phrasings[row - int(self.first[topic])]

    def near_miss(self, row: int) -> str:
        """Return the text of a near miss."""
        topic = int(self.near_owner[row])
        return self.topics[topic].near[row - int(np.searchsorted(self.near_owner, topic))].text

    def words_of(self, topic: int) -> npt.NDArray[np.int64]:
        """Return the buckets of the words that occur in a topic's phrasings."""
        return self.words[self.word_starts[topic] : self.word_starts[topic + 1]]

    def kinds_of(self, topic: int) -> frozenset[Asks | None]:
        """Return the kinds of fact that a topic's phrasings ask for."""
        bits = int(self.asked[topic])
        return frozenset(kind for place, kind in enumerate(KINDS) if bits >> place & 1)


def asked_bits(phrasings: Sequence[str]) -> int:
    """Return the kinds of fact that phrasings ask for, a bit for each of `KINDS`."""
    found = kinds(tuple(phrasings))
    return sum(1 << place for place, kind in enumerate(KINDS) if kind in found)


def pack(name: str, postings: Postings) -> dict[str, npt.NDArray[np.generic]]:
    """Return the index as arrays for storing: weights as bytes, everything in the smallest type that holds it."""
    scale = float(np.abs(postings.weights).max()) if len(postings.weights) else 1.0
    return {
        f"{name}_buckets": postings.buckets.astype(np.uint32),
        f"{name}_lengths": np.diff(postings.starts).astype(np.uint16),
        f"{name}_rows": postings.rows.astype(np.uint16),
        f"{name}_weights": np.round(postings.weights / scale * (_BYTE // 2)).astype(np.int8),
        f"{name}_scale": np.array([scale / (_BYTE // 2), postings.size], dtype=np.float64),
    }


def _unpack(name: str, catalogue: Catalogue) -> Postings:
    arrays = catalogue.arrays
    scale, size = arrays[f"{name}_scale"].astype(np.float64)
    return Postings(
        arrays[f"{name}_buckets"].astype(np.int64),
        np.concatenate(([0], np.cumsum(arrays[f"{name}_lengths"], dtype=np.int64))),
        arrays[f"{name}_rows"].astype(np.int32),
        arrays[f"{name}_weights"].astype(np.float32) * np.float32(scale),
        int(size),
    )


def from_catalogue(catalogue: Catalogue) -> Knowledge:
    """Return the catalogue's index."""
    arrays = catalogue.arrays
    idf = np.full(BUCKETS, arrays["idf_rest"].astype(np.float32)[0], dtype=np.float32)
    idf[arrays["idf_buckets"].astype(np.int64)] = arrays["idf_values"].astype(np.float32)
    return Knowledge(
        catalogue.topics,
        idf,
        _unpack("phrasings", catalogue),
        np.concatenate(([0], np.cumsum([len(topic.phrasings) for topic in catalogue.topics]))).astype(np.int64),
        _unpack("near", catalogue),
        arrays["near_owner"].astype(np.int64),
        _unpack("head", catalogue),
        arrays["bias"].astype(np.float32),
        np.concatenate(([0], np.cumsum(arrays["word_lengths"], dtype=np.int64))),
        arrays["words"].astype(np.int64),
        arrays["asked"].astype(np.uint16),
    )
