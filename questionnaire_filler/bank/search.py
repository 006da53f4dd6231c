"""Find entries by the words of their questions, answers, sources and tags, quickly enough to use in a call; and what falls due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.bank.check import due
from questionnaire_filler.text import squeeze, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from questionnaire_filler.model import Bank, Entry

#: Where a word may stand, and what a hit there weighs.
_FIELDS = (("id", 4.0), ("question", 4.0), ("alternates", 3.0), ("tags", 3.0), ("topic", 2.0), ("short", 2.0), ("answer", 2.0))
_MORE = (("sources", 1.5), ("section", 1.0), ("frameworks", 3.0), ("scope", 1.0), ("owner", 0.5), ("note", 0.5))
_WHOLE, _BEGINNING, _INSIDE = 1.0, 0.7, 0.4
_PHRASE = 1.5  # the words stand side by side, in their order
_CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that holds all words of a search.

    Attributes:
        entry: The entry.
        score: Higher is better; of no meaning outside of one search.
        field: Where the best hit stands: "question", "answer", "sources" ...
        excerpt: The text around it, on one line.
        start: Index of the hit in the excerpt.
        end: Index after it.
    """

    entry: Entry
    score: float
    field: str
    excerpt: str
    start: int
    end: int


def search(bank: Bank, query: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """Return the entries that hold all words of a query, best first; a word counts less where it only begins or lies within another.

    Args:
        bank: The bank.
        query: Words in any order; case, punctuation and accents of width do not matter.
        limit: The most hits to return.
    """
    wanted = words(query)
    if not wanted:
        return ()
    hits = [hit for entry in bank.entries if (hit := _hit(entry, wanted))]
    return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])


def stale(bank: Bank, *, as_of: date, within_days: int = 0) -> tuple[tuple[Entry, date | None], ...]:
    """Return the entries that do not fill themselves in any more, or will not within some days, the most overdue first.

    Each comes with the last day on which it fills itself in; None where it has a review cycle and was never reviewed.
    """
    found: list[tuple[Entry, date | None]] = []
    for entry in bank.entries:
        last = due(entry)
        if entry.review_days is not None and entry.reviewed is None:
            found.append((entry, None))
        elif last is not None and (last - as_of).days < within_days:
            found.append((entry, last))
    return tuple(sorted(found, key=lambda pair: (pair[1] is not None, pair[1] or as_of)))


def _hit(entry: Entry, wanted: list[str]) -> Hit | None:
    """Return the entry's hit, or None where a word is missing."""
    scores = dict.fromkeys(wanted, 0.0)
    best: tuple[float, str, str] = (0.0, "", "")
    for field, weight, text in _texts(entry):
        folded = text.casefold()
        if not any(word in folded for word in wanted):
            continue
        said = words(text)
        here = {word: weight * _worth(word, said) for word in wanted}
        for word, worth in here.items():
            scores[word] = max(scores[word], worth)
        total = sum(here.values()) * (_PHRASE if _side_by_side(wanted, said) else 1.0)
        best = max(best, (total, field, text), key=lambda one: one[0])
    if not all(scores.values()):
        return None
    return Hit(entry, sum(scores.values()) + best[0], best[1], *_excerpt(best[2], wanted))


def _texts(entry: Entry) -> Iterator[tuple[str, float, str]]:
    for field, weight in (*_FIELDS, *_MORE):
        value = getattr(entry, field)
        for text in [value] if isinstance(value, str) else _several(field, value):
            if text:
                yield field, weight, text


def _several(field: str, value: object) -> Iterable[str]:
    if isinstance(value, dict):
        return (f"{name} {one}" for name, ids in value.items() for one in ids)
    if not isinstance(value, tuple | frozenset):
        return ()
    if field == "sources":
        return (" ".join(filter(None, (source.title, source.version, source.ref, source.url))) for source in value)
    return sorted(value) if isinstance(value, frozenset) else value


def _worth(word: str, said: list[str]) -> float:
    if word in said:
        return _WHOLE
    if any(other.startswith(word) for other in said):
        return _BEGINNING
    return _INSIDE if any(word in other for other in said) else 0.0


def _side_by_side(wanted: list[str], said: list[str]) -> bool:
    return len(wanted) > 1 and any(said[at : at + len(wanted)] == wanted for at in range(len(said) - len(wanted) + 1))


def _excerpt(text: str, wanted: list[str]) -> tuple[str, int, int]:
    """Return the text around the first of the words, with the word's place in it."""
    line = squeeze(text)
    folded = line.casefold()
    # A few letters change their number when folded (ß, ŉ): then the place would be wrong, and the text's own case is searched.
    folded = folded if len(folded) == len(line) else line.lower() if len(line.lower()) == len(line) else line
    places = [(at, word) for word in wanted if (at := folded.find(word)) >= 0]
    at, word = min(places, default=(0, ""))
    first = max(0, at - _CONTEXT)
    last = min(len(line), at + len(word) + _CONTEXT)
    before, after = "…" if first else "", "…" if last < len(line) else ""
    start = at - first + len(before)
    return before + line[first:last] + after, start, start + len(word)
