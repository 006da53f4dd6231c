"""LibreOffice opens what was filled and shows it: the texts, the list of sources, the notes."""

from __future__ import annotations

import csv
import shutil
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from raw_books import book, row, sheet, text

from questionnaire_filler.forms.handover import file_sha256, hand_over
from questionnaire_filler.model import CitationRow, Filling, Note, Role, Slot, Write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SOFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.office, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")]

ANSWERS = {
    "Form!C2": "=Yes, data is encrypted",
    "Form!C3": "Line one\nline two & <more>",
    "Form!C4": "_x0041_ stays",
    "Form!D2": "日本語 ✓",
}


def shown(path: Path) -> list[list[list[str]]]:
    """Return what each sheet shows, in order, as LibreOffice exports it."""
    folder = path.parent / "out"
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", options, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    names = openpyxl.load_workbook(path).sheetnames
    return [list(csv.reader((folder / f"{path.stem}-{name}.csv").open(encoding="utf-8", newline=""))) for name in names]


def fill(form: Path, answers: Iterable[tuple[str, str]]) -> Path:
    target = form.with_name("filled.xlsx")
    writes = tuple(Write(Slot(Role.ANSWER, where), words) for where, words in answers)
    notes = (Note(writes[0].slot.where, "See the policy"),)
    sources = (CitationRow("Is data encrypted?", writes[0].slot.where, ("Encryption standard, 2.1",)),)
    hand_over(form, file_sha256(form), target, Filling(writes, notes, sources))
    return target


def plain_form(path: Path) -> Path:
    made = openpyxl.Workbook()
    form = made.active
    form.title = "Form"
    for line in (["No.", "Question", "Answer", "Comment"], *([number, f"Question {number}?"] for number in (1, 2, 3))):
        form.append(line)
    form["E2"] = "=A2+A3"
    rule = DataValidation(type="list", formula1='"Yes,No"', sqref="D3:D4")
    form.add_data_validation(rule)
    made.save(path)
    return path


def raw_form(path: Path) -> Path:
    rows = row(1, text("A1", "Head")) + '<row r="2"><c/><c t="s"><v>0</v></c></row><row r="4"/>'
    return book(path, {"Form": sheet(rows), "Other": sheet(row(1, text("A1", "untouched")))}, strings="<si><t>Question?</t></si>")


@pytest.mark.parametrize("make", [plain_form, raw_form])
def test_filled_books_open_and_show_the_answers(tmp_path: Path, make) -> None:
    sheets = shown(fill(make(tmp_path / "form.xlsx"), ANSWERS.items()))
    form, sources = sheets[0], sheets[-1]
    for where, words in ANSWERS.items():
        cell = where.partition("!")[2]
        column, line = "ABCDE".index(cell[0]), int(cell[1]) - 1
        assert form[line][column] == words
    assert sources[1] == ["", "Is data encrypted?", "Form!C2", "Encryption standard, 2.1"]
    if make is plain_form:
        assert form[1][4] == "3"
    else:
        assert form[1][1] == "Question?"
        assert sheets[1] == [["untouched"]]


def test_notes_are_shown_as_notes(tmp_path: Path) -> None:
    target = fill(plain_form(tmp_path / "form.xlsx"), ANSWERS.items())
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(target)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    flat = (tmp_path / "filled.fods").read_text(encoding="utf-8")
    assert "<office:annotation" in flat
    assert "See the policy" in flat
