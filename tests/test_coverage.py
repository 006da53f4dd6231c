"""How far a bank reaches: what is counted, and which entries would raise it most."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from questionnaire_filler.coverage import answered_topics, of_field, of_form, weight
from questionnaire_filler.draft.draft import Draft
from questionnaire_filler.matching.tokens import BUCKETS
from questionnaire_filler.model import Bank, Decision, Declined, Entry, Form, Place, Proposal, Question, Reason, State, Status, Topic
from questionnaire_filler.settings import Settings

PLACE = Place(Path("a.yaml"), 1, 1)


def topic(name: str, section: str, asked: int = 0, **more) -> Topic:
    return Topic(name, name, phrasings=(f"Is {name} there?",), section=section, frameworks={"CAIQ-4": ("X",) * asked}, **more)


TOPICS = (
    topic("sso", "Access", 3),
    topic("mfa", "Access", 1),
    topic("backup", "Backup"),
    topic("often", "Backup", 1, implies=("backup",), kind="frequency"),
    topic("auditor", "Backup", 8, decoy=True),
)


@pytest.fixture
def knowledge():
    return SimpleNamespace(topics=TOPICS, idf=np.ones(BUCKETS, dtype=np.float32), near_owner=())


def entry(name: str, **more) -> Entry:
    return Entry(name, f"Is {name} there?", PLACE, answer="Yes.", topic=name, **more)


def test_a_topic_weighs_more_the_more_questionnaires_ask_it():
    assert [weight(found) for found in TOPICS] == [4, 2, 1, 2, 9]


def test_the_field_is_what_vendors_answer(knowledge):
    found = of_field([entry("sso")], knowledge)
    assert (found.topics, found.answered) == (4, 1)
    assert found.share == pytest.approx(4 / 9)
    assert [(one.section, one.topics, one.answered, one.share) for one in found.sections] == [
        ("Access", 2, 1, pytest.approx(4 / 6)),
        ("Backup", 2, 0, 0.0),
    ]


def test_an_entry_that_answers_another_topic_as_well_raises_most(knowledge):
    wishes = of_field([], knowledge).wishes
    assert [(wish.topic.id, wish.gain) for wish in wishes] == [
        ("sso", pytest.approx(4 / 9)),
        ("often", pytest.approx(3 / 9)),
        ("mfa", pytest.approx(2 / 9)),
    ]
    assert of_field([entry(found.id) for found in TOPICS], knowledge).wishes == ()


def test_what_is_implied_is_answered_and_a_draft_answers_nothing(knowledge):
    assert answered_topics([entry("often")], knowledge) == {"often", "backup"}
    assert answered_topics([entry("sso", status=Status.DRAFT)], knowledge) == frozenset()
    assert answered_topics([entry("sso", status=Status.DRAFT)], knowledge, drafts=True) == {"sso"}


def draft(*asked: tuple[State, str]) -> Draft:
    """Return a draft whose questions have a state and the topic that they were declined for."""
    questions = tuple(Question(f"Q{number}", "?", f"A{number}") for number, _ in enumerate(asked, 1))
    proposals = {
        question.id: Proposal(question.id, declined=(Declined(name, ""),))
        for question, (state, name) in zip(questions, asked, strict=True)
        if state is not State.KEPT
    }
    decisions = {question.id: Decision(question.id, state, Reason.MATCHED) for question, (state, _) in zip(questions, asked, strict=True)}
    form = Form(Path("f.csv"), "csv", "", "", questions, ())
    return Draft(form, Bank(Path("answers"), (), ""), Settings(date(2026, 11, 23)), 0.9, proposals, decisions)


def test_a_form_counts_what_fills_itself_in_and_what_waits(knowledge):
    found = of_form(draft((State.FILLED, "sso"), (State.REVIEW, "mfa"), (State.OPEN, "sso"), (State.KEPT, "sso")), knowledge)
    assert (found.questions, found.filled, found.review) == (3, 1, 1)
    assert found.share == pytest.approx(2 / 3)


def test_a_form_wishes_for_what_most_of_its_open_questions_ask(knowledge):
    opened = [(State.OPEN, name) for name in ("mfa", "backup", "often", "auditor", "sso", "auditor", "auditor")]
    found = of_form(draft(*opened), knowledge)
    assert [(wish.topic.id, wish.questions) for wish in found.wishes] == [
        ("auditor", ("Q4", "Q6", "Q7")),
        ("often", ("Q3", "Q2")),
        ("sso", ("Q5",)),
        ("mfa", ("Q1",)),
    ]
    assert found.wishes[0].gain == pytest.approx(3 / 7)


def test_a_form_whose_questions_were_all_answered_before_has_nothing_to_raise(knowledge):
    found = of_form(draft((State.KEPT, "sso")), knowledge)
    assert (found.questions, found.share, found.wishes) == (0, 0.0, ())
