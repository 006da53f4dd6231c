"""Reading a completed form: by itself, or through its blank original, the questions of the one and the answers of the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from questionnaire_filler.draft.session import open_form
from questionnaire_filler.forms.registry import format_of
from questionnaire_filler.forms.verify import verify
from questionnaire_filler.learn.stood import stood
from questionnaire_filler.model import Role, SheetMap, SlotKind
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from questionnaire_filler.model import Area, Form, Question, Slot

_UNTICKED = frozenset("☐□○▢❏❑❒◻⬜⚪")
_BOXES = _UNTICKED | frozenset("☑☒✅⊠▣◉⚫")


def read_completed(path: Path, maps: Sequence[SheetMap] = ()) -> Form:
    """Read a form that people completed.

    Args:
        path: The form.
        maps: Corrections of the detection.

    Raises:
        FormError: The form cannot be read.
    """
    form = open_form(path, maps)
    if maps or any(map(stood, form.questions)):
        return form
    # Where no header names the answers they went into the first free column, which is the one before the free one of now.
    columns = {area.where: _one_to_the_left(area) for area in form.areas}
    shifted = [SheetMap(sheet, found) for sheet, found in columns.items() if found]
    again = format_of(path).read(path, shifted) if shifted else form  # ours, so that one that finds nothing is no fault of the user
    return again if any(map(stood, again.questions)) else form


def _one_to_the_left(area: Area) -> tuple[tuple[str, str], ...]:
    asks = next((column.where for column in area.columns if column.role == "question"), "")
    answer = next((column for column in area.columns if column.role == "answer"), None)
    if not asks or answer is None or answer.header or not answer.where.isalpha() or answer.where.endswith("A"):
        return ()
    return ("question", asks), ("answer", answer.where[:-1] + chr(ord(answer.where[-1]) - 1))


def completed(blank: Form, path: Path) -> Form:
    """Return a blank form with the answers that stand in its completed copy.

    The places are known from the blank form, so that it does not matter what people wrote around them.

    Args:
        blank: The form as it was sent.
        path: The copy that people completed.

    Raises:
        UsageError: The files are of different kinds.
        FormError: One of them cannot be read.
    """
    # Boxes and blanks inside a place are told by the copy's own reading; the comparison knows the place as a whole.
    inside = {slot.where: slot.before for question in open_form(path).questions for slot in question.slots if "#" in slot.where}
    stands = inside | {found.where: _added(found.before, found.after) for found in verify(blank.path, path).differences}
    filled = (
        replace(question, slots=tuple(replace(slot, before=_answer(slot, stands.get(slot.where, slot.before))) for slot in question.slots))
        for question in blank.questions
    )
    return replace(blank, path=path, questions=tuple(map(_left_at_preset, filled)))


def _left_at_preset(question: Question) -> Question:
    """Return a question whose preset choice people left as it was while they wrote beside it: then the preset is their answer."""
    main = question.slot(Role.ANSWER)
    if main is None or main.before or main.placeholder not in main.choices or not any(slot.before for slot in question.slots):
        return question
    return replace(question, slots=tuple(replace(slot, before=slot.placeholder) if slot is main else slot for slot in question.slots))


def _added(before: str, after: str) -> str:
    """Return what a place holds beyond what it held: a cell in Word may have boxes and labels of the form's own."""
    held = {_bare(line) for line in before.splitlines()} - {""}
    added = [line for line in after.splitlines() if not held or _bare(line) not in held]
    return "\n".join(added) if held and added else after


def _bare(line: str) -> str:
    return squeeze("".join(sign for sign in line if sign not in _BOXES))


def _answer(slot: Slot, text: str) -> str:
    if squeeze(text) == squeeze(slot.placeholder):
        return ""
    marks = slot.role is Role.MARK or slot.kind is SlotKind.CHECK
    return "" if marks and squeeze(text) in _UNTICKED else text
