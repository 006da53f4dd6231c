"""What goes beside the main answer: the explanation in the comment, the citation behind it or in its own column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.compose.answers import citations, cite
from questionnaire_filler.model import Role, Slot, SlotKind, Write
from questionnaire_filler.text import fold
from questionnaire_filler.vocabulary import position_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.compose.answers import Answer
    from questionnaire_filler.model import Disclosure, Question


def source_lines(answers: Sequence[Answer], disclosure: Disclosure) -> tuple[str, ...]:
    """Return the sources that this customer may be told, each on a line."""
    return tuple(cite(citation.source) for citation in citations([answer.entry for answer in answers if answer.entry], disclosure))


def explanations(question: Question, answers: Sequence[Answer], main: Sequence[Write], sources: Sequence[str]) -> tuple[Write, ...]:
    """Return what goes beside the main answer: the explanation where the main place took only a position, and the citation."""
    taken = {write.slot.where for write in main}
    comment = next((s for s in question.slots if s.role is Role.COMMENT and s.where not in taken and free(s)), None)
    evidence = next((s for s in question.slots if s.role is Role.EVIDENCE and s.where not in taken and free(s)), None)
    explained = any(_says(write.text, answers) for write in main)
    writes: list[Write] = []
    explanation = "" if explained else "\n".join(filter(None, (_explaining(answer, main) for answer in answers)))
    if comment is not None:
        cited = () if evidence is not None else sources
        text = "\n".join(filter(None, [explanation, _source_note(cited)]))
        writes += [Write(comment, text)] if text and fits(comment, text) else []
    if evidence is not None and sources:
        text = "\n".join(sources)
        writes += [Write(evidence, text)] if fits(evidence, text) else []
    return tuple(writes)


def _explaining(answer: Answer, main: Sequence[Write]) -> str:
    """Return the words that explain an answer beside what was written: not the short form again, and no bare position."""
    written = {fold(write.slot.value if write.slot.role is Role.MARK else write.text) for write in main}
    if answer.rest and fold(answer.short) in written:
        return answer.rest
    return "" if position_of(answer.words) is not None or fold(answer.words) in written else answer.words


def free(slot: Slot) -> bool:
    """Whether any text can be written into a slot, since nothing stands there."""
    return slot.kind is SlotKind.TEXT and not slot.before


def _says(text: str, answers: Sequence[Answer]) -> bool:
    return all(not answer.words or answer.words in text for answer in answers)


def _source_note(sources: Sequence[str]) -> str:
    return f"Source: {'; '.join(sources)}" if sources else ""


def fits(slot: Slot, text: str) -> bool:
    """Whether a text is short enough for a slot."""
    return slot.max_length is None or len(text) <= slot.max_length
