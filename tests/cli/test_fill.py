"""`fill FORM`: exit codes, what is printed, what is written and what never is."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from questionnaire_filler.forms import handover
from questionnaire_filler.forms.verify import certificate
from questionnaire_filler.matching.matcher import Matcher
from tests.cli import kit
from tests.cli.kit import AT_REST, BACKUPS, PAINT, PENTEST, PHONE, SSO, fill, program, questions, snapshot

if TYPE_CHECKING:
    from pathlib import Path

OUTPUTS = {"vendor.filled.xlsx", "vendor.xlsx.draft.json", "vendor.xlsx.report.html"}


def test_fills_and_says_where(desk: Path):
    before = snapshot(desk)
    run = fill(desk, "vendor.xlsx")
    assert (run.code, run.out) == (0, "vendor.filled.xlsx\n")
    assert "6 questions, 2 filled, 2 to review, 1 open, 1 answered before" in run.err
    assert "Security!B5" in run.err
    after = snapshot(desk)
    assert set(after) - set(before) == OUTPUTS
    assert {name: after[name] for name in before} == before
    sheet = load_workbook(desk / "vendor.filled.xlsx")["Security"]
    assert [cell.value for cell in sheet["C"]][2:] == ["Yes", "Partially", None, None, None, "No"]
    assert sheet["D3"].value.startswith("Customer data is encrypted at rest with AES-256.\nSource: Encryption standard")


def test_json_field_by_field(desk: Path):
    run = fill(desk, "vendor.xlsx", "--json")
    assert (run.code, run.err) == (0, "")
    record = run.json
    bank = record["bank"].pop("sha256")
    assert len(bank) == 64
    assert {key: value for key, value in record.items() if key not in {"questions", "settings"}} == {
        "form": "vendor.xlsx",
        "output": "vendor.filled.xlsx",
        "as_of": "2026-11-23",
        "bank": {"entries": 4},
        "summary": {"questions": 6, "filled": 2, "review": 2, "open": 1, "kept": 1},
        "notes": [],
        "dropped": [],
    }
    first = record["questions"][0]
    explanation = (
        "Customer data is encrypted at rest with AES-256.\nSource: Encryption standard, §3.2, version 2.1, https://example.com/enc"
    )
    expected = {
        "id": "Q1",
        "section": "Security",
        "question": "Is customer data encrypted at rest?",
        "where": AT_REST,
        "state": "filled",
        "decided_by": "auto",
        "reason": "exact",
        "confidence": 0.995,
        "entries": ["at-rest"],
        "written": [{"where": "Security!C3", "text": "Yes"}, {"where": "Security!D3", "text": explanation}],
        "declined": [],
    }
    assert {key: first[key] for key in expected} == expected
    slots = [{key: slot[key] for key in ("role", "where", "kind", "before")} for slot in first["slots"]]
    assert slots == [
        {"role": "answer", "where": "Security!C3", "kind": "choice", "before": ""},
        {"role": "comment", "where": "Security!D3", "kind": "text", "before": ""},
    ]
    assert first["slots"][0]["choices"] == list(kit.CHOICES)
    (source,) = first["citations"]  # the other is above this customer's disclosure
    assert source["entry"] == "at-rest"
    assert source["title"] == "Encryption standard"
    assert source["ref"] == "§3.2"
    assert source["reviewed"] == "2026-08-01"


def test_json_names_state_and_reason_of_every_question(desk: Path):
    found = questions(fill(desk, "vendor.xlsx", "--json").json)
    assert {where: (one["state"], one["reason"]) for where, one in found.items()} == {
        AT_REST: ("filled", "exact"),
        SSO: ("filled", "confirmed"),
        BACKUPS: ("review", "stale"),
        PENTEST: ("review", "disclosure"),
        PAINT: ("open", "no-match"),
        PHONE: ("kept", "occupied"),
    }
    for one in found.values():
        assert isinstance(one["confidence"], float)
        assert len(one["candidates"]) <= 5
        scores = [candidate["confidence"] for candidate in one["candidates"]]
        assert all(isinstance(score, float) for score in scores)
        assert {candidate["entry"] for candidate in one["candidates"]} <= {"at-rest", "sso", "backups", "pentest"}
        assert bool(one["written"]) == (one["state"] == "filled")
    assert found[PHONE]["slots"][0]["before"] == "No"
    assert found[PHONE]["candidates"] == []


@pytest.mark.parametrize("options", [["--dry-run"], ["--dry-run", "--json"], ["--dry-run", "--map", "Security!question=B answer=C"]])
def test_a_dry_run_writes_nothing(desk: Path, options: list[str]):
    before = snapshot(desk)
    run = fill(desk, "vendor.xlsx", *options)
    assert run.code == 0
    assert snapshot(desk) == before
    if "--json" in options:
        assert run.json["output"] is None
        assert run.json["summary"]["filled"] == 2
    else:
        assert run.out == ""


def test_strict_tells_what_is_left(desk: Path):
    assert fill(desk, "vendor.xlsx", "--strict").code == 3
    kit.write_csv(desk / "sure.csv", kit.QUESTIONS[:2])
    assert fill(desk, "sure.csv", "--strict").code == 0
    kit.write_csv(desk / "open.csv", (*kit.QUESTIONS[:2], kit.QUESTIONS[4]))
    assert fill(desk, "open.csv", "--strict", "--dry-run").code == 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--scope", "clod"], "Scopes in use: cloud, self-hosted"),
        (["--cite", "none", "--cite", "note"], "cannot stand with another"),
        (["--disclosure", "internal"], "internal"),
        (["--as-of", "yesterday"], "write it as 2026-11-23"),
        (["--threshold", "2"], "range"),
        (["--no-such-option"], "No such option"),
        (["-o", "vendor.xlsx"], "never filled in place"),
        (["-o", "vendor.csv"], "Name it vendor.xlsx"),
        (["other.xlsx", "-o", "nowhere"], "must be a folder"),
        (["--map", "nonsense"], "map"),
    ],
)
def test_usage(desk: Path, options: list[str], words: str):
    before = snapshot(desk)
    run = program(desk, "vendor.xlsx", *options, "--no-input", "--no-catalogue")
    assert (run.code, run.out) == (2, "")
    assert words in run.err
    assert "Traceback" not in run.err
    assert snapshot(desk) == before


def test_never_in_place_by_any_name(desk: Path):
    (desk / "link.xlsx").symlink_to("vendor.xlsx")
    os.link(desk / "vendor.xlsx", desk / "hard.xlsx")
    before = (desk / "vendor.xlsx").read_bytes()
    for name in ("link.xlsx", "hard.xlsx", "./vendor.xlsx", desk / "vendor.xlsx"):
        assert fill(desk, "vendor.xlsx", "--force", "-o", name).code == 2
    assert (desk / "vendor.xlsx").read_bytes() == before


@pytest.mark.parametrize("missing", [True, False])
def test_a_bank_that_is_missing_or_has_errors(desk: Path, missing: bool):
    bank = kit.write_bank(desk, kit.BANK.replace("position: yes", "position: maybe", 1))
    options = ["--answers", "nowhere"] if missing else []
    before = snapshot(desk)
    run = fill(desk, "vendor.xlsx", *options)
    assert (run.code, run.out) == (5, "")
    assert ("nowhere" if missing else f"{bank.name}:8:") in run.err
    assert snapshot(desk) == before


def test_the_bank_is_found_upward_and_by_the_environment(desk: Path, monkeypatch: pytest.MonkeyPatch):
    deep = desk / "customers" / "acme"
    deep.mkdir(parents=True)
    (desk / "vendor.xlsx").rename(deep / "vendor.xlsx")
    assert fill(deep, "vendor.xlsx").code == 0
    (desk / "answers").rename(desk / "bank")
    assert fill(deep, "vendor.xlsx", "--force").code == 5
    monkeypatch.setenv("FILL_ANSWERS", str(desk / "bank"))
    assert fill(deep, "vendor.xlsx").code == 0


def test_replaces_only_what_is_ours_and_unchanged(desk: Path):
    assert fill(desk, "vendor.xlsx").code == 0
    assert fill(desk, "vendor.xlsx").code == 0
    assert fill(desk, "vendor.xlsx", "--fresh").code == 0
    (desk / "vendor.filled.xlsx").write_bytes(b"somebody's work")
    for options in ([], ["--fresh"]):
        run = fill(desk, "vendor.xlsx", *options)
        assert (run.code, run.out) == (6, "")
        assert "--force" in run.err
        assert (desk / "vendor.filled.xlsx").read_bytes() == b"somebody's work"
    assert fill(desk, "vendor.xlsx", "--force").code == 0
    assert load_workbook(desk / "vendor.filled.xlsx")["Security"]["C3"].value == "Yes"


def test_an_output_without_a_draft_is_not_ours(desk: Path):
    (desk / "vendor.filled.xlsx").write_bytes((desk / "vendor.xlsx").read_bytes())
    before = snapshot(desk)
    assert fill(desk, "vendor.xlsx").code == 6
    assert snapshot(desk) == before


def test_a_form_that_changes_while_it_is_filled(desk: Path, monkeypatch: pytest.MonkeyPatch):
    match = Matcher.match

    def slow(self, asked):
        kit.write_xlsx(desk / "vendor.xlsx", kit.QUESTIONS[::-1])
        return match(self, asked)

    monkeypatch.setattr(Matcher, "match", slow)
    run = fill(desk, "vendor.xlsx")
    assert run.code == 6
    assert "changed on disk" in run.err
    assert not OUTPUTS & set(snapshot(desk))


def test_a_copy_that_fails_its_proof_is_not_handed_over(desk: Path, monkeypatch: pytest.MonkeyPatch):
    proof = certificate.Certificate("", "", "", "", 0, (), (), (), ("Security!Z9 changed and was not announced",))
    monkeypatch.setattr(handover, "verify", lambda *_, **__: proof)
    before = snapshot(desk)
    run = fill(desk, "vendor.xlsx")
    assert run.code == 6
    assert "Security!Z9 changed" in run.err
    assert snapshot(desk) == before


def test_a_folder_that_may_not_be_written(desk: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)  # tests may run as root, who may write anywhere
    before = snapshot(desk)
    run = fill(desk, "vendor.xlsx")
    assert run.code == 6
    assert "may not be written" in run.err
    assert snapshot(desk) == before


def test_a_folder_that_is_not_there(desk: Path):
    assert fill(desk, "vendor.xlsx", "-o", "nowhere/out.xlsx").code == 6
    assert not (desk / "nowhere").exists()


@pytest.mark.parametrize(
    ("word", "words"),
    [("inspct", "no command 'inspct'; did you mean inspect?"), ("zzzz", "no command 'zzzz'\n"), ("y" * 300, "no command")],
    ids=["near", "far", "long"],
)
def test_a_mistyped_command_fills_nothing(desk: Path, word: str, words: str):
    before = snapshot(desk)
    run = program(desk, word, "vendor.xlsx")
    assert (run.code, run.out) == (2, "")
    assert words in run.err
    assert snapshot(desk) == before


@pytest.mark.parametrize("args", [["--bogus"], ["fill", "--help"], ["vendor.xlsx", "--threshold", "x"]])
def test_usage_names_the_program_once(desk: Path, args: list[str]):
    run = program(desk, *args)
    assert "Usage: fill [OPTIONS] FORM [FORM ...]" in run.out + run.err
    assert "fill fill" not in run.out + run.err


def test_what_cannot_be_written_is_refused(desk: Path):
    """A file stands where a folder would have to be: that refuses even root, as whom tests may run."""
    (desk / "file").write_text("")
    for args in (["inspect", "vendor.xlsx", "--picture", "file/p.html"], ["bank", "init", "file/answers"]):
        run = program(desk, *args)
        assert run.code == 6, run.err
        assert "fault of the program" not in run.err


def test_a_correction_that_cannot_be_remembered_is_a_note(desk: Path):
    (desk / ".fill").write_text("in the way")
    run = fill(desk, "vendor.xlsx", "--map", "Security!question=B answer=C")
    assert run.code == 0
    assert "not remembered" in run.err
    assert set(snapshot(desk)) >= OUTPUTS


def test_a_fault_of_the_program_is_told_without_a_traceback(desk: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(*_):
        raise RuntimeError("boom \x1b[31m")

    monkeypatch.setattr(Matcher, "match", broken)
    run = fill(desk, "vendor.xlsx")
    assert run.code == 1
    assert "RuntimeError: boom" in run.err
    assert "--debug" in run.err
    assert "Traceback" not in run.err
    assert "\x1b" not in run.err
    assert "Traceback" in fill(desk, "vendor.xlsx", "--debug").err


def test_debug_keeps_the_exit_code(desk: Path):
    run = fill(desk, "nowhere.xlsx", "--debug")
    assert run.code == 4
    assert "Traceback" in run.err


def test_an_interrupted_run(desk: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Matcher, "match", interrupted)
    run = fill(desk, "vendor.xlsx")
    assert (run.code, run.out) == (130, "")
    assert not OUTPUTS & set(snapshot(desk))


def test_several_forms_one_line_each_and_the_highest_code(desk: Path):
    kit.write_docx(desk / "vendor.docx")
    kit.write_csv(desk / "vendor.csv", kit.QUESTIONS[:2])
    (desk / "broken.xlsx").write_bytes(b"PK\x03\x04 not a zip")
    (desk / "out").mkdir()
    run = fill(desk, "broken.xlsx", "vendor.docx", "vendor.csv", "vendor.xlsx", "-o", "out", "--json", "--strict")
    assert run.code == 4
    records = run.lines
    assert [record["form"] for record in records] == ["broken.xlsx", "vendor.docx", "vendor.csv", "vendor.xlsx"]
    assert [record["output"] for record in records] == [None, "out/vendor.filled.docx", "out/vendor.filled.csv", "out/vendor.filled.xlsx"]
    assert records[0]["questions"] == []
    assert records[0]["error"]["code"] == 4
    assert "broken.xlsx" in run.err
    (desk / "out" / "vendor.filled.csv").write_bytes(b"somebody's work")
    again = fill(desk, "broken.xlsx", "vendor.csv", "vendor.docx", "-o", "out", "--json")
    assert again.code == 6
    assert [record.get("error", {}).get("code", 0) for record in again.lines] == [4, 6, 0]


def test_forms_of_one_name_are_not_written_over_each_other(desk: Path):
    for folder in ("a", "b", "out"):
        (desk / folder).mkdir()
    for folder in ("a", "b"):
        kit.write_xlsx(desk / folder / "vendor.xlsx")
    assert fill(desk, "a/vendor.xlsx", "b/vendor.xlsx", "-o", "out").code == 2
    assert list((desk / "out").iterdir()) == []
    assert fill(desk, "a/vendor.xlsx", "b/vendor.xlsx").code == 0
    assert fill(desk, "a/vendor.xlsx", "a/vendor.filled.xlsx", "--force").code == 2


@pytest.mark.parametrize("name", ["vendor.xlsx", "vendor.docx", "vendor.csv"])
def test_the_same_run_gives_the_same_bytes(desk: Path, name: str):
    kit.write_docx(desk / "vendor.docx")
    kit.write_csv(desk / "vendor.csv")
    first = fill(desk, name, "--json", "--cite", "note", "--cite", "sheet")
    written = snapshot(desk)
    second = fill(desk, name, "--json", "--cite", "note", "--cite", "sheet")
    assert first == second
    assert snapshot(desk) == written


def test_draft_and_report_are_private(desk: Path):
    fill(desk, "vendor.xlsx")
    for name in ("vendor.xlsx.draft.json", "vendor.xlsx.report.html"):
        path = desk / name
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        text = path.read_text(encoding="utf-8")
        assert "nternal" in text[:3000]
        assert "no customer may see" not in text
    draft = json.loads((desk / "vendor.xlsx.draft.json").read_text(encoding="utf-8"))
    assert draft["hashes"] == {
        "form": hashlib.sha256((desk / "vendor.xlsx").read_bytes()).hexdigest(),
        "bank": draft["bank"]["sha256"],
        "output": hashlib.sha256((desk / "vendor.filled.xlsx").read_bytes()).hexdigest(),
    }


def test_nothing_internal_is_in_what_the_customer_gets(desk: Path):
    for options in (["--cite", "note"], ["--cite", "sheet"], ["--cite", "comment"]):
        fill(desk, "vendor.xlsx", "--force", *options)
        book = load_workbook(desk / "vendor.filled.xlsx")
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        said = "\n".join([str(cell.value) for cell in cells] + [cell.comment.text for cell in cells if cell.comment])
        assert "Encryption standard" in said
        for secret in ("at-rest", "Key ceremony", "no customer may see", "0.995"):
            assert secret not in said


def test_options_decide_what_fills(desk: Path):
    nda = questions(fill(desk, "vendor.xlsx", "--json", "--disclosure", "nda", "--scope", "cloud", "--dry-run").json)
    assert nda[PENTEST]["state"] == "filled"
    scope = questions(fill(desk, "vendor.xlsx", "--json", "--disclosure", "nda", "--dry-run").json)
    assert (scope[PENTEST]["state"], scope[PENTEST]["reason"]) == ("review", "scope")
    earlier = questions(program(desk, "vendor.xlsx", "--json", "--as-of", "2025-02-01", "--dry-run", "--no-catalogue").json)
    assert earlier[BACKUPS]["state"] == "filled"
    sure = questions(fill(desk, "vendor.xlsx", "--json", "--threshold", "1", "--dry-run").json)
    assert {one["state"] for one in sure.values()} <= {"review", "open", "kept"}
    over = questions(fill(desk, "vendor.xlsx", "--json", "--overwrite", "--dry-run").json)
    assert over[PHONE]["state"] == "open"


def test_a_form_named_like_a_command(desk: Path):
    assert fill(desk, "./review").code == 4
    assert fill(desk, "./vendor.xlsx").code == 0
    assert program(desk, "--no-input", "--no-catalogue", "--force", "vendor.xlsx").code == 0


def test_as_a_program_of_its_own(desk: Path):
    command = [sys.executable, "-m", "questionnaire_filler", "vendor.xlsx", "--json", "--no-catalogue", "--no-input", "--strict"]
    done = subprocess.run(command, cwd=desk, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 3
    assert json.loads(done.stdout)["summary"]["questions"] == 6
    assert done.stderr == ""
