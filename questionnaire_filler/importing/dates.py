"""Days as exports and pages write them; what may mean two days is not read."""

from __future__ import annotations

import re
from datetime import date

_NAMES = (
    *("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august"),
    *("sep sept september", "oct october", "nov november", "dec december"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_MONTH_FIRST = re.compile(r"\b([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b", re.IGNORECASE)
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?,? (\d{4})\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_LAST_MONTH = 12


def find_date(text: str) -> date | None:
    """Return the first day that a text names beyond doubt: 2024-10-01, Oct 1, 2024, 1 October 2024, 31/01/2024; not 01/02/2024."""
    for pattern, order in ((_ISO, (0, 1, 2)), (_MONTH_FIRST, (2, 0, 1)), (_DAY_FIRST, (2, 1, 0))):
        for found in pattern.findall(text):
            if day := _day(*(found[at] for at in order)):
                return day
    for first, second, year in _NUMBERS.findall(text):
        if first == second or int(first) > _LAST_MONTH:
            return _day(year, second, first)
        if int(second) > _LAST_MONTH:
            return _day(year, first, second)
    return None


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdecimal() else _MONTHS.get(month.casefold(), 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
