"""Look through a bank that loads without error for what is stale, contradictory, unfinished or unsafe to send."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from questionnaire_filler.bank import pairs, scalars, wording
from questionnaire_filler.bank.edited import SetValue
from questionnaire_filler.bank.findings import Code, Finding, Severity
from questionnaire_filler.bank.locate import Locator
from questionnaire_filler.model import Disclosure, Status
from questionnaire_filler.text import fold, printable, shorten
from questionnaire_filler.vocabulary import leading_position, position_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from questionnaire_filler.model import Bank, Entry

__all__ = ["Code", "Finding", "Severity", "check"]

_TYPO = 75.0  # rapidfuzz's ratio of two scope tags
_SHOWN = 60


def check(bank: Bank, *, as_of: date, topics: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Return what a person should look at, in the order of the files.

    Args:
        bank: The bank.
        as_of: The day that stale and expired are judged by.
        topics: The ids of the catalogue's topics; None leaves the entries' topics unchecked.
    """
    return tuple(
        sorted(_Check(bank, as_of, topics).run(), key=lambda found: (found.place.file, found.place.line, found.place.column, found.code))
    )


def due(entry: Entry) -> date | None:
    """Return the last day on which an entry fills itself in: by its review cycle or its expiry, whichever comes first; None for ever."""
    ends = [entry.expires] if entry.expires else []
    if entry.review_days is not None and entry.reviewed is not None:
        ends.append(entry.reviewed + timedelta(days=entry.review_days))
    return min(ends, default=None)


class _Check:
    def __init__(self, bank: Bank, as_of: date, topics: Collection[str] | None) -> None:
        self._bank = bank
        self._as_of = as_of
        self._topics = topics
        self._locate = Locator()

    def run(self) -> Iterator[Finding]:
        for entry in self._bank.entries:
            yield from self._dates(entry)
            yield from self._sources(entry)
            yield from self._upkeep(entry)
            yield from self._words(entry)
            yield from self._questions(entry)
            yield from self._topic(entry)
        yield from self._scopes()
        yield from self._pairs()

    def _found(self, code: Code, entry: Entry, message: str, *path: str | int, fix: SetValue | None = None, other: str = "") -> Finding:
        return Finding(code, self._locate.place(entry, *path), entry.id, message, other, fix)

    def _dates(self, entry: Entry) -> Iterator[Finding]:
        if entry.expires and entry.expires < self._as_of:
            yield self._found(Code.EXPIRED, entry, f"expired on {entry.expires}", "expires")
        if entry.review_days is not None:
            if entry.reviewed is None:
                yield self._found(Code.STALE, entry, f"is to be reviewed every {entry.review_days} days and never was")
            elif (until := entry.reviewed + timedelta(days=entry.review_days)) < self._as_of:
                yield self._found(Code.STALE, entry, f"was reviewed on {entry.reviewed}, which held until {until}", "reviewed")
        if entry.reviewed and entry.reviewed > self._as_of:
            yield self._found(Code.FUTURE_REVIEW, entry, f"'reviewed' is {entry.reviewed}, a day to come", "reviewed")
        if entry.status is not Status.APPROVED:
            yield self._found(Code.UNAPPROVED, entry, f"is a {entry.status}", "status")

    def _sources(self, entry: Entry) -> Iterator[Finding]:
        if not entry.sources:
            yield self._found(Code.NO_SOURCE, entry, "cites no source")
            return
        for at, source in enumerate(entry.sources):
            if source.expires and source.expires < self._as_of:
                yield self._found(Code.EXPIRED_SOURCE, entry, f"cites '{source.title}', which expired on {source.expires}", "sources", at)
        if all(source.disclosure > entry.disclosure for source in entry.sources):
            yield self._found(Code.HIDDEN_SOURCE, entry, f"is {entry.disclosure}, and all its sources are more confidential", "sources")

    def _upkeep(self, entry: Entry) -> Iterator[Finding]:
        if not entry.owner:
            yield self._found(Code.NO_OWNER, entry, "has no owner")
        if entry.review_days is None and entry.expires is None:
            yield self._found(Code.NO_REVIEW, entry, "has neither a review cycle nor an expiry")
        if not scalars.is_kebab(entry.id):
            yield self._found(Code.ID_STYLE, entry, f"'{entry.id}' would better be '{scalars.kebab(entry.id)}'", "id")

    def _words(self, entry: Entry) -> Iterator[Finding]:
        draft = SetValue(entry.id, "status", "draft") if entry.status is Status.APPROVED else None
        for field, text in (("question", entry.question), ("answer", entry.answer), ("short", entry.short)):
            if left := wording.blank(text):
                yield self._found(Code.BLANK, entry, f"'{shorten(left, _SHOWN)}' was left in '{field}'", field, fix=draft)
            if wording.invisible(text):
                fix = SetValue(entry.id, field, printable(text))
                yield self._found(Code.INVISIBLE, entry, f"'{field}' holds invisible characters", field, fix=fix)
            if entry.disclosure is Disclosure.PUBLIC and not self._about_contacts(entry):
                for data in wording.personal(text):
                    yield self._found(Code.PERSONAL_DATA, entry, f"'{data}' stands in a public entry", field)
        taken = leading_position(entry.answer) or position_of(entry.answer)
        if taken and entry.position and taken is not entry.position:
            yield self._found(
                Code.OWN_CONTRADICTION, entry, f"the position is {entry.position}, and the answer begins with {taken}", "answer"
            )
        if measure := wording.other_number(entry.answer, entry.short):
            yield self._found(Code.OWN_CONTRADICTION, entry, f"'short' gives another {measure} than the answer", "short")
        if entry.answer and len(entry.short) > len(entry.answer):
            yield self._found(Code.LONG_SHORT, entry, "'short' is longer than the answer", "short")

    @staticmethod
    def _about_contacts(entry: Entry) -> bool:
        said = " ".join((entry.id, entry.question, entry.topic, entry.section, *entry.tags))
        return wording.is_contact(said.replace("-", " "))

    def _questions(self, entry: Entry) -> Iterator[Finding]:
        seen = {fold(entry.question)}
        for at, text in enumerate(entry.alternates):
            if fold(text) in seen:
                yield self._found(Code.REPEATED, entry, f"'{shorten(text, _SHOWN)}' is there already", "alternates", at)
            seen.add(fold(text))
        for at, text in enumerate(entry.not_for):
            if fold(text) in seen:
                yield self._found(Code.NOT_FOR, entry, f"'{shorten(text, _SHOWN)}' is also its own question", "not_for", at)

    def _topic(self, entry: Entry) -> Iterator[Finding]:
        if self._topics is not None and entry.topic and entry.topic not in self._topics:
            hint = scalars.did_you_mean(entry.topic, self._topics)
            yield self._found(Code.UNKNOWN_TOPIC, entry, f"the catalogue has no topic '{entry.topic}'{hint}", "topic")

    def _scopes(self) -> Iterator[Finding]:
        used = Counter(tag for entry in self._bank.entries for tag in entry.scope)
        for entry in self._bank.entries:
            for tag in sorted(entry.scope):
                others = [other for other in used if other != tag and used[other] > 1]
                best = process.extractOne(tag, others, scorer=fuzz.ratio, score_cutoff=_TYPO) if used[tag] == 1 else None
                if best:
                    yield self._found(Code.RARE_SCOPE, entry, f"the scope '{tag}' is used once; did you mean '{best[0]}'?", "scope")

    def _pairs(self) -> Iterator[Finding]:
        for pair in pairs.shared_questions(self._bank.entries):
            message = f"'{shorten(pair.what, _SHOWN)}' is also a question of '{pair.other.id}' ({pair.other.place})"
            path = ("alternates", pair.entry.alternates.index(pair.what)) if pair.what in pair.entry.alternates else ("question",)
            yield self._found(Code.SHARED_QUESTION, pair.entry, message, *path, other=pair.other.id)
        for pair in pairs.near_duplicates(self._bank.entries):
            message = f"asks nearly the same as '{pair.other.id}' ({pair.other.place})"
            yield self._found(Code.NEAR_DUPLICATE, pair.entry, message, "question", other=pair.other.id)
        for pair in pairs.contradictions(self._bank.entries):
            message = f"{pair.what} ({pair.other.place})"
            field = "position" if pair.entry.position is not pair.other.position else "answer"
            yield self._found(Code.CONTRADICTION, pair.entry, message, field, other=pair.other.id)
