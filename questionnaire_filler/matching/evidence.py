"""The numbers that a question has with every fact: what heads, phrasings and the bank's own questions say, all at once.

A *fact* is what can be asked: a topic of the catalogue, with the entries linked to it (or none: then it is known and unanswered), or
an entry that is linked to no topic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from questionnaire_filler.matching.index import Postings, build, document_frequencies
from questionnaire_filler.matching.tokens import Vector, vector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaire_filler.matching.index import Floats
    from questionnaire_filler.matching.knowledge import Knowledge
    from questionnaire_filler.model import Entry

Numbers = npt.NDArray[np.float64]

#: How the parts of the rank score weigh; fitted once on ../shared/matching, flat around these values.
_BEST_WEIGHT = 6.0
_OWN_WEIGHT = 1.0
#: An entry without a topic has no head: its log-probability is guessed from its similarity, as topics' fall on average.
_GUESS_SLOPE, _GUESS_MIDDLE = 14.0, 0.52
_FLOOR = 1e-9


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one bank and catalogue, and the texts that stand for them.

    Attributes:
        entries: The bank's entries.
        knowledge: The catalogue's index; None without the catalogue.
        idf: Inverse document frequency of each bucket.
        fact_of: The fact of each entry; topics first, then entries without topic.
        topics: Number of topics.
        count: Number of facts.
        answered: Whether a fact has an entry, shape (count,).
        texts: The bank's questions and alternates.
        own: Index of `texts`.
        entry_of: The entry of each text.
        not_for: Index of the entries' `not_for`.
        not_for_entry: The entry of each `not_for`.
        not_for_texts: The texts themselves.
    """

    entries: tuple[Entry, ...]
    knowledge: Knowledge | None
    idf: Floats
    fact_of: npt.NDArray[np.int64]
    topics: int
    count: int
    answered: npt.NDArray[np.bool_]
    texts: tuple[str, ...]
    own: Postings
    entry_of: npt.NDArray[np.int64]
    not_for: Postings
    not_for_entry: npt.NDArray[np.int64]
    not_for_texts: tuple[str, ...]


def facts_of(entries: Sequence[Entry], links: Mapping[str, str], knowledge: Knowledge | None) -> Facts:
    """Return the facts of a bank, given the topic of each entry that has one."""
    rows = {topic.id: row for row, topic in enumerate(knowledge.topics)} if knowledge else {}
    topics = len(rows)
    fact_of, count = [], topics
    for entry in entries:
        topic = rows.get(links.get(entry.id, ""))
        fact_of.append(count if topic is None else topic)
        count += topic is None
    answered = np.zeros(count, dtype=bool)
    answered[fact_of] = True
    texts = [(number, text) for number, entry in enumerate(entries) for text in (entry.question, *entry.alternates)]
    refused = [(number, text) for number, entry in enumerate(entries) for text in entry.not_for]
    idf = knowledge.idf if knowledge else document_frequencies([text for _, text in texts])
    return Facts(
        tuple(entries),
        knowledge,
        idf,
        np.array(fact_of, dtype=np.int64),
        topics,
        count,
        answered,
        tuple(text for _, text in texts),
        build([text for _, text in texts], idf),
        np.array([number for number, _ in texts], dtype=np.int64),
        build([text for _, text in refused], idf),
        np.array([number for number, _ in refused], dtype=np.int64),
        tuple(text for _, text in refused),
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one question, for all facts and entries at once.

    Attributes:
        vector: The question's features.
        rank: Score that orders the facts, shape (facts,).
        best: Similarity to the fact's nearest text, shape (facts,).
        top3: Mean similarity to the three nearest phrasings, shape (facts,).
        own: Similarity to the nearest of an entry's own questions, shape (entries,).
        own_row: That question's row, shape (entries,).
        head: Log-probability by the linear head, shape (facts,); guessed for entries without topic.
        near: Similarity to the nearest near miss written for the fact, shape (facts,).
        not_for: Similarity to the nearest of an entry's `not_for`, shape (entries,).
        phrasing: The row of the nearest phrasing of each topic, shape (topics,).
    """

    vector: Vector
    rank: Numbers
    best: Numbers
    top3: Numbers
    own: Numbers
    own_row: npt.NDArray[np.int64]
    head: Numbers
    near: Numbers
    not_for: Numbers
    phrasing: npt.NDArray[np.int64]


def evidence(text: str, facts: Facts) -> Evidence:
    """Return the evidence for a question."""
    found = vector(text, facts.idf)
    own, own_row = _largest(facts.own.dot(found), facts.entry_of, len(facts.entries))
    own_of_fact = np.zeros(facts.count)
    np.maximum.at(own_of_fact, facts.fact_of, own)
    best, top3 = own_of_fact.copy(), own_of_fact.copy()
    head, near = np.empty(facts.count), np.zeros(facts.count)
    head[facts.topics :] = -np.logaddexp(0, -_GUESS_SLOPE * (own_of_fact[facts.topics :] - _GUESS_MIDDLE))
    phrasing = np.zeros(facts.topics, dtype=np.int64)
    if facts.knowledge is not None:
        n = facts.topics
        similar = facts.knowledge.phrasings.dot(found)
        best[:n], top3[:n], phrasing = _by_topic(similar, facts.knowledge.first)
        best[:n] = np.maximum(best[:n], own_of_fact[:n])
        top3[:n] = np.maximum(top3[:n], own_of_fact[:n] * top3[:n] / np.maximum(best[:n], _FLOOR))
        head[:n] = _log_softmax(facts.knowledge.head.dot(found) + facts.knowledge.bias)
        if facts.knowledge.near.size:
            np.maximum.at(near, facts.knowledge.near_owner, facts.knowledge.near.dot(found))
    refused, _ = _largest(facts.not_for.dot(found), facts.not_for_entry, len(facts.entries))
    rank = np.log(np.exp(head) + _FLOOR) + _BEST_WEIGHT * best + _OWN_WEIGHT * own_of_fact
    return Evidence(found, rank, best, top3, own, own_row, head, near, refused, phrasing)


def _largest(values: Numbers, group: npt.NDArray[np.int64], groups: int) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """Return each group's largest value and its row; a group's rows stand together."""
    largest, row = np.zeros(groups), np.zeros(groups, dtype=np.int64)
    if len(values):
        order = np.lexsort((-np.arange(len(values)), values))
        row[group[order]] = order  # the last one written for a group is its largest
        present = np.unique(group)
        largest[present] = values[row[present]]
    return largest, row


def _by_topic(similar: Numbers, first: npt.NDArray[np.int64]) -> tuple[Numbers, Numbers, npt.NDArray[np.int64]]:
    """Return for each topic the largest similarity, the mean of the three largest, and the row of the largest."""
    longest = int(np.diff(first).max())
    rows = first[:-1, None] + np.arange(longest)[None, :]
    inside = rows < first[1:, None]
    table = np.where(inside, similar[np.minimum(rows, len(similar) - 1)], 0.0)
    nearest = table.argmax(axis=1)
    upper = np.partition(table, longest - 3, axis=1)[:, -3:] if longest > 3 else table  # noqa: PLR2004 - three, as the name says
    return table.max(axis=1), upper.mean(axis=1), first[:-1] + nearest


def _log_softmax(logits: Numbers) -> Numbers:
    shifted = logits - logits.max()
    result: Numbers = shifted - np.log(np.exp(shifted).sum())
    return result
