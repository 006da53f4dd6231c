"""What a whole sheet is for: answers, instructions, results, lists, or the customer's own evaluation."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout import vocabulary
from questionnaire_filler.forms.layout.lexicon import is_japanese, longest_term, plain_words

if TYPE_CHECKING:
    from questionnaire_filler.forms.layout.grid import Grid

_HALF = 0.5
#: The first row of the list of sources that the program adds to a filled workbook.
CITATION_HEADERS = ("No.", "Question", "Answer in", "Source")
#: Why that list is passed over where a filled form is read.
OWN_CITATIONS = "the list of sources that this program added"
_CELL = re.compile(r".!\$?[A-Z]{1,3}\$?[0-9]+$", re.DOTALL)


_ABOUT_VENDOR = re.compile(r"\b(?:company|corporate|organi[sz]ation|vendor|supplier|provider|product|service|solution|system) overview\b")
_SELF = re.compile(r"\b(?:self|auto ?(?:e|a)val|autovalutazione|selbst|zelf)|自己")


class Purpose(StrEnum):
    """What a sheet's name says that it is for; the value is the reason that the user reads."""

    UNKNOWN = ""
    INSTRUCTIONS = "explains the form"
    RESULTS = "sums up what was answered elsewhere"
    CUSTOMER = "is for the customer's own evaluation"
    DATA = "holds lists and settings"


_BLOCKS = (
    (Purpose.CUSTOMER, vocabulary.SHEET_CUSTOMER, ""),
    (Purpose.INSTRUCTIONS, vocabulary.SHEET_INSTRUCTIONS, vocabulary.SHEET_INSTRUCTIONS_JA),
    (Purpose.RESULTS, vocabulary.SHEET_RESULTS, vocabulary.SHEET_RESULTS_JA),
    (Purpose.DATA, vocabulary.SHEET_DATA, vocabulary.SHEET_DATA_JA),
)


def covered(block: str, words: tuple[str, ...]) -> int:
    """Return how many of the words belong to terms of a vocabulary block."""
    count = 0
    while term := longest_term(block, words):
        at = next(i for i in range(len(words)) if longest_term(block, words[i : i + len(term)]) == term)
        count += len(term)
        words = words[:at] + words[at + len(term) :]
    return count


def purpose(name: str) -> Purpose:
    """Return what the sheet's name says that it is for; the name decides only where its words are mostly about that."""
    words = plain_words(name)
    if _SELF.search(" ".join(words)) or _ABOUT_VENDOR.search(" ".join(words)):
        return Purpose.UNKNOWN
    for kind, block, japanese in _BLOCKS:
        share = covered(block, words) / len(words) if words else 0.0
        if share > _HALF or (share == _HALF and kind is not Purpose.DATA):  # "Data protection" asks
            return kind
        if is_japanese(name) and any(word in name.replace("チェックリスト", "") for word in japanese.split()):
            return kind
    return Purpose.UNKNOWN


def is_own_citations(grid: Grid) -> bool:
    """Tell whether a sheet is the list of sources that the program added: our very headers, and beside each question a cell's address.

    The name does not decide: a customer's form may have a sheet "Citations", and ours may have been renamed.
    """
    head = grid.rows.get(1, {})
    if {column: cell.text for column, cell in head.items() if cell.text} != dict(enumerate(CITATION_HEADERS, 1)):
        return False
    asked = [row for row in grid.rows if row > 1 and grid.text(row, 2)]
    return bool(asked) and all(_CELL.search(grid.text(row, 3)) for row in asked)
