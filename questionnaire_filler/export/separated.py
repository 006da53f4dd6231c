"""The answers as CSV for a spreadsheet program: UTF-8 with BOM, commas, CRLF; no cell is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from questionnaire_filler.export.paper import Paper

_HEADS = ("No", "Section", "Question", "Answer", "Comment", "Sources", "Where")
#: Spreadsheet programs take cells that begin so for formulas, some also the full-width signs and after a line break.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def paper_csv(paper: Paper) -> str:
    """Return the document as CSV, its byte order mark included."""
    stream = io.StringIO(newline="")
    out = csv.writer(stream)
    out.writerow(_HEADS)
    for line in paper.lines:
        cells = (line.number, " > ".join(line.section), line.question, line.answer, line.comment, "; ".join(line.sources), line.where)
        out.writerow([inert(cell) for cell in cells])
    return f"\ufeff{stream.getvalue()}"


def inert(cell: str) -> str:
    """Return a cell's text so that a spreadsheet program shows it instead of computing it."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
