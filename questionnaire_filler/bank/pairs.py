"""Entries that get in each other's way: the same question twice, nearly the same, or the same fact with another answer.

Bounded work: questions are compared only where they share rare words and all their numbers, and each with a limited number of others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from questionnaire_filler.bank.wording import other_number
from questionnaire_filler.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from questionnaire_filler.model import Entry

_STOP = frozenset(
    words(
        "a an and any are be by can do does each for from have has how if in is it its of on or our please that the their there these this "
        "to us we what when where which who will with you your describe provide explain"
    )
)
_NEGATIONS = frozenset({"no", "not", "non", "never", "without", "un"})
_SHARED_WORDS = 0.8  # of both questions' content words together
_LETTERS = 88.0  # rapidfuzz's token_sort_ratio
_MOST_COMPARED = 40  # other questions for each one, the rarest shared words first
_MOST_IN_GROUP = 30  # other entries of the same topic for each one


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries, the later one first, and what they share or contradict."""

    entry: Entry
    other: Entry
    what: str


def shared_questions(entries: Sequence[Entry]) -> Iterator[Pair]:
    """Yield the entries that claim a question, as their own or an alternate, that an earlier entry for the same scope claims too."""
    claimed: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key, text in {fold(text): text for text in (*entry.alternates, entry.question)}.items():
            other = next((other for other in claimed[key][:_MOST_IN_GROUP] if same_scope(entry, other)), None)
            if other:
                yield Pair(entry, other, text)
            claimed[key].append(entry)


def near_duplicates(entries: Sequence[Entry]) -> Iterator[Pair]:
    """Yield the entries whose question is nearly, not exactly, an earlier one's for the same scope, unless one names it in `not_for`."""
    texts = [(entry, _Asked.of(entry.question)) for entry in entries]
    common = Counter(word for _, asked in texts for word in asked.content)
    postings: dict[tuple[frozenset[str], str], list[int]] = defaultdict(list)
    for at, (entry, asked) in enumerate(texts):
        rare = sorted(asked.content, key=lambda word: (common[word], word))
        # Two sets that share 80 % of all their words share one among the rarest fifth of each (prefix filtering).
        keys = [(asked.kept, word) for word in rare[: len(rare) - int(_SHARED_WORDS * len(rare)) + 1]]
        for other_at in _candidates(postings, keys):
            other, earlier = texts[other_at]
            if same_scope(entry, other) and asked.near(earlier) and not _told_apart(entry, other):
                yield Pair(entry, other, other.question)
                break
        for key in keys:
            postings[key].append(at)


def _candidates(postings: dict[tuple[frozenset[str], str], list[int]], keys: list[tuple[frozenset[str], str]]) -> list[int]:
    found: dict[int, None] = {}
    for key in keys:
        found.update(dict.fromkeys(postings.get(key, [])[: _MOST_COMPARED - len(found)]))
        if len(found) >= _MOST_COMPARED:
            break
    return list(found)


def contradictions(entries: Sequence[Entry]) -> Iterator[Pair]:
    """Yield the entries that answer an earlier one's topic or question, for the same scope, with another position or number.

    One pair an entry: whoever settles that one sees the next.
    """
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        keys = [key for key in (("topic", entry.topic), ("question", fold(entry.question))) if key[1]]
        others = [other for key in keys for other in groups[key][:_MOST_IN_GROUP] if same_scope(entry, other)]
        for other in others:
            if what := _contradiction(entry, other):
                yield Pair(entry, other, what)
                break
        for key in keys:
            groups[key].append(entry)


def same_scope(left: Entry, right: Entry) -> bool:
    """Whether two entries may both answer for the same product: both for all, or with a tag in common."""
    return bool(left.scope & right.scope) or not (left.scope or right.scope)


def _contradiction(entry: Entry, other: Entry) -> str:
    if entry.position and other.position and entry.position is not other.position:
        return f"says {entry.position}, and '{other.id}' says {other.position}"
    measure = other_number(f"{entry.answer} {entry.short}", f"{other.answer} {other.short}")
    return f"gives another {measure} than '{other.id}'" if measure else ""


def _told_apart(left: Entry, right: Entry) -> bool:
    return fold(right.question) in map(fold, left.not_for) or fold(left.question) in map(fold, right.not_for)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it is compared: its content words, and the numbers and negations that must be the same."""

    folded: str
    content: frozenset[str]
    kept: frozenset[str]

    @classmethod
    def of(cls, question: str) -> _Asked:
        said = words(question)
        kept = frozenset(word for word in said if word in _NEGATIONS or re.search(r"\d|n't$", word))
        return cls(" ".join(said), frozenset(said) - _STOP, kept)

    def near(self, other: _Asked) -> bool:
        if self.folded == other.folded or not self.content or not other.content:
            return False
        share = len(self.content & other.content) / len(self.content | other.content)
        return share >= _SHARED_WORDS and fuzz.token_sort_ratio(self.folded, other.folded) >= _LETTERS
