from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from questionnaire_filler.draft import session as opening
from questionnaire_filler.draft import store
from questionnaire_filler.draft.propose import propose
from questionnaire_filler.linking import matcher_for
from questionnaire_filler.model import Disclosure, Position, Question, Role, Slot, SlotKind
from questionnaire_filler.review.options import Stance, stances_for
from questionnaire_filler.review.outcome import Accepted, Edited, Rejected
from questionnaire_filler.review.selection import Kind
from questionnaire_filler.review.session import Session
from questionnaire_filler.settings import Settings
from tests.review import lookalike
from tests.review.behaviour import Front, ReviewBehaviour

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)


class Direct(Front):
    """The session itself, without a screen."""

    def __init__(self, folder: Path, settings: Settings | None = None):
        settings = settings or Settings(TODAY)
        if not (folder / "answers").exists():
            lookalike.bank(folder)
            lookalike.form(folder)
        form = opening.open_form(folder / "vendor.xlsx")
        bank = opening.open_bank(form.path, folder / "answers")
        self.draft_file = folder / "vendor.xlsx.draft.json"
        matcher = matcher_for(bank, settings)
        draft = propose(form, bank, matcher, settings)
        if (stored := store.load(self.draft_file)) is not None:
            draft = store.carry_over(draft, stored.decisions)
        self.saved = 0
        self.session = Session(draft, matcher, self._save)

    def _save(self, draft):
        self.saved += 1
        store.save(draft, self.draft_file, None, "")

    def at(self):
        return "" if self.session.queue.finished else self.session.question.where

    def accept(self):
        self.session.accept()

    def pick(self, number):
        self.session.select(number - 1)

    def turn(self):
        self.session.turn()

    def choose(self, number):
        self.session.choose(number - 1)

    def accept_choosing(self, number):
        assert self.session.accept().kind is Kind.CHOOSE
        self.session.choose(number - 1)
        assert self.session.accept().kind is Kind.DONE

    def edit(self, text):
        self.session.edit(text)

    def search(self, text, number):
        self.session.take(self.session.search(text)[number - 1])

    def blank(self):
        self.session.blank()

    def defer(self):
        self.session.defer()

    def undo(self):
        self.session.undo()

    def move(self, by):
        self.session.move(by)

    def toggle_open(self):
        self.session.toggle_open()


@pytest.fixture
def front(tmp_path: Path) -> Direct:
    return Direct(tmp_path)


class TestSession(ReviewBehaviour):
    """The suite on the bare session."""


def test_every_decision_and_every_undo_is_saved(front: Direct):
    front.blank()
    front.defer()
    front.undo()
    front.undo()
    assert front.saved == 2


def test_the_warning_is_given_again_for_another_candidate(front: Direct):
    session = front.session
    session.move(1)
    assert session.accept().kind is Kind.WARNED
    session.select(1)
    assert session.accept().kind is Kind.WARNED


def test_a_resumed_review_has_only_what_is_left(front: Direct, tmp_path: Path):
    front.blank()
    front.move(2)
    front.accept_choosing(3)
    again = Direct(tmp_path)
    assert [again.session.draft.form.questions[int(number[1:]) - 1].where for number in again.session.queue.ids] == [
        "Security!B4",
        "Security!B5",
    ]
    assert again.session.draft.decisions["Q4"].choice == "Planned"


def test_a_decision_goes_when_the_customer_may_no_longer_be_told(tmp_path: Path):
    front = Direct(tmp_path, Settings(TODAY, disclosure=Disclosure.NDA))
    front.accept()
    front.accept()
    front.pick(1)
    front.session.move(-1)
    ids = {question.where: question.id for question in front.session.draft.form.questions}
    front.session.queue.go(ids["Security!B4"])
    front.search("Do you commission penetration tests?", 1)
    front.accept()
    assert list(front.kept()["Security!B4"]["entries"]) == ["pentest"]
    public = Direct(tmp_path)
    assert [dropped.where for dropped in public.session.draft.dropped] == ["Security!B4"]


def test_the_preview_is_what_is_written(front: Direct):
    session = front.session
    assert [(write.slot.where, write.text) for write in session.preview()] == [
        ("Security!C3", "Yes"),
        ("Security!D3", "Backups are encrypted with keys of their own.\nSource: Backup standard, §2, 2025-01-01"),
    ]


def test_words_that_have_no_place_are_refused(front: Direct):
    session = front.session
    bare = tuple(
        replace(question, slots=tuple(slot for slot in question.slots if slot.role is Role.ANSWER))
        for question in session.draft.form.questions
    )
    session.draft = replace(session.draft, form=replace(session.draft.form, questions=bare))
    reply = session.edit("Words beside the choice.")
    assert reply.kind is Kind.REFUSED
    assert "no place for your words" in reply.message
    assert front.kept() == {}


def test_locked_places_are_not_accepted(front: Direct):
    session = front.session
    locked = tuple(
        replace(question, slots=tuple(replace(slot, locked=True) for slot in question.slots)) for question in session.draft.form.questions
    )
    session.draft = replace(session.draft, form=replace(session.draft.form, questions=locked))
    assert "--force-locked" in session.accept().message


def test_text_places_are_edited_as_they_will_stand(front: Direct):
    session = front.session
    plain = tuple(replace(question, slots=(Slot(Role.ANSWER, question.where),)) for question in session.draft.form.questions)
    session.draft = replace(session.draft, form=replace(session.draft.form, questions=plain))
    assert session.words() == "Yes. Backups are encrypted with keys of their own."
    session.edit("No. They are not.")
    assert front.kept()["Security!B3"]["position"] == "no"
    session.undo()
    session.edit("They are encrypted.")
    session.undo()
    assert [write.text for write in session.preview()] == ["They are encrypted."]


def test_the_outcome_says_what_can_be_learnt(front: Direct):
    front.edit("Backups are kept encrypted for a year.")
    front.pick(2)
    front.choose(2)
    front.accept()
    front.accept()
    front.blank()
    found = front.session.outcome()
    assert found.decided == 3
    assert found.accepted == (Accepted("Do you support single sign-on?", "sso-self", Position.NO),)
    assert [(item.question, item.entry) for item in found.rejected] == [("Do you support single sign-on?", "sso-cloud")]
    assert isinstance(found.rejected[0], Rejected)
    assert [type(item) for item in found.edited] == [Edited]
    assert found.edited[0].entries == ("backups",)
    for _ in range(3):
        front.undo()
    assert front.session.outcome().decided == 0


@pytest.mark.parametrize(
    ("slots", "stances"),
    [
        ((Slot(Role.ANSWER, "C1", SlotKind.CHOICE, ("Yes", "No", "Planned")),), [("yes", ""), ("no", ""), (None, "Planned")]),
        ((Slot(Role.ANSWER, "C1", SlotKind.CHOICE, ("Compliant", "Non-compliant")),), [("yes", ""), ("no", "")]),
        ((Slot(Role.MARK, "C1", value="Yes"), Slot(Role.MARK, "D1", value="No")), [("yes", ""), ("no", "")]),
        ((Slot(Role.ANSWER, "C1"),), [("yes", ""), ("no", ""), ("partial", ""), ("n/a", ""), (None, "")]),
        ((Slot(Role.ANSWER, "C1", SlotKind.DATE),), []),
        ((), []),
    ],
)
def test_stances_are_those_of_the_form(slots, stances):
    assert [(stance.position, stance.choice) for stance in stances_for(Question("Q1", "Do you?", "B1", slots), None)] == stances
    assert all(isinstance(stance, Stance) for stance in stances_for(Question("Q1", "Do you?", "B1", slots), None))
