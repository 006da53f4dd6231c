"""`fill bank coverage` with the shipped catalogue."""

from __future__ import annotations

import pytest

from tests.cli import kit


def coverage(desk, *args):
    return kit.program(desk, "bank", "coverage", *args)


def test_of_the_field(desk):
    run = coverage(desk, "--json")
    assert run.code == 0
    record = run.json
    assert record["topics"] == sum(one["topics"] for one in record["sections"]) >= 320
    assert record["answered"] == sum(one["answered"] for one in record["sections"])
    assert 0 < record["answered"] < 40
    assert 0 < record["share"] < 0.1
    assert len(record["raise"]) == 10
    gains = [wish["gain"] for wish in record["raise"]]
    assert gains == sorted(gains, reverse=True)
    assert not any(wish["decoy"] for wish in record["raise"])


def test_of_a_form(desk):
    run = coverage(desk, "vendor.xlsx", "--as-of", "2026-11-23", "--json")
    assert run.code == 0
    record = run.json
    assert record["questions"] == 5  # the sixth was answered before
    assert record["share"] == pytest.approx((record["filled"] + record["review"]) / 5, abs=1e-3)
    assert record["filled"] >= 1
    named = [question for wish in record["raise"] for question in wish["questions"]]
    assert len(named) + len(record["unknown"]) == 5 - record["filled"] - record["review"]
    assert not {*named} & {*record["unknown"]}


def test_in_words_and_writes_nothing(desk):
    before = kit.snapshot(desk)
    field, form = coverage(desk), coverage(desk, "vendor.xlsx")
    assert "of what customers ask" in field.out
    assert "These entries would raise it most:" in field.out
    assert "vendor.xlsx: the bank could answer" in form.out
    assert kit.snapshot(desk) == before


def test_a_missing_form_is_told(desk):
    run = coverage(desk, "none.xlsx")
    assert run.code == 4
    assert "no such file" in run.err
