"""The questions that statements answer, as the catalogue knows them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from questionnaire_filler.catalogue import load as load_catalogue
from questionnaire_filler.linking import links
from questionnaire_filler.matching.knowledge import from_catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.model import Entry


def asked_by_people(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Return for each statement the topic that it speaks of and the question as people ask it; empty where none is sure."""
    knowledge = from_catalogue(load_catalogue())
    topics = {topic.id: topic for topic in knowledge.topics}
    found: list[tuple[str, str]] = []
    for link in links([replace(entry, id=str(at)) for at, entry in enumerate(entries)], knowledge):
        topic = topics[next(iter(link.topics))] if link.sure else None
        usable = topic is not None and topic.phrasings and not topic.decoy
        found.append((topic.id, topic.phrasings[0]) if topic is not None and usable else ("", ""))
    return found
