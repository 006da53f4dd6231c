"""The style that a cell which was not there takes over: of its row, else of its column (ECMA-376-1 18.3.1.73, 18.3.1.13)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from questionnaire_filler.forms.verify.places import column_number

_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col\s[^>]*>")
_ATTRIBUTE = re.compile(rb"""\s([\w.:-]+)\s*=\s*["']([^"']*)["']""")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_TRUE = (b"1", b"true")


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a sheet's columns: first, last (counted from 1), style."""

    columns: tuple[tuple[int, int, bytes], ...]

    @classmethod
    def of_head(cls, head: bytes) -> Styles:
        """Read them from what stands before the rows."""
        found = []
        for tag in _COLUMN.findall(head):
            one = dict(_ATTRIBUTE.findall(tag))
            first, last = one.get(b"min", b""), one.get(b"max", b"")
            if first.isdigit() and last.isdigit():
                found.append((int(first[:9]), int(last[:9]), one.get(b"style", b"0")))
        return cls(tuple(found))

    def inherited(self, row_tag: bytes, cell: str) -> bytes:
        """Return the style of a new cell, from the start tag of its row and its name."""
        row: dict[bytes, bytes] = dict(_ATTRIBUTE.findall(row_tag))
        if row.get(b"customFormat", b"").lower() in _TRUE and b"s" in row:
            return row[b"s"]
        letters = _LETTERS.match(cell)
        column = column_number(letters[0]) if letters else 0
        return next((style for first, last, style in self.columns if first <= column <= last), b"0")
