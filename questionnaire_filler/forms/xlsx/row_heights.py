"""Whether a text fits the height of a row that does not grow by itself."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaire_filler.forms.xlsx.a1 import Cell
    from questionnaire_filler.forms.xlsx.sheet_scan import SheetScan

_LINE_POINTS = 15.0  # a line of 11 points
_TOLERANCE = 1.2


def cut_off(found: SheetScan, texts: Mapping[Cell, str]) -> str:
    """Return a warning about rows of fixed height (`customHeight`, ECMA-376-1 18.3.1.73) that a text outgrows; empty without."""
    tight = sorted({cell.row for cell, text in texts.items() if _outgrows(found, cell, text)})
    if not tight:
        return ""
    rows = ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in _runs(tight))
    return f"row{'s' if len(tight) > 1 else ''} {rows} ha{'ve' if len(tight) > 1 else 's'} a fixed height: the text may be cut off in print"


def _outgrows(found: SheetScan, cell: Cell, text: str) -> bool:
    row = found.target_rows.get(cell.row)
    if row is None or row.attributes.get("customHeight", "").lower() not in ("1", "true"):
        return False
    height = float(row.attributes.get("ht") or 0)
    merged = found.merges.get(cell)
    if height <= 0 or (merged and merged.last.row > merged.first.row):
        return False
    width = sum(_width(found, column) for column in range(cell.column, (merged.last.column if merged else cell.column) + 1))
    return _lines(text, width) * _LINE_POINTS > height * _TOLERANCE


def _width(found: SheetScan, column: int) -> float:
    """Return a column's width in characters."""
    return next((width for first, last, _, width in found.columns if first <= column <= last), found.default_width)


def _lines(text: str, width: float) -> int:
    room = max(1.0, width)
    return sum(max(1, -int(-_cells(line) // room)) for line in text.split("\n"))


def _cells(line: str) -> int:
    """Return the width of a line in characters; East Asian ones count twice."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
