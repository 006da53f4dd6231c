"""What is written into a Word form passes the independent proof, and labels stay: reader, writer and verifier together."""

from __future__ import annotations

import docx_build as build
import pytest
from docx_build import docx, hint, p, r, sdt, tbl, tc

from questionnaire_filler.forms.docx import read, write
from questionnaire_filler.forms.verify import verify
from questionnaire_filler.model import Filling, Write

SSO = "Do you support single sign-on (SSO) for all users?"
MFA = "Is multi-factor authentication required for administrators?"
LINES = "We do.\nSee the second line.\n- and a bullet"
LEADER = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>'
TAB = "<w:r><w:tab/></w:r>"


def filled(tmp_path, *blocks, text=LINES):
    """Fill the main slot of every question; return the form as it reads then, after the proof."""
    source, target = docx(tmp_path / "form.docx", *blocks), tmp_path / "filled.docx"
    slots = [question.slots[0] for question in read(source).questions]
    written = write(source, target, Filling(tuple(Write(slot, text) for slot in slots)))
    assert not written.refused
    proof = verify(source, target, {one.slot.where: one.text for one in written.writes})
    assert proof.ok, proof.problems
    return [one.after for one in proof.differences]


CONTROL = sdt(p(hint("Click here to enter text.")), "<w:id w:val='5'/>", placeholder=True)


@pytest.mark.parametrize(
    "block",
    [
        CONTROL,
        sdt(CONTROL, "<w:id w:val='6'/>"),
        sdt(p(), "<w:id w:val='7'/>"),
        p(build.text_control()),
        tbl([tc(CONTROL, p())]),
        tbl([tc(p())]),
        p(build.text_box(p())),
        p(properties=LEADER),
    ],
)
def test_an_answer_of_several_lines_is_proven_wherever_it_goes(tmp_path, block):
    after = filled(tmp_path, p(SSO), block, p(MFA), block)
    assert len(after) == 2
    assert all("We do." in text and "bullet" in text and "Click" not in text for text in after)


@pytest.mark.parametrize("label", ["Vendor response:", "Response:", "Your answer:", "Vendor response"])
def test_the_label_of_the_answer_stays(tmp_path, label):
    filled(tmp_path, p(SSO), p(label), p(MFA), p(label))
    assert document_text(tmp_path).count(label) == 2


def test_the_label_stays_in_a_cell(tmp_path):
    assert filled(tmp_path, tbl(["1", SSO], ["", "Vendor response: "]), text="Yes") == ["Vendor response: Yes"]


def test_the_answer_stands_in_place_of_dots_that_lead_to_nothing(tmp_path):
    assert filled(tmp_path, p(SSO), p(TAB, properties=LEADER), p(r(MFA), TAB, properties=LEADER), text="Yes") == ["Yes", f"{MFA} Yes"]


def test_dots_that_lead_to_a_page_are_no_place(tmp_path):
    assert not read(docx(tmp_path / "form.docx", p(r("Is data encrypted?"), TAB, r("12"), properties=LEADER))).questions


@pytest.mark.parametrize("box", ["[ ]", "[_]", "( )", "☐", "○", "◯", "⬜"])
def test_any_kind_of_box_is_ticked_with_proof(tmp_path, box):
    assert len(filled(tmp_path, p(f"{SSO}  {box} Yes  {box} No"), text="X")) == 1


def test_the_first_choice_of_a_legacy_list_is_chosen_with_proof(tmp_path):
    rows = tbl([SSO, tc(p(build.legacy_list("Yes", "No")))], [MFA, tc(p(build.legacy_list("Yes", "No")))])
    assert [slot.where for question in read(docx(tmp_path / "f.docx", rows)).questions for slot in question.slots] == [
        "T0.R0.C1#0",
        "T0.R1.C1#0",
    ]
    assert len(filled(tmp_path, rows, text="Yes")) == 2


@pytest.mark.parametrize("options", ["Yes / No", "Yes/No (delete as appropriate)", "Yes / No / N/A"])
def test_options_printed_behind_a_question_give_way_to_one(tmp_path, options):
    assert filled(tmp_path, p(f"{SSO} {options}"), text="No") == [f"{SSO} No"]


def test_options_in_brackets_give_way_to_one(tmp_path):
    table = tbl(["Requirement", "Compliance"], [SSO, "[Yes/No/Partial]"])
    assert filled(tmp_path, table, text="Partial") == ["Partial"]


def document_text(path):
    """Return all the text of the filled document."""
    import docx as python_docx

    return "\n".join(paragraph.text for paragraph in python_docx.Document(str(path / "filled.docx")).paragraphs)
