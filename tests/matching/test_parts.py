"""A question of several things is split, and nothing that asks is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.matching.parts import halves, parts
from questionnaire_filler.text import words


@pytest.mark.parametrize(
    "text",
    [
        "Do you encrypt data?",
        "Do you encrypt data at rest and in transit?",
        "Do you log and monitor access?",
        "Encryption at rest",
        "Do you have policies for access, change and incidents?",
    ],
)
def test_a_plain_question_is_one_part(text):
    assert parts(text) == (text,)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Do you encrypt data? Do you test backups?", ("Do you encrypt data?", "Do you test backups?")),
        ("Do you encrypt data, and do you test backups?", ("Do you encrypt data", "do you test backups?")),
        ("Do you encrypt data?\nWho holds the encryption keys?", ("Do you encrypt data?", "Who holds the encryption keys?")),
        ("Is data encrypted; and is access logged?", ("Is data encrypted", "and is access logged?")),
        ("Do you test backups and how often?", ("Do you test backups", "Do you test backups how often?")),
        ("Do you train staff? If so, how often?", ("Do you train staff?", "Do you train staff? If so, how often?")),
    ],
)
def test_several_questions_are_several_parts(text, asked):
    assert parts(text) == asked


@pytest.mark.parametrize(
    "tail",
    [
        "Please describe.",
        "If yes, please explain.",
        "If not, why not?",
        "Please provide details.",
        "Describe briefly.",
        "Explain below.",
    ],
)
def test_to_ask_for_an_explanation_is_no_part(tail):
    assert parts(f"Do you encrypt data? {tail}") == ("Do you encrypt data?",)


def test_what_sets_the_scene_is_no_part():
    assert parts("Lost laptops are a risk. Do you encrypt disks?") == ("Do you encrypt disks?",)


def test_the_same_thing_asked_twice_is_one_part():
    assert parts("Do you encrypt data? Do you encrypt data?") == ("Do you encrypt data?",)


@pytest.mark.parametrize("text", ["", "   ", "???", "...", "\n\n", "and", "データは暗号化されていますか？", "\x00\x1b[0m"])
def test_there_is_always_one_part(text):
    assert len(parts(text)) == 1


@given(
    st.text(max_size=120)
    | st.lists(st.sampled_from(["Do you", "and", "how often", "?", ".", ";", "\n", "data", "(e.g.", "If so,", "explain"])).map(" ".join)
)
@settings(max_examples=150, deadline=None)
def test_parts_say_nothing_that_the_question_does_not(text):
    found = parts(text)
    assert found
    assert len(set(found)) == len(found)
    assert all(set(words(part)) <= set(words(text)) for part in found)
    assert found == parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do you encrypt devices (e.g. laptops, phones)?",
        "Do you participate in the EU-U.S. DPF?",
        "Do you use tools, i.e. scanners, for this?",
        "Is data kept in U.S. data centers?",
    ],
)
def test_an_abbreviation_ends_no_sentence(text):
    assert parts(text) == (text,)


def test_a_contraction_is_a_part_as_well():
    assert len(parts("Isn't data encrypted, and do you rotate keys?")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The vendor shall review access quarterly and where required by contract.",
        "Risks shall be assessed at least annually and when changes occur.",
        "Is access reviewed annually and when roles change?",
        "Components are signed. Potentially dangerous handlers, such as file, are disabled.",
        "Determine if the organisation:\n - defines roles\n - which are reviewed by management",
        "Do you have the following policies:\n- access control\n- backup",
    ],
)
def test_a_condition_a_statement_and_a_list_stay_whole(text):
    assert [words(part) for part in parts(text)] == [words(text)]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Provide a company overview, including headcount, and where customer data is hosted.",
            ("Provide a company overview, including headcount", "where customer data is hosted."),
        ),
        (
            "What is your incident process? Provide contact details for incidents.",
            ("What is your incident process?", "Provide contact details for incidents."),
        ),
        (
            "Provide a list of subprocessors with access to data. Is a DPA available?",
            ("Provide a list of subprocessors with access to data.", "Is a DPA available?"),
        ),
        (
            "Are you certified? If the service holds health data, describe your HIPAA programme.",
            ("Are you certified?", "If the service holds health data, describe your HIPAA programme."),
        ),
        (
            "¿Dispone de un SBOM? En caso afirmativo, debe proporcionar la lista de componentes.",
            ("¿Dispone de un SBOM?", "En caso afirmativo, debe proporcionar la lista de componentes."),
        ),
        (
            "Describe the access process. Accounts shall be removed within a day.",
            ("Describe the access process.", "Accounts shall be removed within a day."),
        ),
    ],
)
def test_a_request_without_a_question_mark_is_a_part(text, asked):
    assert parts(text) == asked


def test_a_short_clause_that_names_its_own_thing_leans_on_nothing():
    assert parts("Do you have DLP and do you use UEBA?") == ("Do you have DLP", "do you use UEBA?")
    assert parts("Do you test backups and how often?")[1] == "Do you test backups how often?"


def test_halves():
    assert halves("Do you require MFA for employees and administrators?") == (
        "Do you require MFA for employees?",
        "Do you require MFA for administrators?",
    )
    assert halves("RTO / RPO") == halves("ISO/IEC 27001", either=True) == halves("Is it reviewed and updated?") == ()
    assert halves("RTO / RPO", either=True) == halves("RTO/RPO", either=True) == ("RTO", "RPO")
    assert halves("Is data shared or sold?", either=True) == ("Is data shared?", "Is data sold?")
    assert halves("Are continuity plans and recovery plans tested?")[1] == "Are recovery plans tested?"
