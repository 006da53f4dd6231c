"""From proposals to decisions: guards, threshold, gates, the form, and questions that follow up another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from questionnaire_filler.draft.decide import SUGGEST_FROM, asks_to_explain, said_confidence, said_threshold
from questionnaire_filler.model import Candidate, Declined, Disclosure, Guard, Part, Proposal, Reason, Role, Slot, SlotKind, Status
from tests.draft.kit import CONFIRMED, EXACT, NO, PARTIAL, YES, StubMatcher, drafted, entry, outcome, question, sure

SSO = entry("sso")


def one(proposal, *entries, asked="", slots=(), **given):
    """Return what becomes of one question."""
    return drafted([question(1, asked, *slots)], entries or [SSO], proposal, **given)


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (1.0, ("filled", "matched")),
        (0.9, ("filled", "matched")),
        (0.8999, ("review", "low-confidence")),
        (SUGGEST_FROM, ("review", "low-confidence")),
        (0.1999, ("open", "no-match")),
    ],
)
def test_the_threshold_decides(confidence, expected):
    draft = one(sure(1, "sso", confidence))
    assert outcome(draft) == expected
    assert draft.decisions["Q1"].confidence == confidence
    assert draft.decisions["Q1"].entries == (() if expected[0] == "open" else ("sso",))


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_is_below_the_threshold_never_reads_like_it(confidence, threshold):
    assume(abs(confidence - threshold) > 1e-9)
    said = float(said_confidence(confidence)) < float(said_threshold(threshold))
    assert said or confidence > threshold


def test_confidence_and_threshold_are_told_to_the_same_digits():
    assert (said_confidence(0.877), said_threshold(0.877)) == ("0.877", "0.877")
    assert one(sure(1, "sso", 0.8765), threshold=0.877).decisions["Q1"].why == "0.876 sure, 0.877 needed"


def test_a_threshold_of_the_users_goes_before_the_shipped_one():
    assert outcome(one(sure(1, "sso", 0.5), threshold=0.4)) == ("filled", "matched")
    assert outcome(one(sure(1, "sso", 0.97), threshold=0.98)) == ("review", "low-confidence")


@pytest.mark.parametrize("via", [EXACT, CONFIRMED, Reason.INSTRUMENT])
def test_how_it_was_found_is_the_reason(via):
    assert outcome(one(sure(1, "sso", 0.99, via=via))) == ("filled", via.value)


def test_nothing_proposed_is_open():
    assert outcome(one(Proposal("Q1"))) == ("open", "no-match")
    draft = one(Proposal("Q1", declined=(Declined("insurance", "asks for insurance"),)))
    assert outcome(draft) == ("open", "declined")
    assert draft.decisions["Q1"].why == "asks for insurance"


@pytest.mark.parametrize("via", [EXACT, CONFIRMED, Reason.MATCHED])
@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"status": Status.DRAFT}, "unapproved"),
        ({"disclosure": Disclosure.NDA}, "disclosure"),
        ({"disclosure": Disclosure.INTERNAL}, "disclosure"),
        ({"expires": date(2026, 11, 22)}, "expired"),
        ({"reviewed": date(2026, 1, 1), "review_days": 30}, "stale"),
        ({"review_days": 30}, "stale"),
    ],
)
def test_gates_apply_to_every_match(via, given, reason):
    draft = one(sure(1, "sso", 0.99, via=via), entry("sso", **given))
    assert outcome(draft) == ("review", reason)
    assert draft.decisions["Q1"].entries == ("sso",)
    assert draft.decisions["Q1"].why


def test_internal_is_not_told_under_nda_either():
    assert outcome(one(sure(1, "sso"), entry("sso", disclosure=Disclosure.NDA), disclosure=Disclosure.NDA)) == ("filled", "matched")
    assert outcome(one(sure(1, "sso"), entry("sso", disclosure=Disclosure.INTERNAL), disclosure=Disclosure.NDA))[1] == "disclosure"


CLOUD = entry("cloud", YES, "SAML.", scope=frozenset({"cloud"}))
OWN = entry("own", PARTIAL, "OIDC.", scope=frozenset({"self-hosted"}))


@pytest.mark.parametrize(
    ("asked", "scope", "expected"),
    [
        ("SSO?", (), ("review", "scope", "cloud")),
        ("SSO?", ("cloud",), ("filled", "matched", "cloud")),
        ("SSO?", ("self-hosted",), ("filled", "matched", "own")),
        ("Is there SSO when self-hosted?", ("cloud",), ("filled", "matched", "own")),
    ],
)
def test_the_scope_chooses_among_entries_on_the_same_fact(asked, scope, expected):
    draft = one(sure(1, "cloud"), CLOUD, OWN, asked=asked, scope=scope, matcher=StubMatcher(groups=[("cloud", "own")]))
    assert (*outcome(draft), *draft.decisions["Q1"].entries) == expected
    if expected[2] == "own":
        assert draft.decisions["Q1"].position is PARTIAL


def test_a_sibling_keeps_the_question_turned_round():
    other = replace(OWN, position=YES)
    proposal = sure(1, "cloud", position=NO)
    draft = one(proposal, CLOUD, other, scope=("self-hosted",), matcher=StubMatcher(groups=[("cloud", "own")]))
    assert draft.decisions["Q1"].position is NO


@pytest.mark.parametrize(("cap", "expected"), [(0.6, ("review", "number")), (0.95, ("filled", "matched"))])
def test_a_guard_stops_where_its_cap_is_below_the_threshold(cap, expected):
    draft = one(sure(1, "sso", min(cap, 0.97), guards=(Guard(Reason.NUMBER, "asks within 4 hours", cap),)))
    assert outcome(draft) == expected


def test_the_first_reason_is_the_matchers_then_the_banks_then_the_forms():
    stale = entry("sso", review_days=1)
    check = Slot(Role.ANSWER, "S!C1", SlotKind.CHOICE, ("Low", "High"), locked=True)
    guard = (Guard(Reason.OTHER_ACTOR, "another one", 0.5),)
    assert outcome(one(sure(1, "sso", 0.5, guards=guard), stale, slots=[check])) == ("review", "other-actor")
    assert outcome(one(sure(1, "sso", 0.5), stale, slots=[check])) == ("review", "low-confidence")
    assert outcome(one(sure(1, "sso"), stale, slots=[check])) == ("review", "stale")
    assert outcome(one(sure(1, "sso"), slots=[check])) == ("review", "locked")
    assert outcome(one(sure(1, "sso"), slots=[check], force_locked=True)) == ("review", "vocabulary")
    assert outcome(one(sure(1, "sso"), slots=[Slot(Role.OTHER, "S!C1")])) == ("review", "no-place")


YES_NO = Slot(Role.ANSWER, "S!C1", SlotKind.CHOICE, ("Yes", "No"))


@pytest.mark.parametrize(
    ("second", "entries"),
    [
        (Candidate("eu", 0.93, position=YES), ("eu",)),
        (Candidate("eu", 0.6, position=YES), ("eu",)),
        (Candidate("eu", 0.4, position=YES), ("regions",)),
        (Candidate("eu", 0.93), ("regions",)),
        (Candidate("eu", 0.93, position=PARTIAL), ("regions",)),
        (Candidate("eu", 0.93, position=YES, guards=(Guard(Reason.NUMBER, "asks within 4 hours", 0.95),)), ("regions",)),
        (Candidate("stale", 0.93, position=YES), ("regions",)),
    ],
)
def test_a_list_of_positions_is_proposed_the_next_candidate_that_has_one(second, entries):
    bank = [entry("regions", None), entry("eu"), entry("stale", review_days=1)]
    draft = one(Proposal("Q1", (Candidate("regions", 0.97), second)), *bank, slots=[YES_NO])
    decision = draft.decisions["Q1"]
    assert (outcome(draft), decision.entries) == (("review", "vocabulary"), entries)
    assert (decision.position, decision.confidence) == ((YES, second.confidence) if entries == ("eu",) else (None, 0.97))


def parts(*names, uncovered=()):
    found = tuple(Part(name, (Candidate(name, 0.97, position=YES),)) for name in names)
    return Proposal("Q1", tuple(part.candidates[0] for part in found), found, uncovered=uncovered)


def test_several_parts_take_an_entry_each():
    draft = one(parts("sso", "mfa"), SSO, entry("mfa"))
    decision = draft.decisions["Q1"]
    assert (outcome(draft), decision.entries, decision.position) == (("filled", "matched"), ("sso", "mfa"), YES)
    stale = one(parts("sso", "mfa"), SSO, entry("mfa", review_days=1))
    assert outcome(stale) == ("review", "stale")


def test_a_part_without_an_answer_stops_the_whole():
    draft = one(parts("sso", uncovered=("and MFA",)))
    assert outcome(draft) == ("review", "partial")
    assert "and MFA" in draft.decisions["Q1"].why


FOLLOW = "If yes, please describe."


def followed(*proposals, asked=FOLLOW, entries=(SSO,), **given):
    """Return the draft of a question and one that follows it up."""
    return drafted([question(1), question(2, asked, parent="Q1")], entries, *proposals, **given)


def test_a_follow_up_takes_its_parents_explanation():
    draft = followed(sure(1, "sso"))
    assert outcome(draft, 2) == ("filled", "follow-up")
    assert draft.decisions["Q2"].entries == ("sso",)
    assert draft.decisions["Q2"].position is None


def test_a_follow_up_never_fills_itself_in_while_its_parent_is_undecided():
    draft = followed(sure(1, "sso", 0.5), sure(2, "mfa", 0.99), entries=(SSO, entry("mfa")))
    assert outcome(draft, 2) == ("review", "parent")
    assert outcome(followed(sure(1, "sso", 0.5)), 2) == ("open", "parent")


@pytest.mark.parametrize(
    ("position", "asked", "expected"),
    [
        (NO, "If yes, please describe.", ("blank", "parent")),
        (YES, "If not, explain why.", ("blank", "parent")),
        (YES, "If yes, please describe.", ("filled", "follow-up")),
        (NO, "If no, please explain.", ("filled", "follow-up")),
        (NO, "If yes, how often are they tested by a firm?", ("blank", "parent")),
    ],
)
def test_a_follow_up_that_is_pointless_stays_blank(position, asked, expected):
    assert outcome(followed(sure(1, "sso", position=position), asked=asked), 2) == expected


def test_a_follow_up_with_its_own_question_is_decided_by_itself():
    draft = followed(sure(1, "sso"), sure(2, "mfa"), asked="If yes, which second factors are there?", entries=(SSO, entry("mfa")))
    assert (outcome(draft, 2), draft.decisions["Q2"].entries) == (("filled", "matched"), ("mfa",))
    exact = followed(sure(1, "sso", 0.5), sure(2, "mfa", 0.99, via=EXACT), entries=(SSO, entry("mfa")))
    assert outcome(exact, 2) == ("filled", "exact")


def test_a_follow_up_where_the_bank_has_no_words():
    draft = followed(sure(1, "sso"), entries=(replace(SSO, answer=""),))
    assert outcome(draft, 2) == ("open", "parent")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("If yes, please describe.", True),
        ("Please explain", True),
        ("Comments", True),
        ("If not, why not?", False),
        ("Provide additional details below", True),
        ("Describe your backup process.", False),
        ("If yes, which vendors?", False),
    ],
)
def test_questions_that_only_ask_to_explain(text, asks):
    assert asks_to_explain(text) is asks
