"""What a review does, whatever its front end: inherited by the tests of each, as beets does for its importers.

A front end is driven by the verbs of `Front`; what came of them is read from the draft's file, where every decision must stand at once.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class Front(ABC):
    """A review that is going on."""

    draft_file: Path

    @abstractmethod
    def at(self) -> str:
        """Return the place of the question at hand; empty at the end."""

    @abstractmethod
    def accept(self) -> None: ...
    @abstractmethod
    def pick(self, number: int) -> None: ...
    @abstractmethod
    def turn(self) -> None: ...
    @abstractmethod
    def choose(self, number: int) -> None:
        """Pick the form's choice with this number, from 1."""

    @abstractmethod
    def accept_choosing(self, number: int) -> None:
        """Accept what is none of the choices, and answer the question for one."""

    @abstractmethod
    def edit(self, text: str) -> None: ...
    @abstractmethod
    def search(self, text: str, number: int) -> None: ...
    @abstractmethod
    def blank(self) -> None: ...
    @abstractmethod
    def defer(self) -> None: ...
    @abstractmethod
    def undo(self) -> None: ...
    @abstractmethod
    def move(self, by: int) -> None: ...
    @abstractmethod
    def toggle_open(self) -> None: ...

    def kept(self) -> dict[str, dict[str, Any]]:
        """Return what the draft's file keeps of a person's decisions, by the question's place."""
        if not self.draft_file.exists():
            return {}
        return {item["where"]: item for item in json.loads(self.draft_file.read_text(encoding="utf-8"))["decided"]}


BACKUPS, SSO, PENTEST, STAFF, OPEN = (f"Security!B{row}" for row in (3, 4, 5, 6, 8))


class ReviewBehaviour:
    """The suite; a subclass gives the fixture `front`, at the first question of the look-alike form."""

    def test_a_gate_asks_for_the_key_twice(self, front: Front):
        assert front.at() == BACKUPS
        front.accept()
        assert front.at() == BACKUPS
        assert front.kept() == {}
        front.accept()
        assert front.at() == SSO
        kept = front.kept()[BACKUPS]
        assert (kept["state"], kept["reason"], list(kept["entries"]), kept["position"]) == ("filled", "accepted", ["backups"], "yes")

    def test_what_a_customer_may_not_be_told_is_never_accepted(self, front: Front):
        front.move(2)
        assert front.at() == PENTEST
        for _ in range(3):
            front.accept()
        assert front.at() == PENTEST
        assert front.kept() == {}

    def test_another_candidate_can_be_picked(self, front: Front):
        front.move(1)
        front.pick(2)
        front.turn()  # "partial" is none of the choices; the first of them follows
        front.accept()
        front.accept()
        kept = front.kept()[SSO]
        assert list(kept["entries"]) == ["sso-self"]
        assert kept["position"] == "yes"

    def test_the_position_goes_through_what_the_form_takes(self, front: Front):
        front.move(1)
        front.turn()
        front.accept()
        front.accept()
        assert front.kept()[SSO]["position"] == "no"

    def test_what_is_none_of_the_choices_asks_for_one_of_them(self, front: Front):
        front.move(3)
        assert front.at() == STAFF
        front.accept_choosing(3)
        kept = front.kept()[STAFF]
        assert (kept["choice"], kept["position"], list(kept["entries"])) == ("Planned", None, ["staff"])

    def test_a_choice_can_be_picked_before_accepting(self, front: Front):
        front.move(3)
        front.choose(4)
        front.accept()
        assert front.kept()[STAFF]["position"] == "n/a"

    def test_own_words_are_marked_as_edited(self, front: Front):
        front.edit("Backups are kept encrypted for a year.")
        kept = front.kept()[BACKUPS]
        assert (kept["reason"], kept["words"], list(kept["entries"])) == ("edited", "Backups are kept encrypted for a year.", ["backups"])
        assert kept["position"] == "yes"

    def test_own_words_of_the_opposite_take_the_opposite_choice(self, front: Front):
        front.edit("No. Backups are not encrypted yet.")
        assert front.kept()[BACKUPS]["position"] == "no"

    def test_own_words_do_not_rest_on_what_the_customer_may_not_be_told(self, front: Front):
        front.move(2)
        front.edit("No. Ask us for a call.")
        kept = front.kept()[PENTEST]
        assert (kept["entries"], kept["words"], kept["position"]) == ({}, "No. Ask us for a call.", "no")

    def test_the_bank_can_be_searched(self, front: Front):
        front.move(2)
        front.search("Is customer data encrypted at rest?", 1)
        front.accept()
        assert list(front.kept()[PENTEST]["entries"]) == ["at-rest"]

    def test_blank_is_a_decision_and_later_is_none(self, front: Front):
        front.blank()
        front.defer()
        assert front.at() == PENTEST
        assert {where: item["state"] for where, item in front.kept().items()} == {BACKUPS: "blank"}

    def test_undo_goes_back_as_far_as_the_session(self, front: Front):
        front.blank()
        front.defer()
        front.blank()
        front.undo()
        assert front.at() == PENTEST
        front.undo()
        assert front.at() == SSO
        front.undo()
        assert front.at() == BACKUPS
        assert front.kept() == {}
        front.undo()
        assert front.at() == BACKUPS

    def test_the_open_questions_come_after_those_for_review(self, front: Front):
        for _ in range(4):
            front.defer()
        assert front.at() == ""
        front.toggle_open()
        assert front.at() == OPEN
        front.accept()  # nothing is likely enough to be selected beforehand
        assert front.at() == OPEN
        front.blank()
        assert front.at() == ""
        assert list(front.kept()) == [OPEN]
