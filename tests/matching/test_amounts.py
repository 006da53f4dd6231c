"""Amounts and frequencies that texts name."""

from __future__ import annotations

import pytest

from questionnaire_filler.matching.amounts import amounts, rhythms


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
