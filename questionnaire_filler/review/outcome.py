"""What a review decided, as the place to learn from: which wording met which entry, and which entry was passed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.model import DecidedBy, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.model import Position

#: From this confidence on, a candidate that a person passed over is worth a `not_for`.
_STRONG_FROM = 0.50


@dataclass(frozen=True, slots=True)
class Accepted:
    """A form's wording that a person answered with an entry; `position` is what was said to this very question."""

    question: str
    entry: str
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A form's wording whose strong candidate a person passed over for another entry."""

    question: str
    entry: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Edited:
    """A form's wording that a person answered in other words; `entries` are those they were made from, if any."""

    question: str
    entries: tuple[str, ...]
    position: Position | None
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a session decided; alternates, `not_for` and new drafts of entries can be offered from it.

    Attributes:
        accepted: Wordings answered with an entry.
        rejected: Wordings whose strong candidate was passed over.
        edited: Wordings answered in other words.
        decided: How many questions were decided, those left blank among them.
    """

    accepted: tuple[Accepted, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    edited: tuple[Edited, ...] = ()
    decided: int = 0


def outcome_of(draft: Draft, questions: Sequence[str]) -> Outcome:
    """Return what became of these questions, as the draft stands now.

    An answer of several entries teaches nothing about any one of them, and neither does a choice that the form alone offers.
    """
    texts = {question.id: question.text for question in draft.form.questions}
    accepted, rejected, edited, decided = [], [], [], 0
    for question in questions:
        decision, text = draft.decisions[question], texts[question]
        decided += decision.decided_by is DecidedBy.PERSON
        if decision.reason is Reason.EDITED:
            edited.append(Edited(text, decision.entries, decision.position, decision.text))
        if decision.reason is Reason.ACCEPTED and len(decision.entries) == 1:
            accepted.append(Accepted(text, decision.entries[0], decision.position))
            rejected += _passed_over(draft, question, text, decision.entries[0])
    return Outcome(tuple(accepted), tuple(rejected), tuple(edited), decided)


def _passed_over(draft: Draft, question: str, text: str, taken: str) -> list[Rejected]:
    proposal = draft.proposals.get(question)
    best = proposal.candidates[0] if proposal and proposal.candidates else None
    if best is None or best.entry == taken or best.confidence < _STRONG_FROM:
        return []
    return [Rejected(text, best.entry, best.confidence)]
