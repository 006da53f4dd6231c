"""The screen of a review as lines of rich text; a form's words are shown as they are and never obeyed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from questionnaire_filler.compose import Unfit, citations, cite
from questionnaire_filler.draft.decide import SUGGEST_FROM
from questionnaire_filler.model import DecidedBy, Reason, Role, SlotKind
from questionnaire_filler.review.options import choices_of
from questionnaire_filler.settings import Cite
from questionnaire_filler.text import printable, shorten, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.console import Console

    from questionnaire_filler.model import Entry, Question, Slot, Write
    from questionnaire_filler.review.options import Option
    from questionnaire_filler.review.session import Session

_MONTH = 30.44
_CITED_IN = {Cite.COMMENT: "comment", Cite.NOTE: "note", Cite.SHEET: "list at the end"}


@dataclass(frozen=True, slots=True)
class Room:
    """How many lines each thing may take; 0 leaves it out."""

    question: int
    context: int
    answer: int
    written: int
    others: int


#: From roomy to tight; what does not fit the tightest is cut, and can be seen whole with `v`.
ROOMS = (Room(99, 99, 99, 99, 3), Room(12, 6, 4, 8, 2), Room(6, 3, 2, 5, 1), Room(4, 1, 1, 3, 1), Room(3, 0, 0, 2, 0))
WHOLE = Room(999, 999, 999, 999, 999)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written on: a console, which knows how wide characters are, a width in cells, and the room for each thing."""

    console: Console
    width: int
    room: Room = WHOLE


def block(paper: Paper, text: str, most: int, style: str = "", lead: str = "") -> list[Text]:
    """Return a text wrapped to the width in at most so many lines, the last ending in an ellipsis where it was cut.

    Args:
        paper: What is written on.
        text: As it came; what a terminal would obey is taken out.
        most: The most lines.
        style: Of the text.
        lead: Before the first line; the others are indented as far.
    """
    if most <= 0:
        return []
    hang = " " * cell_len(lead)
    room = max(8, paper.width - len(hang))
    wrapped = Text(printable(text).strip().expandtabs(4), style=style).wrap(paper.console, room)
    lines = list(wrapped[:most])
    if len(wrapped) > most:
        last = lines[-1]
        last.rstrip()
        last.truncate(room - 2)
        last.append(" …")
    return [Text(hang if number else lead, no_wrap=True).append_text(line) for number, line in enumerate(lines)]


def line(width: int, left: str, right: str = "", style: str = "") -> Text:
    """Return one line with something at each end, the left one cut where both do not fit."""
    end = Text(shorten(right, max(0, width // 2)), style="dim")
    text = Text(printable(left).replace("\n", " ").expandtabs(1), style=style, no_wrap=True)
    text.truncate(max(4, width - end.cell_len - 1), overflow="ellipsis")
    if end.plain:
        text.append(" " * max(1, width - text.cell_len - end.cell_len)).append_text(end)
    text.truncate(width)
    return text


def header(session: Session, width: int) -> list[Text]:
    """Return where the review stands."""
    number, count = session.position
    question = session.question
    section = " > ".join(squeeze(printable(part)) for part in question.section)
    return [
        line(width, f"Question {number} of {count}", f"{session.draft.form.path.name} · {session.left} left", "bold cyan"),
        line(width, section or "(no section)", question.where, "cyan"),
        Text("─" * width, style="dim"),
    ]


def body(session: Session, paper: Paper) -> list[Text]:
    """Return the question, what may answer it and what would be written."""
    return [
        *_asked(session, paper),
        Text(""),
        *_candidates(session, paper),
        Text(""),
        *_written(session, paper),
    ]


def _asked(session: Session, paper: Paper) -> list[Text]:
    question, decision = session.question, session.decision
    ref = f"{printable(question.ref)}  " if question.ref else ""
    lines = block(paper, ref + question.text, paper.room.question, "bold")
    lines += block(paper, question.context, paper.room.context, "dim", "  ") if question.context.strip() not in {"", question.ref} else []
    if decision.decided_by is DecidedBy.PERSON:
        return [*lines, *block(paper, f"decided: {decision.reason}", 1, "green", "  ✓ ")]
    if session.question.id in session.queue.deferred:
        lines += block(paper, "left for later", 1, "dim", "  ")
    why = decision.why or "the bank has nothing that is near enough"
    option = session.option
    if option is not None and why in {*(guard.why for guard in option.guards), *(gate.why for gate in option.gates)}:
        return [*lines, *block(paper, str(decision.reason), 1, "yellow", "  waits: ")]  # the words stand with the candidate
    return [*lines, *block(paper, f"{why}  ({decision.reason})", max(1, min(3, paper.room.question // 2)), "yellow", "  waits: ")]


def _candidates(session: Session, paper: Paper) -> list[Text]:
    options, selected = session.options, session.pending.selected
    if not options:
        return [Text("No candidate: s searches the bank, e writes an answer, b leaves it blank.", style="dim")]
    lines: list[Text] = []
    for number, option in enumerate(options):
        if number == selected:
            lines += option_lines(session, paper, number, option)
        else:
            lines += _other_option(session, paper, number, option)
    hidden = sum(_unlikely(option) for number, option in enumerate(options) if number != selected)
    return [*lines, Text(f"  and {hidden} less likely", style="dim")] if hidden and not paper.room.others else lines


def option_lines(session: Session, paper: Paper, number: int, option: Option) -> list[Text]:
    """Return a candidate with all that a person should know of it before it is accepted."""
    lines = block(paper, _title(option), max(1, paper.room.others), "bold", f"❯ {number + 1} {_sure(option)}  ")
    for guard in option.guards:
        lines += block(paper, f"{guard.why}  ({guard.reason})", 2, "yellow", "       ! ")
    for gate in option.gates:
        lines += block(paper, f"{gate.why}  ({gate.reason})", 2, "bold red", "       ✗ ")
    for entry in option.entries:
        lines += block(paper, entry.answer, paper.room.answer, "", "       ")
        if entry.note:
            lines += block(paper, f"private: {entry.note}", max(1, paper.room.answer), "magenta", "       ")
        lines += block(paper, _about(entry, session.draft.settings.as_of), 1, "dim", "       ")
    return lines


def _other_option(session: Session, paper: Paper, number: int, option: Option) -> list[Text]:
    if paper.room is WHOLE:
        return [*option_lines(session, paper, number, option), Text("")]
    if _unlikely(option) and not paper.room.others:
        return []
    return [line(paper.width, f"  {number + 1} {_sure(option)}  {_title(option)}", tags(option), "dim" if _unlikely(option) else "")]


def _unlikely(option: Option) -> bool:
    return option.confidence < SUGGEST_FROM and not option.about


def tags(option: Option) -> str:
    """Return in a few words what tells an option from its neighbours: its scope, and the names of what speaks against it."""
    scope = ", ".join(sorted(tag for entry in option.entries for tag in entry.scope))
    stops = dict.fromkeys([*(str(guard.reason) for guard in option.guards), *(str(gate.reason) for gate in option.gates)])
    return " ".join([*([f"({scope})"] if scope else []), *([f"[{', '.join(stops)}]"] if stops else [])])


def _title(option: Option) -> str:
    asked = " + ".join(squeeze(entry.question) for entry in option.entries)
    return f"{option.about}: {asked}" if option.about else asked


def _sure(option: Option) -> str:
    return f"{min(99, int(option.confidence * 100 + 1e-6)):2}%"  # nothing is certain, and nothing reads surer than it is


def _about(entry: Entry, today: date) -> str:
    """Return an entry's id, position, scope and age in a line."""
    parts = [entry.id, str(entry.position) if entry.position else "text", ", ".join(sorted(entry.scope)), age(entry.reviewed, today)]
    return " · ".join(part for part in parts if part)


def age(reviewed: date | None, today: date) -> str:
    """Return when an entry was reviewed, and how long ago in words."""
    if reviewed is None:
        return "never reviewed"
    days = (today - reviewed).days
    if days < 0:
        return f"reviewed {reviewed.isoformat()}"
    months = round(days / _MONTH)
    ago = f"{days} day{'s' * (days != 1)}" if months < 2 else f"{months} months" if months < 24 else f"{months // 12} years"  # noqa: PLR2004 -- as people say it
    return f"reviewed {reviewed.isoformat()}, {ago} ago"


def _written(session: Session, paper: Paper) -> list[Text]:
    """Return the form's places, each with what it takes and what would be put there."""
    result, option = session.preview(), session.option
    if option is not None and option.sealed and not session.pending.text:
        result = Unfit(Reason.DISCLOSURE, "this customer may not be told this entry, so nothing of it is written")
    writes = () if isinstance(result, Unfit) else result
    edited = " (your words)" if session.pending.text else ""
    lines = [Text(f"In the form{edited}", style="bold")]
    lines += _marks(session.question, paper, writes)
    for slot in session.question.slots:
        if slot.role not in {Role.OTHER, Role.MARK} or (slot.role is Role.OTHER and paper.room is WHOLE):
            lines += _place(slot, paper, writes)
    if isinstance(result, Unfit):
        hint = "; c picks one of the choices" if session.choices and result.reason is not Reason.DISCLOSURE else ""
        lines += block(paper, f"{result.why}{hint}", 3, "yellow", "  cannot be written: ")
    return [*lines, *_cited(session, paper)]


def _place(slot: Slot, paper: Paper, writes: Sequence[Write]) -> list[Text]:
    text = next((write.text for write in writes if write.slot.where == slot.where), None)
    if not paper.room.others:
        return block(paper, text or "", paper.room.written, "green", f"  {slot.where} → ") if text else []
    taken = f"  there now: {squeeze(printable(slot.before))}" if slot.before else ""
    lines = block(paper, f"{slot.where}  {slot.role}: {_takes(slot)}{taken}", 2 if paper.room is not WHOLE else 99, "dim", "  ")
    return lines if text is None else [*lines, *block(paper, text, paper.room.written, "green", "    → ")]


def _takes(slot: Slot) -> str:
    locked = ", locked" if slot.locked else ""
    if slot.kind is SlotKind.CHOICE:
        return "one of " + " · ".join(squeeze(printable(choice)) for choice in slot.choices) + locked
    limit = f", at most {slot.max_length} characters" if slot.max_length is not None else ""
    return {SlotKind.CHECK: "a box to tick", SlotKind.DATE: "a date"}.get(slot.kind, "text") + limit + locked


def _marks(question: Question, paper: Paper, writes: Sequence[Write]) -> list[Text]:
    if not question.marks or question.slot(Role.ANSWER):
        return []
    offered = " · ".join(squeeze(printable(choice)) for choice in choices_of(question))
    lines = block(paper, f"{question.marks[0].where} …  mark: one of {offered}", 2 if paper.room is not WHOLE else 99, "dim", "  ")
    for write in writes:
        if write.slot.role is Role.MARK:
            lines += block(paper, f"mark under {squeeze(write.slot.value)} ({write.slot.where})", 1, "green", "    → ")
    return lines


def _cited(session: Session, paper: Paper) -> list[Text]:
    option, settings = session.option, session.draft.settings
    if option is None or option.sealed:
        return []
    sources = [cite(citation.source) for citation in citations(option.entries, settings.disclosure)]
    if not sources:
        return block(paper, "cites no source", 1, "dim", "  ")
    beside = any(slot.role in {Role.COMMENT, Role.EVIDENCE} for slot in session.question.slots)
    places = [place for place in settings.cite if place in _CITED_IN and (beside or place is not Cite.COMMENT)]
    where = ", ".join(_CITED_IN[place] for place in places) or "nowhere"
    return block(paper, f"{'; '.join(sources)}  ({where})", max(1, paper.room.written // 2), "dim", "  cited: ")
