"""Searching the bank, and what falls due."""

from __future__ import annotations

from datetime import date

import pytest

from questionnaire_filler.bank import load
from questionnaire_filler.bank.search import search, stale

TEXT = """\
schema: 1
answers:
  - id: rest
    question: Is data encrypted at rest?
    alternates: [Do you encrypt stored data?]
    answer: Yes, everything that is stored in Straße or so is kept under AES-256 by the platform itself, day and night, encryption on.
    sources: [{title: Encryption standard, ref: §3.2}]
    frameworks: {CAIQ-4: CEK-03.1}
    tags: [crypto]
    review_every: 10d
    reviewed: 2026-11-01
  - id: keys
    question: Who holds the keys?
    answer: We rotate the data at times, and the encryption keys at rest.
    expires: 2026-12-01
  - id: never
    question: Anything else?
    answer: None.
    review_every: 1y
    expires: 2030-01-01
  - {id: quiet, question: Quiet?, answer: Quiet., expires: 2030-01-01}
"""


@pytest.fixture
def bank(tmp_path):
    (tmp_path / "x.yaml").write_text(TEXT)
    return load(tmp_path)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("encrypted AT rest", ["rest"]),
        ("rest data", ["rest", "keys"]),
        ("encryption keys", ["keys"]),
        ("standard §3.2", ["rest"]),
        ("CEK-03.1", ["rest"]),
        ("crypt", ["rest", "keys"]),
        ("data nowhere", []),
        ("  ?", []),
    ],
)
def test_all_words_must_be_there_and_questions_come_first(bank, query, ids):
    assert [hit.entry.id for hit in search(bank, query)] == ids


def test_a_hit_shows_where_it_stands(bank):
    hit = search(bank, "aes")[0]
    assert hit.field == "answer"
    assert hit.excerpt[hit.start : hit.end] == "AES"
    assert hit.excerpt.startswith("…")
    assert hit.excerpt.endswith("…")
    assert len(hit.excerpt) < 90


def test_the_limit_holds(bank):
    assert len(search(bank, "e", limit=1)) == 1


def test_what_falls_due(bank):
    told = [(entry.id, last) for entry, last in stale(bank, as_of=date(2026, 11, 23))]
    assert told == [("never", None), ("rest", date(2026, 11, 11))]
    assert [entry.id for entry, _ in stale(bank, as_of=date(2026, 11, 23), within_days=30)] == ["never", "rest", "keys"]
    assert [entry.id for entry, _ in stale(bank, as_of=date(2026, 11, 11))] == ["never"]
