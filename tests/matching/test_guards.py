"""Each guard: when it speaks, when it is silent, and that it always leaves too little to fill itself in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.linking import judges
from questionnaire_filler.matching.asks import kinds
from questionnaire_filler.matching.guards import CAPS, Compared, control, guard, guards
from questionnaire_filler.matching.known import known_of
from questionnaire_filler.model import Reason
from tests.matching.kit import entry


def standing(item, texts, *, document=False):
    """Return what stands for an entry whose topic has these phrasings."""
    known = known_of(item)
    every = (*known.texts, *texts)
    return replace(known, texts=every, stored=" ".join((*every, item.answer)), kinds=kinds(every), document=document)


def reasons(question, *, own="Do you encrypt customer data?", answer="Yes, we do.", texts=(), document=False, **more):
    item = entry("e", own, answer=answer, **more)
    return [stop.reason for stop in guards(Compared(question, item, own, standing(item, texts, document=document)))]


def test_every_cap_is_below_every_threshold():
    thresholds = [value for judge in judges().values() for value in (judge.threshold, judge.unusual_threshold)]
    assert max(CAPS.values()) < min(thresholds)
    assert guard(Reason.NUMBER, "why").cap == CAPS[Reason.NUMBER]


def test_the_same_question_runs_into_no_guard():
    assert reasons("Do you encrypt customer data?") == []


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Do you not encrypt customer data?", Reason.POLARITY),
        ("Is any customer data unencrypted?", Reason.POLARITY),
        ("Do you delete customer data within 24 hours?", Reason.NUMBER),
        ("Do you encrypt customer data every month?", Reason.NUMBER),
        ("Please provide a copy of your encryption policy.", Reason.DOCUMENT),
        ("When was customer data last encrypted?", Reason.OTHER_FACT),
        ("Who encrypts customer data?", Reason.OTHER_FACT),
        ("How many customers have encrypted data?", Reason.OTHER_FACT),
        ("How often do you encrypt customer data?", Reason.OTHER_FACT),
        ("How long do you encrypt customer data?", Reason.OTHER_FACT),
        ("Where is encrypted customer data stored?", Reason.OTHER_FACT),
        ("Does your hosting provider encrypt customer data?", Reason.OTHER_ACTOR),
        ("Do your subprocessors encrypt customer data?", Reason.OTHER_ACTOR),
        ("Do you encrypt customer data as ISO 27701 asks?", Reason.OTHER_STANDARD),
    ],
)
def test_each_guard_speaks(question, reason):
    assert reasons(question) == [reason]


def test_the_answer_to_all_is_not_one_for_some():
    question = "Do you encrypt all customer data?"
    assert reasons(question, answer="We encrypt most data.") == [Reason.QUANTIFIER]
    assert reasons(question, answer="We encrypt data.") == []
    assert reasons(question, answer="We encrypt all data, some of it twice.") == []
    assert reasons("Do you encrypt data (for example all of it)?", answer="We encrypt most data.") == []


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("Is customer data encrypted without exception?", "Do you encrypt customer data?"),
        ("Do you not encrypt customer data?", "Is any customer data not encrypted?"),
        ("Is unencrypted data stored?", "Do you store data without encryption?"),
        ("Do you encrypt customer data? If not, explain.", "Do you encrypt customer data?"),
    ],
)
def test_polarity_is_silent_where_both_ask_the_same(question, own):
    assert reasons(question, own=own) == []


def test_polarity_looks_at_the_entrys_own_question_and_at_the_nearest_text():
    item = entry("e", "Do you encrypt data?")
    for question, nearest in (("Do you not encrypt data?", "Is data not encrypted?"), ("Do you encrypt data?", "Is data not encrypted?")):
        stops = guards(Compared(question, item, nearest, standing(item, (nearest,))))
        assert [stop.reason for stop in stops] == [Reason.POLARITY]
        assert "not" in stops[0].why


@pytest.mark.parametrize(
    ("question", "answer", "stopped"),
    [
        ("Do you notify us within 24 hours?", "We notify within 48 hours.", True),
        ("Do you notify us within 48 hours?", "We notify within 48 hours.", False),
        ("Do you notify us within forty hours or ninety days?", "Within 90 days.", True),
        ("Do you notify us within three days?", "We notify within 3 business days.", False),
        ("Do you notify us within 24 hrs?", "Within 24 minutes.", False),
        ("Do you notify us (e.g. within 24 hours)?", "Within 48 hours.", False),
        ("Are keys 256 bits long?", "We use keys of 128 bits.", True),
        ("Is availability 99.9%?", "Availability is 99.5%.", True),
        ("Is availability 99.9%?", "Availability is 99.9%.", False),
        ("Are there 3 locations?", "There are two.", False),
    ],
)
def test_numbers_with_a_unit_must_be_the_answers(question, answer, stopped):
    own = "Do you tell us?"
    assert reasons(question, own=own, answer=answer) == ([Reason.NUMBER] if stopped else [])


def test_a_number_in_the_short_answer_or_in_a_confirmed_question_counts_and_in_what_others_ask_does_not():
    question = "Is data deleted within 30 days?"
    assert reasons(question, own="Is data deleted?", short="30 days") == []
    assert reasons(question, own="Is data deleted?", alternates=("Is data deleted within thirty days?",)) == []
    assert reasons(question, own="Is data deleted?", texts=("Is data deleted within thirty days?",)) == [Reason.NUMBER]


@pytest.mark.parametrize(
    ("question", "answer", "stopped"),
    [
        ("Do you review access quarterly?", "We review access every year.", True),
        ("Do you review access quarterly?", "We review access every quarter.", False),
        ("Do you review access annually?", "Once a year.", False),
        ("Do you review access twice a year?", "Semi-annually.", False),
        ("How often (monthly, yearly) do you review access?", "Every week.", False),
        ("Is access reviewed regularly, e.g. monthly?", "Every year.", False),
    ],
)
def test_a_rhythm_must_be_the_answers(question, answer, stopped):
    assert reasons(question, own="Do you review access, and how often?", answer=answer) == ([Reason.NUMBER] if stopped else [])


def test_the_catalogues_phrasings_say_nothing_about_the_vendors_rhythm():
    assert reasons("Is access reviewed monthly?", own="Is access reviewed?", texts=("Is access reviewed monthly?",)) == [Reason.NUMBER]


def test_a_document_is_handed_over_by_a_document_only():
    question = "Please attach your SOC 2 report."
    own = "Do you have a SOC 2 report?"
    assert reasons(question, own=own) == [Reason.DOCUMENT]
    asked = ("Can you share your SOC 2 report?",)
    assert reasons(question, own=asked[0]) == []
    assert reasons(question, own=own, answer="Yes, since 2021.", texts=asked, document=True) == [Reason.DOCUMENT]
    for answer in ("It is available under NDA.", "Download it from our portal.", "https://example.com/soc2"):
        assert reasons(question, own=own, answer=answer, document=True) == []
        assert reasons(question, own=own, answer=answer, texts=asked) == []
        assert reasons(question, own=own, answer=answer) == [Reason.DOCUMENT]


def test_the_last_time_and_how_often_are_different_facts():
    last, often = "When was the last penetration test?", "How often do you run penetration tests?"
    assert reasons(last, own=often, answer="Every year.") == [Reason.OTHER_FACT]
    assert reasons(often, own=last, answer="In May 2026.") == [Reason.OTHER_FACT]
    assert reasons(often, own="Do you run penetration tests?", answer="Yes, every year.") == []


@pytest.mark.parametrize(
    ("question", "own", "reason"),
    [
        ("Is your hosting provider ISO 27001 certified?", "Are you ISO 27001 certified?", [Reason.OTHER_ACTOR]),
        ("Are you ISO 27701 certified?", "Are you ISO 27001 certified?", [Reason.OTHER_STANDARD]),
        ("Do you hold certificates (e.g. ISO 27701)?", "Are you ISO 27001 certified?", []),
        ("Do you assess suppliers such as AWS?", "Do you assess your suppliers?", []),
        ("Are your subprocessors assessed?", "Do you assess your suppliers?", []),
        ("Are the backups encrypted?", "Is data encrypted?", [Reason.OTHER_ACTOR]),
    ],
)
def test_other_actors_and_other_standards(question, own, reason):
    assert reasons(question, own=own) == reason


def test_an_actor_that_the_answer_names_is_no_other():
    assert reasons("Are backups encrypted?", own="Is data encrypted?", answer="Yes, and so are backups.") == []


@given(st.text(max_size=150), st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_compared_and_every_guard_says_why(question, own):
    for stop in guards(Compared(question, entry("e", own), own, known_of(entry("e", own)))):
        assert stop.why
        assert stop.cap == CAPS[stop.reason]


@pytest.mark.parametrize(
    ("question", "answer", "stopped"),
    [
        ("Is customer data encrypted with AES-256?", "Yes, we do.", True),
        ("Is customer data encrypted with 256-bit AES?", "Yes, with AES-256.", False),
        ("Is customer data in Germany encrypted?", "Yes, everywhere in the EU.", True),
        ("Is customer data in the EU encrypted?", "Yes, in Frankfurt, Germany.", False),
        ("Is customer data in the US encrypted?", "It is, and this is important to us.", True),
        ("Is customer data encrypted on Azure?", "Yes, on AWS.", True),
        ("Is customer data encrypted (e.g. on Azure)?", "Yes, on AWS.", False),
        ("Is customer data encrypted on all plans?", "Yes, on the enterprise plan.", True),
    ],
)
def test_names_must_be_the_answers_own(question, answer, stopped):
    everybody = "Do you encrypt customer data with AES-256 in Germany, the EU and the US, on Azure and on all plans?"
    found = reasons(question, answer=answer, texts=(everybody,))
    assert (Reason.OTHER_OBJECT in found) is stopped


@pytest.mark.parametrize(
    ("question", "stopped"),
    [
        ("Does your change process include a privacy review?", True),
        ("Do you review changes under your security and privacy programme?", False),
        ("Will you review changes as part of the contract?", True),
        ("Are staff trained to review changes?", True),
    ],
)
def test_a_word_that_makes_it_about_something_else(question, stopped):
    assert (Reason.OTHER_OBJECT in reasons(question, own="Do you review changes?", answer="Yes.")) is stopped


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("GV.RM-02.1:Risk appetite is defined.", "GV.RM-02.1"),
        ("(HLAA-02) Do you enforce it?", "HLAA-02"),
        ("IAM-07.1 Is access revoked?", "IAM-07.1"),
        ("AES-256 encryption?", ""),
        ("SOC-2 report available?", ""),
        ("2.4 Do you encrypt?", ""),
        ("Q12: Do you encrypt?", ""),
    ],
)
def test_controls_of_a_framework(text, found):
    assert control(text) == found


def test_another_control_of_the_framework_is_another_fact():
    own = "GV.RM-01.1: Risk objectives shall be approved and communicated."
    assert Reason.OTHER_FACT in reasons("GV.RM-02.1: Risk appetite shall be approved and communicated.", own=own)
    assert reasons("GV.RM-01.1: Risk objectives shall be approved, and communicated.", own=own) == []
    assert reasons("GV.RM-02.1: Risk objectives shall be approved and communicated.", own=own.partition(": ")[2]) == []


@pytest.mark.parametrize(
    ("question", "own", "answer", "stopped"),
    [
        ("Do your resellers encrypt customer data?", "Do you encrypt customer data?", "Yes, we do.", Reason.OTHER_ACTOR),
        ("Does Stripe encrypt customer data?", "Do you encrypt customer data?", "Yes, we do.", Reason.OTHER_ACTOR),
        ("Does Stripe encrypt customer data?", "Do you encrypt customer data?", "Yes, and so does Stripe.", None),
        ("The contractor shall encrypt customer data.", "Do you encrypt customer data?", "Yes, we do.", None),
        ("Telephone number of the DPO", "What is your telephone number?", "+49 30 1234", Reason.OTHER_ACTOR),
        ("Do you plan to encrypt customer data?", "Do you encrypt customer data?", "Yes, we do.", Reason.OTHER_FACT),
        ("Why do you encrypt customer data?", "Do you encrypt customer data?", "Yes, we do.", Reason.OTHER_FACT),
        ("Should we encrypt customer data?", "Do you encrypt customer data?", "Yes, we do.", Reason.OTHER_FACT),
        ("Did you encrypt customer data in 2024?", "Do you encrypt customer data?", "Yes, we do.", Reason.OTHER_FACT),
        ("Who encrypts customer data?", "Do you encrypt customer data?", "Yes, we do.", Reason.OTHER_FACT),
        ("Are USB drives permitted?", "Do you restrict USB drives?", "Yes, we do.", Reason.POLARITY),
        ("Are only approved USB drives allowed?", "Do you restrict USB drives?", "Yes, we do.", Reason.POLARITY),
        ("Is monitoring limited to business hours?", "Is there monitoring?", "Yes, there is.", Reason.QUANTIFIER),
        ("Are accounts locked after 5 failed attempts?", "Are accounts locked?", "Yes. After 10 attempts.", Reason.NUMBER),
        ("Does your product enforce long passwords?", "Must employees have long passwords?", "Yes, they must.", Reason.OTHER_OBJECT),
        ("Is employee data encrypted?", "Is data encrypted?", "Yes, it is.", Reason.OTHER_OBJECT),
        ("Is data encrypted in test environments?", "Is data encrypted?", "Yes, it is.", Reason.OTHER_OBJECT),
    ],
)
def test_what_makes_another_fact_of_the_same_words(question, own, answer, stopped):
    found = reasons(question, own=own, answer=answer, position="yes")
    assert stopped in found if stopped else found == []


@pytest.mark.parametrize(
    ("question", "own", "stopped"),
    [
        ("Can our staff log in by single sign-on?", "Does the product support single sign-on?", False),
        ("Must our administrators use MFA?", "Must employees use MFA?", True),
        ("Is personal data of our employees sent to you?", "Is personal data sent to you?", False),
        ("Is personal data of your employees encrypted?", "Is personal data encrypted?", True),
    ],
)
def test_the_customers_own_people_are_the_products_users(question, own, stopped):
    assert bool(reasons(question, own=own, position="yes")) is stopped
