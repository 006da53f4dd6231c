"""From places and texts to byte edits of one worksheet: which cells may be written, and what stands there afterwards."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.forms.xlsx.a1 import MAX_COLUMN, MAX_ROW, Cell, Range
from questionnaire_filler.forms.xlsx.splice import Edit, XmlPart, opened, text_element, with_attributes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaire_filler.forms.xlsx.cell_styles import CellStyles
    from questionnaire_filler.forms.xlsx.sheet_scan import CellSpan, RowSpan, SheetScan

#: Characters that a cell holds, in UTF-16 units, as spreadsheet programs count them.
MAX_TEXT = 32_767
#: How far beyond the range in use an answer may go: a column for the answer and one for the comment, a row below the last question.
_BEYOND = 2
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell is to hold: a text, a number, or a boolean for a box that is a boolean cell already."""

    text: str
    number: bool = False
    boolean: bool = False


def is_number(text: str) -> bool:
    """Say whether a spreadsheet takes this text, as it is, for a number."""
    return _NUMBER.fullmatch(text) is not None


def refusal(found: SheetScan, cell: Cell, content: Content, styles: CellStyles | None, *, force_locked: bool) -> str:
    """Return why a cell must not be written; empty when it may.

    Args:
        found: The sheet's scan.
        cell: The cell.
        content: What it is to hold.
        styles: The book's styles; needed where the sheet is protected.
        force_locked: Locked cells are written too.
    """
    if why := _unreachable(found, cell):
        return why
    if len(content.text.encode("utf-16-le")) // 2 > MAX_TEXT:
        return f"longer than {MAX_TEXT:,} characters"
    open_to_all = not found.protected or force_locked or any(cell in extent for extent in found.editable)
    if not open_to_all and (styles is None or styles.locked(style_of(found, cell))):
        return "locked"
    return ""


def _unreachable(found: SheetScan, cell: Cell) -> str:
    span = found.cells.get(cell)
    merged = found.merges.get(cell)
    if found.opaque:
        return "the sheet's rows have alternate content"
    if (span and span.formula) or any(cell in extent for extent in found.formula_areas):
        return "formula"
    if merged and merged.first != cell:
        return f"inside a merged range; its first cell is {merged.first}"
    if span is None and (cell.row > found.last.row + _BEYOND or cell.column > found.last.column + _BEYOND):
        return "outside the used range"
    return ""


def style_of(found: SheetScan, cell: Cell) -> int:
    """Return the style that a cell has or would have: its own, its row's, its column's (ECMA-376-1 18.3.1.73, 18.3.1.13)."""
    span = found.cells.get(cell)
    if span:
        return int(span.attributes.get("s") or 0)
    row = found.target_rows.get(cell.row)
    if row and row.attributes.get("customFormat", "").lower() in ("1", "true") and "s" in row.attributes:
        return int(row.attributes["s"])
    return next((style for first, last, style, _ in found.columns if first <= cell.column <= last), 0)


def cell_edits(part: XmlPart, found: SheetScan, contents: Mapping[Cell, Content]) -> list[Edit]:
    """Return the edits that put the contents into their cells; every cell must have passed `refusal`."""
    edits: list[Edit] = []
    new_rows: dict[int, list[Cell]] = {}
    new_cells: dict[int, list[Cell]] = {}
    for cell in sorted(contents):
        if span := found.cells.get(cell):
            edits.append(_replaced(part, span, contents[cell]))
        elif cell.row in found.target_rows:
            new_cells.setdefault(cell.row, []).append(cell)
        else:
            new_rows.setdefault(cell.row, []).append(cell)
    for row, cells in new_cells.items():
        edits += _into_row(part, found.target_rows[row], [(cell, _new_cell(part, found, cell, contents[cell])) for cell in cells], found)
    if new_rows:
        edits += _into_data(part, found, new_rows, contents)
    if found.dimension and (edit := _dimension(part, found.dimension, list(contents))):
        edits.append(edit)
    return edits


def _replaced(part: XmlPart, span: CellSpan, content: Content) -> Edit:
    tag_end = part.tag_end(span.start)
    tag = part.data[span.start : tag_end]
    prefix = part.prefix(span.start).decode()
    # `vm` points to metadata of the old value (a picture in the cell), `cm` to that of a formula (18.3.1.4).
    tag = with_attributes(opened(tag), {b"t": _type(content), b"vm": None, b"cm": None})
    end = span.end
    extension = part.data[span.extension : end] if span.extension >= 0 else b""
    if part.is_empty(tag_end):
        return Edit(span.start, tag_end, _closed(part, tag, _value(content, prefix), extension, prefix))
    return Edit(span.start, end, _body(part, tag, _value(content, prefix)) + extension)


def _closed(part: XmlPart, tag: bytes, value: str, extension: bytes, prefix: str) -> bytes:
    if not value and not extension:
        return tag[:-1] + b"/>"
    return _body(part, tag, value) + extension + f"</{prefix}c>".encode()


def _body(part: XmlPart, tag: bytes, value: str) -> bytes:
    return tag + part.encode(value)


def _type(content: Content) -> bytes | None:
    if content.boolean:
        return b"b"
    return None if content.number or not content.text else b"inlineStr"


def _value(content: Content, prefix: str) -> str:
    if content.number or content.boolean:
        return f"<{prefix}v>{content.text}</{prefix}v>"
    return f"<{prefix}is>{text_element(content.text, prefix)}</{prefix}is>" if content.text else ""


def _new_cell(part: XmlPart, found: SheetScan, cell: Cell, content: Content) -> bytes:
    prefix = found.prefix.decode()
    style = style_of(found, cell)
    styled = f' s="{style}"' if style else ""
    kind = _type(content)
    typed = f' t="{kind.decode()}"' if kind else ""
    value = _value(content, prefix)
    return part.encode(f'<{prefix}c r="{cell}"{styled}{typed}>{value}</{prefix}c>' if value else f'<{prefix}c r="{cell}"{styled}/>')


def _into_row(part: XmlPart, row: RowSpan, new: Sequence[tuple[Cell, bytes]], found: SheetScan) -> list[Edit]:
    tag_end = part.tag_end(row.start)
    if part.is_empty(tag_end):
        body = b"".join(markup for _, markup in new)
        end = b"</" + found.prefix + b"row>"
        return [Edit(row.start, tag_end, opened(part.data[row.start : tag_end]) + body + end)]
    return [Edit(at, at, markup) for cell, markup in new for at in [_place(row.cells, cell.column, row.end)]]


def _place(ordered: Sequence[tuple[int, int]], number: int, end: int) -> int:
    """Return the offset of the first row or cell with a greater number, or the end."""
    at = bisect_left(ordered, (number, -1))
    return ordered[at][1] if at < len(ordered) else end


def _into_data(part: XmlPart, found: SheetScan, rows: Mapping[int, list[Cell]], contents: Mapping[Cell, Content]) -> list[Edit]:
    prefix = found.prefix.decode()
    made = [
        (row, f'<{prefix}row r="{row}">'.encode() + b"".join(_new_cell(part, found, cell, contents[cell]) for cell in cells))
        for row, cells in sorted(rows.items())
    ]
    closing = f"</{prefix}row>".encode()
    start, end = found.data
    tag_end = part.tag_end(start)
    if part.is_empty(tag_end):
        body = b"".join(markup + closing for _, markup in made)
        return [Edit(start, tag_end, opened(part.data[start:tag_end]) + body + f"</{prefix}sheetData>".encode())]
    return [Edit(at, at, markup + closing) for row, markup in made for at in [_place(found.rows, row, end)]]


def _dimension(part: XmlPart, dimension: tuple[int, Range], cells: Sequence[Cell]) -> Edit | None:
    """Return the edit that widens the sheet's extent, where a cell went beside it: readers size their tables by it."""
    start, extent = dimension
    if all(cell in extent for cell in cells):
        return None
    every = [extent.first, extent.last, *cells]
    first = Cell(min(cell.row for cell in every), min(cell.column for cell in every))
    last = Cell(min(MAX_ROW, max(cell.row for cell in every)), min(MAX_COLUMN, max(cell.column for cell in every)))
    end = part.tag_end(start)
    return Edit(start, end, with_attributes(part.data[start:end], {b"ref": f"{first}:{last}".encode()}))
