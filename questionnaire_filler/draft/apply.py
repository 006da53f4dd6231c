"""From decisions to the filled file: compose, write, verify, hand over."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from questionnaire_filler.compose import Answer, Unfit, citations, cite, compose
from questionnaire_filler.draft.store import beside, write_file
from questionnaire_filler.forms.handover import hand_over
from questionnaire_filler.model import CitationRow, Decision, Filling, Note, Reason, Role, SlotKind, State
from questionnaire_filler.settings import Cite
from questionnaire_filler.text import inert, printable, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.forms.verify import Certificate
    from questionnaire_filler.model import Address, Entry, Question, Refusal, Write, Written


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of writing a draft.

    Attributes:
        draft: The draft with what was written; questions whose place refused are back in review.
        certificate: The proof that nothing else changed.
        sha256: Of the filled file.
        sidecar: Where the list of citations went when it could not go into the form; None otherwise.
        warnings: What the user should know.
    """

    draft: Draft
    certificate: Certificate
    sha256: str
    sidecar: Path | None
    warnings: tuple[str, ...]


def apply(draft: Draft, target: Path, replaces: str | None) -> Applied:
    """Write the filled copy and hand it over once it is proven.

    Args:
        draft: The draft.
        target: Where the filled form goes.
        replaces: SHA-256 of the file at the target that may be replaced; None when none may.

    Raises:
        RefusedError: Something stands at the target, the form changed, or the result failed its proof.
        FormError: The package cannot be given back whole.
    """
    form = draft.form
    while True:
        handed = hand_over(form.path, form.sha256, target, filling(draft), force_locked=draft.settings.force_locked, replace=replaces)
        refused = _refused_questions(draft, handed.written.refused)
        if not refused:
            break
        # A question whose main place refused keeps none of its other places: the file is made again without it.
        draft, replaces = draft.with_decisions(refused), handed.sha256
    draft = replace(draft, written=handed.written)
    sidecar = _sidecar(draft, target, handed.written)
    return Applied(draft, handed.certificate, handed.sha256, sidecar, _warnings(draft, handed.written, sidecar))


def writes_for(draft: Draft, question: Question, decision: Decision) -> tuple[Write, ...] | Unfit:
    """Return what a decision writes into its question's slots: nothing unless it is filled."""
    return _composed(draft, draft.bank.by_id(), question, decision)


def _composed(draft: Draft, entries: Mapping[str, Entry], question: Question, decision: Decision) -> tuple[Write, ...] | Unfit:
    if decision.state is not State.FILLED:
        return ()
    return compose(question, answers_for(entries, decision), cite_where=draft.settings.cite, disclosure=draft.settings.disclosure)


def answers_for(entries: Mapping[str, Entry], decision: Decision) -> list[Answer]:
    """Return a decision's answers: each entry with its position on this question, or a person's own words."""
    if not decision.entries or decision.text:
        entry = entries[decision.entries[0]] if decision.entries else None
        return [Answer(entry, decision.position, decision.text, decision.choice)]
    used = [entries[entry] for entry in decision.entries]
    positions = [decision.position] if len(used) == 1 else decision.positions or [entry.position for entry in used]
    return [Answer(entry, position, choice=decision.choice) for entry, position in zip(used, positions, strict=True)]


def filling(draft: Draft) -> Filling:
    """Return everything that the draft writes into the form."""
    writes: list[Write] = []
    notes: list[Note] = []
    rows: list[CitationRow] = []
    entries = draft.bank.by_id()
    for question, _, decision in draft:
        composed = _composed(draft, entries, question, decision)
        if isinstance(composed, Unfit) or not composed:
            continue
        writes += composed
        used = [entries[entry] for entry in decision.entries]
        if sources := tuple(cite(citation.source) for citation in citations(used, draft.settings.disclosure)):
            where = composed[0].slot.where
            notes.append(Note(where, "\n".join(sources)))
            rows.append(CitationRow(squeeze(printable(question.text)), where, sources, question.ref))
    settings = draft.settings
    return Filling(
        _joined(writes),
        tuple(notes) if Cite.NOTE in settings.cite else (),
        tuple(rows) if Cite.SHEET in settings.cite else (),
    )


def writes_by_question(draft: Draft) -> dict[str, tuple[Write, ...]]:
    """Return what was written for each question, a shared cell under each that it answers; before anything was written, what would be."""
    entries = draft.bank.by_id()
    planned = {question.id: _composed(draft, entries, question, decision) for question, _, decision in draft}
    composed = {key: writes for key, writes in planned.items() if not isinstance(writes, Unfit)}
    if draft.written is None:
        return composed
    there = {write.slot.where: write for write in draft.written.writes}
    return {key: tuple(there[write.slot.where] for write in writes if write.slot.where in there) for key, writes in composed.items()}


def _joined(writes: Iterable[Write]) -> tuple[Write, ...]:
    """Return the writes with one for each explanation's cell that questions share: their texts below one another, each once.

    What does not fit into the cell together stays apart, for the writer to refuse: nothing is lost in silence.
    """
    found: dict[Address, Write] = {}
    apart: list[Write] = []
    for write in writes:
        slot, above = write.slot, found.get(write.slot.where)
        if above is None:
            found[slot.where] = write
            continue
        text = _below(above.text, write.text, by_line=slot.role is Role.EVIDENCE)
        fits = slot.max_length is None or len(text) <= slot.max_length
        if fits and slot.kind is SlotKind.TEXT and slot.role in {Role.COMMENT, Role.EVIDENCE}:
            found[slot.where] = replace(above, text=text)
        else:
            apart.append(write)
    return (*found.values(), *apart)


def _below(above: str, text: str, *, by_line: bool) -> str:
    """Return two texts below one another; sources, which stand on a line each, once."""
    if by_line:
        return "\n".join(dict.fromkeys([*above.split("\n"), *text.split("\n")]))
    return above if f"\n{text}\n" in f"\n{above}\n" else f"{above}\n{text}"


def _refused_questions(draft: Draft, refused: tuple[Refusal, ...]) -> list[Decision]:
    """Return the questions whose place refused, back in review with the reason."""
    why = {refusal.where: refusal.reason for refusal in refused}
    found = []
    for question, _, decision in draft:
        if decision.state is not State.FILLED:
            continue
        places = [slot.where for slot in question.slots if slot.where in why and slot.role is not Role.OTHER]
        if places:
            reason = Reason.LOCKED if why[places[0]] == "locked" else Reason.NO_PLACE
            found.append(replace(decision, state=State.REVIEW, reason=reason, why=f"{places[0]}: {why[places[0]]}"))
    return found


def _sidecar(draft: Draft, target: Path, written: Written) -> Path | None:
    """Write the list of citations beside the output where it could not go into the form, and say where."""
    rows = filling(draft).citations
    if written.citations or not rows:
        return None
    stream = io.StringIO(newline="")
    out = csv.writer(stream)
    out.writerow(["No", "Question", "Answer in", "Source"])
    out.writerows([inert(cell) for cell in (row.ref, row.question, row.where, "; ".join(row.sources))] for row in rows)
    path = beside(target, draft.form.path, "citations.csv")
    write_file(path, "\ufeff" + stream.getvalue())
    return path


def _uncited(draft: Draft) -> list[Address]:
    """Return the answers that `--cite comment` alone leaves without their sources, since no column beside them takes one."""
    if set(draft.settings.cite) != {Cite.COMMENT}:
        return []
    entries, written = draft.bank.by_id(), writes_by_question(draft)
    found = []
    for question, _, decision in draft:
        writes = written.get(question.id, ())
        sources = [
            cite(citation.source) for citation in citations([entries[entry] for entry in decision.entries], draft.settings.disclosure)
        ]
        if writes and sources and not any(source in write.text for source in sources for write in writes):
            found.append(writes[0].slot.where)
    return found


def _warnings(draft: Draft, written: Written, sidecar: Path | None) -> tuple[str, ...]:
    said = list(written.warnings)
    if written.notes_refused:
        said.append(f"no notes were added: {written.notes_refused}")
    if uncited := _uncited(draft):
        places = ", ".join(uncited[:3]) + (", …" if len(uncited) > 3 else "")  # noqa: PLR2004 -- enough to find them
        said.append(f"no source is given for {places} ({len(uncited)} in all): no column beside takes it; --cite sheet lists them all")
    if sidecar is not None:
        said.append(f"the citations are in {sidecar}, since this form takes no list of its own")
    return tuple(said)
