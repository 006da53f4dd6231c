"""Two versions of a worksheet compared as bytes: outside the cells that differ they must be the same.

The part is cut into what stands before the rows, the rows, and what stands after them. Equal rows are equal bytes and are not looked into;
rows that differ are cut into cells. Patterns do the cutting, no parser and nothing that the writer uses.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.cell_bytes import ROW_TAG, CellChange, cells_of, change
from questionnaire_filler.forms.verify.new_cells import Styles
from questionnaire_filler.forms.verify.places import column_number

if TYPE_CHECKING:
    from collections.abc import Callable

_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?:\s[^>]*)?>")
_ROW_NAME = re.compile(rb"<((?:[\w.-]+:)?)row")
_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
_DIMENSION = re.compile(rb"""(<(?:[\w.-]+:)?dimension\s[^>]*?ref\s*=\s*["'])[^"']*""")
_LEGACY_DRAWING = re.compile(rb"<(?:[\w.-]+:)?legacyDrawing\s[^>]*/>")
#: A cell beyond column ZZ or row 9,999; without one the rectangle is modest.
_FAR_OUT = re.compile(rb"""r\s*=\s*["'](?:[A-Z]{3}\d|[A-Z]{1,2}\d{5})""")
_MODEST = 702 * 9_999


@dataclass(slots=True)
class SheetChanges:
    """How a worksheet differs.

    Attributes:
        cells: Changed and new cells, in reading order.
        problems: Differences that are none of a cell.
        extent: The `dimension` differs.
        notes: A `legacyDrawing` element was added.
    """

    cells: list[CellChange] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    extent: bool = False
    notes: bool = False


def compare(old: bytes, new: bytes, shared: Callable[[int], str]) -> SheetChanges:
    """Compare two versions of a worksheet.

    Args:
        old: The original part.
        new: The filled part.
        shared: Returns the text of a shared string by its number.
    """
    found = SheetChanges()
    before, after = _cut(_plain(old)), _cut(_plain(new))
    if before is None or after is None:
        found.problems.append("the rows are not where a worksheet has them")
        return found
    _compare_head(before[0], after[0], found)
    _compare_tail(before[2], after[2], found)
    if before[1] != after[1]:
        _Rows(Styles.of_head(before[0]), shared, found).compare(before[1], after[1])
    return found


def extent(part: bytes) -> int:
    """Return how many cells the rectangle from A1 around all cells has, or a bound that no form's sheet reaches by far."""
    part = _plain(part)
    if not _FAR_OUT.search(part):
        return _MODEST
    columns = {column_number(name.decode()) for name in set(re.findall(rb"""\sr\s*=\s*["']([A-Z]{1,3})\d""", part))}
    rows = re.findall(rb"""<(?:[\w.-]+:)?row\s[^>]*?\br\s*=\s*["'](\d+)""", part)
    return max(columns, default=0) * max(map(int, rows), default=0)


def _plain(raw: bytes) -> bytes:
    for bom, codec in (
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if raw.startswith(bom):
            return raw.decode(codec).encode()
    return raw


def _cut(part: bytes) -> tuple[bytes, list[bytes], bytes] | None:
    """Return what stands before the rows, the rows, and what stands after them."""
    opening = _DATA.search(part)
    if opening is None:
        return None
    prefix = opening[1]
    if opening[0].endswith(b"/>"):
        head = part[: opening.end() - 2].rstrip() + b">"
        return head, [b""], b"</" + prefix + b"sheetData>" + part[opening.end() :]
    end = part.rfind(b"</" + prefix + b"sheetData")
    if end < 0:
        return None
    row = b"<" + prefix + b"row"
    first, *rows = part[opening.end() : end].split(row)
    return part[: opening.end()], [first, *(row + rest for rest in rows)], part[end:]


def _compare_head(old: bytes, new: bytes, found: SheetChanges) -> None:
    if old == new:
        return
    found.extent = True
    if _DIMENSION.sub(rb"\1", old) != _DIMENSION.sub(rb"\1", new):
        found.problems.append("something changed before the rows")


def _compare_tail(old: bytes, new: bytes, found: SheetChanges) -> None:
    if old == new:
        return
    added = _LEGACY_DRAWING.search(new)
    if added and not _LEGACY_DRAWING.search(old) and new[: added.start()] + new[added.end() :] == old:
        found.notes = True
    else:
        found.problems.append("something changed after the rows")


@dataclass(frozen=True, slots=True)
class _Rows:
    """Compares rows that differ, and notes what it finds."""

    styles: Styles
    shared: Callable[[int], str]
    found: SheetChanges

    def compare(self, old: list[bytes], new: list[bytes]) -> None:
        """Compare what stands between the rows, and the rows."""
        if old[0] != new[0]:
            self.found.problems.append("something changed between the rows")
        if len(old) == len(new):
            differing = [at for at in range(1, len(old)) if old[at] != new[at]]
            stated = [(_stated(old[at]), _stated(new[at])) for at in differing]
            if all(one is not None and one == other for one, other in stated):
                for at, (number, _) in zip(differing, stated, strict=True):
                    self.row(number or 0, old[at], new[at])
                return
        before, after = _numbered(old[1:]), _numbered(new[1:])
        kept = [number for number in after if number in before]
        if kept != list(before):
            self.found.problems.append("rows are missing or in another order")
            return
        if list(after) != sorted(after) and list(before) == sorted(before):
            self.found.problems.append("a new row stands in the wrong place")
        for number, row in after.items():
            original = before.get(number)
            if original != row:
                self.row(number, original, row)

    def row(self, number: int, old: bytes | None, new: bytes) -> None:
        """Compare two versions of a row; None for one that was not there."""
        if old is None:
            before: dict[str, bytes] = {}
            rest_before, tag = _around(new), b""
        else:
            old, new = _narrowed(old, new)
            before, rest_before = cells_of(number, old)
            tag = old[: old.find(b">") + 1]
        after, rest_after = cells_of(number, new)
        if rest_before.rstrip() != rest_after.rstrip() or (old is None and not after):
            self.found.problems.append(f"row {number} changed outside its cells")
        if [name for name in after if name in before] != list(before):
            self.found.problems.append(f"row {number}: cells are missing or in another order")
            return
        for name, cell in after.items():
            original = before.get(name)
            if original != cell:
                inherited = self.styles.inherited(tag, name)
                self.found.cells.append(change((name, number), original or b"", cell, self.shared, inherited))


def _stated(row: bytes) -> int | None:
    """Return the number that a row states."""
    tag = ROW_TAG.match(row)
    number = _NUMBER.search(tag[0]) if tag else None
    return int(number[1]) if number else None


def _numbered(rows: list[bytes]) -> dict[int, bytes]:
    numbered: dict[int, bytes] = {}
    number = 0
    for row in rows:
        number = _stated(row) or number + 1
        numbered[number] = numbered.get(number, b"") + row
    return numbered


def _narrowed(old: bytes, new: bytes) -> tuple[bytes, bytes]:
    """Return both versions of a row without the cells that are the same in both, where that can be told by cutting at every cell."""
    found = _ROW_NAME.match(old)
    cut = b"<" + (found[1] if found else b"") + b"c "
    before, after = old.split(cut), new.split(cut)
    last = len(before) - 1
    if len(after) != len(before) or b"<!" in old or b"<!" in new:
        return old, new
    kept = [at for at in range(last + 1) if at in (0, last) or before[at] != after[at]]
    if any(b'r="' not in before[at] or b'r="' not in after[at] for at in kept[1:]):
        return old, new
    return cut.join(before[at] for at in kept), cut.join(after[at] for at in kept)


def _around(row: bytes) -> bytes:
    """Return a new row without its cells, if it is as plain as a new row must be: with its number and nothing else."""
    _, rest = cells_of(0, row)
    return rest if re.fullmatch(rb"""<(?:[\w.-]+:)?row r="\d+"></(?:[\w.-]+:)?row>""", rest) else b""
