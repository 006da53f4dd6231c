"""Splitting a question that asks several things into its parts; what merely sets the scene or asks to explain is no part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaire_filler.matching.asks import Asks, asks
from questionnaire_filler.matching.content_words import content_words
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|should)\b"
_RESTART = (
    # "annually and when systems change", "and where required" are conditions and ask for nothing
    rf"(?:how (?:often|long|many|frequently|soon|quickly|do|does|is|are|will)|who\b|when (?:{_AUXILIARY}|[^,;.?]*\blast\b)|"
    rf"where (?!\w+ed\b|\w+ly\b|appropriate|applicable|possible|necessary|needed|relevant|feasible|practica)|"
    r"what (?:is|are|was|kind|type|measures)|which\b|whether\b|"
    r"(?:by|to|with|for|from|in|at|on|of) (?:whom|which|what|how (?:many|long|often))\b|"
    r"(?:do|does|did|is|are|was|were|has|have|can|could|will|would) "
    r"(?:you|your|the|it|they|this|these|there|we|all|any|customers?|users?|data|employees|access|our)\b|"
    r"(?:please )?(?:describe|provide|list|specify|state|explain|attach)\b)"
)
#: What may stand before a request: "If the service holds health data, ...", "For each, please ...", in the languages of the forms.
_LEAD = (
    r"(?:(?:and|or|also|additionally)\b[, ]+)?"
    r"(?:(?:if|for|in|where|when|should|en caso|si|falls|wenn|em caso|in caso|se|indien)\b[^,:.?]{0,80}[,:]\s*)?"
    r"(?:(?:please|kindly|also|bitte|veuillez|merci de|por favor|favor|si prega di|gelieve|debe)\s+)*"
)
_REQUESTS = (
    r"provide|list|specify|state|give|indicate|include|attach|name|identify|describe|explain|confirm|detail|outline|submit|share|send|upload|"
    r"summari[sz]e|supply|advise|disclose|elaborate|what|which|how|whether|who|"
    r"indi(?:que|car|quez|quer)|propor\w+|facilit\w+|describ\w+|descri[vç]\w+|descrev\w+|d[ée]cri(?:re|vez)|pr[ée]cise[rz]|fourni(?:r|ssez)|joindre|"
    r"beschreib\w*|beschrijf|nennen|geben sie|erl[äa]utern|angeben|forni\w+|elenc\w+|geef|vermeld"
)
#: How a sentence begins that asks for something although it has no question mark.
_REQUEST = re.compile(rf"^\W*{_LEAD}(?:(?:{_REQUESTS})\b|{_AUXILIARY} (?!not\b)\w)", re.IGNORECASE)
_REQUIRES = re.compile(r"\b(?:shall|must)\b", re.IGNORECASE)
#: What a label asks for when it is longer than one: "Number of employees. Number of security staff."
_LABELS = frozenset({Asks.HOW_MANY, Asks.HOW_OFTEN, Asks.HOW_LONG, Asks.LAST})
_LONGEST_LABEL = 8
#: A line that announces a list, and the lines of the list: together they are one sentence.
_LIST = re.compile(r"(?:[^\n]*\bfollowing\b[^\n]*|[^\n]*:[ \t]*)(?:\n+[ \t]*(?![^\n]*\?)[^\n]+)+", re.IGNORECASE)
#: A full stop that ends no sentence.
_ABBREVIATED = r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bu\.s\.)(?<!\bu\.k\.)(?<!\betc\.)(?<!\bincl\.)(?<!\bno\.)(?<!\bvs\.)(?<!\bapprox\.)"
_SENTENCE = re.compile(
    rf"(?<=[?!])\s+|(?<=[a-z)\]\"”][.;]){_ABBREVIATED}\s+(?=(?-i:[A-Z]))|\s*\n+\s*|;\s+(?=(?:and\s+)?{_RESTART})", re.IGNORECASE
)
_CLAUSE = re.compile(
    # "how and when is it deleted" is one
    rf"(?<!\bhow)(?<!\bwhen)(?<!\bwho)(?<!\bwhere)(?<!\bwhat),?\s+(?:and|or|&)\s+(?:if (?:so|yes|not)\s*,?\s*)?(?={_RESTART})"
    rf"|,\s*(?:if (?:so|yes)\s*,?\s*)(?={_RESTART})",
    re.IGNORECASE,
)
#: "Describe the retention of logs, how they are protected, and whether ...": a request goes on after a comma.
_GOES_ON = re.compile(r",\s+(?=(?:how|whether)\b)", re.IGNORECASE)
_DESCRIBE = re.compile(rf"^\W*{_LEAD}(?:describe|explain|provide|state|specify|indicate|outline|detail|confirm)\b", re.IGNORECASE)
_EXPLAIN = re.compile(
    r"^\W*(?:if (?:so|yes|no|not|applicable|any)\b[\s,:]*)?(?:please\s+)?(?:briefly\s+)?(?:describe|explain|elaborate|specify|"
    r"provide (?:more |further |additional )?(?:details?|information|an? explanation|a (?:brief )?description)|"
    r"give (?:more )?details?|details?|comment|why|why not|be as specific.*)\W*"
    r"(?:(?:on|of|about|regarding|for)\s+)?(?:(?:the|this|that|these|those|your|it|them|each|any|all|which ones?|what they are)\s*)?"
    r"(?:process(?:es)?|polic(?:y|ies)|program(?:me)?s?|approach|controls?|measures?|procedures?|response|solutions?|arrangements?)?\W*"
    r"(?:in detail|below|here|how|your answer|why|why not|as possible|briefly)?\W*$",
    re.IGNORECASE,
)
_SMALL = r"(?!(?:and|or|if|not|for|of|to|in|on|with|by|at|from|the|your|our|a|an|any|all|is|are|do|does|be)\b)"
_ONE = rf"{_SMALL}[\w-]+"
_SECOND = r" (?!(?:and|or|if|not|for|of|in|on|at|from|the|your|our|a|an|any|all|is|are|do|does|be)\b)[\w-]+"
#: What a thing of one word ends before.
_ENDS = r"(?=\W*$|[?.,;:)]| (?:for|of|to|in|on|with|by|at|from|are|is)\b)"


def _joined(joint: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:({_ONE}){joint}({_ONE}){_ENDS}|({_ONE}(?:{_SECOND})?){joint}({_ONE}{_SECOND})(?![\w-]))")


#: Two things, of a word or of two words each, that "and" joins; the same, joined by "and", "or" or a stroke.
_BOTH, _EITHER = _joined(" (?:and|&) "), _joined("(?: (?:and|&|or) | / |(?<=[A-Z])/(?=[A-Z])(?!IEC))")
_SHORTEST = 2
#: A clause with its own subject and thing leans on nothing, however short: "do you use UEBA?"
_WHOLE = re.compile(rf"^\W*{_AUXILIARY} (?:you|your|the|any|all|our)\b(?:\W+\w+)*\W+[\w-]*[A-Z]{{2,}}")


def parts(text: str) -> tuple[str, ...]:
    """Return what a question asks, each thing as a clause; one clause for a plain question.

    Sentences that ask nothing (context), requests to explain the answer, and examples in brackets are no parts. A clause that leans on the
    one before ("and how often?") keeps that one's words in front.
    """
    joined = _LIST.sub(lambda found: squeeze(found[0]), text.strip())
    sentences = [sentence.strip() for sentence in _SENTENCE.split(joined) if sentence and sentence.strip()]
    asked: list[str] = []
    leant_on = ""
    for sentence in _asking(sentences):
        for clause in _clauses(sentence):
            plain = squeeze(clause)
            if _EXPLAIN.match(plain):
                continue
            if asked and leant_on and len(content_words(plain)) < _SHORTEST and not _WHOLE.match(plain):
                asked.append(f"{leant_on} {plain}")
            else:
                leant_on = plain
                asked.append(plain)
    return tuple(dict.fromkeys(asked)) or (squeeze(text),)


def _clauses(sentence: str) -> list[str]:
    found = _CLAUSE.split(sentence)
    return [part for clause in found for part in _GOES_ON.split(clause)] if _DESCRIBE.match(sentence) else found


def _asking(sentences: Sequence[str]) -> list[str]:
    """Return the sentences that ask; the others set the scene. Beside a request without a question mark, requirements ask as well."""
    asking = list(filter(_asks_something, sentences))
    if not asking or any("?" in sentence for sentence in sentences):
        return asking
    return [sentence for sentence in sentences if sentence in asking or _REQUIRES.search(sentence)]


def _asks_something(sentence: str) -> bool:
    if "?" in sentence or _REQUEST.match(sentence):
        return True
    return asks(sentence) in _LABELS and len(sentence.split()) <= _LONGEST_LABEL


def halves(text: str, *, either: bool = False) -> tuple[str, ...]:
    """Return a question with each of two things that it joins alone: MFA "for employees and administrators" is two facts.

    Args:
        text: The question.
        either: Things joined by "or" or a stroke as well: an entry that answers one of them need not answer the other.
    """
    return tuple(
        squeeze(clause[: found.start()] + half + clause[found.end() :])
        for clause in parts(text)
        for found in (_EITHER if either else _BOTH).finditer(clause)
        for half in filter(None, found.groups())
        if not all(word.endswith("ed") for word in filter(None, found.groups()))  # "reviewed and updated" is one
    )
