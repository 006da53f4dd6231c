"""The path of headings that a question stands under: the sheet, section rows, the columns that group."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.lexicon import ColumnRole
from questionnaire_filler.forms.layout.refs import is_ref
from questionnaire_filler.text import fold, shorten, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.layout.blocks import Block
    from questionnaire_filler.forms.layout.grid import Grid

_SAYS_NOTHING = re.compile(
    r"^(?:sheet|tabelle|feuil(?:le)?|hoja|planilha|folha|foglio|blad|table|page|tab|シート)\s*\d*$|^(?:security |vendor |supplier )*"
    r"(?:questionnaire|questions?|survey|form|checklist|assessment|fragebogen|cuestionario|preguntas|question[a-z]*rio|vragenlijst|質問票|チェックリスト)$",
    re.IGNORECASE,
)
_CRITERIA = 0.5  # rows that are no question, for each that is one, from which they are criteria rather than headings
_SENTENCE = 5  # words
_LONGEST = 100  # characters of a heading


def sheet_heading(name: str) -> str:
    """Return the sheet's name where it says what its questions are about; empty for "Sheet1" and "Questionnaire"."""
    return "" if _SAYS_NOTHING.match(name.strip()) else name.strip()


def headings(grid: Grid, block: Block, asking: frozenset[int]) -> dict[int, str]:
    """Return the section rows of a block: rows between its questions that hold one short text.

    Args:
        grid: The sheet.
        block: The block.
        asking: All rows of the sheet that ask.
    """
    if not block.rows:
        return {}
    start = max((h.last for h in block.headers if h.last < block.rows[0]), default=0)
    named = {row for header in block.headers for row in range(header.first, header.last + 1)}
    found: dict[int, str] = {}
    beneath = 0  # rows in the question column that are no questions: criteria, where there are many
    for row in grid.rows:
        if start < row < block.rows[-1] and row not in asking and row not in named and (text := _lone_text(grid, row)):
            found[row] = text
            beneath += bool(grid.text(row, block.layout.question).strip())
    if beneath > _CRITERIA * len(block.rows):
        return {row: text for row, text in found.items() if not grid.text(row, block.layout.question).strip()}
    return found


def _lone_text(grid: Grid, row: int) -> str:
    texts = [squeeze(cell.text) for cell in grid.rows[row].values() if cell.text.strip()]
    wordy = [text for text in texts if any(map(str.isalpha, text))]
    if not wordy or len(texts) > 3:  # noqa: PLR2004 -- a number, a title, a word beside it
        return ""
    text = max(wordy, key=len)
    if text.endswith((".", "。")) and len(text.split()) > _SENTENCE:
        return ""
    return text if len(text) <= _LONGEST else ""


def section_path(grid: Grid, block: Block, row: int, heading: str) -> tuple[str, ...]:
    """Return the headings over a question, outermost first, each once."""
    path = [sheet_heading(grid.name), block.title(row), heading]
    for taking in block.layout.role(ColumnRole.SECTION):
        if taking.column <= block.layout.question or len(path) < 4:  # noqa: PLR2004 -- the sheet, the header, the row
            path.append(_group_text(grid, taking.column, row, block.rows))
    unique: dict[str, str] = {}
    for text in path:
        if text:
            unique.setdefault(fold(text), shorten(text, _LONGEST))
    return tuple(unique.values())


def _group_text(grid: Grid, column: int, row: int, rows: Sequence[int]) -> str:
    """Return the text of a grouping column for a row: its own, or the nearest above it in the block."""
    for above in range(row, max(rows[0], row - 60) - 1, -1):
        if text := squeeze(grid.shown(above, column)):
            return "" if is_ref(text) else text
    return ""
