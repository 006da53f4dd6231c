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
        stated = _REFERENCE.search(match[0], 0, match[0].find(b">") + 1)
        column = column_number(stated[1].decode()) if stated else column + 1
        reference = f"{stated[1].decode()}{int(stated[2])}" if stated else f"{column_name(column)}{number}"
        cells[reference] = match[0]
        rest.append(row[at : match.start()])
        at = match.end()
    return cells, b"".join([*rest, row[at:]])


def change(name: str, old: bytes, new: bytes, shared: Callable[[int], str]) -> CellChange:
    """Describe a cell that differs; `old` is empty for a new one."""
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
