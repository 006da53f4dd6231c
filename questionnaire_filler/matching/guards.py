"""Guards: rules about meaning that cap what may fill itself in, however alike the words are.

Confident errors have the same words and another fact. Each guard has a name and says in words what it saw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.matching.amounts import EXAMPLES, NUMBER, TIMES, amounts, keeps, rhythms
from questionnaire_filler.matching.asks import Asks, asks, kinds, negations, opposite
from questionnaire_filler.matching.contact_fields import fields, told_fields
from questionnaire_filler.matching.frames import frames
from questionnaire_filler.matching.lexicon import ACTORS, DETAILS, OBJECTS, STANDARDS, SUBJECTS, WITHIN, mentioned, named, subjects
from questionnaire_filler.model import Guard, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from questionnaire_filler.matching.known import Known
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
#: What a position alone never tells.
_NAMED = frozenset({Asks.WHO, Asks.HOW_MANY, Asks.HOW_LONG, Asks.HOW_OFTEN})
#: What is allowed is the opposite of what is kept down; "allow only" keeps down as well.
_ALLOWED = re.compile(r"\b(?:permit|allow|accept)(?:s|ted|ed)?\b(?! only)", re.IGNORECASE)
_KEPT_DOWN = re.compile(r"\b(?:restrict|limit|control|block|disabl|prohibit|forbid|prevent)\w*", re.IGNORECASE)
_ONLY = re.compile(
    r"\b(?:limited|restricted|confined) to\b|\bonly (?:during|on|in|for|within|if|when|to)\b|\b(?:during|only) business hours\b",
    re.IGNORECASE,
)
#: A policy on one thing; an answer on policies in general, or on another one, does not speak of it.
_POLICY_ON = re.compile(
    r"\b(?:application|network|physical|identity|access|encryption|cryptograph\w+|backup|hr|personnel|mobile|password|ai|supplier|"
    r"continuity|audit|change|incident\w*|endpoint|logging|virtuali[sz]ation|infrastructure|interoperability)"
    r"(?: (?:and )?[\w-]+){0,3} polic(?:y|ies)\b",
    re.IGNORECASE,
)
_POLICY = re.compile(r"\bpolic(?:y|ies)\b", re.IGNORECASE)
#: Whose passwords, whose logs: the product's, or those of the company that makes it.
_PRODUCT = re.compile(
    r"\b(?:do|does|can|will) (?:your|the|this) (?:\w+ )?(?:product|application|app|platform|solution|software|system|service|tool)s?\b"
    r"|\b(?:our|customers?['’]|customer['’]s|client['’]s) (?:own )?(?:administrators?|admins|staff|employees|personnel|(?:end )?users)\b",
    re.IGNORECASE,
)
_INTERNAL = re.compile(r"\b(?:internal(?:ly)?|employees?|staff|workforce|personnel)\b", re.IGNORECASE)
_OFFERED = re.compile(r"\b(?:product|application|app|platform|solution|software|service|customers?|users?|tenants?)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Compared:
    """A question beside the entry that might answer it.

    Attributes:
        question: The question's text.
        entry: The entry.
        nearest: The stored text that is most like the question: a phrasing of the topic, or one of the entry's own.
        known: What stands for the entry.
    """

    question: str
    entry: Entry
    nearest: str
    known: Known

    @property
    def own(self) -> tuple[str, ...]:
        """The entry's own questions."""
        return (self.entry.question, *self.entry.alternates)

    @property
    def said(self) -> str:
        """All that the entry itself says."""
        return " ".join((*self.own, self.entry.answer, self.entry.short))


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
    elif (allowed := _ALLOWED.search(pair.question)) and not _KEPT_DOWN.search(pair.question) and _keeps_down(pair):
        yield guard(Reason.POLARITY, f"asks what is “{allowed[0]}”; the answer is to what is kept down")
    asked = amounts(pair.question)
    if asked and (missing := asked - amounts(pair.said)) and not keeps(pair.question, pair.entry.answer):
        yield guard(Reason.NUMBER, f"asks about {', '.join(sorted(missing))}, which the answer does not name")
    rhythm = rhythms(pair.question) if asks(pair.question) is not Asks.HOW_OFTEN else frozenset()
    if rhythm and (other := rhythm - rhythms(" ".join((*pair.entry.alternates, pair.entry.question, pair.entry.answer)))):
        yield guard(Reason.NUMBER, f"asks whether it is {', '.join(sorted(other))}, which the answer does not say")
    yield from _kind_guards(pair)
    yield from _name_guards(pair)
    if lacking := fields(pair.question) - told_fields(pair.entry.answer):
        yield guard(Reason.OTHER_FACT, f"asks for {', '.join(sorted(lacking))} as well; the answer does not give it")
    if _ONLY.search(pair.question) and not _ONLY.search(pair.known.stored):
        yield guard(Reason.QUANTIFIER, "asks whether it is only so; the answer does not say")
    if _ALL.search(EXAMPLES.sub(" ", pair.question)) and _LIMITED.search(pair.entry.answer) and not _ALL.search(pair.entry.answer):
        yield guard(Reason.QUANTIFIER, "asks about all; the answer is limited")


def _keeps_down(pair: Compared) -> bool:
    return bool(_KEPT_DOWN.search(pair.entry.question)) and not any(_ALLOWED.search(text) for text in pair.own)


def _name_guards(pair: Compared) -> Iterator[Guard]:
    """Compare what is named: the framework's control, actors, objects, standards, places and products."""
    ref, given = control(pair.question), set(map(control, pair.own)) - {""}
    if ref and given and ref not in given:
        yield guard(Reason.OTHER_FACT, f"asks for {ref}; the answer was given to {', '.join(sorted(given))}")
    plain = _LISTED.sub(" ", pair.question)
    for lexicon, reason in _LEXICONS:
        names = named(plain, lexicon)
        if names and (other := names - _known_names(pair, lexicon, names)):
            yield guard(reason, f"asks about {', '.join(sorted(other))}; the answer is not about that")
    if (doing := subjects(plain)) and (other := doing - mentioned(pair.known.stored, SUBJECTS, doing)):
        yield guard(Reason.OTHER_ACTOR, f"asks what {', '.join(sorted(other))} do; the answer is not about that")
    if (policy := _POLICY_ON.search(pair.question)) and _POLICY.search(pair.said) and not _POLICY_ON.search(" ".join(pair.known.texts)):
        yield guard(Reason.OTHER_OBJECT, f"asks about the “{policy[0]}”; the answer is on policies in general")
    if _PRODUCT.search(pair.question) and _INTERNAL.search(pair.said) and not _OFFERED.search(pair.said):
        yield guard(Reason.OTHER_OBJECT, "asks about the product or its users; the answer is about your own company")
    if details := named(plain, DETAILS):
        told = named(pair.said, DETAILS)
        if other := details - told - {WITHIN[name] for name in told if name in WITHIN}:
            yield guard(Reason.OTHER_OBJECT, f"asks about {', '.join(sorted(other))}, which the answer does not name")


def control(text: str) -> str:
    """Return the identifier of a framework's control that a question begins with ("GV.RM-02.1"); empty for none, or for a mere number."""
    found = _CONTROL.match(text)
    return found[found.lastgroup or 0] if found else ""


def _known_names(pair: Compared, lexicon: Lexicon, names: frozenset[str]) -> frozenset[str]:
    """Return those of the names that stand in anything stored for the fact."""
    known = mentioned(pair.known.stored, lexicon, names | _SUPPLIERS if _SUPPLIERS & names else names)
    return known | _SUPPLIERS if _SUPPLIERS & known else known


def _kind_guards(pair: Compared) -> Iterator[Guard]:
    if (framed := frames(pair.question)) and (other := framed - frames(pair.known.stored)):
        yield guard(Reason.OTHER_FACT, f"asks about {', '.join(sorted(other))}; the answer is not about that")
    kind = asks(pair.question)
    if kind is Asks.COPY and not _hands_over(pair):
        yield guard(Reason.DOCUMENT, "asks for a document; the answer is a statement")
    elif kind in _TELLING and not _tells(kind, pair.entry.answer) and kind not in _kinds_known(pair, kind):
        yield guard(Reason.OTHER_FACT, f"asks {_WORDS[kind]}; the answer is to another question")


def _hands_over(pair: Compared) -> bool:
    """Tell whether the entry was written to a request for a document, or its topic asks for one and the answer says how to get it."""
    if Asks.COPY in kinds(pair.own):
        return True
    return bool(_OFFERS.search(pair.entry.answer)) and (pair.known.document or Asks.COPY in pair.known.kinds)


def _kinds_known(pair: Compared, kind: Asks) -> frozenset[Asks | None]:
    """Return the kinds of fact that the entry answers; Yes or No answers no "who", though some of its topic's phrasings ask for it."""
    return kinds(pair.own) if kind in _NAMED and pair.entry.position is not None else pair.known.kinds


#: An answer that hands a document over, or says how to get it.
_OFFERS = re.compile(
    r"\b(?:available|requests?|provided?|shared?|send|sent|attach(?:ed)?|enclosed?|download(?:ed)?|portal|trust cent)"
    r"|\b(?:can|may) be (?:seen|read)\b|https?:",
    re.IGNORECASE,
)
_WORDS = {
    Asks.LAST: "about the last time",
    Asks.WHO: "who",
    Asks.HOW_MANY: "how many",
    Asks.HOW_OFTEN: "how often",
    Asks.HOW_LONG: "how long",
    Asks.WHERE: "where",
}


def _tells(kind: Asks | None, answer: str) -> bool:
    """Tell whether an answer says what is asked, whatever question it was written for."""
    if kind is Asks.HOW_MANY:
        return bool(NUMBER.search(answer))
    return kind in {Asks.HOW_OFTEN, Asks.HOW_LONG} and bool(TIMES.search(answer))
