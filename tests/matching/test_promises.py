"""What the matcher never does, over a sample of the catalogue's own questions as a bank: always the same sample."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from questionnaire_filler.catalogue import load
from questionnaire_filler.linking import matcher_for
from questionnaire_filler.matching.asks import asks, negations
from questionnaire_filler.matching.parts import parts
from questionnaire_filler.model import State
from tests.matching.kit import NO, SETTINGS, bank, decided, entry, filled, matcher, questions, sampled

SAMPLE = sampled(64)
OWN = [own for _, own, _ in SAMPLE]
OTHER = [other for _, _, other in SAMPLE]
ENTRIES = [entry(topic.id, own, answer="Yes, we do so.", topic=topic.id) for topic, own, _ in SAMPLE]


@pytest.fixture(scope="module")
def by():
    return matcher_for(bank(ENTRIES), SETTINGS)


@pytest.fixture(scope="module")
def by_words():
    return matcher(*ENTRIES, catalogue=False)


def test_the_sample_would_fill_were_it_not_turned_round(by):
    assert filled(by, ENTRIES, OWN) == [(one.question, (one.id,)) for one in ENTRIES]
    right = [
        decision.entries == (topic.id,) and decision.state is State.FILLED
        for (topic, _, _), decision in zip(SAMPLE, decided(by, ENTRIES, OTHER), strict=True)
    ]
    assert sum(right) >= 0.9 * len(right)


# --- turned round

_HAVE = r"^Do you (?:have|maintain|operate|keep|run|use|employ|offer|provide) (?:an? |any )?"
_STATES = (
    r"\b(?=(?:encrypted|patched|protected|monitored|approved|restricted|reviewed|tested|masked|classified|controlled|documented|logged)\b)"
)
_ON = r"\b(?:used|enabled|enforced|required|active|applied|performed|available|supported)\b"
_FIRST = {
    "Do": "Don't",
    "Does": "Doesn't",
    "Is": "Isn’t",
    "Are": "Aren't",
    "Has": "Hasn't",
    "Have": "Haven't",
    "Can": "Can't",
    "Will": "Won’t",
}
TURNS = {
    "contraction": (r"^(\w+)\b", lambda found: _FIRST[found[1]]),
    "not": (r"^Do you ", "Do you not "),
    "NOT": (r"^(Do|Are|Can|Have) you ", r"\1 you NOT "),
    "never": (r"^(Do|Are|Can|Have) you ", r"\1 you never "),
    "fail": (r"^Do you ", "Do you fail to "),
    "refuse": (r"^Do you ", "Do you refuse to "),
    "no longer": (r"^Do you ", "Do you no longer "),
    "prohibited": (r"^(?:Do|Can) you ", "Are you prohibited to "),
    "prohibit": (r"^Do you ", "Do you prohibit staff to "),
    "prevented": (r"^(?:Do|Can) (\w+) ", r"Are \1 prevented from this: to "),
    "lack": (_HAVE, "Do you lack "),
    "have no": (_HAVE, "Do you have no "),
    "without": (_HAVE, "Do you work without "),
    "there is no": (r"^(Is|Are) there (?:an? |any )?", r"\1 there no "),
    "absence": (r"^(?:Is|Are) there ", "Is there an absence of "),
    "missing": (r"^(?:Is|Are) there (.*)\?", r"Is \1 missing?"),
    "un-": (_STATES, "un"),
    "non-": (_STATES, "non-"),
    "disabled": (_ON, "disabled"),
    "none": (r"^(?:Is|Are|Do|Does) (?:all|the|your|customer) ", "Is it so for none of: "),
}


def turned_round(pattern, said, texts):
    """Return the texts with what the pattern finds turned round; in brackets stand examples, and a question is not turned round there."""
    outside = re.compile(rf"(?:{pattern})(?![^(]*\))")
    return [outside.sub(said, text, count=1) for text in texts if outside.search(text)]


#: An abbreviation, or a second clause, after a contraction: see tests of the parts.
_SPLIT = re.compile(r"\w\.\w|\w\.\s|, |;")


@pytest.mark.parametrize("turn", TURNS)
def test_a_question_turned_round_never_fills_itself_in(by, by_words, turn):
    pattern, said = TURNS[turn]
    turned = turned_round(pattern, said, (*OWN, *OTHER))
    if turn == "contraction":
        turned = [text for text in turned if not _SPLIT.search(text)]
    assert len(turned) >= 4
    for one in (by, by_words):
        assert filled(one, ENTRIES, turned) == []


@pytest.mark.parametrize("turn", ["not", "without", "there is no", "disabled"])
def test_an_entry_that_is_turned_round_never_answers_the_plain_question(turn):
    pattern, said = TURNS[turn]
    held = [(topic, own, other) for topic, own, other in SAMPLE if re.search(pattern, own)]
    entries = [entry(topic.id, re.sub(pattern, said, own, count=1), NO, "No, never.", topic=topic.id) for topic, own, _ in held]
    assert filled(matcher(*entries), entries, [text for _, *texts in held for text in texts]) == []


UNKNOWN_TURNS = {
    "unable": (r"^(?:Do|Can) you ", "Are you unable to "),
    "nobody": (r"^Do you ", "Does nobody "),
    "rarely": (r"^Do you ", "Do you rarely "),
    "cease": (r"^Do you ", "Do you cease to "),
    "couldn't": (r"^(?:Do|Can) ", "Couldn't "),
    "impossible": (r"^Can (\w+) ", r"Is it impossible for \1 to "),
    "unavailable": (_ON, "unavailable"),
}


@pytest.mark.parametrize("turn", UNKNOWN_TURNS)
def test_turns_that_are_not_known(by, turn):
    pattern, said = UNKNOWN_TURNS[turn]
    assert filled(by, ENTRIES, turned_round(pattern, said, (*OWN, *OTHER))) == []


@pytest.mark.parametrize(
    ("own", "asked"),
    [
        ("Does your workforce sign in through one identity provider (e.g. Okta, Entra ID, Google Workspace)?", None),
        ("Do you participate in the EU-U.S. DPF?", "Don't you participate in the EU-U.S. DPF?"),
    ],
)
def test_a_negation_in_a_part_that_is_dropped(own, asked):
    asked = asked or own.replace("Does", "Doesn't", 1)
    dropped = parts(asked)
    assert any(negations(part) for part in dropped), dropped
    assert all(asks(part) for part in dropped)


OPPOSITES = [
    ("Are developers stopped from pushing directly to the main branch?", "Can developers push directly to the main branch?"),
    ("Does the architecture contain single points of failure?", "Is the architecture free from single points of failure?"),
    ("Does the architecture contain single points of failure?", "Have you eliminated single points of failure?"),
    ("Do you abstain from business in embargoed countries?", "Do you do business in embargoed countries?"),
]


@pytest.mark.parametrize(("own", "asked"), OPPOSITES)
def test_opposites_without_a_negation(own, asked):
    topic = next(topic.id for topic in load().topics if own in topic.phrasings)
    one = entry("e", own, topic=topic)
    assert filled(matcher(one), [one], [asked]) == []


# --- near misses


@pytest.mark.parametrize(("catalogue", "share"), [(True, 0.0), (False, 0.01)])
def test_a_near_miss_hardly_ever_fills_the_entry_it_was_written_against(by, by_words, catalogue, share):
    near = [(topic.id, miss.text) for topic, _, _ in SAMPLE for miss in topic.near]
    found = decided(by if catalogue else by_words, ENTRIES, [text for _, text in near])
    wrong = [
        text for (owner, text), decision in zip(near, found, strict=True) if decision.state is State.FILLED and owner in decision.entries
    ]
    assert len(near) > 200
    assert len(wrong) <= share * len(near), wrong


# --- entries beside each other


@pytest.mark.parametrize("catalogue", [True, False])
@pytest.mark.parametrize(
    ("odd", "answer"),
    [
        ("Does your canteen serve vegan lunches?", "Yes, every day, to all."),
        ("Do you own a fleet of electric company cars?", "Yes."),
        ("Is the support team based in Lisbon?", "Yes, in Lisbon, Portugal."),
    ],
)
def test_an_unrelated_entry_makes_no_other_question_fill(catalogue, odd, answer):
    half = ENTRIES[:30]
    added = [*half, entry("odd", odd, answer=answer)]
    before = dict(filled(matcher(*half, catalogue=catalogue), half, OTHER))
    after = dict(filled(matcher(*added, catalogue=catalogue), added, OTHER))
    assert {text: entries for text, entries in after.items() if before.get(text) != entries} == {}


def test_a_topic_without_an_entry_is_not_answered_by_its_neighbours():
    half = ENTRIES[:32]
    mine = {one.id for one in half}
    others = [text for topic, *texts in SAMPLE[32:] for text in texts if not mine & {*topic.implies, *topic.told_by}]
    assert len(filled(matcher(*half), half, others)) <= 0.01 * len(others)


# --- the same again


def test_the_same_questions_give_the_same_proposals(by):
    asked = questions([*OTHER, "Do you back up data, and how often?", "", "データ"])
    once = by.match(asked)
    assert repr(by.match(asked)) == repr(once)
    assert repr(matcher_for(bank(ENTRIES), SETTINGS).match(asked)) == repr(once)
    assert matcher(*ENTRIES).match(asked) == once


def test_no_question_depends_on_the_ones_beside_it(by):
    alone = [by.match(questions([text])).proposals[0].candidates for text in OTHER[:20]]
    assert [proposal.candidates for proposal in by.match(questions(OTHER[:20])).proposals] == alone


def test_another_process_says_the_same():
    code = (
        "from tests.matching.kit import *; s = sampled(20); m = matcher(*[entry(t.id, a) for t, a, _ in s]);"
        "print(m.match(questions([b + ' Do you not log, monitor or test it within 3 days at AWS or Azure?' for _, _, b in s])))"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] != b""


@pytest.mark.parametrize("catalogue", [True, False])
def test_none_is_surer_than_the_one_before(by, by_words, catalogue):
    for proposal in (by if catalogue else by_words).match(questions([*OTHER, *OWN])).proposals:
        if not proposal.parts:
            confidences = [candidate.confidence for candidate in proposal.candidates]
            assert confidences == sorted(confidences, reverse=True)
