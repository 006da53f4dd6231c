"""Guards: rules about meaning that cap what may fill itself in, however alike the words are.

Confident errors have the same words and another fact. Each guard has a name and says in words what it saw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.matching.asks import Asks, asks, kinds, negations, opposite
from questionnaire_filler.matching.lexicon import ACTORS, DETAILS, OBJECTS, STANDARDS, WITHIN, named
from questionnaire_filler.model import Guard, Reason
from questionnaire_filler.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from questionnaire_filler.matching.lexicon import Lexicon
    from questionnaire_filler.model import Entry

#: What each guard leaves: about as often as such candidates prove right on labelled questions.
CAPS = {
    Reason.POLARITY: 0.45,
    Reason.NUMBER: 0.45,
    Reason.DOCUMENT: 0.35,
    Reason.OTHER_FACT: 0.30,
    Reason.OTHER_ACTOR: 0.30,
    Reason.OTHER_OBJECT: 0.30,
    Reason.OTHER_STANDARD: 0.30,
    Reason.QUANTIFIER: 0.45,
    Reason.NEAR_TIE: 0.50,
    Reason.NOT_FOR: 0.20,
}

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
    r"(?:hours?|hrs?|h|days?|weeks?|months?|years?|minutes?|mins?|seconds?|%|percent|bits?|characters?|times)"
)
_SHORT_UNITS = {"h": "hour", "hr": "hour", "min": "minute"}
_AMOUNT = re.compile(rf"\b(\d+(?:[.,]\d+)?|{_WORDED})[ -]*(?:\(\d+\) ?)?({_UNITS})(?![\w])", re.IGNORECASE)
_EXAMPLE = re.compile(r"\([^)]*\)|\be\.?g\.?[^.?]*|\bfor example\b[^.?]*|\bsuch as\b[^.?]*", re.IGNORECASE)
#: Brackets that only give examples.
_LISTED = re.compile(r"\([^)]*\b(?:e\.?g|etc|such as|for example|like|including)\b[^)]*\)|\b(?:such as|e\.g\.)[^.?;]*", re.IGNORECASE)
_LEXICONS = ((ACTORS, Reason.OTHER_ACTOR), (OBJECTS, Reason.OTHER_OBJECT), (STANDARDS, Reason.OTHER_STANDARD))
#: To assess suppliers is to assess subprocessors: the words are used for one another.
_SUPPLIERS = frozenset({"suppliers", "subprocessors"})
_ALL = re.compile(r"\b(?:all|every|each|entire)\b", re.IGNORECASE)
_LIMITED = re.compile(
    r"\b(?:some|most|certain|selected|partly|partially|only|except|where (?:possible|supported|applicable)|not all)\b", re.IGNORECASE
)
#: The control of a framework that a question begins with: the letters of its family and numbers, set off, or numbered as controls are.
_CONTROL = re.compile(
    r"\s*(?:[\[(](?P<set>{0})[\])]|(?P<off>{0})\s?[:)\u2013-]|(?P<numbered>{1}[-.]\d\d\.\d{{1,2}})(?![\w.-]))".format(
        r"[A-Z][A-Z&]{1,5}(?:\.[A-Z]{1,4})?[-.]\d{1,3}(?:[.-]\d{1,3}){0,3}", r"[A-Z][A-Z&]{1,5}(?:\.[A-Z]{1,4})?"
    )
)
_TELLING = frozenset({Asks.LAST, Asks.WHO, Asks.HOW_MANY, Asks.HOW_OFTEN, Asks.HOW_LONG, Asks.WHERE})
_TIMES = re.compile(
    r"\b(?:annual(?:ly)?|yearly|year|quarter(?:ly)?|month(?:ly|s)?|week(?:ly|s)?|dai?ly|days?|hour(?:ly|s)?|minutes?|continuous(?:ly)?|every|once|twice|immediate)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """A question beside the entry that might answer it.

    Attributes:
        question: The question's text.
        entry: The entry.
        nearest: The stored text that is most like the question: a phrasing of the topic, or one of the entry's own.
        texts: All texts that stand for the same fact.
        document: The fact is a document to be handed over.
    """

    question: str
    entry: Entry
    nearest: str
    texts: tuple[str, ...]
    document: bool = False


def guards(pair: Compared) -> tuple[Guard, ...]:
    """Return the guards that a pair runs into, in the order in which they are told."""
    return tuple(_rules(pair))


def guard(reason: Reason, why: str) -> Guard:
    """Return a guard with the cap that its reason has."""
    return Guard(reason, why, CAPS[reason])


def _rules(pair: Compared) -> Iterator[Guard]:
    if opposite(pair.question, pair.nearest) or opposite(pair.question, pair.entry.question):
        said = negations(pair.question) or negations(pair.nearest) or negations(pair.entry.question)
        then = "the answer says the opposite" if pair.entry.position else "the answer is to the question as it was"
        yield guard(Reason.POLARITY, f"“{said[0] if said else 'not'}” turns the question round; {then}")
    asked = amounts(pair.question)
    if asked and (missing := asked - amounts(" ".join((*pair.texts, pair.entry.answer, pair.entry.short)))):
        yield guard(Reason.NUMBER, f"asks about {', '.join(sorted(missing))}, which the answer does not name")
    rhythm = rhythms(pair.question) if asks(pair.question) is not Asks.HOW_OFTEN else frozenset()
    if rhythm and (other := rhythm - rhythms(" ".join((*pair.entry.alternates, pair.entry.question, pair.entry.answer)))):
        yield guard(Reason.NUMBER, f"asks whether it is {', '.join(sorted(other))}, which the answer does not say")
    yield from _kind_guards(pair)
    yield from _name_guards(pair)
    if _ALL.search(_EXAMPLE.sub(" ", pair.question)) and _LIMITED.search(pair.entry.answer) and not _ALL.search(pair.entry.answer):
        yield guard(Reason.QUANTIFIER, "asks about all; the answer is limited")


def _name_guards(pair: Compared) -> Iterator[Guard]:
    """Compare what is named: the framework's control, actors, objects, standards, places and products."""
    ref, given = control(pair.question), {control(text) for text in (pair.entry.question, *pair.entry.alternates)} - {""}
    if ref and given and ref not in given:
        yield guard(Reason.OTHER_FACT, f"asks for {ref}; the answer was given to {', '.join(sorted(given))}")
    for lexicon, reason in _LEXICONS:
        names = named(_LISTED.sub(" ", pair.question), lexicon)
        if names and (other := names - _known_names(pair, lexicon)):
            yield guard(reason, f"asks about {', '.join(sorted(other))}; the answer is not about that")
    if details := named(_LISTED.sub(" ", pair.question), DETAILS):
        told = named(" ".join((pair.entry.question, *pair.entry.alternates, pair.entry.answer, pair.entry.short)), DETAILS)
        if other := details - told - {WITHIN[name] for name in told if name in WITHIN}:
            yield guard(Reason.OTHER_OBJECT, f"asks about {', '.join(sorted(other))}, which the answer does not name")


def control(text: str) -> str:
    """Return the identifier of a framework's control that a question begins with ("GV.RM-02.1"); empty for none, or for a mere number."""
    found = _CONTROL.match(text)
    return found[found.lastgroup or 0] if found else ""


def _known_names(pair: Compared, lexicon: Lexicon) -> frozenset[str]:
    known = named(" ".join((*pair.texts, pair.entry.answer)), lexicon)
    return known | _SUPPLIERS if _SUPPLIERS & known else known


def _kind_guards(pair: Compared) -> Iterator[Guard]:
    kind = asks(pair.question)
    known = kinds(pair.texts)
    if kind is Asks.COPY and not pair.document and Asks.COPY not in known:
        yield guard(Reason.DOCUMENT, "asks for a document; the answer is a statement")
    elif kind in _TELLING and kind not in known and not _tells_time(kind, pair.entry.answer):
        yield guard(Reason.OTHER_FACT, f"asks {_WORDS[kind]}; the answer is to another question")


_WORDS = {
    Asks.LAST: "about the last time",
    Asks.WHO: "who",
    Asks.HOW_MANY: "how many",
    Asks.HOW_OFTEN: "how often",
    Asks.HOW_LONG: "how long",
    Asks.WHERE: "where",
}


def _tells_time(kind: Asks | None, answer: str) -> bool:
    return kind in {Asks.HOW_OFTEN, Asks.HOW_LONG} and bool(_TIMES.search(answer))


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


def rhythms(text: str) -> frozenset[str]:
    """Return the frequencies that a text names, as "monthly"; examples in brackets are left out."""
    plain = _EXAMPLE.sub(" ", text)
    return frozenset(name for name, pattern in _COMPILED_RHYTHMS if pattern.search(plain))


def amounts(text: str) -> frozenset[str]:
    """Return the numbers with units that a text names, as "24 hour"; examples in brackets are left out."""
    found = set()
    for number, unit in _AMOUNT.findall(_EXAMPLE.sub(" ", text)):
        plain = _NUMBER_WORDS.get(number.casefold(), number)
        named = fold(unit).rpartition(" ")[2].rstrip("s") or unit
        found.add(f"{plain} {_SHORT_UNITS.get(named, named)}")
    return frozenset(found)
