"""What a whole sheet is for: answers, instructions, results, lists, or the customer's own evaluation."""

from __future__ import annotations

from enum import StrEnum

from questionnaire_filler.forms.layout import vocabulary
from questionnaire_filler.forms.layout.lexicon import is_japanese, longest_term, plain_words

_HALF = 0.5


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
    for kind, block, japanese in _BLOCKS:
        if words and covered(block, words) / len(words) >= _HALF:
            return kind
        if is_japanese(name) and any(word in name for word in japanese.split()):
            return kind
    return Purpose.UNKNOWN
