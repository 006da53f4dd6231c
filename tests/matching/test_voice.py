"""Whose "we" it is: a vendor's own bank is heard as a customer asks; a bank of customers' questions stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire_filler.linking import links
from questionnaire_filler.matching.voice import as_asked
from tests.matching.kit import entry, knowledge


def questions(*texts):
    return [found.question for found in as_asked([entry(f"e{at}", text) for at, text in enumerate(texts)])]


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Do we encrypt our backups?", "Do you encrypt your backups?"),
        ("Our offices", "Your offices"),
        ("Who works for us in the US?", "Who works for you in the US?"),
        ("Do we host it ourselves, or is it not ours?", "Do you host it yourselves, or is it not yours?"),
        ("Is the weekly business hour focused?", "Is the weekly business hour focused?"),
    ],
)
def test_the_vendors_own_words_are_turned(written, heard):
    assert questions(written, "Are we insured?") == [heard, "Are you insured?"]


def test_a_bank_of_customers_questions_stays_as_it_is():
    asked = ["Do you encrypt backups?", "What happens to our data at the end?", "Where are your offices?"]
    assert questions(*asked) == asked


def test_a_question_that_says_both_stays_as_it_is():
    assert questions("Do we tell you about changes?", "Are we insured?", "Do we scan?")[0] == "Do we tell you about changes?"


def test_alternates_are_customers_words():
    found = as_asked([entry("e", "Do we support customers' keys?", alternates=("Can we hold our own keys?",))])
    assert found[0].alternates == ("Can we hold our own keys?",)


def test_traffic_between_our_services_is_the_vendors_own():
    one = links([entry("e", "Is the traffic between our services encrypted?")], knowledge())
    assert next(iter(one[0].topics)) == "enc-internal"


@given(st.lists(st.text(max_size=40), max_size=6))
def test_turning_twice_is_turning_once(texts):
    entries = as_asked([entry(f"e{at}", text) for at, text in enumerate(texts)])
    assert as_asked(entries) == entries
