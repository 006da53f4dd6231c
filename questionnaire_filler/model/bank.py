"""The answer bank: entries, their sources, and the rules that hold for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path


class Position(StrEnum):
    """Where the vendor stands on a question; free text has none."""

    YES = "yes"
    NO = "no"
    PARTIAL = "partial"
    NA = "n/a"

    def inverted(self) -> Position:
        """Return the position on the opposite question: yes and no change places, the others stay."""
        return {Position.YES: Position.NO, Position.NO: Position.YES}.get(self, self)


class Disclosure(IntEnum):
    """Who may read an entry or a source; ordered, so that `entry.disclosure <= allowed` is the rule."""

    PUBLIC = 0
    NDA = 1
    INTERNAL = 2  # never leaves the company

    def __str__(self) -> str:
        return self.name.lower()


class Status(StrEnum):
    """Whether an entry may fill itself in."""

    DRAFT = "draft"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the bank's files; line and column counted from 1."""

    file: Path
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation points to; `expires` is the last day on which a certificate or report is valid."""

    title: str
    ref: str = ""
    version: str = ""
    url: str = ""
    date: date | None = None
    disclosure: Disclosure = Disclosure.PUBLIC
    expires: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One approved answer. `answer` or `position` is there, often both; defaults of the file are already applied.

    Attributes:
        id: Stable; cited; never reused.
        question: The canonical question.
        position: Yes, no, partial or n/a; None for free text.
        answer: The approved words; empty where only a position is known.
        short: For places with a length limit.
        alternates: Other phrasings of the same question, confirmed by a person.
        not_for: Questions that look alike and must never match.
        topic: The catalogue's topic, where the bank says it.
        scope: Products or deployments that it holds for; empty for all.
        review_days: Review cycle in days; None for none.
        frameworks: Ids in known instruments, such as {"CAIQ-4": ("CEK-03.1",)}.
        note: Private; shown in review only, never written to a form, draft or report.
    """

    id: str
    question: str
    place: Place
    position: Position | None = None
    answer: str = ""
    short: str = ""
    alternates: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    topic: str = ""
    sources: tuple[Source, ...] = ()
    scope: frozenset[str] = frozenset()
    disclosure: Disclosure = Disclosure.PUBLIC
    status: Status = Status.APPROVED
    reviewed: date | None = None
    review_days: int | None = None
    expires: date | None = None
    frameworks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    note: str = ""
    owner: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Bank:
    """A folder of entries that loaded without error.

    Attributes:
        root: The folder.
        entries: In the order of the files' names and of the entries in them.
        sha256: Of all files, names and bytes: the state that a draft was made with.
        files: The files, with the hash of each: what an edit is guarded by.
    """

    root: Path
    entries: tuple[Entry, ...]
    sha256: str
    files: Mapping[Path, str] = field(default_factory=dict)

    @property
    def scopes(self) -> frozenset[str]:
        """All scope tags that entries use."""
        return frozenset(tag for entry in self.entries for tag in entry.scope)

    def by_id(self) -> dict[str, Entry]:
        """Return the entries by their ids."""
        return {entry.id: entry for entry in self.entries}
