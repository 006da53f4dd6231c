"""What is selected on a question and not yet decided: whether it can be taken, and what to tell the person who tries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from questionnaire_filler.model import Role, SlotKind
from questionnaire_filler.text import fold
from questionnaire_filler.vocabulary import asks_for_position

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.model import Question, Write
    from questionnaire_filler.review.options import Option, Stance


class Kind(StrEnum):
    """What came of a key."""

    DONE = "done"
    CHANGED = "changed"  # what is shown is another: selection, position, place in the queue
    WARNED = "warned"  # nothing was done; the same again does it
    CHOOSE = "choose"  # the answer is none of the form's choices: one of them must be picked
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a key, and what to tell the person; the message may be empty."""

    kind: Kind
    message: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """What is selected on the question at hand and not yet decided.

    Attributes:
        selected: Number of the option, from 0; None for none.
        stance: Position and choice that would be written.
        text: Words of the person instead of the entry's.
        warned: The person has seen the warning that goes with this selection.
        found: Options that the person looked up, after the proposed ones.
    """

    selected: int | None
    stance: Stance
    text: str = ""
    warned: bool = False
    found: tuple[Option, ...] = ()


def refusal(question: Question, option: Option | None, pending: Pending, *, force_locked: bool) -> str:
    """Return why what is selected cannot be accepted whatever the person says; empty where it can."""
    if option is None and not (pending.text or pending.stance.choice):
        return "nothing is selected: pick a number, search the bank, or write the answer"
    locked = [slot.where for slot in question.slots if slot.locked and slot.role in {Role.ANSWER, Role.MARK}]
    if locked and not force_locked:
        return f"{locked[0]} is locked in the form; with --force-locked it can be written"
    if option is not None and option.sealed:
        return f"{option.sealed.why}: it cannot be written"
    return ""


def verbatim(question: Question, pending: Pending) -> bool:
    """Tell whether the form's main place takes a person's words as they stand, their position among them."""
    slot = question.slot(Role.ANSWER)
    if slot is None:
        return not question.marks
    position_alone = asks_for_position(slot.label) and question.slot(Role.COMMENT) and pending.stance.position is not None
    return slot.kind is SlotKind.TEXT and not position_alone


def lost(pending: Pending, writes: Sequence[Write]) -> bool:
    """Tell whether a person's words have no place among what would be written."""
    text = pending.text
    kept = (text in write.text or fold(text) == fold(write.text) or write.slot.kind is SlotKind.DATE for write in writes)
    return bool(text) and not any(kept)
