"""What a review teaches: alternates, questions that an entry is not for, and rewritten answers as drafts."""

from __future__ import annotations

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
    """A wording that a person answered with an entry, or passed an entry over for."""

    @property
    def question(self) -> str:
        """The form's question."""
        ...

    @property
    def entry(self) -> str:
        """The entry's id."""
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
    def accepted(self) -> Sequence[Judged]:
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
    return (*_alternates(outcome, bank), *_not_for(outcome, bank), *_drafts(outcome, bank, name, as_of, into))


def _alternates(outcome: Outcome, bank: Bank) -> list[Edit]:
    claimed = {fold(text): entry.id for entry in bank.entries for text in (entry.question, *entry.alternates)}
    entries = bank.by_id()
    found: list[Edit] = []
    for one in outcome.accepted:
        # A question that an entry claims is that entry's, and one that means nothing by itself is nobody's.
        if one.entry in entries and fold(one.question) not in claimed and not asks_to_explain(one.question):
            claimed[fold(one.question)] = one.entry
            found.append(AddText(one.entry, TextList.ALTERNATES, one.question))
    return found


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


def _drafts(outcome: Outcome, bank: Bank, name: str, as_of: date, into: Path) -> list[Edit]:
    entries = bank.by_id()
    names = Names(entries)
    found: list[Edit] = []
    for one in outcome.edited:
        model = entries.get(one.entries[0]) if len(one.entries) == 1 else None
        if asks_to_explain(one.question) or not (one.text or one.position):
            continue
        found.append(
            AddEntry(
                Entry(
                    id=names.name(one.question, name),
                    question=one.question,
                    place=Place(into, 1, 1),
                    position=one.position,
                    answer=one.text,
                    topic=model.topic if model else "",
                    scope=model.scope if model else frozenset(),
                    disclosure=model.disclosure if model else Disclosure.PUBLIC,
                    owner=model.owner if model else "",
                    section=model.section if model else "",
                    sources=(Source(name, date=as_of, disclosure=Disclosure.INTERNAL),),
                    status=Status.DRAFT,
                    note=f"Written in review, in place of the answer of {model.id}." if model else "Written in review.",
                ),
                into,
            )
        )
    return found
