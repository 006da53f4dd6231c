"""Cell values as python-calamine reads them: a reader that shares nothing with ours."""

from __future__ import annotations

import contextlib
import re
from io import BytesIO
from typing import TYPE_CHECKING, cast

from questionnaire_filler.errors import UnreadableFormError
from questionnaire_filler.forms.verify.cell_bytes import by_number
from questionnaire_filler.forms.verify.places import column_name, column_number
from questionnaire_filler.forms.verify.sheet_bytes import extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from python_calamine import CalamineWorkbook

    from questionnaire_filler.forms.verify.archive import Archive
    from questionnaire_filler.model import Address

#: Calamine lays a sheet out as a full rectangle: more cells than this are not asked for.
_MAX_CELLS = 8_000_000
_PLACE = re.compile(r"([A-Z]{1,3})(\d+)")


def read_back(old: Archive, new: Archive, addresses: Iterable[Address], sheets: Mapping[str, str]) -> dict[Address, str]:
    """Return the values of the new file at these addresses.

    Sheets too wide and long to lay out are left out, and so are those that the reader cannot read in the original either.
    """
    wanted: dict[str, list[tuple[Address, int, int]]] = {}
    for where in addresses:
        sheet, _, cell = where.rpartition("!")
        if place := _PLACE.fullmatch(cell):
            wanted.setdefault(sheet, []).append((where, int(place[2]) - 1, column_number(place[1]) - 1))
    found: dict[Address, str] = {}
    book = _Book(new)
    for sheet, places in wanted.items():
        if sheet in sheets and extent(new.read(sheets[sheet])) <= _MAX_CELLS:
            rows = _rows_if_readable(old, book, sheet)
            for where, row, column in places if rows is not None else ():
                found[where] = _text(rows[row][column]) if rows and row < len(rows) and column < len(rows[row]) else ""
    return found


def _rows_if_readable(old: Archive, book: _Book, sheet: str) -> list[list[object]] | None:
    try:
        return book.rows(sheet)
    except UnreadableFormError:
        with contextlib.suppress(UnreadableFormError):
            _Book(old).rows(sheet)
            raise
        return None


class _Book:
    """A workbook as calamine sees it, opened when it is first asked for something."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.opened: CalamineWorkbook | None = None

    def rows(self, sheet: str) -> list[list[object]]:
        """Return the values of a sheet from A1 on.

        Raises:
            UnreadableFormError: The reader cannot read it.
        """
        from python_calamine import CalamineError, load_workbook

        try:
            self.opened = self.opened or load_workbook(BytesIO(self.archive.raw))
            return cast("list[list[object]]", self.opened.get_sheet_by_name(sheet).to_python(skip_empty_area=False))
        except BaseException as error:  # a panic of the reader is no Exception
            if not isinstance(error, CalamineError | ValueError | OSError) and type(error).__name__ != "PanicException":
                raise
            raise UnreadableFormError(f"an independent reader cannot read the file ({error})", where=str(self.archive.path)) from None


def differing(old: Archive, new: Archive, sheet: str, parts: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Return the cells of a sheet whose values differ: reference, before, after.

    Raises:
        UnreadableFormError: The reader cannot read it, or it is too wide and long to lay out.
    """
    for archive, part in zip((old, new), parts, strict=True):
        if extent(archive.read(part)) > _MAX_CELLS:
            raise UnreadableFormError("the sheet is too large to compare its values", where=f"{archive.path}: {sheet}")
    before, after = (_values(archive, sheet) for archive in (old, new))
    places = sorted({*before, *after})
    return [
        (f"{column_name(column + 1)}{row + 1}", before.get((row, column), ""), after.get((row, column), ""))
        for row, column in places
        if before.get((row, column), "") != after.get((row, column), "")
    ]


def equal(found: str, written: str) -> bool:
    """Say whether a value that was read back is the text that was written; readers differ in the characters written by number."""
    if found == written or by_number(found) == written:
        return True
    try:
        return float(found) == float(written)
    except ValueError:
        return (found, written) in (("True", "1"), ("False", "0"))


def _values(archive: Archive, sheet: str) -> dict[tuple[int, int], str]:
    rows = _Book(archive).rows(sheet)
    return {(row, column): text for row, cells in enumerate(rows) for column, value in enumerate(cells) if (text := _text(value))}


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
