"""A bank in memory, a form of plain text slots, and a matcher that says what a test wants."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaire_filler.draft.propose import propose
from questionnaire_filler.model import Bank, Candidate, Entry, Form, Place, Position, Proposal, Question, Reason, Role, Slot
from questionnaire_filler.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

YES, NO, PARTIAL, NA = Position.YES, Position.NO, Position.PARTIAL, Position.NA
HERE = Place(Path("answers/a.yaml"), 1, 1)
AS_OF = date(2026, 11, 23)


def entry(name: str, position: Position | None = YES, answer: str = "", **more: object) -> Entry:
    return Entry(name, f"About {name}?", HERE, position, answer or f"All of {name}.", **more)


@dataclass(frozen=True)
class Said:
    """What the matcher says of a form."""

    proposals: Sequence[Proposal]
    threshold: float = 0.9
    notes: Sequence[str] = ()


@dataclass
class StubMatcher:
    """Says what it was given, by the question's id; remembers what it was asked."""

    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    groups: Sequence[tuple[str, ...]] = ()
    threshold: float = 0.9
    notes: Sequence[str] = ()
    asked: list[str] = field(default_factory=list)

    def match(self, questions: Sequence[Question]) -> Said:
        self.asked += [question.id for question in questions]
        found = [self.proposals.get(question.id, Proposal(question.id)) for question in questions]
        return Said(found, self.threshold, self.notes)

    def siblings(self) -> Mapping[str, tuple[str, ...]]:
        return {name: group for group in self.groups for name in group}


def question(number: int, text: str = "", *slots: Slot, **more: object) -> Question:
    """Return a question in row `number` with a place for words, or with these slots."""
    return Question(f"Q{number}", text or f"Question {number}?", f"S!B{number}", slots or (Slot(Role.ANSWER, f"S!C{number}"),), **more)


def sure(number: int, name: str, confidence: float = 0.97, position: Position | None = YES, **more: object) -> Proposal:
    """Return a proposal with one candidate."""
    return Proposal(f"Q{number}", (Candidate(name, confidence, position=position, **more),))


def drafted(questions: Sequence[Question], entries: Sequence[Entry], *proposals: Proposal, matcher: StubMatcher | None = None, **given):
    """Return the draft that comes of these proposals."""
    matcher = matcher or StubMatcher()
    matcher.proposals = {proposal.question: proposal for proposal in proposals}
    form = Form(Path("form.xlsx"), "xlsx", "f" * 64, "", tuple(questions))
    bank = Bank(Path("answers"), tuple(entries), "b" * 64)
    return propose(form, bank, matcher, Settings(AS_OF, **given))


def outcome(draft, number: int = 1) -> tuple[str, str]:
    """Return state and reason of a question."""
    decision = draft.decisions[f"Q{number}"]
    return decision.state.value, decision.reason.value


EXACT, CONFIRMED, MATCHED, INSTRUMENT = Reason.EXACT, Reason.CONFIRMED, Reason.MATCHED, Reason.INSTRUMENT
