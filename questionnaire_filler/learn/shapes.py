"""The ways in which an answer can be stored; the first one that gives it back whole is taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from questionnaire_filler.bank.render import clean
from questionnaire_filler.learn.stood import echo
from questionnaire_filler.text import squeeze
from questionnaire_filler.vocabulary import leading_position, position_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from questionnaire_filler.learn.stood import Echo, Stood
    from questionnaire_filler.model import Entry, Position


@dataclass(frozen=True, slots=True)
class Shape:
    """Position, short form and words of an entry."""

    position: Position | None = None
    short: str = ""
    answer: str = ""

    def of(self, entry: Entry) -> Entry:
        """Return the entry with them."""
        return replace(entry, position=self.position, short=clean(self.short), answer=clean(self.answer, lines=True))


def shaped(stood: Stood, entry: Entry) -> tuple[Entry, Echo]:
    """Return an entry with the answer that stood in a form, and what it would give back of it.

    Args:
        stood: The answer.
        entry: All else that the entry says.
    """
    best: tuple[Entry, Echo] | None = None
    for shape in _shapes(stood):
        made = shape.of(entry)
        found = echo(stood.question, made)
        if found.whole:
            return made, found
        if best is None or (found.main and not best[1].main):
            best = made, found
    assert best is not None  # noqa: S101 -- there is always the answer as it stands
    return best


def _shapes(stood: Stood) -> Iterator[Shape]:
    """Yield the ways to store an answer, those first that say most to other forms: the position, and words that explain it."""
    said, beside = (stood.option, stood.main) if stood.option else (stood.main, "")
    words = "\n".join(filter(None, (beside, stood.comment)))
    position = position_of(said)
    if position is not None:
        yield Shape(position, "", words)
        if not words:
            yield Shape(position, "", said)
    elif (lead := leading_position(said)) is not None:
        yield Shape(lead, "", "\n".join(filter(None, (said, words))))
        yield Shape(lead, "", words)
    if words:
        yield Shape(None, squeeze(said), f"{squeeze(said)}\n{words}")
        yield Shape(None, squeeze(said), words)
    yield Shape(None, "", said or words)
