"""Cell addresses such as `B5` and ranges such as `B5:D7`, as numbers counted from 1."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([1-9][0-9]{0,6})")


class Cell(NamedTuple):
    """Row and column; sorts in reading order."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{letters(self.column)}{self.row}"


class Range(NamedTuple):
    """First and last cell of a rectangle."""

    first: Cell
    last: Cell

    def __contains__(self, cell: object) -> bool:
        if not isinstance(cell, Cell):
            return False
        return self.first.row <= cell.row <= self.last.row and self.first.column <= cell.column <= self.last.column


@cache
def number(name: str) -> int:
    """Return the number of a column: A is 1."""
    value = 0
    for letter in name.upper():
        value = value * 26 + ord(letter) - 64
    return value


def letters(column: int) -> str:
    """Return the name of a column."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell(text: str) -> Cell | None:
    """Return the cell that the text names; None when it names none, or one that no sheet has."""
    found = _CELL.fullmatch(text)
    if not found:
        return None
    at = Cell(int(found[2]), number(found[1]))
    return at if at.row <= MAX_ROW and at.column <= MAX_COLUMN else None


def area(text: str) -> Range | None:
    """Return the rectangle that `B5`, `B5:D7`, `B:D` or `5:7` names; None when it names none."""
    first, _, last = text.partition(":")
    one, other = cell(first), cell(last or first)
    if one and other:
        top, bottom = sorted((one.row, other.row))
        left, right = sorted((one.column, other.column))
        return Range(Cell(top, left), Cell(bottom, right))
    if (one_column := _COLUMNS.fullmatch(first)) and (other_column := _COLUMNS.fullmatch(last)):
        return Range(Cell(1, number(one_column[1])), Cell(MAX_ROW, number(other_column[1])))
    if (one_row := _ROWS.fullmatch(first)) and (other_row := _ROWS.fullmatch(last)):
        return Range(Cell(int(one_row[1]), 1), Cell(int(other_row[1]), MAX_COLUMN))
    return None


def areas(text: str) -> list[Range]:
    """Return the rectangles of a list separated by spaces (ST_Sqref); what names none is passed over."""
    return [found for word in text.split() if (found := area(word))]
