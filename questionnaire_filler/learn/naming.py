"""Ids of entries that the program proposes: short, readable, never taken twice."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from questionnaire_filler.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

_SMALL = frozenset(
    words(
        "a an and any are be been by can could describe did do does for from has have if in is it its may of on or our please that the "
        "their there these this to us was we were what which will with would you your vendor organisation organization company"
    )
)
_MOST_WORDS = 7
_LONGEST = 60


class Names:
    """Gives out ids that no entry has."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in taken}

    def name(self, question: str, fallback: str = "answer") -> str:
        """Return a new id made of a question's telling words.

        Args:
            question: The question.
            fallback: What the id is made of where the question has no Latin letters.
        """
        stem = _stem(question) or _stem(fallback) or "answer"
        found = next(name for name in (stem if number == 1 else f"{stem}-{number}" for number in count(1)) if name not in self._taken)
        self._taken.add(found)
        return found


def _stem(text: str) -> str:
    latin = [word for word in (re.sub(r"[^a-z0-9]+", "", said) for said in words(text)) if word]
    telling = [word for word in latin if word not in _SMALL] or latin
    stem = ""
    for word in telling[:_MOST_WORDS]:
        longer = f"{stem}-{word}" if stem else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        stem = longer
    return stem
