"""The bank's rules for every match, however it was found: status, expiry, review, disclosure, scope."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from questionnaire_filler.model import Disclosure, Gate, Reason, Status
from questionnaire_filler.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from questionnaire_filler.model import Entry

#: Words that turn a tag's mention into its opposite: "non-cloud", "other than cloud", "except for the cloud".
_EXCLUDING = {"non", "not", "except", "excluding", "without", "than", "no", "neither", "nor"}
_PASSED_OVER = {"for", "the", "a", "an", "in", "our", "your"}


@dataclass(frozen=True, slots=True)
class Settled:
    """Which of the entries for one question answers it, and what keeps it from filling itself in."""

    entry: Entry
    gates: tuple[Gate, ...]


def gates(  # noqa: PLR0913 -- what the rules depend on, by name
    entry: Entry,
    *,
    as_of: date,
    scope: tuple[str, ...] = (),
    disclosure: Disclosure = Disclosure.PUBLIC,
    question_text: str = "",
    section: tuple[str, ...] = (),
) -> tuple[Gate, ...]:
    """Return the gates that are shut for an entry, the weightiest first; empty when it may fill itself in.

    Args:
        entry: The entry that was matched.
        as_of: The day that stale and expired are judged by.
        scope: What --scope says of the form.
        disclosure: What this customer may be told.
        question_text: The form's question, which may name a scope.
        section: The headings that it stands under, which may name one.
    """
    shut = (
        _status(entry),
        _disclosure(entry, disclosure),
        _expired(entry, as_of),
        _stale(entry, as_of),
        _scope(entry, scope, (question_text, *section)),
    )
    return tuple(gate for gate in shut if gate)


def settle_scopes(  # noqa: PLR0913 -- as `gates`
    entry: Entry,
    others: Sequence[Entry],
    *,
    as_of: date,
    scopes: frozenset[str],
    scope: tuple[str, ...] = (),
    disclosure: Disclosure = Disclosure.PUBLIC,
    question_text: str = "",
    section: tuple[str, ...] = (),
) -> Settled:
    """Choose among the entries that answer the same question for different scopes.

    The entry whose scope the question names goes first, then one whose scope its section names, then one that meets --scope, then one for
    all scopes. Where none of these is there, the matched one fills if all scopes of the bank are told the same; else it waits.

    Args:
        entry: The entry that was matched.
        others: Its siblings; itself among them does no harm.
        as_of: As for `gates`.
        scopes: All scope tags that the bank uses.
        scope: As for `gates`.
        disclosure: As for `gates`.
        question_text: As for `gates`.
        section: As for `gates`.
    """

    def shut(candidate: Entry) -> tuple[Gate, ...]:
        return gates(candidate, as_of=as_of, scope=scope, disclosure=disclosure, question_text=question_text, section=section)

    own = shut(entry)
    usable = [entry, *(other for other in others if other.id != entry.id and not _but_scope(shut(other)))]
    fitting = [(rank, candidate) for candidate in usable if (rank := _rank(candidate, scope, question_text, section)) is not None]
    if fitting:
        # min() keeps the first of equals: the matched entry before its siblings.
        best = min(fitting, key=lambda pair: pair[0])[1]
        return Settled(best, own if best is entry else ())
    if _agree(usable, scopes):
        return Settled(entry, _but_scope(own))
    return Settled(entry, own)


def names_tag(text: str, tag: str) -> bool:
    """Whether a text names a scope tag: its own words, however joined ("self-hosted", "Self hosted"), or their plural.

    A mention that excludes it ("non-cloud", "other than self-hosted") does not count.
    """
    wanted = words(tag.replace("_", " "))
    if not wanted:
        return False
    said = words(text.replace("_", " "))
    joined = "".join(wanted)
    for start, word in enumerate(said):
        here = said[start : start + len(wanted)]
        if (_same(here, wanted) or _same([word], [joined])) and not _excluded(said, start):
            return True
    return False


def _same(here: list[str], wanted: list[str]) -> bool:
    return (
        here[:-1] == wanted[:-1] and len(here) == len(wanted) and here[-1] in {wanted[-1], f"{wanted[-1]}s", wanted[-1].removesuffix("s")}
    )


def _excluded(said: list[str], start: int) -> bool:
    before = [word for word in said[max(0, start - 3) : start] if word not in _PASSED_OVER]
    return bool(before) and before[-1] in _EXCLUDING


def _status(entry: Entry) -> Gate | None:
    if entry.status is Status.APPROVED:
        return None
    return Gate(Reason.UNAPPROVED, f"the entry is a {entry.status}; approve it first")


def _may_leave(level: Disclosure, allowed: Disclosure) -> bool:
    return level is not Disclosure.INTERNAL and level <= allowed


def _disclosure(entry: Entry, allowed: Disclosure) -> Gate | None:
    if _may_leave(entry.disclosure, allowed):
        return None
    if entry.disclosure is Disclosure.INTERNAL:
        return Gate(Reason.DISCLOSURE, "the entry is internal and never leaves the company")
    return Gate(Reason.DISCLOSURE, f"the entry is for customers under NDA; this form is filled for disclosure {allowed}")


def _expired(entry: Entry, as_of: date) -> Gate | None:
    if entry.expires is None or entry.expires >= as_of:
        return None
    return Gate(Reason.EXPIRED, f"the answer expired on {entry.expires.isoformat()}")


def _stale(entry: Entry, as_of: date) -> Gate | None:
    if entry.review_days is None:
        return None
    if entry.reviewed is None:
        return Gate(Reason.STALE, f"the answer is to be reviewed every {entry.review_days} days and never was")
    due = entry.reviewed + timedelta(days=entry.review_days)
    if due >= as_of:
        return None
    return Gate(Reason.STALE, f"the review of {entry.reviewed.isoformat()} held until {due.isoformat()}")


def _scope(entry: Entry, scope: tuple[str, ...], texts: tuple[str, ...]) -> Gate | None:
    if not entry.scope or _meets(entry, scope) or any(_named(entry, text) for text in texts):
        return None
    holds = ", ".join(sorted(entry.scope))
    if scope:
        return Gate(Reason.SCOPE, f"the answer holds for {holds} only; the form is about {', '.join(scope)}")
    return Gate(Reason.SCOPE, f"the answer holds for {holds} only, and nothing says what the form is about; say so with --scope")


def _meets(entry: Entry, scope: tuple[str, ...]) -> bool:
    told = {fold(tag.replace("_", " ")) for tag in scope}
    return any(fold(tag.replace("_", " ")) in told for tag in entry.scope)


def _named(entry: Entry, text: str) -> bool:
    return any(names_tag(text, tag) for tag in entry.scope)


def _rank(entry: Entry, scope: tuple[str, ...], question_text: str, section: tuple[str, ...]) -> int | None:
    """Return how near an entry's scope is to the question, 0 the nearest; None where its scope gate is shut."""
    if not entry.scope:
        return 3
    if _named(entry, question_text):
        return 0
    if any(_named(entry, heading) for heading in section):
        return 1
    return 2 if _meets(entry, scope) else None


def _but_scope(shut: tuple[Gate, ...]) -> tuple[Gate, ...]:
    return tuple(gate for gate in shut if gate.reason is not Reason.SCOPE)


def _agree(entries: Sequence[Entry], scopes: frozenset[str]) -> bool:
    """Whether the entries say the same for every scope that the bank knows."""
    told = {(entry.position, re.sub(r"\s+", " ", entry.answer).casefold()) for entry in entries}
    covered = frozenset(tag for entry in entries for tag in entry.scope)
    return len(told) == 1 and covered >= scopes
