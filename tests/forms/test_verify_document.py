"""The proof for Word forms: places by their addresses, and whatever else must stay."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

import docx_build as build
import pytest
import raw_books
from docx_build import docx, p, sdt, tbl, tc, text_box, text_control, tr
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from questionnaire_filler.errors import FormError
from questionnaire_filler.forms.docx.reader import read
from questionnaire_filler.forms.docx.writer import write
from questionnaire_filler.forms.verify import Certificate, verify
from questionnaire_filler.model import CitationRow, Filling, Note, Role, Slot, Write

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "word/document.xml"
SKIPPED = '<w:gridBefore w:val="1"/>'
BLOCKS = (
    p("Do you encrypt data?"),
    p(""),
    tbl(["Question", "Answer"], ["Access?", tc(span=2)], tr(tc("late"), properties=SKIPPED), [sdt(tc("wrapped")), tc(tbl(["in", "ner"]))]),
    sdt(p("Name") + p("___"), '<w:tag w:val="t"/>'),
    p("before", text_box(p("inside")), "after"),
    p(text_control()),
    p(build.box_control(), "Yes", build.legacy_box(), build.legacy_list("a", "b")),
    p("The end"),
)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return docx(tmp_path / "a.docx", *BLOCKS)


def changed(form: Path, *edits: tuple[str, str], part: str = MAIN, parts: dict[str, str | bytes | None] | None = None) -> Path:
    target = form.with_name("b.docx")
    content = raw_books.parts(form)[part].decode()
    for old, new in edits:
        assert old in content, old
        content = content.replace(old, new, 1)
    whole = {**raw_books.parts(form), part: content, **(parts or {})}
    raw_books.pack(target, {name: one for name, one in whole.items() if one is not None})
    return target


def listed(found: Certificate) -> list[tuple[str, str, str]]:
    return [(one.where, one.before, one.after) for one in found.differences]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<w:p></w:p>", p("Yes."), ("P1", "", "Yes.")),
        ('<w:gridSpan w:val="2"/></w:tcPr><w:p/>', f'<w:gridSpan w:val="2"/></w:tcPr>{p("SSO")}', ("T0.R1.C1", "", "SSO")),
        ("late", "later", ("T0.R2.C1", "late", "later")),
        ("wrapped", "filled", ("T0.R3.C0", "wrapped", "filled")),
        ("ner", "box", ("T0.R3.C1/T0.R0.C1", "ner", "box")),
        ("___", "Acme", ("S0/P1", "___", "Acme")),
        ('<w:t xml:space="preserve">before', '<w:t xml:space="preserve">behind', ("P2", "beforeafter", "behindafter")),
        ("☐", "☒", ("P4", "☐Yes[ ][0]", "☒Yes[ ][0]")),
        ('<w:default w:val="0"/>', '<w:default w:val="0"/><w:checked/>', ("P4", "☐Yes[ ][0]", "☐Yes[x][0]")),
        ("<w:ddList>", '<w:ddList><w:result w:val="1"/>', ("P4", "☐Yes[ ][0]", "☐Yes[ ][1]")),
        ("Click or tap here to enter text.", "Acme", ("P3", "Click or tap here to enter text.", "Acme")),
    ],
)
def test_places_by_their_addresses(form: Path, old: str, new: str, expected: tuple[str, str, str]) -> None:
    target = changed(form, (old, new))
    assert listed(verify(form, target)) == [expected]
    where, before, after = expected
    written = {"behindafter": "behind", "later": "later"}.get(after, after)
    if where == "P4":  # boxes and lists are announced by their number
        assert verify(form, target, {f"{where}#1": "b"}).problems == ()
    else:
        assert verify(form, target, {where: written}).problems == ()
        assert f"{where}: other text changed as well" in verify(form, target, {f"{where}#1": ""}).problems
    assert verify(form, target, places=frozenset({f"{where}#1"})).problems == ()
    outside = verify(form, target, places=frozenset({"P0"}))
    assert (outside.problems, [one.announced for one in outside.differences]) == (
        (f"{where} changed, and is no place for an answer",),
        [False],
    )
    assert before != after
    assert f"{where} changed and was not announced" in verify(form, target, {"P0": "Do you encrypt data?"}).problems
    assert f"{where} does not hold what was written" in verify(form, target, {where: "something else"}).problems


def test_text_boxes_have_addresses(form: Path) -> None:
    content = raw_books.parts(form)[MAIN].decode().replace(">inside<", ">outside<")
    target = changed(form, parts={MAIN: content})
    assert listed(verify(form, target)) == [("X0/P0", "inside", "outside")]


def test_an_answer_in_a_paragraph_of_its_own(form: Path) -> None:
    target = changed(form, (p("Do you encrypt data?"), p("Do you encrypt data?") + p("Yes.")))
    assert verify(form, target, {"P0": "Yes."}).problems == ()
    assert verify(form, target, {"P2": "Yes."}).problems != ()


def test_sources_at_the_end(form: Path) -> None:
    target = changed(form, (p("The end"), p("The end") + p("Citations") + p("Policy")))
    assert verify(form, target, {}, citations="end of document").problems == ()
    assert len(verify(form, target, {}).problems) == 2
    other = changed(form, (p("The end"), p("The end") + p("Policy") + p("Citations")))
    assert verify(form, other, {}, citations="end").problems != ()
    earlier = changed(form, (p("The end"), p("Citations") + p("The end")))
    assert verify(form, earlier, {}, citations="end of document").problems != ()


LETTER = ("Dear supplier,", "", "Please answer:", "1. Do you encrypt data?", "", "2. Do you log access?", "", "", "Kind regards", "")
SOURCES = ("Citations", "1. Do you encrypt data? – Policy", "2. Do you log access? – Policy")


def letter(folder: Path, name: str, *lines: str) -> Path:
    return docx(folder / name, *map(p, lines))


def test_blanks_filled_and_sources_at_the_end(tmp_path: Path) -> None:
    form = letter(tmp_path, "form.docx", *LETTER)
    filled = list(LETTER)
    filled[4], filled[6] = "Yes. With AES-256.", "Yes."
    done = letter(tmp_path, "filled.docx", *filled, *SOURCES)
    announced = {"P4": "Yes. With AES-256.", "P6": "Yes."}
    assert verify(form, done, announced, citations="end of document").problems == ()
    assert [one[0] for one in listed(verify(form, done))] == ["P4", "P6", "P9", "P9", "P9"]
    assert "P6 changed and was not announced" in verify(form, done, {"P4": announced["P4"]}, citations="end").problems
    for moved in (2, 5, 7, 9):
        elsewhere = list(LETTER)
        elsewhere[4], elsewhere[moved] = "Yes. With AES-256.", elsewhere[moved] + "Yes."
        wrong = letter(tmp_path, f"{moved}.docx", *elsewhere, *SOURCES)
        assert f"P{moved} changed and was not announced" in verify(form, wrong, announced, citations="end").problems


def test_the_same_answer_in_neighbouring_blanks(tmp_path: Path) -> None:
    form = letter(tmp_path, "form.docx", "Encrypted? Logged?", "", "", "End")
    done = letter(tmp_path, "filled.docx", "Encrypted? Logged?", "Yes.", "Yes.", "End", *SOURCES)
    assert verify(form, done, {"P1": "Yes.", "P2": "Yes."}, citations="end").problems == ()
    assert verify(form, done, {"P1": "Yes."}, citations="end").problems != ()


@pytest.mark.parametrize(
    ("lines", "citations"),
    [
        (("Encrypted?", "Yes.", "Yes.", "Logged?"), "end"),
        (("Encrypted?", "Yes.", "and more", "Logged?"), "end"),
        (("Encrypted?", "and more", "Yes.", "Logged?"), "end"),
        (("Encrypted?", "Yes.", "Logged?", "and more"), ""),
    ],
)
def test_no_more_than_the_answer_may_follow_a_question(tmp_path: Path, lines: tuple[str, ...], citations: str) -> None:
    form = letter(tmp_path, "form.docx", "Encrypted?", "Logged?")
    done = letter(tmp_path, "filled.docx", *lines)
    assert verify(form, done, {"P0": "Yes."}, citations=citations).problems != ()


def test_nothing_is_added_to_a_control_or_a_box_as_a_source(tmp_path: Path) -> None:
    form = docx(tmp_path / "form.docx", sdt(p("Name")), p("x", text_box(p("inside"))))
    for name, old in (("control", p("Name")), ("box", p("inside"))):
        done = tmp_path / f"{name}.docx"
        content = raw_books.parts(form)[MAIN].decode().replace(old, old + p("Citations"))
        raw_books.pack(done, {**raw_books.parts(form), MAIN: content})
        assert verify(form, done, {}, citations="end").problems != ()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_letter_is_proven_and_any_other_change_is_found(tmp_path: Path, data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.sampled_from(["", "Q?", "Text", "Yes."]), min_size=1, max_size=8))
    how = data.draw(st.lists(st.sampled_from(["", "", "into", "behind"]), min_size=len(lines), max_size=len(lines)))
    filled: list[tuple[str, int]] = []
    announced = {}
    for number, (line, put) in enumerate(zip(lines, how, strict=True)):
        text = data.draw(st.sampled_from(["Yes.", "No.", "Q?"])) if put else ""
        announced |= {f"P{number}": text} if put else {}
        filled.append((line + text if put == "into" else line, number))
        filled += [(text, -1)] if put == "behind" else []
    sources = data.draw(st.integers(0, 3))
    form = letter(tmp_path, "form.docx", *lines)
    done = letter(tmp_path, "filled.docx", *(text for text, _ in filled), *SOURCES[:sources])
    assert verify(form, done, announced, citations="end" if sources else "").problems == ()
    other = data.draw(st.integers(0, len(filled) - 1))
    harmed = [text + " harm" if number == other else text for number, (text, _) in enumerate(filled)]
    if f"P{filled[other][1]}" not in announced:
        done = letter(tmp_path, "harmed.docx", *harmed, *SOURCES[:sources])
        assert verify(form, done, announced, citations="end" if sources else "").problems != ()


def test_comments_are_allowed_only_when_asked_for(form: Path) -> None:
    target = form.with_name("b.docx")
    write(form, target, Filling((), (Note("P5", "Policy"),)))
    assert verify(form, target, {}, notes=True).problems == ()
    found = verify(form, target, {}).problems
    assert {"P5 changed and was not announced", "the part word/comments.xml added: comments"} <= {*found}
    content = raw_books.parts(target)[MAIN]
    for old, new, words in (
        (b'Reference w:id="0"', b'Reference w:id="1"', "the marks of comments do not belong together"),
        (b'w:id="0"', b'w:id="7"', "a mark names a comment that is not there"),
    ):
        raw_books.pack(target, {**raw_books.parts(target), MAIN: content.replace(old, new)})
        assert f"{MAIN}: {words}" in verify(form, target, {}, notes=True).problems


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (p("The end"), "", "it is missing"),
        ("<w:p></w:p>", '<w:p><w:pPr><w:jc w:val="right"/></w:pPr></w:p>', "its paragraph format changed"),
        ('<w:tblW w:w="9000"', '<w:tblW w:w="1000"', "the table's format changed"),
        (SKIPPED, "", "the row's format changed"),
        ('<w:gridSpan w:val="2"/>', "", "the cell's format changed"),
        (tc("Answer"), "", "cells are missing"),
        (tr(tc("late"), properties=SKIPPED), "", "rows are missing"),
        (sdt(p("Name") + p("___"), '<w:tag w:val="t"/>'), p("Name") + p("___"), "content controls: 4 before, 3 after"),
        ("w14:checkbox", "w14:other", "check boxes: 1 before, 0 after"),
        ("<w:checkBox>", "<w:noBox>", "legacy check boxes: 1 before, 0 after"),
        (build.SECTION, "", "sections: 1 before, 0 after"),
        ('<w:tag w:val="t"/>', '<w:tag w:val="u"/>', "S0 changed and was not announced"),
    ],
)
def test_fails_when_structure_changed(form: Path, old: str, new: str, words: str) -> None:
    edits = [(old, new)]
    if old.startswith("<w:checkBox"):
        edits.append(("</w:checkBox>", "</w:noBox>"))
    if old.startswith("w14:checkbox"):
        edits.append(("</w14:checkbox", "</w14:other"))
    assert words in "\n".join(verify(form, changed(form, *edits), {}).problems)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"word/styles.xml": "<styles/>"}, "word/styles.xml changed"),
        ({"word/styles.xml": None}, "word/styles.xml removed"),
        ({"word/comments.xml": "<comments/>"}, "word/comments.xml added"),
        ({"docProps/app.xml": "<a/>"}, "docProps/app.xml added"),
    ],
)
def test_fails_when_another_part_changed(form: Path, parts: dict[str, str | None], words: str) -> None:
    assert words in "\n".join(verify(form, changed(form, parts=parts), {}).problems)


def test_text_that_stood_there_before_is_found_without_a_difference(form: Path) -> None:
    standing = {"P0": "Do you encrypt data?", "T0.R1.C0": "Access?", "S0/P0": "Name", "T0.R3.C1/T0.R0.C0": "in"}
    assert verify(form, form, standing).problems == ()
    assert verify(form, form, {"P0": "No"}).problems == ("P0 does not hold what was written",)


ANSWERED = {"P1": "Yes, we do", "T0.R1.C1": "SSO", "S0/P1": "Acme", "P3": "Acme", "P5": "At the end"}


def answered(form: Path, *, more: bool) -> Path:
    """Return what the writer makes of the form, with comments and a list of sources where wanted."""
    target = form.with_name("b.docx")
    target.unlink(missing_ok=True)
    slots = {slot.where.partition("#")[0]: slot for question in read(form).questions for slot in question.slots}
    writes = tuple(Write(slots.get(where, Slot(Role.ANSWER, where)), text) for where, text in ANSWERED.items())
    extra = ((Note("P1", "Policy"),), (CitationRow("Q", "P1", ("Policy",)),)) if more else ()
    write(form, target, Filling(writes, *extra))
    return target


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_byte_can_change_unseen(form: Path, data: st.DataObject) -> None:
    more = data.draw(st.booleans())
    target = answered(form, more=more)
    allowed = {"citations": "end", "notes": True} if more else {}
    assert verify(form, target, ANSWERED, **allowed).problems == ()
    whole = verify(form, target)
    parts = raw_books.parts(target)
    name, at, content = raw_books.drawn_byte(data, parts)
    # The list of sources is told by its heading; nobody announced its lines.
    assume(not more or name != MAIN or at < parts[name].index(b">Citations<"))
    # What the added relationship is called is free: the comments are found by its type, and nothing refers to the name.
    assume(not any(found.start() < at < found.end() for found in re.finditer(rb'Id="[^"]*"', parts[name])) or not name.endswith(".rels"))
    raw_books.pack(target, {**parts, name: content})
    seen = (name, at, content[max(0, at - 60) : at + 30])
    added = name not in raw_books.parts(form) and not name.endswith(".rels")
    with contextlib.suppress(FormError):
        assert added or not verify(form, target, ANSWERED, **allowed).ok, seen
    for places in (None, frozenset(ANSWERED)):
        with contextlib.suppress(FormError):
            after = verify(form, target, places=places)
            assert not after.ok or added or after.differences != whole.differences, seen


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (p("The end"), p("The end") + "<w:p/>", "P5 is followed by a paragraph that was added"),
        ('<w:jc w:val="right"/>', "", "P6: its paragraph format changed"),
        ("<w:rPr><w:b/></w:rPr>", "", "P6: the formatting of “Label:” changed"),
        ("<w:trPr><w:tblHeader/></w:trPr>", "", "T0.R0: cells are missing or new, or the row's format changed"),
        ('standalone="yes"', 'standalone="no"', "word/document.xml: something changed outside the places that differ"),
        ("<w:body>", "<w:body><!-- x -->", "word/document.xml: something changed outside the places that differ"),
        ("<w:t xml:space", '<w:footnoteReference w:id="1"/><w:t xml:space', "P0: markup was added (footnoteReference)"),
    ],
)
def test_lists_what_changed_besides_texts(tmp_path: Path, old: str, new: str, words: str) -> None:
    head = tr(tc("Question"), tc("Answer"), properties="<w:tblHeader/>")
    label = p("Label:", bold=True, properties='<w:jc w:val="right"/>')
    form = docx(tmp_path / "a.docx", p("One?"), *[p("")] * 4, tbl(head, ["Access?", ""]), p("The end"), label)
    found = verify(form, changed(form, (old, new)), places=frozenset({"P6", "P5", "P0"}))
    assert words in "\n".join(found.problems)
    assert not found.saved_anew


def test_lists_changed_parts_as_problems(tmp_path: Path) -> None:
    form = docx(tmp_path / "a.docx", p("One?"), settings="<w:zoom/>")
    settings_part = raw_books.parts(form)["word/settings.xml"].decode()
    target = changed(form, parts={"word/settings.xml": settings_part.replace("<w:zoom/>", "<w:zoom/><w:trackRevisions/>")})
    assert verify(form, target).problems == ("the part word/settings.xml changed: other content",)
