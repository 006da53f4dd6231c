"""A small bank and a small form, so built that every question waits for a reason of its own whatever the matcher's weights are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

if TYPE_CHECKING:
    from pathlib import Path

BANK = """
schema: 1
section: Security
reviewed: 2026-08-01
answers:
  - id: at-rest
    question: Is customer data encrypted at rest?
    position: yes
    answer: Customer data is encrypted at rest with AES-256.
  - id: backups
    question: Are backups encrypted?
    position: yes
    answer: Backups are encrypted with keys of their own.
    reviewed: 2025-01-01
    review_every: 90d
    sources: [{title: Backup standard, ref: §2, date: 2025-01-01}]
    note: The note that no customer may see.
  - id: sso-cloud
    question: Do you support single sign-on?
    position: yes
    answer: SAML and OpenID Connect are supported.
    scope: [cloud]
  - id: sso-self
    question: Do you support single sign-on?
    position: partial
    answer: Instances of your own support OpenID Connect only.
    scope: [self-hosted]
  - id: pentest
    question: Do you commission penetration tests?
    position: yes
    answer: A firm tests the product each year.
    disclosure: nda
  - id: staff
    question: Do you publish how many people you employ?
    answer: Forty-two people.
"""
#: Row 3 waits for its review, 4 for the scope, 5 for disclosure, 6 for the form's choices; 7 is filled; 8 is open.
QUESTIONS = (
    "Are backups encrypted?",
    "Do you support single sign-on?",
    "Do you commission penetration tests?",
    "Do you publish how many people you employ?",
    "Is customer data encrypted at rest?",
    "Which colour are your offices painted in?",
)
CHOICES = ("Yes", "No", "Planned", "N/A")


def bank(folder: Path) -> Path:
    """Write the bank; return its folder."""
    answers = folder / "answers"
    answers.mkdir()
    (answers / "security.yaml").write_text(BANK, encoding="utf-8")
    return answers


def form(folder: Path, questions: tuple[str, ...] = QUESTIONS) -> Path:
    """Write the form; return its path."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Security"
    sheet.append(["Vendor security questionnaire"])
    sheet.append(["No", "Question", "Response", "Comments"])
    for number, question in enumerate(questions, 1):
        sheet.append([number, question])
    rule = DataValidation(type="list", formula1=f'"{",".join(CHOICES)}"', allow_blank=True)
    rule.add(f"C3:C{len(questions) + 2}")
    sheet.add_data_validation(rule)
    path = folder / "vendor.xlsx"
    book.save(path)
    return path
