"""Word forms keep the contract of all formats."""

from __future__ import annotations

from docx_build import docx, p, tbl

from tests.forms.contract import QUESTIONS, FormatContract


class TestWordTable(FormatContract):
    suffix = ".docx"
    nowhere = "T7.R0.C0"

    def make(self, path):
        rows = [[str(number), question, "Yes" if number == 2 else "", ""] for number, question in enumerate(QUESTIONS, 1)]
        docx(path, p("Security questionnaire", style="Heading1"), tbl(["#", "Question", "Response", "Comments"], *rows))
