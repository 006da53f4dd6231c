"""One worksheet as a grid (ECMA-376-1, 18.3): cells by pattern, everything else by a tree of what is left without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from questionnaire_filler.forms.layout.grid import Cell, Field, Grid, NoRules, Place, column_number, no_locks
from questionnaire_filler.forms.xlsx import a1
from questionnaire_filler.forms.xlsx.parts import damaged, local, parse, runs_text
from questionnaire_filler.forms.xlsx.styles import Styles, shown_date, shown_number
from questionnaire_filler.forms.xlsx.validations import SheetRules, read_validations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from questionnaire_filler.forms.layout.grid import Locks, Rules
    from questionnaire_filler.forms.xlsx.parts import SheetPart
    from questionnaire_filler.forms.xlsx.validations import Lists

_DATA = re.compile(r"<((?:\w+:)?)sheetData\b[^>]*?(/?)>")
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
_MAX_COVERED = 20_000  # cells of one merged range; what lies beyond the used sheet is of no interest


@dataclass(frozen=True, slots=True)
class Context:
    """What a sheet's cells need from the rest of the workbook."""

    strings: Sequence[str]
    styles: Styles
    lists: Lists
    from_1904: bool


class _Data(NamedTuple):
    """Where the cells stand in a sheet's text, and the namespace prefix of its elements."""

    text: str
    start: int
    end: int
    prefix: str

    def findall(self, pattern: str) -> list[Any]:
        """Return what a pattern finds among the cells; `{p}` in it stands for the prefix."""
        return re.compile(pattern.replace("{p}", self.prefix), re.DOTALL).findall(self.text, self.start, self.end)


def read_sheet(text: str, sheet: SheetPart, index: int, context: Context, headers: Mapping[int, tuple[int, int]]) -> Grid:
    """Return the grid of a worksheet.

    Args:
        text: The part in plain shape (`plain_text`).
        sheet: What the workbook says about it.
        index: Its index among the worksheets.
        context: Strings, styles and lists of the workbook.
        headers: Header rows of its tables.

    Raises:
        UnreadableFormError: It has no cells' element.
    """
    found = _DATA.search(text)
    if found is None:
        raise damaged(sheet.name, sheet.part, "no sheetData")
    closing = f"</{found[1]}sheetData>"
    end = found.end() if found[2] else text.rfind(closing)
    data = _Data(text, found.end(), end, found[1])
    rest = parse((text[: found.start()] + text[end:].removeprefix(closing)).encode(), sheet.name, sheet.part)
    rows = _rows(data, context)
    spans, covered = _merges(rest, rows)
    validations = read_validations(rest)
    rules: Rules = SheetRules(index, validations, context.lists) if validations else NoRules()
    hidden_columns, widths = _columns(rest)
    locks = _locks(rest, data, context.styles)
    return Grid(
        name=sheet.name,
        rows=rows,
        spans=spans,
        covered=covered,
        rules=rules,
        locked=locks,
        field=_Fields(data, context.styles, locks),
        hidden_rows=_hidden_rows(data),
        hidden_columns=hidden_columns,
        hidden=sheet.hidden,
        widths=widths,
        headers=headers,
    )


def _rows(data: _Data, context: Context) -> dict[int, dict[int, Cell]]:
    """Return the cells that hold something; empty ones are passed over by the pattern and cost next to nothing."""
    value = re.compile(rf"<{data.prefix}v(?:\s[^>]*)?>(.*?)</{data.prefix}v>", re.DOTALL)
    formula_mark = f"<{data.prefix}f"
    rows: dict[int, dict[int, Cell]] = {}
    arrays: list[a1.Range] = []
    for attributes, body in data.findall(r"<{p}c\s([^>]*+)(?<!/)>(.*?)</{p}c>"):
        formula = formula_mark in body
        stored = value.search(body)
        if not (stored or formula or "<" in body):
            continue
        found = {key: one or other for key, one, other in _ATTRIBUTE.findall(attributes)}
        place = _NAME.match(found.get("r", ""))
        if place is None:
            continue
        style = int(found.get("s", "0"))
        shown = _shown(found.get("t", "n"), stored[1] if stored else "", body, style, context)
        if formula and ' ref="' in body:
            arrays += _array(body)
        if shown.strip() or formula:
            rows.setdefault(int(place[2]), {})[column_number(place[1])] = Cell(shown, formula, context.styles.look(style))
    _mark_arrays(rows, arrays)
    return {row: dict(sorted(rows[row].items())) for row in sorted(rows)}


def _shown(kind: str, stored: str, body: str, style: int, context: Context) -> str:
    """Return the text that the cell shows (ST_CellType, 18.18.11)."""
    if kind == "s":
        return context.strings[int(stored)] if stored.strip().isdigit() and int(stored) < len(context.strings) else ""
    if kind == "inlineStr":
        return runs_text(body)
    if kind == "n":
        return _number(stored.strip(), style, context)
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(stored.strip(), "")
    return runs_text(f"<t>{stored}</t>")


def _number(stored: str, style: int, context: Context) -> str:
    if stored and style in context.styles.dates:
        try:
            return shown_date(float(stored), from_1904=context.from_1904) or shown_number(stored)
        except (ValueError, OverflowError):
            return stored
    return shown_number(stored) if stored else ""


_ARRAY = re.compile(r"""<(?:\w+:)?f\s([^>]*)""")


def _array(body: str) -> list[a1.Range]:
    found = _ARRAY.search(body)
    attributes = {key: one or other for key, one, other in _ATTRIBUTE.findall(found[1])} if found else {}
    return a1.areas(attributes.get("ref", "")) if attributes.get("t") in {"array", "dataTable"} else []


def _mark_arrays(rows: dict[int, dict[int, Cell]], arrays: Sequence[a1.Range]) -> None:
    """Mark what an array formula fills (18.3.1.40): only its first cell states the formula."""
    for area in arrays:
        for row in range(area.first.row, min(area.last.row, area.first.row + _MAX_COVERED) + 1):
            cells = rows.get(row, {})
            for column in [c for c in cells if area.first.column <= c <= area.last.column]:
                cells[column] = cells[column]._replace(formula=True)


def _merges(rest: etree._Element, rows: Mapping[int, object]) -> tuple[dict[Place, Place], dict[Place, Place]]:
    spans: dict[Place, Place] = {}
    covered: dict[Place, Place] = {}
    last_row = max(rows, default=0)
    for item in rest.iter():
        if local(item.tag) != "mergeCell" or not (area := a1.area(item.get("ref", ""))):
            continue
        first = (area.first.row, area.first.column)
        spans[first] = (area.last.row, area.last.column)
        places = (
            (row, column)
            for row in range(area.first.row, min(area.last.row, max(last_row, area.first.row)) + 1)
            for column in range(area.first.column, area.last.column + 1)
        )
        for place, _ in zip(places, range(_MAX_COVERED), strict=False):
            if place != first:
                covered[place] = first
    return spans, covered


def _columns(rest: etree._Element) -> tuple[frozenset[int], dict[int, float]]:
    hidden: set[int] = set()
    widths: dict[int, float] = {}
    for item in rest.iter():
        if local(item.tag) != "col" or local(getattr(item.getparent(), "tag", "")) != "cols":
            continue
        span = range(int(item.get("min", "1")), min(int(item.get("max", "1")), 1000) + 1)
        if item.get("hidden") in {"1", "true"}:
            hidden.update(span)
        if width := item.get("width"):
            widths.update((column, float(width)) for column in span)
    return frozenset(hidden), widths


def _hidden_rows(data: _Data) -> frozenset[int]:
    tags = data.findall(r"""<{p}row\s([^>]*?\bhidden=["'](?:1|true)["'][^>]*)>""")
    found = ({k: a or b for k, a, b in _ATTRIBUTE.findall(tag)} for tag in tags)
    return frozenset(int(row["r"]) for row in found if row.get("r", "").isdigit())


def _locks(rest: etree._Element, data: _Data, styles: Styles) -> Locks:
    """Return which cells the sheet's protection keeps from editing (18.3.1.85): all but those with an unlocked style."""
    protection = next((item for item in rest if local(item.tag) == "sheetProtection"), None)
    if protection is None or protection.get("sheet") not in {"1", "true"}:
        return no_locks
    free = set(_unlocked_cells(data.findall(r"<{p}c\s([^>]*)>"), styles))
    open_columns = {c for c, style in _column_styles(rest) if style in styles.unlocked}
    stored = {place for place, _ in free}
    unlocked = {place for place, is_free in free if is_free}
    return lambda row, column: (row, column) not in unlocked and not (column in open_columns and (row, column) not in stored)


class _Fields:
    """How the cells of a sheet are set apart; worked out when first asked for, since most sheets never ask."""

    def __init__(self, data: _Data, styles: Styles, locks: Locks) -> None:
        self._data = data
        self._styles = styles
        self._locks = locks

    @cached_property
    def _found(self) -> Mapping[Place, tuple[int, bool]]:
        found: dict[Place, tuple[int, bool]] = {}
        for tag in self._data.findall(r"<{p}c\s([^>]*)>"):
            attributes = {key: one or other for key, one, other in _ATTRIBUTE.findall(tag)}
            style = int(attributes.get("s", "0"))
            shade, framed = self._styles.shades.get(style, 0), style in self._styles.framed
            if (shade or framed) and (place := _NAME.match(attributes.get("r", ""))):
                found[int(place[2]), column_number(place[1])] = (shade, framed)
        return found

    def __call__(self, row: int, column: int) -> Field:
        shade, framed = self._found.get((row, column), (0, False))
        return Field(shade, framed, self._locks is not no_locks and not self._locks(row, column))


def _unlocked_cells(tags: Sequence[str], styles: Styles) -> Iterator[tuple[Place, bool]]:
    for tag in tags:
        found = {key: one or other for key, one, other in _ATTRIBUTE.findall(tag)}
        if place := _NAME.match(found.get("r", "")):
            yield (int(place[2]), column_number(place[1])), int(found.get("s", "0")) in styles.unlocked


def _column_styles(rest: etree._Element) -> Iterator[tuple[int, int]]:
    for item in rest.iter():
        if local(item.tag) == "col" and item.get("style"):
            for column in range(int(item.get("min", "1")), min(int(item.get("max", "1")), 1000) + 1):
                yield column, int(item.get("style", "0"))
