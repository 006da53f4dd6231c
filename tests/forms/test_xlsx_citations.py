"""The sheet of sources: what the customer reads, and where no sheet may be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
import raw_books
from raw_books import MAIN, book, row, sheet, text

from questionnaire_filler.forms.xlsx.writer import write
from questionnaire_filler.model import CitationRow, Filling, Role, Slot, Write, Written

if TYPE_CHECKING:
    from pathlib import Path

ROWS = (
    CitationRow("Do you support SSO?", "S!B1", ("Access policy, 4.1, 2026-08-01", "https://example.com/sso"), ref="IAM-01"),
    CitationRow("=Is it encrypted?", "S!B2", ("Encryption standard <2.1>",)),
)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return book(tmp_path / "a.xlsx", {"S": sheet(row(1, text("A1", "Q"), '<c r="B1"/>') + row(2, '<c r="B2"><f>1</f></c>'))})


def fill(source: Path, *rows: CitationRow, writes: tuple[Write, ...] = ()) -> tuple[Written, Path]:
    target = source.with_name("filled.xlsx")
    return write(source, target, Filling(writes, citations=rows or ROWS)), target


def test_the_sheet_is_the_last_one_and_names_the_sources(form: Path) -> None:
    written, target = fill(form)
    made = openpyxl.load_workbook(target)
    assert written.citations == "Citations"
    assert made.sheetnames == ["S", "Citations"]
    assert made.active.title == "S"
    assert [[cell.value for cell in line] for line in made["Citations"].iter_rows()] == [
        ["No.", "Question", "Answer in", "Source"],
        ["IAM-01", "Do you support SSO?", "S!B1", "Access policy, 4.1, 2026-08-01"],
        [None, None, None, "https://example.com/sso"],
        [None, "=Is it encrypted?", "S!B2", "Encryption standard <2.1>"],
    ]


def test_styles_and_sheets_stay_as_they_are(form: Path) -> None:
    _, target = fill(form)
    before, after = raw_books.parts(form), raw_books.parts(target)
    assert [name for name in before if before[name] != after[name]] == [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
    ]
    assert [name for name in after if name not in before] == ["xl/worksheets/sheet2.xml"]
    assert openpyxl.load_workbook(target)["Citations"]["B2"].alignment.wrap_text


def test_a_book_without_a_wrapping_style_gets_none(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet("")})
    raw_books.pack(source, raw_books.parts(source) | {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"/>'})
    _, target = fill(source)
    assert openpyxl.load_workbook(target)["Citations"]["B2"].style_id == 0


ASKED = "Please state the full registered name of the entity we would be contracting with, and its parent's."


@pytest.mark.parametrize(("question", "width"), [("Do you support SSO?", 60), (ASKED, len(ASKED) + 2), (ASKED * 3, 110)])
def test_columns_are_wide_enough_where_no_style_wraps(form: Path, question: str, width: int) -> None:
    raw_books.pack(form, raw_books.parts(form) | {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"/>'})
    _, target = fill(form, *ROWS, CitationRow(question, "S!B3", ("Policy",)))
    assert openpyxl.load_workbook(target)["Citations"].column_dimensions["B"].width == width


def test_names_that_are_taken(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"CITATIONS": sheet(""), "citations (2)": sheet("")})
    written, target = fill(source)
    assert written.citations == "Citations (3)"
    assert openpyxl.load_workbook(target).sheetnames[-1] == "Citations (3)"


def test_no_sheet_where_the_structure_is_locked(tmp_path: Path) -> None:
    locked = '<workbookProtection lockStructure="1"/><sheets>{sheets}</sheets>'
    frame = f'<workbook xmlns="{MAIN}" xmlns:r="{raw_books.RELATIONS}">{locked}</workbook>'
    source = book(tmp_path / "a.xlsx", {"S": sheet("")}, workbook=frame)
    written, target = fill(source)
    assert written.citations == ""
    assert target.read_bytes() == source.read_bytes()


def test_no_line_for_an_answer_that_was_refused(form: Path) -> None:
    slots = [Slot(Role.ANSWER, where) for where in ("S!B1", "S!B2")]
    written, target = fill(form, writes=tuple(Write(slot, "x") for slot in slots))
    assert [one.where for one in written.refused] == ["S!B2"]
    assert [cell.value for cell in openpyxl.load_workbook(target)["Citations"]["C"]] == ["Answer in", "S!B1", None]


def test_the_same_every_time(form: Path) -> None:
    first = fill(form)[1].read_bytes()
    form.with_name("filled.xlsx").unlink()
    assert fill(form)[1].read_bytes() == first
