"""What became of each question, in the words that readers of reports and exports meet: answer, explanation, sources, age."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from questionnaire_filler.compose import Unfit, citations, cite, compose
from questionnaire_filler.draft.apply import answers_for
from questionnaire_filler.model import Role, SlotKind, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.model import Decision, Entry, Question, Slot, Source, Write

_SOON = timedelta(days=30)
#: Days from which an age is told in months, and in years.
_MONTHS_FROM = 92
_YEARS_FROM = 2 * 365
#: Bars by section tell something up to so many sections, with so many questions each on average.
_MOST_SECTIONS = 40
_QUESTIONS_EACH = 4


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the answer that a customer reads.

    Attributes:
        question: The question.
        state: What became of it.
        answer: The main answer in the form's own vocabulary; empty where there is none.
        comment: The explanation; empty where the answer says it all.
        sources: One line for each source that this customer may be told.
    """

    question: Question
    state: State
    answer: str = ""
    comment: str = ""
    sources: tuple[str, ...] = ()


def answered(draft: Draft) -> tuple[Answered, ...]:
    """Return every question of the form in reading order with its answer, explanation and sources apart.

    The answer reads as in the form. An explanation for which the form has no place is given all the same: a document has room for it.
    """
    entries = draft.bank.by_id()
    return tuple(_answered(draft, entries, question, decision) for question, _, decision in draft)


def _answered(draft: Draft, entries: dict[str, Entry], question: Question, decision: Decision) -> Answered:
    if decision.state is State.KEPT:
        return _kept(question)
    if decision.state is not State.FILLED:
        return Answered(question, decision.state)
    given = answers_for(entries, decision)
    composed = compose(question, given, cite_where=(), disclosure=draft.settings.disclosure)
    sources = tuple(cite(source) for source in sources_of(draft, entries_of(entries, decision)))
    if isinstance(composed, Unfit) or not composed:
        return Answered(question, decision.state, "\n".join(answer.words for answer in given), "", sources)
    main, rest = composed[0], composed[1:]
    said = shown(main)
    explanation = [write.text for write in rest] or [answer.words for answer in given if answer.words and answer.words not in said]
    return Answered(question, decision.state, said, "\n".join(dict.fromkeys(explanation)), sources)


def _kept(question: Question) -> Answered:
    """Return the answer that stood in the form before."""
    main = [_before(slot) for slot in question.slots if slot.before and slot.role in {Role.ANSWER, Role.MARK}]
    rest = [slot.before for slot in question.slots if slot.before and slot.role is Role.COMMENT]
    proof = tuple(slot.before for slot in question.slots if slot.before and slot.role is Role.EVIDENCE)
    return Answered(question, State.KEPT, "\n".join(main or rest), "\n".join(rest if main else ()), proof)


def _before(slot: Slot) -> str:
    return ", ".join(filter(None, (slot.row_label, slot.value))) if slot.role is Role.MARK and slot.value else slot.before


def answered_before(question: Question) -> str:
    """Return what stood in the form before, answer and explanation."""
    kept = _kept(question)
    return "\n".join(filter(None, (kept.answer, kept.comment)))


def shown(write: Write) -> str:
    """Return what a write says to a reader: the option that a mark stands for, Yes for a ticked box, else its text."""
    slot = write.slot
    if slot.role is Role.MARK and slot.value:
        return ", ".join(filter(None, (slot.row_label, slot.value)))
    return "Yes" if slot.kind is SlotKind.CHECK else write.text


def entries_of(entries: Mapping[str, Entry], decision: Decision) -> tuple[Entry, ...]:
    """Return the bank's entries that a decision names."""
    return tuple(entries[entry] for entry in decision.entries if entry in entries)


def sources_of(draft: Draft, used: Sequence[Entry]) -> tuple[Source, ...]:
    """Return the sources of these entries that this customer may be told, each once."""
    return tuple(citation.source for citation in citations(used, draft.settings.disclosure))


def percent(confidence: float) -> str:
    """Return a confidence in whole percent, rounded down: it never reads surer than it is."""
    return f"{int(confidence * 100 + 1e-9)}%"


def age(entry: Entry, as_of: date) -> str:
    """Return how old the last review of an entry is, in words: "reviewed 2026-08-01 (114 days ago)"."""
    if entry.reviewed is None:
        return "no review date"
    days = (as_of - entry.reviewed).days
    if days < 0:
        return f"reviewed {entry.reviewed.isoformat()} (after the day of this report)"
    return f"reviewed {entry.reviewed.isoformat()} ({_ago(days)})"


def _ago(days: int) -> str:
    if days == 0:
        return "the same day"
    if days < _MONTHS_FROM:
        return f"{days} day{'s' if days > 1 else ''} ago"
    if days < _YEARS_FROM:
        return f"{round(days / 30.44)} months ago"
    return f"{days / 365.25:.1f} years ago"


@dataclass(frozen=True, slots=True)
class Due:
    """Something that this form's answers rest on and that soon holds no more, or holds no more already.

    Attributes:
        day: The last day on which it holds.
        what: What ends: "review", "answer" or "source".
        entry: The entry concerned.
        detail: What it is, in words.
        questions: Ids of the questions that it is used for.
    """

    day: date
    what: str
    entry: Entry
    detail: str
    questions: tuple[str, ...]


def due_soon(draft: Draft) -> tuple[Due, ...]:
    """Return what of the entries used here goes stale or expires within 30 days of the report's day, or did already; earliest first."""
    users: dict[str, list[str]] = {}
    for question, _, decision in draft:
        if decision.state in {State.FILLED, State.REVIEW}:
            for entry in decision.entries:
                users.setdefault(entry, []).append(question.id)
    entries = draft.bank.by_id()
    last = draft.settings.as_of + _SOON
    found = [replace(due, questions=tuple(ids)) for key, ids in users.items() if key in entries for due in _ends(entries[key])]
    return tuple(sorted((due for due in found if due.day <= last), key=lambda due: (due.day, due.entry.id, due.detail)))


def _ends(entry: Entry) -> Iterable[Due]:
    if entry.reviewed is not None and entry.review_days is not None:
        yield Due(entry.reviewed + timedelta(days=entry.review_days), "review", entry, f"Review of {entry.reviewed.isoformat()}", ())
    if entry.expires is not None:
        yield Due(entry.expires, "answer", entry, "The answer itself", ())
    for source in entry.sources:
        if source.expires is not None:
            yield Due(source.expires, "source", entry, f"Source: {cite(source)}", ())


def section_depth(questions: Sequence[Question]) -> int:
    """Return how many levels of headings to tell sections apart by: as many as leave each a few questions, yet at least one."""
    most = min(_MOST_SECTIONS, len(questions) // _QUESTIONS_EACH)
    deepest = max((len(question.section) for question in questions), default=0)
    return next((depth for depth in range(deepest, 1, -1) if len({question.section[:depth] for question in questions}) <= most), 1)
