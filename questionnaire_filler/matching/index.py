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
        if not len(columns):
            return np.zeros(self.size)
        first, last = self.starts[columns], self.starts[columns + 1]
        spans = list(map(slice, first.tolist(), last.tolist()))
        rows = np.concatenate([self.rows[span] for span in spans])
        products = np.concatenate([self.weights[span] for span in spans])
        products *= np.repeat(weights.astype(np.float32), last - first)  # at once: a question has a hundred columns
        return np.bincount(rows, products, minlength=self.size).astype(np.float64, copy=False)


@dataclass(frozen=True, slots=True)
class Groups:
    """Which rows belong together: each row's group, and where each group begins; a group's rows stand together.

    Attributes:
        owner: The group of each row, ascending, shape (rows,).
        size: Number of groups; some may have no row.
        starts: The first row of each group that has one.
    """

    owner: npt.NDArray[np.int64]
    size: int
    starts: npt.NDArray[np.int64]

    def largest(self, values: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
        """Return each group's largest value and its row, the first of equals; 0 and row 0 for groups without rows."""
        largest, row = np.zeros(self.size), np.zeros(self.size, dtype=np.int64)
        if len(values):
            largest[self.owner[self.starts]] = np.maximum.reduceat(values, self.starts)
            hits = np.flatnonzero(values == largest[self.owner])[::-1]
            row[self.owner[hits]] = hits  # the first of equals is written last
        return largest, row


def groups(owner: Sequence[int] | npt.NDArray[np.int64], size: int) -> Groups:
    """Return the groups of rows, given the group of each, ascending."""
    rows = np.asarray(owner, dtype=np.int64)
    return Groups(rows, size, np.flatnonzero(np.diff(rows, prepend=-1)))


def build(texts: Sequence[str], idf: Floats) -> Postings:
    """Return the index of the texts, each a row of length 1."""
    return from_vectors([_compact(vector(text, idf)) for text in texts])


def _compact(found: Vector) -> tuple[npt.NDArray[np.int32], Floats]:
    """Return the vector in the types that an index keeps: a bank of ten thousand entries has millions of numbers."""
    return found[0].astype(np.int32), found[1].astype(np.float32)


def from_vectors(vectors: Sequence[Vector | tuple[npt.NDArray[np.int32], Floats]]) -> Postings:
    """Return the matrix whose rows are these vectors."""
    if not vectors:
        return Postings(np.empty(0, np.int64), np.zeros(1, np.int64), np.empty(0, np.int32), np.empty(0, np.float32), 0)
    columns = np.concatenate([buckets for buckets, _ in vectors])
    weights = np.concatenate([values for _, values in vectors]).astype(np.float32, copy=False)
    rows = np.repeat(np.arange(len(vectors), dtype=np.int32), [len(buckets) for buckets, _ in vectors])
    order = np.argsort(columns, kind="stable")
    buckets, starts = np.unique(columns[order], return_index=True)
    return Postings(buckets.astype(np.int64), np.append(starts, len(order)).astype(np.int64), rows[order], weights[order], len(vectors))


def document_frequencies(texts: Sequence[str]) -> Floats:
    """Return the smoothed inverse document frequency of each bucket, ln((1 + n) / (1 + df)) + 1, shape (BUCKETS,)."""
    found = np.zeros(BUCKETS, dtype=np.int32)
    for text in texts:
        for kind in counts(text).values():
            found[np.fromiter(kind, np.int64, len(kind))] += 1  # each bucket stands in it once
    return (np.log((1 + len(texts)) / (1 + found)) + 1).astype(np.float32)
