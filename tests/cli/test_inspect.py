"""`fill inspect FORM`: what was found, and nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli import kit
from tests.cli.kit import program, questions, snapshot
from tests.forms.docx_build import docx, p
from tests.forms.layout.workbooks import workbook

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["vendor.xlsx", "vendor.docx", "vendor.csv"])
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_writes_nothing_at_all(desk: Path, name: str, options: list[str]):
    kit.write_docx(desk / "vendor.docx")
    kit.write_csv(desk / "vendor.csv")
    before = snapshot(desk)
    folders = sorted(desk.rglob("*"))
    run = program(desk, "inspect", name, *options)
    assert (run.code, run.err) == (0, "")
    assert "Is customer data encrypted at rest?" in run.out
    assert snapshot(desk) == before
    assert sorted(desk.rglob("*")) == folders


def test_json_is_what_fill_prints_without_what_needs_the_bank(desk: Path):
    record = program(desk, "inspect", "vendor.xlsx", "--json").json
    filled = kit.fill(desk, "vendor.xlsx", "--json", "--dry-run").json
    assert record["form"] == filled["form"]
    assert record["summary"]["questions"] == filled["summary"]["questions"]
    assert record["notes"] == filled["notes"]
    for where, one in questions(record).items():
        assert one.items() <= questions(filled)[where].items()
    (area,) = record["areas"]
    assert (area["where"], area["questions"], area["mapped"]) == ("Security", 6, "")
    roles = {column["role"]: column["where"] for column in area["columns"]}
    assert (roles["question"], roles["answer"], roles["comment"]) == ("B", "C", "D")
    assert all(column["reason"] for column in area["columns"])


def test_text_names_every_place_and_why(desk: Path):
    out = program(desk, "inspect", "vendor.xlsx").out
    assert out.startswith("vendor.xlsx: 6 questions\n")
    for words in ("Security: rows 3-8, 6 questions", "question", "answer C3, comment D3", "Q6"):
        assert words in out


def test_needs_no_bank(desk: Path):
    kit.write_bank(desk, "nonsense: [")
    assert program(desk, "inspect", "vendor.xlsx").code == 0


def test_a_correction_is_used_and_not_remembered(desk: Path):
    record = program(desk, "inspect", "vendor.xlsx", "--json", "--map", "Security!question=B answer=E rows=3-4").json
    assert [one["slots"][0]["where"] for one in record["questions"]] == ["Security!E3", "Security!E4"]
    assert record["areas"][0]["mapped"] == "given"
    assert not (desk / ".fill").exists()
    assert program(desk, "inspect", "vendor.xlsx", "--map", "Nowhere!question=B").code == 2


def test_no_question_is_no_failure(desk: Path):
    docx(desk / "letter.docx", p("Dear colleagues"), p("The canteen is closed."))
    run = program(desk, "inspect", "letter.docx", "--json")
    assert (run.code, run.json["questions"]) == (0, [])
    assert program(desk, "inspect", "letter.docx").out.startswith("letter.docx: 0 questions")


def test_files_that_cannot_be_read(desk: Path):
    (desk / "bad.xlsx").write_bytes(b"no zip")
    for name in ("bad.xlsx", "nowhere.xlsx", "bad.pdf", "bad"):
        run = program(desk, "inspect", name)
        assert (run.code, run.out) == (4, "")
        assert run.err.startswith(f"Error: {name}: ")


def test_the_picture_is_the_only_thing_written(desk: Path):
    before = snapshot(desk)
    run = program(desk, "inspect", "vendor.xlsx", "--picture", "seen.html")
    assert run.code == 0
    assert set(snapshot(desk)) - set(before) == {"seen.html"}
    assert program(desk, "inspect", "vendor.xlsx", "--picture", "nowhere/seen.html").code != 0


OURS = "the list of sources that this program added"


def test_our_own_list_of_sources_asks_nothing(desk: Path):
    """Neither does it change what form a workbook is taken for."""
    blank = program(desk, "inspect", "vendor.xlsx", "--json").json
    kit.fill(desk, "vendor.xlsx", "--cite", "sheet", "--scope", "cloud")
    record = program(desk, "inspect", "vendor.filled.xlsx", "--json").json
    assert record["skipped"] == [{"where": "Citations", "reason": OURS}]
    assert list(questions(record)) == list(questions(blank))
    assert record["fingerprint"] == blank["fingerprint"]
    diff = program(desk, "diff", "vendor.xlsx", "vendor.filled.xlsx", "--json").json
    assert (diff["summary"]["new"], diff["summary"]["unchanged"]) == (0, 6)
    learnt = program(desk, "learn", "vendor.filled.xlsx", "--json", "--no-catalogue", "--as-of", "2026-11-23").json
    assert not [one for one in (*learnt["suggestions"], *learnt["conflicts"]) if one["where"].startswith("Citations")]


def test_a_customers_sheet_of_that_name_and_shape_still_asks(desk: Path):
    rows = [["No.", "Question", "Answer in", "Source"], *([str(n), text] for n, text in enumerate(kit.QUESTIONS, 1))]
    workbook(desk / "theirs.xlsx", {"Citations": rows})
    assert program(desk, "inspect", "theirs.xlsx", "--json").json["summary"] == {"questions": 6}


def test_our_own_list_of_sources_asks_nothing_in_word(desk: Path):
    lines = [p(f"{number}. {text}", "") + p() for number, text in enumerate(kit.QUESTIONS[:2], 1)]
    docx(desk / "vendor.docx", p("Vendor security questionnaire"), *lines)
    assert kit.fill(desk, "vendor.docx", "--cite", "sheet").code == 0
    record = program(desk, "inspect", "vendor.filled.docx", "--json").json
    assert record["skipped"] == [{"where": "P5", "reason": OURS}]
    assert "P6" not in questions(record)


def test_a_word_form_may_have_a_heading_of_that_name(desk: Path):
    docx(desk / "theirs.docx", p("Citations", bold=True), p("1. Do you support SSO?"), p(), p("2. Are backups encrypted – and where?"), p())
    assert program(desk, "inspect", "theirs.docx", "--json").json["summary"] == {"questions": 2}
