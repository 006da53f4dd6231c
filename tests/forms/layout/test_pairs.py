"""Labels and fields outside tables."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Border, Font, PatternFill, Protection, Side

from questionnaire_filler.forms import xlsx
from tests.forms.layout.workbooks import plan

N = None
YELLOW = PatternFill("solid", fgColor="FFF2CC")
LINE = Border(bottom=Side("thin"))
LABELS = [
    "Country of destination",
    "Is the transfer continuous?",
    "Categories of data subjects",
    "Effect of local law on the keys that we hold",
]


def built(tmp_path, texts, style, *, protect=False):
    book = Workbook()
    sheet = book.active
    sheet.title = "Transfer"
    sheet.protection.sheet = protect
    for row, (label, value) in enumerate(texts, 1):
        sheet.cell(row, 1, label)
        style(sheet.cell(row, 2, value))
    book.save(tmp_path / "f.xlsx")
    return xlsx.read(tmp_path / "f.xlsx")


def shaded(cell):
    cell.fill = YELLOW


def lined(cell):
    cell.border = LINE


def unlocked(cell):
    cell.protection = Protection(locked=False)


def test_cells_set_apart_are_fields_whatever_their_labels_say(tmp_path):
    for style in (shaded, lined, unlocked):
        found = built(tmp_path, [(label, N) for label in LABELS], style, protect=style is unlocked)
        assert plan(found) == {"A1": "B1", "A2": "B2", "A3": "B3", "A4": "B4"}


def test_cells_set_apart_under_a_header_of_facts_are_no_fields(tmp_path):
    rows = [("Item", "Unit price"), *((label, N) for label in ("Licence", "Training", "Support", "Migration"))]
    assert not built(tmp_path, rows, lined).questions


def test_headings_among_labels_are_no_labels(tmp_path):
    book = Workbook()
    sheet = book.active
    for row, text in {1: "Angaben zum Unternehmen", 3: "Firmenname", 4: "Anschrift", 5: "Telefon", 6: "E-Mail"}.items():
        sheet.cell(row, 1, text)
    sheet["A1"].font = Font(bold=True)
    book.save(tmp_path / "f.xlsx")
    assert plan(xlsx.read(tmp_path / "f.xlsx")) == {"A3": "B3", "A4": "B4", "A5": "B5", "A6": "B6"}


def test_a_cover_that_asks_who_the_vendor_is(form):
    found = form({"Cover": [["Assessment"], N or [], ["Company:"], ["Address:"], ["Contact person:"], ["E-mail:"]]})
    assert plan(found) == {"A3": "B3", "A4": "B4", "A5": "B5", "A6": "B6"}


def test_a_cover_that_tells_about_the_customer(form):
    rows = [["Issuing organisation", "Acme"], ["Document version", "v2"], ["Deadline", "[DATE]"], ["Primary contact", "a@example.com"]]
    assert not form({"Cover": rows}).questions


def test_facts_about_people_with_room_for_remarks_ask_nothing(form):
    rows = [[f"Person {i}", "IT", f"p{i}@example.com", f"+33 {i}"] for i in range(9)]
    assert not form({"Contacts": [["Name", "Department", "E-mail", "Phone", "Remarks"], *rows]}).questions


def test_two_labels_beside_a_longer_run(form):
    rows = [["Date", N], ["Company name", N, N, "Department", N], ["Contact person", N, N, "Telephone", N]]
    assert plan(form({"Check": rows})) == {"A1": "B1", "A2": "B2", "D2": "E2", "A3": "B3", "D3": "E3"}


def test_fields_beside_questions_come_before_a_column_that_the_form_does_not_have(tmp_path):
    def style(cell):
        cell.fill = YELLOW

    texts = [(f"{text}?", N) for text in ("Who is concerned by the processing", "Where does the data come from", "How long is it kept")]
    assert plan(built(tmp_path, [("Controller", N), *texts], style)) == {f"A{row}": f"B{row}" for row in (1, 2, 3, 4)}
