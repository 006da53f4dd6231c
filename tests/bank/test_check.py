"""What `fill bank check` finds, and what it leaves alone."""

from __future__ import annotations

from datetime import date

import pytest

from questionnaire_filler.bank import load
from questionnaire_filler.bank.check import Severity, check
from questionnaire_filler.bank.edit import apply
from questionnaire_filler.bank.findings import RULES, Code

TODAY = date(2026, 11, 23)
GOOD = """\
schema: 1
owner: security@example.com
reviewed: 2026-11-01
review_every: 1y
answers:
  - id: a
    question: Is customer data encrypted at rest in every region?
    position: yes
    answer: All customer data is encrypted at rest with AES-256. Incidents are told within 48 hours.
    sources: [Standard]
"""
SECOND = """\
  - id: b
    question: Are staff members trained in security each year?
    answer: All staff is trained.
    sources: [Policy]
"""


def found(root, text, **keys):
    (root / "x.yaml").write_text(text)
    return [(str(one.code), one.place.line, one.place.column) for one in check(load(root), as_of=TODAY, **keys)]


def test_a_good_bank_has_no_findings(tmp_path):
    assert found(tmp_path, GOOD + SECOND) == []


@pytest.mark.parametrize(
    ("lines", "finding"),
    [
        ("    expires: 2026-11-22", ("expired", 15, 14)),
        ("    reviewed: 2025-11-22", ("stale", 15, 15)),
        ("    reviewed: never", ("stale", 11, 5)),
        ("    reviewed: 2026-11-24", ("future-review", 15, 15)),
        ("    status: draft", ("unapproved", 15, 13)),
        ("    review_every: never", ("no-review", 11, 5)),
        ("    alternates: [are staff members trained in SECURITY each year]", ("repeated-alternate", 15, 18)),
        ("    not_for: [X?, 'Are staff members trained in security, each year?']", ("not-for-own", 15, 19)),
        ("    alternates: [X?, 'is customer data encrypted at rest in every region']", ("shared-question", 15, 22)),
        ("    short: All staff is trained in security.", ("long-short", 15, 12)),
        ("    topic: secrity-training", ("unknown-topic", 15, 12)),
    ],
)
def test_a_line_that_is_found(tmp_path, lines, finding):
    assert found(tmp_path, f"{GOOD}{SECOND}{lines}\n", topics=["security-training"]) == [finding]


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ("question: B?, answer: B", ["no-source"]),
        ("question: B?, answer: B, sources: [{title: X, expires: 2026-11-22}]", ["expired-source"]),
        ("question: B?, answer: B, sources: [{title: X, expires: 2026-11-23}]", []),
        ("question: B?, answer: B, sources: [{title: X, disclosure: nda}]", ["hidden-source"]),
        ("question: B?, answer: B, sources: [{title: X, disclosure: nda}, Y]", []),
        ("question: B?, answer: B [[name]] b, sources: X", None),
        ("question: B?, answer: 'B [[name]] b', sources: X", ["blank"]),
        ("question: B?, answer: 'See TODO', sources: X", ["blank"]),
        ("question: B?, answer: 'By <company name>.', sources: X", ["blank"]),
        ("question: B?, answer: 'By [insert date].', sources: X", ["blank"]),
        ("question: B?, answer: 'See <https://x.example> and a[0] todo list', sources: X", []),
        ("question: B?, answer: 'Ask jane.doe@example.com', sources: X", ["personal-data"]),
        ("question: B?, answer: 'Call +49 30 1234567', sources: X", ["personal-data"]),
        ("question: B?, answer: 'Ask jane.doe@example.com', disclosure: nda, sources: X", []),
        ("question: B?, answer: 'Ask security@example.com', sources: X", []),
        ("question: Who is the security contact?, answer: 'jane.doe@example.com', sources: X", []),
        ("question: B?, answer: 'ISO 27001:2022, since 2019-01-02, 10.0.0.1, TLS 1.2', sources: X", []),
        ("question: B?, position: yes, answer: 'No, we do not.', sources: X", ["own-contradiction"]),
        ("question: B?, position: no, answer: 'Yes. We do.', sources: X", ["own-contradiction"]),
        ("question: B?, position: yes, answer: 'No customer data leaves.', sources: X", []),
        ("question: B?, position: yes, answer: 'Not applicable', sources: X", ["own-contradiction"]),
        ("question: B?, answer: 'Within 30 days of leaving', short: 90 days, sources: X", ["own-contradiction"]),
        ("question: B?, answer: 'Within 2 days of leaving', short: 48 hours, sources: X", []),
        ('question: B?, answer: "B\\u200bC", sources: X', ["invisible-characters"]),
        ("question: Is customer data encrypted at rest in every region today?, answer: B, sources: X", ["near-duplicate"]),
        ("question: Is customer data encrypted at rest in no region?, answer: B, sources: X", []),
        ("question: Is customer data encrypted at rest in every region?, position: yes, answer: B, sources: X", ["shared-question"]),
        (
            "question: Is customer data encrypted at rest in every region?, position: no, answer: B, sources: X",
            ["contradiction", "shared-question"],
        ),
        ("question: Is customer data encrypted at rest in every region?, position: no, answer: B, sources: X, scope: cloud", []),
    ],
)
def test_an_entry_that_is_found(tmp_path, entry, codes):
    text = f"{GOOD}  - {{id: c, {entry}}}\n"
    if codes is None:  # unquoted brackets end the braces: no finding but an error with its place
        with pytest.raises(Exception, match=r"x\.yaml:11"):
            found(tmp_path, text)
    else:
        assert sorted(code for code, *_ in found(tmp_path, text)) == codes


def test_contradictions_need_the_same_fact_and_scope(tmp_path):
    (tmp_path / "x.yaml").write_text(
        GOOD.replace("position: yes", "topic: t")
        + "  - {id: b, question: How soon?, topic: t, answer: Within 72 hours., sources: X}\n"
        + "  - {id: c, question: How late?, topic: t, answer: After two years. 2 days or 5%., sources: X}\n"
        + "  - {id: d, question: How?, topic: t, answer: After 10 hours., sources: X, scope: cloud}\n"
        + "  - {id: e, question: When?, topic: u, answer: After 20 hours., sources: X}\n"
    )
    told = check(load(tmp_path), as_of=TODAY)
    assert [(one.entry, one.other, one.severity) for one in told] == [("b", "a", Severity.ERROR), ("c", "b", Severity.ERROR)]
    assert told[0].message.startswith("gives another time than 'a' (")


def test_a_not_for_says_that_two_questions_differ(tmp_path):
    near = "  - {id: b, question: Is customer data encrypted at rest in each region?, answer: B, sources: X%s}\n"
    assert [code for code, *_ in found(tmp_path, GOOD + near % "")] == ["near-duplicate"]
    assert found(tmp_path, GOOD + near % ", not_for: Is customer data encrypted at rest in every region?") == []


def test_a_scope_that_looks_like_a_slip(tmp_path):
    line = "  - {id: %s, question: %s, answer: B, sources: X, scope: %s}\n"
    text = GOOD + "".join(
        line % pair for pair in [("b", "B?", "cloud"), ("c", "C?", "cloud"), ("d", "D?", "clod"), ("e", "E?", "appliance")]
    )
    assert found(tmp_path, text) == [("rare-scope", 13, 57)]


def test_fixes_make_unfinished_entries_drafts_and_delete_what_nobody_sees(tmp_path):
    (tmp_path / "x.yaml").write_text(
        GOOD + '  - {id: b, question: B?, answer: TODO, sources: X}\n  - {id: c, question: "C\\u202e?", answer: C, sources: X}\n'
    )
    bank = load(tmp_path)
    fixed = apply(bank, [one.fix for one in check(bank, as_of=TODAY) if one.fix])
    assert [(entry.status, entry.question) for entry in fixed.entries[1:]] == [("draft", "B?"), ("approved", "C?")]
    assert [str(one.code) for one in check(fixed, as_of=TODAY) if one.fix] == []


def test_every_code_is_explained():
    assert set(RULES) == set(Code)
    assert all(rule.help.endswith(".") for rule in RULES.values())
