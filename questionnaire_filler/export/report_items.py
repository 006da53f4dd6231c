"""One question in the report: what was written and on what grounds, or what keeps it waiting and what might answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.compose import cite
from questionnaire_filler.draft.apply import writes_by_question
from questionnaire_filler.export.answered import age, answered_before, entries_of, percent, shown, sources_of
from questionnaire_filler.export.html import Html, el, join, link
from questionnaire_filler.gates import gates
from questionnaire_filler.model import DecidedBy, Disclosure, State
from questionnaire_filler.reasons import REASONS
from questionnaire_filler.text import shorten
from questionnaire_filler.vocabulary import leading_position

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.model import Candidate, Decision, Entry, Gate, Guard, Proposal, Question, Source, Write

#: Candidates shown below a question that waits: the draft keeps five, and what is less likely than this helps nobody.
_MOST_CANDIDATES = 3
_LIKELY_FROM = 0.05
_LONGEST_ANSWER = 400


def _heading(question: Question) -> Html:
    name = question.id if not question.ref else f"{question.id} · {question.ref}"
    return join((el("div", name, " · ", question.where, class_="place"), el("h4", question.text.strip())))


def filled_item(draft: Draft) -> Callable[[Question, Decision], Html]:
    """Return what draws a question that was filled in: each place with its text, then source, age and confidence."""
    written = writes_by_question(draft)
    entries = draft.bank.by_id()

    def draw(question: Question, decision: Decision) -> Html:
        writes = written.get(question.id, ())
        return el(
            "article",
            _heading(question),
            *map(_written, writes),
            _grounds(draft, decision, entries_of(entries, decision)),
            class_="item filled",
            id=question.id,
        )

    return draw


def _written(write: Write) -> Html:
    place = el("span", f"{write.slot.where} ({write.slot.role})", class_="place")
    return el("div", place, el("div", shown(write), class_="words"), class_="answer")


def _grounds(draft: Draft, decision: Decision, entries: Sequence[Entry]) -> Html:
    reason = REASONS[decision.reason]
    who = " by a person" if decision.decided_by is DecidedBy.PERSON else ""
    sure = f"{percent(decision.confidence)} confidence" if decision.confidence else "no match to judge by"
    first = el("p", el("span", reason.label, class_="badge filled"), f"{who} · {sure}", class_="line")
    sources = [_source(source) for source in sources_of(draft, entries)]
    cited = (
        el("p", "Source: ", *_between(sources), class_="line")
        if sources
        else el("p", "No source that this customer may see.", class_="line")
    )
    aged = (el("p", "Entry ", el("code", entry.id), f", {age(entry, draft.settings.as_of)}", class_="line soft") for entry in entries)
    return join((first, cited if entries else Html(), *aged))


def _between(parts: list[Html]) -> list[str]:
    return [piece for number, part in enumerate(parts) for piece in (("; ", part) if number else (part,))]


def _source(source: Source) -> Html:
    words = cite(source)
    if source.url and words.endswith(source.url):
        words = words.removesuffix(source.url)
        return join((words, link(source.url, source.url)))
    return join((words,))


def open_item(draft: Draft, state: str) -> Callable[[Question, Proposal | None, Decision], Html]:
    """Return what draws a question that waits: why, and the candidates that come nearest with what stands against each."""
    entries = draft.bank.by_id()

    def draw(question: Question, proposal: Proposal | None, decision: Decision) -> Html:
        reason = REASONS[decision.reason]
        why = el("p", el("span", reason.label, class_=f"badge {state}"), f" {decision.why or reason.means}", class_="line")
        known = (candidate for candidate in (proposal.candidates if proposal else ()) if candidate.entry in entries)
        nearest = [candidate for candidate in known if candidate.confidence >= _LIKELY_FROM][:_MOST_CANDIDATES]
        drawn = (_candidate(draft, question, candidate, entries[candidate.entry], decision.why) for candidate in nearest)
        listed = el("ol", *drawn, class_="candidates", aria_label="Nearest entries of the bank") if nearest else Html()
        return el("article", _heading(question), why, listed, class_=f"item {state}", id=question.id)

    return draw


def _candidate(draft: Draft, question: Question, candidate: Candidate, entry: Entry, said: str) -> Html:
    settings = draft.settings
    shut = gates(
        entry,
        as_of=settings.as_of,
        scope=settings.scope,
        disclosure=settings.disclosure,
        question_text=question.text,
        section=question.section,
    )
    stops: Sequence[Guard | Gate] = (*candidate.guards, *shut)
    told = candidate.position is None or leading_position(entry.answer) is candidate.position
    position = "" if told else f"{str(candidate.position).capitalize()}. "
    secret = "" if entry.disclosure is Disclosure.PUBLIC else f" ({entry.disclosure} only)"
    lines = (
        el("div", el("code", entry.id), f" · {shorten(entry.question, 160)}", class_="soft"),
        el("div", f"{position}{shorten(entry.answer, _LONGEST_ANSWER)}{secret}"),
        *(el("div", REASONS[stop.reason].label, "" if stop.why == said else f": {stop.why}", class_="stop line") for stop in stops),
    )
    return el("li", el("span", percent(candidate.confidence), class_="sure"), el("div", *lines))


def short_row(question: Question, decision: Decision) -> Html:
    """Return a row for a question that was left as it is: what stands there, or why it is blank."""
    kept = decision.state is State.KEPT
    last = answered_before(question) if kept else decision.why or REASONS[decision.reason].means
    return el(
        "tr",
        el("td", question.ref or question.id, id=question.id),
        el("td", shorten(question.text, 300)),
        el("td", question.where, class_="place"),
        el("td", last, class_="words"),
    )
