"""Details that an answer names though it was written to another question: how often, how long, how many."""

from __future__ import annotations

import re
from functools import lru_cache

from questionnaire_filler.matching.content_words import content_words

_UNITS = r"(?:second|minute|hour|day|week|month|quarter|half-?year|year)"
#: What a sentence must hold to name a detail of a kind; details of other kinds are never named in passing.
_NAMED = {
    "frequency": re.compile(
        rf"\b(?:(?:bi|semi-?)?annual(?:ly)?|yearly|quarterly|monthly|weekly|daily|nightly|hourly|continuous(?:ly)?|once|twice|"
        rf"(?:each|every|per|a|an) (?:\w+ ){{0,2}}{_UNITS}s?)\b",
        re.IGNORECASE,
    ),
    "period": re.compile(rf"\b\w+[ -]{_UNITS}s?\b", re.IGNORECASE),
    # "14 days" is no number of anything; "97 %" is
    "number": re.compile(rf"(?<![\w.-])\d+(?:[.,]\d+)*(?![\w-])(?![.,]\d)(?! (?:\w+ )?{_UNITS}s?\b)", re.IGNORECASE),
}
KINDS = frozenset(_NAMED)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def names_detail(answer: str, title: str, kind: str) -> bool:
    """Tell whether an answer names a detail of this kind.

    Where a sentence of the answer speaks of what the detail is about, it must be named there: "once a year" is how often people are
    trained, and not how often phishing is tried, if another sentence is on phishing.

    Args:
        answer: The entry's answer.
        title: The title of the detail's topic.
        kind: The kind of the detail's topic.
    """
    pattern = _NAMED.get(kind)
    if pattern is None:
        return False
    sentences = _SENTENCE.split(answer)
    about = [sentence for sentence in sentences if _stems(sentence) & _stems(title)]
    return any(pattern.search(sentence) for sentence in about or sentences)


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word for word, _ in content_words(text))
