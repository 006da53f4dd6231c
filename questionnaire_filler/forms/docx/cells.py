"""Cells by themselves: which one lies below which, which one has room, and which one asks and takes its answer in the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.scene import asks, is_label

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.body import Cell

_LABEL_WORDS = 6


def asks_in_cell(cell: Cell, text: str, *, alone: bool, boxed: bool) -> bool:
    """Tell whether a cell leaves room below its own label or question.

    Args:
        cell: The cell.
        text: What it says.
        alone: No other cell of its row says anything.
        boxed: Nearly all cells of the table leave such room, as a boxed form does.
    """
    room = has_room(cell)
    if is_label(text):
        return alone or room
    return room and ((alone and asks(text) and "?" in text) or (boxed and (asks(text) or len(text.split()) <= _LABEL_WORDS)))


def has_room(cell: Cell) -> bool:
    """Tell whether the last paragraph of a cell is blank below others that are not."""
    paragraphs = cell.place.paragraphs
    return len(paragraphs) > 1 and not paragraphs[-1].raw.strip() and not cell.place.inside


def covers(below: Cell, above: Cell) -> bool:
    """Tell whether a cell begins below another one, or is merged across all of it."""
    return below.column == above.column or (below.column <= above.column and below.column + below.span >= above.column + above.span)
