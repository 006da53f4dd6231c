"""What goes beside the main answer: the explanation in the comment, the citation behind it or in its own column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.compose.answers import citations, cite
from questionnaire_filler.model import Position, Role, Slot, SlotKind, Write
from questionnaire_filler.text import fold
from questionnaire_filler.vocabulary import leading_position, position_of, without_position

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.compose.answers import Answer
    from questionnaire_filler.model import Disclosure, Question


def source_lines(answers: Sequence[Answer], disclosure: Disclosure) -> tuple[str, ...]:
    """Return the sources that this customer may be told, each on a line."""
    return tuple(cite(citation.source) for citation in citations([answer.entry for answer in answers if answer.entry], disclosure))


def explained(question: Question, answers: Sequence[Answer], main: Sequence[Write], sources: Sequence[str]) -> tuple[Write, ...]:
    """Return the main answer and what goes beside it: the explanation where the main place took only a position, and the citation.

    A source stands in the evidence column, else behind the words in the comment, whether these explain the answer or are it.
    """
    taken = {write.slot.where for write in main}
    comment = next((s for s in question.slots if s.role is Role.COMMENT and s.where not in taken and free(s)), None)
    evidence = next((s for s in question.slots if s.role is Role.EVIDENCE and s.where not in taken and free(s)), None)
    cited = () if evidence is not None else sources
    writes = [_commented(write.slot, write.text, cited) or write if write.slot.role is Role.COMMENT else write for write in main]
    said = any(_says(write.text, answers) for write in main)
    explanation = "" if said else "\n".join(filter(None, (_explaining(answer, main) for answer in answers)))
    if comment is not None and not any(write.slot.role is Role.COMMENT for write in main):
        added = _commented(comment, explanation, cited)
        writes += [added] if added else []
    if evidence is not None and sources:
        text = "\n".join(sources)
        writes += [Write(evidence, text)] if fits(evidence, text) else []
    return tuple(writes)


def _commented(comment: Slot, words: str, sources: Sequence[str]) -> Write | None:
    """Return words and sources for a comment, the words alone where both are too long; None where nothing fits."""
    whole = "\n".join(filter(None, [words, _source_note(sources)]))
    return next((Write(comment, text) for text in (whole, words) if text and fits(comment, text)), None)


def _explaining(answer: Answer, main: Sequence[Write]) -> str:
    """Return the words that explain an answer beside what was written: not the short form again, and no bare position."""
    written = {fold(write.slot.value if write.slot.role is Role.MARK else write.text) for write in main}
    if answer.rest and fold(answer.short) in written:
        return answer.rest
    if position_of(answer.words) is not None or fold(answer.words) in written:
        return ""
    return (
        behind_position(answer) if answer.position is not None and any(_tells(write) is answer.position for write in main) else answer.words
    )


def behind_position(answer: Answer) -> str:
    """Return an entry's words without the position at their start, for a place beside it; a person's words as they are."""
    return answer.words if answer.text or answer.position is None else without_position(answer.words, answer.position)


def _tells(write: Write) -> Position | None:
    """Return the position that a write alone tells: its word, or that of the box or column that it marks."""
    if write.slot.kind is SlotKind.CHECK and not write.slot.value:
        return Position.YES
    said = write.slot.value if write.slot.role is Role.MARK else write.text
    return position_of(said) or leading_position(said)


def free(slot: Slot) -> bool:
    """Whether any text can be written into a slot, since nothing stands there."""
    return slot.kind is SlotKind.TEXT and not slot.before


def _says(text: str, answers: Sequence[Answer]) -> bool:
    return all(not answer.words or answer.words in text or behind_position(answer) in text for answer in answers)


def _source_note(sources: Sequence[str]) -> str:
    return f"Source: {'; '.join(sources)}" if sources else ""


def fits(slot: Slot, text: str) -> bool:
    """Whether a text is short enough for a slot."""
    return slot.max_length is None or len(text) <= slot.max_length
