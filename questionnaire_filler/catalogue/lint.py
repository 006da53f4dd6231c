"""The catalogue's rules: pure functions over topics, each returning what breaks one rule.

What needs the matcher's reading of a text (negations, kinds of fact) is handed in: the catalogue lies below the matcher.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from questionnaire_filler.model import Topic

FEWEST_PHRASINGS = 20
FEWEST_FOR_DECOYS = 12
FEWEST_NEAR = 3
#: A topic needs a phrasing of at most so many words, and one of at least so many: customers write labels as well as sentences.
SHORT_WORDS, LONG_WORDS = 5, 9
SHORT_FOR_DECOYS, LONG_FOR_DECOYS = 8, 6
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SHORTEST_SPELT = 4
#: Details that an answer's text can be seen to name, or that a person knows to be named: what `told_by` may point to besides yes or no.
_PLAIN = frozenset({"yes-no", "text"})
#: A phrasing that begins so asks whether, whatever comes later ("Is it defined who may ...").
_ASKS_WHETHER = re.compile(
    r"^\W*(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|may|must|should|to what extent|the|any|no)\b|\bwhether\b",
    re.IGNORECASE,
)
_OTHER_IN_YES_NO = frozenset({"copy", "last", "how-often", "how-long", "how-many", "who", "where"})
#: Kinds of fact that each kind of topic may ask for besides whether, how and which.
_FITTING: Mapping[str, frozenset[str]] = {
    "yes-no": frozenset(),
    "frequency": frozenset({"how-often", "how-long", "how-many", "last"}),
    "period": frozenset({"how-often", "how-long", "how-many", "last"}),
    "number": frozenset({"how-often", "how-long", "how-many", "last"}),
    "date": frozenset({"last", "how-often", "how-long"}),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What breaks a rule.

    Attributes:
        topic: The topic's id.
        what: What is wrong, in words.
        text: The phrasing or near miss concerned; empty for the whole topic.
    """

    topic: str
    what: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.topic}: {self.what}" + (f": {self.text}" if self.text else "")


def faults(topics: Sequence[Topic]) -> tuple[Finding, ...]:
    """Return what no catalogue may have, of all rules that need nothing but the topics."""
    rules = (ids, counts, repeated, near_misses, relations, lengths, first_phrasings)
    return tuple(finding for rule in rules for finding in rule(topics))


def ids(topics: Sequence[Topic]) -> Iterator[Finding]:
    """Yield topics whose id is taken, or not in lower case with hyphens."""
    seen: set[str] = set()
    for topic in topics:
        if topic.id in seen:
            yield Finding(topic.id, "the id is taken")
        if not _ID.fullmatch(topic.id):
            yield Finding(topic.id, "an id is lower-case words with hyphens")
        seen.add(topic.id)


def counts(topics: Sequence[Topic]) -> Iterator[Finding]:
    """Yield topics with too few phrasings or near misses."""
    for topic in topics:
        fewest = FEWEST_FOR_DECOYS if topic.decoy else FEWEST_PHRASINGS
        if len(topic.phrasings) < fewest:
            yield Finding(topic.id, f"{len(topic.phrasings)} phrasings; {fewest} are needed")
        if len(topic.near) < FEWEST_NEAR:
            yield Finding(topic.id, f"{len(topic.near)} near misses; {FEWEST_NEAR} are needed")


def repeated(topics: Sequence[Topic]) -> Iterator[Finding]:
    """Yield phrasings that are there already, in the same topic or in another; case, space and punctuation do not count."""
    owner: dict[str, str] = {}
    for topic in topics:
        for text in topic.phrasings:
            if other := owner.get(fold(text)):
                yield Finding(topic.id, f"stands in {other} already", text)
            owner.setdefault(fold(text), topic.id)


def near_misses(topics: Sequence[Topic]) -> Iterator[Finding]:
    """Yield near misses that point to no topic or to their own, or that repeat a phrasing."""
    known = {topic.id for topic in topics}
    phrasings = {fold(text): topic.id for topic in topics for text in topic.phrasings}
    for topic in topics:
        for near in topic.near:
            if near.topic and near.topic not in known:
                yield Finding(topic.id, f"points to {near.topic}, which is no topic", near.text)
            if near.topic == topic.id:
                yield Finding(topic.id, "a near miss belongs to another topic", near.text)
            if owner := phrasings.get(fold(near.text)):
                yield Finding(topic.id, f"repeats a phrasing of {owner}", near.text)


def relations(topics: Sequence[Topic]) -> Iterator[Finding]:
    """Yield relations that name no topic, the topic itself, or make no sense.

    A decoy cannot be the same fact as a topic that vendors answer; what implies must not run in a ring, except between two topics that
    are the same; a plain "whether" does not imply its detail.
    """
    known = {topic.id: topic for topic in topics}
    for topic in topics:
        for name in (*topic.implies, *topic.told_by):
            if name not in known:
                yield Finding(topic.id, f"is related to {name}, which is no topic")
            elif name == topic.id:
                yield Finding(topic.id, "is related to itself")
        for other in (known[name] for name in topic.implies if name in known):
            if topic.id in other.implies and topic.decoy != other.decoy:
                yield Finding(topic.id, f"cannot be the same as {other.id}: one of them is a decoy")
            if topic.kind == "yes-no" and other.kind not in _PLAIN and topic.id not in other.implies:
                yield Finding(topic.id, f"whether does not imply the {other.kind} of {other.id}; say told_by")
        if ring := _ring(topic.id, known):
            yield Finding(topic.id, f"implies itself by way of {', '.join(ring)}")


def _ring(start: str, known: Mapping[str, Topic]) -> tuple[str, ...]:
    """Return a way along `implies` from a topic back to itself over at least two others; empty where there is none."""
    ways: list[tuple[str, ...]] = [(name,) for name in known[start].implies if name in known]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for name in known[way[-1]].implies:
            if name == start and len(way) > 1 and start not in known[way[0]].implies:
                return way
            if name in known and name != start and name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


def lengths(topics: Sequence[Topic]) -> Iterator[Finding]:
    """Yield topics whose phrasings are all long or all short."""
    for topic in topics:
        found = sorted(len(text.split()) for text in topic.phrasings) or [0]
        short, long = (SHORT_FOR_DECOYS, LONG_FOR_DECOYS) if topic.decoy else (SHORT_WORDS, LONG_WORDS)
        if found[0] > short:
            yield Finding(topic.id, f"no short form: the shortest phrasing has {found[0]} words")
        if found[-1] < long:
            yield Finding(topic.id, f"no long form: the longest phrasing has {found[-1]} words")


def first_phrasings(topics: Sequence[Topic]) -> Iterator[Finding]:
    """Yield topics that do not begin with the question that stands for them: it is what people are shown of a topic."""
    for topic in topics:
        first = topic.phrasings[0] if topic.phrasings else ""
        if not (first[:1].isupper() and first.endswith("?")) and not first.startswith("Please "):
            yield Finding(topic.id, "the first phrasing is to be a whole question, or a request that begins with Please", first)


def turned_round(topics: Sequence[Topic], negations: Callable[[str], Sequence[str]]) -> Iterator[Finding]:
    """Yield phrasings of yes-or-no topics with a negation where most have none, or the other way: do they ask the opposite?

    A suspicion, for a person to look at: "Are accounts locked without delay?" turns nothing round.

    Args:
        topics: The topics.
        negations: Returns the words that turn a text round.
    """
    for topic in topics:
        if topic.kind == "yes-no":
            odd = [len(negations(text)) % 2 == 1 for text in topic.phrasings]
            usual = sum(odd) > len(odd) / 2
            for text, turned in zip(topic.phrasings, odd, strict=True):
                if turned is not usual:
                    yield Finding(topic.id, "may ask the opposite", text)


def other_facts(topics: Sequence[Topic], asks: Callable[[str], str | None]) -> Iterator[Finding]:
    """Yield phrasings that ask for another kind of fact (who, how often, a copy ...) than a topic of their kind is answered by.

    Too wide a topic is the known source of confident errors. A suspicion as well: "who" may stand in a subordinate clause.

    Args:
        topics: The topics; those kinds that `_FITTING` does not name may ask for anything.
        asks: Returns the kind of fact that a text asks for.
    """
    for topic in topics:
        if (fitting := _FITTING.get(topic.kind)) is None:
            continue
        for text in topic.phrasings:
            kind = asks(text)
            if kind in _OTHER_IN_YES_NO - fitting and not _ASKS_WHETHER.search(text):
                yield Finding(topic.id, f"asks {kind}; the topic is answered by {topic.kind}", text)


def misspelt(topics: Sequence[Topic], words: Collection[str]) -> Iterator[Finding]:
    """Yield words that no dictionary knows; numbers, abbreviations in capitals and words of up to three letters pass.

    Args:
        topics: The topics.
        words: The words that are right, in lower case.
    """
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for topic in topics:
        for text in (topic.title, topic.fact, *topic.phrasings, *(near.text for near in topic.near)):
            for word in _WORD.findall(text.replace("’", "'")):
                if len(word) >= _SHORTEST_SPELT and not word.isupper():
                    texts[word.casefold().removesuffix("'s").rstrip("'")].append((topic.id, text))
    for word in sorted(texts.keys() - set(words)):
        topic_id, text = texts[word][0]
        yield Finding(topic_id, f"is “{word}” spelt right? ({len(texts[word])} times)", text)
