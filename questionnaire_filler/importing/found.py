"""What was found in a file that is imported: questions with answers, and where they stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from questionnaire_filler.model import Position


@dataclass(frozen=True, slots=True)
class Found:
    """A question with its answer, as a file has it.

    Attributes:
        question: The question; for a statement on a page, the statement.
        answer: The words; empty where only a position is given.
        ref: Where it stood: a heading of a page, "Sheet1!B5".
        headings: The headings over it, outermost first.
        statement: Nothing was asked: the page states a fact.
        position: The position, where a column of its own gives it.
        short: The short answer.
        alternates: Other phrasings.
        tags: Words to find it by.
        source: The document that the file names as its source; empty for the file itself.
        url: Where that stands.
        owner: Who keeps it true.
        reviewed: When it was last reviewed or changed.
        expires: Until when it holds.
        note: Internal remarks.
    """

    question: str
    answer: str
    ref: str
    headings: tuple[str, ...] = ()
    statement: bool = False
    position: Position | None = None
    short: str = ""
    alternates: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = ""
    url: str = ""
    owner: str = ""
    reviewed: date | None = None
    expires: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds.

    Attributes:
        title: What its entries cite: a page's title, or the file's name.
        found: Questions with answers, in order.
        date: The page's date; None where it has none.
        how: How it was read, in words for the user.
        page: It is a document that may be cited to customers, rather than an export of answers.
    """

    title: str
    found: tuple[Found, ...]
    date: date | None = None
    how: str = ""
    page: bool = False
