"""Splitting a question that asks several things into its parts; what merely sets the scene or asks to explain is no part."""

from __future__ import annotations

import re

from questionnaire_filler.matching.asks import Asks, asks
from questionnaire_filler.matching.features import content_words
from questionnaire_filler.text import squeeze

_RESTART = (
    r"(?:how (?:often|long|many|frequently|soon|quickly|do|does|is|are|will)|who\b|when\b|where\b|"
    r"what (?:is|are|was|kind|type|measures)|which\b|(?:do|does|did|is|are|was|were|has|have|can|could|will|would) "
    r"(?:you|your|the|it|they|this|these|there|we|all|any|customers?|users?|data|employees|access|our)\b|"
    r"(?:please )?(?:describe|provide|list|specify|state|explain|attach)\b)"
)
#: A full stop that ends no sentence.
_ABBREVIATED = r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bu\.s\.)(?<!\bu\.k\.)(?<!\betc\.)(?<!\bincl\.)(?<!\bno\.)(?<!\bvs\.)(?<!\bapprox\.)"
_SENTENCE = re.compile(
    rf"(?<=[?!])\s+|(?<=[a-z)\]\"”][.;]){_ABBREVIATED}\s+(?=(?-i:[A-Z]))|\s*\n+\s*|;\s+(?=(?:and\s+)?{_RESTART})", re.IGNORECASE
)
_CLAUSE = re.compile(
    r",?\s+(?:and|or|&)\s+(?:if (?:so|yes|not)\s*,?\s*)?(?=" + _RESTART + r")|,\s*(?:if (?:so|yes)\s*,?\s*)(?=" + _RESTART + ")",
    re.IGNORECASE,
)
_EXPLAIN = re.compile(
    r"^\W*(?:if (?:so|yes|no|not|applicable|any)\b[\s,:]*)?(?:please\s+)?(?:briefly\s+)?(?:describe|explain|elaborate|specify|"
    r"provide (?:more |further |additional )?(?:details?|information|an? explanation|a (?:brief )?description)|"
    r"give (?:more )?details?|details?|comment|why|why not|be as specific.*)\W*"
    r"(?:in detail|below|here|how|your answer|why|why not|as possible|briefly)?\W*$",
    re.IGNORECASE,
)
_SHORTEST = 2


def parts(text: str) -> tuple[str, ...]:
    """Return what a question asks, each thing as a clause; one clause for a plain question.

    Sentences that ask nothing (context), requests to explain the answer, and examples in brackets are no parts. A clause that leans on the
    one before ("and how often?") keeps that one's words in front.
    """
    sentences = [sentence.strip() for sentence in _SENTENCE.split(text.strip()) if sentence and sentence.strip()]
    asked: list[str] = []
    leant_on = ""
    for sentence in sentences:
        for number, clause in enumerate(_CLAUSE.split(sentence)):
            plain = squeeze(clause)
            if not (number or _asks_something(plain, sentence)) or _EXPLAIN.match(plain):
                continue
            if (number or asked) and leant_on and len(content_words(plain)) < _SHORTEST:
                asked.append(f"{leant_on} {plain}")
            else:
                leant_on = plain
                asked.append(plain)
    return tuple(dict.fromkeys(asked)) or (squeeze(text),)


def _asks_something(clause: str, sentence: str) -> bool:
    return "?" in clause or asks(clause) is not None or (clause == squeeze(sentence) and asks(clause) not in {None, Asks.HOW})
