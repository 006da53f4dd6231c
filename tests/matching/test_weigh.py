"""Weighing: the order of candidates, their caps, ties and refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.matching.guards import CAPS, guard
from questionnaire_filler.matching.weigh import _unguarded_first, largest
from questionnaire_filler.model import Candidate, Reason
from tests.matching.kit import NO, YES, entry, matcher


def reasons(candidate):
    return [stop.reason for stop in candidate.guards]


@given(st.lists(st.sampled_from([-1.0, 0.0, 0.5, 1.0]), max_size=12), st.integers(0, 15))
@settings(max_examples=100, deadline=None)
def test_the_largest_values_come_largest_first(values, most):
    found = largest(np.array(values), most)
    assert [values[at] for at in found] == sorted(values, reverse=True)[:most]
    assert len(set(found)) == len(found)


@given(st.lists(st.sampled_from([0.0, 1.0]), max_size=12))
def test_equal_values_stand_in_order(values):
    found = largest(np.array(values), len(values))
    assert found == sorted(range(len(values)), key=lambda at: (-values[at], at))


BANK = (
    entry("sso", "Does the product support single sign-on?"),
    entry("mfa", "Does the product support multi-factor authentication?"),
    entry("rest", "Is customer data encrypted at rest?", not_for=("Are backups of customer data encrypted at rest?",)),
    entry("transit", "Is customer data encrypted in transit?"),
    entry("text", "How do you dispose of hardware?", None, "We shred it."),
)
BOTH = pytest.mark.parametrize("by", [matcher(*BANK), matcher(*BANK, catalogue=False)], ids=["catalogue", "words"])


@BOTH
@pytest.mark.parametrize(
    "text", ["Is data encrypted?", "Do you support SSO?", "Is it not encrypted at rest?", "What about MFA?", "Hardware disposal"]
)
def test_none_is_surer_than_the_one_before(by, text):
    found = by.search(text)
    confidences = [candidate.confidence for candidate in found]
    assert confidences == sorted(confidences, reverse=True)
    assert len({candidate.entry for candidate in found}) == len(found) == len(BANK)
    assert all(
        0 <= confidence <= min([1.0, *(stop.cap for stop in candidate.guards)])
        for candidate in found
        for confidence in [candidate.confidence]
    )


@BOTH
def test_features_are_told_strongest_first(by):
    weights = by._judge.weights
    for candidate in by.search("Is data encrypted at rest?"):
        strength = [abs(value * weights.get(name, 0.0)) for name, value in candidate.features]
        assert strength == sorted(strength, reverse=True)
        assert set(weights) <= {name for name, _ in candidate.features}


@BOTH
def test_a_question_turned_round_turns_the_position(by):
    candidate = by.search("Is customer data not encrypted at rest?")[0]
    assert (candidate.entry, candidate.position) == ("rest", NO)
    assert Reason.POLARITY in reasons(candidate)
    assert by.search("Is customer data encrypted at rest?")[0].position is YES
    turned = by.search("How do you not dispose of hardware?")[0]
    assert (turned.entry, turned.position, Reason.POLARITY in reasons(turned)) == ("text", None, True)


@BOTH
@pytest.mark.parametrize("text", ["Are backups of customer data encrypted at rest?", "are BACKUPS of customer data, encrypted at rest"])
def test_what_the_bank_refuses_is_capped(by, text):
    candidate = next(found for found in by.search(text) if found.entry == "rest")
    assert Reason.NOT_FOR in reasons(candidate)
    assert candidate.confidence <= CAPS[Reason.NOT_FOR]


@BOTH
def test_not_for_leaves_the_entrys_own_question_alone(by):
    assert Reason.NOT_FOR not in reasons(by.search("Is customer data encrypted at rest?")[0])


def test_two_facts_that_fit_equally_are_a_tie():
    twins = (entry("a", "Is the red door of the canteen locked at night?"), entry("b", "Is the blue door of the canteen locked at night?"))
    for catalogue in (True, False):
        found = matcher(*twins, catalogue=catalogue).search("Is the door of the canteen locked at night?")
        assert [reasons(candidate) for candidate in found] == [[Reason.NEAR_TIE], [Reason.NEAR_TIE]]
        assert found[0].confidence <= CAPS[Reason.NEAR_TIE]


def test_one_fact_for_two_scopes_is_no_tie():
    twins = (
        entry("cloud", "Is customer data encrypted at rest?", topic="enc-rest", scope=frozenset({"cloud"})),
        entry("own", "Is customer data encrypted at rest?", NO, topic="enc-rest", scope=frozenset({"self-hosted"})),
    )
    found = matcher(*twins).search("Is stored customer data encrypted?")
    assert not any(Reason.NEAR_TIE in reasons(candidate) for candidate in found)


def test_a_label_asks_for_what_stands_after_its_subject():
    by = matcher(entry("phish", "Do you run phishing simulations?"))
    assert Reason.OTHER_FACT in reasons(by.search("Phishing simulations: click rate")[0])
    assert Reason.OTHER_FACT not in reasons(by.search("Phishing simulations: phishing")[0])


@BOTH
@pytest.mark.parametrize("text", ["", "   ", "?!", "\x00\x1b", "—"])
def test_a_text_without_words_has_no_candidates(by, text):
    assert by.search(text) == ()


@BOTH
def test_most_is_the_most(by):
    assert len(by.search("Is data encrypted?", 2)) == 2
    assert by.search("Is data encrypted?", 0) == ()
    assert matcher().search("Is data encrypted?") == ()


def test_a_near_miss_of_the_topic_is_refused_by_name():
    one = entry("isolated", "Is it ensured that our data stays out of AI answers to other customers?", topic="ai-isolation")
    found = matcher(one).search("Could our data appear in AI answers to other customers?")[0]
    assert found.confidence <= CAPS[Reason.OTHER_FACT]
    assert "is more like “Could our data appear in AI answers to other customers?”, which asks another fact" in {
        stop.why for stop in found.guards
    }


def shown(name, confidence, *stops, topic=""):
    return Candidate(name, confidence, Reason.MATCHED, (), tuple(guard(stop, "why") for stop in stops), topic, YES)


@pytest.mark.parametrize(
    ("first", "other", "expected"),
    [
        (shown("a", 0.3, Reason.OTHER_OBJECT), shown("b", 0.4), "b"),
        (shown("a", 0.3, Reason.OTHER_OBJECT), shown("b", 0.45, Reason.POLARITY), "b"),
        (shown("a", 0.3, Reason.OTHER_OBJECT), shown("b", 0.2), "a"),
        (shown("a", 0.3, Reason.OTHER_OBJECT, topic="t"), shown("b", 0.2, topic="t"), "b"),
        (shown("a", 0.3, Reason.OTHER_OBJECT), shown("b", 0.4, Reason.OTHER_FACT), "a"),
        (shown("a", 0.45, Reason.POLARITY), shown("b", 0.6), "a"),
        (shown("a", 0.5, Reason.NEAR_TIE), shown("b", 0.6), "a"),
        (shown("a", 0.7), shown("b", 0.8), "a"),
    ],
)
def test_what_a_guard_speaks_against_makes_room_for_one_as_sure(first, other, expected):
    found = _unguarded_first([first, other])
    assert found[0].entry == expected
    assert {candidate.entry for candidate in found} == {"a", "b"}
    assert _unguarded_first([]) == []
