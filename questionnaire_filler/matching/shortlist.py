"""Topics of a text from a short list: for linking banks of thousands of entries, where looking at every phrasing takes minutes.

The linear head names the likeliest topics, and only their phrasings are compared, by a row-wise copy of the index that is made once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from questionnaire_filler.matching.tokens import BUCKETS, vector

if TYPE_CHECKING:
    import numpy.typing as npt

    from questionnaire_filler.matching.index import Floats, Postings
    from questionnaire_filler.matching.knowledge import Knowledge

_LISTED = 12


@dataclass(frozen=True, slots=True)
class ByRow:
    """A sparse matrix by row: the buckets of each row and their weights, rows one after the other."""

    starts: npt.NDArray[np.int64]
    buckets: npt.NDArray[np.int64]
    weights: Floats


def by_row(index: Postings) -> ByRow:
    """Return the index row by row."""
    order = np.argsort(index.rows, kind="stable")
    starts = np.searchsorted(index.rows[order], np.arange(index.size + 1)).astype(np.int64)
    buckets = np.repeat(index.buckets, np.diff(index.starts))[order]
    return ByRow(starts, buckets, index.weights[order])


class Shortlist:
    """Finds the topics of texts; holds one dense vector that it uses again for every text."""

    def __init__(self, knowledge: Knowledge, best_weight: float) -> None:
        """Take the catalogue's index, and how much likeness weighs against the head's log-probability."""
        self._knowledge = knowledge
        self._best_weight = best_weight
        self._rows = by_row(knowledge.phrasings)
        self._dense = np.zeros(BUCKETS, dtype=np.float32)

    def topics(self, text: str) -> list[tuple[int, float, float]]:
        """Return topic, probability and likeness of the likeliest topics, likeliest first."""
        found = vector(text, self._knowledge.idf)
        logits = self._knowledge.head.dot(found) + self._knowledge.bias
        logits -= logits.max() + np.log(np.exp(logits - logits.max()).sum())
        listed = np.argpartition(-logits, _LISTED)[:_LISTED]
        self._dense[found[0]] = found[1]
        alike = self._alike(listed)
        self._dense[found[0]] = 0
        rank = logits[listed] + self._best_weight * alike
        likely = np.exp(rank - rank.max())
        likely /= likely.sum()
        order = np.lexsort((listed, -likely))
        return [(int(listed[at]), float(likely[at]), float(alike[at])) for at in order]

    def _alike(self, topics: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return the similarity of each topic's nearest phrasing."""
        first, last = self._knowledge.first[topics], self._knowledge.first[topics + 1]
        rows = np.concatenate([np.arange(one, end) for one, end in zip(first.tolist(), last.tolist(), strict=True)])
        lengths = self._rows.starts[rows + 1] - self._rows.starts[rows]
        spans = [slice(one, end) for one, end in zip(self._rows.starts[first].tolist(), self._rows.starts[last].tolist(), strict=True)]
        buckets, weights = (np.concatenate([column[span] for span in spans]) for column in (self._rows.buckets, self._rows.weights))
        by_row = np.add.reduceat(self._dense[buckets] * weights, np.cumsum(lengths) - lengths)
        counts = last - first
        return np.maximum.reduceat(by_row, np.cumsum(counts) - counts).astype(np.float64)
