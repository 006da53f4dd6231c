"""What is to be written, before the form's slots are looked at: answers as words and positions, and the sources behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.model import Disclosure, Entry, Position, Reason, Source
from questionnaire_filler.vocabulary import leading_position, position_of

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = {Position.YES: "Yes", Position.NO: "No", Position.PARTIAL: "Partially", Position.NA: "N/A"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One entry's part of an answer.

    Attributes:
        entry: The entry; None for words that a person wrote where the bank has nothing.
        position: The position to write, already inverted where the question asks the opposite; None for free text.
        text: Words of a person instead of the entry's; empty for the entry's own.
        choice: The form's choice that a person picked for the question; empty for the one that says the position.
    """

    entry: Entry | None
    position: Position | None = None
    text: str = ""
    choice: str = ""

    @property
    def words(self) -> str:
        """The words that explain the answer."""
        return self.text or (self.entry.answer if self.entry else "")

    @property
    def short(self) -> str:
        """The entry's words for places with a length limit; empty where a person wrote other words."""
        return self.entry.short if self.entry and not self.text else ""

    @property
    def rest(self) -> str:
        """What the words say after their first lines, where these are the short form: what goes beside it; empty otherwise."""
        return self.words.removeprefix(f"{self.short}\n") if self.short and self.words.startswith(f"{self.short}\n") else ""


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why an answer does not fit the form's slots: nothing is written."""

    reason: Reason
    why: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as the customer reads it, and the entry that it belongs to."""

    entry: Entry
    source: Source


def citations(entries: Sequence[Entry], disclosure: Disclosure) -> tuple[Citation, ...]:
    """Return the sources that this customer may be told, each once, where it is first used and with the entry that uses it first."""
    found: dict[tuple[str, ...], Citation] = {}
    for entry in entries:
        for source in entry.sources:
            if source.disclosure <= disclosure:
                found.setdefault((source.title, source.ref, source.version, source.url), Citation(entry, source))
    return tuple(found.values())


def cite(source: Source) -> str:
    """Return a source as one line: title, section, version or date, link."""
    when = f"version {source.version}" if source.version else source.date.isoformat() if source.date else ""
    return ", ".join(part for part in (source.title, source.ref, when, source.url) if part)


def contradiction(answers: Sequence[Answer]) -> Unfit | None:
    """Return why an approved answer cannot be given with its position: its words begin with the opposite ("Yes. All data is ...").

    That happens where the question asks the other way round; a person's own words are taken as they are.
    """
    for answer in answers:
        said = None if answer.text or answer.position is None else leading_position(answer.words)
        if said is not None and said is not answer.position and answer.position is said.inverted():
            why = f"the answer here is “{WORDS[said.inverted()]}”, and the bank's words begin with “{WORDS[said]}”"
            return Unfit(Reason.POLARITY, why)
    return None


def joint_position(answers: Sequence[Answer]) -> Position | None:
    """Return the position that all answers share, or None."""
    positions = {answer.position for answer in answers}
    return positions.pop() if len(positions) == 1 else None


def full_text(answers: Sequence[Answer]) -> str:
    """Return the answers as they stand alone: each with its position before its words."""
    return "\n".join(_with_position(answer.position, answer.words) for answer in answers)


def told_openly(answers: Sequence[Answer]) -> str:
    """Return the answers to a question that a Yes or No says nothing to: the bank's words alone, where the position is the bank's too."""
    return "\n".join(answer.words if _told(answer) else _with_position(answer.position, answer.words) for answer in answers)


def _told(answer: Answer) -> bool:
    return bool(answer.words and answer.entry and not answer.text and answer.position is answer.entry.position)


def short_text(answers: Sequence[Answer]) -> str:
    """Return the answers in their short form; empty where one has none."""
    parts = [answer.short or (WORDS[answer.position] if answer.position else "") for answer in answers]
    return "; ".join(parts) if all(parts) else ""


def _with_position(position: Position | None, words: str) -> str:
    """Return position and text in one: "Yes. All data is encrypted."; once where the text says it itself."""
    if position is None:
        return words
    if not words:
        return WORDS[position]
    if leading_position(words) is position or position_of(words) is position:
        return words
    return f"{WORDS[position]}. {words}"
