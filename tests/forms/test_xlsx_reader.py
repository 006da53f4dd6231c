"""Reading worksheets: every way in which files store text, rules, merges, protection and what is hidden."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

from questionnaire_filler.errors import FormError, UnreadableFormError
from questionnaire_filler.forms import xlsx
from questionnaire_filler.forms.package import Package
from questionnaire_filler.forms.xlsx.reader import WorkbookReader
from questionnaire_filler.model import SlotKind
from tests.forms.contract import QUESTIONS, FormatContract
from tests.forms.layout.workbooks import workbook
from tests.forms.raw_books import MAIN, STRICT, book, row, sheet, text


class TestContract(FormatContract):
    suffix = ".xlsx"
    nowhere = "Nowhere!B9000"

    def make(self, path):
        rows = [[n, question, "Yes" if n == 2 else None] for n, question in enumerate(QUESTIONS, 1)]
        workbook(path, {"Security": [["No", "Question", "Answer", "Comment"], *rows]})


def grid(path, index=0):
    return WorkbookReader(Package.open(path)).grid(index)


def read_rows(tmp_path, rows, **options):
    path = book(tmp_path / "raw.xlsx", {"S": sheet(rows)}, **options)
    return {(r, c): cell for r, cells in grid(path).rows.items() for c, cell in cells.items()}


def test_every_type_of_cell_is_shown_as_the_sheet_shows_it(tmp_path):
    cells = read_rows(
        tmp_path,
        row(
            1,
            '<c r="A1" t="s"><v>0</v></c>',
            '<c r="B1" t="s"><v>1</v></c>',
            text("C1", "a &amp; b &lt;c&gt;"),
            '<c r="D1"><v>1.0</v></c>',
            '<c r="E1" t="b"><v>1</v></c>',
            '<c r="F1" t="e"><v>#DIV/0!</v></c>',
            '<c r="G1" t="str"><f>A1</f><v>cached</v></c>',
            '<c r="H1" t="str"><f>"" </f><v></v></c>',
            '<c r="I1"><v>0.30000000000000004</v></c>',
            '<c r="J1" s="1"/>',
            '<c r="K1" t="inlineStr"><is><r><t>rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>カナ</t></rPh></is></c>',
        ),
        strings="<si><t>shared</t></si>"
        "<si><r><t>two </t></r><r><rPr><b/></rPr><t>runs</t></r><rPh sb='0' eb='1'><t>フリガナ</t></rPh></si>",
    )
    shown = {column: cell.text for (_, column), cell in cells.items()}
    expected = {1: "shared", 2: "two runs", 3: "a & b <c>", 4: "1", 5: "TRUE", 6: "#DIV/0!", 7: "cached", 8: "", 9: "0.3", 11: "rich text"}
    assert shown == expected
    assert {column for (_, column), cell in cells.items() if cell.formula} == {7, 8}


def test_escapes_and_line_ends_are_resolved(tmp_path):
    cells = read_rows(tmp_path, row(1, text("A1", "one_x000A_two_x005F_x0041_"), text("B1", "a&#10;b")))
    assert cells[1, 1].text == "one\ntwo_x0041_"
    assert cells[1, 2].text == "a\nb"


def test_what_is_unusual_xml_reads_the_same(tmp_path):
    cell = '<c t="inlineStr" r="B2"><is><t><![CDATA[a <b> & c]]></t></is></c>'
    rows = "<!-- > <c r='Z9'><v>9</v></c> -->" + row(2, cell)
    assert {place: cell.text for place, cell in read_rows(tmp_path, rows).items()} == {(2, 2): "a <b> & c"}


def test_cells_and_rows_without_numbers_follow_the_one_before(tmp_path):
    rows = "<row><c t='inlineStr'><is><t>a</t></is></c><c/><c t='inlineStr'><is><t>c</t></is></c></row>"
    rows += "<row r='5'><c r='B5'><v>1</v></c><c><v>2</v></c></row>"
    found = {place: cell.text for place, cell in read_rows(tmp_path, rows).items()}
    assert found == {(1, 1): "a", (1, 3): "c", (5, 2): "1", (5, 3): "2"}


@pytest.mark.parametrize("namespace", [MAIN, STRICT])
def test_prefixes_and_both_namespaces(tmp_path, namespace):
    xml = (
        f'<x:worksheet xmlns:x="{namespace}"><x:dimension ref="A1:XFD1048576"/>'
        '<x:cols><x:col min="2" max="2" width="40" hidden="1"/></x:cols>'
        '<x:sheetData><x:row r="3" hidden="1"><x:c r="A3" t="inlineStr"><x:is><x:t>here</x:t></x:is></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A3:C4"/></x:mergeCells></x:worksheet>'
    )
    found = grid(book(tmp_path / "p.xlsx", {"S": xml}, strict=namespace == STRICT))
    assert found.text(3, 1) == "here"
    assert found.spans == {(3, 1): (4, 3)}
    assert found.covered[3, 2] == (3, 1)
    assert found.hidden_rows == {3}
    assert found.hidden_columns == {2}
    assert found.widths[2] == 40


def test_dates_are_shown_as_dates(tmp_path):
    book_ = Workbook()
    book_.active["A1"] = dt.date(2026, 2, 28)
    book_.active["A2"] = dt.datetime(2026, 2, 28, 13, 30)  # noqa: DTZ001 -- sheets know no zone
    book_.active["A3"] = 45000
    book_.save(tmp_path / "d.xlsx")
    found = grid(tmp_path / "d.xlsx")
    assert [found.text(n, 1) for n in (1, 2, 3)] == ["2026-02-28", "2026-02-28 13:30:00", "45000"]


def test_array_formulas_mark_all_that_they_fill(tmp_path):
    book_ = Workbook()
    book_.active["A1"] = ArrayFormula("A1:A3", "=B1:B3*2")
    book_.active["A2"] = 4
    book_.active["A4"] = 5
    book_.save(tmp_path / "a.xlsx")
    found = grid(tmp_path / "a.xlsx")
    assert [found.writable(n, 1) for n in (1, 2, 4)] == [False, False, True]


@pytest.fixture
def lists(tmp_path):
    """A workbook with a drop-down of each kind in column C, and what each offers."""
    book_ = Workbook()
    form, values = book_.active, book_.create_sheet("List's values")
    form.title = "Form"
    for n, value in enumerate(["Yes", "No", None, "N/A"], 1):
        values.cell(n, 1, value)
    for n, value in enumerate(["Level", "Low", "High"], 1):
        values.cell(n, 3, value)
    values.add_table(Table(displayName="Levels", ref="C1:C3"))
    book_.defined_names["Answers"] = DefinedName("Answers", attr_text="'List''s values'!$A$1:$A$4")
    book_.defined_names["Again"] = DefinedName("Again", attr_text="Answers")
    yes = ("Yes", "No", "N/A")
    formulas = {
        '"One, two,Three"': ("One", "two", "Three"),
        "$E$1:$E$2": ("x", "y"),
        "'List''s values'!$A$1:$A$4": yes,
        "Answers": yes,
        "Again": yes,
        'INDIRECT("Answers")': yes,
        "INDIRECT($F$1)": yes,
        'INDIRECT("Levels[Level]")': ("Low", "High"),
        "OFFSET('List''s values'!$A$1,0,0,COUNTA('List''s values'!$A:$A),1)": yes,
        "INDIRECT(VLOOKUP(1,2,3))": (),
        "Unknown": (),
    }
    form["E1"], form["E2"], form["F1"] = "x", "y", "Answers"
    form["A20"], form["B20"], form["C20"] = "#", "Question", "Answer"
    for n, formula in enumerate(formulas, 21):
        form.cell(n, 1, n)
        form.cell(n, 2, f"Do you have control number {n}?")
        rule = DataValidation(type="list", formula1=formula)
        rule.add(f"C{n}")
        form.add_data_validation(rule)
    values.sheet_state = "hidden"
    book_.save(tmp_path / "lists.xlsx")
    return tmp_path / "lists.xlsx", formulas


def test_lists_are_found_wherever_they_stand(lists):
    path, formulas = lists
    rules = grid(path).rules
    assert {formula: rules.at(n, 3).choices for n, formula in enumerate(formulas, 21)} == formulas
    assert rules.at(19, 3) is None


def test_a_relative_list_moves_with_the_cell(tmp_path):
    path = workbook(tmp_path / "r.xlsx", {"S": [["a", "b"], ["c", "d"]]}, lists={"S!D1:D2": "A1:B1"})
    assert [grid(path).rules.at(n, 4).choices for n in (1, 2)] == [("a", "b"), ("c", "d")]


def test_lists_of_the_2010_kind_are_read(tmp_path):
    x14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    after = (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{x14}">'
        '<x14:dataValidations count="1" xmlns:xm="http://x">'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>$E$1:$F$1</xm:f></x14:formula1>'
        "<xm:sqref>C2:C3 C9</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst>"
    )
    found = grid(book(tmp_path / "x.xlsx", {"S": sheet(row(1, text("E1", "Yes"), text("F1", "No")), after=after)})).rules
    assert found.at(9, 3).choices == ("Yes", "No")
    assert found.at(4, 3) is None


def test_other_rules_tell_dates_and_lengths(tmp_path):
    rules = (
        '<dataValidations count="3">'
        '<dataValidation type="textLength" operator="lessThan" sqref="A1"><formula1>255</formula1></dataValidation>'
        '<dataValidation type="date" sqref="B1"><formula1>1</formula1></dataValidation>'
        '<dataValidation sqref="C1" prompt="only a hint"/></dataValidations>'
    )
    found = grid(book(tmp_path / "v.xlsx", {"S": sheet(row(1), after=rules)})).rules
    assert found.at(1, 1).max_length == 254
    assert found.at(1, 2).kind == "date"
    assert found.at(1, 3) is None


def test_protection_locks_all_but_unlocked_cells(tmp_path):
    book_ = Workbook()
    form = book_.active
    for n, values in enumerate([["#", "Question", "Answer"], [1, "Do you log?"], [2, "Do you scan?"]], 1):
        for c, value in enumerate(values, 1):
            form.cell(n, c, value)
    form["C2"].protection = Protection(locked=False)
    form.protection.sheet = True
    book_.save(tmp_path / "p.xlsx")
    assert [q.slots[0].locked for q in xlsx.read(tmp_path / "p.xlsx").questions] == [False, True]
    form.protection.sheet = False
    book_.save(tmp_path / "q.xlsx")
    assert [q.slots[0].locked for q in xlsx.read(tmp_path / "q.xlsx").questions] == [False, False]


def test_slots_say_what_they_accept(lists):
    questions = {q.where: q for q in xlsx.read(lists[0]).questions}
    assert questions["Form!B21"].slots[0].kind is SlotKind.CHOICE
    assert questions["Form!B21"].slots[0].choices == ("One", "two", "Three")
    assert questions["Form!B31"].slots[0].kind is SlotKind.TEXT


def test_a_claimed_million_rows_cost_nothing(tmp_path):
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1"/></mergeCells>'
    rule = '<dataValidation type="list" sqref="C1:C1048576"><formula1>"Yes,No"</formula1></dataValidation>'
    rule = f'<dataValidations count="1">{rule}</dataValidations>'
    rows = row(1, text("A1", "Title")) + row(2, text("A2", "Question"), text("C2", "Answer")) + row(3, text("A3", "Do you log?"))
    found = xlsx.read(book(tmp_path / "m.xlsx", {"S": sheet(rows, before='<dimension ref="A1:XFD1048576"/>', after=merged + rule)}))
    assert [(q.where, q.slots[0].choices) for q in found.questions] == [("S!A3", ("Yes", "No"))]


def test_a_damaged_sheet_is_told(tmp_path):
    with pytest.raises(UnreadableFormError):
        xlsx.read(book(tmp_path / "b.xlsx", {"S": sheet(row(1, text("A1", "x")))[:-20]}))
    with pytest.raises(FormError):
        xlsx.read(book(tmp_path / "c.xlsx", {"S": f'<worksheet xmlns="{MAIN}"/>'}))
