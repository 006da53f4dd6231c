"""The report's lists beside the questions: reasons, what ends soon, what was declined, messages, hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.export.answered import due_soon
from questionnaire_filler.export.html import Html, el, join, table
from questionnaire_filler.model import State
from questionnaire_filler.reasons import REASONS
from questionnaire_filler.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.export.answered import Due
    from questionnaire_filler.model import Decision, Proposal, Question, Reason

    Item = tuple[Question, Proposal | None, Decision]


def reasons_table(waiting: Sequence[Item]) -> Html:
    """Return why questions wait: how often each reason, what it means and what to do."""
    if not waiting:
        return Html()
    counts: dict[Reason, int] = {}
    for _, _, decision in waiting:
        counts[decision.reason] = counts.get(decision.reason, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = (
        el("tr", el("th", REASONS[reason].label, scope="row"), el("td", str(count), class_="number"), el("td", *_advice(reason)))
        for reason, count in ordered
    )
    heads = ("Reason", ("Questions", "number"), "What it means, and what to do")
    return el(
        "section",
        el("h2", "Why questions wait", id="reasons"),
        table(heads, rows, caption="Reasons of the questions that wait", class_="reasons"),
    )


def _advice(reason: Reason) -> Iterable[Html]:
    words = REASONS[reason]
    yield join((words.means,))
    if words.todo:
        yield el("span", f" {words.todo}", class_="soft")


def due_list(draft: Draft) -> Html:
    """Return what the answers of this form rest on and that ends within 30 days, or has ended."""
    title = el("h2", "Ends within 30 days", id="ends")
    found = due_soon(draft)
    if not found:
        return el("section", title, el("p", "Nothing that the answers of this form rest on."))
    heads = ("Day", "What ends", "Entry", "Used for")
    return el("section", title, table(heads, (_due_row(draft, due) for due in found), caption="Reviews, answers and sources that end soon"))


def _due_row(draft: Draft, due: Due) -> Html:
    past = due.day < draft.settings.as_of
    return el(
        "tr",
        el("td", due.day.isoformat(), *([el("div", "has passed", class_="past")] if past else []), class_="number"),
        el("td", due.detail),
        el("td", el("code", due.entry.id)),
        el("td", *_links(due.questions)),
    )


def _links(questions: Sequence[str]) -> list[str]:
    """Return the questions' ids with links to where they stand in the report."""
    return [piece for number, key in enumerate(questions) for piece in ((", ",) if number else ()) + (el("a", key, href=f"#{key}"),)]


def declined_list(items: Sequence[Item]) -> Html:
    """Return the facts that questions ask for and that the bank does not state."""
    asked: dict[str, list[str]] = {}
    for question, proposal, decision in items:
        if decision.state in {State.REVIEW, State.OPEN}:
            for declined in proposal.declined if proposal else ():
                asked.setdefault(declined.why or declined.topic, []).append(question.id)
    if not asked:
        return Html()
    ordered = sorted(asked.items(), key=lambda item: -len(item[1]))
    rows = (el("tr", el("td", why), el("td", *_links(ids))) for why, ids in ordered)
    return el(
        "section", el("h2", "Asked for and not in the bank", id="declined"), table(("Fact", "Questions"), rows, caption="Declined topics")
    )


def messages(draft: Draft) -> Html:
    """Return notes, warnings of the writer, refused places, and earlier decisions that had to go."""
    written = draft.written
    said = [*draft.form.notes, *draft.notes]
    if written is not None:
        said += written.warnings
        said += [f"{refusal.where} was not written: {refusal.reason}" for refusal in written.refused]
        said += [f"No notes were added: {written.notes_refused}"] if written.notes_refused else []
        said += [f"The list of citations is in the filled form: {written.citations}"] if written.citations else []
    dropped = (
        f"Your decision on {dropped.where} (“{shorten(dropped.question, 120)}”) was dropped: {dropped.why}" for dropped in draft.dropped
    )
    lines = [*dropped, *said]
    if not lines:
        return Html()
    return el("section", el("h2", "Notes", id="notes"), el("ul", *(el("li", line) for line in lines), class_="plain"))


def hashes(draft: Draft) -> Html:
    """Return what the report was made from, so that it can be told apart from another one."""
    pairs = (("Form, SHA-256", draft.form.sha256), ("Bank, SHA-256", draft.bank.sha256))
    parts = (part for name, value in pairs for part in (el("dt", name), el("dd", value)))
    return el("footer", el("h2", "Made from"), el("dl", *parts, class_="facts hashes"))
