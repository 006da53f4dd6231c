"""The answers as CSV for a spreadsheet program: UTF-8 with BOM, commas, CRLF; no cell is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from questionnaire_filler.text import inert

if TYPE_CHECKING:
    from questionnaire_filler.export.paper import Paper

_HEADS = ("No", "Section", "Question", "Answer", "Comment", "Sources", "Where")


def paper_csv(paper: Paper) -> str:
    """Return the document as CSV, its byte order mark included."""
    stream = io.StringIO(newline="")
    out = csv.writer(stream)
    out.writerow(_HEADS)
    for line in paper.lines:
        cells = (line.number, " > ".join(line.section), line.question, line.answer, line.comment, "; ".join(line.sources), line.where)
        out.writerow([inert(cell) for cell in cells])
    return f"\ufeff{stream.getvalue()}"
