from __future__ import annotations

import pytest

from questionnaire_filler.errors import UsageError
from questionnaire_filler.forms import xlsx
from questionnaire_filler.forms.layout.mapping import parse_map, parse_maps
from questionnaire_filler.model import SheetMap
from tests.forms.layout.workbooks import workbook


def test_a_correction_is_read():
    found = parse_map("Security!question=B answer=d comment=E mark:Yes=F rows=5-90")
    assert found == SheetMap("Security", (("question", "B"), ("answer", "D"), ("comment", "E"), ("mark:Yes", "F")), (5, 90))


def test_sheet_names_may_be_quoted_and_hold_marks():
    assert parse_map("'It''s! 2'!question=B").sheet == "It's! 2"
    assert parse_map("A B!skip") == SheetMap("A B", skip=True)
    assert parse_map("question=B answer=C").sheet == ""
    assert parse_map('S!question=B mark:"Not applicable"=E').columns[1] == ("mark:Not applicable", "E")


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("Sheet!", "says nothing"),
        ("Sheet!question", "no “=”"),
        ("Sheet!frage=B", "no role"),
        ("Sheet!question=4", "no column"),
        ("Sheet!question=B rows=9-5", "ends before"),
        ("Sheet!question=B rows=x", "no range"),
        ("Sheet!question=B rows=0-5", "no range"),
        ("Sheet!question=B answer=B", "two roles"),
        ("Sheet!question=B question=C", "two columns"),
        ("Sheet!question=B mark=C", "needs its option"),
        ("Sheet!question=B answer:Yes=C", "needs its option"),
    ],
)
def test_what_cannot_be_meant_is_told(spec, says):
    with pytest.raises(UsageError, match=says) as error:
        parse_map(spec)
    assert error.value.hint


def test_two_corrections_of_one_sheet_are_refused():
    with pytest.raises(UsageError, match="twice"):
        parse_maps(["S!question=B", "s!answer=C"])


@pytest.fixture
def path(tmp_path):
    rows = [["a", "b", "c", "d"], ["Do you encrypt data?", "x", "Where is it?"], ["Do you have MFA?", "y", "Who holds keys?"], ["Total"]]
    return workbook(tmp_path / "form.xlsx", {"Q": rows, "Other": [["#", "Question", "Answer"], [1, "Do you log?"], [2, "Do you scan?"]]})


def places(form):
    return {q.where: [f"{s.role}:{s.where}" for s in q.slots] for q in form.questions if q.where.startswith("Q!")}


def test_what_the_user_says_comes_before_what_was_found(path):
    form = xlsx.read(path, parse_maps(["Q!question=C answer=D comment=E rows=2-3"]))
    assert places(form) == {"Q!C2": ["answer:Q!D2", "comment:Q!E2"], "Q!C3": ["answer:Q!D3", "comment:Q!E3"]}
    assert [(area.where, area.mapped) for area in form.areas] == [("Q", "given"), ("Other", "")]
    assert "given by --map" in {column.reason for column in form.areas[0].columns}


def test_marks_can_be_given(path):
    form = xlsx.read(path, parse_maps(["Q!question=A mark:Yes=D mark:No=E rows=2-3"]))
    assert places(form)["Q!A2"] == ["mark:Q!D2", "mark:Q!E2"]
    assert [slot.value for slot in form.questions[0].marks] == ["Yes", "No"]


def test_a_sheet_can_be_skipped_whatever_the_case_of_its_name(path):
    form = xlsx.read(path, parse_maps(["other!skip"]))
    assert not [q for q in form.questions if q.where.startswith("Other")]
    assert ("Other", "skipped by --map") in {(s.where, s.reason) for s in form.skipped}


def test_a_sheet_that_is_not_there_is_told_with_the_nearest_name(path):
    with pytest.raises(UsageError) as error:
        xlsx.read(path, parse_maps(["Othr!question=B"]))
    assert "Other" in error.value.hint


def test_formulas_stay_no_slots(tmp_path):
    form = xlsx.read(
        workbook(tmp_path / "f.xlsx", {"Q": [["Do you encrypt?", "=1+1"], ["Do you log?", None]]}), parse_maps(["Q!question=A answer=B"])
    )
    assert [q.slots[0].where for q in form.questions] == ["Q!B2"]
