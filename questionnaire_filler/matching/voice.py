"""Whose "we" it is: many banks are written by the vendor ("Do we encrypt our backups?"), and every form by the customer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from questionnaire_filler.model import Entry

_TURNED = {"we": "you", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves"}
#: "US" is a country.
_OWN = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?|[Oo]urselves)\b")
_OTHERS = re.compile(r"\byou(?:rs?|rself|rselves)?\b", re.IGNORECASE)


def as_asked(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries with their questions as a customer asks them: "Do you encrypt your backups?".

    A bank speaks for the vendor where more of its questions say "we" than "you". Alternates are customers' words and stay; so does
    a question that says both, for then nobody knows who is who.
    """
    return tuple(_turned(entry) for entry in entries) if _speaks_for_vendor(entry.question for entry in entries) else tuple(entries)


def _speaks_for_vendor(questions: Iterable[str]) -> bool:
    said = [(bool(_OWN.search(question)), bool(_OTHERS.search(question))) for question in questions]
    return sum(own for own, _ in said) > sum(others for _, others in said)


def _turned(entry: Entry) -> Entry:
    if _OTHERS.search(entry.question):
        return entry
    return replace(entry, question=_OWN.sub(_other, entry.question))


def _other(found: re.Match[str]) -> str:
    word = _TURNED[found[0].lower()]
    return word.capitalize() if found[0][0].isupper() else word
