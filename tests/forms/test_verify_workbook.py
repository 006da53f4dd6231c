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
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_books import book, row, sheet, text

from questionnaire_filler.errors import FormError, UnreadableFormError, UsageError
from questionnaire_filler.forms.verify import Certificate, verify
from questionnaire_filler.forms.xlsx.writer import write
from questionnaire_filler.model import CitationRow, Filling, Note, Role, Slot, Write

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


def noted(form: Path) -> Path:
    """Return a filled copy with notes and a list of sources."""
    target = form.with_name("b.xlsx")
    writes = tuple(Write(Slot(Role.ANSWER, where), words) for where, words in ANSWERS.items())
    write(form, target, Filling(writes, (Note("S!B1", "Policy"),), (CitationRow("Q", "S!B1", ("Policy",)),)))
    return target


def listed_or_problem(before: Certificate, after: Certificate, added: str) -> bool:
    """Say whether a byte that changed is seen: a problem, another text at a place, or a part that is listed as added."""
    return not after.ok or after.differences != before.differences or added in {one.name for one in after.parts if one.change == "added"}


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_byte_can_change_unseen(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        form = make(Path(folder))
        more = data.draw(st.booleans())
        target = noted(form) if more else filled(form)
        allowed = {"citations": "Citations", "notes": True} if more else {}
        whole = verify(form, target)
        parts = raw_books.parts(target)
        name, at, content = raw_books.drawn_byte(data, parts)
        repacked(target, {name: content})
        seen = (name, at, content[max(0, at - 60) : at + 30])
        # What was added is listed as added; nobody announced its content.
        added = name not in raw_books.parts(form) and not name.endswith(".rels")
        with contextlib.suppress(FormError):
            assert added or not verify(form, target, ANSWERS, **allowed).ok, seen
        for places in (None, frozenset(ANSWERS)):
            with contextlib.suppress(FormError):
                assert listed_or_problem(whole, verify(form, target, places=places), name), seen


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_mangled_file_is_a_crash(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        form = make(Path(folder))
        target = filled(form)
        raw = bytearray(target.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            at, length = data.draw(st.integers(0, len(raw) - 1)), data.draw(st.integers(0, 20))
            raw[at : at + length] = data.draw(st.binary(max_size=20))
        target.write_bytes(bytes(raw))
        for places in (None, frozenset(ANSWERS)):
            with contextlib.suppress(FormError):
                verify(form, target, places=places).to_dict()


def listing(form: Path, path: Path) -> Certificate:
    return verify(form, path)


def test_without_an_announcement_it_lists_and_fails_for_all_but_texts(form: Path) -> None:
    target = edited(filled(form, citations=True), "Question one?", "Question 1?")
    found = listing(form, target)
    assert found.problems == ()
    assert [one.where for one in found.differences] == ["S!A1", "S!B1", "S!C1", "S!B2", "S!A4"]
    judged = verify(form, target, places=frozenset(ANSWERS))
    assert judged.problems == ("S!A1 changed, and is no place for an answer",)
    assert [one.announced for one in judged.differences] == [False, True, True, True, True]
    lost = listing(form, edited(form.with_name("b.xlsx"), '<x14:dataValidation type="list"/>', ""))
    assert "data validations (x14): 1 before, 0 after" in lost.problems
    assert "S: something changed after the rows" in lost.problems


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<f>B2*2</f>", "<f>1</f>", "S!C2 holds a formula: the formula “B2*2” became the formula “1”"),
        ("<f>B2*2</f>", "", "S!C2 holds a formula: the formula “B2*2” became a value"),
        ('<c r="B1" s="3"', '<c r="B1" s="2"', "S!B1 lost its style or another attribute: the style changed"),
        ('<c r="C1" t="s"', '<c r="C1" ph="1" t="s"', "S!C1 lost its style or another attribute: an attribute changed"),
        ('<c r="B1" s="3"/>', '<c r=" 7" s="3"/>', "row 1: cells are missing or in another order"),
        ('<c r="B1" s="3"/>', '<c r="B1" s="3"/><c r=" 7"/>', "S! 7 is not the name of a cell in its row, or is there twice"),
        ('<c r="B1" s="3"/>', '<c r="B1"/><c r="B1" s="3"/>', "S!B1 (again) is not the name of a cell in its row, or is there twice"),
        (
            '<row r="4"/>',
            '<row r="4"><c r="A4" s="2"><v>1</v></c></row>',
            "S!A4 lost its style or another attribute: a new cell with a style",
        ),
        ('<row r="4"/>', '<row r="4"><c r="A5"><v>1</v></c></row>', "S!A5 is not the name of a cell in its row"),
        ('<row r="2">', '<row r="2" hidden="1">', "S: row 2 changed outside its cells"),
        ("<formula>1</formula>", "<formula>0</formula>", "S: something changed after the rows"),
    ],
)
def test_lists_what_changed_besides_texts(form: Path, old: str, new: str, words: str) -> None:
    target = form.with_name("b.xlsx")
    raw_books.pack(target, raw_books.parts(form))
    found = listing(form, edited(target, old, new))
    assert words in "\n".join(found.problems)
    assert not found.saved_anew


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"xl/styles.xml": raw_books.STYLES.replace("Calibri", "Arial").encode()}, "the part xl/styles.xml changed: other content"),
        ({"xl/calcChain.xml": None}, "the part xl/calcChain.xml is missing"),
        ({"docProps/custom.xml": b"<Made-by/>"}, "the part docProps/custom.xml was added"),
        ({"xl/media/image1.png": b"\x89PNG2"}, "the part xl/media/image1.png changed: other content"),
    ],
)
def test_lists_changed_parts_as_problems(form: Path, changes: dict[str, bytes | None], words: str) -> None:
    assert words in listing(form, repacked(filled(form), changes)).problems


SHARED = b'<c r="C1" t="s"><v>0</v></c>'
SAVED_ANEW = "not proven byte by byte: the file was saved anew by another program; its values were compared, formulas and formats were not"


def test_a_book_saved_anew_is_compared_by_its_values(form: Path) -> None:
    target = form.with_name("b.xlsx")
    plain = form.with_name("plain.xlsx")
    parts = {name: part for name, part in raw_books.parts(form).items() if "calcChain" not in name and "media" not in name}
    raw_books.pack(plain, {**parts, PART: parts[PART].replace(b"<f>B2*2</f>", b"").replace(RULES.encode(), b"").replace(SHARED, b"")})
    saved = openpyxl.load_workbook(plain)
    saved.save(target)
    found = listing(plain, target)
    assert (found.saved_anew, found.ok, found.differences) == (True, False, ())
    assert found.problems[0] == SAVED_ANEW
    saved["S"]["A1"] = "Question 1?"
    saved["S"]["B1"] = "Yes"
    saved.save(target)
    found = verify(plain, target, places=frozenset({"S!B1"}))
    assert [(one.where, one.before, one.after) for one in found.differences] == [
        ("S!A1", "Question one?", "Question 1?"),
        ("S!B1", "", "Yes"),
    ]
    assert "S!A1 changed, and is no place for an answer" in found.problems
    assert "S!B1 changed, and is no place for an answer" not in found.problems


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
