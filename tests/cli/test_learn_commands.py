"""`fill learn`, `fill diff` and `fill --carry` as a shell sees them."""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import replace

import pexpect
import pytest

from questionnaire_filler.bank import load
from questionnaire_filler.draft import store
from questionnaire_filler.draft.propose import propose
from questionnaire_filler.forms.registry import format_of
from questionnaire_filler.linking import matcher_for
from questionnaire_filler.model import DecidedBy, Reason, State
from questionnaire_filler.settings import Settings
from tests.cli.kit import fill, program, write_csv, write_xlsx
from tests.forms.layout.workbooks import workbook

LEARN = ("--no-catalogue", "--as-of", "2026-11-23")
NEW = "Do you have a security policy?"


@pytest.fixture
def completed(desk):
    rows = [["No", "Question", "Response", "Comments"]]
    rows += [
        ["1", "Is single sign-on available?", "No", ""],
        ["2", NEW, "Yes", "Reviewed each spring."],
        ["3", "Where are your data centres?", "N/A", "Dublin and Frankfurt"],
    ]
    return workbook(desk / "acme.xlsx", {"S": rows})


def learned(desk):
    path = desk / "answers" / "learned.yaml"
    return path.read_text() if path.exists() else ""


def test_learn_prints_a_diff_and_writes_nothing_by_itself(desk, completed):
    run = program(desk, "learn", "acme.xlsx", *LEARN)
    assert run.code == 0
    assert run.out.startswith("--- /dev/null\n+++ b/learned.yaml\n")
    assert "told no, the bank says partial" in run.err
    assert "give --yes" in run.err
    assert learned(desk) == ""


def test_yes_never_approves(desk, completed):
    run = program(desk, "learn", "acme.xlsx", "--yes", *LEARN)
    assert "drafts" in run.err
    assert learned(desk).count("status: draft") == 2
    assert "disclosure: internal" in learned(desk)
    assert program(desk, "learn", "acme.xlsx", "--yes", "--dry-run", *LEARN).out == ""


def test_approval_makes_the_next_form_fill_itself(desk, completed):
    run = program(desk, "learn", "acme.xlsx", "--yes", "--approve", "--json", *LEARN)
    assert run.json["written"] == 2
    assert [(one["kind"], one["entry"]) for one in run.json["conflicts"]] == [("other-position", "sso")]
    assert {one["comes_back"] for one in run.json["suggestions"]} == {"whole"}
    write_xlsx(desk / "next.xlsx", [NEW, "Is the sky blue?"])
    [question, _] = fill(desk, "next.xlsx", "--json").json["questions"]
    assert [write["text"] for write in question["written"]] == ["Yes", "Reviewed each spring."]
    assert "acme" not in str(question["citations"])  # the source is internal


def test_learn_into_another_file_and_without_a_bank(tmp_path):
    workbook(tmp_path / "acme.xlsx", {"S": [["Question", "Response"], ["Do you scan?", "Yes"], ["Do you log?", "No"]]})
    run = program(tmp_path, "learn", "acme.xlsx", "--yes", "--into", "answers/acme.yaml", *LEARN)
    assert run.code == 0
    assert "question: Do you scan?" in (tmp_path / "answers" / "acme.yaml").read_text()


def test_a_form_without_answers_is_told(desk):
    write_csv(desk / "blank.csv")
    run = program(desk, "learn", "blank.csv", *LEARN)
    assert run.code == 4
    assert "--blank" in run.err


def test_the_blank_form_tells_where_answers_stand(desk):
    blank = write_csv(desk / "blank.csv", ["Colour", "Shape", "Do you scan?"])
    (desk / "done.csv").write_text(
        blank.read_text().replace("Colour,,", "Colour,Green,").replace("Do you scan?,,", "Do you scan?,Yes,Daily")
    )
    run = program(desk, "learn", "done.csv", "--blank", "blank.csv", "--json", *LEARN)
    assert [(one["question"], one["told"]) for one in run.json["suggestions"]] == [("Colour", "Green"), ("Do you scan?", "Yes | Daily")]


BOTH = ["security-policy", "where-data-centres"]


@pytest.mark.parametrize(("keys", "ids"), [("yy", BOTH), ("ny", BOTH[1:]), ("a", BOTH), ("yq", BOTH[:1]), ("q", [])])
def test_suggestions_are_confirmed_one_by_one(desk, completed, keys, ids):
    command = ["-m", "questionnaire_filler", "learn", "acme.xlsx", *LEARN]
    child = pexpect.spawn(sys.executable, command, cwd=str(desk), env={**os.environ, "TERM": "dumb"}, timeout=60, encoding="utf-8")
    for key in keys:
        child.expect_exact("q)uit")
        child.sendline(key)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert [line.split()[-1] for line in learned(desk).splitlines() if "- id:" in line] == ids


def test_answers_in_a_column_without_a_header(desk):
    rows = ["No,Question", "1,Do you scan for viruses?,Yes", "2,Do you log all access?,No", "3,Is there a CISO?,Yes"]
    (desk / "done.csv").write_text("\n".join(rows) + "\n")
    run = program(desk, "learn", "done.csv", "--json", *LEARN)
    assert [one["told"] for one in run.json["suggestions"]] == ["Yes", "No", "Yes"]


# diff, carry


def test_diff(desk):
    write_csv(desk / "old.csv", ["Do you scan for viruses?", "Is there a CISO?", "Do you log access?"])
    write_csv(desk / "new.csv", ["Do you log access?", "Do you scan for viruses daily?", "Where is the office?"])
    run = program(desk, "diff", "old.csv", "new.csv")
    assert run.code == 0
    assert "~ B3  (" in run.out
    assert "was 1 Do you scan for viruses?" in run.out
    assert "+ B4  3 Where is the office?" in run.out
    assert "- B3  2 Is there a CISO?" in run.out
    assert "1 unchanged, 1 changed, 1 new, 1 removed" in run.err
    record = program(desk, "diff", "old.csv", "new.csv", "--json").json
    assert record["summary"] == {"unchanged": 1, "changed": 1, "new": 1, "removed": 1}
    assert [pair["change"] for pair in record["questions"]] == ["unchanged", "changed", "new", "removed"]


def test_diff_of_what_asks_nothing(desk):
    (desk / "empty.csv").write_text("x\n")
    assert program(desk, "diff", "empty.csv", "vendor.xlsx").code == 4


def test_decisions_are_carried_over_to_the_next_version(desk):
    settings = Settings(as_of=dt.date(2026, 11, 23), catalogue=False)
    bank = load(desk / "answers")
    draft = propose(format_of(desk / "vendor.xlsx").read(desk / "vendor.xlsx"), bank, matcher_for(bank, settings), settings)
    person = replace(
        draft.decisions["Q5"], state=State.FILLED, reason=Reason.EDITED, decided_by=DecidedBy.PERSON, text="Grey", choice="N/A"
    )
    store.save(draft.with_decisions([person]), desk / "vendor.xlsx.draft.json", None, "")
    write_xlsx(desk / "next.xlsx", ["Is there anything new?", "Which colour are your offices painted in?", "Do you have a phone number?"])
    run = fill(desk, "next.xlsx", "--json", "--carry", "vendor.xlsx")
    carried = run.json["questions"][1]
    assert (carried["decided_by"], carried["reason"]) == ("person", "edited")
    assert [write["text"] for write in carried["written"]] == ["N/A", "Grey"]
    assert fill(desk, "next.xlsx", "-o", "o.xlsx", "--carry", "nothing.xlsx").code == 2
