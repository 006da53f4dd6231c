"""Questions in paragraphs: what below them, or behind them, is there to be answered in, and what only looks like a question."""

from __future__ import annotations

import docx_build as build
import pytest
from docx_build import docx, found, p, tbl

from questionnaire_filler.forms.docx import read

SSO = "Do you support single sign-on (SSO) for all users?"
MFA = "Is multi-factor authentication required for administrators?"
REQUIREMENT = "The platform integrates with the log system of the customer."
EXPLAIN = "Explain the purpose of the processing and the categories of data."


@pytest.mark.parametrize("label", ["Vendor response:", "Response:", "Réponse :", "Antwort:", "回答："])
def test_a_line_for_the_response_makes_the_text_above_the_question_whatever_its_words(tmp_path, label):
    blocks = [
        p("4.1 Integration", style="Heading1"),
        p(REQUIREMENT),
        p(label),
        p("4.2 Support", style="Heading1"),
        p(REQUIREMENT),
        p(label),
    ]
    assert found(tmp_path, *blocks) == [("P1", "answer=P2"), ("P4", "answer=P5")]


def test_a_heading_right_above_the_line_is_the_question(tmp_path):
    assert found(tmp_path, p("Support model", style="Heading1"), p("Vendor response:")) == [("P0", "answer=P1")]


def test_questions_and_answers_marked_by_a_letter(tmp_path):
    assert found(tmp_path, p(f"Q: {SSO}"), p("A:"), p(), p(f"Q: {MFA}"), p("A:"), p()) == [("P0", "answer=P1"), ("P3", "answer=P4")]


def test_a_question_with_its_label_in_the_same_paragraph(tmp_path):
    paragraph = p(build.r(SSO), "<w:r><w:br/></w:r>", build.r("Answer: "))
    form = read(docx(tmp_path / "form.docx", paragraph))
    assert [(q.text, q.slots[0].where) for q in form.questions] == [(SSO, "P0")]


@pytest.mark.parametrize("line", ["[Respuesta del proveedor]", "<Vendor to complete>", "[Vendor]", "Click here to type your response"])
def test_a_placeholder_below_a_demand(tmp_path, line):
    demand = "The Vendor must notify the Customer of breaches within 48 hours."
    assert found(tmp_path, p(demand), p(build.r(line)), p(demand), p(build.r(line))) == [("P0", "answer=P1"), ("P2", "answer=P3")]


def test_a_bullet_in_brackets_behind_a_label(tmp_path):
    assert found(tmp_path, p("Retention period: [●]")) == [("P0", "answer=P0#0")]


@pytest.mark.parametrize("content", ["", "Answer:"])
def test_advice_may_stand_between_a_question_and_its_box(tmp_path, content):
    blocks = [p(EXPLAIN, num=True), p("Please be as specific as possible."), tbl([content])] * 2
    assert found(tmp_path, *blocks) == [("P0", "answer=T0.R0.C0"), ("P2", "answer=T1.R0.C0")]


def test_a_list_between_a_request_and_its_box_belongs_to_the_request(tmp_path):
    blocks = [p("Please describe your approach to continuity, covering:"), p("recovery times;", num=True), p("tests.", num=True), tbl([""])]
    assert found(tmp_path, *blocks) == [("P0", "answer=T0.R0.C0")]


def test_the_nearest_of_two_questions_takes_the_box(tmp_path):
    assert found(tmp_path, p(SSO), p("2. " + MFA), tbl([""])) == [("P0", "answer=P0"), ("P1", "answer=T0.R0.C0")]


def test_a_blank_text_box_below_a_question(tmp_path):
    assert found(tmp_path, p(SSO), p(build.text_box(p())), p(MFA), p(build.text_box(p()))) == [
        ("P0", "answer=X0/P0"),
        ("P2", "answer=X1/P0"),
    ]


def test_japanese_questions_end_without_a_question_mark(tmp_path):
    blocks = [p("インシデント対応手順を説明してください。"), p("回答："), p("再委託先はありますか。"), p()]
    assert found(tmp_path, *blocks) == [("P0", "answer=P1"), ("P2", "answer=P3")]


def test_the_last_question_of_a_list_is_followed_by_a_farewell(tmp_path):
    assert [where for where, _ in found(tmp_path, p(SSO, num=True), p(MFA, num=True), p("Please reply by Friday."))] == ["P0", "P1"]


# --- nothing asked -----------------------------------------------------------------------------------------------------------------------


def test_a_lone_question_over_blank_room_is_part_of_a_letter(tmp_path):
    assert found(tmp_path, p("Dear Ms Novak,"), p(), p("Could we arrange a call next week?"), p(), p("Yours sincerely,")) == []


def test_a_question_that_answers_itself_is_none(tmp_path):
    assert found(tmp_path, *[p("Who is responsible? The owner is responsible for this rule.", num=True), p()] * 2) == []


def test_steps_of_a_procedure_ask_nothing(tmp_path):
    steps = ["Ensure that all backups are verified each week.", "Select the file that is due and enter its number.", "Check if it is full."]
    assert found(tmp_path, *[block for step in steps for block in (p(step, num=True), p())]) == []


def test_running_text_may_begin_with_response(tmp_path):
    assert found(tmp_path, p("The parties shall comply with all laws."), p("Response: the parties answer within five days.")) == []


def test_advice_stands_between_a_question_and_its_blank_room(tmp_path):
    blocks = [p(f"2.1 {SSO}"), p("Guidance: name the standard."), p(), p()]
    assert found(tmp_path, *blocks, p(f"2.2 {MFA}"), p("(max. 100 words)"), p()) == [("P0", "answer=P2"), ("P4", "answer=P6")]


def test_answers_are_numbered_like_their_questions(tmp_path):
    assert found(tmp_path, p(f"Q1: {SSO}"), p("A1: "), p(f"Q2: {MFA}"), p("A2: ")) == [("P0", "answer=P1"), ("P2", "answer=P3")]


def test_a_label_over_a_box_or_blank_room_means_what_is_below_it(tmp_path):
    assert found(tmp_path, p(SSO), p("Response:"), tbl([""])) == [("P0", "answer=T0.R0.C0")]
    assert found(tmp_path, p(SSO), p("Response", style="Heading1"), p()) == [("P0", "answer=P2")]


def test_a_date_to_fill_in_is_one_blank(tmp_path):
    form = read(docx(tmp_path / "form.docx", p("Start date: __/__/____   End date: __ / __ / ____")))
    assert [(q.text, q.slots[0].where) for q in form.questions] == [("Start date", "P0#0"), ("End date", "P0#1")]


def test_two_rules_of_a_policy_ask_nothing(tmp_path):
    rules = ["2.1 Provide users with a password manager.", "2.2 Describe the exception in the register of exceptions."]
    assert found(tmp_path, *[block for rule in rules for block in (p(rule), p())]) == []


def test_blanks_in_the_sentences_of_a_template_ask_nothing(tmp_path):
    made = "This Agreement is made on the ____ day of ________ between ____________ (“Company”) and ____________ (“Supplier”)."
    assert found(tmp_path, p(made), p("2. Notices shall be sent to [insert address].")) == []
