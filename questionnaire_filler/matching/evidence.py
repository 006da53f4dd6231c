"""The numbers that a question has with every fact: what heads, phrasings and the bank's own questions say, all at once.

An entry of the bank answers its own question and every topic that it is linked to; a topic without an entry is known and unanswered.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from questionnaire_filler.matching.index import Groups, Postings, build, document_frequencies, groups
from questionnaire_filler.matching.tokens import Vector, vector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaire_filler.matching.index import Floats
    from questionnaire_filler.matching.knowledge import Knowledge
    from questionnaire_filler.matching.meaning import Meaning, Vectors
    from questionnaire_filler.model import Entry

Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

#: How the parts of the rank score weigh; fitted once on ../shared/matching, flat around these values.
BEST_WEIGHT = 8.0
_OWN_WEIGHT = 2.0
_MEANING_WEIGHT = 10.0
#: An entry's own fact has no head: its log-probability is guessed from its similarity, as topics' fall on average.
_GUESS_SLOPE, _GUESS_MIDDLE = 14.0, 0.52
_FLOOR = 1e-9
_OWN_FROM = 0.75
#: A word is common in a bank when it stands in so many of its texts, and in this share of them.
_COMMON_FROM, _COMMON_SHARE = 4, 0.03
#: What such a word counts beside others.
_NAME_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one bank and catalogue, and the texts that stand for them.

    Attributes:
        entries: The bank's entries.
        knowledge: The catalogue's index; None without the catalogue.
        idf: Inverse document frequency of each bucket.
        topics: Number of topics.
        pair_entry: The entry of each pair of an entry and a topic that it answers, sorted.
        pair_fact: The topic of each pair.
        pair_weight: How far the entry answers the topic, 0 to 1.
        pairs: The pairs of each entry.
        answered: How far a topic has an entry, 0 to 1, shape (topics,).
        texts: The bank's questions and alternates.
        own: Index of `texts`.
        entry_of: The texts of each entry.
        not_for: Index of the entries' `not_for`.
        not_for_entry: Those of each entry.
        near_of: The near misses of each topic.
        meaning: The sentence model; None without.
        own_vectors: The vectors of `texts`, shape (texts, width); None without the model.
    """

    entries: tuple[Entry, ...]
    knowledge: Knowledge | None
    idf: Floats
    topics: int
    pair_entry: Rows
    pair_fact: Rows
    pair_weight: Numbers
    pairs: Groups
    answered: Numbers
    texts: tuple[str, ...]
    own: Postings
    entry_of: Groups
    not_for: Postings
    not_for_entry: Groups
    near_of: Groups
    meaning: Meaning | None = None
    own_vectors: Vectors | None = None


def facts_of(
    entries: Sequence[Entry], links: Mapping[str, Mapping[str, float]], knowledge: Knowledge | None, meaning: Meaning | None = None
) -> Facts:
    """Return the facts of a bank, given the topics that each entry answers and how far."""
    rows = {topic.id: row for row, topic in enumerate(knowledge.topics)} if knowledge else {}
    topics = len(rows)
    pairs = [
        (number, rows[topic], weight)
        for number, entry in enumerate(entries)
        for topic, weight in links.get(entry.id, {}).items()
        if topic in rows
    ]
    answered = np.zeros(topics)
    for _, fact, weight in pairs:
        answered[fact] = max(answered[fact], weight)
    texts = [(number, text) for number, entry in enumerate(entries) for text in (entry.question, *entry.alternates)]
    refused = [(number, text) for number, entry in enumerate(entries) for text in entry.not_for]
    idf = _idf([text for _, text in texts], knowledge)
    return Facts(
        tuple(entries),
        knowledge,
        idf,
        topics,
        np.array([number for number, _, _ in pairs], dtype=np.int64),
        np.array([fact for _, fact, _ in pairs], dtype=np.int64),
        np.array([weight for _, _, weight in pairs]),
        groups([number for number, _, _ in pairs], len(entries)),
        answered,
        tuple(text for _, text in texts),
        build([text for _, text in texts], idf),
        groups([number for number, _ in texts], len(entries)),
        build([text for _, text in refused], idf),
        groups([number for number, _ in refused], len(entries)),
        groups(knowledge.near_owner if knowledge else (), topics),
        meaning,
        meaning.embed([text for _, text in texts]) if meaning is not None else None,
    )


def _idf(texts: Sequence[str], knowledge: Knowledge | None) -> Floats:
    """Return the weight of each bucket: the catalogue's, and for what it does not know no more than the bank's own texts give.

    The names of the vendor and its products stand in many of a bank's questions and in no catalogue: they would weigh most of all.
    """
    own = document_frequencies(texts)
    if knowledge is None:
        return own
    common = math.log((1 + len(texts)) / (1 + max(_COMMON_FROM, _COMMON_SHARE * len(texts)))) + 1
    unknown = knowledge.idf >= knowledge.idf.max()
    return np.where(unknown & (own <= common), np.minimum(own, knowledge.idf) * _NAME_WEIGHT, knowledge.idf)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one question, for all topics and entries at once.

    Attributes:
        vector: The question's features.
        alike: Similarity to each phrasing of the catalogue, shape (phrasings,).
        best: Similarity to each topic's nearest phrasing, shape (topics,).
        rank: Score that orders the topics, shape (topics,).
        share: Probability of each topic by that score, sharper than the head's own, shape (topics,).
        entry_head: Log-probability that an entry's topics are asked for, shape (entries,); guessed where it has none.
        entry_best: Similarity to an entry's nearest text, its topics' phrasings among them, shape (entries,).
        entry_rank: Score that orders the entries, shape (entries,).
        entry_fact: The topic through which each entry was found best, or -1 for its own question, shape (entries,).
        own: Similarity to the nearest of an entry's own questions, shape (entries,).
        own_row: That question's row, shape (entries,).
        near: Similarity to the nearest near miss written for the topic, shape (topics,).
        near_row: That near miss's row, shape (topics,).
        not_for: Similarity to the nearest of an entry's `not_for`, shape (entries,).
        sense: What the sentence model says; None without it.
    """

    vector: Vector
    alike: Numbers
    best: Numbers
    rank: Numbers
    share: Numbers
    entry_head: Numbers
    entry_best: Numbers
    entry_rank: Numbers
    entry_fact: Rows
    own: Numbers
    own_row: Rows
    near: Numbers
    near_row: Rows
    not_for: Numbers
    sense: Sense | None = None


@dataclass(frozen=True, slots=True)
class Sense:
    """What the sentence model says of one question.

    Attributes:
        head: Log-probability of each topic by the semantic head alone, shape (topics,).
        own: Cosine with the nearest of an entry's own questions, shape (entries,).
    """

    head: Numbers
    own: Numbers


def sense_of(sentence: Vectors | None, facts: Facts) -> Sense | None:
    """Return what a question's vector says; None without the model."""
    if facts.meaning is None or facts.own_vectors is None or sentence is None:
        return None
    own, _ = facts.entry_of.largest((facts.own_vectors @ sentence).astype(np.float64))
    return Sense(_log_softmax(facts.meaning.logits(sentence)) if facts.topics else np.zeros(0), own)


def evidence(text: str, facts: Facts, sentence: Vectors | None = None) -> Evidence:
    """Return the evidence for a question, given its vector where there is a sentence model."""
    found = vector(text, facts.idf)
    own, own_row = facts.entry_of.largest(facts.own.dot(found))
    head, best, near = (np.zeros(facts.topics) for _ in range(3))
    alike, near_row = np.zeros(0), np.zeros(0, dtype=np.int64)
    if facts.knowledge is not None:
        alike = facts.knowledge.phrasings.dot(found)
        best = np.maximum.reduceat(alike, facts.knowledge.first[:-1])
        head = _log_softmax(facts.knowledge.head.dot(found) + facts.knowledge.bias)
        near, near_row = facts.near_of.largest(facts.knowledge.near.dot(found))
    sense = sense_of(sentence, facts)
    if sense is not None and facts.topics:
        head = _log_softmax((head + sense.head) / 2)
    rank = np.log(np.exp(head) + _FLOOR) + BEST_WEIGHT * best
    refused, _ = facts.not_for_entry.largest(facts.not_for.dot(found))
    share = np.exp(_log_softmax(rank)) if len(rank) else rank
    entry_head, entry_best, entry_rank, entry_fact = _by_entry(facts, _Topics(head, best, rank), own)
    if sense is not None:
        entry_rank = entry_rank + _MEANING_WEIGHT * sense.own
    return Evidence(
        found, alike, best, rank, share, entry_head, entry_best, entry_rank, entry_fact, own, own_row, near, near_row, refused, sense
    )


class _Topics(NamedTuple):
    """The topics' numbers, as in `Evidence`."""

    head: Numbers
    best: Numbers
    rank: Numbers


def _by_entry(facts: Facts, topic: _Topics, own: Numbers) -> tuple[Numbers, Numbers, Numbers, Rows]:
    """Return for each entry its log-probability, similarity, rank, and the topic through which it was found."""
    guessed = -np.logaddexp(0, -_GUESS_SLOPE * (own - _GUESS_MIDDLE))
    entry_head, entry_best = guessed.copy(), own.copy()
    entry_fact = np.full(len(own), -1, dtype=np.int64)
    if len(facts.pair_entry):
        starts = facts.pairs.starts
        linked, topics, weight = facts.pair_entry[starts], facts.pair_fact, facts.pair_weight
        # An entry that answers several topics is asked for when any of them is.
        likely = np.log(np.minimum(np.add.reduceat(np.exp(topic.head[topics]) * weight, starts), 1.0) + _FLOOR)
        similar = np.maximum(np.maximum.reduceat(topic.best[topics] * weight, starts), own[linked])
        # Its own words alone find an entry that has topics only when they are nearly the question's.
        by_words = guessed[linked] + BEST_WEIGHT * own[linked] > likely + BEST_WEIGHT * similar
        through = ~(by_words & (own[linked] >= _OWN_FROM))
        _, pair = facts.pairs.largest(topic.rank[topics] + np.log(weight))
        chosen = linked[through]
        entry_head[chosen], entry_best[chosen] = likely[through], similar[through]
        entry_fact[chosen] = topics[pair[chosen]]
    entry_rank = entry_head + BEST_WEIGHT * entry_best + _OWN_WEIGHT * own
    return entry_head, entry_best, entry_rank, entry_fact


def nearest_phrasing(found: Evidence, knowledge: Knowledge, topic: int) -> int:
    """Return the row of a topic's phrasing that is most like the question."""
    first, last = (int(row) for row in knowledge.first[topic : topic + 2])
    return first + int(found.alike[first:last].argmax())


def nearest_three(found: Evidence, facts: Facts, entry: int) -> float:
    """Return the mean likeness to the three phrasings nearest to the question; to the entry's own question where no topic found it."""
    if facts.knowledge is None or found.entry_fact[entry] < 0:
        return float(found.own[entry])
    first, last = np.searchsorted(facts.pair_entry, [entry, entry + 1])
    rows = facts.knowledge.first
    likenesses = [
        weight * _three(found.alike[rows[topic] : rows[topic + 1]])
        for topic, weight in zip(facts.pair_fact[first:last].tolist(), facts.pair_weight[first:last].tolist(), strict=True)
    ]
    return float(max(likenesses))


def _three(alike: Numbers) -> float:
    return float(np.sort(alike)[-3:].sum()) / 3


def _log_softmax(logits: Numbers) -> Numbers:
    shifted = logits - logits.max()
    result: Numbers = shifted - np.log(np.exp(shifted).sum())
    return result
