"""`fill verify ORIGINAL FILLED`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.cli import kit
from tests.cli.kit import fill, program, snapshot
from tests.forms import raw_books

if TYPE_CHECKING:
    from pathlib import Path

PLACES = {
    "vendor.xlsx": {"Security!C3", "Security!D3", "Security!C4", "Security!D4"},
    "vendor.docx": {"T0.R1.C1", "T0.R2.C1"},
    "vendor.csv": {"C2", "D2", "C3", "D3"},
}


@pytest.fixture
def filled(desk: Path) -> Path:
    """Return the folder with all three kinds of form filled."""
    kit.write_docx(desk / "vendor.docx")
    kit.write_csv(desk / "vendor.csv")
    assert fill(desk, *PLACES).code == 0
    return desk


@pytest.mark.parametrize("name", PLACES)
def test_what_was_written_is_what_differs(filled: Path, name: str):
    copy = name.replace("vendor.", "vendor.filled.")
    before = snapshot(filled)
    run = program(filled, "verify", name, copy, "--json")
    assert (run.code, run.err) == (0, "")
    record = run.json
    assert record["basis"] == "what the draft beside the filled file says was written"
    assert PLACES[name] <= {one["where"] for one in record["differences"]}
    assert record["problems"] == []
    plain = program(filled, "verify", name, copy)
    assert plain.code == 0
    assert plain.out.endswith("Proven: nothing else differs.\n")
    assert snapshot(filled) == before


@pytest.mark.parametrize("name", PLACES)
def test_a_file_is_itself(filled: Path, name: str):
    run = program(filled, "verify", name, name, "--json")
    assert (run.code, run.json["differences"]) == (0, [])


@pytest.mark.parametrize("name", PLACES)
def test_without_a_draft_the_places_are_read_from_the_original(filled: Path, name: str):
    copy = name.replace("vendor.", "vendor.filled.")
    (filled / f"{name}.draft.json").unlink()
    run = program(filled, "verify", name, copy)
    assert run.code == 0
    assert "may differ: the places for answers that were found in the original" in run.out
    assert run.out.endswith("Proven: nothing else differs.\n")


def test_without_a_draft_another_answer_is_listed_and_with_it_a_problem(filled: Path):
    copy = filled / "vendor.filled.csv"
    copy.write_bytes(copy.read_bytes().replace(b"AES-256", b"DES"))
    run = program(filled, "verify", "vendor.csv", copy.name)
    assert run.code == 6
    assert "does not hold what was written" in run.out
    (filled / "vendor.csv.draft.json").write_text("{}")
    assert program(filled, "verify", "vendor.csv", copy.name).code == 0


@pytest.mark.parametrize(("name", "where"), [("vendor.xlsx", "Security!B3"), ("vendor.docx", "T0.R1.C0"), ("vendor.csv", "B2")])
@pytest.mark.parametrize("drafted", [True, False])
def test_another_question_is_a_problem(filled: Path, name: str, where: str, drafted: bool):
    copy = filled / name.replace("vendor.", "vendor.filled.")
    if name.endswith(".csv"):
        copy.write_bytes(copy.read_bytes().replace(b"?", b"!", 1))
    else:
        parts = raw_books.parts(copy)
        raw_books.pack(copy, {part: _asked_otherwise(content) for part, content in parts.items()})
    if not drafted:
        (filled / f"{name}.draft.json").unlink()
    run = program(filled, "verify", name, copy.name, "--json")
    assert run.code == 6
    assert where in "\n".join(run.json["problems"]) or "sharedStrings" in "\n".join(run.json["problems"])


def _asked_otherwise(part: bytes) -> bytes:
    at = part.find(b"?</")
    return part if at < 0 else part[:at] + b"!" + part[at + 1 :]


def test_a_book_saved_anew_is_not_proven(filled: Path):
    rows = raw_books.row(1, raw_books.text("A1", "Question"), raw_books.text("B1", "Answer"))
    rows += raw_books.row(2, raw_books.text("A2", "Do you encrypt data?"), '<c r="B2" s="1"/>')
    raw_books.book(filled / "raw.xlsx", {"S": raw_books.sheet(rows)})
    openpyxl.load_workbook(filled / "raw.xlsx").save(filled / "again.xlsx")
    run = program(filled, "verify", "raw.xlsx", "again.xlsx")
    assert run.code == 6
    assert "saved anew by another program" in run.out
    assert run.out.endswith(
        "Not proven byte by byte: the same values in other places, saved anew by another program: formats were not compared.\n"
    )


def test_an_original_that_is_no_form_is_told(desk: Path):
    (desk / "a.csv").write_text("1,2\n3,4\n")
    (desk / "b.csv").write_text("1,2\n3,5\n")
    run = program(desk, "verify", "a.csv", "b.csv")
    assert run.code == 0
    assert "may differ: any place" in run.out


def test_a_loss_is_a_problem(filled: Path):
    parts = raw_books.parts(filled / "vendor.filled.xlsx")
    sheet = next(name for name, content in parts.items() if b"<dataValidations" in content)
    content = parts[sheet]
    start, end = content.index(b"<dataValidations"), content.index(b"</dataValidations>") + len(b"</dataValidations>")
    raw_books.pack(filled / "lost.xlsx", {**parts, sheet: content[:start] + content[end:]})
    run = program(filled, "verify", "vendor.xlsx", "lost.xlsx")
    assert run.code == 6
    assert "PROBLEM" in run.out
    assert run.out.endswith("Not proven.\n")


BAD = [(["vendor.xlsx", "nowhere.xlsx"], 4), (["vendor.xlsx", "vendor.csv"], 2), (["vendor.xlsx", "bad.xlsx"], 4), (["x"], 2)]


@pytest.mark.parametrize(("args", "code"), BAD)
def test_failures(filled: Path, args: list[str], code: int):
    (filled / "bad.xlsx").write_bytes(b"no zip")
    run = program(filled, "verify", *args)
    assert (run.code, run.out) == (code, "")
    assert run.err
    assert "Traceback" not in run.err
