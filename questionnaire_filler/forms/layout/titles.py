"""Rows that head, explain or end a block: told by their words, or by a column that names the type of each row."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.layout.grid import Grid

_FOOTER = re.compile(
    r"^\W*(?:©|\(c\)|copyright\b|all rights reserved|end of (?:table|sheet|questionnaire|document|worksheet|section|form|standard)|"
    r"confidential\b.{0,60}$|"
    r"page \d+|version \d|v\d+\.\d+$|instructions?\s*:|note\s*:|notes\s*:|nota\s*:|hinweis\s*:|remarque\s*:|legend\b|"
    r"(?:sub|grand )?-?totals?(?:\s+(?:score|points?|marks?|weight\w*|amount|questions?|yes|no))?\s*[:=]?\s*$|"
    r""
    r"back to (?:top|index|contents)|for (?:full |more )?(?:instructions|information|questions),? (?:please )?(?:visit|see|contact)|"
    r"please (?:complete|answer|fill|provide answers|respond)\b.*(?:below|following|each|all|section|questions?|sheet|tab|columns?)\b|"
    r"this (?:section|sheet|tab|worksheet|page)\b|the following (?:questions|section)\b|https?://\S+$|※|注[：:])",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"^(?:section|part|domain|chapter|module|annex|appendix|abschnitt|teil|kapitel|bereich|partie|chapitre|rubrique|domaine|secci[oó]n|"
    r"parte|cap[ií]tulo|dom[ií]nio|se[cç][aã]o|sezione|capitolo|deel|hoofdstuk)\s+(?:\d{1,2}|[A-Z]|[IVX]{1,5})\b(?:\s*[:.)\-–—]|\s*$)|"
    r"^第\s*[\d一二三四五六七八九十]+\s*[章部節]",
    re.IGNORECASE,
)
_LONGEST_TYPE = 16  # characters of the type of a row
_HEADING_TYPES = frozenset(
    {
        "section",
        "sections",
        "section header",
        "sub-section",
        "subsection",
        "heading",
        "header",
        "group",
        "chapter",
        "title",
        "page",
        "sec",
        "hdr",
    }
)


@lru_cache(maxsize=16384)
def is_note(text: str) -> bool:
    """Tell whether a text is a note to the reader: a footer, a copyright, an instruction for what follows."""
    return bool(_FOOTER.match(text))


def is_section_title(text: str) -> bool:
    """Tell whether a text calls itself a section: "Section 2: Access", "第3章"."""
    return bool(_SECTION.match(text))


def declared_headings(grid: Grid, question: int, rows: Sequence[int]) -> frozenset[int]:
    """Return the rows that a column of row types calls headings: "Section" where the others hold "Yes/No" or "Text"."""
    found: dict[int, set[int]] = {}
    texts: dict[int, set[str]] = {}
    for row in rows:
        for column, cell in grid.rows[row].items():
            text = cell.text.strip().casefold() if column != question else ""
            if text and len(text) <= _LONGEST_TYPE:
                texts.setdefault(column, set()).add(text)
                if text in _HEADING_TYPES:
                    found.setdefault(column, set()).add(row)
    typed = [heads for column, heads in found.items() if len(texts[column]) > 1 and len(heads) * 2 < len(rows)]
    return frozenset().union(*typed)
