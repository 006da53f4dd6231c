"""Questions whose answer stands in the same place: "Company name: ____", "Do you ...? ☐ Yes ☐ No", "Role: [Enter role]"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.fields import Field, Shape
from questionnaire_filler.forms.docx.scene import asks
from questionnaire_filler.forms.docx.slots import Offer, before_field, field_slot, mark_slots
from questionnaire_filler.forms.layout.lexicon import is_follow_up, option_value
from questionnaire_filler.model import Role
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.scene import Scene
    from questionnaire_filler.model import Slot

_SHORT_LABEL = 12  # words before a field that name it rather than lead up to it in a sentence
_AFTER = re.compile(r"[\s.,;:)%*_]*(?:$|\n|\t| {3,})|\s*\([^()\n]{1,60}\)\s*(?:$|\n)")

_GOES_ON = re.compile(r"[ \u00a0]?[a-zà-ÿ]{2,}")
_LEADS_ON = re.compile(r"\b(?:to|of|from|on|in|at|with|for|the|a|an|and|between|is|are|be|den|der|die|le|la|les|du|el|los)$", re.IGNORECASE)


def inline_items(given: Offer, scene: Scene, *, section: tuple[str, ...] = ()) -> bool:
    """Add the questions of a place that holds its own fields; tell whether there were any."""
    before = len(scene.items)
    if given.boxes:
        _with_boxes(given, scene, section)
    elif not _is_prose(given):
        for field in given.inputs:
            label = field_label(given, field)
            if label:
                _add(given, scene, label, [field_slot(given, field, Role.ANSWER)], section)
    return len(scene.items) > before


def _add(given: Offer, scene: Scene, text: str, slots: list[Slot], section: tuple[str, ...]) -> None:
    scene.add(given.place.address, text, slots, section=section)


def _with_boxes(given: Offer, scene: Scene, section: tuple[str, ...]) -> None:
    marks = mark_slots(given)
    text = given.label
    first = given.boxes[0].start
    ahead = [field for field in given.inputs if field.end <= first and field_label(given, field)]
    behind = [field for field in given.inputs if field not in ahead]
    for field in ahead:
        _add(given, scene, field_label(given, field), [field_slot(given, field, Role.ANSWER)], section)
    if not _is_question(text, marks):
        return
    slots = [*marks]
    for field in behind:
        label = before_field(given, field)
        role = Role.COMMENT if is_follow_up(label) or asks(label) or _explains(label) else Role.OTHER
        slots.append(field_slot(given, field, role, label=label))
    _add(given, scene, text, slots, section)


def _explains(label: str) -> bool:
    return label.casefold().startswith(("comment", "explan", "detail", "remark", "note", "please"))


def _is_question(text: str, marks: list[Slot]) -> bool:
    """Tell whether a text with boxes asks: it has words of its own, and boxes with labels, or positions as options."""
    words = squeeze(text).split()
    if not words:
        return False
    return any(mark.value for mark in marks) or any(option_value(mark.value) for mark in marks) or asks(text)


def _is_prose(given: Offer) -> bool:
    """Tell whether the blanks stand in a sentence that goes on behind them: "on the ____ day of ____ between ____ and ____"."""
    raw = given.place.raw
    lines = [field for field in given.inputs if field.shape is Shape.BLANK]
    labelled = any(raw[: field.start].rstrip().endswith((":", "：", "?", "？")) for field in lines)
    return len(lines) > 1 and not labelled and any(_GOES_ON.match(raw[field.end :]) for field in lines)


def field_label(given: Offer, field: Field) -> str:
    """Return the text that asks for a field in a place; empty where the field only stands in running text."""
    raw = given.place.raw
    before = before_field(given, field)
    at_end = bool(_AFTER.match(raw[field.end :]))
    if field.shape is Shape.BLANK and raw[field.start] in "[<＜" and (not at_end or _LEADS_ON.search(before)):
        return ""  # a variable of the template, not a question
    if field.shape is Shape.CONTROL and not at_end and not raw[: field.start].rstrip().endswith((":", "：", "?", "？")):
        return ""
    if before and (raw[: field.start].rstrip().endswith((":", "：", "?", "？")) or len(before.split()) <= _SHORT_LABEL or asks(before)):
        return before
    if field.shape is Shape.BLANK and raw[field.start] == "_":
        return before or squeeze(given.label)
    return before if at_end and asks(given.label) else ""
