"""The index against plain arithmetic: products, group maxima and document frequencies."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from questionnaire_filler.matching.index import build, document_frequencies, from_vectors, groups
from questionnaire_filler.matching.tokens import BUCKETS, counts, vector

WIDTH = 12
NUMBERS = st.floats(-4, 4, width=32)


def sparse(row):
    """Return a row of a dense matrix as the index takes it."""
    places = np.flatnonzero(row)
    return places.astype(np.int64), row[places].astype(np.float64)


@given(st.data(), st.integers(0, 6))
@settings(max_examples=80, deadline=None)
def test_dot_is_the_dense_product(data, rows):
    some = st.one_of(st.just(0.0), NUMBERS)
    dense = data.draw(hnp.arrays(np.float32, (rows, WIDTH), elements=some))
    query = data.draw(hnp.arrays(np.float32, WIDTH, elements=some))
    index = from_vectors([sparse(row) for row in dense])
    assert index.dot(sparse(query)) == pytest.approx(dense.astype(np.float64) @ query.astype(np.float64), abs=1e-5)
    assert index.dot(sparse(query)).shape == (rows,)


def test_an_index_without_rows_or_words_in_common_gives_nothing():
    assert from_vectors([]).dot(sparse(np.ones(3))).shape == (0,)
    assert from_vectors([sparse(np.zeros(3)), sparse(np.eye(3)[0])]).dot(sparse(np.zeros(3))).tolist() == [0, 0]
    beyond = (np.array([7]), np.array([1.0]))
    assert from_vectors([sparse(np.eye(3)[0])]).dot(beyond).tolist() == [0]


def test_dot_leaves_the_query_as_it_was():
    index = from_vectors([sparse(np.eye(3)[1])])
    query = sparse(np.array([1.0, 2.0, 3.0]))
    index.dot(query)
    assert [column.tolist() for column in query] == [[0, 1, 2], [1.0, 2.0, 3.0]]


def naive(owner, size, values):
    """Return each group's largest value and its first row, by looking at every one."""
    largest, row = [0.0] * size, [0] * size
    for group in range(size):
        mine = [(value, -place) for place, (of, value) in enumerate(zip(owner, values, strict=True)) if of == group]
        if mine:
            largest[group], row[group] = max(mine)[0], -max(mine)[1]
    return largest, row


@given(st.integers(1, 6), st.data())
@settings(max_examples=120, deadline=None)
def test_group_maxima_are_those_of_a_loop(size, data):
    owner = sorted(data.draw(st.lists(st.integers(0, size - 1), max_size=14)))
    values = data.draw(st.lists(st.sampled_from([-2.0, -1.0, -0.5, 0.0, 0.5, 1.0]), min_size=len(owner), max_size=len(owner)))
    found = groups(owner, size).largest(np.array(values))
    assert tuple(column.tolist() for column in found) == naive(owner, size, values)


@pytest.mark.parametrize(
    ("owner", "values", "largest", "row"),
    [
        ([], [], [0, 0, 0], [0, 0, 0]),
        ([1, 1, 1], [3, 5, 5], [0, 5, 0], [0, 1, 0]),
        ([0, 2, 2], [-3, -1, -2], [-3, 0, -1], [0, 0, 1]),
        ([2], [0], [0, 0, 0], [0, 0, 0]),
    ],
)
def test_ties_empty_groups_and_negative_values(owner, values, largest, row):
    found = groups(owner, 3).largest(np.array(values, dtype=np.float64))
    assert (found[0].tolist(), found[1].tolist()) == (largest, row)


TEXTS = ["Do you encrypt data?", "Is MFA enforced for staff?", "", "Do you encrypt backups, and backups of backups?", "???"]


def test_every_text_is_most_like_itself():
    idf = document_frequencies(TEXTS)
    index = build(TEXTS, idf)
    for row, text in enumerate(TEXTS):
        alike = index.dot(vector(text, idf))
        assert alike.shape == (len(TEXTS),)
        assert alike.max() <= 1 + 1e-6
        if text.strip("?"):
            assert alike[row] == pytest.approx(1, abs=1e-6)
            assert alike.argmax() == row


def test_document_frequencies_count_texts_not_words():
    idf = document_frequencies(TEXTS)
    (backup,) = counts("backup")["w"]
    (encrypt,) = counts("encrypt")["w"]
    unseen = np.setdiff1d(np.arange(100), np.concatenate([vector(text, idf)[0] for text in TEXTS]))
    assert idf[backup] == pytest.approx(np.log(6 / 2) + 1, rel=1e-6)
    assert idf[encrypt] == pytest.approx(np.log(6 / 3) + 1, rel=1e-6)
    assert idf[unseen] == pytest.approx(np.log(6) + 1, rel=1e-6)
    assert idf.shape == (BUCKETS,)
