"""Writing Word forms: the announced places get the answer, in the look of an answer, and every other byte stays."""

from __future__ import annotations

import re
import zipfile

import docx as python_docx
import docx_build as build
import pytest
from docx_build import docx, p, r, sdt, tbl, tc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaire_filler.errors import RefusedError
from questionnaire_filler.forms.docx import read, write
from questionnaire_filler.model import CitationRow, Filling, Note, Role, Slot, SlotKind, Write

SSO = "Do you support single sign-on (SSO) for all users?"
MFA = "Is multi-factor authentication required for administrators?"


def document(path):
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()


def fill(tmp_path, *blocks, texts=None, filling=None, force=False, **more):
    """Build a form, fill the slots that `texts` names ; return XML before and after, and what was written."""
    source = docx(tmp_path / "form.docx", *blocks, **more)
    target = tmp_path / "filled.docx"
    target.unlink(missing_ok=True)
    if filling is None:
        slots = {slot.where: slot for question in read(source).questions for slot in question.slots}
        filling = Filling(tuple(Write(slots[where], text) for where, text in texts.items()))
    written = write(source, target, filling, force_locked=force)
    return document(source), document(target), written


def texts(path):
    return [cell.text for table in python_docx.Document(str(path)).tables for row in table.rows for cell in row.cells]


def test_an_empty_filling_is_the_same_file(tmp_path):
    source = docx(tmp_path / "form.docx", tbl(["Question", "Answer"], [SSO, ""]))
    write(source, tmp_path / "filled.docx", Filling())
    assert source.read_bytes() == (tmp_path / "filled.docx").read_bytes()


def test_a_cell_gets_one_run_and_nothing_else_changes(tmp_path):
    before, after, _ = fill(tmp_path, tbl(["Question", "Answer"], [SSO, ""]), texts={"T0.R1.C1": "Yes & <SAML>."})
    assert re.sub(r"<w:p><w:r><w:t[^>]*>Yes &amp; &lt;SAML&gt;\.</w:t></w:r></w:p>", "<w:p></w:p>", after) == before


def test_lines_become_breaks_and_control_characters_go(tmp_path):
    _, after, _ = fill(tmp_path, tbl(["Question", "Answer"], [SSO, ""]), texts={"T0.R1.C1": "One\r\nTwo\x00\x0b\tThree"})
    assert '>One</w:t><w:br/><w:t xml:space="preserve">Two</w:t><w:tab/><w:t xml:space="preserve">Three</w:t>' in after


def test_answers_keep_font_and_size_but_no_emphasis(tmp_path):
    mark = '<w:rPr><w:rFonts w:ascii="Courier New"/><w:b/><w:color w:val="FF0000"/><w:sz w:val="18"/></w:rPr>'
    _, after, _ = fill(tmp_path, tbl(["Question", "Answer"], [SSO, tc(p(properties=mark))]), texts={"T0.R1.C1": "Yes"})
    assert '<w:r><w:rPr><w:rFonts w:ascii="Courier New"/><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">Yes' in after


def test_a_bold_style_is_switched_off(tmp_path):
    _, after, _ = fill(tmp_path, tbl(["Question", "Answer"], [SSO, tc(p(style="Strong"))]), texts={"T0.R1.C1": "Yes"})
    assert '<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/></w:rPr><w:t xml:space="preserve">Yes' in after


def test_a_blank_in_a_bold_label_is_split_off(tmp_path):
    _, after, _ = fill(tmp_path, p("Company: ________ (legal name)", bold=True), texts={"P0#0": "Acme"})
    assert (
        '<w:t xml:space="preserve">Company: </w:t></w:r><w:r><w:t xml:space="preserve">Acme</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
        '<w:t xml:space="preserve"> (legal name)</w:t>' in after
    )


def test_a_blank_across_runs(tmp_path):
    _, after, _ = fill(tmp_path, p("Company: __", r("____"), r("___ end.")), texts={"P0#0": "Acme"})
    assert re.sub(r"<[^>]+>", "", after).strip() == "Company: Acme end."


def test_two_blanks_of_one_run(tmp_path):
    _, after, _ = fill(tmp_path, p("Name: ______ Date: ______"), texts={"P0#0": "Ann", "P0#1": "1 May"})
    assert re.sub(r"<[^>]+>", "", after).strip() == "Name: Ann Date: 1 May"


def test_a_question_without_room_gets_a_paragraph_of_its_own(tmp_path):
    before, after, _ = fill(tmp_path, p(SSO, num=True, bold=True), p(MFA, num=True, bold=True), texts={"P0": "Yes."})
    new = '<w:p><w:r><w:t xml:space="preserve">Yes.</w:t></w:r></w:p>'
    assert new in after
    assert after.replace(new, "") == before


def test_room_below_a_question(tmp_path):
    before, after, _ = fill(tmp_path, p(SSO, num=True), p(), p(MFA, num=True), p(), texts={"P1": "Yes.", "P3": "No."})
    assert re.sub(r'<w:p><w:r><w:t xml:space="preserve">(Yes|No)\.</w:t></w:r></w:p>', "<w:p></w:p>", after) == before


def test_a_label_in_a_cell_is_answered_on_its_line(tmp_path):
    table = tbl([tc("AC-1", span=1), "Control summary"], [tc(p("Responsible Role:", bold=True), span=2)])
    _, after, _ = fill(tmp_path, table, texts={"T0.R1.C0": "Security lead"})
    assert (
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Responsible Role:</w:t></w:r>'
        '<w:r><w:t xml:space="preserve"> Security lead</w:t></w:r>' in after
    )


@pytest.mark.parametrize(("box", "ticked"), [("☐", "☒"), ("[ ]", "[X]"), ("○", "●"), ("□", "☒")])
def test_boxes_of_characters(tmp_path, box, ticked):
    before, after, _ = fill(tmp_path, p(f"{SSO} {box} Yes {box} No"), texts={"P0#1": "X"})
    assert after == before.replace(f"{box} No", f"{ticked} No")


def test_boxes_of_symbol_fonts(tmp_path):
    blocks = p(SSO, " ", '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', " Yes ", r("o", '<w:rFonts w:ascii="Wingdings"/>'), " No")
    before, after, _ = fill(tmp_path, blocks, texts={"P0#0": "X", "P0#1": "X"})
    assert '<w:sym w:font="Wingdings" w:char="F0FE"/>' in after
    assert '<w:rFonts w:ascii="Wingdings"/></w:rPr><w:t xml:space="preserve">þ</w:t>' in after
    assert len(after) == len(before)


def test_box_controls(tmp_path):
    blocks = tbl(["Question", "Answer"], [SSO, tc(p(build.box_control(), " Yes ", build.box_control(), " No"))])
    before, after, _ = fill(tmp_path, blocks, texts={"T0.R1.C1#0": "X"})
    first, second = after.split("w14:checked ")[1:]
    assert first.startswith('w14:val="1"')
    assert ">☒<" in first
    assert second.startswith('w14:val="0"')
    assert ">☐<" in second
    assert len(after) == len(before)


def test_text_controls_lose_the_placeholder_and_its_style(tmp_path):
    control = sdt(
        build.hint("Click here"), '<w:rPr><w:i/><w:sz w:val="18"/></w:rPr><w:dataBinding w:xpath="/a"/><w:text/>', placeholder=True
    )
    _, after, _ = fill(tmp_path, tbl(["Question", "Answer"], [SSO, tc(p(control))]), texts={"T0.R1.C1": "Yes."})
    assert (
        '<w:sdtPr><w:rPr><w:i/><w:sz w:val="18"/></w:rPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:sz w:val="18"/></w:rPr>'
        '<w:t xml:space="preserve">Yes.</w:t></w:r></w:sdtContent>' in after
    )


@pytest.mark.parametrize("content", ["<w:r/>", ""])
def test_empty_controls(tmp_path, content):
    _, after, _ = fill(tmp_path, tbl(["Question", "Answer"], [SSO, tc(p(sdt(content, "<w:text/>")))]), texts={"T0.R1.C1": "Yes."})
    assert re.search(r"<w:sdtContent>(<w:r/>)?<w:r><w:t [^>]*>Yes\.</w:t></w:r></w:sdtContent>", after)


def test_controls_around_a_cell_and_around_paragraphs(tmp_path):
    cell = sdt(tc(p(build.hint("Enter text"))), placeholder=True)
    block = sdt(p(build.hint("Click here to enter explanation.")), placeholder=True)
    table = tbl(["Question", "Answer"], [SSO, cell])
    _, after, _ = fill(tmp_path, table, p(MFA, num=True), block, texts={"T0.R1.C1": "One.", "S0/P0": "Two."})
    assert "showingPlcHdr" not in after
    assert "PlaceholderText" not in after
    assert "One." in after
    assert "Two." in after


def test_nested_controls_leave_no_placeholder_behind(tmp_path):
    inner = build.list_control("Yes", "No")
    outer = sdt(build.hint("Select One") + inner, placeholder=True)
    _, after, _ = fill(tmp_path, tbl(["Question", "Answer"], [SSO, tc(p(outer))]), texts={"T0.R1.C1": "Yes"})
    assert "Select One" not in after
    assert "Choose an item.</w:t>" not in after
    assert "showingPlcHdr" not in after
    assert "PlaceholderText" not in after


def test_choices_that_the_list_does_not_have_are_refused(tmp_path):
    before, after, written = fill(
        tmp_path, tbl(["Question", "Answer"], [SSO, tc(p(build.list_control("Yes", "No")))]), texts={"T0.R1.C1": "Maybe"}
    )
    assert before == after
    assert [(refusal.where, refusal.reason) for refusal in written.refused] == [("T0.R1.C1", "not one of its choices")]


def test_legacy_fields(tmp_path):
    blocks = [
        p(f"{SSO} ", build.legacy_box(), " Yes ", build.legacy_box(), " No"),
        p("Company: ", build.legacy_text(limit=10)),
        p("Region: ", build.legacy_list("Select...", "EU", "US")),
    ]
    _, after, written = fill(tmp_path, *blocks, texts={"P0#0": "X", "P1#0": "Acme", "P2#0": "US"})
    assert after.count("<w:checked/></w:checkBox>") == 1
    assert (
        '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve">Acme</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>'
        in after
    )
    assert '<w:ddList><w:result w:val="2"/>' in after
    assert len(written.writes) == 3
    _, _, written = fill(tmp_path, blocks[1], texts={"P0#0": "A name that is too long"})
    assert written.refused[0].reason == "longer than the 10 characters that the field takes"


def test_marks_in_columns(tmp_path):
    table = tbl(["Question", "Yes", "No"], [SSO, "", ""], [MFA, tc(p("☐")), tc(p("☐"))])
    _, _, written = fill(tmp_path, table, texts={"T0.R1.C1": "X", "T0.R2.C2#0": "X"})
    assert len(written.writes) == 2
    assert texts(tmp_path / "filled.docx") == ["Question", "Yes", "No", SSO, "X", "", MFA, "☐", "☒"]


def test_an_answer_that_stands_there_is_replaced_and_keeps_its_look(tmp_path):
    cell = tc(p(r("Yes, ", "<w:i/>"), r("with SAML.", "<w:i/>")))
    _, after, _ = fill(tmp_path, tbl(["Question", "Response"], [SSO, cell], [MFA, ""]), texts={"T0.R1.C1": "No."})
    assert '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">No.</w:t></w:r>' in after
    assert "SAML" not in after


def test_locked_places_are_left_unless_forced(tmp_path):
    table, protection = tbl(["Question", "Answer"], [SSO, ""]), '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
    before, after, written = fill(tmp_path, table, texts={"T0.R1.C1": "Yes"}, settings=protection)
    assert (before == after, written.refused[0].reason) == (True, "locked")
    _, after, written = fill(tmp_path, table, texts={"T0.R1.C1": "Yes"}, settings=protection, force=True)
    assert (len(written.writes), "Yes</w:t>" in after) == (1, True)


def test_tracked_changes_comments_and_text_boxes_stay(tmp_path):
    kept = '<w:del w:id="1"><w:r><w:delText>Old?</w:delText></w:r></w:del><w:ins w:id="2">' + r(SSO) + "</w:ins>"
    blocks = [p("Note", build.text_box(p("In a box"))), tbl(["Question", "Answer"], [tc(p(kept)), ""])]
    before, after, _ = fill(tmp_path, *blocks, texts={"T0.R1.C1": "Yes"})
    assert re.sub(r'<w:p><w:r><w:t xml:space="preserve">Yes</w:t></w:r></w:p>', "<w:p></w:p>", after) == before


def test_comments_are_added_with_a_neutral_author(tmp_path):
    slot = Slot(Role.ANSWER, "T0.R1.C1")
    filling = Filling((Write(slot, "Yes"),), notes=(Note("T0.R1.C1", "Policy A & B\nSecond"), Note("P0", "About this")))
    fill(tmp_path, tbl(["Question", "Answer"], [SSO, ""]), p("End"), filling=filling)
    comments = list(python_docx.Document(str(tmp_path / "filled.docx")).comments)
    assert [(comment.author, comment.initials, comment.text) for comment in comments] == [
        ("Vendor", "V", "Policy A & B\nSecond"),
        ("Vendor", "V", "About this"),
    ]
    assert "w:date" not in zipfile.ZipFile(tmp_path / "filled.docx").read("word/comments.xml").decode()
    # once more, on the file that has comments now
    write(tmp_path / "filled.docx", tmp_path / "again.docx", Filling(notes=(Note("P0", "Third"),)))
    assert [comment.text for comment in python_docx.Document(str(tmp_path / "again.docx")).comments] == [
        "Policy A & B\nSecond",
        "About this",
        "Third",
    ]


def test_citations_stand_at_the_end(tmp_path):
    rows = (CitationRow(SSO, "T0.R1.C1", ("Access policy, 2.1", "SOC 2 report"), "AC-1"),)
    _, after, written = fill(tmp_path, tbl(["Question", "Answer"], [SSO, ""]), p(), filling=Filling(citations=rows))
    assert written.citations == "end of document"
    assert [para.text for para in python_docx.Document(str(tmp_path / "filled.docx")).paragraphs][-2:] == [
        "Citations",
        f"AC-1 {SSO} – Access policy, 2.1; SOC 2 report",
    ]
    assert after.endswith(f"{build.SECTION}</w:body></w:document>")


def test_other_parts_keep_their_bytes(tmp_path):
    fill(tmp_path, tbl(["Question", "Answer"], [SSO, ""]), texts={"T0.R1.C1": "Yes"})
    with zipfile.ZipFile(tmp_path / "form.docx") as before, zipfile.ZipFile(tmp_path / "filled.docx") as after:
        assert before.namelist() == after.namelist()
        assert [name for name in before.namelist() if before.read(name) != after.read(name)] == ["word/document.xml"]


@pytest.mark.parametrize("where", ["T9.R0.C0", "Sheet1!B5", "T0.R1.C1#4"])
def test_addresses_that_the_form_does_not_have(tmp_path, where):
    with pytest.raises(RefusedError):
        fill(tmp_path, tbl(["Question", "Answer"], [SSO, ""]), filling=Filling((Write(Slot(Role.ANSWER, where), "x"),)))


def test_utf16_and_other_prefixes(tmp_path):
    source = docx(tmp_path / "form.docx", tbl(["Question", "Answer"], [SSO, ""]))
    with zipfile.ZipFile(source) as package:
        members = {name: package.read(name) for name in package.namelist()}
    xml = (
        members["word/document.xml"]
        .decode()
        .replace("<w:", "<ns0:")
        .replace("</w:", "</ns0:")
        .replace(" w:", " ns0:")
        .replace("xmlns:w=", "xmlns:ns0=")
        .replace('encoding="UTF-8"', 'encoding="UTF-16"')
    )
    members["word/document.xml"] = b"\xff\xfe" + xml.encode("utf-16-le")
    odd = tmp_path / "odd.docx"
    with zipfile.ZipFile(odd, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    slot = read(odd).questions[0].slots[0]
    write(odd, tmp_path / "odd-filled.docx", Filling((Write(slot, "Yes, é."),)))
    assert texts(tmp_path / "odd-filled.docx")[-1] == "Yes, é."


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(st.text(max_size=40), min_size=3, max_size=3))
def test_any_text_comes_back_and_writing_is_deterministic(tmp_path, answers):
    table = tbl(["Question", "Answer"], [SSO, ""], [MFA, tc(p(build.text_control()))], ["Which region?", tc(p("____"))])
    source = docx(tmp_path / "form.docx", table)
    slots = [question.slots[0] for question in read(source).questions]
    filling = Filling(tuple(Write(slot, text) for slot, text in zip(slots, answers, strict=True)))
    contents = []
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).unlink(missing_ok=True)
        write(source, tmp_path / name, filling)
        contents.append((tmp_path / name).read_bytes())
    assert contents[0] == contents[1]
    python_docx.Document(str(tmp_path / "a.docx"))
    kinds = [slot.kind for slot in slots]
    assert kinds == [SlotKind.TEXT] * 3


def test_lines_in_controls(tmp_path):
    """A plain text control takes one line, one around a cell takes paragraphs, a rich one inside a paragraph takes breaks."""
    plain, rich = build.text_control(), sdt(build.hint("Enter text"), placeholder=True)
    cell = sdt(tc(p(build.hint("Enter text"), properties='<w:jc w:val="center"/>')), placeholder=True)
    table = tbl(["Question", "Answer"], [SSO, tc(p(plain))], [MFA, tc(p(rich))], ["Which region?", cell])
    fill(tmp_path, table, texts=dict.fromkeys(("T0.R1.C1", "T0.R2.C1", "T0.R3.C1"), "One\nTwo"))
    cells = python_docx.Document(str(tmp_path / "filled.docx")).tables[0]._tbl.xpath(".//w:tc")
    lines = [
        ["".join(t.text if t.tag.endswith("}t") else "|" for t in para.xpath(".//w:t | .//w:br")) for para in tc.xpath("./w:p")]
        for tc in cells
    ]
    assert lines[3::2] == [["One Two"], ["One|Two"], ["One", "Two"]]
