"""What customers were told against the bank of today."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from questionnaire_filler.audit import Given, Told, Verdict, audit, compare, given_answer, told
from questionnaire_filler.model import Candidate, Entry, Place, Position, Question, Role, Slot, SlotKind

PLACE = Place(Path("x.yaml"), 1, 1)
YES, NO = Position.YES, Position.NO
ENTRY = Entry(
    "a", "Do you encrypt?", PLACE, position=YES, answer="All data is encrypted with AES-256. Keys rotate every 90 days.", short="AES-256"
)
WORDS = Entry("w", "Where?", PLACE, answer="In Frankfurt and Virginia.")


def ask(*slots, text="Do you encrypt?"):
    return Question("Q1", text, "S!A1", slots)


def slot(before, role=Role.ANSWER, where="S!B1", **keys):
    return Slot(role, where, before=before, **keys)


@pytest.mark.parametrize(
    ("slots", "given"),
    [
        ([slot("")], None),
        ([slot("Yes")], Given(YES, "", "S!B1")),
        ([slot("Compliant"), slot("By\n AES.", Role.COMMENT, "S!C1")], Given(YES, "By AES.", "S!B1")),
        ([slot("No - planned")], Given(NO, "No - planned", "S!B1")),
        ([slot("In Frankfurt")], Given(None, "In Frankfurt", "S!B1")),
        ([slot("", Role.MARK, value="Yes"), slot("X", Role.MARK, "S!C1", value="No")], Given(NO, "", "S!C1")),
        ([slot("X", Role.MARK, value="Quarterly")], Given(None, "Quarterly", "S!B1")),
        ([slot("X", kind=SlotKind.CHECK)], Given(YES, "", "S!B1")),
        ([slot("Jane Doe", Role.OTHER, label="Owner")], None),
        ([slot("see policy", Role.EVIDENCE)], None),
    ],
)
def test_the_answer_that_stands_in_a_form(slots, given):
    assert given_answer(ask(*slots)) == given


@pytest.mark.parametrize(
    ("given", "position", "entry", "verdict"),
    [
        (Given(NO, "", "B1"), YES, ENTRY, Verdict.POSITION),
        (Given(NO, "", "B1"), NO, ENTRY, Verdict.SAME),  # the question asks the opposite: the caller says what the entry means for it
        (Given(YES, "", "B1"), YES, ENTRY, Verdict.SAME),
        (Given(YES, "Keys rotate every 30 days.", "B1"), YES, ENTRY, Verdict.NUMBER),
        (Given(YES, "keys ROTATE every 90 days", "B1"), YES, ENTRY, Verdict.SAME),
        (Given(YES, "We care about this a lot.", "B1"), YES, ENTRY, Verdict.WORDS),
        (Given(YES, "", "B1"), None, WORDS, Verdict.WORDS),
        (Given(None, "In Frankfurt", "B1"), None, WORDS, Verdict.SAME),
        (Given(None, "In Mumbai", "B1"), None, WORDS, Verdict.WORDS),
        (Given(YES, "", "B1"), None, None, Verdict.UNKNOWN),
    ],
)
def test_one_answer_against_its_entry(given, position, entry, verdict):
    assert compare(Told("acme.xlsx", "Do you?", given, entry, position)).verdict is verdict


def test_customers_that_were_told_different_things_where_the_bank_is_silent():
    answers = [
        Told("acme", "Do you scan?", Given(YES, "", "B1")),
        Told("beta", "do you SCAN", Given(NO, "", "B2")),
        Told("gamma", "Do you sleep?", Given(NO, "", "B3")),
        Told("delta", "Do you encrypt?", Given(NO, "", "B4"), ENTRY, YES),
    ]
    assert [(one.told.form, str(one.verdict), one.why) for one in audit(answers)] == [
        ("delta", "other-position", "told no, the bank says yes"),
        ("acme", "other-customer", "told yes; beta was told no"),
        ("beta", "other-customer", "told no; acme was told yes"),
        ("gamma", "unknown", ""),
    ]


def test_a_forms_answers_with_the_entries_that_the_proposer_finds():
    questions = (ask(slot("Yes")), ask(slot(""), text="Empty?"), ask(slot("Maybe"), text="Else?"))

    def propose(asked):
        assert [question.text for question in asked] == ["Do you encrypt?", "Else?"]
        return [Candidate("a", 0.9, position=NO), None]

    form = SimpleNamespace(questions=questions)
    assert told("acme.xlsx", form, {"a": ENTRY}, propose) == (
        Told("acme.xlsx", "Do you encrypt?", Given(YES, "", "S!B1"), ENTRY, NO),
        Told("acme.xlsx", "Else?", Given(None, "Maybe", "S!B1")),
    )
