"""Two versions of a form: what belongs together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.draft.diff import Change, compare
from questionnaire_filler.model import Form, Question, Role, Slot, SlotKind

SSO = "Do you support single sign-on for all users?"
KEYS = "How often are encryption keys rotated?"


def form(*questions):
    made = [question if isinstance(question, tuple) else ("", question) for question in questions]
    return Form(
        Path("f.xlsx"),
        "xlsx",
        "0",
        questions=tuple(
            Question(f"Q{at}", text, f"S!B{at}", ref=ref, section=tuple(more)) for at, (ref, text, *more) in enumerate(made, 1)
        ),
    )


def told(old, new):
    return [(str(pair.change), pair.old and pair.old.id, pair.new and pair.new.id) for pair in compare(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([SSO], [SSO.upper()], [("unchanged", "Q1", "Q1")]),
        ([SSO, KEYS], [KEYS, SSO], [("unchanged", "Q2", "Q1"), ("unchanged", "Q1", "Q2")]),
        ([("1", SSO)], [("9", SSO)], [("unchanged", "Q1", "Q1")]),
        ([("1", SSO)], [("1", "Do you support single sign-on?")], [("changed", "Q1", "Q1")]),
        ([("1", SSO)], [("1", KEYS)], [("new", None, "Q1"), ("removed", "Q1", None)]),
        ([SSO], ["Do you support single sign-on for all of your users?"], [("changed", "Q1", "Q1")]),
        ([SSO], [KEYS], [("new", None, "Q1"), ("removed", "Q1", None)]),
        ([("1", SSO), ("2", KEYS)], [("1", KEYS), ("2", SSO)], [("unchanged", "Q2", "Q1"), ("unchanged", "Q1", "Q2")]),
        (
            [("", "Describe", "Backup"), ("", "Describe", "Keys")],
            [("", "Describe", "Keys"), ("", "Describe", "Backup")],
            [("unchanged", "Q2", "Q1"), ("unchanged", "Q1", "Q2")],
        ),
        ([SSO, SSO], [SSO], [("unchanged", "Q1", "Q1"), ("removed", "Q2", None)]),
    ],
)
def test_which_questions_belong_together(old, new, expected):
    assert told(form(*old), form(*new)) == expected


def test_the_likest_are_paired_first():
    old = form("Are backups of customer data encrypted?", "Are backups of customer data tested?")
    new = form("Are backups of customer data tested yearly?", "Are the backups of customer data encrypted?")
    assert told(old, new) == [("changed", "Q2", "Q1"), ("changed", "Q1", "Q2")]


def test_other_choices_are_told():
    def asked(*choices):
        slot = Slot(Role.ANSWER, "S!C1", SlotKind.CHOICE, choices)
        return Form(Path("f"), "xlsx", "0", questions=(Question("Q1", SSO, "S!B1", (slot,)),))

    [same] = compare(asked("Yes", "No"), asked("yes", "no"))
    [other] = compare(asked("Yes", "No"), asked("Yes", "No", "N/A"))
    assert (same.other_choices, other.other_choices) == (False, True)


ASKED = st.lists(st.sampled_from([SSO, KEYS, "Describe", "", "Is SSO supported?", "Are keys rotated often?"]), max_size=7)


@settings(deadline=None, max_examples=100)
@given(ASKED, ASKED)
def test_every_question_is_told_once(old, new):
    pairs = compare(form(*old), form(*new))
    assert sorted(pair.old.id for pair in pairs if pair.old) == sorted(f"Q{at}" for at in range(1, len(old) + 1))
    assert [pair.new.id for pair in pairs if pair.new] == [f"Q{at}" for at in range(1, len(new) + 1)]


@given(ASKED.map(lambda texts: [text for text in texts if text]))
def test_a_form_is_the_same_as_itself(texts):
    assert {pair.change for pair in compare(form(*texts), form(*texts))} <= {Change.UNCHANGED}
