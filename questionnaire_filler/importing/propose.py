"""From what a file holds to drafts of entries: each with its source, none twice, none that the bank has already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from questionnaire_filler.bank.edit import AddEntry
from questionnaire_filler.bank.wording import invisible
from questionnaire_filler.errors import UnsupportedFormError
from questionnaire_filler.gates import names_tag
from questionnaire_filler.importing.page import read_page
from questionnaire_filler.importing.tables import read_table
from questionnaire_filler.learn.naming import Names
from questionnaire_filler.model import Disclosure, Entry, Place, Source, Status
from questionnaire_filler.text import fold, printable, squeeze
from questionnaire_filler.vocabulary import leading_position, position_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from questionnaire_filler.importing.found import Contents, Found
    from questionnaire_filler.model import Bank

_PAGES = {".md", ".markdown", ".txt", ".docx"}
_TABLES = {".xlsx", ".xlsm", ".csv", ".tsv"}
_LONGEST_QUESTION = 500  # characters; a longer text is no question that a form could ask


class Asks(Protocol):
    """Finds the question that a statement answers."""

    def __call__(self, entries: Sequence[Entry]) -> Sequence[tuple[str, str]]:
        """Return for each entry the topic that its question speaks of and the question as people ask it; empty where none is sure."""
        ...


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was found and is not proposed.

    Attributes:
        question: The question or statement.
        ref: Where it stood.
        why: In words.
        entry: The bank's entry that has it; empty where none does.
        conflict: That entry says something else.
    """

    question: str
    ref: str
    why: str
    entry: str = ""
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file gives the bank.

    Attributes:
        edits: The drafts.
        skipped: What is not proposed.
    """

    edits: tuple[AddEntry, ...]
    skipped: tuple[Skipped, ...]


def read(path: Path) -> Contents:
    """Read a file of questions and answers: a spreadsheet, a CSV file, a Markdown or Word page.

    Raises:
        FormError: The file cannot be read, or is of another kind.
    """
    suffix = path.suffix.lower()
    if suffix in _PAGES:
        return read_page(path)
    if suffix in _TABLES:
        return read_table(path)
    known = ", ".join(sorted(_PAGES | _TABLES))
    raise UnsupportedFormError(
        f"{suffix or 'a file without a suffix'} cannot be imported", where=str(path), hint=f"Save it as one of {known}."
    )


def propose(  # noqa: PLR0913 -- a file, a bank, and on what terms
    contents: Contents, bank: Bank, *, as_of: date, into: Path, scope: frozenset[str] = frozenset(), asks: Asks | None = None
) -> Imported:
    """Return drafts of entries for what a file holds.

    Args:
        contents: What was read.
        bank: The bank, which may be empty.
        as_of: The day of the import: the date of sources that have none.
        into: The file for new entries, below the bank's folder.
        scope: Tags that the file is about; else those of the bank's tags that the headings name.
        asks: Finds the questions that statements answer; None leaves the statements.
    """
    skipped: list[Skipped] = []
    entries: dict[tuple[str, str, object], Entry] = {}
    for found in contents.found:
        entry = _entry(found, contents, bank, as_of, scope)
        if why := _unfit(entry):
            skipped.append(Skipped(squeeze(found.question), found.ref, why))
        elif (key := (fold(entry.question), fold(entry.answer), entry.position)) in entries:
            entries[key] = _merged(entries[key], entry)
        else:
            entries[key] = entry
    fresh = _fresh(list(entries.values()), bank, skipped)
    named = _named(_asked(fresh, asks), Names(entry.id for entry in bank.entries), into)
    return Imported(tuple(AddEntry(entry, into) for entry in named), tuple(skipped))


def _entry(found: Found, contents: Contents, bank: Bank, as_of: date, scope: frozenset[str]) -> Entry:
    answer = "\n".join(printable(line).rstrip() for line in found.answer.split("\n")).strip()
    first = answer.partition("\n")[0]
    position = found.position or (None if found.statement else position_of(first) or leading_position(first))
    if position is not None and position_of(answer) is position:
        answer = ""
    named = frozenset(tag for tag in bank.scopes if any(names_tag(heading, tag) for heading in found.headings))
    return Entry(
        id="",
        question=squeeze(printable(found.question)),
        place=Place(Path(), 1, 1),
        position=position,
        answer=answer,
        short=found.short,
        alternates=found.alternates,
        sources=_sources(found, contents, as_of),
        scope=scope or named,
        status=Status.DRAFT,
        reviewed=found.reviewed,
        expires=found.expires,
        tags=found.tags,
        note=found.note,
        owner=found.owner,
        section=squeeze(found.headings[-1]) if found.headings else "",
    )


def _sources(found: Found, contents: Contents, as_of: date) -> tuple[Source, ...]:
    # A page may be cited to customers, an export of answers is nobody's business.
    level = Disclosure.PUBLIC if contents.page else Disclosure.INTERNAL
    origin = Source(contents.title, ref=squeeze(found.ref), date=contents.date or (None if contents.page else as_of), disclosure=level)
    if not (found.source or found.url):
        return (origin,)
    return (Source(found.source or found.url, url=found.url if found.source else "", date=found.reviewed), origin)


def _unfit(entry: Entry) -> str:
    if not fold(entry.question):
        return "there is no question"
    if len(entry.question) > _LONGEST_QUESTION:
        return "the question is longer than any that a form asks"
    if not entry.answer and entry.position is None:
        return "there is no answer"
    return "the question holds what cannot be stored" if invisible(entry.question) else ""


def _merged(first: Entry, second: Entry) -> Entry:
    """Return one entry for the same fact found twice, citing both places; it holds for all scopes where one of the places says no scope."""
    scope = first.scope | second.scope if first.scope and second.scope else frozenset[str]()
    return replace(first, sources=tuple(dict.fromkeys((*first.sources, *second.sources))), scope=scope)


def _fresh(entries: Sequence[Entry], bank: Bank, skipped: list[Skipped]) -> list[Entry]:
    """Return the entries that the bank has not; the others are noted."""
    asked = {fold(text): entry for entry in reversed(bank.entries) for text in (*entry.alternates, entry.question)}
    stated = {fold(entry.answer): entry for entry in reversed(bank.entries) if entry.answer}
    fresh: list[Entry] = []
    for entry in entries:
        known = asked.get(fold(entry.question)) or (stated.get(fold(entry.answer)) if entry.question == entry.answer else None)
        if known is None:
            fresh.append(entry)
            continue
        same = fold(known.answer) == fold(entry.answer) and known.position is entry.position
        why = "the bank has it" if same else "the bank answers it in other words, which stay"
        skipped.append(Skipped(entry.question, entry.sources[-1].ref, why, known.id, conflict=not same))
    return fresh


def _asked(entries: Sequence[Entry], asks: Asks | None) -> list[Entry]:
    """Return the entries, statements with the question that they answer where it is known; the statement stays findable as alternate."""
    statements = [entry for entry in entries if entry.question == entry.answer]
    topics = dict(zip(map(id, statements), asks(statements) if asks and statements else (), strict=False))
    used: set[str] = set()
    named: list[Entry] = []
    for entry in entries:
        topic, question = topics.get(id(entry), ("", ""))
        if topic and topic not in used:
            used.add(topic)
            named.append(replace(entry, question=question, topic=topic))
        else:
            named.append(entry)
    return named


def _named(entries: Sequence[Entry], names: Names, into: Path) -> list[Entry]:
    return [replace(entry, id=names.name(entry.question, into.stem), place=Place(into, 1, 1)) for entry in entries]
