"""What the matcher reaches on the labelled questions of this folder; floors that may only rise.

The judge's numbers are fitted on these questionnaires too, whole ones left out in turn (tools/fit_judge.py), so the figures here are a
guard against getting worse, not a measurement of what users see; that is in the README, on questionnaires that nothing was fitted on.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from questionnaire_filler.bank import load
from questionnaire_filler.draft.propose import propose
from questionnaire_filler.linking import matcher_for
from questionnaire_filler.model import Decision, Form, Proposal, Question, Role, Slot, State
from questionnaire_filler.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
ITEMS = [json.loads(line) for line in (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()]

PRECISION, COVERAGE, FIRST, AMONG_FIVE = 0.95, 0.18, 0.79, 0.93


@pytest.fixture(scope="module")
def outcome() -> tuple[Mapping[str, Proposal], Mapping[str, Decision]]:
    bank = load(HERE / "bank")
    settings = Settings(date(2026, 11, 23))
    questions = tuple(
        Question(f"Q{number}", item["text"], f"B{number}", (Slot(Role.ANSWER, f"C{number}"),)) for number, item in enumerate(ITEMS)
    )
    form = Form(Path("eval.csv"), "csv", "", questions=questions)
    draft = propose(form, bank, matcher_for(bank, settings), settings)
    return draft.proposals, draft.decisions


def test_what_fills_itself_in_is_right_and_not_rare(outcome):
    _, decisions = outcome
    filled = [(item, decisions[f"Q{n}"]) for n, item in enumerate(ITEMS) if decisions[f"Q{n}"].state is State.FILLED]
    right = [
        bool(item["gold"]) and (set(item["gold"]) <= set(found.entries) if item.get("all") else set(found.entries) <= set(item["gold"]))
        for item, found in filled
    ]
    answerable = sum(bool(item["gold"]) for item in ITEMS)
    assert sum(right) / len(right) >= PRECISION
    assert sum(right) / answerable >= COVERAGE


def test_the_right_entry_comes_first_or_nearly(outcome):
    proposals, _ = outcome
    asked = [
        (item["gold"], [candidate.entry for candidate in proposals[f"Q{n}"].candidates]) for n, item in enumerate(ITEMS) if item["gold"]
    ]
    assert sum(bool(found) and found[0] in gold for gold, found in asked) / len(asked) >= FIRST
    assert sum(bool(set(found[:5]) & set(gold)) for gold, found in asked) / len(asked) >= AMONG_FIVE


def test_no_question_that_is_turned_round_fills_itself_in_with_a_position(outcome):
    _, decisions = outcome
    traps = [decisions[f"Q{n}"] for n, item in enumerate(ITEMS) if item["kind"] == "polarity"]
    assert not [found for found in traps if found.state is State.FILLED and found.position is not None]
