"""Layouts of real Word forms, rebuilt small: what is asked where, and where its answer goes."""

from __future__ import annotations

import docx_build as build
import pytest
from docx_build import docx, found, p, r, sdt, tbl, tc, tr

from questionnaire_filler.forms.docx import read
from questionnaire_filler.model import Role, SlotKind

SSO = "Do you support single sign-on (SSO) for all users?"
MFA = "Is multi-factor authentication required for administrators?"
BACKUP = "How often are backups of customer data tested?"


def test_question_and_answer_columns(tmp_path):
    table = tbl(["#", "Question", "Vendor response", "Comments"], ["1", SSO, "", ""], ["2", MFA, "", ""])
    assert found(tmp_path, table) == [
        ("T0.R1.C1", "answer=T0.R1.C2", "comment=T0.R1.C3"),
        ("T0.R2.C1", "answer=T0.R2.C2", "comment=T0.R2.C3"),
    ]


def test_title_and_section_rows_are_sections(tmp_path):
    table = tbl([tc("Security", span=2)], ["Question", "Answer"], [tc("Access control", span=2)], [SSO, ""], [MFA, ""])
    form = read(docx(tmp_path / "f.docx", p("Part A", style="Heading1"), table))
    assert [(q.where, q.section) for q in form.questions] == [
        ("T0.R3.C0", ("Part A", "Access control")),
        ("T0.R4.C0", ("Part A", "Access control")),
    ]


def test_yes_no_columns_after_the_question_with_a_two_row_header(tmp_path):
    start, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        [tc("#", merge=start), tc("Topic", merge=start), tc("In place?", span=2), tc("If yes, please describe", merge=start)],
        [tc(merge=goes_on), tc(merge=goes_on), "Yes", "No", tc(merge=goes_on)],
        ["1", SSO, "", "", ""],
        ["2", MFA, "", "", ""],
    )
    assert found(tmp_path, table)[0] == ("T0.R2.C1", "mark:Yes=T0.R2.C2", "mark:No=T0.R2.C3", "comment=T0.R2.C4")


def test_yes_no_columns_before_the_text(tmp_path):
    table = tbl([" Yes", "  No", "Control"], ["", "", "Least privilege"], ["", "", "Password policies"])
    assert found(tmp_path, table) == [
        ("T0.R1.C2", "mark:Yes=T0.R1.C0", "mark:No=T0.R1.C1"),
        ("T0.R2.C2", "mark:Yes=T0.R2.C0", "mark:No=T0.R2.C1"),
    ]


def test_a_table_goes_on_without_its_header(tmp_path):
    first = tbl(["#", "Question", "Yes", "No", "Describe capability"], ["1", SSO, "", "", ""])
    second = tbl(["2", MFA, "", "", ""], ["3", BACKUP, "", "", ""])
    assert [where for where, *_ in found(tmp_path, first, p(), p("Instruction: see below."), second)] == [
        "T0.R1.C1",
        "T1.R0.C1",
        "T1.R1.C1",
    ]


def test_answer_in_the_row_below(tmp_path):
    table = tbl(["1.1", SSO], ["", ""], ["1.2", MFA], ["", tc(p(), p())])
    form = read(docx(tmp_path / "f.docx", table))
    assert [(q.ref, q.where, q.slots[0].where) for q in form.questions] == [
        ("1.1", "T0.R0.C1", "T0.R1.C1"),
        ("1.2", "T0.R2.C1", "T0.R3.C1"),
    ]


def test_label_and_value_in_two_and_four_columns(tmp_path):
    assert found(tmp_path, tbl(["Company name", ""], ["Address:", ""]), p(), tbl(["Name:", "", "Date:", ""])) == [
        ("T0.R0.C0", "answer=T0.R0.C1"),
        ("T0.R1.C0", "answer=T0.R1.C1"),
        ("T1.R0.C0", "answer=T1.R0.C1"),
        ("T1.R0.C2", "answer=T1.R0.C3"),
    ]


def test_label_and_answer_in_one_cell(tmp_path):
    table = tbl([tc("AC-1", span=1), "Control summary information"], [tc("Responsible Role:", span=2)], [tc("Parameter AC-1(a):", span=2)])
    assert found(tmp_path, table) == [("T0.R1.C0", "answer=T0.R1.C0"), ("T0.R2.C0", "answer=T0.R2.C0")]


def test_check_all_that_apply_in_one_cell(tmp_path):
    boxes = [p(build.box_control(), " " + label) for label in ("Implemented", "Partially implemented", "Not applicable")]
    cell = tc(p("Implementation Status (check all that apply):"), *boxes)
    assert found(tmp_path, tbl(["AC-1", "Control summary information"], [cell])) == [
        (
            "T0.R1.C0",
            "mark:Implemented=T0.R1.C0#0",
            "mark:Partially implemented=T0.R1.C0#1",
            "mark:Not applicable=T0.R1.C0#2",
        )
    ]


def test_parts_of_a_solution(tmp_path):
    table = tbl([tc("AC-1 What is the solution and how is it implemented?", span=2)], ["Part a", ""], ["Part b", ""])
    assert found(tmp_path, table) == [("T0.R1.C0", "answer=T0.R1.C1"), ("T0.R2.C0", "answer=T0.R2.C1")]


def test_box_of_one_cell_below_a_question(tmp_path):
    boxed = tbl([tc(sdt(p(build.hint("Click here to enter explanation.")), placeholder=True))])
    assert found(tmp_path, p(SSO, num=True), boxed, p(), p(MFA, num=True), tbl([""])) == [
        ("P0", "answer=T0.R0.C0"),
        ("P2", "answer=T1.R0.C0"),
    ]


def test_boxes_with_text_are_instructions(tmp_path):
    assert found(tmp_path, tbl(["IMPORTANT: Please read this before you answer. Is anything unclear? Ask us."])) == []


@pytest.mark.parametrize("blank", ["____________", "........................", "[Enter company name]"])
def test_label_and_blank_in_a_paragraph(tmp_path, blank):
    assert found(tmp_path, p(f"Company name: {blank}")) == [("P0", "answer=P0#0")]


def test_two_blanks_in_one_paragraph(tmp_path):
    form = read(docx(tmp_path / "f.docx", p("Name: __________ Date: ________")))
    assert [(q.text, q.slots[0].where) for q in form.questions] == [("Name", "P0#0"), ("Date", "P0#1")]


def test_a_line_drawn_with_underlined_tabs(tmp_path):
    line = '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/><w:tab/></w:r>'
    assert found(tmp_path, p("Legal entity: ", line)) == [("P0", "answer=P0#0")]


def test_question_with_underscores_in_the_paragraphs_below(tmp_path):
    assert found(tmp_path, p(f"1. {SSO}"), p("_" * 60), p("_" * 60), p(f"2. {MFA}"), p("_" * 60)) == [
        ("P0", "answer=P1"),
        ("P3", "answer=P4"),
    ]


def test_options_in_the_question_or_below_it(tmp_path):
    blocks = [p(f"{SSO}  ☐ Yes  ☐ No"), p(MFA), p("☐ Yes   ☐ No   ☐ N/A"), p(BACKUP), p("☐ Monthly"), p("☐ Yearly")]
    assert found(tmp_path, *blocks) == [
        ("P0", "mark:Yes=P0#0", "mark:No=P0#1"),
        ("P1", "mark:Yes=P2#0", "mark:No=P2#1", "mark:N/A=P2#2"),
        ("P3", "mark:Monthly=P4#0", "mark:Yearly=P5#0"),
    ]


@pytest.mark.parametrize("box", ["[ ]", "□", "○", "( )"])
def test_other_boxes(tmp_path, box):
    assert found(tmp_path, p(f"{SSO} {box} Yes {box} No")) == [("P0", "mark:Yes=P0#0", "mark:No=P0#1")]


def test_labels_before_their_boxes(tmp_path):
    assert found(tmp_path, p(f"{SSO} Yes ☐ No ☐")) == [("P0", "mark:Yes=P0#0", "mark:No=P0#1")]


def test_boxes_of_a_symbol_font(tmp_path):
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    letter = r("o", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
    assert found(tmp_path, p(SSO, " ", symbol, " Yes ", letter, " No")) == [("P0", "mark:Yes=P0#0", "mark:No=P0#1")]


def test_legacy_fields(tmp_path):
    table = tbl(["Question", "Answer"], [SSO, tc(p(build.legacy_box(), " Yes ", build.legacy_box(), " No"))])
    blocks = [table, p("Company: ", build.legacy_text(limit=20)), p("Region: ", build.legacy_list("Select...", "EU", "US"))]
    form = read(docx(tmp_path / "f.docx", *blocks))
    slots = [slot for question in form.questions for slot in question.slots]
    assert [(s.where, s.kind, s.value, s.choices, s.max_length) for s in slots] == [
        ("T0.R1.C1#0", SlotKind.CHECK, "Yes", (), None),
        ("T0.R1.C1#1", SlotKind.CHECK, "No", (), None),
        ("P0#0", SlotKind.TEXT, "", (), 20),
        ("P1#0", SlotKind.CHOICE, "", ("EU", "US"), None),
    ]


def test_controls_around_cells_rows_and_blocks(tmp_path):
    cell = sdt(tc(p(build.hint("Enter text"))), placeholder=True)
    row = sdt(tr(tc(MFA), cell))
    block = sdt(p(build.hint("Click here to enter explanation.")), placeholder=True)
    table = tbl(["Question", "Answer"], tr(tc(SSO), cell), row)
    assert found(tmp_path, table, p(BACKUP, num=True), block) == [
        ("T0.R1.C0", "answer=T0.R1.C1"),
        ("T0.R2.C0", "answer=T0.R2.C1"),
        ("P0", "answer=S0/P0"),
    ]


def test_kinds_of_controls(tmp_path):
    choice, date = build.list_control("Yes", "No"), sdt(build.hint("Pick a date"), "<w:date/>", placeholder=True)
    table = tbl(["Question", "Answer"], [SSO, tc(p(choice))], ["When was it last tested?", tc(p(date))], [MFA, tc(p(build.text_control()))])
    form = read(docx(tmp_path / "f.docx", table))
    slots = [question.slots[0] for question in form.questions]
    assert [(s.kind, s.choices, s.before, s.placeholder) for s in slots] == [
        (SlotKind.CHOICE, ("Yes", "No"), "", "Choose an item."),
        (SlotKind.DATE, (), "", "Pick a date"),
        (SlotKind.TEXT, (), "", "Click or tap here to enter text."),
    ]


def test_text_box_counts_once(tmp_path):
    box = build.text_box(p(f"{SSO} ☐ Yes ☐ No"))
    assert found(tmp_path, p("See the box. ", box)) == [("X0/P0", "mark:Yes=X0/P0#0", "mark:No=X0/P0#1")]


def test_nested_table(tmp_path):
    inner = tbl(["Company name", ""], ["Country", ""])
    assert found(tmp_path, tbl([tc(p("Details"), inner, p())])) == [
        ("T0.R0.C0/T0.R0.C0", "answer=T0.R0.C0/T0.R0.C1"),
        ("T0.R0.C0/T0.R1.C0", "answer=T0.R0.C0/T0.R1.C1"),
    ]


def test_deleted_text_is_no_text(tmp_path):
    deleted = '<w:del w:id="1"><w:r><w:delText>Old question?</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{r(SSO)}</w:ins>'
    form = read(docx(tmp_path / "f.docx", tbl(["Question", "Answer"], [tc(p(deleted, inserted)), ""])))
    assert [q.text for q in form.questions] == [SSO]


def test_grid_before_shifts_the_columns(tmp_path):
    table = tbl(["Question", "Answer", "Comments"], tr(tc(MFA), tc(), properties='<w:gridBefore w:val="1"/>'))
    assert found(tmp_path, table, p()) == [("T0.R1.C1", "answer=T0.R1.C2")] or found(tmp_path, table)[0][0] == "T0.R1.C1"


def test_numbered_questions_with_room_below(tmp_path):
    assert found(tmp_path, p(SSO, num=True), p(), p(), p(MFA, num=True), p()) == [("P0", "answer=P1"), ("P3", "answer=P4")]


def test_numbered_questions_without_room(tmp_path):
    assert found(tmp_path, p(SSO, num=True), p(MFA, num=True), p(BACKUP, num=True)) == [
        ("P0", "answer=P0"),
        ("P1", "answer=P1"),
        ("P2", "answer=P2"),
    ]


def test_answer_line_below_the_question(tmp_path):
    assert found(tmp_path, p(f"1. {SSO}"), p("Answer:"), p(f"2. {MFA}"), p("Answer: ________")) == [
        ("P0", "answer=P1"),
        ("P2", "answer=P3#0"),
    ]


def test_follow_up_names_its_parent(tmp_path):
    form = read(docx(tmp_path / "f.docx", tbl(["Question", "Answer"], [SSO, ""], ["If yes, please describe how.", ""])))
    assert [(q.id, q.parent) for q in form.questions] == [("Q1", ""), ("Q2", "Q1")]


def test_answers_that_stand_there_are_read(tmp_path):
    table = tbl(["Question", "Response"], [SSO, "Yes, with SAML."], [MFA, ""])
    form = read(docx(tmp_path / "f.docx", table))
    assert [q.slot(Role.ANSWER).before for q in form.questions] == ["Yes, with SAML.", ""]


def test_a_form_that_people_completed(tmp_path):
    below = tbl(["1.1", SSO], ["", "Yes, with SAML."], ["1.2", MFA], ["", "Yes."])
    beside = tbl(["Company name:", "Acme Ltd"], ["Country:", "Ireland"])
    form = read(docx(tmp_path / "f.docx", below, p(), beside))
    assert [(q.where, q.slots[0].before) for q in form.questions] == [
        ("T0.R0.C1", "Yes, with SAML."),
        ("T0.R2.C1", "Yes."),
        ("T1.R0.C0", "Acme Ltd"),
        ("T1.R1.C0", "Ireland"),
    ]


def test_protected_documents_lock_plain_text(tmp_path):
    table = tbl(["Question", "Answer"], [SSO, ""], [MFA, tc(p(build.legacy_text()))])
    form = read(docx(tmp_path / "f.docx", table, settings='<w:documentProtection w:edit="forms" w:enforcement="1"/>'))
    assert [q.slots[0].locked for q in form.questions] == [True, False]


@pytest.mark.parametrize(
    "blocks",
    [
        [p("Security policy", style="Heading1"), p("We encrypt data. Employees must use strong passwords."), p()],
        [tbl(["Date", "Version", "Description", "Author"], ["1 May", "1.0", "First version", "PMO"], ["", "", "", ""])],
        [tbl(["Name", "Address", "Service", "Country"], ["", "", "", ""], ["", "", "", ""])],
        [tbl(["1", "Term", "Meaning"], ["2", "MFA", "Multi-factor authentication"])],
        [p("1. Do you agree? \t 3", style="TOC1"), p()],
        [p("Draft response", style="Heading1"), p(build.text_control()), p()],
        [p("Then, select yes or no to answer the question: Is the control in place?"), p(), p("Checklist", bold=True)],
        [p("We, [Company name], located at [Company address], agree with the terms of this agreement.")],
    ],
    ids=["prose", "revisions", "inventory", "glossary", "contents", "response template", "instruction", "contract"],
)
def test_what_asks_nothing(tmp_path, blocks):
    assert found(tmp_path, *blocks) == []


def test_response_rows_below_a_question(tmp_path):
    table = tbl(
        [tc(f"1. {SSO}", span=2)], ["Response:", ""], ["Comments:", ""], [tc(f"2. {MFA}", span=2)], ["Response:", ""], ["Comments:", ""]
    )
    assert found(tmp_path, table) == [
        ("T0.R0.C0", "answer=T0.R1.C1", "comment=T0.R2.C1"),
        ("T0.R3.C0", "answer=T0.R4.C1", "comment=T0.R5.C1"),
    ]


def test_response_in_the_cell_below_a_question(tmp_path):
    table = tbl([f"1. {SSO}"], ["Response:"], [f"2. {MFA}"], ["Response:"])
    assert found(tmp_path, table) == [("T0.R0.C0", "answer=T0.R1.C0"), ("T0.R2.C0", "answer=T0.R3.C0")]


def test_options_in_a_small_table_below_the_question(tmp_path):
    boxes = tbl(["☐ Yes", "☐ No", "☐ N/A"])
    positions = tbl(["Yes", "No"], ["", ""])
    assert found(tmp_path, p(f"1. {SSO}"), boxes, p(f"2. {MFA}"), p(), positions) == [
        ("P0", "mark:Yes=T0.R0.C0#0", "mark:No=T0.R0.C1#0", "mark:N/A=T0.R0.C2#0"),
        ("P1", "mark:Yes=T1.R1.C0", "mark:No=T1.R1.C1"),
    ]


def test_printed_options_are_choices(tmp_path):
    form = read(docx(tmp_path / "f.docx", tbl(["Question", "Answer"], [SSO, "Yes / No"], [MFA, "Yes/No/N/A"])))
    assert [(q.slots[0].kind, q.slots[0].choices, q.slots[0].before) for q in form.questions] == [
        (SlotKind.CHOICE, ("Yes", "No"), ""),
        (SlotKind.CHOICE, ("Yes", "No", "N/A"), ""),
    ]


def test_headers_over_one_row_of_controls(tmp_path):
    table = tbl(["Unique identifier", "System name", "Abbreviation"], [tc(p(build.text_control())) for _ in range(3)])
    assert found(tmp_path, table) == [(f"T0.R0.C{n}", f"answer=T0.R1.C{n}") for n in range(3)]


def test_answer_cell_with_boxes_and_a_comment_line(tmp_path):
    cell = tc(p("☐ Yes ☐ No"), p("Comments: __________"))
    assert found(tmp_path, tbl(["Question", "Answer"], [SSO, cell])) == [
        ("T0.R1.C0", "mark:Yes=T0.R1.C1#0", "mark:No=T0.R1.C1#1", "comment=T0.R1.C1#2")
    ]


def test_question_cells_inside_controls_with_text(tmp_path):
    locked = sdt(tc(p(SSO)), '<w:lock w:val="sdtContentLocked"/>')
    assert found(tmp_path, tbl(["Question", "Answer"], [locked, ""])) == [("T0.R1.C0", "answer=T0.R1.C1")]


def test_a_letter_with_questions(tmp_path):
    letter = [
        p("Dear supplier,"),
        p("As part of our due diligence we kindly ask you to answer the questions below by 30 June."),
        p(),
        p(f"1. {SSO}"),
        p(),
        p("2. Please describe your process for managing vulnerabilities, including time frames."),
        p(),
        p("Yours sincerely,"),
        p(),
        p("Head of Procurement"),
    ]
    assert found(tmp_path, *letter) == [("P3", "answer=P4"), ("P5", "answer=P6")]


def test_a_german_form(tmp_path):
    table = tbl(["Nr.", "Frage", "Antwort", "Bemerkungen"], ["1", "Werden Kundendaten verschlüsselt gespeichert?", "", ""])
    blocks = [table, p("Firma: ______________"), p("Verfügen Sie über eine Zertifizierung nach ISO 27001? ☐ Ja ☐ Nein")]
    assert found(tmp_path, *blocks) == [
        ("T0.R1.C1", "answer=T0.R1.C2", "comment=T0.R1.C3"),
        ("P0", "answer=P0#0"),
        ("P1", "mark:Ja=P1#0", "mark:Nein=P1#1"),
    ]


def test_a_japanese_form(tmp_path):
    table = tbl(["番号", "質問", "回答", "備考"], ["1", "情報セキュリティ方針を策定していますか。", "", ""])
    assert found(tmp_path, table) == [("T0.R1.C1", "answer=T0.R1.C2", "comment=T0.R1.C3")]


def test_boxes_in_the_last_column(tmp_path):
    table = tbl(["Digital identity level", "Assurance", ""], ["Level 1", "IAL1", "☐"], ["Level 2", "IAL2", "☐"])
    assert found(tmp_path, table) == [("T0.R1.C0", "mark:Yes=T0.R1.C2#0"), ("T0.R2.C0", "mark:Yes=T0.R2.C2#0")]


def test_rows_of_options_belong_to_the_paragraph_above(tmp_path):
    table = tbl(["☐", "Opt-out. No personal data."], ["☐", "Willing to host personal data."])
    assert found(tmp_path, p("Check one."), table)[0][1:] == (
        "mark:Opt-out. No personal data.=T0.R0.C0#0",
        "mark:Willing to host personal data.=T0.R1.C0#0",
    )
