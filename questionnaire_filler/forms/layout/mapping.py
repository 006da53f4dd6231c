"""Corrections of the detection: `Sheet!question=B answer=D comment=E rows=5-90`, as the user writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaire_filler.errors import UsageError
from questionnaire_filler.model import SheetMap

if TYPE_CHECKING:
    from collections.abc import Iterable

ROLES = ("question", "answer", "comment", "evidence", "id", "section", "mark", "other")
_EXAMPLE = 'Write it like "Sheet!question=B answer=D comment=E rows=5-90", or "Sheet!skip".'
_COLUMN = re.compile(r"[A-Za-z]{1,3}$")
_ROWS = re.compile(r"(\d+)(?:-(\d+))?$")
_WORD = re.compile(r"""(?:[^\s"']|"[^"]*"|'[^']*')+""")


def parse_map(spec: str) -> SheetMap:
    """Return the correction that a text states.

    Raises:
        UsageError: It cannot be understood; says which word.
    """
    sheet, mark, rest = spec.rpartition("!")
    if not mark:
        sheet, rest = "", spec
    sheet = sheet.strip()
    if len(sheet) > 1 and sheet[0] == sheet[-1] == "'":
        sheet = sheet[1:-1].replace("''", "'")
    found = _WORD.findall(rest)
    if not found:
        raise UsageError(f"--map says nothing about {sheet or 'the form'}", where=spec, hint=_EXAMPLE)
    if [word.casefold() for word in found] == ["skip"]:
        return SheetMap(sheet, skip=True)
    columns: list[tuple[str, str]] = []
    rows: tuple[int, int] | None = None
    for word in found:
        key, equals, value = word.rpartition("=")
        if not equals:
            raise UsageError(f"“{word}” in --map has no “=”", where=spec, hint=_EXAMPLE)
        if key.casefold() == "rows":
            rows = _rows(value, spec)
        else:
            columns.append((_role(key, spec), _column(value, spec)))
    return _checked(SheetMap(sheet, tuple(columns), rows), spec)


def parse_maps(specs: Iterable[str]) -> tuple[SheetMap, ...]:
    """Return the corrections that several texts state; two for one sheet cannot be meant.

    Raises:
        UsageError: One cannot be understood, or a sheet is named twice.
    """
    maps = tuple(parse_map(spec) for spec in specs)
    names = [one.sheet.casefold() for one in maps]
    for one in maps:
        if names.count(one.sheet.casefold()) > 1:
            raise UsageError(f"--map is given twice for {one.sheet or 'the form'}", hint="Put all columns of a sheet into one --map.")
    return maps


def _rows(value: str, spec: str) -> tuple[int, int]:
    found = _ROWS.match(value)
    if not found or not int(found[1]):
        raise UsageError(f"“rows={value}” in --map is no range of rows", where=spec, hint="Write the first and last row: rows=5-90.")
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise UsageError(f"“rows={value}” in --map ends before it begins", where=spec, hint=f"Did you mean rows={last}-{first}?")
    return first, last


def _role(key: str, spec: str) -> str:
    role, colon, value = key.partition(":")
    role = role.strip().casefold()
    value = value.strip().strip("\"'")
    if role not in ROLES:
        raise UsageError(f"“{key}” in --map is no role", where=spec, hint=f"Roles are {', '.join(ROLES)} (mark:Yes) and rows.")
    if (role == "mark") != bool(value) and (colon or role == "mark"):
        raise UsageError(
            f"“{key}” in --map: a mark needs its option, and only a mark has one", where=spec, hint='Write "mark:Yes=D mark:No=E".'
        )
    return f"{role}:{value}" if value else role


def _column(value: str, spec: str) -> str:
    if not _COLUMN.match(value):
        raise UsageError(f"“{value}” in --map is no column", where=spec, hint="Columns are named by their letters: B, AA.")
    return value.upper()


def _checked(found: SheetMap, spec: str) -> SheetMap:
    roles = [role for role, _ in found.columns]
    if roles.count("question") > 1 or roles.count("answer") > 1:
        raise UsageError(
            "--map names two columns for the question or the answer",
            where=spec,
            hint='Further places are "comment", "evidence" or "other".',
        )
    letters = [column for role, column in found.columns if role not in {"id", "section"}]
    if len(set(letters)) < len(letters):
        raise UsageError("--map gives one column two roles", where=spec, hint=_EXAMPLE)
    return found
