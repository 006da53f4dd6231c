"""Tables side by side."""

from __future__ import annotations

from tests.forms.layout.workbooks import plan

N = None
LEFT = ["Is there a security policy?", "Do you train your staff each year?", "Who approves exceptions?"]
RIGHT = ["Are backups encrypted?", "Do you scan for vulnerabilities?", "How long are logs kept?"]


def test_two_tables_in_the_same_rows(form):
    rows = [[i, left, N, N, i + 3, right] for i, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True), 1)]
    found = form({"Check": [["Organisation", N, N, N, "Technology"], ["No", "Question", "Answer", N, "No", "Question", "Answer"], *rows]})
    assert plan(found) == {"B3": "C3", "F3": "G3", "B4": "C4", "F4": "G4", "B5": "C5", "F5": "G5"}
    assert [q.ref for q in found.questions] == ["1", "4", "2", "5", "3", "6"]


def test_tables_of_results_side_by_side_ask_nothing(form):
    rows = [["AC-1", 3, 2, "AC-2", 3, 2], ["AU-1", 3, 1, "AU-2", 3, 2], ["CM-1", 3, 2, "CM-2", 3, 1]]
    found = form({"Overview of scores": [["Requirement", "Maturity", "Gap", "Requirement", "Maturity", "Gap"], *rows]})
    assert not found.questions


def test_two_tables_that_were_answered(form):
    rows = [[i, left, "Yes", N, i + 3, right, "We do."] for i, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True), 1)]
    found = form({"Check": [["No", "Question", "Answer", N, "No", "Question", "Answer"], *rows]})
    assert len(found.questions) == 6
