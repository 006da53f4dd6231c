"""Linking the bank to the catalogue: which topic each entry answers, and the matcher that knows both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from questionnaire_filler.catalogue import load as load_catalogue
from questionnaire_filler.catalogue import load_semantic
from questionnaire_filler.matching.asks import Asks, asks
from questionnaire_filler.matching.details import names_detail
from questionnaire_filler.matching.evidence import BEST_WEIGHT, evidence, facts_of
from questionnaire_filler.matching.judge import Judge, judge_from
from questionnaire_filler.matching.knowledge import Knowledge, from_catalogue
from questionnaire_filler.matching.matcher import Matcher
from questionnaire_filler.matching.meaning import meaning_from
from questionnaire_filler.matching.parts import halves, parts
from questionnaire_filler.matching.shortlist import Shortlist
from questionnaire_filler.matching.voice import as_asked
from questionnaire_filler.semantic import Encoder, OnnxNetwork, VectorCache, cache_folder, find_model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from questionnaire_filler.matching.evidence import Facts
    from questionnaire_filler.matching.meaning import Meaning, Vectors
    from questionnaire_filler.model import Bank, Entry, Topic
    from questionnaire_filler.semantic import SentenceModel
    from questionnaire_filler.settings import Settings

#: A topic is linked when one of the entry's questions asks for it with this probability, and is this like one of its phrasings.
_LINK_FROM = 0.08
_ALIKE_FROM = 0.35
#: So many topics of one question are looked at.
_TOPICS = 4
#: Beyond so many entries only the phrasings of a short list of topics are compared; beyond the second number, only an
#: entry's question as a whole links.
_FEW_ENTRIES, _MANY_ENTRIES = 1000, 3000
#: Alternates are other people's words for it: they link to what they clearly ask for only.
_ALTERNATE_FROM = 0.5
#: One of two things that a question joins is what it asks for only if it is clear.
_HALF_FROM = 0.3
#: The topics of one question count in proportion to the likeliest, down to this share.
_SHARE_FROM = 0.25
_TELLING = frozenset({Asks.HOW_OFTEN, Asks.HOW_LONG, Asks.HOW_MANY, Asks.WHO, Asks.LAST, Asks.COPY})
#: Below this a person should look at the main link: `fill bank check` says so.
_SURE_FROM = 0.80


if TYPE_CHECKING:
    Likely = tuple[tuple[str, float], ...]
    RowsOf = Callable[[str], list[tuple[int, float]]]


@dataclass(frozen=True, slots=True)
class Link:
    """The topics that an entry answers.

    Attributes:
        entry: The entry's id.
        topics: Their ids with how far the entry answers them, 0 to 1, its main one first; empty where none fits.
        probability: How sure the first is; 1 where the bank says it itself.
        given: The bank says the first one itself.
    """

    entry: str
    topics: Mapping[str, float]
    probability: float
    given: bool = False

    @property
    def sure(self) -> bool:
        """Whether a person need not look at it."""
        return self.given or (bool(self.topics) and self.probability >= _SURE_FROM)


def links(entries: Sequence[Entry], knowledge: Knowledge, meaning: Meaning | None = None) -> tuple[Link, ...]:
    """Return the topics of each entry: the one that the bank names, or those that its question and its alternates ask for.

    A question with several parts ("Do you back up data, and how often?") links to the topic of each part. What a topic implies, and a
    detail that the entry's answer names, are linked as well.
    """
    known = {topic.id: topic for topic in knowledge.topics}
    thorough = len(entries) <= _MANY_ENTRIES
    asked = [[] if entry.topic in known else _asked(entry, thorough=thorough) for entry in as_asked(entries)]
    rows_of = _finder(asked, knowledge, meaning)
    likely = [[(_of_a_kind(rows_of(clause), clause, knowledge), least) for clause, least in clauses] for clauses in asked]
    return tuple(_link(entry, topics, known) for entry, topics in zip(entries, likely, strict=True))


def _asked(entry: Entry, *, thorough: bool) -> list[tuple[str, float]]:
    """Return the clauses that an entry's topics are found by, each with the probability that a topic must have."""
    asked = [(clause, _LINK_FROM) for clause in parts(entry.question)]
    if thorough:
        asked += [(half, _HALF_FROM) for half in halves(entry.question)]
        asked += [(clause, _ALTERNATE_FROM) for text in entry.alternates for clause in parts(text)]
    return asked


def _finder(asked: Sequence[Sequence[tuple[str, float]]], knowledge: Knowledge, meaning: Meaning | None) -> RowsOf:
    """Return what finds the rows of a text's topics: every phrasing is looked at, or a short list where the bank is large."""
    if meaning is None and len(asked) > _FEW_ENTRIES:
        shortlist = Shortlist(knowledge, BEST_WEIGHT)
        return lambda text: [(row, likely) for row, likely, alike in shortlist.topics(text)[:_TOPICS] if alike >= _ALIKE_FROM]
    facts = facts_of((), {}, knowledge, meaning)
    sentences = meaning.by_text([clause for clauses in asked for clause, _ in clauses]) if meaning is not None else {}
    return lambda text: topics_of(text, facts, sentences.get(text))


def _link(entry: Entry, likely: Sequence[tuple[Likely, float]], known: Mapping[str, Topic]) -> Link:
    """Return the link of an entry, given the topics of each of its clauses and the probability that they must have."""
    if entry.topic in known:
        return Link(entry.id, _related({entry.topic: 1.0}, entry, known), 1.0, given=True)
    found: dict[str, float] = {}
    for topics, least in likely:
        for topic, probability in topics:
            if probability >= least and probability >= _SHARE_FROM * topics[0][1]:
                found[topic] = max(found.get(topic, 0.0), probability)
    # Where one text of an entry says clearly what it is about, another that may mean anything counts for as much as it is clear.
    surest = max(found.values(), default=1.0)
    found = {topic: probability / surest for topic, probability in found.items()}
    ordered = dict(sorted(found.items(), key=lambda item: -item[1]))
    return Link(entry.id, _related(ordered, entry, known), likely[0][0][0][1] if likely and likely[0][0] else 0.0)


def _of_a_kind(rows: Sequence[tuple[int, float]], text: str, knowledge: Knowledge) -> Likely:
    """Return those topics of which somebody asks this kind of thing, if any: "how often" is no question after an owner."""
    kind = asks(text)
    fitting = [(row, likely) for row, likely in rows if kind not in _TELLING or kind in knowledge.kinds_of(row)]
    return tuple((knowledge.topics[row].id, likely) for row, likely in fitting or rows)


def topics_of(text: str, facts: Facts, sentence: Vectors | None = None, most: int = _TOPICS) -> list[tuple[int, float]]:
    """Return the topics that a text asks for, with their probabilities, likeliest first; only those that have a phrasing like it."""
    found = evidence(text, facts, sentence)
    likely = np.exp(found.rank - found.rank.max())
    likely /= likely.sum()
    order = np.argsort(-likely, kind="stable")[:most].tolist()
    return [(row, float(likely[row])) for row in order if found.best[row] >= _ALIKE_FROM]


def _related(topics: Mapping[str, float], entry: Entry, known: Mapping[str, Topic]) -> dict[str, float]:
    """Return the topics with those that they imply, and those details of theirs that the answer names."""
    found = dict(topics)
    for topic, weight in topics.items():
        named = [detail for detail in known[topic].told_by if names_detail(entry.answer, known[detail].title, known[detail].kind)]
        for other in (*known[topic].implies, *named):
            found[other] = max(found.get(other, 0.0), weight)
    return found


def judges() -> dict[str, Judge]:
    """Return the shipped calibrators by name: "catalogue" and "words" (without it), both also as "semantic-" (with a sentence model)."""
    data = json.loads(resources.files("questionnaire_filler.matching").joinpath("judge.json").read_text(encoding="utf-8"))
    return {name: judge_from(numbers) for name, numbers in data.items()}


def meaning_of(model: SentenceModel, knowledge: Knowledge | None, *, remember: bool = True) -> Meaning:
    """Return what a sentence model adds.

    Args:
        model: Found and checked.
        knowledge: The catalogue's index, whose topics the semantic head tells apart; None without the catalogue.
        remember: Keep vectors in the user's cache folder for later runs.

    Raises:
        FillError: The package was built without the semantic head.
    """
    encode = Encoder(OnnxNetwork(model), VectorCache(cache_folder(), model.sha256, write=remember))
    return meaning_from(model.name, encode, load_semantic(knowledge.topics) if knowledge is not None else None)


def matcher_for(bank: Bank, settings: Settings, *, remember: bool = True) -> Matcher:
    """Return the matcher for a bank: with the catalogue unless the settings say otherwise, with a sentence model where there is one.

    Args:
        bank: The answer bank.
        settings: What the user asked for.
        remember: Keep the sentence model's vectors for later runs; nothing is written where this is false.

    Raises:
        UsageError: The settings name a sentence model that cannot be used.
    """
    model = find_model(settings.model)
    knowledge = from_catalogue(load_catalogue()) if settings.catalogue else None
    meaning = meaning_of(model, knowledge, remember=remember) if model is not None else None
    topics = {link.entry: link.topics for link in links(bank.entries, knowledge, meaning)} if knowledge is not None else {}
    name = f"{'semantic-' if meaning else ''}{'catalogue' if knowledge else 'words'}"
    return Matcher(bank.entries, topics, knowledge, judges()[name], meaning)
