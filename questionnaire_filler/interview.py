"""The interview that begins a bank: topic after topic, most asked first, each answered with a key and a few words.

A pure state machine: a front end shows `Interview.topic`, and tells what the person did; entries come out, and what was put off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from questionnaire_filler.model import Entry, Place, Position, Status
from questionnaire_filler.text import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from questionnaire_filler.model import Topic

_FILE_WORDS = 4
_SMALL = frozenset({"and", "of", "the", "own", "its", "s", "to", "facts"})


@dataclass(frozen=True, slots=True)
class Interview:
    """Where an interview stands.

    Attributes:
        queue: The topics still to be asked, the one at hand first.
        answered: How many were answered in this sitting.
        skipped: Ids of topics that the person does not want to be asked, in the order of the key presses.
        later: Ids of topics that were put off: they come again at the end of the next sitting.
    """

    queue: tuple[Topic, ...]
    answered: int = 0
    skipped: tuple[str, ...] = ()
    later: tuple[str, ...] = ()

    @property
    def topic(self) -> Topic | None:
        """The topic at hand; None when nothing is left."""
        return self.queue[0] if self.queue else None

    @property
    def place(self) -> tuple[int, int]:
        """How many topics of the section at hand are left, this one included, and how many in all."""
        section = self.queue[0].section if self.queue else ""
        return sum(topic.section == section for topic in self.queue), len(self.queue)

    def answer(self) -> Interview:
        """Return the state after the topic at hand was answered, and with it what its answer implies."""
        gone = {self.queue[0].id, *self.queue[0].implies}
        left = tuple(topic for topic in self.queue if topic.id not in gone)
        return replace(self, queue=left, answered=self.answered + 1, later=tuple(name for name in self.later if name not in gone))

    def skip(self) -> Interview:
        """Return the state after the person said that the topic does not matter to them."""
        return replace(self, queue=self.queue[1:], skipped=(*self.skipped, self.queue[0].id), later=self._but_this(self.later))

    def put_off(self) -> Interview:
        """Return the state after the person put the topic off: it comes again after all others."""
        here = self.queue[0]
        return replace(self, queue=(*self.queue[1:], here), later=(*self._but_this(self.later), here.id))

    def _but_this(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in ids if name != self.queue[0].id)


def begin(topics: Sequence[Topic], answered: Collection[str], skipped: Sequence[str] = (), later: Sequence[str] = ()) -> Interview:
    """Return an interview over what is not answered yet.

    Args:
        topics: The catalogue's topics; decoys are not asked.
        answered: Ids of topics that the bank answers.
        skipped: Ids of topics that were skipped in an earlier sitting: not asked again.
        later: Ids of topics that were put off in an earlier sitting: asked last.
    """
    gone = {*answered, *skipped}
    asked = [topic for topic in _in_order(topics) if topic.id not in gone]
    put_off = {topic.id: topic for topic in asked if topic.id in later}
    last = tuple(dict.fromkeys(name for name in later if name in put_off))
    return Interview((*(topic for topic in asked if topic.id not in put_off), *(put_off[name] for name in last)), 0, tuple(skipped), last)


def _in_order(topics: Sequence[Topic]) -> Iterator[Topic]:
    """Yield the topics by section, sections and topics most asked first: by their number of ids in standard questionnaires and norms."""
    sections: dict[str, list[Topic]] = {}
    for topic in topics:
        if not topic.decoy:
            sections.setdefault(topic.section, []).append(topic)
    for found in sorted(sections.values(), key=lambda found: -sum(map(_asked, found))):
        yield from sorted(found, key=lambda topic: -_asked(topic))


def _asked(topic: Topic) -> int:
    return sum(len(ids) for ids in topic.frameworks.values())


def positions(topic: Topic) -> tuple[Position, ...]:
    """Return the positions that make sense for a topic: all for a yes-or-no question, not applicable for any."""
    return tuple(Position) if topic.kind == "yes-no" else (Position.NA,)


def question_of(topic: Topic) -> str:
    """Return the question that stands for a topic: its first phrasing, as the catalogue's rules have it."""
    return topic.phrasings[0]


def entry_for(topic: Topic, position: Position | None, text: str, taken: Collection[str], as_of: date) -> Entry:
    """Return the entry that an answer makes: approved, since whoever answers the interview speaks for the vendor, and reviewed today.

    Args:
        topic: What was asked.
        position: Where the vendor stands; None for words alone.
        text: The words; may be empty where there is a position.
        taken: Ids that entries have already.
        as_of: The day of the interview.
    """
    used = {name.casefold() for name in taken}
    name = next(name for name in (topic.id, *(f"{topic.id}-{number}" for number in range(2, len(used) + 3))) if name not in used)
    return Entry(
        id=name,
        question=question_of(topic),
        place=Place(file_for(topic), 1, 1),
        position=position,
        answer=text.strip(),
        topic=topic.id,
        status=Status.APPROVED,
        reviewed=as_of,
        section=topic.section,
    )


def file_for(topic: Topic) -> Path:
    """Return the bank's file for a topic's section, below the bank's folder."""
    telling = [word for word in re.findall(r"[a-z0-9]+", " ".join(words(topic.section))) if word not in _SMALL]
    return Path("-".join(telling[:_FILE_WORDS]) or "answers").with_suffix(".yaml")


class Front(Protocol):
    """Who shows the topics and hears the person: a terminal, or a script in the tests."""

    def ask(self, interview: Interview, topic: Topic) -> str:
        """Show the topic at hand; return a key of `KEYS`."""
        ...

    def words(self, topic: Topic, position: Position | None) -> str | None:
        """Return what the person writes; None when they go back."""
        ...


class Keeper(Protocol):
    """Who keeps what comes out, at once, so that nothing is lost."""

    def add(self, topic: Topic, position: Position | None, text: str) -> None:
        """Write the entry."""
        ...

    def keep(self, interview: Interview) -> None:
        """Remember what was skipped and put off."""
        ...


#: What each key means; keys that take a position are followed by words.
KEYS = {"y": "yes", "n": "no", "p": "partly", "a": "not applicable", "t": "words only", "s": "skip", "l": "later", "q": "save and quit"}
_POSITIONS = {"y": Position.YES, "n": Position.NO, "p": Position.PARTIAL, "a": Position.NA}


def keys_for(topic: Topic) -> tuple[str, ...]:
    """Return the keys that do something for a topic."""
    fitting = positions(topic)
    return tuple(key for key in KEYS if key not in _POSITIONS or _POSITIONS[key] in fitting)


def conduct(interview: Interview, front: Front, keeper: Keeper) -> Interview:
    """Ask until nothing is left but what was put off in this sitting, or the person quits; return where it stands then."""
    put_off_now: set[str] = set()
    while (topic := interview.topic) is not None and topic.id not in put_off_now:
        key = front.ask(interview, topic)
        if key == "q":
            break
        if key not in keys_for(topic):
            continue
        if key == "s":
            interview = interview.skip()
        elif key == "l":
            interview = interview.put_off()
            put_off_now.add(topic.id)
        else:
            position = _POSITIONS.get(key)
            text = front.words(topic, position)
            if text is None or not (text.strip() or position):
                continue
            keeper.add(topic, position, text)
            interview = interview.answer()
        keeper.keep(interview)
    return interview
