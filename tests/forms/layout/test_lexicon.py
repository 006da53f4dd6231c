from __future__ import annotations

import pytest

from questionnaire_filler.forms.layout.lexicon import (
    ColumnRole,
    header_role,
    is_follow_up,
    is_placeholder,
    is_waiting,
    looks_like_question,
    option_value,
)
from questionnaire_filler.forms.layout.refs import is_ref, leading_ref


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Vendor Response", "answer"),
        ("CSP CAIQ Answer", "answer"),
        ("Réponse du fournisseur", "answer"),
        ("Umsetzungsstatus", "answer"),
        ("回答欄", "answer"),
        ("Compliant (Yes/No)", "answer"),
        ("Answer type", "guidance"),
        ("Expected response", "guidance"),
        ("Guidance", "guidance"),
        ("CSP Implementation Description (Optional/Recommended)", "comment"),
        ("Bemerkungen", "comment"),
        ("備考", "comment"),
        ("Document reference", "evidence"),
        ("Nachweise", "evidence"),
        ("Question ID", "id"),
        ("№", "id"),
        ("Nr.", "id"),
        ("Detailed Verification Requirement", "question"),
        ("Consensus Assessment Questions", "question"),
        ("Control Domain", "section"),
        ("SSRM Control Ownership", "other"),
        ("Due date", "other"),
        ("Analyst Notes", "customer"),
        ("Reviewer comments", "customer"),
        ("Score (internal use only)", "customer"),
        ("評価者コメント", "customer"),
    ],
)
def test_headers_say_what_a_column_is_for(header, role):
    hint = header_role(header)
    assert hint is not None
    assert hint.role == role


def test_options_head_columns_of_marks():
    assert header_role("Not Applicable").role is ColumnRole.MARK
    assert header_role("Nein").term == "no"


@pytest.mark.parametrize("text", ["Strategy & Metrics", "", "x" * 200])
def test_what_says_nothing_is_no_header(text):
    assert header_role(text) is None or header_role(text).weight < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Select...",
        "<Fill in>",
        "[Yes/No]",
        "____",
        "TBD",
        "Choose an item.",
        "-- Select --",
        "Please select",
        "選択してください",
        "{{answer}}",
        "Bitte auswählen",
        "Veuillez choisir",
    ],
)
def test_placeholders_wait_for_an_answer(text):
    assert is_placeholder(text)
    assert is_waiting(text)


@pytest.mark.parametrize(
    "text", ["Yes", "N/A", "", "We select vendors carefully by a documented process", "[1] ISO 27001, see policy", "Open"]
)
def test_answers_are_no_placeholders(text):
    assert not is_placeholder(text)


def test_a_value_that_nobody_chose_waits():
    assert is_waiting("Not Started")
    assert is_waiting("未確認")
    assert not is_waiting("No")


@pytest.mark.parametrize(
    ("text", "value"),
    [("Y", "yes"), ("Nein", "no"), ("はい", "yes"), ("N/A", "n/a"), ("Partially", "partial"), ("×", "no"), ("Perhaps", "")],
)
def test_options_stand_for_positions(text, value):
    assert option_value(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "If yes, please describe",
        "1.2 If so, how?",
        "Wenn ja, welche?",
        "Si oui, précisez",
        "En caso afirmativo, indique",
        "「はい」の場合、詳細",
    ],
)
def test_follow_ups_hang_on_the_question_above(text):
    assert is_follow_up(text)


@pytest.mark.parametrize(
    "text", ["Describe your encryption", "Is the office staffed if nobody answers?", "Please describe your backup process."]
)
def test_other_questions_stand_alone(text):
    assert not is_follow_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do you encrypt data?",
        "¿Existe una política de seguridad?",
        "データを暗号化していますか",
        "Describe your process for revoking access.",
    ],
)
def test_questions_read_like_questions(text):
    assert looks_like_question(text) >= 0.5


@pytest.mark.parametrize("text", ["Access Control", "Incident Response", "", "AC-2", "アクセス管理"])
def test_headings_do_not(text):
    assert looks_like_question(text) < 0.5


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("2.4 Do you?", "2.4"),
        ("CEK-03.1: Are keys", "CEK-03.1"),
        ("Q7. What", "Q7"),
        ("24 hours a day?", ""),
        ("SOC 2 Type II", ""),
        ("Do you", ""),
    ],
)
def test_identifiers_before_a_question(text, ref):
    assert leading_ref(text) == ref


@pytest.mark.parametrize("text", ["CEK-03.1", "1", "2.4", "A&A-01.1", "Q1", "V1.1.2", "GV.OC-01.1", "1.2.a", "AC-2(1)", "3.1.1[a]"])
def test_identifiers(text):
    assert is_ref(text)


@pytest.mark.parametrize("text", ["Yes", "hello", "Access control", "", "see policy 4"])
def test_words_are_no_identifiers(text):
    assert not is_ref(text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Basiskriterium", ColumnRole.QUESTION),
        ("Sicherheitsanforderungen", ColumnRole.QUESTION),
        ("Lieferantenantwort", ColumnRole.ANSWER),
        ("Vendor Response Code\n(F, M, N)", ColumnRole.ANSWER),
        ("Beschreibung der Umsetzung", ColumnRole.COMMENT),
    ],
)
def test_headers_of_one_word_or_with_a_code(text, role):
    assert header_role(text).role is role


def test_an_abbreviation_is_no_verb():
    assert looks_like_question("IS Policies and Organization") < 0.3 < looks_like_question("IS DATA ENCRYPTED AT REST")
