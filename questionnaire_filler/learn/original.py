"""Reading a completed form through its blank original: the questions of the one, the answers of the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify import verify
from questionnaire_filler.model import Role, SlotKind
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from pathlib import Path

    from questionnaire_filler.model import Form, Slot

_UNTICKED = frozenset("☐□○▢❏❑❒◻⬜⚪")


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
    stands = {found.where: found.after for found in verify(blank.path, path).differences}
    questions = tuple(
        replace(question, slots=tuple(replace(slot, before=_answer(slot, stands.get(slot.where, slot.before))) for slot in question.slots))
        for question in blank.questions
    )
    return replace(blank, path=path, questions=questions)


def _answer(slot: Slot, text: str) -> str:
    if squeeze(text) == squeeze(slot.placeholder):
        return ""
    marks = slot.role is Role.MARK or slot.kind is SlotKind.CHECK
    return "" if marks and squeeze(text) in _UNTICKED else text
