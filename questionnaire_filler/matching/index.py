"""An inverted index of short texts: the cosine similarity of a question to all of them at once, in time linear in what they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from questionnaire_filler.matching.tokens import BUCKETS, Vector, counts, vector

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """A sparse matrix by column: for each bucket that occurs, the rows that have it and their weights.

    Attributes:
        buckets: Sorted, shape (columns,).
        starts: Where each column begins, shape (columns + 1,).
        rows: Row numbers, shape (entries,).
        weights: Shape (entries,).
        size: Number of rows.
    """

    buckets: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int32]
    weights: Floats
    size: int

    def dot(self, query: Vector) -> npt.NDArray[np.float64]:
        """Return the product of the matrix with a sparse vector, shape (size,)."""
        wanted, weights = query
        place = np.searchsorted(self.buckets, wanted)
        place[place == len(self.buckets)] = 0
        known = self.buckets[place] == wanted if len(self.buckets) else np.zeros(len(wanted), dtype=bool)
        columns, weights = place[known], weights[known]
        first, last = self.starts[columns], self.starts[columns + 1]
        lengths = last - first
        if not lengths.sum():
            return np.zeros(self.size)
        offsets = np.repeat(first - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        taken = np.arange(lengths.sum()) + offsets
        products = self.weights[taken] * np.repeat(weights, lengths)
        return np.bincount(self.rows[taken], products, minlength=self.size).astype(np.float64)


def build(texts: Sequence[str], idf: Floats) -> Postings:
    """Return the index of the texts, each a row of length 1."""
    vectors = [vector(text, idf) for text in texts]
    return from_vectors(vectors)


def from_vectors(vectors: Sequence[Vector]) -> Postings:
    """Return the matrix whose rows are these vectors."""
    if not vectors:
        return Postings(np.empty(0, np.int64), np.zeros(1, np.int64), np.empty(0, np.int32), np.empty(0, np.float32), 0)
    columns = np.concatenate([buckets for buckets, _ in vectors])
    weights = np.concatenate([values for _, values in vectors]).astype(np.float32)
    rows = np.repeat(np.arange(len(vectors), dtype=np.int32), [len(buckets) for buckets, _ in vectors])
    order = np.argsort(columns, kind="stable")
    buckets, starts = np.unique(columns[order], return_index=True)
    return Postings(buckets, np.append(starts, len(order)).astype(np.int64), rows[order], weights[order], len(vectors))


def document_frequencies(texts: Sequence[str]) -> Floats:
    """Return the smoothed inverse document frequency of each bucket, ln((1 + n) / (1 + df)) + 1, shape (BUCKETS,)."""
    found = np.zeros(BUCKETS, dtype=np.int32)
    for text in texts:
        for kind in counts(text).values():
            for bucket in kind:
                found[bucket] += 1
    return (np.log((1 + len(texts)) / (1 + found)) + 1).astype(np.float32)
