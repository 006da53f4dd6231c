"""What an edit means: the entries as they must be once it is made. `edit` makes it in the text, and holds the text to this."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from questionnaire_filler.bank.entries import read_value
from questionnaire_filler.bank.fields import ENTRY_FIELDS, Kind
from questionnaire_filler.bank.render import clean
from questionnaire_filler.errors import UsageError
from questionnaire_filler.model import Entry, Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from questionnaire_filler.bank.fields import Field

_SETTABLE = {Kind.ID, Kind.LINE, Kind.TEXT, Kind.POSITION, Kind.DISCLOSURE, Kind.STATUS, Kind.DATE, Kind.REVIEWED, Kind.PERIOD}


class TextList(StrEnum):
    """The lists of an entry that the program adds to."""

    ALTERNATES = "alternates"
    NOT_FOR = "not_for"


@dataclass(frozen=True, slots=True)
class AddText:
    """Add a question to an entry's alternates, or to those that it must never match; nothing happens when it is there."""

    entry: str
    field: TextList
    text: str


@dataclass(frozen=True, slots=True)
class SetValue:
    """Write one value of an entry: a reviewed date, a topic, a status.

    Attributes:
        entry: The entry's id.
        field: A field of `fields.ENTRY_FIELDS` that takes one value; not the id.
        value: As it is written in the file ("2026-11-23", "approved").
    """

    entry: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Add an entry at the end of a file, which is made where it is missing; the entry's place does not count."""

    entry: Entry
    file: Path


Edit: TypeAlias = AddText | SetValue | AddEntry


def field_of(edit: SetValue) -> Field:
    """Return the field that an edit writes.

    Raises:
        UsageError: There is no such field, or the program does not write it.
    """
    field = next((field for field in ENTRY_FIELDS if field.name == edit.field), None)
    if field is None or field.kind not in _SETTABLE or field.name == "id":
        raise UsageError(f"'{edit.field}' of an entry is not written by the program", where=edit.entry, hint="Edit the file by hand.")
    return field


def expected(entries: Iterable[Entry], edits: Iterable[AddText | SetValue]) -> dict[str, Entry]:
    """Return the entries by id as they are once the edits are made.

    Raises:
        UsageError: An edit names an entry or a field that is not there, or a value that the field does not take.
    """
    found = {entry.id: entry for entry in entries}
    for edit in edits:
        if (entry := found.get(edit.entry)) is None:
            raise UsageError(f"the answer bank has no entry '{edit.entry}'", hint="`fill bank search` finds its id.")
        found[edit.entry] = _added(entry, edit) if isinstance(edit, AddText) else _set(entry, edit)
    return found


def _added(entry: Entry, edit: AddText) -> Entry:
    text = clean(edit.text)
    if not text:
        raise UsageError(f"an empty text cannot be added to '{edit.field}'", where=edit.entry)
    if edit.field is TextList.ALTERNATES:
        return replace(entry, alternates=tuple(dict.fromkeys((*entry.alternates, text))))
    return replace(entry, not_for=tuple(dict.fromkeys((*entry.not_for, text))))


def _set(entry: Entry, edit: SetValue) -> Entry:
    field = field_of(edit)
    try:
        value = read_value(field, clean(edit.value, lines=field.kind is Kind.TEXT))
    except ValueError as error:
        raise UsageError(str(error), where=edit.entry) from error
    changed: dict[str, object] = {field.target: value}
    return replace(entry, **changed)  # type: ignore[arg-type]  # the table's kind gives the attribute's type


def cleaned(entry: Entry) -> Entry:
    """Return an entry with its texts as the bank stores them."""
    lines = {field.target for field in ENTRY_FIELDS if field.kind is Kind.TEXT}
    changed: dict[str, object] = {
        field.target: clean(value, lines=field.target in lines)
        for field in ENTRY_FIELDS
        if isinstance(value := getattr(entry, field.target), str) and field.kind in {Kind.LINE, Kind.TEXT}
    }
    for name in ("alternates", "not_for", "tags"):
        texts = (clean(text) for text in getattr(entry, name))
        changed[name] = tuple(dict.fromkeys(text.casefold() if name == "tags" else text for text in texts if text))
    changed["scope"] = frozenset(clean(tag).casefold() for tag in entry.scope if clean(tag))
    changed["sources"] = tuple(map(_cleaned_source, entry.sources))
    changed["frameworks"] = {clean(name): tuple(map(clean, ids)) for name, ids in entry.frameworks.items()}
    return replace(entry, **changed)  # type: ignore[arg-type]  # as above


def _cleaned_source(source: Source) -> Source:
    return replace(source, title=clean(source.title), ref=clean(source.ref), version=clean(source.version), url=clean(source.url))


def same(left: Entry, right: Entry, *, but: frozenset[str] = frozenset()) -> bool:
    """Whether two entries say the same, wherever they stand; the attributes `but` do not count."""
    names = (field.name for field in fields(Entry) if field.name != "place" and field.name not in but)
    return all(getattr(left, name) == getattr(right, name) for name in names)
