"""Exports of answer libraries and pages of facts become drafts of entries."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from questionnaire_filler.bank import load_or_begin
from questionnaire_filler.bank.edit import AddEntry, apply
from questionnaire_filler.errors import FormError, UnsupportedFormError
from questionnaire_filler.importing import propose, read
from questionnaire_filler.importing.dates import find_date
from questionnaire_filler.model import Disclosure, Entry, Place, Position, Source, Status
from tests.forms.layout.workbooks import workbook

DAY = dt.date(2026, 11, 23)
INTO = Path("imported.yaml")


def csv(folder, text):
    path = folder / "library.csv"
    path.write_text(text, encoding="utf-8")
    return path


def entries(path, bank=None, **keys):
    bank = bank or load_or_begin(path.parent / "answers")
    found = propose(read(path), bank, as_of=DAY, into=INTO, **keys)
    apply(bank, found.edits)  # whatever is proposed can be written
    return [edit.entry for edit in found.edits]


# tables


def test_an_export_of_an_answer_library(tmp_path):
    path = csv(
        tmp_path,
        "Library Entry ID,Stack,Category,Sub-Category,Question,Answer,Alternate Question 1,Alternate Question 2,Tags,"
        "Last Reviewed Date,Owner\n"
        '77,Security,Data,Encryption,Do you encrypt data?,"Yes. <p>By AES-256 &amp; TLS.</p>",Is data encrypted?,,crypto; data,'
        "2026-03-01,jo@x.com\n"
        "78,Security,People,,How many employees?,12,,,,,\n"
        "79,Security,People,,,no question,,,,,\n",
    )
    first, second = entries(path)
    assert (first.question, first.position, first.answer) == ("Do you encrypt data?", Position.YES, "Yes. By AES-256 & TLS.")
    assert (first.alternates, first.tags, first.owner) == (("Is data encrypted?",), ("crypto", "data"), "jo@x.com")
    assert (first.section, first.reviewed, first.status) == ("Encryption", dt.date(2026, 3, 1), Status.DRAFT)
    assert first.sources == (Source("library.csv", ref="E2", date=DAY, disclosure=Disclosure.INTERNAL),)
    assert (second.answer, second.id) == ("12", "how-many-employees")


def test_a_sheet_with_a_title_sections_and_positions(tmp_path):
    path = workbook(
        tmp_path / "answers.xlsx",
        {
            "Read me": [["How to use this file"]],
            "Q and A": [
                ["Our answers"],
                ["Requirement", "Response", "Explanation", "Source document", "Link"],
                ["Access"],
                ["Is SSO supported?", "Yes", "By SAML.", "SSO guide", "https://x.example/sso"],
                ["Is SCIM supported?", "No", None, None, None],
            ],
        },
    )
    first, second = entries(path)
    assert (first.position, first.answer, first.section) == (Position.YES, "By SAML.", "Access")
    assert first.sources[0] == Source("SSO guide", url="https://x.example/sso")
    assert first.sources[1].ref == "Q and A!A4"
    assert (second.position, second.answer) == (Position.NO, "")


def test_other_languages_and_delimiters(tmp_path):
    path = csv(tmp_path, "Kategorie;Frage;Antwort\nZugang;Gibt es SSO?;Ja, über SAML\n")
    [entry] = entries(path)
    assert (entry.question, entry.position, entry.section) == ("Gibt es SSO?", Position.YES, "Zugang")


def test_columns_without_such_headers_are_read_as_a_completed_form(tmp_path):
    rows = [["Ref", "Control question", "Compliance (Y/N)", "Vendor remarks"]]
    rows += [
        [f"1.{n}", f"Do you review the {word} logs every month?", "Y", f"Since 202{n}."]
        for n, word in enumerate(("access", "audit", "change"))
    ]
    path = workbook(tmp_path / "form.xlsx", {"S": rows})
    found = entries(path)
    assert [(entry.position, entry.answer) for entry in found] == [(Position.YES, f"Since 202{n}.") for n in range(3)]


def test_what_the_bank_has_is_passed_over(tmp_path):
    bank = load_or_begin(tmp_path / "answers")
    known = Entry("sso", "Do you support SSO?", Place(INTO, 1, 1), position=Position.YES, answer="By SAML.", alternates=("SSO?",))
    bank = apply(bank, [AddEntry(known, INTO)])
    path = csv(tmp_path, 'Question,Answer,Comment\ndo you support sso,Yes,By SAML.\nSSO?,No,\n"x?",,\nNew?,Yes,\nNew?,Yes,\n')
    found = propose(read(path), bank, as_of=DAY, into=INTO)
    assert [edit.entry.question for edit in found.edits] == ["New?"]
    assert len(found.edits[0].entry.sources) == 2
    assert [(skipped.entry, skipped.conflict) for skipped in found.skipped] == [("sso", False), ("sso", True)]


# pages

PAGE = """---
title: Trust centre
---
Last updated: October 1, 2024

# Trust centre

## Hosting (Cloud)
- We run on **AWS** in `eu-west-1`.
- Backups: every night, kept for
  thirty days
Regions:
- Dublin
- Frankfurt

## Hosting (On-Premises)
- We run on **AWS** in `eu-west-1`.

### Payment
1. Invoice
2. Card

## Company
Legal name: Example Ltd
Do you have a security policy? Yes - see [the policy](https://example.com/policy)
Do you run a bug bounty? No
We may start one
in the spring.

## How do we report a vulnerability?
Write to security@example.com.

We answer within a day.

**Which standards do you follow?**
ISO 27001

| Item | Value |
|---|---|
| Head of security | Jo Doe |

Q: Are you insured?
A: Yes, up to 5 million.

```
code: not a fact
```
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "trust.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_page_of_statements_labels_and_questions(page):
    contents = read(page)
    assert (contents.title, contents.date, contents.page) == ("Trust centre", dt.date(2024, 10, 1), True)
    found = {entry.question: entry for entry in entries(page)}
    assert [(question, entry.position, entry.answer) for question, entry in found.items()] == [
        ("We run on AWS in eu-west-1.", None, "We run on AWS in eu-west-1."),
        ("Backups", None, "every night, kept for thirty days"),
        ("Regions", None, "Regions:\n- Dublin\n- Frankfurt"),
        ("Payment", None, "- Invoice\n- Card"),
        ("Legal name", None, "Example Ltd"),
        ("Do you have a security policy?", Position.YES, "Yes - see the policy (https://example.com/policy)"),
        ("Do you run a bug bounty?", Position.NO, "No\nWe may start one in the spring."),
        ("How do we report a vulnerability?", None, "Write to security@example.com.\nWe answer within a day."),
        (
            "Which standards do you follow?",
            None,
            "ISO 27001\nItem: Value\nHead of security: Jo Doe\nQ: Are you insured?\nA: Yes, up to 5 million.",
        ),
    ]
    assert found["Legal name"].sources == (Source("Trust centre", ref="Company", date=dt.date(2024, 10, 1)),)
    assert found["Payment"].sources[0].ref == "Hosting (On-Premises)"
    assert [source.ref for source in found["We run on AWS in eu-west-1."].sources] == ["Hosting (Cloud)", "Hosting (On-Premises)"]


def test_questions_and_answers_marked_as_such(tmp_path):
    path = tmp_path / "faq.txt"
    path.write_text("Q: Are you insured?\nA: Yes, up to 5 million.\n\nQ1. Who is the auditor?\n\nA Ltd.\n")
    assert [(entry.question, entry.answer) for entry in entries(path)] == [
        ("Are you insured?", "Yes, up to 5 million."),
        ("Who is the auditor?", "A Ltd."),
    ]


def test_headings_that_name_a_scope_of_the_bank(page):
    bank = load_or_begin(page.parent / "answers")
    place = Place(INTO, 1, 1)
    old = [Entry(tag, f"What of {tag}?", place, answer="x", scope=frozenset({tag})) for tag in ("cloud", "on-premises")]
    bank = apply(bank, [AddEntry(entry, INTO) for entry in old])
    found = {entry.question: entry.scope for entry in entries(page, bank)}
    assert found["Backups"] == {"cloud"}
    assert found["We run on AWS in eu-west-1."] == {"cloud", "on-premises"}
    assert found["Legal name"] == frozenset()


def test_statements_take_the_question_that_people_ask(page):
    asks = lambda statements: [("hosting", "Where do you run?")] * len(statements)  # noqa: E731
    first = entries(page, asks=asks)[0]
    assert (first.question, first.topic, first.id) == ("Where do you run?", "hosting", "where-run")


def test_a_word_page(tmp_path):
    import docx

    document = docx.Document()
    document.add_heading("Security FAQ", 0)
    document.add_heading("Access", 1)
    document.add_paragraph("Do you support SSO? Yes, by SAML.")
    document.add_paragraph("All staff use security keys.", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Legal name", "Example Ltd"
    path = tmp_path / "faq.docx"
    document.save(path)
    assert [(entry.question, entry.answer, entry.sources[0].ref) for entry in entries(path)] == [
        ("Do you support SSO?", "Yes, by SAML.", "Access"),
        ("All staff use security keys.", "All staff use security keys.", "Access"),
        ("Legal name", "Example Ltd", "Access"),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-10-01 15:33:10", (2024, 10, 1)),
        ("Updated Oct 1, 2024", (2024, 10, 1)),
        ("on 1st October 2024", (2024, 10, 1)),
        ("31/01/2024", (2024, 1, 31)),
        ("1/31/2024", (2024, 1, 31)),
        ("01/02/2024", None),
        ("31.02.2024 or 2024-13-01", None),
        ("in 2024", None),
    ],
)
def test_days(text, day):
    assert find_date(text) == (dt.date(*day) if day else None)


def test_what_cannot_be_imported(tmp_path):
    for name, error in (("a.pdf", UnsupportedFormError), ("missing.csv", FormError), ("b.md", FormError)):
        path = tmp_path / name
        if name == "b.md":
            path.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(error):
            read(path)
