"""Plans as the user corrects them: what --map says comes before what was detected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from questionnaire_filler.errors import UsageError
from questionnaire_filler.forms.layout.blocks import Block
from questionnaire_filler.forms.layout.columns import Layout, Taking
from questionnaire_filler.forms.layout.grid import Grid, column_number, letters
from questionnaire_filler.forms.layout.headers import Header, find_headers
from questionnaire_filler.forms.layout.lexicon import ColumnRole
from questionnaire_filler.forms.layout.places import find_layout, free_column
from questionnaire_filler.forms.layout.plan import Plan, plan_sheet
from questionnaire_filler.forms.layout.rows import asking_rows, candidates
from questionnaire_filler.forms.layout.sheets import Purpose, purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from questionnaire_filler.model import SheetMap

_SAID = "given by --map"


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet that may be read.

    Attributes:
        name: Its name.
        load: Reads it.
        hidden: It is hidden, and not read for questions.
    """

    name: str
    load: Callable[[], Grid]
    hidden: bool = False


def plan_mapped(tabs: Sequence[Tab], maps: Sequence[SheetMap]) -> tuple[list[Plan], Mapping[str, str]]:
    """Return the plans of all sheets, corrected where the user says so, and which ones were.

    Sheets whose name says that they are for the customer's own evaluation are not even read where others ask: in HECVAT they hold
    nine tenths of all cells.

    Raises:
        UsageError: A correction names a sheet that the form does not have.
    """
    by_sheet = {_sheet(tabs, one): one for one in maps}
    plans: dict[str, Plan] = {}
    later = [tab for tab in tabs if tab.name not in by_sheet and purpose(tab.name) is Purpose.CUSTOMER]
    for tab in tabs:
        if tab not in later:
            plans[tab.name] = _corrected(tab.load(), by_sheet[tab.name]) if tab.name in by_sheet else _planned(tab)
    asked = any(plan.blocks for plan in plans.values())
    for tab in later:
        skipped = Plan(Grid(tab.name, {}), (), f"“{tab.name}” {Purpose.CUSTOMER}")
        plans[tab.name] = skipped if asked and not tab.hidden else _planned(tab, alone=not asked)
    return [plans[tab.name] for tab in tabs], dict.fromkeys(by_sheet, "given")


def _planned(tab: Tab, *, alone: bool = False) -> Plan:
    return plan_sheet(Grid(tab.name, {}, hidden=True) if tab.hidden else tab.load(), alone=alone)


def _sheet(tabs: Sequence[Tab], one: SheetMap) -> str:
    names = [tab.name for tab in tabs]
    wanted = one.sheet.strip().casefold()
    for name in names:
        if name.strip().casefold() == wanted:
            return name
    if not wanted and len(names) == 1:
        return names[0]
    if names == [""]:
        raise UsageError("--map names a sheet, but a CSV file has none", where=one.sheet, hint='Write it without: "question=B answer=D".')
    close = get_close_matches(one.sheet, names, 1)
    hint = f"Did you mean “{close[0]}”?" if close else f"The sheets are: {', '.join(names)}."
    raise UsageError(f"--map names the sheet “{one.sheet}”, which the form does not have", hint=hint)


def _corrected(grid: Grid, one: SheetMap) -> Plan:
    if one.skip:
        return Plan(grid, (), "skipped by --map")
    found = plan_sheet(grid)
    columns = [(role, column_number(column)) for role, column in one.columns]
    question = next((column for role, column in columns if role == "question"), 0)
    question = question or (found.blocks[0].layout.question if found.blocks else 0)
    if not question:
        where = f"{grid.name}!" if grid.name else ""
        raise UsageError(
            "--map does not say which column asks, and none was found", where=grid.name, hint=f"Add question=: “{where}question=B”."
        )
    headers = find_headers(grid)
    rows = [row for row in grid.rows if grid.text(row, question).strip() and _inside(one, row)]
    layout = _layout(grid, question, rows, headers, columns)
    asking = candidates(grid, layout, rows, headers)
    asking = asking if one.rows else asking_rows(grid, layout, asking)
    if not asking:
        return Plan(grid, (), f"column {letters(question)}, given by --map, asks nothing there")
    return Plan(grid, (Block(tuple(headers), layout, tuple(asking), 1.0, 1.0),), headers=tuple(headers))


def _inside(one: SheetMap, row: int) -> bool:
    return one.rows is None or one.rows[0] <= row <= one.rows[1]


def _layout(grid: Grid, question: int, rows: Sequence[int], headers: Sequence[Header], columns: Sequence[tuple[str, int]]) -> Layout:
    """Return the detected columns beside the question with the roles that the user gives; a given answer replaces all found."""
    header = headers[0] if headers else None
    detected = find_layout(grid, question, rows, header)
    given = {column: role for role, column in columns if role != "question"}
    places = any(role.startswith(("answer", "mark")) for role in given.values())
    taking: dict[int, Taking] = {}
    for found in detected.taking:
        replaced = places and found.role in {ColumnRole.ANSWER, ColumnRole.MARK}
        taking[found.column] = replace(found, role=ColumnRole.GUIDANCE) if replaced else found
    for column, role in given.items():
        kind, _, value = role.partition(":")
        text = value or (header.texts.get(column, "") if header else "")
        taking[column] = Taking(column, ColumnRole(kind), text, 1.0, reason=_SAID)
    if places:
        main = tuple(column for column, role in given.items() if role.startswith(("answer", "mark")))
    else:
        main = tuple(column for column in detected.main if column not in given)
    invented = not main
    if invented:
        main = (free_column(grid, question, rows, header),)
    ordered = tuple(taking[column] for column in sorted(taking) if column != question)
    return Layout(question, main, ordered, invented, _SAID, {found.column: found for found in ordered})
