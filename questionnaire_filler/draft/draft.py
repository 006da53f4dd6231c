"""A form's proposals and decisions as one value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from questionnaire_filler.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from questionnaire_filler.model import Bank, Decision, Form, Proposal, Question, Written
    from questionnaire_filler.settings import Settings


@dataclass(frozen=True, slots=True)
class Dropped:
    """A person's earlier decision that no longer holds, and why it had to go.

    Attributes:
        question: The question's text.
        where: Its address.
        why: In words.
        kept: The decision as it was kept, where only the form's own places stopped it: it stays in the draft's file, since the next
            run must know of it too, and not answer by itself what a person answered otherwise. None where it is gone for good.
    """

    question: str
    where: str
    why: str
    kept: Mapping[str, Any] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a form's questions by what became of them."""

    questions: int
    filled: int
    review: int
    open: int
    kept: int
    blank: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that is known of one form and one bank on one day.

    Attributes:
        form: The form that was read.
        bank: The bank that it was matched against.
        settings: What the user asked for.
        threshold: Lowest confidence that fills itself in, for this form.
        proposals: By question id.
        decisions: By question id; one for every question.
        dropped: Earlier decisions of a person that no longer hold.
        notes: What the user should know of the run as a whole ("an unusual form: judged more strictly").
        written: What was written, once it was.
    """

    form: Form
    bank: Bank
    settings: Settings
    threshold: float
    proposals: Mapping[str, Proposal]
    decisions: Mapping[str, Decision]
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()
    written: Written | None = field(default=None)

    def __iter__(self) -> Iterator[tuple[Question, Proposal | None, Decision]]:
        """Yield question, proposal and decision in the form's order; no proposal for what stood there before."""
        for question in self.form.questions:
            yield question, self.proposals.get(question.id), self.decisions[question.id]

    def with_decisions(self, decisions: Iterable[Decision]) -> Draft:
        """Return the draft with these decisions in place of the earlier ones on the same questions."""
        return replace(self, decisions={**self.decisions, **{decision.question: decision for decision in decisions}}, written=None)

    def summary(self) -> Summary:
        """Count the questions by state."""
        states = [decision.state for decision in self.decisions.values()]
        count = {state: states.count(state) for state in State}
        return Summary(
            questions=len(states),
            filled=count[State.FILLED],
            review=count[State.REVIEW],
            open=count[State.OPEN],
            kept=count[State.KEPT],
            blank=count[State.BLANK],
        )
