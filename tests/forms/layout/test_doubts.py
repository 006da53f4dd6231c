"""Rows that list facts, controls or tasks ask nobody."""

from __future__ import annotations

import pytest

from tests.forms.layout.workbooks import plan

RULES = ["Access to servers is restricted.", "Employees shall report any loss.", "Changes are approved before release.", "Logs are kept."]
TASKS = ["Order laptops", "Plan the training", "Write the report", "Close the project"]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Control ID", "Control description", "Frequency", "Last tested"],
            *([f"C{i}", text, "Yearly", "2026"] for i, text in enumerate(RULES)),
        ],
        [["Section", "Policy statement"], *([str(i), text] for i, text in enumerate(RULES, 1))],
        [["Task", "Owner", "Due date", "Status", "Comments"], *([text] for text in TASKS)],
    ],
)
def test_nothing_is_asked(form, rows):
    assert not form({"Library": rows}).questions


def test_questions_without_a_place_for_answers_are_asked(form):
    asked = ["Encryption of disks", "Retention of logs", "Names of subcontractors"]
    found = form({"Qs": [["ID", "Question"], *([f"Q{i}", text] for i, text in enumerate(asked))]})
    assert plan(found) == {"B2": "C2", "B3": "C3", "B4": "C4"}


def test_a_sheet_without_header_goes_on_with_the_columns_of_another(form):
    asked = ["Do you restrict access?", "Who approves it?", "How often is it reviewed?"]
    first = [["No", "Question", "Answer"], *([f"1.{i}", text] for i, text in enumerate(asked))]
    second = [[f"2.{i}", text.replace("it", "this")] for i, text in enumerate(asked)]
    found = form({"General": first, "Network": second})
    assert [question.slots[0].where for question in found.questions] == [
        *(f"General!C{row}" for row in (2, 3, 4)),
        *(f"Network!C{row}" for row in (1, 2, 3)),
    ]


def test_a_column_called_response_asks_also_when_it_is_full(form):
    rows = [[text, f"We follow rule {i} of our manual."] for i, text in enumerate(["Disks", "Logs", "Names of subcontractors", "Keys"])]
    assert plan(form({"NFR": [["Description", "Vendor response"], *rows]})) == {f"A{row}": f"B{row}" for row in (2, 3, 4, 5)}


def test_a_library_of_answers_asks_nobody(form):
    rows = [["access", f"Do you restrict access to {text}?", "Yes, by role.", "2026-02-01"] for text in ("logs", "keys", "backups")]
    assert not form({"Library": [["Tags", "Question", "Answer", "Last updated"], *rows]}).questions


def test_names_that_repeat_are_no_labels(form):
    rows = [[f"1.{i}", "2026-01-01", "Section on access updated", "CISO"] for i in range(6)]
    assert not form({"Revision History": [["Version", "Date", "Description of change", "Approved by"], *rows]}).questions
