"""Rules about what cells accept: data validations, classic (ECMA-376-1, 18.3.1.32) and of 2010 (x14), and where their lists stand."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from questionnaire_filler.forms.layout.grid import Place, Rule
from questionnaire_filler.forms.xlsx import a1
from questionnaire_filler.forms.xlsx.parts import local

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

_MAX_CHOICES = 2000
_MAX_DEPTH = 6  # names that point to names
_WIDE = 64  # columns; a range over more is looked at for every cell rather than listed by column
_SHEET = r"(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[^'!\s(),]+))!)?"
_REFERENCE = re.compile(_SHEET + r"(?P<area>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3})$", re.IGNORECASE)
_RELATIVE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)", re.IGNORECASE)
_INDIRECT = re.compile(r"INDIRECT\((.*)\)$", re.IGNORECASE)
_SUBSTITUTE = re.compile(r'SUBSTITUTE\((.+?),\s*"([^"]*)"\s*,\s*"([^"]*)"\s*\)$', re.IGNORECASE)
_OFFSET = re.compile(r"OFFSET\(([^,]+),\s*0?\s*,\s*0?\s*,.*COUNT", re.IGNORECASE)
_TABLE = re.compile(r"(?P<table>[^\[\]!'\s]+)\[(?:\[#Data\],)?\[?(?P<column>[^\[\]#]*)\]?\]$")
_NAME = re.compile(_SHEET + r"(?P<name>[^\W\d][\w.\\?]*)$")
_LENGTH_OPERATORS = {"lessThanOrEqual": 0, "lessThan": -1, "equal": 0}


@dataclass(frozen=True, slots=True)
class Validation:
    """One validation as the sheet states it.

    Attributes:
        kind: ST_DataValidationType: list, whole, decimal, date, time, textLength, custom.
        areas: The cells that it holds for.
        first: formula1.
        second: formula2, for between.
        operator: ST_DataValidationOperator.
    """

    kind: str
    areas: tuple[a1.Range, ...]
    first: str
    second: str = ""
    operator: str = "between"


class Lists(Protocol):
    """Looks up what the formula of a list refers to."""

    def names(self, sheet: int, name: str) -> str | None:
        """Return the formula of a defined name, seen from a sheet."""
        ...

    def table(self, name: str, column: str) -> tuple[int, a1.Range] | None:
        """Return sheet and cells of a table's column; of its first one where no column is named."""
        ...

    def sheet_index(self, name: str) -> int | None:
        """Return the index of the sheet with that name."""
        ...

    def values(self, sheet: int, area: a1.Range) -> Iterator[str]:
        """Yield the texts in an area, row by row, without blanks."""
        ...


@dataclass(slots=True)
class SheetRules:
    """The rules of one sheet; lists are worked out when asked for."""

    sheet: int
    validations: Sequence[Validation]
    lists: Lists
    _columns: dict[int, list[tuple[int, int, Validation]]] = field(default_factory=lambda: defaultdict(list))
    _wide: list[tuple[a1.Range, Validation]] = field(default_factory=list)
    _known: dict[tuple[str, Place], tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for validation in self.validations:
            for area in validation.areas:
                if area.last.column - area.first.column > _WIDE:
                    self._wide.append((area, validation))
                    continue
                for column in range(area.first.column, area.last.column + 1):
                    self._columns[column].append((area.first.row, area.last.row, validation))

    def _find(self, row: int, column: int) -> Validation | None:
        for first, last, validation in self._columns.get(column, ()):
            if first <= row <= last:
                return validation
        return next((rule for area, rule in self._wide if a1.Cell(row, column) in area), None)

    def has(self, row: int, column: int) -> bool:
        """Tell whether the cell has a rule."""
        return self._find(row, column) is not None

    def at(self, row: int, column: int) -> Rule | None:
        """Return the cell's rule, with the choices of a list as far as they can be told."""
        found = self._find(row, column)
        if found is None:
            return None
        if found.kind == "list":
            return Rule("list", self._choices(found, row, column))
        if found.kind == "textLength":
            return Rule("length", (), _max_length(found))
        return Rule({"date": "date", "whole": "number", "decimal": "number"}.get(found.kind, "other"))

    def _choices(self, found: Validation, row: int, column: int) -> tuple[str, ...]:
        base = found.areas[0].first
        moved = (row - base.row, column - base.column)
        formula = _shifted(found.first, moved)
        key = (formula, (row, column) if "INDIRECT" in formula.upper() else (0, 0))
        if key not in self._known:
            self._known[key] = tuple(dict.fromkeys(choices(formula, self.sheet, self.lists)))[:_MAX_CHOICES]
        return self._known[key]


def read_validations(root: etree._Element) -> list[Validation]:
    """Return the validations of a sheet, the classic ones before those of x14; such that only show a message are left out."""
    found: list[Validation] = []
    for item in root.iter():
        if local(item.tag) != "dataValidation" or item.get("type", "none") == "none":
            continue
        parts = {local(child.tag): "".join(str(text) for text in child.itertext()).strip() for child in item}
        areas = tuple(a1.areas(item.get("sqref") or parts.get("sqref", "")))
        if areas:
            first, second = parts.get("formula1", ""), parts.get("formula2", "")
            found.append(Validation(item.get("type", ""), areas, first, second, item.get("operator", "between")))
    return found


def choices(formula: str, sheet: int, lists: Lists, depth: int = 0) -> tuple[str, ...]:
    """Return the values that a list's formula stands for; empty where it cannot be told without calculating."""
    formula = formula.strip().removeprefix("=")
    if len(formula) > 1 and formula[0] == formula[-1] == '"':
        return tuple(word.strip() for word in formula[1:-1].replace('""', '"').split(",") if word.strip())
    if depth > _MAX_DEPTH:
        return ()
    if place := _area(formula, sheet, lists):
        return tuple(lists.values(*place))
    if found := _OFFSET.match(formula):
        return _downwards(found[1].strip(), sheet, lists)
    target = ""
    if found := _INDIRECT.match(formula):
        target = _argument(found[1].strip(), sheet, lists)
    elif found := _NAME.match(formula):
        target = lists.names(sheet, found["name"]) or ""
    return choices(target, sheet, lists, depth + 1) if target else ()


def _area(formula: str, sheet: int, lists: Lists) -> tuple[int, a1.Range] | None:
    if found := _REFERENCE.match(formula):
        name = (found["quoted"] or "").replace("''", "'") or found["bare"]
        index = lists.sheet_index(name) if name else sheet
        area = a1.area(found["area"])
        return (index, area) if index is not None and area else None
    if found := _TABLE.match(formula):
        return lists.table(found["table"], found["column"])
    return lists.table(formula, "") if _NAME.match(formula) else None


def _argument(text: str, sheet: int, lists: Lists) -> str:
    """Return the text that INDIRECT's argument has: a literal, a cell's text, or that with characters replaced."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    if found := _SUBSTITUTE.match(text):
        return _argument(found[1].strip(), sheet, lists).replace(found[2], found[3])
    if place := _area(text, sheet, lists):
        return next(iter(lists.values(*place)), "")
    return ""


def _downwards(reference: str, sheet: int, lists: Lists) -> tuple[str, ...]:
    """Return the values from a cell downwards: what OFFSET(first, 0, 0, COUNTA(...)) spans."""
    place = _area(reference, sheet, lists)
    if not place:
        return ()
    index, area = place
    bottom = a1.Cell(area.first.row + _MAX_CHOICES, area.first.column)
    return tuple(lists.values(index, a1.Range(area.first, bottom)))


def _shifted(formula: str, moved: tuple[int, int]) -> str:
    """Return the formula as it reads for a cell `moved` rows and columns from the one that it is written for."""
    if moved == (0, 0) or formula.startswith('"'):
        return formula

    def shift(found: re.Match[str]) -> str:
        column = found[2] if found[1] else a1.letters(max(1, a1.number(found[2]) + moved[1]))
        row = found[4] if found[3] else str(max(1, int(found[4]) + moved[0]))
        return f"{found[1]}{column}{found[3]}{row}"

    sheet, mark, rest = formula.rpartition("!")
    return sheet + mark + (_RELATIVE.sub(shift, rest) if _REFERENCE.match(rest) or "INDIRECT" in formula.upper() else rest)


def _max_length(found: Validation) -> int | None:
    limit = found.second if found.operator == "between" else found.first
    if found.operator not in {"between", *_LENGTH_OPERATORS} or not limit.isdigit():
        return None
    return int(limit) + _LENGTH_OPERATORS.get(found.operator, 0)


def table_columns(root: etree._Element) -> tuple[str, a1.Range | None, Mapping[str, int], int]:
    """Return a table's name, its range, its columns by folded name (0 is the first) and the number of its header rows (18.5.1.2)."""
    columns = {item.get("name", "").casefold(): index for index, item in enumerate(i for i in root.iter() if local(i.tag) == "tableColumn")}
    name = root.get("displayName") or root.get("name") or ""
    return name, a1.area(root.get("ref", "")), columns, int(root.get("headerRowCount", "1"))
