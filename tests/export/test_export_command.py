"""`fill export`: default names, nothing overwritten, the draft resumed."""

from __future__ import annotations

import csv
import json

import openpyxl
import pytest
from click.testing import CliRunner
from docx import Document

from questionnaire_filler.cli.export import export
from questionnaire_filler.errors import NoQuestionsError, OutputExistsError, UsageError
from questionnaire_filler.text import fold

BANK = """\
schema: 1
answers:
  - {id: rest, question: Is customer data encrypted at rest?, position: yes, answer: All of it with AES-256., scope: [cloud]}
  - {id: upgrades, question: Who installs upgrades of the gateway?, answer: You do., scope: [self-hosted]}
  - {id: sso, question: Do you support single sign-on?, position: yes, answer: SAML and OIDC., sources: [{title: Handbook}]}
"""
ASKED = ("Is customer data encrypted at rest?", "Do you support single sign-on?", "Do you keep bees on the roof of your office?")


@pytest.fixture
def form(tmp_path):
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "a.yaml").write_text(BANK)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["No", "Question", "Vendor response", "Comments"])
    for number, text in enumerate(ASKED, 1):
        sheet.append([number, text])
    path = tmp_path / "vendor_form.xlsx"
    book.save(path)
    return path


def run(form, *options):
    return CliRunner().invoke(export, [str(form), "--no-catalogue", "--as-of", "2026-11-23", *options])


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["Question"]: row for row in csv.DictReader(file)}


def test_default_name_beside_the_form_and_no_form_written(form):
    result = run(form, "--to", "docx")
    target = form.with_name("vendor_form.answers.docx")
    assert result.stdout.strip() == str(target)
    assert "SAML and OIDC." in [paragraph.text for paragraph in Document(target).paragraphs]
    assert sorted(path.name for path in form.parent.iterdir()) == ["answers", "vendor_form.answers.docx", "vendor_form.xlsx"]


def test_open_questions_only_on_demand(form):
    run(form, "--to", "csv")
    target = form.with_name("vendor_form.answers.csv")
    assert list(rows(target)) == [ASKED[1]]
    run(form, "--to", "csv", "--force", "--with-open")
    assert {question: row["Answer"] for question, row in rows(target).items() if not row["Answer"]} == {ASKED[0]: "", ASKED[2]: ""}


def test_nothing_is_overwritten_without_force(form):
    target = form.with_name("vendor_form.answers.md")
    target.write_text("mine")
    assert isinstance(run(form, "--to", "md").exception, OutputExistsError)
    assert target.read_text() == "mine"
    assert run(form, "--to", "md", "--force").exit_code == 0
    assert target.read_text().startswith("# Answers to vendor_form.xlsx")


def test_the_form_is_never_the_output(form):
    other = form.with_name("list.csv")
    other.write_text("Question,Answer\nIs data encrypted?,\nDo you test?,\n")
    assert isinstance(run(other, "--to", "csv", "-o", str(other), "--force").exception, UsageError)
    assert isinstance(run(form, "--to", "docx", "-o", str(form.with_suffix(".txt"))).exception, UsageError)


def test_resumes_what_a_person_decided_and_for_whom(form):
    draft = {
        "version": 1,
        "hashes": {"form": "", "bank": "", "output": ""},
        "output": None,
        "settings": {"scope": ["cloud"], "disclosure": "public"},
        "decided": [
            {
                "where": "Sheet!B4",
                "text": ASKED[2],
                "state": "filled",
                "reason": "edited",
                "position": None,
                "words": "Two hives.",
                "confidence": 0.0,
                "entries": {},
            }
        ],
    }
    form.with_name("vendor_form.xlsx.draft.json").write_text(json.dumps(draft))
    target = form.with_name("vendor_form.answers.csv")
    assert run(form, "--to", "csv").exit_code == 0
    said = rows(target)
    assert said[ASKED[2]]["Answer"] == "Two hives."
    assert fold(said[ASKED[0]]["Answer"]).startswith("yes")
    run(form, "--to", "csv", "--force", "--fresh")
    assert list(rows(target)) == [ASKED[1]]


def test_a_form_that_asks_nothing(form):
    empty = form.with_name("empty.csv")
    empty.write_text("a,b\n1,2\n")
    assert isinstance(run(empty, "--to", "md").exception, NoQuestionsError)
