"""Small workbooks for tests, written with openpyxl, which the program under test never uses to read or write a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from questionnaire_filler.model import Form

Rows = "Sequence[Sequence[Any]]"


def workbook(  # noqa: PLR0913 -- each says one thing about a sheet
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    lists: Mapping[str, str] | None = None,
    merges: Sequence[str] = (),
    hidden: Sequence[str] = (),
    bold: Sequence[str] = (),
) -> Path:
    """Write a workbook and return its path.

    Args:
        path: Where.
        sheets: The rows of each sheet; None leaves a cell empty.
        lists: For ranges ("Sheet!C2:C9") the formula of a drop-down list.
        merges: Merged ranges, "Sheet!A1:D1".
        hidden: Names of hidden sheets.
        bold: Cells in bold, "Sheet!A3".
    """
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, column, value)
        if name in hidden:
            sheet.sheet_state = "hidden"
    for place, formula in (lists or {}).items():
        name, _, area = place.rpartition("!")
        rule = DataValidation(type="list", formula1=formula, allow_blank=True)
        rule.add(area)
        book[name].add_data_validation(rule)
    for place in merges:
        name, _, area = place.rpartition("!")
        book[name].merge_cells(area)
    for place in bold:
        name, _, area = place.rpartition("!")
        book[name][area].font = Font(bold=True)
    book.save(path)
    return path


def plan(form: Form) -> dict[str, str]:
    """Return for each question its main place; mark columns joined."""
    return {q.where.rpartition("!")[2]: "+".join(s.where.rpartition("!")[2] for s in (q.marks or q.slots[:1])) for q in form.questions}


def roles(form: Form, question: int = 0) -> list[str]:
    """Return role and cell of each slot of a question."""
    return [f"{slot.role}:{slot.where.rpartition('!')[2]}" for slot in form.questions[question].slots]
