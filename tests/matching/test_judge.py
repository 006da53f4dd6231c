"""The judge: a logistic curve over named numbers, and the shipped weights that make sense."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire_filler.linking import judges
from questionnaire_filler.matching.judge import Judge, judge_from

PLAIN = judge_from({"weights": {"a": 2.0, "b": -1.0}, "bias": -1.0, "threshold": 0.9, "unusual_below": 0.2, "unusual_threshold": 0.95})


def test_the_confidence_is_the_logistic_of_the_weighted_sum():
    assert PLAIN.confidence({"a": 0.5, "b": 0.0}) == 0.5
    assert PLAIN.confidence({"a": 1.0, "b": -1.0}) == pytest.approx(1 / (1 + math.exp(-2)))
    assert PLAIN.confidence({"a": 0.5, "b": 0.0, "unheard-of": 99.0}) == 0.5


@given(st.floats(-30, 30), st.floats(-30, 30), st.floats(0, 10))
def test_the_confidence_is_a_probability_and_moves_as_the_weights_say(one, two, more):
    before = PLAIN.confidence({"a": one, "b": two})
    assert 0 <= before <= 1
    assert PLAIN.confidence({"a": one + more, "b": two}) >= before
    assert PLAIN.confidence({"a": one, "b": two + more}) <= before


def test_a_missing_feature_is_no_zero():
    with pytest.raises(KeyError):
        PLAIN.confidence({"a": 1.0})


@pytest.mark.parametrize("name", ["catalogue", "words", "semantic-catalogue", "semantic-words"])
def test_the_shipped_judges_are_strict_and_stricter_with_unusual_forms(name):
    judge = judges()[name]
    assert isinstance(judge, Judge)
    assert 0.8 <= judge.threshold <= judge.unusual_threshold < 0.99
    assert 0 < judge.unusual_below < 1


@pytest.mark.parametrize("name", ["catalogue", "words"])
def test_likeness_speaks_for_a_candidate_and_words_that_nothing_covers_against_it(name):
    weights = judges()[name].weights
    assert weights["own-question"] > 0
    assert weights["before-rival"] > 0
    assert weights["uncovered-share"] < 0
    assert weights.get("near-miss", -1) < 0
    assert weights.get("unanswered-share", -1) < 0
