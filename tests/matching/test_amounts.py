"""Amounts and frequencies that texts name."""

from __future__ import annotations

import pytest

from questionnaire_filler.matching.amounts import amounts, keeps, rhythms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("within 24 hours or 3 business days", {"24 hour", "3 day"}),
        ("within thirty (30) days", {"30 day"}),
        ("99.9% and 12-month", {"99.9 %", "12 month"}),
        ("ISO 27001 in 2026", set()),
        ("", set()),
    ],
)
def test_amounts(text, found):
    assert amounts(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("within forty-eight (48) hours", "48 hour"),
        ("within seventy-two hours", "72 hour"),
        ("within fifteen minutes", "15 minute"),
        ("within 24h", "24 hour"),
    ],
)
def test_amounts_in_words(text, found):
    assert amounts(text) == {found}


def test_rhythms():
    assert rhythms("weekly, every six months and 24x7") == {"weekly", "twice a year", "continuous"}
    assert rhythms("within a year (monthly)") == frozenset()


@pytest.mark.parametrize(
    ("question", "answer", "kept"),
    [
        ("Are logs kept for at least 1 year?", "13 months.", True),
        ("Are logs kept for at least 2 years?", "13 months.", False),
        ("Is the service restored within 24 hours?", "The RTO is 4 hours.", True),
        ("Is the service restored within 24 hours?", "The RTO is 48 hours.", False),
        ("Are flaws fixed within 5 days?", "Critical ones in 24 hours, others in 7 days.", False),
        ("Is it 24 hours?", "4 hours.", False),
        ("Are 10 attempts allowed at most?", "5 attempts.", False),
    ],
)
def test_a_limit_is_kept_by_the_one_length_of_time_that_is_told(question, answer, kept):
    assert keeps(question, answer) is kept


def test_for_ever_is_a_length_that_only_for_ever_answers():
    assert amounts("Have you ever been hacked?") == amounts("Never.") == {"for ever"}
