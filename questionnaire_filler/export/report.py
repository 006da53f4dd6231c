"""The report beside a filled form: what was written and why, what waits for a person, what soon holds no more.

Internal: it shows confidences, guards and open questions. An entry's private note is never in it. The same draft gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.draft.decide import said_threshold
from questionnaire_filler.export.answered import section_depth
from questionnaire_filler.export.html import Html, el, join, page, table
from questionnaire_filler.export.report_items import filled_item, open_item, short_row
from questionnaire_filler.export.report_lists import declined_list, due_list, hashes, messages, reasons_table
from questionnaire_filler.model import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.model import Decision, Proposal, Question

    Item = tuple[Question, Proposal | None, Decision]

#: In the order in which bars and counts show them.
_STATES = {
    State.FILLED: "filled",
    State.REVIEW: "to review",
    State.OPEN: "open",
    State.KEPT: "answered before",
    State.BLANK: "left blank",
}
_ALWAYS = (State.FILLED, State.REVIEW, State.OPEN)


def report_html(draft: Draft, output: Path | None) -> str:
    """Return the report as one page that carries everything in itself.

    Args:
        draft: The draft, with what was written where it was.
        output: The filled form; None where nothing is written.
    """
    items = list(draft)
    by_state = {state: [item for item in items if item[2].state is state] for state in State}
    body = join(
        (
            _head(draft, output),
            _counts(draft),
            _contents(by_state),
            _sections(items),
            reasons_table(by_state[State.REVIEW] + by_state[State.OPEN]),
            _waiting(draft, by_state[State.REVIEW], "To review", "review"),
            _waiting(draft, by_state[State.OPEN], "Open", "open"),
            due_list(draft),
            declined_list(items),
            _filled(draft, by_state[State.FILLED]),
            _short(by_state[State.KEPT], "Answered before", "kept"),
            _short(by_state[State.BLANK], "Left blank", "blank"),
            messages(draft),
            hashes(draft),
        )
    )
    return page(f"Internal report: {draft.form.path.name}", el("main", body), "report.css")


def _head(draft: Draft, output: Path | None) -> Html:
    settings = draft.settings
    facts = {
        "Filled form": output.name if output is not None else "not written",
        "As of": settings.as_of.isoformat(),
        "Answer bank": f"{len(draft.bank.entries)} entries",
        "About": ", ".join(settings.scope) or "not said (--scope)",
        "May be told": f"{settings.disclosure} answers",
        "Fills itself in from": f"{said_threshold(draft.threshold)} confidence",
    }
    return el(
        "header",
        el(
            "p", "Internal. Do not send this page to the customer: it shows confidences and open questions.", class_="internal", role="note"
        ),
        el("h1", draft.form.path.name),
        el("p", "Questionnaire report", class_="soft"),
        el("dl", *(part for name, value in facts.items() for part in (el("dt", name), el("dd", value))), class_="facts"),
    )


def _counts(draft: Draft) -> Html:
    counts = _tally(draft.decisions.values())
    shown = [state for state in _STATES if counts[state] or state in _ALWAYS]
    total = el("li", el("strong", str(len(draft.decisions))), "questions")
    tiles = (el("li", el("strong", str(counts[state])), _STATES[state], class_=str(state)) for state in shown)
    return join((el("ul", total, *tiles, class_="counts"), _bar(counts, large=True)))


def _contents(by_state: dict[State, list[Item]]) -> Html:
    parts = {str(state): f"{name.capitalize()} ({len(by_state[state])})" for state, name in _STATES.items() if by_state[state]}
    places = {"sections": "Sections", **parts, "ends": "Ends within 30 days"}
    links = (el("li", el("a", name, href=f"#{key}")) for key, name in places.items())
    return el("nav", el("ul", *links), aria_label="On this page")


def _tally(decisions: Iterable[Decision]) -> dict[State, int]:
    states = [decision.state for decision in decisions]
    return {state: states.count(state) for state in _STATES}


def _bar(counts: dict[State, int], *, large: bool = False) -> Html:
    there = [(state, count) for state, count in counts.items() if count]
    said = ", ".join(f"{count} {_STATES[state]}" for state, count in there) or "no questions"
    pieces = (el("i", class_=str(state), style=f"flex:{count}") for state, count in there)
    return el("div", *pieces, class_="bar large" if large else "bar", role="img", aria_label=said, title=said)


def _sections(items: Sequence[Item]) -> Html:
    depth = section_depth([question for question, _, _ in items])
    grouped: dict[tuple[str, ...], list[Decision]] = {}
    for question, _, decision in items:
        grouped.setdefault(question.section[:depth], []).append(decision)
    counts = {section: _tally(decisions) for section, decisions in grouped.items()}
    shown = [state for state in _STATES if state in _ALWAYS or any(tally[state] for tally in counts.values())]
    heads: list[str | tuple[str, str]] = [
        "Section",
        "Progress",
        *((_STATES[state].capitalize(), "number") for state in shown),
        ("All", "number"),
    ]
    rows = (
        el(
            "tr",
            el("th", section_name(section), scope="row"),
            el("td", _bar(tally), class_="drawn"),
            *(el("td", str(tally[state] or "–"), class_="number") for state in shown),
            el("td", str(sum(tally.values())), class_="number"),
        )
        for section, tally in counts.items()
    )
    legend = el("ul", *(el("li", el("i", class_=str(state)), _STATES[state]) for state in shown), class_="legend", aria_hidden="true")
    return join(
        (el("h2", "Sections", id="sections"), table(heads, rows, caption="Questions of each section by state", class_="sections"), legend)
    )


def section_name(section: Sequence[str]) -> str:
    """Return the headings of a section on one line."""
    return " › ".join(" ".join(part.split()) for part in section) or "Without a section"


def _waiting(draft: Draft, items: Sequence[Item], title: str, state: str) -> Html:
    if not items:
        return Html()
    waiting = open_item(draft, state)
    return el("section", el("h2", f"{title} ({len(items)})", id=state), *_by_section(items, lambda item: waiting(*item)))


def _filled(draft: Draft, items: Sequence[Item]) -> Html:
    if not items:
        return Html()
    written = filled_item(draft)
    return el("section", el("h2", f"Filled ({len(items)})", id="filled"), *_by_section(items, lambda item: written(item[0], item[2])))


def _by_section(items: Sequence[Item], draw: Callable[[Item], Html]) -> Iterator[Html]:
    """Yield the items with a heading wherever the section changes."""
    last: tuple[str, ...] | None = None
    for item in items:
        if item[0].section != last:
            last = item[0].section
            yield el("h3", section_name(last))
        yield draw(item)


def _short(items: Sequence[Item], title: str, state: str) -> Html:
    if not items:
        return Html()
    rows = (short_row(question, decision) for question, _, decision in items)
    heads = ("No", "Question", "Place", "Answer" if state == "kept" else "Why")
    return el("section", el("h2", f"{title} ({len(items)})", id=state), table(heads, rows, caption=title, class_=state))
