"""What a review teaches: alternates, questions that an entry is not for, and rewritten answers as drafts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from questionnaire_filler.bank.edit import AddEntry, AddText, TextList
from questionnaire_filler.draft.decide import asks_to_explain
from questionnaire_filler.learn.naming import Names
from questionnaire_filler.model import Disclosure, Entry, Place, Source, Status
from questionnaire_filler.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from questionnaire_filler.bank.edit import Edit
    from questionnaire_filler.model import Bank, Position


class Judged(Protocol):
    """A wording that a person passed an entry over for."""

    @property
    def question(self) -> str:
        """The form's question."""
        ...

    @property
    def entry(self) -> str:
        """The entry's id."""
        ...


class Answered(Protocol):
    """A wording that a person answered with an entry."""

    @property
    def question(self) -> str:
        """The form's question."""
        ...

    @property
    def entry(self) -> str:
        """The entry's id."""
        ...

    @property
    def position(self) -> Position | None:
        """The position that was given to this very question."""
        ...


class Rewritten(Protocol):
    """A wording that a person answered in other words."""

    @property
    def question(self) -> str:
        """The form's question."""
        ...

    @property
    def entries(self) -> tuple[str, ...]:
        """The entries that the words were made from, if any."""
        ...

    @property
    def position(self) -> Position | None:
        """The position that was given."""
        ...

    @property
    def text(self) -> str:
        """The words."""
        ...


class Outcome(Protocol):
    """What a review decided."""

    @property
    def accepted(self) -> Sequence[Answered]:
        """Wordings answered with an entry."""
        ...

    @property
    def rejected(self) -> Sequence[Judged]:
        """Wordings whose strong candidate was passed over."""
        ...

    @property
    def edited(self) -> Sequence[Rewritten]:
        """Wordings answered in other words."""
        ...


def offers(outcome: Outcome, bank: Bank, *, name: str, as_of: date, into: Path) -> tuple[Edit, ...]:
    """Return the edits that a review suggests; a person confirms each.

    Args:
        outcome: What the review decided.
        bank: The bank that the form was filled from.
        name: What the form is called as a source.
        as_of: The day of the review.
        into: The file for new entries, below the bank's folder.
    """
    names = Names(bank.by_id())
    origin = Source(name, date=as_of, disclosure=Disclosure.INTERNAL)
    return (*_accepted(outcome, bank, names, origin, into), *_not_for(outcome, bank), *_drafts(outcome, bank, names, origin, into))


def _accepted(outcome: Outcome, bank: Bank, names: Names, origin: Source, into: Path) -> list[Edit]:
    """Return alternates; where the answer to a wording was another position than the entry's, an entry of its own with that one.

    "Is any data stored unencrypted?" is answered No by the entry that says Yes to "Is data encrypted?". As an alternate of it the
    question would be answered Yes on the next form.
    """
    claimed = {fold(text) for entry in bank.entries for text in (entry.question, *entry.alternates)}
    entries = bank.by_id()
    said: dict[str, set[Position | None]] = defaultdict(set)
    for one in outcome.accepted:
        said[fold(one.question)].add(one.position)
    found: list[Edit] = []
    for one in outcome.accepted:
        entry, key = entries.get(one.entry), fold(one.question)
        # A question that an entry claims is that entry's, one that means nothing by itself is nobody's, and one that was answered both
        # ways teaches nothing.
        if entry is None or key in claimed or asks_to_explain(one.question) or len(said[key]) > 1:
            continue
        claimed.add(key)
        if one.position is entry.position:
            found.append(AddText(one.entry, TextList.ALTERNATES, one.question))
        elif one.position is not None:
            found.append(AddEntry(_turned(entry, one, names.name(one.question, origin.title), origin, into), into))
    return found


def _turned(entry: Entry, one: Answered, name: str, origin: Source, into: Path) -> Entry:
    """Return a draft for a question that an entry answered with another position than its own."""
    return replace(
        entry,
        id=name,
        question=one.question,
        place=Place(into, 1, 1),
        position=one.position,
        alternates=(),
        not_for=(),
        topic="",  # the topic's own questions are answered with the entry's position
        frameworks={},
        sources=(*entry.sources, origin),
        status=Status.DRAFT,
        reviewed=None,
        note=f"Accepted in review with the words of {entry.id}, whose position on its own question is {entry.position or 'not given'}.",
    )


def _not_for(outcome: Outcome, bank: Bank) -> list[Edit]:
    entries = bank.by_id()
    seen: set[tuple[str, str]] = set()
    found: list[Edit] = []
    for one in outcome.rejected:
        entry = entries.get(one.entry)
        key = (one.entry, fold(one.question))
        if entry is None or key in seen or key[1] in {fold(text) for text in (entry.question, *entry.alternates, *entry.not_for)}:
            continue
        seen.add(key)
        found.append(AddText(one.entry, TextList.NOT_FOR, one.question))
    return found


def _drafts(outcome: Outcome, bank: Bank, names: Names, origin: Source, into: Path) -> list[Edit]:
    entries = bank.by_id()
    found: list[Edit] = []
    for one in outcome.edited:
        model = entries.get(one.entries[0]) if len(one.entries) == 1 else None
        if asks_to_explain(one.question) or not (one.text or one.position):
            continue
        found.append(
            AddEntry(
                Entry(
                    id=names.name(one.question, origin.title),
                    question=one.question,
                    place=Place(into, 1, 1),
                    position=one.position,
                    answer=one.text,
                    # An answer the other way round would be given to all of the topic's questions.
                    topic=model.topic if model and model.position is one.position else "",
                    scope=model.scope if model else frozenset(),
                    disclosure=model.disclosure if model else Disclosure.PUBLIC,
                    owner=model.owner if model else "",
                    section=model.section if model else "",
                    sources=(origin,),
                    status=Status.DRAFT,
                    note=f"Written in review, in place of the answer of {model.id}." if model else "Written in review.",
                ),
                into,
            )
        )
    return found
