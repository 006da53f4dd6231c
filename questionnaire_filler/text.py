"""Text as the program compares it and as it shows it: folding, words, and the removal of what could do harm."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
#: Spreadsheet programs take cells that begin so for formulas, some also the full-width signs and after a line break (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def squeeze(text: str) -> str:
    """Return the text on one line with single spaces."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return the text without case, punctuation and spacing: what equality of questions is judged by.

    Unicode is normalised (NFKC), so that full-width and ligature forms compare equal to the plain ones.
    """
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """Return the text's words, case folded, in order; an apostrophe inside a word does not split it."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _WORD.findall(plain)


def printable(text: str) -> str:
    """Return the text without what a terminal would obey: ANSI sequences, control, bidirectional and invisible characters.

    Line feeds and tabs stay.
    """
    return _CONTROL.sub("", _ANSI.sub("", text))


def inert(cell: str) -> str:
    """Return a cell of a CSV file so that a spreadsheet program shows it: with an apostrophe before what would begin a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def shorten(text: str, width: int) -> str:
    """Return the text on one line of at most `width` characters, cut with an ellipsis."""
    line = squeeze(printable(text))
    return line if len(line) <= width else line[: max(0, width - 1)].rstrip() + "…"
