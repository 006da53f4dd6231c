"""Which topics were inferred for the entries of a bank, as advice for a person: what `fill bank check` says, and `--fix` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.bank.edit import SetValue
from questionnaire_filler.bank.findings import Code, Finding
from questionnaire_filler.catalogue import load
from questionnaire_filler.linking import links
from questionnaire_filler.matching.knowledge import from_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from questionnaire_filler.model import Bank


def topic_advice(bank: Bank) -> tuple[Finding, ...]:
    """Return a finding for each entry that names no topic: the inferred one, or that none is sure."""
    return tuple(_advice(bank))


def _advice(bank: Bank) -> Iterator[Finding]:
    catalogue = load()
    entries = bank.by_id()
    for link in links(bank.entries, from_catalogue(catalogue)):
        entry = entries[link.entry]
        if link.given or entry.topic:
            continue
        if link.sure:
            topic = catalogue.by_id[next(iter(link.topics))]
            message = f"answers the topic {topic.id} ({topic.title}), as its question shows ({link.probability:.0%} sure)"
            yield Finding(Code.TOPIC_INFERRED, entry.place, entry.id, message, fix=SetValue(entry.id, "topic", topic.id))
        else:
            guess = next(iter(link.topics), "")
            seems = f"seems to answer the topic {guess}" if guess else "answers no topic of the catalogue for sure"
            yield Finding(Code.TOPIC_UNSURE, entry.place, entry.id, f"{seems}: write `topic:` if you know it")
