"""Notes on cells: made, added to those that are there, and refused where they would collide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
import raw_books
from openpyxl.comments import Comment
from raw_books import MAIN, RELATIONS, book, row, sheet, text

from questionnaire_filler.errors import UnreadableFormError
from questionnaire_filler.forms.verify import verify
from questionnaire_filler.forms.xlsx.writer import write
from questionnaire_filler.model import Filling, Note, Role, Slot, Write, Written

if TYPE_CHECKING:
    from pathlib import Path

RELS = "xl/worksheets/_rels/sheet1.xml.rels"
CELLS = row(1, text("A1", "Q"), '<c r="B1"/>', '<c r="C1"><f>1</f></c>')
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shapetype id="_x0000_t202"/><v:shape id="_x0000_s1025" type="#_x0000_t202"><v:textbox><br></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>\n'
)


def fill(source: Path, *notes: tuple[str, str], writes: tuple[str, ...] = ()) -> tuple[Written, Path]:
    target = source.with_name("filled.xlsx")
    answers = tuple(Write(Slot(Role.ANSWER, where), "x") for where in writes)
    written = write(source, target, Filling(answers, tuple(Note(*note) for note in notes)))
    certificate = verify(source, target, {one.slot.where: one.text for one in written.writes}, notes=True)
    assert certificate.problems == ()
    return written, target


def comments(path: Path) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for line in openpyxl.load_workbook(path)["S"].iter_rows() for cell in line if cell.comment}


def test_notes_on_a_sheet_without_any(tmp_path: Path) -> None:
    tail = '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/><tableParts count="0"/>'
    source = book(tmp_path / "a.xlsx", {"S": sheet(CELLS, after=tail)})
    written, target = fill(source, ("S!B1", "See <policy> & §2\nsecond line"), writes=("S!B1",))
    assert comments(target) == {"B1": "See <policy> & §2\nsecond line"}
    assert written.notes_refused == ""
    parts = raw_books.parts(target)
    assert b'footer="0"/><legacyDrawing ' in parts["xl/worksheets/sheet1.xml"]
    assert b"<author></author>" in parts["xl/comments1.xml"]
    assert b'Extension="vml"' in parts["[Content_Types].xml"]
    assert b"<x:Row>0</x:Row><x:Column>1</x:Column>" in parts["xl/drawings/vmlDrawing1.vml"]


def with_comments(path: Path, **more: str) -> Path:
    comment = '<comment ref="A1" authorId="0"><text><t>old</t></text></comment>'
    existing = f'<comments xmlns="{MAIN}"><authors><author>Ann</author></authors><commentList>{comment}</commentList></comments>'
    links = [("rId1", f"{RELATIONS}/comments", "../comments1.xml"), ("rId2", f"{RELATIONS}/vmlDrawing", "../drawings/vmlDrawing1.vml")]
    if more:
        links.append(("rId3", "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../threadedComments/t1.xml"))
    extra = {RELS: raw_books.rels(*links), "xl/comments1.xml": existing, "xl/drawings/vmlDrawing1.vml": VML, **more}
    return book(path, {"S": sheet(CELLS, after='<legacyDrawing r:id="rId2"/>')}, extra=extra)


def test_notes_beside_others_keep_those(tmp_path: Path) -> None:
    source = with_comments(tmp_path / "a.xlsx")
    written, target = fill(source, ("S!B1", "new"), ("S!A1", "never"), writes=("S!B1",))
    assert comments(target) == {"A1": "old", "B1": "new"}
    assert written.notes_refused == "S: 1 cell with a note already"
    drawing = raw_books.parts(target)["xl/drawings/vmlDrawing1.vml"].decode()
    assert drawing.startswith(VML[: VML.index("</xml>")])
    assert drawing.endswith("</xml>\n")
    assert 'id="_x0000_s1026"' in drawing


def test_notes_beside_those_that_openpyxl_wrote(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "S"
    made.active.append(["Q", None])
    made.active["A1"].comment = Comment("old", "Ann")
    made.save(tmp_path / "a.xlsx")
    _, target = fill(tmp_path / "a.xlsx", ("S!B1", "new"), writes=("S!B1",))
    assert comments(target) == {"A1": "old", "B1": "new"}


def test_no_notes_on_a_sheet_with_threaded_comments(tmp_path: Path) -> None:
    source = with_comments(tmp_path / "a.xlsx", **{"xl/threadedComments/t1.xml": "<ThreadedComments/>"})
    written, target = fill(source, ("S!B1", "new"), writes=("S!B1",))
    assert written.notes_refused == "S: the sheet has threaded comments"
    assert comments(target) == {"A1": "old"}
    assert len(written.writes) == 1


def test_a_drawing_of_notes_that_has_no_end(tmp_path: Path) -> None:
    source = with_comments(tmp_path / "a.xlsx")
    raw_books.pack(source, raw_books.parts(source) | {"xl/drawings/vmlDrawing1.vml": "<xml><v:shape/>"})
    with pytest.raises(UnreadableFormError, match="has no end"):
        write(source, source.with_name("b.xlsx"), Filling(notes=(Note("S!B1", "x"),)))


def test_no_note_on_a_cell_that_was_refused(tmp_path: Path) -> None:
    _, target = fill(book(tmp_path / "a.xlsx", {"S": sheet(CELLS)}), ("S!C1", "new"), writes=("S!C1",))
    assert comments(target) == {}


def test_no_notes_in_strict_books(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(CELLS, namespace=raw_books.STRICT)}, strict=True)
    target = source.with_name("b.xlsx")
    assert "strict" in write(source, target, Filling(notes=(Note("S!B1", "x"),))).notes_refused
    assert target.read_bytes() == source.read_bytes()


def test_notes_on_two_sheets(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", {"S": sheet(CELLS), "T": sheet(CELLS)})
    _, target = fill(source, ("S!B1", "one"), ("T!B1", "two"))
    made = openpyxl.load_workbook(target)
    assert (made["S"]["B1"].comment.text, made["T"]["B1"].comment.text) == ("one", "two")
