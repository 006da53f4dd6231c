"""A workbook as grids: sheets are read when asked for, so that hidden ones cost nothing unless a list stands there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from questionnaire_filler.forms.xlsx import a1
from questionnaire_filler.forms.xlsx.parts import Workbook, parse, read_workbook, relations, shared_strings
from questionnaire_filler.forms.xlsx.plain import plain_text
from questionnaire_filler.forms.xlsx.sheet import Context, read_sheet
from questionnaire_filler.forms.xlsx.styles import read_styles
from questionnaire_filler.forms.xlsx.validations import table_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from questionnaire_filler.forms.layout.grid import Grid
    from questionnaire_filler.forms.package import Package


class WorkbookReader:
    """Reads the sheets of one workbook and looks up what their lists refer to.

    Attributes:
        package: The file.
        workbook: Its sheets and names.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.workbook: Workbook = read_workbook(package)
        self._grids: dict[int, Grid] = {}
        self._headers: dict[int, dict[int, tuple[int, int]]] = {}

    @cached_property
    def _context(self) -> Context:
        part = self.workbook.strings
        strings = shared_strings(plain_text(self.package, part)) if part else []
        return Context(strings, read_styles(self.package, self.workbook.styles), self, self.workbook.from_1904)

    @cached_property
    def _tables(self) -> dict[str, tuple[int, a1.Range, dict[str, int], int]]:
        found: dict[str, tuple[int, a1.Range, dict[str, int], int]] = {}
        for index, sheet in enumerate(self.workbook.sheets):
            for kind, part in relations(self.package, sheet.part).values():
                if kind != "table" or part not in self.package.names:
                    continue
                name, area, columns, headers = table_columns(parse(self.package.read(part), str(self.package.path), part))
                if area:
                    found[name.casefold()] = (index, area, dict(columns), headers)
        return found

    def grid(self, index: int) -> Grid:
        """Return a sheet as a grid.

        Raises:
            UnreadableFormError: Its part is damaged.
        """
        if index not in self._grids:
            sheet = self.workbook.sheets[index]
            headers = {
                area.first.row: (area.first.column, area.last.column) for i, area, _, rows in self._tables.values() if i == index and rows
            }
            text = plain_text(self.package, sheet.part, cells=True)
            self._grids[index] = read_sheet(text, sheet, index, self._context, headers)
        return self._grids[index]

    def names(self, sheet: int, name: str) -> str | None:
        """Return the formula of a defined name, the sheet's own before the workbook's."""
        known = self.workbook.names
        return known.get((sheet, name.casefold()), known.get((-1, name.casefold())))

    def table(self, name: str, column: str) -> tuple[int, a1.Range] | None:
        """Return sheet and cells of a table's column, without its header; of the first column where none is named."""
        found = self._tables.get(name.casefold())
        if not found:
            return None
        index, area, columns, headers = found
        offset = columns.get(column.casefold()) if column else 0
        if offset is None:
            return None
        at = area.first.column + offset
        return index, a1.Range(a1.Cell(area.first.row + headers, at), a1.Cell(area.last.row, at))

    def sheet_index(self, name: str) -> int | None:
        """Return the index of the sheet with that name, whatever its case."""
        folded = name.casefold()
        return next((i for i, sheet in enumerate(self.workbook.sheets) if sheet.name.casefold() == folded), None)

    def values(self, sheet: int, area: a1.Range) -> Iterator[str]:
        """Yield the texts in an area, row by row, without blanks."""
        for row, cells in self.grid(sheet).rows.items():
            if area.first.row <= row <= area.last.row:
                for column, cell in cells.items():
                    if area.first.column <= column <= area.last.column and cell.text.strip():
                        yield cell.text.strip()
