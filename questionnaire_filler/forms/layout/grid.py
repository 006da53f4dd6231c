"""A sheet as detection sees it, for every format that has cells: text by row and column, merges, rules, what is hidden or locked.

Rows and columns are counted from 1. Only cells that hold something are kept, whatever dimension a file claims.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from questionnaire_filler.model import Address

Place = tuple[int, int]


class Cell(NamedTuple):
    """A cell that holds something.

    Attributes:
        text: What the reader of the sheet sees; empty for a formula without a result.
        formula: The cell is computed (also as part of an array or a spill): never a place to write.
        style: The cell's style as a number that is the same for cells that look the same.
    """

    text: str
    formula: bool = False
    style: int = 0


class Rule(NamedTuple):
    """What a cell accepts.

    Attributes:
        kind: "list", "date", "length", "number" or "other".
        choices: For a list: the values in their order; empty where they cannot be told from the file.
        max_length: For "length": the longest text, in characters.
    """

    kind: str
    choices: tuple[str, ...] = ()
    max_length: int | None = None


class Rules(Protocol):
    """The rules of a sheet."""

    def at(self, row: int, column: int) -> Rule | None:
        """Return the rule of a cell, or None."""
        ...

    def has(self, row: int, column: int) -> bool:
        """Tell whether the cell has a rule, without working out its choices."""
        ...


class NoRules:
    """The rules of a sheet that has none."""

    def at(self, row: int, column: int) -> Rule | None:  # noqa: ARG002 -- the protocol's
        """Return None."""
        return None

    def has(self, row: int, column: int) -> bool:  # noqa: ARG002 -- the protocol's
        """Return False."""
        return False


class Locks(Protocol):
    """Which cells a protected sheet keeps from editing."""

    def __call__(self, row: int, column: int) -> bool:
        """Tell whether the cell is locked."""
        ...


def no_locks(row: int, column: int) -> bool:  # noqa: ARG001 -- the protocol's
    """Return False: nothing is locked."""
    return False


class Field(NamedTuple):
    """How an empty cell is set apart as a place to write.

    Attributes:
        shade: The number of its fill where it has one other than white, else 0.
        framed: It has a line below.
        unlocked: It may be edited while the sheet is protected.
    """

    shade: int = 0
    framed: bool = False
    unlocked: bool = False


class Fields(Protocol):
    """How cells are set apart."""

    def __call__(self, row: int, column: int) -> Field:
        """Return how the cell is set apart."""
        ...


def no_fields(row: int, column: int) -> Field:  # noqa: ARG001 -- the protocol's
    """Return that nothing is set apart."""
    return Field()


@lru_cache(maxsize=20000)
def letters(column: int) -> str:
    """Return the letters of a column counted from 1: 28 is AB."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


@lru_cache(maxsize=20000)
def column_number(name: str) -> int:
    """Return the number of a column from its letters: AB is 28."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet.

    Attributes:
        name: The sheet's name, raw; empty in CSV.
        rows: The cells that hold something, by row and column, both in rising order.
        spans: For the first cell of each merged range its last row and column.
        covered: For each further cell of a merged range (as far as the sheet is used) the range's first cell.
        rules: What cells accept.
        locked: Which cells are locked while the sheet is protected.
        field: How cells are set apart as places to write.
        hidden_rows: Hidden rows.
        hidden_columns: Hidden columns.
        hidden: The sheet itself is hidden.
        widths: Width of columns in characters, where the file gives one.
        headers: Rows that the file itself marks as headers (tables), with first and last column.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    spans: Mapping[Place, Place] = dataclasses.field(default_factory=dict)
    covered: Mapping[Place, Place] = dataclasses.field(default_factory=dict)
    rules: Rules = dataclasses.field(default_factory=NoRules)
    locked: Locks = no_locks
    field: Fields = no_fields
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    widths: Mapping[int, float] = dataclasses.field(default_factory=dict)
    headers: Mapping[int, tuple[int, int]] = dataclasses.field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the cell, or None where it holds nothing."""
        cells = self.rows.get(row)
        return cells.get(column) if cells else None

    def text(self, row: int, column: int) -> str:
        """Return the cell's text; empty where it holds nothing."""
        found = self.cell(row, column)
        return found.text if found else ""

    def shown(self, row: int, column: int) -> str:
        """Return the text that a reader sees at the cell: that of the whole range where it is merged."""
        return self.text(*self.covered.get((row, column), (row, column)))

    def last_column(self, row: int, column: int) -> int:
        """Return the last column that the cell at this place spans."""
        return self.spans.get((row, column), (row, column))[1]

    def address(self, row: int, column: int) -> Address:
        """Return the address of a cell, `Sheet!B5` or `B5`."""
        place = f"{letters(column)}{row}"
        return f"{self.name}!{place}" if self.name else place

    def writable(self, row: int, column: int) -> bool:
        """Tell whether a text could stand here: the first cell of its range, and not computed."""
        if (row, column) in self.covered:
            return False
        found = self.cell(row, column)
        return not (found and found.formula)

    def texts(self) -> Iterator[tuple[int, int, Cell]]:
        """Yield row, column and cell of all cells that show something."""
        for row, cells in self.rows.items():
            for column, found in cells.items():
                if found.text:
                    yield row, column, found

    @property
    def width(self) -> int:
        """The last column that holds something; 0 for an empty sheet."""
        return max((max(cells) for cells in self.rows.values() if cells), default=0)
