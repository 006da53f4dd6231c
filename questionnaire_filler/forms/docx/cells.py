"""Cells by themselves: which one lies below which, which one has room, and which one asks and takes its answer in the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.scene import asks, is_label
from questionnaire_filler.forms.layout.refs import is_ref
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.body import Cell, Table

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


def ref_beside(table: Table, asked: Cell) -> str:
    """Return the identifier that stands in a cell's row; empty for none."""
    texts = [squeeze(cell.place.text) for cell in table.rows[asked.row] if cell is not asked]
    return next((text for text in texts if is_ref(text)), "")


def text_above(table: Table, cell: Cell) -> str:
    """Return the text of the cell above; empty in the first row."""
    above = table.at(cell.row - 1, cell.column)
    return squeeze(above.place.text) if above is not None else ""
