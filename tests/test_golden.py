"""What is read, proposed and written for two small forms, kept as files: a change of behaviour shows as a diff in the review.

`UPDATE_GOLDEN=1 pytest tests/test_golden.py` writes the files again; see tests/README.md. No score of the matcher is in them: a stub that
knows questions by their words stands in for it.
"""

from __future__ import annotations

import json
import os
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from openpyxl import load_workbook

from questionnaire_filler.bank import load as load_bank
from questionnaire_filler.draft.apply import apply
from questionnaire_filler.draft.propose import propose
from questionnaire_filler.draft.record import draft_record, form_record
from questionnaire_filler.forms.registry import format_of
from questionnaire_filler.model import Candidate, Declined, Guard, Proposal, Reason
from questionnaire_filler.settings import Cite, Settings
from questionnaire_filler.text import fold
from tests.draft.kit import Said
from tests.forms.docx_build import box_control, docx, list_control, p, tbl, tc, text_control
from tests.forms.layout.workbooks import workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.model import Entry, Question

GOLDEN = Path(__file__).parent / "golden"
BANK = """
schema: 1
reviewed: 2026-08-01
answers:
  - id: rest
    question: Is customer data encrypted at rest?
    position: yes
    answer: Customer data is encrypted at rest with AES-256.
    short: AES-256
    sources: [{title: Encryption standard, ref: §3.2, version: "2.1", url: https://example.com/enc}]
  - {id: sso, question: Do you support single sign-on?, position: partial, answer: SAML is supported., scope: [cloud]}
  - {id: sell, question: Do you sell personal data?, position: no}
  - id: test
    question: How often do you test recovery?
    answer: Once a year, by the operations team.
    sources: [{title: Recovery plan, date: 2026-03-01}, {title: Board minutes, disclosure: internal}]
  - {id: contact, question: Who is your security contact?, answer: security@example.com, reviewed: 2020-01-01, review_every: 365d}
  - {id: name, question: Legal name of the company, answer: Acme GmbH}
"""
AT_REST, SSO, SELL, TEST, CONTACT, NAME = (
    "Is customer data encrypted at rest?",
    "Do you support single sign-on?",
    "Do you sell personal data?",
    "How often do you test recovery?",
    "Who is your security contact?",
    "Legal name of the company",
)


class ByWords:
    """Proposes the entry whose question the form's is, and declines what nobody knows."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = {fold(entry.question): entry for entry in entries}

    def match(self, questions: Sequence[Question]) -> Said:
        return Said([self._propose(question) for question in questions])

    def siblings(self) -> dict[str, tuple[str, ...]]:
        return {entry.id: (entry.id,) for entry in self.entries.values()}

    def _propose(self, question: Question) -> Proposal:
        if entry := self.entries.get(fold(question.text)):
            return Proposal(question.id, (Candidate(entry.id, 0.97, position=entry.position),))
        if "hours" in question.text:
            guard = Guard(Reason.NUMBER, "asks within 4 hours", 0.6)
            return Proposal(question.id, (Candidate("test", 0.6, guards=(guard,)),))
        return Proposal(question.id, declined=(Declined("other", "asks for another fact"),))


def xlsx(folder: Path) -> Path:
    """Write a workbook with a profile, a sheet with dropdowns, comments and sources, and a sheet with a mark per option."""
    security = [
        ["Acme Bank – Supplier security"],
        [],
        ["Ref", "Question", "Answer", "Comments", "Evidence"],
        ["1", "Data protection"],
        ["1.1", AT_REST],
        ["1.2", "If yes, please describe."],
        ["1.3", SELL],
        ["2", "Continuity"],
        ["2.1", "Can you restore service within 4 hours?"],
        ["2.2", SSO],
        ["2.3", "Do you insure cyber risk?", "No"],
    ]
    marks = [["No", "Requirement", "Yes", "No", "N/A", "Remarks"], [1, AT_REST], [2, SELL], [3, SSO]]
    profile = [["Company profile"], ["Item", "Response"], [NAME], [CONTACT], [TEST]]
    return workbook(
        folder / "form.xlsx",
        {"Profile": profile, "Security": security, "Checklist": marks},
        lists={"Security!C5:C11": '"Yes,No,Partially,N/A"'},
        bold=["Security!A4", "Security!B4", "Security!A8", "Security!B8"],
    )


def word(folder: Path) -> Path:
    """Write a Word form with a letter's questions and blanks, a table, boxes, a list and a text control."""
    return docx(
        folder / "form.docx",
        p("Supplier questionnaire", style="Heading1"),
        p(f"1. {AT_REST}"),
        p(""),
        p(f"2. {SSO}"),
        p("Answer: ____________"),
        p("Security", style="Heading1"),
        tbl(["Question", "Answer"], [TEST, ""], [SELL, tc(p(list_control("Yes", "No")))], ["Do you insure cyber risk?", ""]),
        p(f"{NAME}: ", text_control()),
        p(AT_REST, " ", box_control(), " Yes ", box_control(), " No"),
    )


def texts(path: Path) -> Any:
    """Return what an independent reader finds in the filled file."""
    if path.suffix == ".xlsx":
        return {
            sheet.title: {cell.coordinate: str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
            for sheet in load_workbook(path)
        }
    document = Document(str(path))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return {"paragraphs": [paragraph.text for paragraph in document.paragraphs], "tables": tables}


@pytest.mark.parametrize("build", [xlsx, word])
def test_as_it_was_last_agreed(tmp_path: Path, build: Any) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "a.yaml").write_text(BANK, encoding="utf-8")
    with chdir(tmp_path):
        path = build(Path())
        form, bank = format_of(path).read(path), load_bank(Path("answers"))
        settings = Settings(date(2026, 11, 23), scope=("cloud",), cite=(Cite.COMMENT, Cite.SHEET))
        target = Path(f"filled{path.suffix}")
        draft = apply(propose(form, bank, ByWords(bank.entries), settings), target, None).draft
        filled = {"read": form_record(form), "decided": draft_record(draft, target), "written": texts(target)}
    compare(f"{path.name}.json", filled)


def compare(name: str, found: Any) -> None:
    """Hold what was found against the file of that name, or write it there where UPDATE_GOLDEN is set."""
    path = GOLDEN / name
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert json.loads(text) == json.loads(path.read_text(encoding="utf-8"))
