"""Filling workbooks: only the listed cells change, whatever wrote the file, and what must not be written is named."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
import raw_books
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from python_calamine import CalamineWorkbook
from raw_books import MAIN, book, row, sheet, text

from questionnaire_filler.errors import RefusedError, UnreadableFormError, UnsupportedFormError
from questionnaire_filler.forms.xlsx.writer import write
from questionnaire_filler.model import CitationRow, Filling, Role, Slot, SlotKind, Write, Written

PART = "xl/worksheets/sheet1.xml"
FRAME = f'<workbook xmlns="{MAIN}" xmlns:r="{raw_books.RELATIONS}"><sheets>{{{{sheets}}}}</sheets>{{}}</workbook>'


def answer(where: str, words: str, **slot: object) -> Write:
    return Write(Slot(Role.ANSWER, where, **slot), words)


def fill(source: Path, *writes: Write, force_locked: bool = False, **filling: object) -> tuple[Written, Path]:
    target = source.with_name(f"{source.stem}.filled{source.suffix}")
    target.unlink(missing_ok=True)
    return write(source, target, Filling(writes, **filling), force_locked=force_locked), target


def part(path: Path, name: str = PART) -> str:
    return raw_books.parts(path)[name].decode()


def refusals(written: Written) -> dict[str, str]:
    return {one.where: one.reason for one in written.refused}


def test_nothing_to_write_gives_the_same_file(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(row(1, text("A1", "Q")))})
    written, target = fill(source)
    assert target.read_bytes() == source.read_bytes()
    assert written == Written(())


def test_only_refused_writes_give_the_same_file(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(row(1, '<c r="A1"><f>1+1</f><v>2</v></c>'))})
    written, target = fill(source, answer("S!A1", "x"))
    assert refusals(written) == {"S!A1": "formula"}
    assert target.read_bytes() == source.read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<c r="B1" s="3" t="s"><v>0</v></c>', '<c r="B1" s="3" t="inlineStr"><is><t>new</t></is></c>'),
        ('<c r="B1" s="3"/>', '<c r="B1" s="3" t="inlineStr"><is><t>new</t></is></c>'),
        ("<c r='B1' s='3'><v>12</v></c>", "<c r='B1' s='3' t=\"inlineStr\"><is><t>new</t></is></c>"),
        ('<c t="b" r="B1"><v>1</v></c>', '<c t="inlineStr" r="B1"><is><t>new</t></is></c>'),
        ('<c r="B1" t="e"><v>#N/A</v></c>', '<c r="B1" t="inlineStr"><is><t>new</t></is></c>'),
        ('<c r="B1" t="inlineStr"><is><t><![CDATA[</c>]]></t></is></c>', '<c r="B1" t="inlineStr"><is><t>new</t></is></c>'),
        ('<c r="B1" vm="2" t="e"><v>#VALUE!</v></c>', '<c r="B1" t="inlineStr"><is><t>new</t></is></c>'),
        ('<c r="B1"\n  s="1"\n></c>', '<c r="B1"\n  s="1" t="inlineStr"\n><is><t>new</t></is></c>'),
        (
            '<c r="B1"><v>1</v><extLst><ext uri="x"/></extLst></c>',
            '<c r="B1" t="inlineStr"><is><t>new</t></is><extLst><ext uri="x"/></extLst></c>',
        ),
        ("<c/>", '<c t="inlineStr"><is><t>new</t></is></c>'),
    ],
)
def test_cells_of_every_kind_are_replaced_in_place(tmp_path: Path, before: str, after: str) -> None:
    around = '<!-- <c r="B1"/> --><row r="1">' + text("A1", "Q") + "{}" + text("C1", "a &gt; b") + "</row><?x y?>" + row(9)
    source = book(tmp_path / "a.xlsx", {"S": sheet(around.format(before))}, strings="<si><t>old</t></si>")
    written, target = fill(source, answer("S!B1", "new"))
    assert part(target) == sheet(around.format(after))
    assert [one.text for one in written.writes] == ["new"]
    changed = [name for name, content in raw_books.parts(target).items() if content != raw_books.parts(source)[name]]
    assert changed == [PART]


def test_missing_cells_and_rows_are_made_in_order_with_the_default_style(tmp_path: Path) -> None:
    rows = row(1, text("A1", "Q"), text("E1", "z")) + '<row r="3" s="1" customFormat="1"/>' + row(7, text("E7", "last"))
    source = book(tmp_path / "a.xlsx", {"S": sheet(rows, before='<cols><col min="2" max="3" width="9" style="3"/></cols>')})
    _, target = fill(source, *(answer(f"S!{at}", at) for at in ("D5", "B5", "C1", "B1", "B3", "E3", "D1", "A7")))
    cells = re.findall(r'<row r="(\d+)"|<c r="([A-Z]\d)"(?: s="(\d)")?', part(target))
    assert ["".join(one) for one in cells] == ["1", "A1", "B13", "C13", "D1", "E1", "3", "B31", "E31", "5", "B53", "D5", "7", "A7", "E7"]
    assert {openpyxl.load_workbook(target)["S"][at].value for at in ("B5", "D5", "A7")} == {"B5", "D5", "A7"}


@pytest.mark.parametrize("data", ["<sheetData/>", "<sheetData></sheetData>", "<sheetData>\n</sheetData>"])
def test_sheet_without_rows(tmp_path: Path, data: str) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet("").replace("<sheetData></sheetData>", data)})
    _, target = fill(source, answer("S!A1", "x"))
    assert openpyxl.load_workbook(target)["S"]["A1"].value == "x"


def test_rows_and_cells_without_numbers_count_on(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"
    _, target = fill(book(tmp_path / "a.xlsx", {"S": sheet(rows)}), answer("S!B2", "here"), answer("S!C1", "new"))
    assert [[cell.value for cell in line] for line in openpyxl.load_workbook(target)["S"].iter_rows()] == [[1, 2, "new"], [3, "here", None]]


def test_prefixes_of_any_kind(tmp_path: Path) -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}" xmlns:c="urn:other"><x:sheetData><x:row r="1"><x:c r="A1" c:t="keep"/></x:row>'
        '<x:row r="2"/></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>'
    )
    written, target = fill(book(tmp_path / "a.xlsx", {"S": xml}), *(answer(f"S!{at}", at) for at in ("A1", "B1", "B2", "A3")))
    assert '<x:c r="A1" c:t="keep" t="inlineStr"><x:is><x:t>A1</x:t></x:is></x:c>' in part(target)
    assert refusals(written) == {"S!B1": "inside a merged range; its first cell is A1"}
    assert [cell.value for cell in openpyxl.load_workbook(target)["S"]["A"]] == ["A1", None, "A3"]


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_other_encodings_stay(tmp_path: Path, codec: str) -> None:
    xml = sheet(row(1, text("A1", "Frage für Müller"), '<c r="B1"/>'))
    declared = xml.replace("UTF-8", "UTF-16" if codec == "utf-16" else "ISO-8859-1" if codec == "iso-8859-1" else "UTF-8")
    source = book(tmp_path / "a.xlsx", {"S": declared})
    whole = raw_books.parts(source) | {PART: declared.encode(codec)}
    raw_books.pack(source, whole)
    _, target = fill(source, answer("S!B1", "schön ✓ 日本"))
    raw = raw_books.parts(target)[PART]
    assert raw.startswith(declared.encode(codec)[:60])
    assert openpyxl.load_workbook(target)["S"]["B1"].value == "schön ✓ 日本"
    assert openpyxl.load_workbook(target)["S"]["A1"].value == "Frage für Müller"


@pytest.mark.parametrize(
    ("words", "stored", "kept"),
    [
        ("=1+1", "<t>=1+1</t>", "=1+1"),
        ("+49 30", "<t>+49 30</t>", "+49 30"),
        ("-", "<t>-</t>", "-"),
        ("@home", "<t>@home</t>", "@home"),
        ("_x0041_", "<t>_x005F_x0041_</t>", "_x0041_"),
        ("_x0041_x0042_", "<t>_x005F_x0041_x005F_x0042_</t>", "_x0041_x0042_"),
        ("a\r\nb\rc", '<t xml:space="preserve">a\nb\nc</t>', "a\nb\nc"),
        (" a ", '<t xml:space="preserve"> a </t>', " a "),
        ("a\x00b\x0b\x85c\ufffe\ud800", "<t>abc</t>", "abc"),
        ("<b>&amp;]]>", "<t>&lt;b&gt;&amp;amp;]]&gt;</t>", "<b>&amp;]]>"),
        ("42", "<t>42</t>", "42"),
        ("", "", ""),
    ],
)
def test_text_stays_text(tmp_path: Path, words: str, stored: str, kept: str) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(row(1, '<c r="A1"/>', text("B1", "end")))})
    written, target = fill(source, answer("S!A1", words))
    inside = f' t="inlineStr"><is>{stored}</is></c>' if stored else "/>"
    assert f'<c r="A1"{inside}' in part(target)
    assert written.writes[0].text == kept
    read = openpyxl.load_workbook(target)["S"]["A1"]
    assert read.data_type != "f"


def test_too_long_a_text_is_refused_and_never_cut(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(row(1, '<c r="A1"/>', '<c r="B1"/>', '<c r="C1"/>'))})
    written, target = fill(source, answer("S!A1", "x" * 32_767), answer("S!B1", "x" * 32_768), answer("S!C1", "𝄞" * 16_384))
    assert refusals(written) == {"S!B1": "longer than 32,767 characters", "S!C1": "longer than 32,767 characters"}
    assert len(openpyxl.load_workbook(target)["S"]["A1"].value) == 32_767


def test_formulas_and_what_they_fill_are_refused(tmp_path: Path) -> None:
    rows = row(1, '<c r="A1"><f t="shared" si="0"/><v>1</v></c>', '<c r="B1"><f t="array" ref="B1:B3">X</f><v>1</v></c>') + row(
        2, '<c r="B2"><v>1</v></c>'
    )
    written, _ = fill(book(tmp_path / "a.xlsx", {"S": sheet(rows)}), *(answer(f"S!{at}", "x") for at in ("A1", "B1", "B2", "B3", "A2")))
    assert refusals(written) == dict.fromkeys(("S!A1", "S!B1", "S!B2", "S!B3"), "formula")


def test_far_outside_the_used_range_is_refused_and_beside_it_is_not(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(row(1, text("A1", "Q")) + row(4), before='<dimension ref="A1:A4"/>')})
    written, target = fill(source, *(answer(f"S!{at}", "x") for at in ("B1", "C4", "D1", "A7", "XFD1048576")))
    assert refusals(written) == dict.fromkeys(("S!D1", "S!A7", "S!XFD1048576"), "outside the used range")
    assert '<dimension ref="A1:C4"/>' in part(target)


def test_a_dimension_that_claims_all_rows_costs_nothing(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(row(1, text("A1", "Q")), before='<dimension ref="A1:L1048576"/>')})
    written, target = fill(source, answer("S!C1", "x"), answer("S!C900000", "y"))
    assert refusals(written) == {"S!C900000": "outside the used range"}
    assert '<dimension ref="A1:L1048576"/>' in part(target)


def test_cells_that_a_rule_reaches_count_as_used(tmp_path: Path) -> None:
    rule = '<dataValidation type="list" sqref="H2:H9"><formula1>"Yes,No"</formula1></dataValidation>'
    rule = f'<dataValidations count="1">{rule}</dataValidations>'
    written, _ = fill(book(tmp_path / "a.xlsx", {"S": sheet(row(1, text("A1", "Q")), after=rule)}), answer("S!H9", "Yes"))
    assert not written.refused


@pytest.mark.parametrize("where", ["S!A0", "S!XFE1", "S!A1048577", "S!1A", "None!A1", "A1", "S!$A$1", "s!A1"])
def test_addresses_that_the_book_does_not_have(tmp_path: Path, where: str) -> None:
    with pytest.raises(RefusedError, match="no such cell"):
        fill(book(tmp_path / "a.xlsx", {"S": sheet(row(1, text("A1", "Q")))}), answer(where, "x"))


def test_sheet_names_are_taken_raw(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"Q&amp;A 'x'! (2)": sheet(row(1, text("A1", "Q")))})
    _, target = fill(source, answer("Q&A 'x'! (2)!A1", "y"))
    assert openpyxl.load_workbook(target).worksheets[0]["A1"].value == "y"


def test_locked_cells_are_reported_unless_forced(tmp_path: Path) -> None:
    rows = row(1, '<c r="A1"/>', '<c r="B1" s="1"/>', '<c r="C1"/>')
    after = '<sheetProtection sheet="1"/><protectedRanges><protectedRange name="n" sqref="C1:C5"/></protectedRanges>'
    source = book(tmp_path / "a.xlsx", {"S": sheet(rows, after=after)})
    writes = [answer(f"S!{at}", at) for at in ("A1", "B1", "C1", "A2")]
    written, _ = fill(source, *writes)
    assert refusals(written) == {"S!A1": "locked", "S!A2": "locked"}
    assert not fill(source, *writes, force_locked=True)[0].refused
    free = book(tmp_path / "b.xlsx", {"S": sheet(rows, after='<sheetProtection sheet="0" objects="1"/>')})
    assert not fill(free, *writes)[0].refused


def test_rows_inside_a_choice_of_markup_are_left_alone(tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    rows = f'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice><row r="1"/></mc:Choice></mc:AlternateContent>'
    written, _ = fill(book(tmp_path / "a.xlsx", {"S": sheet(rows)}), answer("S!A1", "x"))
    assert refusals(written) == {"S!A1": "the sheet's rows have alternate content"}


def test_choices_that_are_numbers_become_numbers_where_the_list_holds_numbers(tmp_path: Path) -> None:
    rule = '<dataValidation type="list" sqref="{}"><formula1>{}</formula1></dataValidation>'
    after = "".join(
        (
            rule.format("A1", '"0,1,2"'),
            rule.format("B1", "Lists!$A$1:$A$3"),
            rule.format("C1", "Lists!$B$1:$B$3"),
            rule.format("E1", "scores"),
        )
    )
    lists = sheet(row(1, '<c r="A1"><v>0</v></c>', text("B1", "0")))
    sheets = {
        "S": sheet(
            row(1, *(f'<c r="{at}1" s="{style}"/>' for at, style in zip("ABCDE", "00020", strict=True))),
            after=f"<dataValidations>{after}</dataValidations>",
        ),
        "Lists": lists,
    }
    names = FRAME.format('<definedNames><definedName name="Scores">Lists!$B$1:$B$3</definedName></definedNames>')
    scores = ("0", "1", "2")
    source = book(tmp_path / "a.xlsx", sheets, workbook=names)
    _, target = fill(source, *(answer(f"S!{at}1", "2", kind=SlotKind.CHOICE, choices=scores) for at in "ABCDE"))
    assert [cell.value for cell in openpyxl.load_workbook(target)["S"][1]] == [2, 2, "2", "2", "2"]


def test_choices_that_only_look_like_numbers_stay_text(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(row(1, '<c r="A1"/>', '<c r="B1"/>'))})
    _, target = fill(source, answer("S!A1", "01", choices=("01", "02")), answer("S!B1", "1", choices=("1", "N/A")))
    assert [cell.value for cell in openpyxl.load_workbook(target)["S"][1]] == ["01", "1"]


def test_boxes_to_tick(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(row(1, '<c r="A1" t="b"><v>0</v></c>', text("B1", "☐ Yes"), '<c r="C1"/>'))})
    boxes = {"kind": SlotKind.CHECK}
    _, target = fill(source, answer("S!A1", "", **boxes), answer("S!B1", "X", before="☐ Yes", **boxes), answer("S!C1", "", **boxes))
    assert [cell.value for cell in openpyxl.load_workbook(target)["S"][1]] == [True, "☒ Yes", "X"]


def test_the_same_cell_twice_is_written_once(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(row(1, '<c r="A1"/>'))})
    written, _ = fill(source, answer("S!A1", "one"), answer("S!A1", "two"))
    assert [one.text for one in written.writes] == ["one"]
    assert refusals(written) == {"S!A1": "written twice"}


@pytest.mark.parametrize(
    ("calculation", "expected"),
    [
        ('<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="0" calcMode="manual"/>', '<calcPr fullCalcOnLoad="1" calcMode="manual"/>'),
        ('<calcPr fullCalcOnLoad="1"/>', '<calcPr fullCalcOnLoad="1"/>'),
        ("", '<calcPr fullCalcOnLoad="1"/>'),
    ],
)
def test_books_with_formulas_are_calculated_on_load(tmp_path: Path, calculation: str, expected: str) -> None:
    frame = FRAME.format(f'<definedNames/>{calculation}<oleSize ref="A1"/>')
    formulas = sheet(row(1, '<c r="A1"><f>B1</f><v>7</v></c>', '<c r="B1"/>'))
    source = book(tmp_path / "a.xlsx", {"S": formulas}, workbook=frame)
    _, target = fill(source, answer("S!B1", "x"))
    assert f"<definedNames/>{expected}<oleSize" in part(target, "xl/workbook.xml")
    assert "<f>B1</f><v>7</v>" in part(target)


def test_relation_prefix_declared_on_each_sheet(tmp_path: Path) -> None:
    sheets = f'<sheet name="S" sheetId="4" p:id="rId1" xmlns:p="{raw_books.RELATIONS}"/>'
    source = book(
        tmp_path / "a.xlsx",
        {"S": sheet(row(1, text("A1", "Q")))},
        workbook=f'<workbook xmlns="{MAIN}"><sheets>{sheets}</sheets></workbook>',
    )
    written, target = fill(source, answer("S!A1", "x"), citations=(CitationRow("Q", "S!A1", ("Policy",)),))
    assert written.citations == "Citations"
    assert openpyxl.load_workbook(target).sheetnames == ["S", "Citations"]


def test_fixed_row_heights_are_named(tmp_path: Path) -> None:
    rows = (
        "".join(f'<row r="{at}" ht="15" customHeight="1">{text(f"A{at}", "Q")}</row>' for at in (1, 2, 3, 5))
        + f'<row r="6" ht="15">{text("A6", "Q")}</row>'
    )
    written, _ = fill(
        book(tmp_path / "a.xlsx", {"S": sheet(rows)}), *(answer(f"S!B{at}", "word " * 50 if at != 3 else "ok") for at in (1, 2, 3, 5, 6))
    )
    assert written.warnings == ("S: rows 1-2, 5 have a fixed height: the text may be cut off in print",)


def test_strict_books_are_filled(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(row(1, '<c r="A1"/>'), namespace=raw_books.STRICT)}, strict=True)
    written, target = fill(source, answer("S!A1", "x"), citations=(CitationRow("Q", "S!A1", ("Policy",)),))
    assert written.citations == ""
    assert len(written.writes) == 1
    assert '<c r="A1" t="inlineStr"><is><t>x</t></is></c>' in part(target)


def test_signed_books_are_refused(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(row(1, '<c r="A1"/>'))}, extra={"_xmlsignatures/sig1.xml": "<Signature/>"})
    with pytest.raises(UnsupportedFormError, match="signature"):
        fill(source, answer("S!A1", "x"))


@pytest.mark.parametrize("broken", ["<worksheet><sheetData></worksheet>", sheet('<row r="x"/>'), sheet('<row r="1"><c r="A1"/>')])
def test_broken_sheets_are_named(tmp_path: Path, broken: str) -> None:
    with pytest.raises(UnreadableFormError, match="well-formed"):
        fill(book(tmp_path / "a.xlsx", {"S": broken}), answer("S!A1", "x"))


def test_no_trace_of_the_program(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(row(1, '<c r="A1"/>'))}, extra={"docProps/app.xml": "<Properties/>"})
    _, target = fill(source, answer("S!A1", "x"), citations=(CitationRow("Q", "S!A1", ("Policy",)),))
    everything = b"".join(raw_books.parts(target).values()).lower()
    assert not re.search(rb"questionnaire.filler|fill-|openpyxl", everything)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"]), min_size=1, max_size=60)
PLACES = st.sampled_from([f"{column}{line}" for column in "ABCDEF" for line in range(1, 9)])


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(PLACES, TEXTS, min_size=1, max_size=12))
def test_independent_readers_find_the_texts_and_nothing_else_changed(texts: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        source = _plain_book(Path(folder) / "a.xlsx")
        written, target = fill(source, *(answer(f"Form!{where}", words) for where, words in texts.items()))
        done = {one.slot.where.partition("!")[2]: one.text for one in written.writes}
        refused = {where.partition("!")[2] for where in refusals(written)}
        assert done.keys() | refused == texts.keys()
        assert refused <= {"B2", "B3", "C6"}
        before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(target)
        grid = CalamineWorkbook.from_path(str(target)).get_sheet_by_name("Form").to_python(skip_empty_area=False)
        for line in after["Form"].iter_rows():
            for cell in line:
                old = before["Form"][cell.coordinate]
                if cell.coordinate in done:
                    plain = done[cell.coordinate]
                    assert (cell.value or "").replace("_x005F_", "_") == plain
                    assert cell.value is None or grid[cell.row - 1][cell.column - 1] in (plain, cell.value)
                else:
                    assert cell.value == old.value
                assert cell.style_id == old.style_id or not old.has_style
        assert len(after["Form"].data_validations.dataValidation) == 1


def _plain_book(path: Path) -> Path:
    made = openpyxl.Workbook()
    form = made.active
    form.title = "Form"
    form.append(["No.", "Question", "Answer", "Comment"])
    for number in range(2, 9):
        form.append([number, f"Question {number}?", None, None])
    form["B4"].font, form["C4"].fill = Font(bold=True), PatternFill("solid", fgColor="FFFF00")
    form["C5"].protection = Protection(locked=False)
    form["C6"] = "=A6*2"
    form.merge_cells("B1:B3")
    rule = DataValidation(type="list", formula1='"Yes,No"', sqref="C2:C8")
    form.add_data_validation(rule)
    made.create_sheet("Other").append(["untouched", "=1+1"])
    made.save(path)
    return path
