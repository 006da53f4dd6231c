"""The judge's features: the words that nothing covers, and numbers that stay within bounds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.linking import judges
from questionnaire_filler.matching.content_words import content_words
from questionnaire_filler.matching.evidence import Sense, evidence, facts_of
from questionnaire_filler.matching.features import Situation, features, meaning_features, uncovered
from questionnaire_filler.matching.known import known_of
from questionnaire_filler.matching.tokens import BUCKETS
from tests.matching.kit import entry

IDF = np.full(BUCKETS, 2.0, dtype=np.float32)


def buckets(text):
    return frozenset(bucket for _, bucket in content_words(text))


def test_a_word_that_nothing_covers_is_weighed():
    known = buckets("Do you encrypt data?")
    assert uncovered("Is data encrypted?", IDF, known) == (0.0, 0.0)
    share, heaviest = uncovered("Is tape data encrypted?", IDF, known)
    assert share == pytest.approx(1 / 3)
    assert heaviest == pytest.approx(2)
    assert uncovered("", IDF, known) == (0.0, 0.0)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_knowing_more_words_never_leaves_more_uncovered(text, some, more):
    share, heaviest = uncovered(text, IDF, buckets(some))
    less, lighter = uncovered(text, IDF, buckets(some) | buckets(more))
    assert 0 <= less <= share <= 1
    assert lighter <= heaviest


def made(text, question="Do you encrypt data?", **given):
    facts = facts_of([entry("e", question)], {}, None)
    at = Situation(
        **(
            {"fact": -1, "entry": 0, "rival": -6.0, "unanswered": -math.inf, "unanswered_share": 0.0}
            | {"share": 0.0}
            | {"nearest_three": 0.0}
            | given
        )
    )
    return features(text, evidence(text, facts), facts.idf, at, known_of(facts.entries[0]))


def test_the_same_question_has_the_best_features():
    found = made("Do you encrypt data?")
    assert found["own-question"] == pytest.approx(1)
    assert found["nearest-text"] == pytest.approx(1)
    assert found["uncovered-share"] == found["uncovered-own"] == found["uncovered-word"] == 0
    assert (found["kind-known"], found["no-topic"], found["near-miss"]) == (1, 1, 0)


def test_another_kind_of_question_is_no_known_kind():
    assert made("Who encrypts data?")["kind-known"] == 0
    assert made("Data?")["short"] == 1


@given(st.text(max_size=100), st.floats(-50, 50), st.floats(-50, 50))
@settings(max_examples=40, deadline=None)
def test_features_are_finite_and_margins_bounded(text, rival, unanswered):
    found = made(text, rival=rival, unanswered=unanswered)
    assert all(math.isfinite(value) for value in found.values())
    assert abs(found["before-rival"]) <= 6
    assert abs(found["before-unanswered"]) <= 6
    assert found["head"] >= -8


def test_a_rival_that_is_nearer_takes_from_the_margin():
    margins = [made("Do you encrypt data?", rival=rival)["before-rival"] for rival in (2.0, 5.0, 8.0)]
    assert margins == sorted(margins, reverse=True)
    assert len(set(margins)) == 3


def test_every_judge_knows_these_features():
    plain = set(made("Do you?"))
    meaning = set(meaning_features(Sense(np.zeros(1), np.zeros(1)), Situation(-1, 0, 0, 0, 0, 0, 0)))
    for name, judge in judges().items():
        assert set(judge.weights) <= (plain | meaning if name.startswith("semantic") else plain)


def test_what_the_model_says_is_compared_with_the_rivals():
    sense = Sense(np.zeros(1), np.array([0.9, 0.4, 0.7]))
    at = Situation(-1, 0, 0, 0, 0, 0, 0, rivals=(1, 2), meant=-20)
    assert meaning_features(sense, at) == pytest.approx({"meaning-own": 0.9, "meaning-before-rival": 0.2, "meaning-head": -8})
