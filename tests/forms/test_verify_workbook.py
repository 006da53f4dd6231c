"""The proof for workbooks: it holds for what the writer makes, and fails for every other difference."""

from __future__ import annotations

import contextlib
import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
import raw_books
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from raw_books import book, row, sheet, text

from questionnaire_filler.errors import FormError, UnreadableFormError, UsageError
from questionnaire_filler.forms.verify import Certificate, verify
from questionnaire_filler.forms.xlsx.writer import write
from questionnaire_filler.model import CitationRow, Filling, Role, Slot, Write

PART = "xl/worksheets/sheet1.xml"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
RULES = (
    '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting>'
    '<dataValidations count="1"><dataValidation type="list" sqref="B1"><formula1>"Yes,No"</formula1></dataValidation></dataValidations>'
    f'<extLst><ext uri="u" xmlns:x14="{X14}"><x14:dataValidations><x14:dataValidation type="list"/></x14:dataValidations></ext></extLst>'
)
ROWS = (
    row(1, text("A1", "Question one?"), '<c r="B1" s="3"/>', '<c r="C1" t="s"><v>0</v></c>')
    + row(2, text("A2", "Question two?"), '<c r="B2" s="1"><v>4</v></c>', '<c r="C2"><f>B2*2</f><v>8</v></c>')
    + '<row r="4"/>'
)
STRINGS = "<si><r><t>old </t></r><r><t>text</t></r><rPh sb='0' eb='1'><t>kana</t></rPh></si>"
ANSWERS = {"S!B1": "Yes, we do", "S!B2": "5 > 4", "S!C1": "new", "S!A4": "a\nb"}


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return make(tmp_path)


def make(folder: Path) -> Path:
    extra = {"xl/media/image1.png": b"\x89PNG", "xl/calcChain.xml": "<calcChain/>", "docProps/app.xml": "<Properties/>"}
    return book(folder / "a.xlsx", {"S": sheet(ROWS, after=RULES), "T": sheet(row(1, text("A1", "x")))}, strings=STRINGS, extra=extra)


def filled(form: Path, *, citations: bool = False) -> Path:
    rows = (CitationRow("Q", "S!B1", ("Policy",)),) if citations else ()
    target = form.with_name("b.xlsx")
    write(form, target, Filling(tuple(Write(Slot(Role.ANSWER, where), words) for where, words in ANSWERS.items()), citations=rows))
    return target


def repacked(path: Path, changes: dict[str, bytes | None], order: list[str] | None = None) -> Path:
    parts = {**raw_books.parts(path), **changes}
    names = order or list(parts)
    raw_books.pack(path, {name: content for name in names if (content := parts[name]) is not None})
    return path


def edited(path: Path, old: str, new: str, part: str = PART) -> Path:
    content = raw_books.parts(path)[part].decode()
    assert old in content
    return repacked(path, {part: content.replace(old, new, 1).encode()})


def problems(form: Path, path: Path, **more: object) -> str:
    return "\n".join(verify(form, path, ANSWERS, **more).problems)


def test_holds_for_what_the_writer_made(form: Path) -> None:
    found = verify(form, filled(form), ANSWERS)
    assert found.problems == ()
    assert [(one.name, str(one.change)) for one in found.parts] == [("xl/workbook.xml", "changed"), (PART, "changed")]
    assert found.parts[0].why == "formulas are calculated when the book is opened"
    assert [(one.where, one.before, one.after, one.announced) for one in found.differences] == [
        ("S!B1", "", "Yes, we do", True),
        ("S!C1", "old text", "new", True),
        ("S!B2", "4", "5 > 4", True),
        ("S!A4", "", "a\nb", True),
    ]
    assert found.identical == len(raw_books.parts(form)) - 2
    assert {one.what: (one.before, one.after) for one in found.counts} == {
        "cached values": (1, 1),
        "conditional formats": (1, 1),
        "data validations": (1, 1),
        "data validations (x14)": (1, 1),
        "formulas": (1, 1),
        "pictures": (1, 1),
        "rich-text runs": (2, 2),
        "sheets": (2, 2),
    }


def test_certificate_is_json(form: Path) -> None:
    found = json.loads(json.dumps(verify(form, filled(form), ANSWERS).to_dict()))
    assert found["ok"] is True
    assert found["parts"][0]["change"] == "changed"
    assert found["original_sha256"] != found["filled_sha256"]


def test_the_list_of_sources_is_known_by_name_only(form: Path) -> None:
    target = filled(form, citations=True)
    found = verify(form, target, ANSWERS, citations="Citations")
    assert found.problems == ()
    assert "the list of sources" in [one.why for one in found.parts]
    assert "'Citations' was added" in problems(form, target)
    assert "'Citations' was added" in problems(form, target, citations="Sources")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Question one?", "Question 1?", "S!A1 changed and was not announced"),
        ('<c r="B1" s="3" t', '<c r="B1" s="2" t', "S!B1 lost its style or another attribute"),
        ("Yes, we do", "Yes we do", "S!B1 does not hold what was written"),
        ("<is><t>Yes, we do</t></is>", "<is><t>Yes, we</t><t> do</t></is>", "S!B1 is not built as a cell must be"),
        ("<f>B2*2</f>", "<f>B2*3</f>", "S!C2 holds a formula"),
        ("<v>8</v>", "", "cached values: 1 before, 0 after"),
        ("<f>B2*2</f><v>8</v>", "<v>8</v>", "formulas: 1 before, 0 after"),
        ("<dataValidation ", "<notValidation ", "data validations: 1 before, 0 after"),
        ('<x14:dataValidation type="list"/>', "", "data validations (x14): 1 before, 0 after"),
        ("<formula>1</formula>", "<formula>0</formula>", "something changed after the rows"),
        ("<sheetData>", '<cols><col min="1" max="1"/></cols><sheetData>', "something changed before the rows"),
        ('<row r="2">', '<row r="2" hidden="1">', "row 2 changed outside its cells"),
        (ROWS[: ROWS.index("</c>") + 4], '<row r="1">', "row 1: cells are missing"),
        ('<row r="2">', '<row r="3">', "rows are missing"),
        ("</sheetData>", '<row r="9"/></sheetData>', "row 9 changed outside its cells"),
        ("</sheetData>", '<row r="9"><c r="A9"><v>1</v></c></row></sheetData>', "S!A9 changed and was not announced"),
        ("</row>", '<c r="D1"/></row>', "S!D1 changed and was not announced"),
    ],
)
def test_fails_when_anything_else_in_a_sheet_changed(form: Path, old: str, new: str, words: str) -> None:
    assert words in problems(form, edited(filled(form), old, new))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"xl/styles.xml": b"<styleSheet/>"}, "the part xl/styles.xml changed"),
        ({"xl/media/image1.png": b"\x89PNG2"}, "the part xl/media/image1.png changed"),
        ({"xl/media/image1.png": None}, "pictures: 1 before, 0 after"),
        ({"xl/calcChain.xml": None}, "the part xl/calcChain.xml is missing"),
        ({"xl/worksheets/sheet2.xml": sheet(row(1, text("A1", "y"))).encode()}, "T!A1 changed and was not announced"),
        ({"docProps/custom.xml": b"<Made-by/>"}, "the part docProps/custom.xml was added"),
        ({"xl/comments1.xml": b"<comments/>"}, "the part xl/comments1.xml was added"),
        ({"xl/sharedStrings.xml": b"<sst/>"}, "the part xl/sharedStrings.xml changed"),
    ],
)
def test_fails_when_another_part_changed(form: Path, changes: dict[str, bytes | None], words: str) -> None:
    assert words in problems(form, repacked(filled(form), changes))


def test_fails_when_the_workbook_part_changed(form: Path) -> None:
    target = filled(form)
    assert "the part xl/workbook.xml changed" in problems(form, edited(target, 'name="T"', 'name="T" state="hidden"', "xl/workbook.xml"))
    assert "in another order" in problems(form, edited(target, 'name="T"', 'name="U"', "xl/workbook.xml"))


def test_fails_when_parts_change_places(form: Path) -> None:
    names = list(raw_books.parts(form))
    assert "in another order" in problems(form, repacked(filled(form), {}, [names[-1], *names[:-1]]))


def test_fails_when_an_announced_place_was_not_written(form: Path) -> None:
    target = filled(form)
    found = verify(form, target, {**ANSWERS, "S!A2": "not there", "S!A1": "Question one?"})
    assert found.problems == ("S!A2 reads back as 'Question two?'",)


def test_fails_for_a_damaged_part(form: Path) -> None:
    target = filled(form)
    raw = bytearray(target.read_bytes())
    with zipfile.ZipFile(target) as archive:
        info = archive.getinfo(PART)
        at = info.header_offset + 30 + len(PART) + info.compress_size // 2
    raw[at] ^= 0xFF
    target.write_bytes(raw)
    with pytest.raises(UnreadableFormError, match="damaged"):
        verify(form, target, ANSWERS)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_byte_can_change_unseen(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        form = make(Path(folder))
        target = filled(form)
        parts = raw_books.parts(target)
        name = data.draw(st.sampled_from(sorted(parts)))
        content = bytearray(parts[name])
        at = data.draw(st.integers(0, len(content) - 1))
        value = data.draw(st.integers(32, 126))
        assume(content[at] != value)
        content[at] = value
        repacked(target, {name: bytes(content)})
        with contextlib.suppress(FormError):
            assert not verify(form, target, ANSWERS).ok, (name, at, chr(value))


def listing(form: Path, path: Path) -> Certificate:
    return verify(form, path)


def test_without_an_announcement_it_lists_and_fails_only_for_losses(form: Path) -> None:
    found = listing(form, edited(filled(form, citations=True), "Question one?", "Question 1?"))
    assert found.problems == ()
    assert [one.where for one in found.differences] == ["S!A1", "S!B1", "S!C1", "S!B2", "S!A4"]
    lost = listing(form, edited(form.with_name("b.xlsx"), '<x14:dataValidation type="list"/>', ""))
    assert lost.problems == ("data validations (x14): 1 before, 0 after",)


def test_a_book_saved_anew_is_compared_by_its_values(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["Question", "Answer", 3])
    made.save(tmp_path / "a.xlsx")
    made.active["B1"] = "Yes"
    made.active.sheet_properties.tabColor = "FF0000"
    made.save(tmp_path / "b.xlsx")
    found = listing(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert [(one.where, one.before, one.after) for one in found.differences] == [("Sheet!B1", "Answer", "Yes")]
    assert found.ok


def test_the_same_file_twice(form: Path) -> None:
    found = listing(form, form)
    assert (found.identical, found.parts, found.differences, found.problems) == (len(raw_books.parts(form)), (), (), ())


def test_files_of_two_kinds(form: Path) -> None:
    with pytest.raises(UsageError, match="kinds differ"):
        verify(form, form.with_suffix(".docx"))


def test_files_that_are_none(form: Path) -> None:
    other = form.with_name("c.xlsx")
    with pytest.raises(UnreadableFormError, match="cannot be read"):
        verify(form, other)
    other.write_bytes(b"text")
    with pytest.raises(UnreadableFormError, match="no Office file"):
        verify(form, other)
