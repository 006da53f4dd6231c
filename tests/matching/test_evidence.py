"""What is known of a question: shapes, the guess without topics, and that nothing is a number gone wrong."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.matching.evidence import evidence, facts_of, nearest_phrasing, nearest_three
from questionnaire_filler.matching.tokens import BUCKETS, counts
from tests.matching.kit import entry, knowledge

KNOWN = knowledge()
ROWS = {topic.id: row for row, topic in enumerate(KNOWN.topics)}
ENTRIES = (
    entry("sso", "Do you support SSO?", alternates=("Is single sign-on there for our users?",)),
    entry("plain", "Is the canteen open at noon?", not_for=("Is the canteen open at night?",)),
    entry("mfa", "Do you support MFA?"),
)
LINKS = {"sso": {"sso": 1.0}, "mfa": {"mfa-prod": 1.0, "mfa-prod-enforce": 0.5, "unheard-of": 1.0}}
FACTS = facts_of(ENTRIES, LINKS, KNOWN)
WORDS = facts_of(ENTRIES, {}, None)
BOTH = pytest.mark.parametrize("facts", [FACTS, WORDS], ids=["catalogue", "words"])


def test_the_facts_of_a_bank():
    assert FACTS.texts == (
        "Do you support SSO?",
        "Is single sign-on there for our users?",
        "Is the canteen open at noon?",
        "Do you support MFA?",
    )
    assert FACTS.entry_of.owner.tolist() == [0, 0, 1, 2]
    assert FACTS.not_for_entry.owner.tolist() == [1]
    pairs = zip(FACTS.pair_entry.tolist(), FACTS.pair_fact.tolist(), FACTS.pair_weight.tolist(), strict=True)
    assert list(pairs) == [(0, ROWS["sso"], 1.0), (2, ROWS["mfa-prod"], 1.0), (2, ROWS["mfa-prod-enforce"], 0.5)]
    assert FACTS.answered.sum() == 2.5
    assert (WORDS.topics, WORDS.pair_entry.size, WORDS.answered.size) == (0, 0, 0)


@BOTH
def test_shapes(facts):
    found = evidence("Do you support SSO?", facts)
    for name in ("entry_head", "entry_best", "entry_rank", "entry_fact", "own", "own_row", "not_for"):
        assert getattr(found, name).shape == (len(ENTRIES),), name
    for name in ("best", "rank", "share", "near"):
        assert getattr(found, name).shape == (facts.topics,), name
    assert found.sense is None


@given(st.text(max_size=120))
@settings(max_examples=30, deadline=None)
def test_every_number_is_one(text):
    for facts in (FACTS, WORDS):
        found = evidence(text, facts)
        arrays = [getattr(found, field.name) for field in fields(found) if field.name not in {"vector", "sense"}]
        assert all(np.isfinite(array).all() for array in arrays)
        assert found.own.max() <= 1 + 1e-6
        assert found.entry_head.max() <= 1e-6
        if facts.topics:
            assert found.share.sum() == pytest.approx(1)


@BOTH
@pytest.mark.parametrize(
    ("text", "number", "row"), [("Is single sign-on there for our users?", 0, 1), ("Is the canteen open at noon?", 1, 2)]
)
def test_a_banks_own_text_is_found_by_itself(facts, text, number, row):
    found = evidence(text, facts)
    assert found.own[number] == pytest.approx(1, abs=1e-6)
    assert found.own_row[number] == row
    assert found.entry_rank.argmax() == number


def test_an_entry_is_found_through_its_topic_or_by_its_own_words():
    found = evidence(KNOWN.topics[ROWS["sso"]].phrasings[3], FACTS)
    assert found.entry_fact.tolist()[:2] == [ROWS["sso"], -1]
    assert found.rank.argmax() == ROWS["sso"]


def test_the_guess_rises_with_likeness():
    texts = ["Is the weather fine?", "Is the canteen fine?", "Is the canteen open?", "Is the canteen open at noon?"]
    heads = [evidence(text, WORDS).entry_head[1] for text in texts]
    assert heads == sorted(heads)
    assert heads[-1] > heads[0]


def test_the_nearest_phrasing_is_the_topics_own():
    topic = KNOWN.topics[ROWS["mfa-prod"]]
    found = evidence(topic.phrasings[5], FACTS)
    assert KNOWN.phrasing(nearest_phrasing(found, KNOWN, ROWS["mfa-prod"])) == topic.phrasings[5]
    assert found.best[ROWS["mfa-prod"]] >= nearest_three(found, FACTS, 2) > 0
    assert nearest_three(found, FACTS, 1) == found.own[1]
    assert nearest_three(evidence("Do you support MFA?", WORDS), WORDS, 2) == pytest.approx(1, abs=1e-6)


def test_a_near_miss_of_the_catalogue_is_seen():
    number, topic = next((number, topic) for number, topic in enumerate(KNOWN.topics) if topic.near)
    assert evidence(topic.near[0].text, FACTS).near[number] == pytest.approx(1, abs=0.03)


def test_what_the_bank_refuses_is_seen():
    assert evidence("Is the canteen open at night?", WORDS).not_for[1] == pytest.approx(1, abs=1e-6)
    assert evidence("Is the canteen open at night?", WORDS).not_for[0] == 0


def test_the_vendors_own_name_weighs_less_than_a_rare_word():
    entries = [
        entry(f"e{n}", f"Does Zyxwidget {word} it?")
        for n, word in enumerate(["encrypt", "log", "test", "scan", "patch", "back up", "delete"])
    ]
    idf = facts_of(entries, {}, KNOWN).idf
    (name,), (rare,) = counts("Zyxwidget")["w"], counts("Quuxwidget")["w"]
    assert idf[name] < idf[rare] == KNOWN.idf.max()
    assert idf.shape == (BUCKETS,)


def test_an_empty_bank_has_evidence_too():
    for known in (KNOWN, None):
        found = evidence("Do you support SSO?", facts_of([], {}, known))
        assert found.entry_rank.shape == (0,)
