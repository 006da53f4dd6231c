"""`fill verify ORIGINAL FILLED`."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
