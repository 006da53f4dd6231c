"""Cells of a worksheet as bytes: cut out of their row by patterns, and what they show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.places import column_name, column_number

if TYPE_CHECKING:
    from collections.abc import Callable

ROW_TAG = re.compile(rb"<(?:[\w.-]+:)?row(?:\s[^>]*)?>")
_CELL = re.compile(
    rb"<((?:[\w.-]+:)?)c(?=[\s/>])[^>]*?(?:/>|>(?:[^<]++|<!\[CDATA\[.*?\]\]>|<!--.*?-->|<(?!/\1c[\s>]))*+</\1c\s*>)",
    re.DOTALL,
)
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_NAME = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ATTRIBUTE = re.compile(rb"""\s([\w.:-]+)\s*=\s*["']([^"']*)["']""")
_PLAIN = re.compile(
    rb"""<((?:[\w.-]+:)?)c(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*"""
    rb"""(?:/>|>(?:<\1is><\1t(?: xml:space="preserve")?>[^<]*</\1t></\1is>|<\1v>[^<]*</\1v>)?(?:<\1extLst.*</\1extLst>)?</\1c>)""",
    re.DOTALL,
)
_TEXT = re.compile(rb"<(?:[\w.-]+:)?t(?:\s[^>]*)?>(.*?)</(?:[\w.-]+:)?t\s*>", re.DOTALL)
_STORED = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>(.*?)</(?:[\w.-]+:)?v\s*>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^>]*?)?(?:/>|>(?P<text>.*?)</(?:[\w.-]+:)?f\s*>)", re.DOTALL)
_EXTENSION = re.compile(rb"<((?:[\w.-]+:)?)extLst[\s>].*", re.DOTALL)
_READING = re.compile(rb"<((?:[\w.-]+:)?)rPh[\s>].*?</\1rPh\s*>", re.DOTALL)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
#: What a second cell of the same name is told apart by.
_AGAIN = " (again)"
_INDEX = re.compile(r"\s*[0-9]{1,9}\s*")
_BY_NUMBER = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell whose bytes differ.

    Attributes:
        reference: Its name; what stands there instead, where that is none.
        before: Its value; empty for a new cell.
        after: Its value now.
        formula: It holds or held a formula.
        frame: What became of style and other attributes, but for those that go with the old value; empty when they stayed.
        plain: It is built as an answer must be: a text, a number or nothing.
        what: What became of a formula that changed.
        named: It has the name of a cell in its row, and is the only one of this name.
    """

    reference: str
    before: str
    after: str
    formula: bool = False
    frame: str = ""
    plain: bool = True
    what: str = ""
    named: bool = True


def cells_of(number: int, row: bytes) -> tuple[dict[str, bytes], bytes]:
    """Return the row's cells by reference, and what is left of the row; a row that closes itself is opened first."""
    tag = ROW_TAG.match(row)
    if tag and tag[0].endswith(b"/>"):
        name = tag[0][1:].split(None, 1)[0].rstrip(b"/>")
        row = tag[0][:-2].rstrip() + b"></" + name + b">" + row[tag.end() :]
    cells: dict[str, bytes] = {}
    rest: list[bytes] = []
    at = column = 0
    for match in _CELL.finditer(row):
        reference = _reference(match[0], number, column)
        if found := _NAME.fullmatch(reference):
            column = column_number(found[1])
        while reference in cells:
            reference += _AGAIN
        cells[reference] = match[0]
        rest.append(row[at : match.start()])
        at = match.end()
    return cells, b"".join([*rest, row[at:]])


def _reference(cell: bytes, row: int, column: int) -> str:
    """Return a cell's name, counted from the one before where it states none (18.3.1.4); what it states, where that is no name."""
    stated = _REFERENCE.search(cell, 0, cell.find(b">") + 1)
    return stated[1].decode(errors="replace") if stated else f"{column_name(column + 1)}{row}"


def change(place: tuple[str, int], old: bytes, new: bytes, shared: Callable[[int], str], style: bytes = b"0") -> CellChange:
    """Describe a cell that differs.

    Args:
        place: Its name, and the number of its row.
        old: Its bytes; empty for a new cell.
        new: Its bytes now.
        shared: Returns the text of a shared string by its number.
        style: The style that a new cell takes over from its row or column.
    """
    name, row = place
    found = _NAME.fullmatch(name)
    named = found is not None and int(found[2]) == row
    frame = _frame_change(old, new) if old else _new_frame(new, style)
    formulas = _formula(old), _formula(new)
    what = "" if formulas[0] == formulas[1] else f"{_told(formulas[0], old)} became {_told(formulas[1], new)}"
    formula = formulas != (None, None)
    return CellChange(name, value(old, shared), value(new, shared), formula, frame, _PLAIN.fullmatch(new) is not None, what, named)


def _formula(cell: bytes) -> tuple[bytes, str] | None:
    """Return a cell's formula, as it stands there and in words."""
    found = _FORMULA.search(cell)
    return (found[0], unescape((found["text"] or b"").decode(errors="replace"))) if found else None


def _told(formula: tuple[bytes, str] | None, cell: bytes) -> str:
    if formula is None:
        return "a value" if cell else "nothing"
    return f"the formula “{formula[1]}”" if formula[1] else "a shared formula"


def _new_frame(cell: bytes, style: bytes) -> str:
    """Say what is wrong with a new cell's attributes: it has its name, the style of its row or column, and the type of its value."""
    attributes = _attributes(cell)
    if not {b"r"} <= attributes.keys() <= {b"r", b"s", b"t"} or _EXTENSION.search(cell):
        return "a new cell with other attributes than an answer's"
    return "" if attributes.get(b"s", b"0") == style else "a new cell with a style of its own"


def _frame_change(old: bytes, new: bytes) -> str:
    before, after = _frame(old), _frame(new)
    if before.get(b"s", b"0") != after.get(b"s", b"0"):
        return "the style changed"
    gone = _attributes(new), _attributes(old)
    metadata = all(gone[0].get(name) in (None, gone[1].get(name)) for name in (b"vm", b"cm"))
    return "" if before == after and metadata and _extension(old) == _extension(new) else "an attribute changed"


def _extension(cell: bytes) -> bytes:
    found = _EXTENSION.search(cell)
    return found[0] if found else b""


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
    return shared(int(text)) if kind == b"s" and _INDEX.fullmatch(text) else text


def _escape(text: bytes) -> bytes:
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _decoded(text: bytes) -> str:
    return by_number(unescape(text.decode(errors="replace")).replace("\r\n", "\n"))


def by_number(text: str) -> str:
    """Return text with the characters that it writes by their number (`_x0041_`)."""
    return _BY_NUMBER.sub(lambda found: chr(int(found[1], 16)), text)
