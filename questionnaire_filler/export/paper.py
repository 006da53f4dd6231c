"""What an exported document says, before it is put into Word, CSV or Markdown: answers with their sources, nothing of how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.export.answered import answered
from questionnaire_filler.model import State
from questionnaire_filler.text import fold, printable, squeeze

if TYPE_CHECKING:
    from datetime import date

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.export.answered import Answered

#: What stands in place of an answer where questions without one are wanted.
UNANSWERED = "Not answered yet."


@dataclass(frozen=True, slots=True)
class Line:
    """One question of the document, every text ready to print.

    Attributes:
        number: The form's own identifier, else the question's number.
        section: The headings that it stands under.
        question: On one line.
        answer: The answer; empty where there is none yet.
        comment: The explanation, or empty.
        sources: One line each.
        where: The address of the question in the form.
    """

    number: str
    section: tuple[str, ...]
    question: str
    answer: str
    comment: str
    sources: tuple[str, ...]
    where: str

    @property
    def texts(self) -> tuple[str, ...]:
        """Answer and explanation as they are read one after the other: without the answer where the explanation begins with it."""
        if fold(self.comment).startswith(f"{fold(self.answer)} "):
            return (self.comment,)
        return tuple(text for text in (self.answer, self.comment) if text)


@dataclass(frozen=True, slots=True)
class Paper:
    """The document: its title, the day that the answers are as of, and its lines in reading order."""

    title: str
    as_of: date
    lines: tuple[Line, ...]


def paper(draft: Draft, *, with_open: bool = False) -> Paper:
    """Return what the document says.

    Args:
        draft: The draft, reviewed or not.
        with_open: List the questions that wait for a person too, as unanswered; those left blank on purpose are never listed.
    """
    there = {State.FILLED, State.KEPT, *((State.REVIEW, State.OPEN) if with_open else ())}
    lines = tuple(_line(item) for item in answered(draft) if item.state in there)
    return Paper(f"Answers to {printable(draft.form.path.name)}", draft.settings.as_of, lines)


def _line(item: Answered) -> Line:
    question = item.question
    return Line(
        number=squeeze(printable(question.ref)) or question.id.removeprefix("Q"),
        section=tuple(filter(None, (squeeze(printable(part)) for part in question.section))),
        question=squeeze(printable(question.text)),
        answer=_clean(item.answer),
        comment=_clean(item.comment),
        sources=tuple(squeeze(printable(source)) for source in item.sources),
        where=question.where,
    )


def _clean(text: str) -> str:
    """Return the text line by line without trailing space and without more than one empty line on end."""
    lines = [line.rstrip() for line in printable(text).strip().splitlines()]
    return "\n".join(line for number, line in enumerate(lines) if line or lines[number - 1])
