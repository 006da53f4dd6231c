"""The program as a shell sees it, run in this process, and small forms to run it on."""

from __future__ import annotations

import csv
import io
import json
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from questionnaire_filler.cli.main import main
from tests.forms.docx_build import docx, p, tbl
from tests.forms.layout.workbooks import workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Scores come from no catalogue and from exact questions only: refitting either changes nothing here.
STEADY = ("--no-catalogue", "--no-input", "--as-of", "2026-11-23")


@dataclass(frozen=True)
class Run:
    """What a run printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def program(folder: Path, *args: object) -> Run:
    """Run the program in a folder, as `fill ARGS` would."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    argv = ["fill", *map(str, args)]
    with chdir(folder), redirect_stdout(out), redirect_stderr(err), mock.patch.object(sys, "argv", argv), pytest.raises(SystemExit) as end:
        main()
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())
    return Run(int(end.value.code or 0), *texts)


def fill(folder: Path, *args: object) -> Run:
    """Run `fill ARGS`, never prompting, without the catalogue, on a fixed day."""
    return program(folder, *args, *STEADY)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def questions(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a record's questions by their places."""
    return {question["where"]: question for question in record["questions"]}


BANK = """
schema: 1
section: Security
reviewed: 2026-08-01
answers:
  - id: at-rest
    question: Is customer data encrypted at rest?
    position: yes
    answer: Customer data is encrypted at rest with AES-256.
    sources:
      - {title: Encryption standard, version: "2.1", ref: §3.2, url: https://example.com/enc}
      - {title: Key ceremony, disclosure: nda}
    note: The note that no customer may see.
  - id: sso
    question: Is single sign-on available?
    alternates: [Do you support SSO?]
    position: partial
    answer: SAML is supported.
    scope: [cloud, self-hosted]
  - id: backups
    question: Are backups encrypted?
    position: yes
    answer: Backups are encrypted with keys of their own.
    reviewed: 2025-01-01
    review_every: 90d
  - id: pentest
    question: Do you commission penetration tests?
    position: yes
    answer: A firm tests the product each year.
    disclosure: nda
    scope: [cloud]
"""
AT_REST, SSO, BACKUPS, PENTEST, PAINT, PHONE = (f"Security!B{row}" for row in range(3, 9))
QUESTIONS = (
    "Is customer data encrypted at rest?",
    "Do you support SSO?",
    "Are backups encrypted?",
    "Do you commission penetration tests?",
    "Which colour are your offices painted in?",
    "Do you have a phone number?",
)
CHOICES = ("Yes", "No", "Partially", "N/A")


def write_bank(folder: Path, text: str = BANK) -> Path:
    """Write the bank; return its file."""
    (folder / "answers").mkdir(exist_ok=True)
    path = folder / "answers" / "security.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def write_xlsx(path: Path, questions: Sequence[str] = QUESTIONS, choices: Sequence[str] = CHOICES) -> Path:
    """Write the form as a workbook: answers in C, comments in D, and an answer in the last row already."""
    rows = [["Vendor security questionnaire"], ["No", "Question", "Response", "Comments"]]
    rows += [[number, question] for number, question in enumerate(questions, 1)]
    rows[-1].append(choices[1])
    return workbook(path, {"Security": rows}, lists={f"Security!C3:C{len(rows)}": f'"{",".join(choices)}"'})


def write_docx(path: Path, questions: Sequence[str] = QUESTIONS) -> Path:
    """Write the form as a Word table: question and answer side by side."""
    rows = [[question, ""] for question in questions]
    return docx(path, p("Vendor security questionnaire"), tbl(["Question", "Answer"], *rows), p("End"))


def write_csv(path: Path, questions: Sequence[str] = QUESTIONS) -> Path:
    """Write the form as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["No", "Question", "Response", "Comments"], *([n, q, "", ""] for n, q in enumerate(questions, 1))])
    return path
