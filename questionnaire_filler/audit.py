"""What earlier customers were told, compared with the bank of today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from questionnaire_filler.bank.wording import other_number
from questionnaire_filler.model import Role, SlotKind
from questionnaire_filler.text import fold, squeeze
from questionnaire_filler.vocabulary import leading_position, position_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Protocol

    from questionnaire_filler.model import Candidate, Entry, Form, Position, Question, Slot

    class Proposer(Protocol):
        """Who finds the entry for a question, whether or not an answer stands there."""

        def __call__(self, questions: Sequence[Question]) -> Sequence[Candidate | None]:
            """Return for each question the entry that is sure enough to compare with, or None."""
            ...


_SAME_WORDS = 90.0  # rapidfuzz's token_set_ratio: one text says the other, and perhaps more


class Verdict(StrEnum):
    """How what was told stands to the bank of today; the worst first."""

    POSITION = "other-position"  # told No, the bank says Yes
    NUMBER = "other-number"  # told 72 hours, the bank says 48
    CUSTOMERS = "other-customer"  # the bank has no answer, and two customers were told differently
    WORDS = "other-words"  # no contradiction is seen; a person should read both
    UNKNOWN = "unknown"  # the bank has no answer
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Given:
    """The answer that people wrote into a form.

    Attributes:
        position: What it says beyond doubt; None for free text and for choices that are no position.
        text: The words, without a bare position; empty where there are none.
        where: The address of its first part.
    """

    position: Position | None
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Told:
    """One answer that a customer was given, with the bank's entry for the question.

    Attributes:
        form: The form's name, as the user knows it.
        question: The question's text.
        given: What stood in the form.
        entry: The bank's entry for it; None where there is none.
        position: What the entry's position means for this very question.
    """

    form: str
    question: str
    given: Given
    entry: Entry | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One answer that was told, and how it stands to the bank."""

    told: Told
    verdict: Verdict
    why: str = ""


def given_answer(question: Question) -> Given | None:
    """Return the answer that stands in a question's slots; None where nothing does."""
    said = [(slot.where, text) for slot in question.slots if slot.before and (text := _said(slot))]
    if not said:
        return None
    positions = [position for _, text in said if (position := position_of(text) or leading_position(text))]
    texts = [squeeze(text) for _, text in said if position_of(text) is None]
    return Given(positions[0] if positions else None, " ".join(dict.fromkeys(texts)), said[0][0])


def told(name: str, form: Form, entries: Mapping[str, Entry], propose: Proposer) -> tuple[Told, ...]:
    """Return all answers of a completed form, each with the bank's entry for its question.

    Args:
        name: What the form is called in the report.
        form: The completed form as read.
        entries: The bank's entries by id.
        propose: Finds the entries.
    """
    answered = [(question, given) for question in form.questions if (given := given_answer(question))]
    found = propose([question for question, _ in answered])
    return tuple(
        Told(name, question.text, given, entries[candidate.entry], candidate.position) if candidate else Told(name, question.text, given)
        for (question, given), candidate in zip(answered, found, strict=True)
    )


def audit(answers: Iterable[Told]) -> tuple[Comparison, ...]:
    """Compare what was told with the bank, the worst first, else in the order given."""
    answers = tuple(answers)
    conflicts = _told_differently(answers)
    compared = [Comparison(one, Verdict.CUSTOMERS, why) if (why := conflicts.get(at)) else compare(one) for at, one in enumerate(answers)]
    rank = list(Verdict)
    return tuple(sorted(compared, key=lambda one: rank.index(one.verdict)))


def compare(one: Told) -> Comparison:
    """Compare one answer with the bank's entry for it."""
    entry, given = one.entry, one.given
    if entry is None:
        return Comparison(one, Verdict.UNKNOWN)
    if given.position and one.position and given.position is not one.position:
        return Comparison(one, Verdict.POSITION, f"told {given.position}, the bank says {one.position}")
    words = f"{entry.answer} {entry.short}"
    if measure := other_number(given.text, words):
        return Comparison(one, Verdict.NUMBER, f"told another {measure} than the bank says")
    if given.position and given.position is one.position and not given.text:
        return Comparison(one, Verdict.SAME)
    if given.text and fuzz.token_set_ratio(fold(given.text), fold(words)) >= _SAME_WORDS:
        return Comparison(one, Verdict.SAME)
    return Comparison(
        one, Verdict.WORDS, "told in other words" if given.text else "the position alone was told, and the bank has words only"
    )


def _said(slot: Slot) -> str:
    """Return the words that stand in a slot; empty where they say nothing about the answer."""
    if slot.role is Role.MARK or (slot.role is Role.ANSWER and slot.kind is SlotKind.CHECK):
        # A mark says what its column or box stands for; a box alone, that it holds.
        return slot.value or slot.label or "yes"
    return slot.before if slot.role in {Role.ANSWER, Role.COMMENT} else ""


def _told_differently(answers: Sequence[Told]) -> dict[int, str]:
    """Return, for answers that the bank has no entry for, which other customer was told another position on the same question."""
    asked: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(answers):
        if one.entry is None and one.given.position:
            asked[fold(one.question)].append(at)
    return {at: why for group in asked.values() for at, why in _conflicts(answers, group)}


def _conflicts(answers: Sequence[Told], group: Sequence[int]) -> Iterator[tuple[int, str]]:
    first = {answers[at].given.position: answers[at] for at in reversed(group)}
    for at in group:
        one = answers[at]
        other = next((other for position, other in first.items() if position is not one.given.position), None)
        if other:
            yield at, f"told {one.given.position}; {other.form} was told {other.given.position}"
