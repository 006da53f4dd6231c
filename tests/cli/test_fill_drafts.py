"""What a person decided is carried over to the next run where question and entry are unchanged, and listed where it had to go."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from questionnaire_filler.draft import session, store
from questionnaire_filler.draft.propose import propose
from questionnaire_filler.draft.together import together
from questionnaire_filler.errors import OutputExistsError, RefusedError
from questionnaire_filler.linking import matcher_for
from questionnaire_filler.model import DecidedBy, Decision, Position, Reason, State
from questionnaire_filler.settings import Settings
from tests.cli import kit
from tests.cli.kit import BACKUPS, PAINT, PENTEST, SSO, fill, questions, snapshot

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = "vendor.xlsx.draft.json"


def decide(desk: Path, *decisions: Decision) -> None:
    """Add a person's decisions to the draft, as a review does."""
    settings = Settings(date(2026, 11, 23), catalogue=False)
    form, bank = session.open_form(desk / "vendor.xlsx"), session.open_bank(desk / "vendor.xlsx", None)
    draft = propose(form, bank, matcher_for(bank, settings), settings)
    stored = store.load(desk / DRAFT)
    assert stored is not None
    draft = store.carry_over(draft, stored.decisions).with_decisions(replace(one, decided_by=DecidedBy.PERSON) for one in decisions)
    store.save(draft, desk / DRAFT, desk / stored.output, stored.output_sha256)


ACCEPTED = Decision("Q3", State.FILLED, Reason.ACCEPTED, confidence=0.995, entries=("backups",), position=Position.YES)
EDITED = Decision("Q5", State.FILLED, Reason.EDITED, text="=Blue, mostly.")
BLANK = Decision("Q2", State.BLANK, Reason.LEFT_BLANK)


@pytest.fixture
def decided(desk: Path) -> Path:
    """Return a folder in which a person accepted Q3, wrote an answer to Q5 and left Q2 blank."""
    kit.write_xlsx(desk / "vendor.xlsx", choices=("Yes", "No", "Partially", "N/A"))
    assert fill(desk, "vendor.xlsx").code == 0
    decide(desk, ACCEPTED, EDITED, BLANK)
    return desk


def test_decisions_of_a_person_are_carried_over(decided: Path):
    run = fill(decided, "vendor.xlsx", "--json")
    assert run.code == 0
    found = questions(run.json)
    state = {where: (one["state"], one["decided_by"], one["reason"]) for where, one in found.items()}
    assert state[BACKUPS] == ("filled", "person", "accepted")
    assert state[PAINT] == ("filled", "person", "edited")
    assert state[SSO] == ("blank", "person", "left-blank")
    assert run.json["summary"] == {"questions": 6, "filled": 3, "review": 1, "open": 0, "kept": 1, "blank": 1}
    assert run.json["dropped"] == []
    sheet = load_workbook(decided / "vendor.filled.xlsx")["Security"]
    assert [sheet["C4"].value, sheet["C5"].value] == [None, "Yes"]
    assert "=Blue, mostly." in (sheet["C7"].value, sheet["D7"].value)
    assert {sheet["C7"].data_type, sheet["D7"].data_type}.isdisjoint({"f"})
    assert fill(decided, "vendor.xlsx", "--json") == run


def test_fresh_forgets_them(decided: Path):
    found = questions(fill(decided, "vendor.xlsx", "--json", "--fresh").json)
    assert found[BACKUPS]["state"] == "review"
    assert json.loads((decided / DRAFT).read_text(encoding="utf-8"))["decided"] == []


def test_a_dry_run_uses_them_and_keeps_the_draft(decided: Path):
    before = (decided / DRAFT).read_bytes()
    assert questions(fill(decided, "vendor.xlsx", "--json", "--dry-run").json)[BACKUPS]["state"] == "filled"
    assert (decided / DRAFT).read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("with keys of their own", "with other keys", "the entry changed in the bank"),
        ("id: backups", "id: backup-keys", "the entry changed in the bank"),
        ("    reviewed: 2025-01-01\n", "    reviewed: 2025-01-01\n    disclosure: nda\n", "may not be told to a customer"),
    ],
)
def test_a_decision_on_an_entry_that_changed_is_dropped_and_listed(decided: Path, old: str, new: str, why: str):
    kit.write_bank(decided, kit.BANK.replace(old, new))
    run = fill(decided, "vendor.xlsx", "--json")
    (dropped,) = run.json["dropped"]
    assert (dropped["where"], dropped["question"]) == (BACKUPS, "Are backups encrypted?")
    assert why in dropped["why"]
    found = questions(run.json)
    assert (found[BACKUPS]["state"], found[BACKUPS]["decided_by"]) == ("review", "auto")
    assert found[PAINT]["state"] == "filled"


def test_a_form_that_changed_keeps_what_still_holds(decided: Path):
    kit.write_xlsx(decided / "vendor.xlsx", ("A new question?", "Are the backups encrypted?", *kit.QUESTIONS[1:2], *kit.QUESTIONS[3:]))
    run = fill(decided, "vendor.xlsx")
    assert run.code == 0
    assert "dropped: your decision on Security!B5 (Are backups encrypted?): the question is no longer in the form" in run.err
    found = {one["question"]: one for one in fill(decided, "vendor.xlsx", "--json").json["questions"]}
    assert found["Do you support SSO?"]["state"] == "blank"
    assert found["Which colour are your offices painted in?"]["state"] == "filled"
    assert found["Are the backups encrypted?"]["decided_by"] == "auto"


def test_a_decision_that_no_longer_fits_the_form_is_dropped(decided: Path):
    kit.write_xlsx(decided / "vendor.xlsx", choices=("Daily", "Weekly"))
    run = fill(decided, "vendor.xlsx", "--json")
    found = questions(run.json)
    for one in found.values():
        assert bool(one["written"]) == (one["state"] == "filled")
    assert found[BACKUPS]["state"] == "review"
    assert BACKUPS in {one["where"] for one in run.json["dropped"]}


def test_an_answer_that_stands_there_now_is_kept(decided: Path):
    book = load_workbook(decided / "vendor.xlsx")
    book["Security"]["C5"] = "No"
    book.save(decided / "vendor.xlsx")
    run = fill(decided, "vendor.xlsx", "--json")
    assert questions(run.json)[BACKUPS]["state"] == "kept"
    assert [one["why"] for one in run.json["dropped"]] == ["an answer stands in the form now"]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"version": 99}', '{"version": 1, "hashes": 3}'])
def test_a_draft_that_cannot_be_read(desk: Path, content: str):
    (desk / DRAFT).write_text(content, encoding="utf-8")
    run = fill(desk, "vendor.xlsx")
    assert run.code == 1
    assert "--fresh" in run.err
    assert (desk / DRAFT).read_text(encoding="utf-8") == content
    assert not (desk / "vendor.filled.xlsx").exists()
    assert fill(desk, "vendor.xlsx", "--fresh").code == 0


def test_a_locked_place_sends_the_question_back(desk: Path):
    book = load_workbook(desk / "vendor.xlsx")
    book["Security"].protection.sheet = True
    book.save(desk / "vendor.xlsx")
    found = questions(fill(desk, "vendor.xlsx", "--json").json)
    assert {(one["state"], one["reason"]) for one in found.values() if one["entries"]} >= {("review", "locked")}
    assert not any(one["written"] for one in found.values())
    assert PENTEST in found
    forced = questions(fill(desk, "vendor.xlsx", "--json", "--force-locked").json)
    assert forced[SSO]["written"]


def test_corrections_are_remembered_for_the_next_copy(desk: Path):
    kit.workbook(desk / "plain.xlsx", {"Sheet": [["Topic", "X"], *([None, None, question] for question in kit.QUESTIONS)]})
    spec = "Sheet!question=C answer=D rows=2-7"
    run = fill(desk, "plain.xlsx", "--json", "--map", spec)
    assert run.code == 0, run.err
    assert questions(run.json)["Sheet!C2"]["written"][0]["where"] == "Sheet!D2"
    assert (desk / ".fill" / "forms.json").exists()
    (desk / "next").mkdir()
    kit.workbook(desk / "next" / "copy.xlsx", {"Sheet": [["Topic", "X"], *([None, None, question] for question in kit.QUESTIONS)]})
    again = fill(desk, "next/copy.xlsx", "--json", "--dry-run")
    assert questions(again.json)["Sheet!C2"]["slots"][0]["where"] == "Sheet!D2"


@pytest.mark.parametrize("command", [[], ["inspect"]])
def test_a_correction_that_leaves_no_question_is_an_error(desk: Path, command: list[str]):
    before = snapshot(desk)
    for spec in ("Security!question=Z answer=C", "security!question=B answer=C rows=50-60", "question=Z"):
        run = kit.program(desk, *command, "vendor.xlsx", "--map", spec)
        assert run.code == 2, run.err
        assert "Security: --map leaves no question here" in run.err
        assert ("column B" if "=B" in spec else "column Z") in run.err
    assert snapshot(desk) == before
    assert kit.program(desk, "inspect", "vendor.xlsx", "--map", "Security!skip").code == 0


# what is written together


def full_disk(monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    """Let the files with this ending find no room."""
    write = store.write_file

    def refuse(path: Path, content: str | bytes, mode: int = 0o644) -> None:
        if path.name.endswith(ending):
            raise RefusedError("cannot write: No space left on device", where=str(path))
        write(path, content, mode)

    monkeypatch.setattr(store, "write_file", refuse)


@pytest.mark.parametrize("ending", [".draft.json", ".report.html"])
def test_without_draft_and_report_there_is_no_form(desk: Path, monkeypatch: pytest.MonkeyPatch, ending: str):
    """Else the next run would take the form for somebody else's."""
    before = snapshot(desk)
    with monkeypatch.context() as patch:
        full_disk(patch, ending)
        run = fill(desk, "vendor.xlsx")
    assert run.code == 6
    assert "No space left" in run.err
    assert snapshot(desk) == before
    assert fill(desk, "vendor.xlsx").code == 0


@pytest.mark.parametrize("ending", [".draft.json", ".report.html"])
def test_a_failed_run_leaves_the_earlier_files(desk: Path, monkeypatch: pytest.MonkeyPatch, ending: str):
    fill(desk, "vendor.xlsx")
    before = snapshot(desk)
    with monkeypatch.context() as patch:
        full_disk(patch, ending)
        assert fill(desk, "vendor.xlsx", "--scope", "cloud").code == 6
    assert snapshot(desk) == before
    assert fill(desk, "vendor.xlsx", "--scope", "cloud").code == 0
    assert {path.name for path in desk.iterdir() if path.name.startswith(".")} <= {".fill"}


def test_what_somebody_else_put_there_meanwhile_stays(tmp_path: Path):
    new = tmp_path / "new.txt"

    def refused() -> None:
        with together([new]):
            new.write_text("theirs")
            raise OutputExistsError("x")

    with pytest.raises(OutputExistsError):
        refused()
    assert new.read_text() == "theirs"


def test_files_are_kept_where_a_file_cannot_have_two_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("before")

    def interrupted() -> None:
        with together([old, new]):
            store.write_file(old, "after")
            store.write_file(new, "after")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert snapshot(tmp_path) == {"old.txt": b"before"}
