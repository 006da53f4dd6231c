"""Drafts on disk: kept beside the output, so that a review can go on another day and notices what changed meanwhile."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from questionnaire_filler.compose import Unfit
from questionnaire_filler.draft.draft import Dropped
from questionnaire_filler.draft.record import draft_record
from questionnaire_filler.errors import FillError, RefusedError, UsageError
from questionnaire_filler.model import DecidedBy, Decision, Position, Reason, State
from questionnaire_filler.text import fold, printable, shorten, squeeze

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.model import Entry, Question

_VERSION = 1
_SHOWN = 200
_WARNING = "Internal: confidences, guards and open questions. Do not send this file to the customer."


@dataclass(frozen=True, slots=True)
class Stored:
    """What an earlier draft kept.

    Attributes:
        form_sha256: Of the form that it was made from.
        bank_sha256: Of the bank.
        output: The filled file as it was named then.
        output_sha256: Of the filled file as we wrote it; empty when none was written.
        decisions: What a person decided, as plain data with the question's text and the entries' fingerprints.
        settings: Scope and disclosure of that run.
    """

    form_sha256: str = ""
    bank_sha256: str = ""
    output: str = ""
    output_sha256: str = ""
    decisions: tuple[Mapping[str, Any], ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


def beside(output: Path, form: Path, ending: str) -> Path:
    """Return the path of a companion of the output, named after the whole form name: `vendor_form.xlsx.draft.json`."""
    return output.parent / f"{form.name}.{ending}"


def load(path: Path) -> Stored | None:
    """Return the draft kept at this path, or None when there is none.

    Raises:
        FillError: The file is there and is no draft of ours.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != _VERSION:
            raise FillError(
                f"the draft is of version {data['version']}", where=str(path), hint="Run again with --fresh to start a new one."
            )
        return Stored(
            data["hashes"]["form"],
            data["hashes"]["bank"],
            data["output"] or "",
            data["hashes"]["output"],
            tuple(data["decided"]),
            data.get("settings", {}),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FillError("the draft cannot be read", where=str(path), hint="Run again with --fresh to start a new one.") from error


def load_earlier(path: Path) -> Stored:
    """Return the draft of an earlier form or version: the draft's own file, or the one beside a form.

    Raises:
        UsageError: There is none.
        FillError: As for `load`.
    """
    place = path if path.name.endswith(".draft.json") else path.with_name(f"{path.name}.draft.json")
    if (stored := load(place)) is None:
        raise UsageError("there is no draft of an earlier form here", where=str(place), hint="Name the earlier form, or its .draft.json.")
    return stored


def save(draft: Draft, path: Path, output: Path | None, output_sha256: str) -> None:
    """Keep the draft: whole or not at all, readable by its owner only."""
    record = draft_record(draft, output)
    decided = [decided_record(draft, question, decision) for question, _, decision in draft if decision.decided_by is DecidedBy.PERSON]
    settled = {item["where"] for item in decided}
    waiting = [drop.kept for drop in draft.dropped if drop.kept is not None and drop.where not in settled]
    kept = {
        "warning": _WARNING,
        "version": _VERSION,
        "hashes": {"form": draft.form.sha256, "bank": draft.bank.sha256, "output": output_sha256},
        "decided": [*decided, *waiting],
    }
    write_private(path, json.dumps(kept | record, ensure_ascii=False, indent=1) + "\n")


def write_private(path: Path, text: str) -> None:
    """Write an internal file atomically, readable by its owner only.

    Raises:
        RefusedError: The folder cannot be written to, or the disk is full.
    """
    write_file(path, text, mode=0o600)


def write_file(path: Path, content: str | bytes, mode: int = 0o644) -> None:
    """Write a file atomically, text as UTF-8: whole or not at all.

    Raises:
        RefusedError: The folder cannot be written to, or the disk is full.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
    except OSError as error:
        raise RefusedError(f"cannot write here: {error.strerror}", where=str(path)) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fchmod(stream.fileno(), mode)
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException as error:
        with suppress(OSError):
            Path(name).unlink()
        if isinstance(error, OSError):
            raise RefusedError(f"cannot write: {error.strerror}", where=str(path), hint="Earlier files are as they were.") from error
        raise


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they are missing.

    Raises:
        RefusedError: It cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedError(f"the folder cannot be made: {error.strerror}", where=str(path)) from error


def fingerprint(entry: Entry) -> str:
    """Return a hash of what a decision on an entry rests on: its question, position and words."""
    return hashlib.sha256("\0".join([entry.question, entry.position or "", entry.answer, entry.short]).encode()).hexdigest()[:16]


def decided_record(draft: Draft, question: Question, decision: Decision) -> dict[str, Any]:
    """Return a person's decision with what it rests on."""
    entries = draft.bank.by_id()
    return {
        "where": question.where,
        "text": question.text,
        "state": decision.state.value,
        "reason": decision.reason.value,
        "position": decision.position.value if decision.position else None,
        "positions": [position.value if position else None for position in decision.positions],
        "words": decision.text,
        "choice": decision.choice,
        "confidence": decision.confidence,
        "entries": {entry: fingerprint(entries[entry]) for entry in decision.entries if entry in entries},
    }


def carry_over(draft: Draft, stored: Iterable[Mapping[str, Any]]) -> Draft:
    """Return the draft with a person's earlier decisions, where question and entry are unchanged.

    A question is found at its old place or, in another version of the form, by its words, where these are unique. Where the form as it is
    now does not take the answer, the question waits for a person, whatever the program would answer by itself. Of several decisions on a
    question the last that fits holds.
    """
    kept: dict[str, Decision] = {}
    waiting: dict[str, Decision] = {}
    dropped: list[Dropped] = []
    finder = _Finder(draft.form.questions)
    entries = draft.bank.by_id()
    for item in stored:
        question = finder.find(item["where"], item["text"])
        if question is None:
            dropped.append(Dropped(item["text"], item["where"], "the question is no longer in the form, or no longer the same"))
        elif why := _lapsed(draft, question, item, entries):
            dropped.append(Dropped(question.text, question.where, why))
        elif unfit := _unfit(draft, question, _decision(question, item)):
            dropped.append(Dropped(question.text, question.where, unfit.why, {**item, "where": question.where}))
            waiting[question.id] = _waits(_decision(question, item), unfit)
        else:
            kept[question.id] = _decision(question, item)
    places = {question.where for question in draft.form.questions if question.id in kept}
    listed = dict.fromkeys(drop for drop in dropped if drop.kept is None or drop.where not in places)
    decisions = {**_unsettled(draft, waiting.keys() - kept.keys()), **waiting, **kept}
    return replace(draft.with_decisions(decisions.values()), dropped=tuple(listed))


def _lapsed(draft: Draft, question: Question, item: Mapping[str, Any], entries: Mapping[str, Entry]) -> str:
    """Return why an earlier decision on a question no longer holds; empty while it does."""
    if any(entry not in entries or fingerprint(entries[entry]) != mark for entry, mark in item["entries"].items()):
        return "the entry changed in the bank"
    if draft.decisions[question.id].state is State.KEPT:
        return "an answer stands in the form now"
    if any(entries[entry].disclosure > draft.settings.disclosure for entry in item["entries"]):
        return f"the entry may not be told to a customer with disclosure {draft.settings.disclosure}"
    return ""


def _unfit(draft: Draft, question: Question, decision: Decision) -> Unfit | None:
    """Return why an earlier answer cannot be written into the form as it is now; None when it can."""
    from questionnaire_filler.draft.apply import writes_for

    choice = decision.choice
    if choice and not any(choice in slot.choices or choice == slot.value for slot in question.slots):
        return Unfit(Reason.VOCABULARY, f"the form no longer offers “{squeeze(printable(choice))}”")
    composed = writes_for(draft, question, decision)
    return composed if isinstance(composed, Unfit) else None


def _waits(decision: Decision, unfit: Unfit) -> Decision:
    """Return a person's earlier answer as a question for review."""
    said = decision.text or decision.choice or (str(decision.position) if decision.position else "")
    why = f"what a person answered earlier{f' (“{shorten(said, _SHOWN)}”)' if said else ''} does not fit: {unfit.why}"
    return Decision(decision.question, State.REVIEW, unfit.reason, confidence=decision.confidence, entries=decision.entries, why=why)


def _unsettled(draft: Draft, parents: Collection[str]) -> dict[str, Decision]:
    """Return the questions that took their answer from one that waits now: they wait with it."""
    why = "takes the explanation of the question above, which is not settled"
    return {
        question.id: replace(decision, state=State.REVIEW if decision.entries else State.OPEN, reason=Reason.PARENT, why=why)
        for question, _, decision in draft
        if question.parent in parents and decision.reason in {Reason.FOLLOW_UP, Reason.PARENT} and decision.decided_by is DecidedBy.AUTO
    }


def _decision(question: Question, item: Mapping[str, Any]) -> Decision:
    return Decision(
        question.id,
        State(item["state"]),
        Reason(item["reason"]),
        DecidedBy.PERSON,
        item["confidence"],
        tuple(item["entries"]),
        Position(item["position"]) if item["position"] else None,
        item["words"],
        item.get("choice", ""),
        positions=tuple(Position(said) if said else None for said in item.get("positions", ())),
    )


class _Finder:
    """Finds an earlier question in a form."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._by_place: dict[str, Question] = {}
        self._by_text: dict[str, list[Question]] = {}
        for question in questions:
            self._by_place[question.where] = question
            self._by_text.setdefault(fold(question.text), []).append(question)

    def find(self, where: str, text: str) -> Question | None:
        same = self._by_text.get(fold(text), [])
        if (question := self._by_place.get(where)) is not None and question in same:
            return question
        return same[0] if len(same) == 1 else None
