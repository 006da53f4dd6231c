"""The bank's rules: each gate with its reason, and the choice between entries of different scopes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from questionnaire_filler.gates import gates, names_tag, settle_scopes
from questionnaire_filler.model import Disclosure, Entry, Place, Position, Reason, Source, Status

TODAY = date(2026, 11, 23)
PLACE = Place(Path("x.yaml"), 1, 1)
SCOPES = frozenset({"cloud", "self-hosted"})


def make(name="a", *, question="Do you?", **keys):
    if "scope" in keys:
        keys["scope"] = frozenset(keys["scope"])
    return Entry(id=name, question=question, place=PLACE, answer=keys.pop("answer", "We do."), **keys)


def reasons(entry, **keys):
    return [gate.reason for gate in gates(entry, as_of=TODAY, **keys)]


def test_an_entry_that_says_nothing_fills_in():
    assert reasons(make()) == []


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"status": Status.DRAFT}, Reason.UNAPPROVED),
        ({"expires": TODAY - timedelta(1)}, Reason.EXPIRED),
        ({"reviewed": TODAY - timedelta(181), "review_days": 180}, Reason.STALE),
        ({"review_days": 180}, Reason.STALE),
        ({"disclosure": Disclosure.NDA}, Reason.DISCLOSURE),
        ({"disclosure": Disclosure.INTERNAL}, Reason.DISCLOSURE),
        ({"scope": ["cloud"]}, Reason.SCOPE),
    ],
)
def test_each_gate_has_its_reason_and_says_why(keys, reason):
    shut = gates(make(**keys), as_of=TODAY)
    assert [gate.reason for gate in shut] == [reason]
    assert shut[0].why


@pytest.mark.parametrize(
    "keys",
    [{"expires": TODAY}, {"reviewed": TODAY - timedelta(180), "review_days": 180}, {"reviewed": date(2001, 1, 1)}],
)
def test_the_last_day_still_counts(keys):
    assert reasons(make(**keys)) == []


def test_all_shut_gates_are_told():
    entry = make(status=Status.DRAFT, expires=date(2020, 1, 1), review_days=1, disclosure=Disclosure.NDA, scope=["cloud"])
    assert reasons(entry) == [Reason.UNAPPROVED, Reason.DISCLOSURE, Reason.EXPIRED, Reason.STALE, Reason.SCOPE]


def test_disclosure_follows_what_the_customer_may_be_told():
    assert reasons(make(disclosure=Disclosure.NDA), disclosure=Disclosure.NDA) == []
    assert reasons(make(disclosure=Disclosure.INTERNAL), disclosure=Disclosure.INTERNAL) == [Reason.DISCLOSURE]


def test_a_source_above_the_disclosure_shuts_nothing():
    entry = make(sources=(Source("Open"), Source("Report", disclosure=Disclosure.NDA), Source("Own", disclosure=Disclosure.INTERNAL)))
    assert reasons(entry) == []


@pytest.mark.parametrize(
    ("keys", "opens"),
    [
        ({"scope": ("self-hosted",)}, True),
        ({"scope": ("Self Hosted",)}, True),
        ({"scope": ("cloud", "self_hosted")}, True),
        ({"scope": ("cloud",)}, False),
        ({"question_text": "Is the self hosted product audited?"}, True),
        ({"question_text": "For Self-Hosted instances: do you?"}, True),
        ({"question_text": "Is the selfhosted one covered?"}, True),
        ({"question_text": "Do you host it yourself?"}, False),
        ({"question_text": "Apart from non-self-hosted ones?"}, False),
        ({"section": ("General", "Self-hosted deployment")}, True),
        ({"section": ("General",)}, False),
        ({"scope": ("cloud",), "question_text": "And self-hosted?"}, True),
    ],
)
def test_scope_opens_by_option_question_or_section(keys, opens):
    assert reasons(make(scope=["self-hosted"]), **keys) == ([] if opens else [Reason.SCOPE])


@pytest.mark.parametrize(
    ("text", "tag", "named"),
    [
        ("on-premises", "on-premise", True),
        ("On premise", "on-premises", True),
        ("our clouds", "cloud", True),
        ("cloudy", "cloud", False),
        ("other than the cloud", "cloud", False),
        ("not cloud, but self-hosted", "self-hosted", True),
        ("", "cloud", False),
        ("anything", "", False),
        ("self", "self-hosted", False),
    ],
)
def test_naming_a_tag(text, tag, named):
    assert names_tag(text, tag) is named


CLOUD = make("cloud", scope=["cloud"], position=Position.YES, answer="In the cloud.")
OWN = make("own", scope=["self-hosted"], position=Position.NO, answer="On your side.")
BOTH = make("both", answer="Everywhere.")


@pytest.mark.parametrize(
    ("entries", "keys", "winner", "shut"),
    [
        ((CLOUD, OWN), {}, "cloud", [Reason.SCOPE]),
        ((CLOUD, OWN), {"scope": ("self-hosted",)}, "own", []),
        ((CLOUD, OWN), {"scope": ("cloud",), "question_text": "When self-hosted, do you?"}, "own", []),
        ((CLOUD, OWN), {"section": ("Self-hosted",), "question_text": "In your cloud?"}, "cloud", []),
        ((CLOUD, BOTH), {}, "both", []),
        ((BOTH, CLOUD), {"scope": ("cloud",)}, "cloud", []),
        ((CLOUD,), {}, "cloud", [Reason.SCOPE]),
        ((make("all", scope=["cloud", "self-hosted"]),), {}, "all", []),
        ((CLOUD, make("same", scope=["self-hosted"], position=Position.YES, answer="In  the cloud.")), {}, "cloud", []),
        ((CLOUD, make("gone", status=Status.DRAFT)), {}, "cloud", [Reason.SCOPE]),
        ((make("gone", status=Status.DRAFT), CLOUD), {}, "gone", [Reason.UNAPPROVED]),
    ],
)
def test_the_entry_whose_scope_is_asked_for_answers(entries, keys, winner, shut):
    settled = settle_scopes(entries[0], entries, as_of=TODAY, scopes=SCOPES, **keys)
    assert (settled.entry.id, [gate.reason for gate in settled.gates]) == (winner, shut)
