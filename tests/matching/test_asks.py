"""What a question asks for, and whether it is turned round."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.matching.asks import Asks, asks, kinds, negations, opposite


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Please provide a copy of your SOC 2 report.", Asks.COPY),
        ("Attach your latest penetration test summary", Asks.COPY),
        ("Can we obtain your most recent audit report?", Asks.COPY),
        ("When was the last penetration test?", Asks.LAST),
        ("Date of the most recent restore test", Asks.LAST),
        ("How often do you test backups?", Asks.HOW_OFTEN),
        ("Frequency of access reviews", Asks.HOW_OFTEN),
        ("State the interval of key rotation", Asks.HOW_OFTEN),
        ("How long are logs kept?", Asks.HOW_LONG),
        ("Within how many hours do you notify us?", Asks.HOW_LONG),
        ("What is your retention period?", Asks.HOW_LONG),
        ("How many employees do you have?", Asks.HOW_MANY),
        ("Number of incidents", Asks.HOW_MANY),
        ("Who is your data protection officer?", Asks.WHO),
        ("Describe who may approve access", Asks.WHO),
        ("To whom does the CISO report?", Asks.WHO),
        ("Where is customer data stored?", Asks.WHERE),
        ("In which countries is data processed?", Asks.WHERE),
        ("Which encryption algorithm is used?", Asks.WHICH),
        ("List your subprocessors", Asks.WHICH),
        ("Do you encrypt data?", Asks.WHETHER),
        ("Please confirm that data is encrypted.", Asks.WHETHER),
        ("Access: are rights reviewed?", Asks.WHETHER),
        ("Describe your key management.", Asks.HOW),
        ("How is data encrypted?", Asks.HOW),
        ("Encryption at rest", None),
        ("", None),
        ("データは暗号化されていますか？", None),
    ],
)
def test_each_kind_of_fact_is_told_by_its_words(text, kind):
    assert asks(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "Are personnel who are responsible for backups trained?",
        "Is there a person who approves changes?",
        "Do you revoke the access of employees who leave?",
        "Do you notify customers whose data was exposed?",
    ],
)
def test_a_relative_who_asks_for_nobody(text):
    assert asks(text) is Asks.WHETHER


@pytest.mark.parametrize(
    "text", ["Where permitted by law, do you delete data?", "Where applicable, is data masked?", "Do you encrypt data where possible?"]
)
def test_a_limiting_where_asks_for_no_place(text):
    assert asks(text) is Asks.WHETHER


@pytest.mark.parametrize(("text", "kind"), [("Do you audit, and who does it?", Asks.WHO), ("Is it stored, and where?", Asks.WHERE)])
def test_who_and_where_still_ask_after_and(text, kind):
    assert asks(text) is kind


def test_a_span_of_time_is_not_the_last_time():
    assert asks("Have you had a breach in the last three years?") is Asks.WHETHER
    assert asks("Have you had a breach in the last 12 months?") is Asks.WHETHER
    assert asks("Was the last audit without findings?") is Asks.LAST


def test_kinds_of_several_texts():
    assert kinds(("Who is it?", "Do you?", "Do you not?")) == {Asks.WHO, Asks.WHETHER}
    assert kinds(()) == frozenset()


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_spaces_and_lines_do_not_count(text):
    broken = text.replace(" ", " \n ")
    assert asks(text) is asks(broken)
    assert negations(text) == negations(broken)


@pytest.mark.parametrize(
    "text",
    [
        "Do you not encrypt data?",
        "Do you never encrypt data?",
        "Is no data encrypted?",
        "Do you store data without encryption?",
        "Don't you encrypt data?",
        "Don’t you encrypt data?",
        "Do you lack encryption?",
        "Is there an absence of encryption?",
        "Do you fail to encrypt data?",
        "Do you prohibit encryption?",
        "Is encryption forbidden?",
        "Is data stored unencrypted?",
        "Is non-encrypted data stored?",
        "Is data kept in clear text?",
        "Is the encryption disabled?",
        "Can encryption be bypassed?",
        "Is any data excluded from encryption?",
        "Is data encrypted unless it is public?",
        "Are there systems outside the encryption programme?",
        "Is encryption missing?",
        "Are systems past end of life?",
        "Is data kept out of encryption?",
        "Does our data stay out of AI models?",
        "Were you breach-free last year?",
        "Is our data commingled with that of others?",
    ],
)
def test_what_turns_a_question_round(text):
    assert len(negations(text)) == 1
    assert opposite(text, "Do you encrypt data?")
    assert opposite("Do you encrypt data?", text)


@pytest.mark.parametrize(
    "text",
    [
        "Is the office kept locked out of hours?",
        "Are backups kept out of reach of attackers?",
        "How do you ensure that our data is not accessible to, or commingled with, that of others?",
    ],
)
def test_what_is_out_of_reach_is_not_turned_round(text):
    assert negations(text) == ()


@pytest.mark.parametrize("off", ["turn MFA off", "turn off MFA", "switch off MFA", "switch their multi-factor login off"])
def test_to_turn_something_off_is_to_disable_it(off):
    text = f"Can users {off}?"
    assert len(negations(text)) == 1
    assert opposite(text, "Can users enable MFA?")
    assert not opposite(text, "Can MFA be turned off by users?")
    assert not opposite(text, "Can MFA be switched off by users?")


@pytest.mark.parametrize(
    "text", ["Do you hand off incidents to another team?", "Is there an off-site backup?", "Do you turn to experts and log off after work?"]
)
def test_other_offs_turn_nothing(text):
    assert negations(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Do you notify us without undue delay?",
        "Do you notify us without delay?",
        "Do you delete data that is no longer needed?",
        "Is data deleted when it is no longer required?",
        "Do you give support outside of regular hours?",
        "Do you give support outside normal business hours?",
        "Do you keep data such as logs, but not limited to logs?",
        "Do you notify us no later than 72 hours?",
        "Do you encrypt data? If not, why not?",
        "State whether or not you encrypt data.",
        "Do you sign non-disclosure agreements?",
        "Do you detect unauthorized access?",
        "Do you use data loss prevention?",
        "Do you separate non-production systems?",
        "Do you encrypt data (not only at rest)?",
        "Do you make sure that no single person can change it?",
        "Yes/No: do you encrypt data?",
    ],
)
def test_what_does_no_harm(text):
    assert negations(text) == ()
    assert not opposite(text, "Do you encrypt data?")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Are unsupported or end-of-life systems in use?", 1),
        ("Is unencrypted, unprotected data stored?", 1),
        ("Is data encrypted without exception?", 2),
        ("Do you prohibit that data is stored unencrypted?", 2),
        ("Do you prevent the use of unapproved software without review?", 3),
    ],
)
def test_words_that_turn_it_together_count_once(text, count):
    assert len(negations(text)) == count
    assert opposite(text, "Is data encrypted?") is (count % 2 == 1)


@pytest.mark.parametrize(
    "text",
    [
        "Are you unable to encrypt data?",
        "Is encryption unavailable?",
        "Is it impossible to encrypt data?",
        "Does nobody encrypt data?",
        "Do you rarely encrypt data?",
        "Couldn't you encrypt data?",
        "Weren't the disks encrypted?",
        "Are backups unverified?",
        "Do you neglect to encrypt data?",
    ],
)
def test_words_that_turn_a_question_round_and_are_not_listed(text):
    assert opposite(text, "Do you encrypt data?")


@pytest.mark.parametrize("text", ["Isn't data encrypted?", "Don't you encrypt data?", "Aren’t backups tested?"])
def test_a_contraction_asks_whether(text):
    assert asks(text) is Asks.WHETHER
