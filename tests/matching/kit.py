"""Small banks, the catalogue's index loaded once, and what comes of a question."""

from __future__ import annotations

import random
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaire_filler.catalogue import load
from questionnaire_filler.draft.propose import propose
from questionnaire_filler.linking import judges, links
from questionnaire_filler.matching.asks import Asks, asks, negations
from questionnaire_filler.matching.knowledge import from_catalogue
from questionnaire_filler.matching.matcher import Matcher
from questionnaire_filler.model import Bank, Entry, Form, Place, Position, Question, Role, Slot, State
from questionnaire_filler.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from questionnaire_filler.matching.knowledge import Knowledge
    from questionnaire_filler.model import Decision, Proposal, Topic

YES, NO, PARTIAL, NA = Position.YES, Position.NO, Position.PARTIAL, Position.NA
HERE = Place(Path("answers/a.yaml"), 1, 1)
SETTINGS = Settings(date(2026, 11, 23))
_WHETHER = re.compile(r"(?:Do|Does|Is|Are|Have|Has|Can|Will) ")


def entry(name: str, question: str, position: Position | None = YES, answer: str = "Yes, we do.", **more: object) -> Entry:
    return Entry(name, question, HERE, position, answer, **more)


def bank(entries: Iterable[Entry]) -> Bank:
    return Bank(Path("answers"), tuple(entries), "b" * 64)


@cache
def knowledge() -> Knowledge:
    return from_catalogue(load())


def matcher(*entries: Entry, catalogue: bool = True) -> Matcher:
    """Return what `matcher_for` returns without a sentence model, the catalogue loaded once for all tests."""
    if not catalogue:
        return Matcher(entries, {}, None, judges()["words"])
    topics = {link.entry: link.topics for link in links(entries, knowledge())}
    return Matcher(entries, topics, knowledge(), judges()["catalogue"])


def questions(texts: Iterable[str]) -> tuple[Question, ...]:
    return tuple(Question(f"Q{n}", text, f"B{n}", (Slot(Role.ANSWER, f"C{n}"),)) for n, text in enumerate(texts))


def proposed(by: Matcher, text: str) -> Proposal:
    """Return the proposal for one question."""
    return by.match(questions([text])).proposals[0]


def decided(by: Matcher, entries: Sequence[Entry], texts: Iterable[str]) -> list[Decision]:
    """Return the decisions on a form with these questions, each with a place for words."""
    form = Form(Path("form.csv"), "csv", "f" * 64, questions=questions(texts))
    return list(propose(form, bank(entries), by, SETTINGS).decisions.values())


def filled(by: Matcher, entries: Sequence[Entry], texts: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the questions that fill themselves in, each with the entries that do."""
    found = zip(texts, decided(by, entries, texts), strict=True)
    return [(text, decision.entries) for text, decision in found if decision.state is State.FILLED]


def whether(topic: Topic) -> list[str]:
    """Return the phrasings of a topic that ask whether, and are not turned round."""
    return [text for text in topic.phrasings if _WHETHER.match(text) and asks(text) is Asks.WHETHER and not negations(text)]


def sampled(size: int, seed: int = 20261123) -> list[tuple[Topic, str, str]]:
    """Return topics of the catalogue, each with two of its phrasings that ask whether: always the same ones."""
    chance = random.Random(seed)
    asked = [topic for topic in load().topics if not topic.decoy and topic.kind == "yes-no" and len(whether(topic)) > 1]
    return [(topic, *chance.sample(whether(topic), 2)) for topic in chance.sample(asked, size)]
