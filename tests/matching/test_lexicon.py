"""Names of actors and standards: found as whole words, however they are written."""

from __future__ import annotations

import pytest

from questionnaire_filler.matching.lexicon import ACTORS, STANDARDS, named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Is your hosting provider certified?", {"the hosting provider"}),
        ("Are your data centres guarded?", {"the hosting provider"}),
        ("Do you run on AWS?", {"the hosting provider"}),
        ("Do your sub-processors encrypt data?", {"subprocessors"}),
        ("Do subcontractors sign it?", {"subprocessors"}),
        ("Are laptops encrypted?", {"client systems"}),
        ("Are back-ups encrypted?", {"backups"}),
        ("Is the API rate limited?", {"API"}),
        ("Is Wi-Fi encrypted?", {"wireless networks"}),
        ("Do third parties see data?", {"suppliers"}),
        ("Do LLMs see customer data?", {"AI"}),
        ("Do you encrypt data?", set()),
        ("", set()),
    ],
)
def test_actors(text, names):
    assert named(text, ACTORS) == names


@pytest.mark.parametrize(
    "text", ["Is there a third-party penetration test?", "Do you have a third party audit?", "Is it said and maintained? Is it capital?"]
)
def test_words_that_only_look_like_actors(text):
    assert named(text, ACTORS) == frozenset()


@pytest.mark.parametrize("text", ["Are third parties audited?", "Are all third parties assessed yearly?"])
def test_to_audit_third_parties_is_about_suppliers(text):
    assert named(text, ACTORS) == {"suppliers"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Are you ISO 27701 certified?", {"ISO 27701"}),
        ("Are you ISO/IEC 27001:2022 certified?", {"ISO 27001"}),
        ("ISO 27001 and 27018", {"ISO 27001", "ISO 27018"}),
        ("SOC2 or soc 1 report", {"SOC 2", "SOC 1"}),
        ("Do you comply with the PCI-DSS?", {"PCI DSS"}),
        ("NIST SP 800-53", {"NIST 800-53"}),
        ("FedRAMP, StateRAMP", {"FedRAMP", "StateRAMP"}),
        ("The California Consumer Privacy Act", {"CCPA"}),
        ("Do you have socks, a sock or an adorable GDPRx?", set()),
    ],
)
def test_standards(text, names):
    assert named(text, STANDARDS) == names


@pytest.mark.parametrize("lexicon", [ACTORS, STANDARDS])
def test_each_name_stands_once_and_finds_nothing_in_nothing(lexicon):
    assert len({name for name, _ in lexicon}) == len(lexicon)
    assert named(" \n?!", lexicon) == frozenset()


@pytest.mark.parametrize("name", [name for name, _ in STANDARDS if name != "Section 508"])
def test_a_standard_is_found_by_the_name_that_the_guard_prints(name):
    assert named(f"Are you {name} certified?", STANDARDS) == {name}
