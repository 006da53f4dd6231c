"""Linking the bank to the catalogue: which topic each entry answers, and the matcher that knows both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from questionnaire_filler.catalogue import load as load_catalogue
from questionnaire_filler.matching.evidence import evidence, facts_of
from questionnaire_filler.matching.judge import Judge, judge_from
from questionnaire_filler.matching.knowledge import Knowledge, from_catalogue
from questionnaire_filler.matching.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.model import Bank, Entry
    from questionnaire_filler.settings import Settings

#: A link is inferred from here on; below, the entry matches by its own words only.
_LINK_FROM = 0.45
#: Between the two a person should look: `fill bank check` says so.
_SURE_FROM = 0.80


@dataclass(frozen=True, slots=True)
class Link:
    """The topic that an entry answers.

    Attributes:
        entry: The entry's id.
        topic: The topic's id; empty where none fits.
        probability: How sure that is; 1 where the bank says it itself.
        given: The bank says it itself.
    """

    entry: str
    topic: str
    probability: float
    given: bool = False

    @property
    def sure(self) -> bool:
        """Whether a person need not look at it."""
        return self.given or (bool(self.topic) and self.probability >= _SURE_FROM)


def links(entries: Sequence[Entry], knowledge: Knowledge) -> tuple[Link, ...]:
    """Return the topic of each entry: the one that the bank names, else the one that its own question asks for."""
    known = {topic.id for topic in knowledge.topics}
    facts = facts_of((), {}, knowledge)
    found = []
    for entry in entries:
        if entry.topic in known:
            found.append(Link(entry.id, entry.topic, 1.0, given=True))
            continue
        # The question counts twice: it is what the answer was written for; alternates are other people's words.
        texts = (entry.question, entry.question, *entry.alternates[:6])
        rank = np.mean([evidence(text, facts).rank for text in texts], axis=0)
        likely = np.exp(rank - rank.max())
        best = int(rank.argmax())
        probability = float(likely[best] / likely.sum())
        similar = max(float(evidence(text, facts).best[best]) for text in dict.fromkeys(texts))
        fits = probability >= _LINK_FROM and similar >= _LINK_FROM
        found.append(Link(entry.id, knowledge.topics[best].id if fits else "", probability))
    return tuple(found)


def judges() -> dict[str, Judge]:
    """Return the shipped calibrators by name: "catalogue" and "words" (without it)."""
    data = json.loads(resources.files("questionnaire_filler.matching").joinpath("judge.json").read_text(encoding="utf-8"))
    return {name: judge_from(numbers) for name, numbers in data.items()}


def matcher_for(bank: Bank, settings: Settings) -> Matcher:
    """Return the matcher for a bank: with the catalogue unless the settings say otherwise."""
    if not settings.catalogue:
        return Matcher(bank.entries, {}, None, judges()["words"])
    knowledge = from_catalogue(load_catalogue())
    topics = {link.entry: link.topic for link in links(bank.entries, knowledge) if link.topic}
    return Matcher(bank.entries, topics, knowledge, judges()["catalogue"])
