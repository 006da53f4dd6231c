"""The tree of nodes: the same with and without libyaml, and nothing but a bank's error whatever the bytes are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bank import ugly
from questionnaire_filler.bank import load, nodes
from questionnaire_filler.bank.check import check
from questionnaire_filler.bank.places import decode
from questionnaire_filler.errors import BankError
from tests.effort import calls

DAMAGE = [b"", b"\t", b": ", b"'", b"{", b"*a", b"\xff", b"\x00", b"- ", b"\n"]
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def composed(monkeypatch, loader, source):
    monkeypatch.setattr(nodes, "_LOADER", loader)
    return outline(nodes.compose(source, []))


def outline(node):
    if isinstance(node, nodes.Mapping):
        return node.start, node.flow, [(outline(key), outline(value)) for key, value in node.items]
    if isinstance(node, nodes.Sequence):
        return node.start, node.flow, [outline(item) for item in node.items]
    return node.value, node.start, node.end, node.line, node.column, node.style


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml: there is one parser only")
@settings(max_examples=60, deadline=None, suppress_health_check=QUIET)
@given(raw=ugly.files())
def test_both_parsers_see_the_same_places(monkeypatch, raw):
    source = decode(Path("x.yaml"), raw)
    assert composed(monkeypatch, yaml.CSafeLoader, source) == composed(monkeypatch, yaml.SafeLoader, source)


@settings(max_examples=60, deadline=None, suppress_health_check=QUIET)
@given(raw=ugly.files(), at=st.integers(0, 400), cut=st.integers(0, 5), put=st.sampled_from(DAMAGE))
def test_damaged_files_end_in_the_banks_error_with_a_place(tmp_path, raw, at, cut, put):
    path = tmp_path / "x.yaml"
    path.write_bytes(raw[:at] + put + raw[at + cut :])
    try:
        entries, problems = load(tmp_path).entries, []
    except BankError as caught:
        entries, problems = (), caught.problems or ["no entries"] * ("no entries" in str(caught))
    assert entries or problems
    assert all(str(problem).startswith((f"{path}:", "no entries")) for problem in problems)


@pytest.mark.slow
def test_large_banks_take_work_in_proportion(tmp_path):
    kinds = ["data", "keys", "logs", "backups", "laptops", "vendors", "networks"]

    def work(size):
        entries = [
            f"  - id: e-{number}\n    question: Are {kinds[number % 7]} or {kinds[number // 7 % 7]} in {kinds[number % 5]}?\n"
            f"    topic: same\n    position: {'yes' if number % 2 else 'no'}\n    answer: Within {number % 13} days.\n"
            for number in range(size)
        ]
        (tmp_path / "x.yaml").write_text("schema: 1\nanswers:\n" + "".join(entries))
        found = []
        count = calls(lambda: found.extend(check(load(tmp_path), as_of=date(2026, 11, 23))))
        assert found
        return count

    assert work(2500) < 6 * work(500)
