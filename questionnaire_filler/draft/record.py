"""A draft as plain data: what `--json` prints, what the draft's file keeps, what reports are made from.

The shape is a contract (../shared/DESIGN.md, "Command line"); an entry's private note is never in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from questionnaire_filler.compose import citations
from questionnaire_filler.model import Reason, State
from questionnaire_filler.text import printable, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.model import Candidate, Decision, Form, Proposal, Question, Slot, Write

Record = dict[str, Any]


def form_record(form: Form) -> Record:
    """Return what `fill inspect --json` prints: the form without anything that needs the bank."""
    return {
        "form": str(form.path),
        "format": form.format,
        "fingerprint": form.fingerprint,
        "summary": {"questions": len(form.questions)},
        "questions": [question_record(question) for question in form.questions],
        "areas": [
            {
                "where": area.where,
                "rows": area.rows,
                "questions": area.questions,
                "mapped": area.mapped,
                "columns": [
                    {"role": column.role, "where": column.where, "header": squeeze(printable(column.header)), "reason": column.reason}
                    for column in area.columns
                ],
            }
            for area in form.areas
        ],
        "skipped": [{"where": skipped.where, "reason": skipped.reason} for skipped in form.skipped],
        "notes": list(form.notes),
    }


def question_record(question: Question) -> Record:
    """Return a question and its slots as plain data."""
    record: Record = {
        "id": question.id,
        "section": " > ".join(squeeze(printable(part)) for part in question.section),
        "question": printable(question.text).strip(),
        "where": question.where,
        "slots": [slot_record(slot) for slot in question.slots],
    }
    optional = {"ref": question.ref, "parent": question.parent, "required": question.required, "hidden": question.hidden}
    return record | {key: value for key, value in optional.items() if value}


def slot_record(slot: Slot) -> Record:
    """Return a slot as plain data; what is absent or empty is left out, but for what the contract names."""
    record: Record = {"role": slot.role.value, "where": slot.where, "kind": slot.kind.value}
    if slot.choices:
        record["choices"] = list(slot.choices)
    record["before"] = slot.before
    optional = {"value": slot.value, "label": squeeze(printable(slot.label)), "placeholder": slot.placeholder, "locked": slot.locked}
    return record | {key: value for key, value in (optional | {"max_length": slot.max_length}).items() if value}


def draft_record(draft: Draft, output: Path | None) -> Record:
    """Return what `fill --json` prints for a form.

    Args:
        draft: The draft.
        output: The filled file, or None when nothing is written.
    """
    from questionnaire_filler.draft.apply import writes_by_question

    written = writes_by_question(draft) if draft.written else {}
    summary = draft.summary()
    counts = {"questions": summary.questions, "filled": summary.filled, "review": summary.review, "open": summary.open}
    return {
        "form": str(draft.form.path),
        "output": str(output) if output is not None else None,
        "as_of": draft.settings.as_of.isoformat(),
        "bank": {"entries": len(draft.bank.entries), "sha256": draft.bank.sha256},
        "settings": {
            "scope": list(draft.settings.scope),
            "disclosure": str(draft.settings.disclosure),
            "cite": [cite.value for cite in draft.settings.cite],
        }
        | {name: True for name in ("overwrite", "force_locked") if getattr(draft.settings, name)},
        "summary": counts | {key: value for key, value in {"kept": summary.kept, "blank": summary.blank}.items() if value},
        "notes": [*draft.form.notes, *draft.notes],
        "dropped": [{"question": drop.question, "where": drop.where, "why": drop.why} for drop in draft.dropped],
        "questions": [
            question_record(question) | _decided(draft, question, proposal, decision, written.get(question.id, ()))
            for question, proposal, decision in draft
        ],
    }


def _decided(draft: Draft, question: Question, proposal: Proposal | None, decision: Decision, written: Sequence[Write]) -> Record:
    del question
    entries = draft.bank.by_id() if decision.entries else {}
    used = [entries[entry] for entry in decision.entries if entry in entries] if decision.state is State.FILLED else []
    return {
        "state": decision.state.value,
        "decided_by": decision.decided_by.value,
        "reason": decision.reason.value,
        "why": decision.why,
        "confidence": round(decision.confidence, 4),
        "position": decision.position.value if decision.position else None,
        "entries": list(decision.entries),
        "written": [{"where": write.slot.where, "text": write.text} for write in written],
        "citations": [
            {
                "entry": citation.entry.id,
                "title": citation.source.title,
                "ref": citation.source.ref,
                "version": citation.source.version,
                "url": citation.source.url,
                "date": citation.source.date.isoformat() if citation.source.date else None,
                "reviewed": citation.entry.reviewed.isoformat() if citation.entry.reviewed else None,
            }
            for citation in (citations(used, draft.settings.disclosure) if decision.reason is not Reason.OCCUPIED else ())
        ],
        "candidates": [candidate_record(candidate) for candidate in (proposal.candidates if proposal else ())],
        "declined": [{"topic": declined.topic, "why": declined.why} for declined in (proposal.declined if proposal else ())],
    }


def candidate_record(candidate: Candidate) -> Record:
    """Return a candidate as plain data, guards by name and in words."""
    return {
        "entry": candidate.entry,
        "confidence": round(candidate.confidence, 4),
        "guards": [{"name": guard.reason.value, "why": guard.why} for guard in candidate.guards],
    }
