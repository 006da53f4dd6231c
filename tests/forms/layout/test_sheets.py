"""What a sheet's name says that it is for."""

from __future__ import annotations

import pytest

from questionnaire_filler.forms.layout.sheets import Purpose, purpose
from tests.forms.layout.workbooks import plan

ASKED = ["A empresa possui política formal?", "Como são protegidos os dados?", "Há auditoria periódica?"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Data", Purpose.DATA),
        ("Data protection", Purpose.UNKNOWN),
        ("リスト", Purpose.DATA),
        ("チェックリスト", Purpose.UNKNOWN),
        ("Evaluation", Purpose.CUSTOMER),
        ("Self-evaluation", Purpose.UNKNOWN),
        ("Auto-évaluation", Purpose.UNKNOWN),
        ("Selbstbewertung", Purpose.UNKNOWN),
    ],
)
def test_purpose(name, kind):
    assert purpose(name) is kind


def test_a_sheet_named_evaluation_asks_where_no_other_does(form):
    rows = [["Item", "Pergunta", "Resposta", "Comentários"], *([i, text] for i, text in enumerate(ASKED, 1))]
    assert plan(form({"Avaliação": rows})) == {f"B{row}": f"C{row}" for row in (2, 3, 4)}


def test_but_not_one_that_the_customer_fills(form):
    rows = [
        ["No", "Criterion", "Score", "Evaluator's remarks"],
        *([i, f"How good is the answer on {text}?"] for i, text in enumerate("ABC", 1)),
    ]
    assert not form({"Internal evaluation": rows}).questions


def test_questions_across_a_sheet_named_responses(form):
    asked = ["Who is your security contact?", "Do you encrypt backups?", "Where is the data stored?"]
    assert plan(form({"Responses": [["Supplier", *asked], ["Your company"]]})) == {"B1": "B2", "C1": "C2", "D1": "D2"}


def test_an_overview_of_the_service_is_asked_for(form):
    rows = [["Company name"], ["Product or service name"], ["Who is your security contact?"], ["Hosting location"]]
    assert form({"Service Overview": rows}).questions
