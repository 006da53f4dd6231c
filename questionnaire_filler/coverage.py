"""What share of a form, or of the whole field, a bank could answer, and which entries would raise it most."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.linking import links, topics_of
from questionnaire_filler.matching.evidence import facts_of
from questionnaire_filler.model import State, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.matching.evidence import Facts
    from questionnaire_filler.matching.knowledge import Knowledge
    from questionnaire_filler.model import Entry, Proposal, Topic

#: An entry answers a topic that it is linked to at least this far.
_ANSWERS_FROM = 0.5
_MOST = 10


@dataclass(frozen=True, slots=True)
class Wish:
    """An entry that the bank lacks.

    Attributes:
        topic: What it would answer.
        gain: The share of the form's questions, or of what the field asks, that it would add, 0 to 1.
        questions: The ids of the form's questions; empty for the field.
    """

    topic: Topic
    gain: float
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionCoverage:
    """One section of the catalogue: how many of its topics are answered, and the share by how often they are asked."""

    section: str
    topics: int
    answered: int
    share: float


@dataclass(frozen=True, slots=True)
class FieldCoverage:
    """How far a bank answers what customers ask at all.

    Attributes:
        topics: Number of topics that vendors answer; decoys do not count.
        answered: How many of them an approved entry answers.
        share: The same, each topic weighted by how often standard questionnaires ask it, 0 to 1.
        sections: In the catalogue's order.
        wishes: Entries that would raise the share most, best first.
    """

    topics: int
    answered: int
    share: float
    sections: tuple[SectionCoverage, ...]
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class FormCoverage:
    """How far a bank answers one form.

    Attributes:
        questions: Number of questions without those that were answered before.
        filled: How many fill themselves in.
        review: How many have an answer that waits for a person.
        share: Filled and waiting ones of all, 0 to 1.
        wishes: Entries that would raise the share most, best first.
        unknown: The ids of open questions on what the catalogue does not know.
    """

    questions: int
    filled: int
    review: int
    share: float
    wishes: tuple[Wish, ...]
    unknown: tuple[str, ...]


def answered_topics(entries: Iterable[Entry], knowledge: Knowledge, *, drafts: bool = False) -> frozenset[str]:
    """Return the topics that entries answer: approved ones, since drafts fill nothing in, or all."""
    counted = [entry for entry in entries if drafts or entry.status is Status.APPROVED]
    return frozenset(topic for link in links(counted, knowledge) for topic, far in link.topics.items() if far >= _ANSWERS_FROM)


def weight(topic: Topic) -> int:
    """Return how often a topic is asked: once, and once for each identifier that standard questionnaires and norms have for it."""
    return 1 + sum(len(ids) for ids in topic.frameworks.values())


def of_field(entries: Iterable[Entry], knowledge: Knowledge) -> FieldCoverage:
    """Return how far the entries answer what customers ask at all."""
    topics = [topic for topic in knowledge.topics if not topic.decoy]
    answered = answered_topics(entries, knowledge)
    by_section: dict[str, list[Topic]] = defaultdict(list)
    for topic in topics:
        by_section[topic.section].append(topic)
    total = sum(map(weight, topics))
    asked = {topic.id: {topic.id: weight(topic)} for topic in topics if topic.id not in answered}
    return FieldCoverage(
        len(topics),
        sum(topic.id in answered for topic in topics),
        _share(topics, answered),
        tuple(
            SectionCoverage(section, len(found), sum(topic.id in answered for topic in found), _share(found, answered))
            for section, found in by_section.items()
        ),
        tuple(Wish(topic, gain / total) for topic, gain, _ in _best(asked, knowledge)),
    )


def of_form(draft: Draft, knowledge: Knowledge) -> FormCoverage:
    """Return how far the bank of a draft answers its form."""
    states = [decision.state for _, _, decision in draft if decision.state is not State.KEPT]
    filled, review = states.count(State.FILLED), states.count(State.REVIEW)
    answered = answered_topics(draft.bank.entries, knowledge)
    facts = facts_of((), {}, knowledge)
    asked: dict[str, dict[str, int]] = defaultdict(dict)
    unknown: list[str] = []
    for question, proposal, decision in draft:
        if decision.state is State.OPEN and proposal is not None:
            topic = _declined(proposal) or _likeliest(question.text, facts, knowledge, answered)
            if topic:
                asked[topic][question.id] = 1
            else:
                unknown.append(question.id)
    wishes = tuple(Wish(topic, gain / len(states), tuple(ids)) for topic, gain, ids in _best(asked, knowledge))
    return FormCoverage(len(states), filled, review, (filled + review) / len(states) if states else 0.0, wishes, tuple(unknown))


def _likeliest(text: str, facts: Facts, knowledge: Knowledge, answered: Collection[str]) -> str:
    """Return the likeliest topic of a question that no entry answers; empty for none."""
    likely = (knowledge.topics[row].id for row, _ in topics_of(text, facts))
    return next((topic for topic in likely if topic not in answered), "")


def _declined(proposal: Proposal) -> str:
    return proposal.declined[0].topic if proposal.declined else ""


def _share(topics: Sequence[Topic], answered: Collection[str]) -> float:
    total = sum(map(weight, topics))
    return sum(weight(topic) for topic in topics if topic.id in answered) / total if total else 0.0


def _best(asked: Mapping[str, Mapping[str, int]], knowledge: Knowledge) -> list[tuple[Topic, int, list[str]]]:
    """Return the topics whose answers would add most, each counted after the ones before it.

    An answer answers what its topic implies as well. Among equals one that vendors usually store goes first, then one asked more often.

    Args:
        asked: For each topic that is asked for and not answered, what asks for it, with its weight.
        knowledge: The catalogue.
    """
    known = {topic.id: (place, topic) for place, topic in enumerate(knowledge.topics)}
    left = {name: dict(found) for name, found in asked.items() if name in known}
    best: list[tuple[Topic, int, list[str]]] = []
    while left and len(best) < _MOST:
        name = max(left, key=lambda name: (_worth(known[name][1], left), -known[name][0]))
        topic = known[name][1]
        gained = _gained(topic, left)
        best.append((topic, sum(gained.values()), list(gained)))
        for answered in (name, *topic.implies):
            left.pop(answered, None)
    return best


def _worth(topic: Topic, left: Mapping[str, Mapping[str, int]]) -> tuple[int, bool, int]:
    return sum(_gained(topic, left).values()), not topic.decoy, weight(topic)


def _gained(topic: Topic, left: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Return what an answer to a topic would answer of what is left."""
    return {asker: much for name in (topic.id, *topic.implies) for asker, much in left.get(name, {}).items()}
