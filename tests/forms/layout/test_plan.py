"""What holds for any sheet whatever stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.forms.layout.assemble import FileFacts, assemble
from questionnaire_filler.forms.layout.grid import Cell, Grid, Rule, column_number, letters
from questionnaire_filler.forms.layout.plan import plan_sheet

TEXTS = [
    "Question",
    "Answer",
    "Comments",
    "Yes",
    "No",
    "N/A",
    "Do you encrypt data?",
    "Access Control",
    "1.1",
    "A-1",
    "If yes, explain",
    "Reviewer",
    "Name:",
    "X",
]
CELLS = st.builds(Cell, st.sampled_from(TEXTS) | st.text(max_size=5), st.booleans())
ROWS = st.dictionaries(st.integers(1, 12), st.dictionaries(st.integers(1, 6), CELLS, min_size=1), max_size=12)
MERGES = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 5), st.integers(0, 2), st.integers(0, 2)), max_size=3)


class YesOrNo:
    def at(self, row, column):
        return Rule("list", ("Yes", "No")) if self.has(row, column) else None

    def has(self, row, column):
        return column == 3


def grid(rows, merges):
    spans, covered = {}, {}
    for row, column, down, right in merges:
        places = [(r, c) for r in range(row, row + down + 1) for c in range(column, column + right + 1)]
        if len(places) < 2 or any(place in covered or place in spans for place in places):
            continue
        spans[row, column] = (row + down, column + right)
        covered.update(dict.fromkeys(places[1:], (row, column)))
    ordered = {row: dict(sorted(rows[row].items())) for row in sorted(rows)}
    return Grid("S", ordered, spans, covered, YesOrNo())


@settings(max_examples=150, deadline=None)
@given(rows=ROWS, merges=MERGES)
def test_slots_are_places_of_their_own_and_never_computed(rows, merges):
    sheet = grid(rows, merges)
    form = assemble(FileFacts(Path("f.xlsx"), "xlsx", ""), [plan_sheet(sheet)])
    places = [slot.where for question in form.questions for slot in question.slots]
    asked = [question.where for question in form.questions]
    assert len(set(asked)) == len(asked)
    assert not set(asked) & set(places)
    for place in places:
        cell = place.removeprefix("S!")
        at = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), column_number(cell.rstrip("0123456789"))
        assert sheet.writable(*at)
    assert [question.id for question in form.questions] == [f"Q{n}" for n in range(1, len(asked) + 1)]
    assert all(question.slots and question.text for question in form.questions)
    assert sum(area.questions for area in form.areas) >= len(asked)
    assert bool(form.questions) != bool(form.skipped)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 16384))
def test_columns_have_letters_and_back(column):
    assert column_number(letters(column)) == column


ITEMS = ("Encryption of customer data", "Single sign-on for all users", "Encrypted backups", "Quarterly reviews of access")


def checklist(head, *answers):
    rows = {1: dict(enumerate(map(Cell, head), 1))}
    rows |= {number: {1: Cell(item), 2: Cell(said)} for number, (item, said) in enumerate(zip(ITEMS, answers, strict=True), 2)}
    form = assemble(FileFacts(Path("form.xlsx"), "xlsx", ""), [plan_sheet(Grid("Checklist", rows))])
    return [(question.text, question.slots[0].where, question.slots[0].before) for question in form.questions]


def test_a_checklist_that_people_completed_is_found_by_the_answers_in_it():
    answers = ("Yes", "No", "N/A", "yes")
    expected = [(item, f"Checklist!B{row}", said) for row, (item, said) in enumerate(zip(ITEMS, answers, strict=True), 2)]
    assert checklist(("Item", "Status"), *answers) == expected


@pytest.mark.parametrize(
    ("head", "answers"),
    [
        (("Item", "Status"), ("Delivered", "Open", "Closed", "Delivered")),
        (("Item", "Status"), ("Yes", "Open", "Closed", "No")),
        (("Feature", "Edition"), ("Yes", "No", "Yes", "Yes")),
    ],
)
def test_a_table_of_facts_stays_one(head, answers):
    assert checklist(head, *answers) == []


def test_a_note_under_the_header_of_another_table_asks_nothing(form):
    asked = [f"Do you restrict access to {text}?" for text in ("logs", "keys", "backups")]
    rows = [["Note", "Note details"], ["1.1", "All answers must be in English"], ["Question", "Description", "Response"]]
    found = form({"RFx": [*rows, *([f"1.{i}", text] for i, text in enumerate(asked, 2))]})
    assert [question.where for question in found.questions] == ["RFx!B4", "RFx!B5", "RFx!B6"]
