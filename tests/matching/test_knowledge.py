"""The catalogue's index: what is packed comes out again, and every row belongs to its topic."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.matching.asks import kinds
from questionnaire_filler.matching.content_words import content_words
from questionnaire_filler.matching.index import build, document_frequencies, from_vectors
from questionnaire_filler.matching.knowledge import _unpack, asked_bits, pack
from questionnaire_filler.matching.tokens import BUCKETS, vector
from tests.matching.kit import knowledge

KNOWN = knowledge()


@given(st.lists(st.text(max_size=30), max_size=5))
@settings(max_examples=30, deadline=None)
def test_a_packed_index_gives_nearly_the_same_products(texts):
    index = build(texts, document_frequencies(texts))
    again = _unpack("x", SimpleNamespace(arrays=pack("x", index)))
    assert again.size == index.size
    assert again.buckets.tolist() == index.buckets.tolist()
    assert again.starts.tolist() == index.starts.tolist()
    assert again.rows.tolist() == index.rows.tolist()
    step = np.abs(index.weights).max(initial=0) / 127
    assert np.abs(again.weights - index.weights).max(initial=0) <= step * 0.51


def test_negative_weights_are_packed_too():
    index = from_vectors([(np.array([3, 9]), np.array([-2.0, 1.0]))])
    again = _unpack("x", SimpleNamespace(arrays=pack("x", index)))
    assert again.weights == pytest.approx([-2, 1], abs=0.02)


def test_each_phrasing_belongs_to_the_topic_that_has_it():
    assert KNOWN.first[-1] == KNOWN.phrasings.size == sum(len(topic.phrasings) for topic in KNOWN.topics)
    for number in range(0, len(KNOWN.topics), 7):
        rows = range(int(KNOWN.first[number]), int(KNOWN.first[number + 1]))
        assert {KNOWN.topic_of(row) for row in rows} == {number}
        assert tuple(KNOWN.phrasing(row) for row in rows) == KNOWN.topics[number].phrasings


@pytest.mark.parametrize("row", [0, 1, 4711, -1])
def test_a_phrasing_finds_itself(row):
    row %= KNOWN.phrasings.size
    alike = KNOWN.phrasings.dot(vector(KNOWN.phrasing(row), KNOWN.idf))
    assert alike.shape == (KNOWN.phrasings.size,)
    assert alike.argmax() == row
    assert 0.75 <= alike[row] <= 1.05


def test_small_weights_that_are_not_stored_hardly_matter():
    rows = range(0, KNOWN.phrasings.size, 101)
    alike = [KNOWN.phrasings.dot(vector(KNOWN.phrasing(row), KNOWN.idf))[row] for row in rows]
    assert np.median(alike) >= 0.96
    assert min(alike) >= 0.75  # a long text has many of them
    assert max(alike) <= 1.05


def test_each_near_miss_belongs_to_the_topic_that_has_it():
    said = [item.text for topic in KNOWN.topics for item in topic.near]
    assert [KNOWN.near_miss(row) for row in range(KNOWN.near.size)] == said


def test_the_words_of_a_topic_are_those_of_its_phrasings():
    for number in range(0, len(KNOWN.topics), 101):
        words = KNOWN.words_of(number)
        said = {bucket for text in KNOWN.topics[number].phrasings for _, bucket in content_words(text)}
        assert (np.diff(words) > 0).all()
        assert said <= set(words.tolist())


def test_the_shapes_agree():
    topics = len(KNOWN.topics)
    assert KNOWN.idf.shape == (BUCKETS,)
    assert KNOWN.idf.min() > 0
    assert KNOWN.head.size == topics == len(KNOWN.bias)
    assert KNOWN.word_starts.shape == KNOWN.first.shape == (topics + 1,)
    assert KNOWN.near.size == len(KNOWN.near_owner) == sum(len(topic.near) for topic in KNOWN.topics)
    assert (np.diff(KNOWN.near_owner) >= 0).all()
    assert (np.diff(KNOWN.first) > 0).all()


def test_what_each_topic_is_asked_for_is_compiled_as_it_is_told_now():
    assert KNOWN.asked.tolist() == [asked_bits(topic.phrasings) for topic in KNOWN.topics]  # else: tools/compile_catalogue.py
    for number in range(0, len(KNOWN.topics), 101):
        assert KNOWN.kinds_of(number) == kinds(KNOWN.topics[number].phrasings)
