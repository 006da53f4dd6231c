"""`fill explain FORM Q17`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.kit import program, snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.kit import Run


def explain(desk: Path, *args: str) -> Run:
    return program(desk, "explain", "vendor.xlsx", *args, "--no-catalogue", "--as-of", "2026-11-23")


@pytest.mark.parametrize("name", ["Q3", "Security!B5", "3"])
def test_a_question_by_its_id_place_or_number(desk: Path, name: str):
    run = explain(desk, name)
    assert run.code == 0
    lines = run.out.splitlines()
    assert lines[0].startswith("Q3  Security!B5")
    assert "Are backups encrypted?" in lines[1]
    assert lines[2].startswith("review, stale: the review of 2025-01-01 held until 2025-04-01 (threshold ")
    assert "0.995  backups  (exact)" in lines[3]
    assert any("gate stale: the review of" in line for line in lines)


def test_everything_as_json(desk: Path):
    before = snapshot(desk)
    record = explain(desk, "Q3", "--json").json
    assert snapshot(desk) == before
    assert (record["id"], record["state"], record["reason"], record["confidence"]) == ("Q3", "review", "stale", 0.995)
    assert 0 < record["threshold"] < 1
    first, *others = record["candidates"]
    assert first["gate"] == {"name": "stale", "why": "the review of 2025-01-01 held until 2025-04-01"}
    assert first["features"] == {"exact": 1.0}
    assert first["via"] == "exact"
    for other in others:
        assert other["features"]
        assert all(isinstance(value, float) for value in other["features"].values())
    assert "no customer may see" not in str(record)


def test_what_stood_there_before_and_what_nothing_fits(desk: Path):
    assert "kept, occupied" in explain(desk, "Q6").out
    assert "open, no-match" in explain(desk, "Q5").out
    assert explain(desk, "Q6", "--json").json["candidates"] == []


BAD = [(["Q99"], "no question Q99"), ([], "QUESTION"), (["Q1", "--scope", "x"], "scope")]


@pytest.mark.parametrize(("args", "words"), BAD)
def test_usage(desk: Path, args: list[str], words: str):
    run = explain(desk, *args)
    assert (run.code, run.out) == (2, "")
    assert words in run.err


def test_a_form_that_cannot_be_read(desk: Path):
    (desk / "vendor.xlsx").write_bytes(b"no zip")
    assert explain(desk, "Q1").code == 4
