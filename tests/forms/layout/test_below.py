"""Answers below their questions."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Border, Side

from questionnaire_filler.forms import xlsx
from questionnaire_filler.forms.layout.below import is_place_label
from tests.forms.layout.workbooks import plan, roles

N = None
ASKED = ["Is there a security policy?", "Describe how backups are made.", "Who approves exceptions?", "How long are logs kept?"]


def test_the_free_cell_under_each_question(form):
    rows = [row for i, text in enumerate(ASKED, 1) for row in ([f"{i}.", text], [], [])]
    found = form({"Questionnaire": [["Supplier security"], *rows]})
    assert plan(found) == {"B2": "B3", "B5": "B6", "B8": "B9", "B11": "B12"}


def test_labels_under_each_question(form):
    rows = [row for i, text in enumerate(ASKED, 1) for row in ([f"Question {i}", text], ["Answer:"], ["Evidence:"], [])]
    found = form({"Form": rows})
    assert plan(found) == {"B1": "B2", "B5": "B6", "B9": "B10", "B13": "B14"}
    assert roles(found) == ["answer:B2", "evidence:B3"]
    assert found.questions[0].slots[0].label == "Answer:"


def test_a_label_in_the_column_of_the_questions_has_its_place_to_the_right(form):
    found = form({"Form": [row for text in ASKED for row in ([text], ["Response:"], [])]})
    assert plan(found) == {"A1": "B2", "A4": "B5", "A7": "B8", "A10": "B11"}


def test_questions_without_rows_between_them_are_answered_to_the_right(form):
    found = form({"Form": [[text] for text in ASKED]})
    assert plan(found) == {"A1": "B1", "A2": "B2", "A3": "B3", "A4": "B4"}


def test_what_names_a_place():
    assert is_place_label("Answer:")
    assert is_place_label("R:")
    assert not is_place_label("How do you answer incidents?")


def test_a_short_label_over_a_framed_cell_asks_too(tmp_path):
    book = Workbook()
    sheet = book.active
    for row, text in enumerate(["Legal name", *ASKED]):
        sheet.cell(2 * row + 1, 1, text)
        sheet.cell(2 * row + 2, 1).border = Border(bottom=Side("thin"))
    book.save(tmp_path / "f.xlsx")
    assert plan(xlsx.read(tmp_path / "f.xlsx")) == {f"A{row}": f"A{row + 1}" for row in (1, 3, 5, 7, 9)}
