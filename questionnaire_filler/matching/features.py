"""The judge's features: about fifteen named numbers that say how far a candidate can be believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from questionnaire_filler.matching.asks import asks
from questionnaire_filler.matching.content_words import content_words

if TYPE_CHECKING:
    from questionnaire_filler.matching.evidence import Evidence, Sense
    from questionnaire_filler.matching.index import Floats
    from questionnaire_filler.matching.known import Known


@dataclass(frozen=True, slots=True)
class Situation:
    """A question and the fact that is looked at, beside the other facts.

    Attributes:
        fact: The topic through which the entry was found; -1 for its own question.
        entry: The entry's number.
        rival: Rank of the best entry on another fact.
        unanswered: Rank of the best topic without an entry; -inf where there is none.
        unanswered_share: Probability of the topics without an entry.
        share: Probability of the entry's own topics.
        nearest_three: Mean likeness to the three nearest phrasings of its topics.
        rivals: The entries on other facts that were looked at.
        meant: Log-probability of the entry's topics by the semantic head alone.
    """

    fact: int
    entry: int
    rival: float
    unanswered: float
    unanswered_share: float
    share: float
    nearest_three: float
    rivals: tuple[int, ...] = ()
    meant: float = 0.0


def uncovered(text: str, idf: Floats, known: frozenset[int]) -> tuple[float, float]:
    """Return how much of a question none of the known words covers: the share by weight, and the largest weight.

    An extra qualifying noun ("client", "back-up", "AI") is what most often makes another fact of the same words.
    """
    weights = [(float(idf[bucket]), bucket not in known) for _, bucket in content_words(text)]
    missing = [weight for weight, gone in weights if gone]
    return (sum(missing) / sum(weight for weight, _ in weights), max(missing)) if missing else (0.0, 0.0)


def features(text: str, found: Evidence, idf: Floats, at: Situation, known: Known) -> dict[str, float]:
    """Return the named features of one candidate, given what stands for it."""
    share, heaviest = uncovered(text, idf, known.words)
    own_share, _ = uncovered(text, idf, known.own_words)
    kind_known = asks(text) in known.kinds
    words = len(content_words(text))
    meant = {} if found.sense is None else meaning_features(found.sense, at)
    best, rank = float(found.entry_best[at.entry]), float(found.entry_rank[at.entry])
    return {
        "head": max(float(found.entry_head[at.entry]), -8.0),
        "nearest-text": best,
        "nearest-three": at.nearest_three,
        "own-question": float(found.own[at.entry]),
        "before-rival": _bounded(rank - at.rival),
        "before-unanswered": _bounded(rank - at.unanswered),
        "unanswered-share": at.unanswered_share,
        "topic-share": at.share,
        "near-miss": max(0.0, float(found.near[at.fact]) - best) if at.fact >= 0 else 0.0,
        "uncovered-share": share,
        "uncovered-word": heaviest / 8.0,
        "uncovered-own": own_share,
        "kind-known": 1.0 if kind_known else 0.0,
        "length": float(np.log1p(words)),
        "short": 1.0 if words <= 1 else 0.0,
        "no-topic": 0.0 if at.fact >= 0 else 1.0,
        **meant,
    }


def meaning_features(sense: Sense, at: Situation) -> dict[str, float]:
    """Return the features that the sentence model adds."""
    others = float(sense.own[list(at.rivals)].max(initial=0.0)) if at.rivals else 0.0
    own = float(sense.own[at.entry])
    return {
        "meaning-own": own,
        "meaning-before-rival": own - others,
        "meaning-head": max(at.meant, -8.0),
    }


def _bounded(margin: float, most: float = 6.0) -> float:
    return float(np.clip(margin, -most, most))
