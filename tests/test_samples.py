"""The shipped samples: built by their script, varied as customers' forms are, and not written with the bank's words."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from questionnaire_filler.bank import load
from questionnaire_filler.forms.registry import format_of
from questionnaire_filler.model import Form, Role, SlotKind
from questionnaire_filler.text import fold

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
NAMES = ("vendor_form.xlsx", "vendor_form.docx", "completed_form.xlsx")


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _read(name: str) -> Form:
    return format_of(SAMPLES / name).read(SAMPLES / name)


@pytest.fixture(scope="module")
def workbook() -> Form:
    return _read("vendor_form.xlsx")


@pytest.fixture(scope="module")
def document() -> Form:
    return _read("vendor_form.docx")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folders = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for folder in folders:
        subprocess.run([sys.executable, str(ROOT / "tools" / "make_samples.py"), str(folder)], check=True, capture_output=True)
    return folders


@pytest.mark.parametrize("name", NAMES)
def test_script_builds_the_shipped_file_and_the_same_bytes_each_time(built: tuple[Path, Path], name: str) -> None:
    first, second = (folder / name for folder in built)
    assert first.read_bytes() == second.read_bytes()
    assert _members(first) == _members(SAMPLES / name)


def test_workbook_asks_what_customers_ask(workbook: Form) -> None:
    assert 45 <= len(workbook.questions) <= 75
    assert {question.where.split("!")[0] for question in workbook.questions} >= {
        "Vendor Profile",
        "Security Controls",
        "Privacy and Cookies",
        "Contract Requirements",
        "Sign-off",
    }
    choices = {slot.choices for question in workbook.questions for slot in question.slots if slot.kind is SlotKind.CHOICE}
    assert choices == {("Yes", "No", "N/A"), ("Compliant", "Partially compliant", "Not compliant", "Not applicable")}
    roles = {slot.role for question in workbook.questions for slot in question.slots}
    assert roles >= {Role.ANSWER, Role.COMMENT, Role.EVIDENCE}
    assert [question.text for question in workbook.questions if not question.ref] == [
        question.text for question in workbook.questions if question.where.startswith("Sign-off!")
    ]


def test_workbook_has_follow_ups_and_both_deployments(workbook: Form) -> None:
    follow_ups = [question for question in workbook.questions if question.parent]
    assert [question.ref for question in follow_ups] == ["A.8", "B.2"]
    headings = " ".join(heading for question in workbook.questions for heading in question.section)
    assert "LiteLLM Cloud" in headings
    assert "self-hosted" in headings


def test_workbook_is_furnished_like_a_real_one() -> None:
    book = load_workbook(SAMPLES / "vendor_form.xlsx")
    assert book["Lists"].sheet_state == "hidden"
    assert set(book.defined_names) == {"YesNo", "Compliance"}
    for name in ("Vendor Profile", "Security Controls", "Privacy and Cookies", "Contract Requirements"):
        sheet = book[name]
        assert "A1" in {str(area).split(":")[0] for area in sheet.merged_cells.ranges}
        assert sheet.freeze_panes
        assert sheet.print_title_rows
    assert book["Security Controls"].conditional_formatting
    formulas = [cell.value for row in book["Instructions"].iter_rows() for cell in row if cell.data_type == "f"]
    assert any("COUNTA('Security Controls'!" in formula for formula in formulas)
    assert [book["Sign-off"].cell(row, 1).value for row in (5, 7, 9)] == [
        "Name of the authorised signatory",
        "E-mail address of the signatory",
        "Date",
    ]


def test_document_has_every_kind_of_place(document: Form) -> None:
    assert 25 <= len(document.questions) <= 40
    kinds = [{slot.kind for slot in question.slots} for question in document.questions]
    assert sum({SlotKind.CHECK, SlotKind.TEXT} == found for found in kinds) == 16
    assert sum(SlotKind.CHOICE in found for found in kinds) == 7
    blanks = [question for question in document.questions if question.slots[0].where.startswith("P")]
    assert [question.ref for question in blanks] == ["5.1", "5.2", "5.3", "5.4", "5.5"]
    parts = _members(SAMPLES / "vendor_form.docx")
    assert b"w14:checkbox" in parts["word/document.xml"]
    assert any(name.startswith("word/header") for name in parts)
    assert any(name.startswith("word/footer") for name in parts)


def test_completed_form_is_answered() -> None:
    form = _read("completed_form.xlsx")
    assert len(form.questions) == 20
    assert all(any(slot.before for slot in question.slots) for question in form.questions)


@pytest.mark.parametrize("name", NAMES)
def test_no_sample_uses_the_words_of_the_bank(name: str) -> None:
    """Labels of up to five words are how everybody writes them."""
    bank = load(ROOT / "answers")
    known = {fold(text) for entry in bank.entries for text in (entry.question, *entry.alternates)}
    asked = [question.text for question in _read(name).questions if len(question.text.split()) > 5]
    assert [text for text in asked if fold(text) in known] == []
