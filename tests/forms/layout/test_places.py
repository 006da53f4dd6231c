"""Which columns take answers, told by what sets their cells apart."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill, Protection

from questionnaire_filler.forms import xlsx
from tests.forms.layout.workbooks import plan

N = None
YELLOW, GREY = PatternFill("solid", fgColor="FFF2CC"), PatternFill("solid", fgColor="D9D9D9")
ASKED = ["Encryption of disks", "Do you train your staff?", "Is there a plan for recovery?", "Remote wipe", "Who approves access?"]


def built(tmp_path, header, rows, style, *, protect=False):
    book = Workbook()
    sheet = book.active
    sheet.protection.sheet = protect
    for row in [header, *rows]:
        sheet.append(row)
    for row in range(2, len(rows) + 2):
        style(sheet, row)
    book.save(tmp_path / "f.xlsx")
    return xlsx.read(tmp_path / "f.xlsx")


def test_the_column_that_may_be_edited(tmp_path):
    def unlock(sheet, row):
        sheet.cell(row, 3).protection = Protection(locked=False)

    found = built(tmp_path, ["Declaration", "Internal code", "Part B"], [[text, "S-1"] for text in ASKED], unlock, protect=True)
    assert plan(found) == {f"A{row}": f"C{row}" for row in range(2, 7)}


def test_the_column_that_is_shaded(tmp_path):
    def shade(sheet, row):
        sheet.cell(row, 4).fill = YELLOW

    found = built(tmp_path, ["Control", "Since", "For", "Part B"], [[text] for text in ASKED], shade)
    assert plan(found) == {f"A{row}": f"D{row}" for row in range(2, 7)}


def test_headings_shaded_over_the_answers(tmp_path):
    rows = [["People"], *([text] for text in ASKED), ["Technology"], *([f"{text} (remote sites)"] for text in ASKED)]

    def head(sheet, row):
        if row in {2, 8}:
            for column in (1, 2, 3):
                sheet.cell(row, column).fill = GREY
            sheet.cell(row, 1).font = Font(bold=True)

    found = built(tmp_path, ["Topic", "Answer", "Comment"], rows, head)
    assert list(plan(found)) == [f"A{row}" for row in (*range(3, 8), *range(9, 14))]


def test_bands_are_no_headings(tmp_path):
    def band(sheet, row):
        for column in (1, 2, 3):
            if row % 2:
                sheet.cell(row, column).fill = GREY

    found = built(tmp_path, ["Topic", "Answer", "Comment"], [[text] for text in ASKED], band)
    assert len(found.questions) == len(ASKED)


def test_boxes_before_the_texts(form):
    assert plan(form({"Checklist": [["☐", text] for text in ASKED]})) == {f"B{row}": f"A{row}" for row in range(1, 6)}


def test_a_free_column_in_unknown_words_comes_before_the_one_for_comments(form):
    found = form({"MVSP": [["Control", "Requirement", "Vouched for", "Details"], *([f"1.{i}", text] for i, text in enumerate(ASKED))]})
    assert plan(found) == {f"B{row}": f"C{row}" for row in range(2, 7)}


def test_what_is_yours_is_yours_to_fill(form):
    levels = ["Nothing formal exists.", "A process is documented.", "The process is measured."]
    found = form({"Maturity": [["Topic", "Level 1", "Level 2", "Level 3", "Your level", "Comments"], *([text, *levels] for text in ASKED)]})
    assert plan(found) == {f"A{row}": f"E{row}" for row in range(2, 7)}


def test_boxes_that_are_boolean_cells(form):
    found = form({"Checklist": [["Done?", "Requirement", "Comment"], *([False, f"{text} is in place."] for text in ASKED)]})
    assert plan(found) == {f"B{row}": f"A{row}" for row in range(2, 7)}
    assert {question.slots[0].before for question in found.questions} == {""}


def test_short_items_under_a_request(form):
    asked = ["Key length", "Key rotation", "Frequency", "Retention", "Restore tests", "Detection time"]
    rows = [[i, N if i % 3 else f"Subject {i}", text] for i, text in enumerate(asked)]
    found = form({"Q": [["#", "Topic", "Please describe", "Vendor answer"], *rows]})
    assert plan(found) == {f"C{row}": f"D{row}" for row in range(2, 8)}


def test_whether_it_is_done_rather_than_whether_it_applies(form):
    header = ["Checkpoint", "Applicable (Yes/No)", "Compliance Status", "Remarks"]
    assert plan(form({"Checklist": [header, *([text] for text in ASKED)]})) == {f"A{row}": f"C{row}" for row in range(2, 7)}


def test_remarks_of_the_evaluator_are_no_place(form):
    rows = [[text, 20] for text in ("Quality", "Delivery", "Price", "Support")]
    assert not form({"Vendor evaluation form": [["Criteria", "Weight (%)", "Score (1-5)", "Evaluator remarks"], *rows]}).questions
