"""Tables of forms in paragraphs and cells: scales, headers of one cell, columns that must stay, boxed cells, merged answer rows."""

from __future__ import annotations

import pytest
from docx_build import docx, found, p, r, tbl, tc

from questionnaire_filler.forms.docx import read

SSO = "Do you support single sign-on (SSO) for all users?"
MFA = "Is multi-factor authentication required for administrators?"
DESCRIBE = "Describe your incident response process."


@pytest.mark.parametrize(
    "scale", [["0", "1", "2", "3"], ["Level 1", "Level 2", "Level 3", "Level 4"], ["Never", "Rarely", "Often", "Always"]]
)
def test_the_steps_of_a_scale_are_marks(tmp_path, scale):
    table = tbl(["Practice", *scale, "Notes"], ["Asset inventory", "", "", "", "", ""], ["Awareness training", "", "", "", "", ""])
    assert found(tmp_path, table)[0] == (
        "T0.R1.C0",
        *[f"mark:{step}=T0.R1.C{column}" for column, step in enumerate(scale, 1)],
        "comment=T0.R1.C5",
    )


def test_a_scale_in_the_second_row_of_the_header(tmp_path):
    table = tbl(["Practice", tc("Maturity", span=3)], ["", "1", "2", "3"], ["Asset inventory", "", "", ""], ["Awareness", "", "", ""])
    assert found(tmp_path, table)[0] == ("T0.R2.C0", "mark:1=T0.R2.C1", "mark:2=T0.R2.C2", "mark:3=T0.R2.C3")


def test_a_header_with_a_year_is_no_identifier(tmp_path):
    table = tbl(["Nr.", "Frage", "Antwort 2026"], ["1", SSO, ""], ["2", MFA, ""])
    assert found(tmp_path, table) == [("T0.R1.C1", "answer=T0.R1.C2"), ("T0.R2.C1", "answer=T0.R2.C2")]


def test_a_header_over_the_questions_alone(tmp_path):
    assert found(tmp_path, tbl(["Question", ""], [SSO, ""], [MFA, ""])) == [
        ("T0.R1.C0", "answer=T0.R1.C1"),
        ("T0.R2.C0", "answer=T0.R2.C1"),
    ]


def test_a_column_of_guidance_does_not_ask(tmp_path):
    advice = "Refer to the standard. Describe policy, tooling and review cycle."
    table = tbl(["Control area", "Guidance (do not edit)", "Supplier response"], ["Access control", advice, ""], ["Logging", advice, ""])
    assert [where for where, _ in found(tmp_path, table)] == ["T0.R1.C0", "T0.R2.C0"]


def test_an_answer_row_that_is_merged_across(tmp_path):
    table = tbl(["1", SSO], [tc(span=2)], ["2", MFA], [tc(span=2)])
    assert found(tmp_path, table) == [("T0.R0.C1", "answer=T0.R1.C0"), ("T0.R2.C1", "answer=T0.R3.C0")]


def test_cells_that_leave_room_below_what_they_say(tmp_path):
    boxes = [tc(p("Bank name"), p()), tc(p("Account number"), p())]
    assert found(tmp_path, tbl(boxes)) == [("T0.R0.C0", "answer=T0.R0.C0"), ("T0.R0.C1", "answer=T0.R0.C1")]
    questions = tbl([tc(p(f"1. {DESCRIBE}"), p())], [tc(p(f"2. {SSO}"), p())])
    assert [where for where, _ in found(tmp_path, questions)] == ["T0.R0.C0", "T0.R1.C0"]


def test_a_question_with_its_label_in_one_cell(tmp_path):
    cell = tc(p(r("Which of the standards that are named above does your company hold a valid certificate for?")), p("Answer:"))
    assert found(tmp_path, tbl([cell])) == [("T0.R0.C0", "answer=T0.R0.C0")]


def test_a_layout_table_around_others_is_no_question(tmp_path):
    inner = tbl(["Question", "Answer"], [SSO, ""])
    outer = tbl([tc(p("Section 1: Access"), inner, p())], [tc(p("Section 2: Other"), inner, p())])
    assert [where for where, _ in found(tmp_path, outer)] == ["T0.R0.C0/T0.R1.C0", "T0.R1.C0/T0.R1.C0"]


def test_boxes_below_a_question_in_its_own_cell(tmp_path):
    rows = [[str(number), tc(p(text), p("☐ Yes  ☐ No")), ""] for number, text in ((1, SSO), (2, MFA))]
    assert found(tmp_path, tbl(["#", "Question and options", "Details"], *rows))[0] == (
        "T0.R1.C1",
        "mark:Yes=T0.R1.C1#0",
        "mark:No=T0.R1.C1#1",
        "comment=T0.R1.C2",
    )


def test_filled_facts_about_the_document_are_not_asked(tmp_path):
    facts = tbl(["Version:", "3.2"], ["Owner:", "CISO"], ["Date:", "1 May 2026"])
    assert found(tmp_path, facts) == []
    assert [where for where, _ in found(tmp_path, facts, p(), tbl(["Question", "Answer"], [SSO, ""]))] == ["T1.R1.C0"]


def test_filled_facts_belong_to_a_form_that_people_completed(tmp_path):
    facts = tbl(["Company name:", "Acme"], ["Date:", "1 May 2026"])
    completed = tbl(["Question", "Answer"], [SSO, "Yes."], [MFA, "Yes."])
    waiting = tbl(["Question", "Answer"], [SSO, "Yes."], [MFA, ""])
    assert [where for where, _ in found(tmp_path, facts, p(), completed)] == ["T0.R0.C0", "T0.R1.C0", "T1.R1.C0", "T1.R2.C0"]
    assert [where for where, _ in found(tmp_path, facts, p(), waiting)] == ["T0.R0.C0", "T1.R1.C0", "T1.R2.C0"]


def test_one_column_of_compliance_takes_what_is_said_of_it(tmp_path):
    table = tbl(["Requirement", "Compliance", "Comment"], [SSO, "", ""], [MFA, "", ""])
    assert found(tmp_path, table)[0] == ("T0.R1.C0", "answer=T0.R1.C1", "comment=T0.R1.C2")


def test_two_questions_in_a_row(tmp_path):
    table = tbl(["Question", "Answer", "Question", "Answer"], [SSO, "", MFA, ""])
    assert found(tmp_path, table) == [("T0.R1.C0", "answer=T0.R1.C1"), ("T0.R1.C2", "answer=T0.R1.C3")]


def test_a_code_for_the_response_numbers_nothing(tmp_path):
    table = tbl(["Req #", "Requirement", "Response Code", "Vendor Comments"], ["S1", SSO, "", ""], ["S2", MFA, "", ""])
    assert found(tmp_path, table)[0] == ("T0.R1.C1", "answer=T0.R1.C2", "comment=T0.R1.C3")


def test_cards_name_what_they_hold(tmp_path):
    cards = [tbl(["Question ID", f"SEC-{n}"], ["Question", text], ["Response", ""], ["Evidence", ""]) for n, text in ((1, SSO), (2, MFA))]
    form = read(docx(tmp_path / "form.docx", cards[0], p(), cards[1]))
    assert [(q.ref, q.where, [(s.role.value, s.where) for s in q.slots]) for q in form.questions] == [
        ("SEC-1", "T0.R1.C1", [("answer", "T0.R2.C1"), ("evidence", "T0.R3.C1")]),
        ("SEC-2", "T1.R1.C1", [("answer", "T1.R2.C1"), ("evidence", "T1.R3.C1")]),
    ]


@pytest.mark.parametrize(
    ("rows", "slots"),
    [
        ([["Response:"], [""]], ["answer=T0.R1.C0"]),
        ([["Response:", ""]], ["answer=T0.R0.C1"]),
        ([["Compliant (Y/N)", ""], ["Explanation", ""]], ["answer=T0.R0.C1", "comment=T0.R1.C1"]),
    ],
)
def test_a_small_table_that_only_says_what_to_write(tmp_path, rows, slots):
    assert found(tmp_path, p(f"1. {SSO}"), tbl(*rows)) == [("P0", *slots)]


# --- nothing asked -----------------------------------------------------------------------------------------------------------------------


def test_a_plan_of_tasks_asks_nothing(tmp_path):
    table = tbl(
        ["Task", "Owner", "Start", "End", "Status"], ["Kick-off", "PM", "1 May", "2 May", "Done"], ["Design", "Architect", "", "", ""]
    )
    assert found(tmp_path, table) == []


def test_references_of_a_policy_ask_nothing(tmp_path):
    table = tbl(
        ["Requirement", "Applies to", "Reference"], ["Length", "All accounts", "NIST 800-63B"], ["Second factor", "Administrators", ""]
    )
    assert found(tmp_path, table) == []


def test_ticks_of_who_does_what_ask_nothing(tmp_path):
    table = tbl(
        ["Control", "Customer", "Vendor", "Shared"], ["Physical security", "", "X", ""], ["Users", "X", "", ""], ["Keys", "", "", "X"]
    )
    assert found(tmp_path, table) == []


def test_a_list_of_issues_with_their_status_asks_nothing(tmp_path):
    assert found(tmp_path, tbl(["Issue", "Description", "Status"], ["101", "Login slow", "Fixed"], ["102", "Export fails", "Open"])) == []
