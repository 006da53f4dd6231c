"""Two versions of a worksheet compared as bytes: outside the cells that differ they must be the same.

The part is cut into what stands before the rows, the rows, and what stands after them. Equal rows are equal bytes and are not looked into;
rows that differ are cut into cells. Patterns do the cutting, no parser and nothing that the writer uses.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?:\s[^>]*)?>")
_ROW_TAG = re.compile(rb"<(?:[\w.-]+:)?row(?:\s[^>]*)?>")
_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
_CELL = re.compile(
    rb"<((?:[\w.-]+:)?)c(?=[\s/>])[^>]*?(?:/>|>(?:[^<]++|<!\[CDATA\[.*?\]\]>|<!--.*?-->|<(?!/\1c[\s>]))*+</\1c\s*>)",
    re.DOTALL,
)
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})(\d+)["']""")
_ATTRIBUTE = re.compile(rb"""\s([\w.:-]+)\s*=\s*["']([^"']*)["']""")
_PLAIN = re.compile(
    rb"""<((?:[\w.-]+:)?)c(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*"""
    rb"""(?:/>|>(?:<\1is><\1t(?: xml:space="preserve")?>[^<]*</\1t></\1is>|<\1v>[^<]*</\1v>)?(?:<\1extLst.*</\1extLst>)?</\1c>)""",
    re.DOTALL,
)
_TEXT = re.compile(rb"<(?:[\w.-]+:)?t(?:\s[^>]*)?>(.*?)</(?:[\w.-]+:)?t\s*>", re.DOTALL)
_STORED = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>(.*?)</(?:[\w.-]+:)?v\s*>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_READING = re.compile(rb"<((?:[\w.-]+:)?)rPh[\s>].*?</\1rPh\s*>", re.DOTALL)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_DIMENSION = re.compile(rb"""(<(?:[\w.-]+:)?dimension\s[^>]*?ref\s*=\s*["'])[^"']*""")
_LEGACY_DRAWING = re.compile(rb"<(?:[\w.-]+:)?legacyDrawing\s[^>]*/>")
#: A cell beyond column ZZ or row 9,999; without one the rectangle is modest.
_FAR_OUT = re.compile(rb"""r\s*=\s*["'](?:[A-Z]{3}\d|[A-Z]{1,2}\d{5})""")
_MODEST = 702 * 9_999
_BY_NUMBER = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell whose bytes differ.

    Attributes:
        reference: Its name.
        before: Its value; empty for a new cell.
        after: Its value now.
        formula: It holds or held a formula.
        same_frame: Style and every other attribute stayed, but for those that go with the old value.
        plain: It is built as an answer must be: a text, a number or nothing.
    """

    reference: str
    before: str
    after: str
    formula: bool = False
    same_frame: bool = True
    plain: bool = True


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
        _compare_rows(before[1], after[1], shared, found)
    return found


def extent(part: bytes) -> int:
    """Return how many cells the rectangle from A1 around all cells has, or a bound that no form's sheet reaches by far."""
    part = _plain(part)
    if not _FAR_OUT.search(part):
        return _MODEST
    columns = {_column(name) for name in set(re.findall(rb"""\sr\s*=\s*["']([A-Z]{1,3})\d""", part))}
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


def _compare_rows(old: list[bytes], new: list[bytes], shared: Callable[[int], str], found: SheetChanges) -> None:
    if old[0] != new[0]:
        found.problems.append("something changed between the rows")
    if len(old) == len(new):
        differing = [at for at in range(1, len(old)) if old[at] != new[at]]
        stated = [(_stated(old[at]), _stated(new[at])) for at in differing]
        if all(one is not None and one == other for one, other in stated):
            for at, (number, _) in zip(differing, stated, strict=True):
                _compare_row(number or 0, old[at], new[at], shared, found)
            return
    before, after = _numbered(old[1:]), _numbered(new[1:])
    kept = [number for number in after if number in before]
    if kept != list(before):
        found.problems.append("rows are missing or in another order")
        return
    for number, row in after.items():
        original = before.get(number)
        if original != row:
            _compare_row(number, original, row, shared, found)


def _stated(row: bytes) -> int | None:
    """Return the number that a row states."""
    tag = _ROW_TAG.match(row)
    number = _NUMBER.search(tag[0]) if tag else None
    return int(number[1]) if number else None


def _numbered(rows: list[bytes]) -> dict[int, bytes]:
    numbered: dict[int, bytes] = {}
    number = 0
    for row in rows:
        number = _stated(row) or number + 1
        numbered[number] = numbered.get(number, b"") + row
    return numbered


def _compare_row(number: int, old: bytes | None, new: bytes, shared: Callable[[int], str], found: SheetChanges) -> None:
    after, rest_after = _cells(number, new)
    before, rest_before = _cells(number, old) if old is not None else ({}, _around(new))
    if rest_before.rstrip() != rest_after.rstrip() or (old is None and not after):
        found.problems.append(f"row {number} changed outside its cells")
    if [name for name in after if name in before] != list(before):
        found.problems.append(f"row {number}: cells are missing or in another order")
        return
    for name, cell in after.items():
        original = before.get(name)
        if original != cell:
            found.cells.append(_change(name, original or b"", cell, shared))


def _around(row: bytes) -> bytes:
    """Return a new row without its cells, if it is as plain as a new row must be: with its number and nothing else."""
    _, rest = _cells(0, row)
    return rest if re.fullmatch(rb"""<(?:[\w.-]+:)?row r="\d+"></(?:[\w.-]+:)?row>""", rest) else b""


def _cells(number: int, row: bytes) -> tuple[dict[str, bytes], bytes]:
    """Return the row's cells by reference, and what is left of the row; a row that closes itself is opened first."""
    tag = _ROW_TAG.match(row)
    if tag and tag[0].endswith(b"/>"):
        name = tag[0][1:].split(None, 1)[0].rstrip(b"/>")
        row = tag[0][:-2].rstrip() + b"></" + name + b">" + row[tag.end() :]
    cells: dict[str, bytes] = {}
    rest: list[bytes] = []
    at = column = 0
    for match in _CELL.finditer(row):
        stated = _REFERENCE.search(match[0], 0, match[0].find(b">") + 1)
        column = _column(stated[1]) if stated else column + 1
        reference = f"{stated[1].decode()}{int(stated[2])}" if stated else f"{_letters(column)}{number}"
        cells[reference] = match[0]
        rest.append(row[at : match.start()])
        at = match.end()
    return cells, b"".join([*rest, row[at:]])


def _change(name: str, old: bytes, new: bytes, shared: Callable[[int], str]) -> CellChange:
    frame = not old or _frame(old) == _frame(new)
    formula = _FORMULA.search(old) is not None or _FORMULA.search(new) is not None
    return CellChange(name, value(old, shared), value(new, shared), formula, frame, _PLAIN.fullmatch(new) is not None)


def _frame(cell: bytes) -> dict[bytes, bytes]:
    """Return a cell's attributes without its type and its value's metadata (ECMA-376-1 18.3.1.4)."""
    return {name: value for name, value in _attributes(cell).items() if name not in (b"t", b"vm", b"cm")}


def _attributes(cell: bytes) -> dict[bytes, bytes]:
    tag = cell[: cell.find(b">") + 1]
    return {match[1]: match[2] for match in _ATTRIBUTE.finditer(tag)}


def value(cell: bytes, shared: Callable[[int], str]) -> str:
    """Return what a cell shows, from its bytes."""
    kind = _attributes(cell).get(b"t", b"n")
    cell = _COMMENT.sub(b"", _CDATA.sub(lambda found: _escape(found[1]), cell))
    if kind == b"inlineStr":
        return "".join(_decoded(text) for text in _TEXT.findall(_READING.sub(b"", cell)))
    stored = _STORED.search(cell)
    if stored is None:
        return ""
    text = _decoded(stored[1])
    return shared(int(text)) if kind == b"s" and text.strip().isdecimal() else text


def _escape(text: bytes) -> bytes:
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _decoded(text: bytes) -> str:
    return by_number(unescape(text.decode(errors="replace")).replace("\r\n", "\n"))


def by_number(text: str) -> str:
    """Return text with the characters that it writes by their number (`_x0041_`)."""
    return _BY_NUMBER.sub(lambda found: chr(int(found[1], 16)), text)


def _column(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def _letters(column: int) -> str:
    def digits(rest: int) -> Iterator[str]:
        while rest:
            rest, digit = divmod(rest - 1, 26)
            yield chr(65 + digit)

    return "".join(digits(column))[::-1]
