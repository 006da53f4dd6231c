"""The judge's features: about fifteen named numbers that say how far a candidate can be believed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from questionnaire_filler.matching.tokens import BUCKETS, stems

if TYPE_CHECKING:
    from questionnaire_filler.matching.evidence import Evidence, Facts

#: Words that say nothing about the fact asked, however rare they are in a catalogue of questions.
_EMPTY_WORDS = """
    please describe explain provide list specify detail outline indicate state confirm give include including e g i e etc for
    example such as your you the a an is are was were do does did have has had can could will would should may might must be been being of in on at to from
    by with and or if so yes no not any all each every how what which who whom whose when where why there this that these those it its it they them
    their our we us as into about within under per than then other others own use used using organization company vendor place implement
    implemented ensure support following below above applicable appropriate process procedure procedures formal formally currently
    current both also least one two number question answer information system systems service services product
"""
_EMPTY = frozenset(stems(_EMPTY_WORDS))


@dataclass(frozen=True, slots=True)
class Situation:
    """A question and the fact that is looked at, beside the other facts.

    Attributes:
        fact: The fact's number: a topic, or beyond the topics the entry's own.
        entry: The entry's number.
        rival: Rank of the best other entry that is found through another fact.
        unanswered: Rank of the best topic without an entry; -inf where there is none.
        unanswered_share: Probability that the head gives to topics without an entry.
    """

    fact: int
    entry: int
    rival: float
    unanswered: float
    unanswered_share: float


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[tuple[str, int], ...]:
    """Return the stems of a text that carry meaning, each once, with their buckets."""
    return tuple((word, crc32(f"w{word}".encode()) % BUCKETS) for word in dict.fromkeys(stems(text)) if word not in _EMPTY)


def uncovered(text: str, facts: Facts, fact: int, entry: int) -> tuple[float, float, tuple[str, ...]]:
    """Return how much of a question no text of the fact has: the share by weight, the largest weight, and the words.

    An extra qualifying noun ("client", "back-up", "AI") is what most often makes another fact of the same words.
    """
    words = content_words(text)
    if not words:
        return 0.0, 0.0, ()
    known = _known_words(facts, fact, entry)
    weights = np.array([float(facts.idf[bucket]) for _, bucket in words])
    missing = np.array([bucket not in known for _, bucket in words])
    share = float(weights[missing].sum() / weights.sum())
    return share, float(weights[missing].max(initial=0.0)), tuple(word for (word, _), gone in zip(words, missing, strict=True) if gone)


def _known_words(facts: Facts, fact: int, entry: int) -> frozenset[int]:
    bank = facts.entries[entry]
    own = {bucket for text in (bank.question, *bank.alternates, bank.answer) for _, bucket in content_words(text)}
    if facts.knowledge is not None and fact < facts.topics:
        own.update(facts.knowledge.words_of(fact).tolist())
    return frozenset(own)


def features(text: str, found: Evidence, facts: Facts, at: Situation) -> dict[str, float]:
    """Return the named features of one candidate."""
    share, heaviest, _ = uncovered(text, facts, at.fact, at.entry)
    words = len(content_words(text))
    head = float(found.head[at.fact])
    best = float(found.best[at.fact])
    return {
        "head": max(head, -8.0),
        "nearest-text": best,
        "nearest-three": float(found.top3[at.fact]),
        "own-question": float(found.own[at.entry]),
        "before-rival": _bounded(float(found.entry_rank[at.entry]) - at.rival),
        "before-unanswered": _bounded(float(found.rank[at.fact]) - at.unanswered),
        "unanswered-share": at.unanswered_share,
        "near-miss": max(0.0, float(found.near[at.fact]) - best) if at.fact < facts.topics else 0.0,
        "uncovered-share": share,
        "uncovered-word": heaviest / 8.0,
        "length": float(np.log1p(words)),
        "short": 1.0 if words <= 1 else 0.0,
        "no-topic": 0.0 if at.fact < facts.topics else 1.0,
    }


def _bounded(margin: float, most: float = 6.0) -> float:
    return float(np.clip(margin, -most, most))
