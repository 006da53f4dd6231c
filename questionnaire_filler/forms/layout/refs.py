"""Identifiers of questions: "2.4", "CEK-03.1", "3.1.1[a]", before a question or in a column of their own."""

from __future__ import annotations

import re
from functools import lru_cache

_LEADING_REF = re.compile(
    r"^\s*[\[(]?((?:[A-Z&]{1,8}[-.]?)?\d{1,3}(?:[.\-]\d{1,3}){0,5}[a-z]?|"
    r"[A-Z]{2,6}(?:[-.][A-Z]{1,6})*[-.]?\d{1,4}(?:[.\-]\w{1,4})*|[A-Za-z]\d{1,3})[\])]?[.):]?\s+(?=\S)"
)
_NOT_A_REF = re.compile(r"^\d+\s+(?:days?|hours?|years?|months?|%|x)\b", re.IGNORECASE)


def leading_ref(text: str) -> str:
    """Return the identifier that a question begins with ("2.4", "CEK-03.1", "Q7"), without brackets; empty for none."""
    found = _LEADING_REF.match(text)
    return found[1] if found and not _NOT_A_REF.match(text) else ""


_REF = re.compile(
    r"^[\[(]?(?=[^\s]*\d)[A-Za-z&]{0,10}(?:[-._: ]?[A-Za-z]{0,8}){0,3}[-._ ]?\d{0,5}(?:[-._]\w{1,6})*[a-z]?"
    r"(?:(?<=\d)(?:[\[(]\w{1,3}[\])]\.?)+)?[\])]?[.):]?$"  # objectives and enhancements: "3.1.1[a]", "AC-2(1)"
)
_LONGEST_REF = 24


@lru_cache(maxsize=16384)
def is_ref(text: str) -> bool:
    """Tell whether a text is an identifier of a question and nothing else."""
    line = text.strip()
    return 0 < len(line) <= _LONGEST_REF and bool(_REF.match(line))
