"""Amounts that a text names: numbers with their units, and how often."""

from __future__ import annotations

import re
from functools import lru_cache

from questionnaire_filler.text import fold

_ONES = dict(
    enumerate(
        re.findall(
            r"\w+",
            "zero one two three four five six seven eight nine ten "
            "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        )
    )
)
_TENS = {
    10 * number: word for number, word in enumerate(re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
_NUMBER_WORDS = {word: str(number) for number, word in (_ONES | _TENS).items()} | {
    f"{ten}{mark}{_ONES[one]}": str(number + one) for number, ten in _TENS.items() for one in range(1, 10) for mark in "- "
}
_WORDED = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_UNITS = (
    r"(?:business |working |calendar )?"
    r"(?:hours?|hrs?|h|days?|weeks?|months?|years?|minutes?|mins?|seconds?|%|percent|bits?|characters?|times|"
    r"(?:failed |invalid |unsuccessful |login )*(?:attempts?|logins?|tries|failures))"
)
_SHORT_UNITS = {"h": "hour", "hr": "hour", "min": "minute"}
_AMOUNT = re.compile(rf"\b(\d+(?:[.,]\d+)?|{_WORDED})[ -]*(?:\(\d+\) ?)?({_UNITS})(?![\w])", re.IGNORECASE)
_FOR_EVER = re.compile(r"\b(?:for ?ever|ever|never|indefinitely|permanently|perpetually)\b", re.IGNORECASE)
EXAMPLES = re.compile(r"\([^)]*\)|\be\.?g\.?[^.?]*|\bfor example\b[^.?]*|\bsuch as\b[^.?]*", re.IGNORECASE)
#: A number, in figures or in words.
NUMBER = re.compile(rf"\d|\b(?:{'|'.join(_ONES.values())})\b", re.IGNORECASE)
#: Words that tell when or how often.
TIMES = re.compile(
    r"\b(?:annual(?:ly)?|yearly|year|quarter(?:ly)?|month(?:ly|s)?|week(?:ly|s)?|dai?ly|days?|hour(?:ly|s)?|minutes?|continuous(?:ly)?|every|once|twice|immediate)",
    re.IGNORECASE,
)

_RHYTHMS = (
    ("continuous", r"continuous(?:ly)?|real[- ]time|24 ?[x/] ?7|around the clock"),
    ("hourly", r"hourly|every hour|each hour"),
    ("daily", r"dai?ly|every (?:single )?(?:night|day)|each day|nightly"),
    ("weekly", r"weekly|every week|each week|once a week"),
    ("monthly", r"monthly|every (?:single )?month|each month|once a month"),
    ("quarterly", r"quarterly|every quarter|each quarter|every three months|once a quarter|every 3 months"),
    ("twice a year", r"semi-?annual(?:ly)?|bi-?annual(?:ly)?|twice (?:a|per) year|every six months|every 6 months|half-?yearly"),
    ("annual", r"annual(?:ly)?|yearly|every year|each year|once (?:a|per) year|every 12 months|every twelve months|per year"),
)
_COMPILED_RHYTHMS = tuple((name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for name, pattern in _RHYTHMS)


@lru_cache(maxsize=4096)
def rhythms(text: str) -> frozenset[str]:
    """Return the frequencies that a text names, as "monthly"; examples in brackets are left out."""
    plain = EXAMPLES.sub(" ", text)
    return frozenset(name for name, pattern in _COMPILED_RHYTHMS if pattern.search(plain))


@lru_cache(maxsize=4096)
def amounts(text: str) -> frozenset[str]:
    """Return the numbers with units that a text names, as "24 hour"; examples in brackets are left out."""
    found = {"for ever"} if _FOR_EVER.search(text) else set()
    for number, unit in _AMOUNT.findall(EXAMPLES.sub(" ", text)):
        plain = _NUMBER_WORDS.get(number.casefold(), number)
        named = fold(unit).rpartition(" ")[2].rstrip("s") or unit
        found.add(f"{plain} {_SHORT_UNITS.get(named, named)}")
    return frozenset(found)


#: Units of time in minutes; months and years of the calendar's mean length.
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43830, "year": 525960}
_AT_LEAST = re.compile(r"\b(?:at least|minimum(?: of)?|no less than|not less than|or (?:more|longer)|more than)\b|[≥>]", re.IGNORECASE)
_AT_MOST = re.compile(
    r"\b(?:within|at most|maximum(?: of)?|no (?:more|later|longer) than|less than|under|up to|or (?:less|sooner))\b|[≤<]", re.IGNORECASE
)


def keeps(question: str, answer: str) -> bool:
    """Tell whether the one length of time that an answer names keeps the limit that a question sets: "within 24 hours" against 4 hours.

    Answers that name several lengths, for several cases, are for a person to compare.
    """
    asked, told = _lengths(question), _lengths(answer)
    least, most = _AT_LEAST.search(question), _AT_MOST.search(question)
    if len(asked) != 1 or len(told) != 1 or bool(least) == bool(most):
        return False
    (limit,), (length,) = asked, told
    return length >= limit if least else length <= limit


def _lengths(text: str) -> frozenset[float]:
    """Return the lengths of time that a text names, in minutes; empty where it names anything else as well."""
    named = [amount.rpartition(" ") for amount in amounts(text)]
    if any(unit not in _MINUTES or not number.replace(".", "", 1).isdigit() for number, _, unit in named):
        return frozenset()
    return frozenset(float(number) * _MINUTES[unit] for number, _, unit in named)
