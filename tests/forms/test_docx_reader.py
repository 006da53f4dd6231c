"""Reading Word forms: what is refused, what is noted, and what holds for every document."""

from __future__ import annotations

import zipfile

import docx as python_docx
import docx_build as build
import pytest
from docx_build import docx, p, sdt, tbl, tc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaire_filler.errors import FormError, UnreadableFormError, UnsafeFormError
from questionnaire_filler.forms.docx import read
from questionnaire_filler.forms.docx.body import walk
from questionnaire_filler.forms.docx.parts import open_document
from questionnaire_filler.forms.docx.writer import places
from questionnaire_filler.model import SheetMap
from tests.effort import calls

SSO = "Do you support single sign-on (SSO) for all users?"


def repacked(source, target, name, content):
    with zipfile.ZipFile(source) as package:
        members = {member: package.read(member) for member in package.namelist()}
    members[name] = content
    with zipfile.ZipFile(target, "w") as package:
        for member, data in members.items():
            package.writestr(member, data)
    return target


def test_a_form_without_questions_is_read(tmp_path):
    form = read(docx(tmp_path / "f.docx", p("We are a company.")))
    assert (form.format, form.questions) == ("docx", ())


def test_damaged_xml_is_said(tmp_path):
    source = docx(tmp_path / "f.docx", p("x"))
    with pytest.raises(UnreadableFormError, match="damaged"):
        read(repacked(source, tmp_path / "bad.docx", "word/document.xml", b"<w:document"))


def test_a_document_type_is_refused(tmp_path):
    source = docx(tmp_path / "f.docx", p("x"))
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="x"/>'
    with pytest.raises(FormError):
        read(repacked(source, tmp_path / "bad.docx", "word/document.xml", bomb))


def test_deep_nesting_is_refused(tmp_path):
    deep = "<w:smartTag>" * 400 + "</w:smartTag>" * 400
    with pytest.raises(UnsafeFormError, match="deeper"):
        read(docx(tmp_path / "f.docx", f"<w:p>{deep}</w:p>"))


def test_a_workbook_named_docx_is_said(tmp_path):
    source = docx(tmp_path / "f.docx", p("x"))
    with pytest.raises(UnreadableFormError, match="no Word document"):
        read(repacked(source, tmp_path / "book.docx", "_rels/.rels", b'<Relationships xmlns="urn:x"/>'))


def test_the_package_may_lack_styles_and_settings(tmp_path):
    source = docx(tmp_path / "f.docx", tbl(["Question", "Answer"], [SSO, ""]))
    bare = repacked(source, tmp_path / "bare.docx", "word/_rels/document.xml.rels", b'<Relationships xmlns="urn:x"/>')
    assert [q.where for q in read(bare).questions] == ["T0.R1.C0"]


def test_the_fingerprint_ignores_answers(tmp_path):
    first = read(docx(tmp_path / "a.docx", tbl(["Question", "Answer"], [SSO, ""])))
    second = read(docx(tmp_path / "b.docx", tbl(["Question", "Answer"], [SSO, "Yes"])))
    other = read(docx(tmp_path / "c.docx", tbl(["Frage", "Antwort"], [SSO, ""])))
    assert first.fingerprint == second.fingerprint != other.fingerprint
    assert first.sha256 != second.sha256


def test_a_map_is_said_not_to_apply(tmp_path):
    form = read(docx(tmp_path / "f.docx", tbl(["Question", "Answer"], [SSO, ""])), [SheetMap("T0", (("question", "A"),))])
    assert any("--map" in note for note in form.notes)


def test_addresses_agree_with_python_docx(tmp_path):
    """Tables and paragraphs of the body are counted as python-docx counts them; wrapped rows and cells are counted too."""
    wrapped = sdt(build.tr("a", "b"))
    source = docx(tmp_path / "f.docx", p("one"), tbl(["x", "y"], wrapped), sdt(p("inside") + p("two")), p("three"), tbl(["z"]))
    reference = python_docx.Document(str(source))
    found = {place.address: place.text for place in places(walk(open_document(source).body))}
    for number, paragraph in enumerate(reference.paragraphs):
        assert found[f"P{number}"] == paragraph.text
    assert found["T1.R0.C0"] == reference.tables[1].cell(0, 0).text
    assert (found["T0.R1.C0"], found["T0.R1.C1"]) == ("a", "b")
    assert (found["S0/P0"], found["S0/P1"]) == ("inside", "two")


def test_large_forms_take_work_in_proportion(tmp_path):
    def work(rows):
        table = tbl(["#", "Question", "Answer"], *[[str(n), f"Do you support feature number {n} for all users?", ""] for n in range(rows)])
        source = docx(tmp_path / f"{rows}.docx", table)
        assert len(read(source).questions) == rows
        return calls(lambda: read(source))

    assert work(1000) < 6 * work(200)


CELLS = st.sampled_from(
    [
        "",
        SSO,
        "Yes",
        "Comments",
        "Question",
        "Answer",
        "1.1",
        "☐ Yes ☐ No",
        "Name: ____",
        "[Enter name]",
        "x" * 700,
        "Response:",
        "IMPORTANT: read",
    ]
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=st.lists(ROWS, min_size=1, max_size=3), between=st.lists(CELLS, max_size=3))
def test_every_slot_has_an_address_that_the_form_knows(tmp_path, tables, between):
    blocks = [block for rows in tables for block in (tbl(*[[tc(cell) for cell in row] for row in rows]), *map(p, between))]
    source = docx(tmp_path / "f.docx", *blocks)
    form = read(source)
    known = {place.address for place in places(walk(open_document(source).body))}
    assert [question.id for question in form.questions] == [f"Q{n}" for n in range(1, len(form.questions) + 1)]
    for question in form.questions:
        assert question.where in known
        assert question.slots
        assert question.text
        assert all(slot.where.partition("#")[0] in known for slot in question.slots)
