"""From questions to proposals: exact ones first, parts, declines, and that nothing upsets it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.matching.guards import CAPS
from questionnaire_filler.model import Position, Reason
from tests.matching.kit import NO, YES, decided, entry, filled, matcher, proposed, questions

BANK = (
    entry("sso", "Does the product support single sign-on?", alternates=("Can our staff use Okta to get in?",)),
    entry("rest", "Is customer data encrypted at rest?", not_for=("Are tapes encrypted at rest?",)),
    entry("backup", "Do you back up customer data?", answer="Yes, every day, kept for 30 days."),
    entry("breach", "Do you notify customers of a breach within 48 hours?", answer="Yes, within 48 hours."),
    entry("iso", "Are you ISO 27001 certified?"),
    entry("pentest", "How often are penetration tests run?", None, "Every year."),
    entry("trains", "Do you train on customer data?", NO, "We never do."),
)
WITH, WITHOUT = matcher(*BANK), matcher(*BANK, catalogue=False)
BOTH = pytest.mark.parametrize("by", [WITH, WITHOUT], ids=["catalogue", "words"])


def first(by, text):
    return proposed(by, text).candidates[0]


@BOTH
@pytest.mark.parametrize("one", BANK, ids=[one.id for one in BANK])
def test_an_entrys_own_question_comes_first_with_its_own_reason(by, one):
    for text in (one.question, one.question.upper(), f"  {one.question.rstrip('?')} … "):
        found = first(by, text)
        assert (found.entry, found.via, found.position, found.guards) == (one.id, Reason.EXACT, one.position, ())
    assert [(decision.reason, decision.entries) for decision in decided(by, BANK, [one.question])] == [(Reason.EXACT, (one.id,))]


@pytest.mark.parametrize("text", ["Do we encrypt our laptops?", "Do you encrypt your laptops?"])
def test_a_vendors_own_question_is_exact_as_it_is_written_and_as_a_customer_asks_it(text):
    by = matcher(entry("laptops", "Do we encrypt our laptops?"), entry("offices", "Where are our offices?", None, "In Tartu."))
    assert (first(by, text).entry, first(by, text).via) == ("laptops", Reason.EXACT)


@BOTH
def test_a_confirmed_alternate_comes_first_with_its_own_reason(by):
    found = first(by, "can our staff use OKTA, to get in?")
    assert (found.entry, found.via) == ("sso", Reason.CONFIRMED)
    assert found.confidence < first(by, BANK[0].question).confidence
    assert filled(by, BANK, ["Can our staff use Okta to get in?"])[0][1] == ("sso",)


@BOTH
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Is customer data not encrypted at rest?", Reason.POLARITY),
        ("Do you not back up customer data?", Reason.POLARITY),
        ("Do you never train on customer data?", Reason.POLARITY),
        ("Do you notify customers of a breach within 24 hours?", Reason.NUMBER),
        ("Do you back up customer data every month?", Reason.NUMBER),
        ("Do you keep backups of customer data for one year?", Reason.NUMBER),
        ("Are you ISO 27701 certified?", Reason.OTHER_STANDARD),
        ("Is your hosting provider ISO 27001 certified?", Reason.OTHER_ACTOR),
        ("Please provide a copy of your ISO 27001 certificate.", Reason.DOCUMENT),
        ("When were penetration tests last run?", Reason.OTHER_FACT),
        ("Who runs the penetration tests?", Reason.OTHER_FACT),
        ("Are tapes encrypted at rest?", Reason.NOT_FOR),
    ],
)
def test_a_nearly_exact_question_passes_every_guard(by, text, reason):
    found = first(by, text)
    assert found.via is Reason.MATCHED
    assert filled(by, BANK, [text]) == []
    assert found.confidence <= CAPS[reason] or found.confidence < 0.1


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "Do you back up customer data every hour?",
        "Do you back up customer data hourly?",
        "Do you notify customers of a breach within 24h?",
    ],
)
def test_times_that_are_not_read(by, text):
    assert filled(by, BANK, [text]) == []


@pytest.mark.parametrize(
    ("text", "entry_id", "reason"),
    [
        ("Is customer data not encrypted at rest?", "rest", Reason.POLARITY),
        ("Do you notify customers of a breach within 24 hours?", "breach", Reason.NUMBER),
        ("Is your hosting provider ISO 27001 certified?", "iso", Reason.OTHER_ACTOR),
        ("When were penetration tests last run?", "pentest", Reason.OTHER_FACT),
    ],
)
def test_the_guard_names_itself(text, entry_id, reason):
    found = next(candidate for candidate in proposed(WITH, text).candidates if candidate.entry == entry_id)
    assert reason in [stop.reason for stop in found.guards]


@BOTH
def test_what_stands_beside_an_exact_one_never_fills(by):
    for text in (BANK[1].question, "Can our staff use Okta to get in?"):
        assert all(other.confidence <= CAPS[Reason.NEAR_TIE] for other in proposed(by, text).candidates[1:])


@pytest.mark.parametrize("catalogue", [True, False])
def test_two_entries_with_the_same_question_are_a_near_tie(catalogue):
    twins = (entry("a", "Is the canteen open?", YES, topic="sso"), entry("b", "Is the canteen open?", NO, topic="mfa-prod"))
    by = matcher(*twins, catalogue=catalogue)
    if catalogue:
        found = proposed(by, "Is the canteen open?").candidates
        assert [[stop.reason for stop in candidate.guards] for candidate in found] == [[Reason.NEAR_TIE]] * 2
        assert [decision.reason for decision in decided(by, twins, ["Is the canteen open?"])] == [Reason.NEAR_TIE]
    assert by.siblings() == ({"a": ("a",), "b": ("b",)} if catalogue else {"a": ("a", "b"), "b": ("a", "b")})


def test_an_alternate_that_is_anothers_question_is_a_near_tie():
    twins = (entry("a", "Is the canteen open?"), entry("b", "Is the kitchen open?", NO, alternates=("Is the canteen open?",)))
    by = matcher(*twins, catalogue=False)
    found = proposed(by, "Is the canteen open?").candidates
    assert [(candidate.entry, candidate.via) for candidate in found] == [("a", Reason.EXACT), ("b", Reason.CONFIRMED)]
    assert filled(by, twins, ["Is the canteen open?"]) == []


@BOTH
def test_parts_that_are_all_answered(by):
    text = "Is customer data encrypted at rest? Do you back up customer data?"
    found = proposed(by, text)
    assert [part.text for part in found.parts] == ["Is customer data encrypted at rest?", "Do you back up customer data?"]
    assert [part.candidates[0].entry for part in found.parts] == ["rest", "backup"]
    assert found.uncovered == ()
    assert {candidate.entry for candidate in found.candidates[:2]} == {"rest", "backup"}
    assert filled(by, BANK, [text]) == [(text, ("rest", "backup"))]


@BOTH
def test_a_part_that_is_not_answered_is_named(by):
    text = "Is customer data encrypted at rest? Who sells fish in your canteen?"
    found = proposed(by, text)
    assert found.uncovered == ("Who sells fish in your canteen?",)
    assert found.candidates[0].entry == "rest"
    lowest = min(part.candidates[0].confidence for part in found.parts)
    assert all(candidate.confidence <= lowest for candidate in found.candidates)
    assert filled(by, BANK, [text]) == []


@BOTH
def test_a_part_that_is_turned_round_is_not_covered(by):
    found = proposed(by, "Do you back up customer data, and is customer data not encrypted at rest?")
    assert found.uncovered == ("is customer data not encrypted at rest?",)


@BOTH
def test_the_candidates_of_several_parts_are_the_parts_best_ones(by):
    found = proposed(by, "Is customer data encrypted at rest? Do you back up customer data?")
    assert {part.candidates[0] for part in found.parts} <= set(found.candidates)


def test_the_candidates_of_several_parts_come_best_first():
    found = proposed(WITHOUT, "Is customer data encrypted at rest? Who sells fish in your canteen?")
    confidences = [candidate.confidence for candidate in found.candidates]
    assert confidences == sorted(confidences, reverse=True)


def test_a_topic_that_the_bank_does_not_answer_is_named():
    declined = proposed(WITH, "Do you run a bug bounty programme?").declined
    assert [one.topic for one in declined] == ["bounty"]
    assert "which the bank does not answer" in declined[0].why
    assert proposed(WITH, BANK[0].question).declined == ()
    assert proposed(WITHOUT, "Do you run a bug bounty programme?").declined == ()


def test_an_unusual_form_is_judged_more_strictly():
    odd = [f"Quuxwidget {n} zyxglobber?" for n in range(8)]
    assert WITH.match(questions(odd)).threshold == WITH._judge.unusual_threshold
    assert "more strictly" in WITH.match(questions(odd)).notes[0]
    assert WITH.match(questions(odd[:7])).threshold == WITH._judge.threshold
    usual = WITH.match(questions([one.question for one in BANK] * 2))
    assert (usual.threshold, usual.notes) == (WITH._judge.threshold, ())


@pytest.mark.parametrize("catalogue", [True, False])
def test_an_empty_bank_answers_nothing(catalogue):
    by = matcher(catalogue=catalogue)
    found = by.match(questions(["Do you support single sign-on?", "", "Do you back up data? Who does it?"]))
    assert [proposal.candidates for proposal in found.proposals] == [(), (), ()]
    assert by.siblings() == {}
    assert matcher(catalogue=catalogue).match([]).proposals == ()


HOSTILE = [
    "",
    " \n\t ",
    "?!.,;:—()[]{}",
    "\x00\x01\x1b[31mDo you\x07 encrypt\u202e data?\ufeff",
    "データは暗号化されていますか？",
    "Is data encrypted? " * 526,
    "a" * 10_000,
    "(" * 5_000 + ")" * 5_000,
    "and how often " * 60,
    "e.g. " * 2_000,
    "not " * 2_500,
    "\ud800 lone surrogate"[1:],
    '=HYPERLINK("http://x")',
    "🔒" * 1_000,
]


@BOTH
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_never_raises_and_fills_nothing_without_words(by, text):
    found = proposed(by, text)
    assert all(0 <= candidate.confidence <= 1 for candidate in found.candidates)
    if not any(letter.isalnum() for letter in text):
        assert found.candidates == ()


@given(st.text(max_size=200))
@settings(max_examples=30, deadline=None)
def test_any_text_gets_a_proposal(text):
    for by in (WITH, WITHOUT):
        found = proposed(by, text)
        assert len({candidate.entry for candidate in found.candidates}) == len(found.candidates) <= 5
        assert all(0 <= candidate.confidence <= 1 for candidate in found.candidates)


@pytest.mark.parametrize("text", ["Do you?", "Is it so?", "Please describe.", "Yes/No", "N/A", "Customer data"])
@BOTH
def test_a_text_that_says_hardly_anything_fills_nothing(by, text):
    assert filled(by, BANK, [text]) == []


def test_how_often_alone_fills_nothing():
    assert filled(WITHOUT, BANK, ["How often?"]) == []


REGIONS = (
    entry("us", "Is there a data region in the US?", answer="Yes, Northern California.", topic="data-regions"),
    entry("eu", "Is there a data region in the EU?", answer="Yes, Frankfurt in Germany.", topic="data-regions"),
)


def test_the_place_that_is_asked_about_comes_first():
    by = matcher(*REGIONS)
    for text, named in (("Do you have a region within Europe?", "eu"), ("Is a region in the United States offered?", "us")):
        found = proposed(by, text).candidates
        assert (found[0].entry, found[0].guards) == (named, ())
        assert [stop.reason for stop in found[1].guards] == [Reason.OTHER_OBJECT]
    assert filled(by, REGIONS, ["Is there a data region in Canada?", "Is there a data region in the UK?"]) == []


@BOTH
@pytest.mark.parametrize("text", ["Is any customer data stored unencrypted at rest?", "Is customer data at rest free of encryption?"])
def test_a_question_that_is_turned_round_shows_the_answer_to_what_it_was(by, text):
    found = first(by, text)
    assert (found.entry, found.position) == ("rest", Position.NO)
    assert [stop.reason for stop in found.guards] == [Reason.POLARITY]
    assert filled(by, BANK, [text]) == []


def test_two_things_that_a_question_joins_are_answered_from_both_entries_or_wait():
    entries = (
        entry("rto", "What is your recovery time objective (RTO)?", None, "4 hours."),
        entry("rpo", "What is your recovery point objective (RPO)?", None, "15 minutes."),
        entry("dlp", "Do you have a DLP solution?"),
    )
    by = matcher(*entries)
    assert [sorted(found) for _, found in filled(by, entries, ["What are RTO and RPO?"])] in ([], [["rpo", "rto"]])
    assert filled(by, entries, ["Do you have DLP and UEBA?"]) == []
