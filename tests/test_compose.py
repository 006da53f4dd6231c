"""From answers to what is written: the form's own words, never a value off its list, never a generated sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.compose import Answer, Unfit, citations, cite, compose
from questionnaire_filler.model import Disclosure, Entry, Place, Position, Question, Reason, Role, Slot, SlotKind, Source
from questionnaire_filler.settings import Cite
from questionnaire_filler.vocabulary import without_position

YES, NO, PARTIAL, NA = Position.YES, Position.NO, Position.PARTIAL, Position.NA
HERE = Place(Path("answers/a.yaml"), 1, 1)
STANDARD = Source("Encryption standard", "§3.2", "2.1", "https://example.com/enc")
SECRET = Source("Key ceremony", disclosure=Disclosure.NDA)
REST = Entry("rest", "Is data encrypted at rest?", HERE, YES, "All data is encrypted with AES-256.", "AES-256", sources=(STANDARD, SECRET))
SAML = Entry("sso", "Do you support SSO?", HERE, PARTIAL, "Partially. SAML only.")
TEST = Entry("dr", "How often is recovery tested?", HERE, None, "Annually", sources=(Source("Recovery plan", date=date(2026, 8, 1)),))
BARE = Entry("bare", "Do you sell data?", HERE, NO)

CHOICE = Slot(Role.ANSWER, "S!C1", SlotKind.CHOICE, ("Yes", "No", "N/A"))
TEXT = Slot(Role.ANSWER, "S!C1")
COMMENT = Slot(Role.COMMENT, "S!D1")
EVIDENCE = Slot(Role.EVIDENCE, "S!E1")
CHECK = Slot(Role.ANSWER, "P1#0", SlotKind.CHECK)
DATE = Slot(Role.ANSWER, "S!C1", SlotKind.DATE)
CITED = "Encryption standard, §3.2, version 2.1, https://example.com/enc"


def marks(*values, row=""):
    return tuple(Slot(Role.MARK, f"S!{chr(67 + at)}1{row}", value=value, row_label=row) for at, value in enumerate(values))


def composed(slots, *answers, asked="Is data encrypted at rest?", cited=(Cite.COMMENT,), disclosure=Disclosure.PUBLIC):
    """Return what is written, by place, or the reason why nothing is."""
    found = compose(Question("Q1", asked, "S!B1", tuple(slots)), answers, cite_where=cited, disclosure=disclosure)
    return found.reason if isinstance(found, Unfit) else {write.slot.where: write.text for write in found}


def of(entry, position=None, **more):
    return Answer(entry, position or entry.position, **more)


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ([CHOICE], {"S!C1": "Yes"}),
        ([CHOICE, COMMENT], {"S!C1": "Yes", "S!D1": f"{REST.answer}\nSource: {CITED}"}),
        ([CHOICE, COMMENT, EVIDENCE], {"S!C1": "Yes", "S!D1": REST.answer, "S!E1": CITED}),
        ([CHOICE, EVIDENCE], {"S!C1": "Yes", "S!E1": CITED}),
        ([TEXT], {"S!C1": f"Yes. {REST.answer}"}),
        ([TEXT, COMMENT], {"S!C1": "Yes", "S!D1": f"{REST.answer}\nSource: {CITED}"}),
        ([COMMENT], {"S!D1": f"Yes. {REST.answer}\nSource: {CITED}"}),
        ([COMMENT, EVIDENCE], {"S!D1": f"Yes. {REST.answer}", "S!E1": CITED}),
        ([CHECK], {"P1#0": "X"}),
        ([*marks("Yes", "No"), COMMENT], {"S!C1": "X", "S!D1": f"{REST.answer}\nSource: {CITED}"}),
        ([Slot(Role.OTHER, "S!F1")], Reason.NO_PLACE),
        ([], Reason.NO_PLACE),
    ],
)
def test_where_an_answer_goes(slots, expected):
    assert composed(slots, of(REST)) == expected


def test_an_occupied_comment_is_left_alone():
    taken = Slot(Role.COMMENT, "S!D1", before="our note")
    assert composed([CHOICE, taken], of(REST)) == {"S!C1": "Yes"}


def test_sources_only_where_they_are_wanted_and_may_be_told():
    assert composed([CHOICE, COMMENT], of(REST), cited=()) == {"S!C1": "Yes", "S!D1": REST.answer}
    told = composed([CHOICE, EVIDENCE], of(REST), disclosure=Disclosure.NDA)
    assert told["S!E1"] == f"{CITED}\nKey ceremony"
    assert cite(TEST.sources[0]) == "Recovery plan, 2026-08-01"
    assert [one.source.title for one in citations([REST, REST, TEST], Disclosure.PUBLIC)] == ["Encryption standard", "Recovery plan"]


def test_a_source_that_entries_share_stands_once_where_it_is_first_used():
    plan = TEST.sources[0]
    both, last = replace(REST, id="both", sources=(STANDARD, plan)), replace(REST, id="last", sources=(Source("Policy"), plan, STANDARD))
    told = [(one.source.title, one.entry.id) for one in citations([both, last, both], Disclosure.PUBLIC)]
    assert told == [("Encryption standard", "both"), ("Recovery plan", "both"), ("Policy", "last")]


@pytest.mark.parametrize(
    ("position", "text"), [(YES, "Yes. All data is encrypted with AES-256."), (NO, "No. All data is encrypted with AES-256.")]
)
def test_the_position_stands_before_the_words(position, text):
    assert composed([TEXT], of(REST, position)) == {"S!C1": text}


def test_a_position_that_the_words_say_is_not_said_twice():
    assert composed([TEXT], of(SAML)) == {"S!C1": "Partially. SAML only."}
    assert composed([TEXT], of(BARE)) == {"S!C1": "No"}


BOUNTY = Entry("bounty", "Is there a bug bounty?", HERE, NO, "No. We do not offer one.", sources=(STANDARD,))


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ([CHOICE, COMMENT], {"S!C1": "No", "S!D1": f"We do not offer one.\nSource: {CITED}"}),
        ([*marks("Oui", "Non"), replace(COMMENT, where="S!E1")], {"S!D1": "X", "S!E1": f"We do not offer one.\nSource: {CITED}"}),
        ([Slot(Role.ANSWER, "S!G1"), *marks("Yes", "No")], {"S!G1": "We do not offer one.", "S!D1": "X"}),
        ([replace(TEXT, label="Yes/No"), COMMENT], {"S!C1": "No", "S!D1": f"We do not offer one.\nSource: {CITED}"}),
        ([TEXT], {"S!C1": BOUNTY.answer}),
        ([TEXT, COMMENT], {"S!C1": BOUNTY.answer, "S!D1": f"Source: {CITED}"}),
        ([COMMENT], {"S!D1": f"{BOUNTY.answer}\nSource: {CITED}"}),
    ],
)
def test_the_explanation_beside_a_position_does_not_say_it_again(slots, expected):
    assert composed(slots, of(BOUNTY), asked="Is there a bug bounty?") == expected


def test_words_of_a_person_keep_the_position_that_they_begin_with():
    told = composed([CHOICE, COMMENT], of(BOUNTY, text="No. Not this year."), cited=())
    assert told == {"S!C1": "No", "S!D1": "No. Not this year."}
    assert composed([replace(CHOICE, choices=("Planned", "No")), COMMENT], of(BOUNTY, choice="Planned"), cited=())["S!D1"] == BOUNTY.answer


@pytest.mark.parametrize("slots", [[TEXT], [CHOICE, COMMENT], [*marks("Yes", "No"), COMMENT]])
def test_words_that_begin_with_the_opposite_are_not_given_with_the_position(slots):
    entry = Entry("rest", "Is data encrypted at rest?", HERE, YES, "Yes. All data is.")
    assert composed(slots, of(entry, NO), asked="Is any data unencrypted?") is Reason.POLARITY
    assert composed(slots, of(entry)) != Reason.POLARITY
    assert composed(slots, of(entry, NO, text="Yes and no."), asked="Is any data unencrypted?") != Reason.POLARITY


@pytest.mark.parametrize(
    ("label", "written"), [("Response (Y/N)", "Y"), ("Oui / Non", "Oui"), ("Compliant / Non-compliant", "Compliant"), ("Yes/No", "Yes")]
)
def test_a_header_that_offers_the_positions_gets_its_own_word(label, written):
    assert composed([Slot(Role.ANSWER, "S!C1", label=label), COMMENT], of(REST))["S!C1"] == written


@pytest.mark.parametrize(
    "asked", ["Describe your encryption.", "How is data encrypted?", "Welche Verfahren nutzen Sie?", "1.2 Please list them"]
)
def test_an_open_question_gets_the_words_and_not_a_bare_yes(asked):
    assert composed([TEXT, COMMENT], of(REST), asked=asked)["S!C1"].endswith(REST.answer)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(100, "Yes. All data is encrypted with AES-256."), (40, "Yes. All data is encrypted with AES-256."), (39, "AES-256"), (7, "AES-256")],
)
def test_places_with_a_limit_take_the_short_form(limit, expected):
    assert composed([Slot(Role.ANSWER, "S!C1", max_length=limit)], of(REST)) == {"S!C1": expected}


STAFF = Entry("staff", "How many employees do you have?", HERE, None, "The company has 2 employees.", "2", sources=(STANDARD,))


@pytest.mark.parametrize(
    "asked",
    [
        "Total number of employees",
        "Number of employees: ____",
        "Number of employees:",
        "How many people does the company employ?",
        "Of these, how many work on information security?",
        "Anzahl der Mitarbeiter",
        "Nome do contato",
        "Name of the security contact",
        "1.2 E-mail contact for questions about your security",
    ],
)
def test_a_field_takes_the_value_and_no_sentence(asked):
    assert composed([TEXT], of(STAFF), asked=asked) == {"S!C1": "2"}
    assert composed([TEXT, COMMENT], of(STAFF), asked=asked) == {"S!C1": "2", "S!D1": f"{STAFF.answer}\nSource: {CITED}"}


@pytest.mark.parametrize(
    "asked",
    [
        "What is the size of your workforce?",
        "Please state the number of employees",
        "Describe your workforce",
        "How many employees are there, and where do they work?",
        "The supplier has employees.",
        "Employee management process",
        "Name your employees",
        "Do you have employees",
        "The number of all employees of the company and of its subsidiaries in Europe",
    ],
)
def test_what_is_no_label_gets_the_sentence(asked):
    assert composed([TEXT], of(STAFF), asked=asked) == {"S!C1": STAFF.answer}


def test_a_label_with_a_position_or_words_of_a_person_takes_them_whole():
    assert composed([TEXT], of(REST), asked="Encryption at rest") == {"S!C1": f"Yes. {REST.answer}"}
    assert composed([TEXT], of(STAFF, text="Two of us."), asked="Number of employees") == {"S!C1": "Two of us."}
    assert composed([replace(TEXT, max_length=0)], of(STAFF), asked="Number of employees") is Reason.VOCABULARY


def test_what_is_too_long_is_not_cut():
    assert composed([Slot(Role.ANSWER, "S!C1", max_length=6)], of(REST)) is Reason.VOCABULARY
    assert composed([Slot(Role.ANSWER, "S!C1", max_length=6)], of(TEST)) is Reason.VOCABULARY
    assert composed([CHOICE, Slot(Role.COMMENT, "S!D1", max_length=6)], of(REST)) == {"S!C1": "Yes"}
    assert composed([CHOICE, Slot(Role.COMMENT, "S!D1", max_length=40)], of(REST)) == {"S!C1": "Yes", "S!D1": REST.answer}


def test_free_text_takes_the_choice_that_is_its_very_words():
    daily = Slot(Role.ANSWER, "S!C1", SlotKind.CHOICE, ("Monthly", "annually.", "Never"))
    assert composed([daily], of(TEST)) == {"S!C1": "annually."}
    assert composed([daily], of(REST, PARTIAL)) is Reason.VOCABULARY
    twice = Slot(Role.ANSWER, "S!C1", SlotKind.CHOICE, ("Annually", "annually"))
    assert composed([twice], of(TEST)) is Reason.VOCABULARY
    short = Entry("rest", "How?", HERE, None, "With AES-256 everywhere.", "AES-256")
    assert composed([Slot(Role.ANSWER, "S!C1", SlotKind.CHOICE, ("AES-128", "AES-256"))], of(short), asked="Which?") == {"S!C1": "AES-256"}


def test_a_choice_that_a_person_picked():
    planned = Slot(Role.ANSWER, "S!C1", SlotKind.CHOICE, ("Yes", "Planned"))
    assert composed([planned], of(REST, choice="Planned")) == {"S!C1": "Planned"}
    assert composed([CHOICE], of(REST, choice="Planned")) is Reason.VOCABULARY


def test_a_single_box_can_only_say_yes():
    for position in (NO, PARTIAL, NA):
        assert composed([CHECK], of(REST, position)) is Reason.VOCABULARY
    assert composed([CHECK], of(TEST)) is Reason.VOCABULARY


def test_marks():
    assert composed(marks("Oui", "Non", "S.O."), of(BARE)) == {"S!D1": "X"}
    assert composed(marks("Low", "High"), of(BARE)) is Reason.VOCABULARY
    boxes = [Slot(Role.ANSWER, "S!G1"), *marks("Yes", "No")]
    assert composed(boxes, of(REST)) == {"S!G1": REST.answer, "S!C1": "X"}


def test_a_matrix_takes_no_single_mark():
    assert composed([*marks("Yes", "No", row="Laptops"), *marks("Yes", "No", row="Phones")], of(REST)) is Reason.VOCABULARY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last tested on 2026-08-01.", {"S!C1": "2026-08-01"}),
        ("Between 2026-08-01 and 2026-09-01.", Reason.VOCABULARY),
        ("On 2026-13-45.", Reason.VOCABULARY),
        ("In summer.", Reason.VOCABULARY),
    ],
)
def test_a_place_for_a_date_takes_the_one_date(text, expected):
    assert composed([DATE], of(Entry("d", "When?", HERE, None, text)), asked="When?") == expected


def test_several_parts():
    other = Entry("transit", "In transit?", HERE, YES, "TLS 1.2 is used.")
    assert composed([TEXT], of(REST), of(other)) == {"S!C1": f"Yes. {REST.answer}\nYes. TLS 1.2 is used."}
    assert composed([CHOICE, COMMENT], of(REST), of(other), cited=()) == {"S!C1": "Yes", "S!D1": f"{REST.answer}\nTLS 1.2 is used."}
    assert composed([CHOICE, COMMENT], of(REST), of(BARE)) is Reason.PARTIAL


def test_words_of_a_person_are_written_as_they_are():
    assert composed([TEXT], Answer(None, None, "Ask us.")) == {"S!C1": "Ask us."}
    assert composed([CHOICE, COMMENT], Answer(REST, YES, "Since May."), cited=()) == {"S!C1": "Yes", "S!D1": "Since May."}


def test_who_hosts_it_is_told_beside_a_yes_or_no():
    hosts = Entry("hosts", "Who hosts the platform?", HERE, None, "AWS hosts it.")
    assert composed([CHOICE, COMMENT], of(hosts), asked="Who hosts the platform?") == {"S!D1": "AWS hosts it."}
    cited = replace(hosts, sources=(STANDARD,))
    assert composed([CHOICE, COMMENT], of(cited), asked="Who hosts the platform?") == {"S!D1": f"AWS hosts it.\nSource: {CITED}"}
    beside = {"S!D1": "AWS hosts it.", "S!E1": CITED}
    assert composed([CHOICE, COMMENT, EVIDENCE], of(cited), asked="Who hosts the platform?") == beside
    assert composed([CHOICE], of(hosts), asked="Who hosts the platform?") is Reason.VOCABULARY
    assert composed([CHOICE, COMMENT], of(hosts), asked="Is the platform hosted by AWS?") is Reason.VOCABULARY


@pytest.mark.parametrize("slot", [Slot(Role.ANSWER, "S!C1", label="Yes / No / N.A."), replace(CHOICE, choices=("Yes", "No", "N.A."))])
def test_a_header_that_states_the_choices_takes_no_other_words(slot):
    assert composed([slot, COMMENT], of(REST, NA), cited=()) == {"S!C1": "N.A.", "S!D1": REST.answer}
    assert composed([slot, COMMENT], of(REST, PARTIAL)) is Reason.VOCABULARY
    assert composed([slot, COMMENT], of(TEST), asked="Is recovery tested?") is Reason.VOCABULARY


def test_a_header_that_states_the_choices_where_nothing_stands_beside_it():
    slot = Slot(Role.ANSWER, "S!C1", label="Yes/No")
    assert composed([slot], of(TEST), asked="Is recovery tested?") == {"S!C1": "Annually"}
    assert composed([slot, COMMENT], Answer(None, None, "Ask us."), asked="Is recovery tested?") == {"S!C1": "Ask us."}


TOLD = Entry("report", "How are vulnerabilities reported?", HERE, None, "By e-mail.")


@pytest.mark.parametrize(
    "asked",
    [
        "Which regions are there?",
        "1.2 In which countries is our data stored?",
        "On whose infrastructure does the platform run?",
        "Please describe how vulnerabilities are reported.",
        "In welchen Ländern werden Daten gespeichert?",
        "Dans quels pays ?",
    ],
)
def test_what_yes_or_no_cannot_answer_is_told_in_the_comment(asked):
    assert composed([CHOICE, COMMENT], of(TOLD), asked=asked) == {"S!D1": "By e-mail."}


@pytest.mark.parametrize(
    "asked",
    [
        "The supplier publishes how vulnerabilities can be reported.",
        "Vulnerability reporting",
        "If yes, which providers?",
        "Please describe whether vulnerabilities can be reported.",
        "You can be told of vulnerabilities?",
    ],
)
def test_no_comment_stands_beside_an_empty_answer(asked):
    assert composed([CHOICE, COMMENT], of(TOLD), asked=asked) is Reason.VOCABULARY


def test_a_list_that_judges_is_not_left_empty():
    judged = replace(CHOICE, choices=("Compliant", "Partially compliant", "Not compliant"))
    assert composed([judged, COMMENT], of(TOLD), asked="How are vulnerabilities reported?") is Reason.VOCABULARY


_WORDS = st.sampled_from(["Yes", "No", "Oui", "N/A", "Partially", "Planned", "AES-256", "Yes - all", "Yes - some", "3", "はい", " "])


@settings(max_examples=300, deadline=None)
@given(
    choices=st.lists(_WORDS, min_size=1, max_size=5).map(tuple),
    entries=st.lists(st.sampled_from([REST, SAML, TEST, BARE]), min_size=1, max_size=2),
    position=st.sampled_from([None, *Position]),
    picked=st.one_of(st.just(""), _WORDS),
    text=st.sampled_from(["", "Our own words."]),
    marked=st.booleans(),
    limit=st.sampled_from([None, 5, 20]),
)
def test_never_a_value_off_the_list_and_never_a_word_of_our_own(*, choices, entries, position, picked, text, marked, limit):  # noqa: PLR0913 - what varies
    main = marks(*choices) if marked else (Slot(Role.ANSWER, "S!Z1", SlotKind.CHOICE, choices),)
    slots = (*main, Slot(Role.COMMENT, "S!Y1", max_length=limit))
    answers = [Answer(entry, position or entry.position, text, picked) for entry in entries]
    found = compose(Question("Q1", "Is it?", "S!B1", slots), answers, cite_where=(Cite.COMMENT,), disclosure=Disclosure.PUBLIC)
    if isinstance(found, Unfit):
        assert found.why
        return
    assert len({write.slot.where for write in found}) == len(found)
    for write in found:
        assert write.slot in slots
        if write.slot.kind is SlotKind.CHOICE:
            assert write.text in choices
        elif write.slot.role is Role.MARK:
            assert write.text == "X"
        else:
            assert limit is None or len(write.text) <= limit
            said = {line for answer in answers for line in (answer.words, answer.short, *answer.words.splitlines())}
            said |= {without_position(answer.words, position) for answer in answers for position in Position}
            assert all(line in said or line.startswith("Source: ") for line in write.text.splitlines())
