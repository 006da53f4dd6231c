"""`fill bank init --interview` in a real terminal."""

from __future__ import annotations

import json
import os
import sys

import pexpect
import yaml

from questionnaire_filler.bank import load
from questionnaire_filler.model import Position, Status
from tests.cli import kit


def interview(folder, **environment):
    kept = {name: value for name, value in os.environ.items() if name not in {"EDITOR", "VISUAL", "FILL_ANSWERS"}}
    return pexpect.spawn(
        sys.executable,
        ["-m", "questionnaire_filler", "bank", "init", "--interview", "--as-of", "2026-11-23"],
        cwd=str(folder),
        env=kept | {"TERM": "dumb", "COLUMNS": "200"} | environment,
        dimensions=(40, 200),
        encoding="utf-8",
        timeout=30,
    )


def finish(child) -> int:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def test_begins_a_bank_and_goes_on_another_day(tmp_path):
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "Written in\\nan editor." > "$1"\n')
    editor.chmod(0o755)
    child = interview(tmp_path, EDITOR=str(editor))
    asked = []
    for keys in ("aIn no office.\r", "s", "l", "t\t", "q"):  # keys that every topic takes
        child.expect(r"\r\n([A-Z][^\r\n]*\?)\r\n  [^\r\n]*Also asked: [\s\S]*?q save and quit")
        asked.append(child.match[1])
        for key in keys[0], keys[1:]:
            child.send(key)
            if key == keys[0] and keys[1:]:
                child.expect("Esc: back")
    child.expect("2 answered, 1 put off, 1 skipped")
    assert finish(child) == 0

    bank = load(tmp_path / "answers")
    first, second = bank.entries
    assert (first.question, first.position, first.answer) == (asked[0], Position.NA, "In no office.")
    assert (second.question, second.position, second.answer) == (asked[3], None, "Written in\nan editor.")
    assert {entry.status for entry in bank.entries} == {Status.APPROVED}
    assert {str(entry.reviewed) for entry in bank.entries} == {"2026-11-23"}
    (file,) = (tmp_path / "answers").iterdir()
    text = file.read_text(encoding="utf-8")
    assert yaml.safe_load(text)["section"] == first.section
    assert text.count("section:") == 1
    kept = json.loads((tmp_path / ".fill" / "interview.json").read_text(encoding="utf-8"))
    assert [len(kept["skipped"]), len(kept["later"])] == [1, 1]

    file.write_text(text.replace("schema: 1\n", "# Ours.\nschema: 1\n"), encoding="utf-8")
    child = interview(tmp_path)
    child.expect(r"\r\n([A-Z][^\r\n]*\?)\r\n  [^\r\n]*Also asked: ")
    assert child.match[1] == asked[4]
    child.expect("q save and quit")
    child.send("s")
    child.expect("q save and quit")
    child.send("q")
    assert finish(child) == 0
    assert file.read_text(encoding="utf-8").startswith("# Ours.\n")
    assert len(load(tmp_path / "answers").entries) == 2


def test_needs_a_terminal(tmp_path):
    run = kit.program(tmp_path, "bank", "init", "--interview")
    assert run.code == 2
    assert "needs a terminal" in run.err
    assert list(tmp_path.iterdir()) == []
