"""From fields to slots: what a place offers to fill in, with options, labels and what stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.addresses import box_address
from questionnaire_filler.forms.docx.fields import Field, Shape, find_fields
from questionnaire_filler.forms.layout.lexicon import is_mark, is_placeholder, option_value
from questionnaire_filler.model import Role, Slot, SlotKind
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.docx.body import Place
    from questionnaire_filler.forms.docx.tree import Node

_EDGES = " \t\u00a0/|,;•·"
_JOINERS = re.compile(r"\s+(?:or|and|ou|oder|o|of)$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[/|]\s*(?![Aa]\b)|\s{3,}|\n")
_BARE_LABELS = frozenset(
    f"{whose} {what}" for whose in ("your", "vendor", "supplier") for what in ("answer", "response", "comments", "input")
)
_LONGEST_OPTION = 200
_LABEL_WORDS = 4


@dataclass(frozen=True, slots=True)
class Protection:
    """What the document forbids to edit (w:documentProtection, 17.15.1.29).

    Attributes:
        text: Ordinary text.
        fields: Content controls and form fields too.
    """

    text: bool = False
    fields: bool = False


def read_protection(settings: Node | None) -> Protection:
    """Return what the settings part protects; protection that is not enforced does not count."""
    node = settings.child("w:documentProtection") if settings is not None else None
    if node is None or node.attrs.get("w:enforcement", "0") not in {"1", "true", "on"}:
        return Protection()
    edit = node.attrs.get("w:edit", "none")
    return Protection(text=edit in {"forms", "readOnly", "comments"}, fields=edit in {"readOnly", "comments"})


@dataclass(slots=True)
class Offer:
    """What one place offers.

    Attributes:
        place: Where.
        fields: Everything in it that can be filled in.
        protection: The document's.
    """

    place: Place
    fields: list[Field]
    protection: Protection

    @property
    def boxes(self) -> list[Field]:
        """The boxes to tick."""
        return [field for field in self.fields if field.kind is SlotKind.CHECK]

    @property
    def inputs(self) -> list[Field]:
        """What takes text, a choice or a date."""
        return [field for field in self.fields if field.kind is not SlotKind.CHECK]

    @property
    def label(self) -> str:
        """What the place says by itself: its text, and that of controls which hold some, without options and what waits for an answer."""
        return self._text([field for field in self.fields if not field.value])

    @property
    def outside(self) -> str:
        """The text outside all fields and their options."""
        return self._text(self.fields)

    def _text(self, fields: list[Field]) -> str:
        raw = list(self.place.raw)
        for field in fields:
            raw[field.start : field.end] = " " * (field.end - field.start)
        for field, (start, end) in zip(self.boxes, option_spans(self.place.raw, self.boxes), strict=True):
            if start < end and squeeze(self.place.raw[start:end]) and field:
                raw[start:end] = " " * (end - start)
        for offset, piece in self.place.pieces():
            if piece.placeholder:
                raw[offset : offset + len(piece.text)] = " " * len(piece.text)
        lines = (squeeze(line).strip(" |/") for line in "".join(raw).split("\n"))
        return "\n".join(line for line in lines if line)

    @property
    def printed_choices(self) -> tuple[str, ...]:
        """The options of a place that only prints them: "Yes / No", to be replaced by one."""
        parts = [squeeze(part) for part in _BETWEEN.split(self.place.text.strip(" ()[]<>"))]
        return tuple(parts) if len(parts) > 1 and all(map(option_value, parts)) and not self.fields else ()

    @property
    def fillable(self) -> bool:
        """Nothing of its own stands there, but there is room or a field for an answer."""
        text = self.place.text
        if self.printed_choices:
            return True
        return self.place.blank or (not self.label and bool(self.fields)) or gives_way(self.place, text)


def gives_way(place: Place, text: str) -> bool:
    """Tell whether the text of a place is a placeholder that the answer replaces; a label like `Vendor response:` stays before it."""
    if not is_placeholder(text) or text.rstrip().endswith((":", "：")):
        return False
    return place.node.tag == "w:tc" or squeeze(text).casefold() not in _BARE_LABELS


def offer(place: Place, protection: Protection) -> Offer:
    """Look what a place offers."""
    return Offer(place, find_fields(place) if place.raw or place.controls or _has_controls(place) else [], protection)


def _has_controls(place: Place) -> bool:
    return next(place.node.iter("w:sdt", "w:fldChar"), None) is not None


def option_spans(raw: str, boxes: Sequence[Field]) -> list[tuple[int, int]]:
    """Return where the label of each box stands in the text: behind it, or before it where the first box follows its label."""
    before = _labels_before(raw, boxes)
    spans = []
    for number, box in enumerate(boxes):
        if before:
            floor = boxes[number - 1].end if number else 0
            start = max(floor, raw.rfind("\n", 0, box.start) + 1)
            start = max(start, _question_end(raw, start, box.start))
            spans.append((start, box.start))
            continue
        stop = boxes[number + 1].start if number + 1 < len(boxes) else len(raw)
        line = raw.find("\n", box.end, stop)
        if line == box.end or (line > 0 and not raw[box.end : line].strip()):
            line = raw.find("\n", line + 1, stop)
        stop = line if line > 0 else stop
        ruled = re.search(r"_{3,}|\.{6,}|\t", raw[box.end : stop])
        spans.append((box.end, box.end + ruled.start() if ruled and raw[box.end : box.end + ruled.start()].strip() else stop))
    return spans


def _question_end(raw: str, start: int, stop: int) -> int:
    return max(raw.rfind(sign, start, stop) + 1 for sign in ("?", ":", "？", "："))


def _labels_before(raw: str, boxes: Sequence[Field]) -> bool:
    """Tell whether labels stand before their boxes: "Yes ☐  No ☐"."""
    if not boxes:
        return False
    end = raw.find("\n", boxes[-1].end)
    after = raw[boxes[-1].end : end if end >= 0 else len(raw)]
    start = raw.rfind("\n", 0, boxes[0].start) + 1
    start = max(start, _question_end(raw, start, boxes[0].start))
    return not after.strip(_EDGES) and bool(option_value(raw[start : boxes[0].start].strip(_EDGES)))


def option_label(text: str) -> str:
    """Return the label of an option without what separates it from the next."""
    return _JOINERS.sub("", squeeze(text).strip(_EDGES)).rstrip(":").strip(_EDGES)[:_LONGEST_OPTION]


def field_slot(given: Offer, field: Field, role: Role, *, label: str = "", value: str = "", alone: bool = False) -> Slot:  # noqa: PLR0913 -- the parts of a slot
    """Return the slot of a field of a place; `alone` addresses the place itself."""
    number = given.fields.index(field)
    locked = field.locked or (given.protection.fields if field.shape in {Shape.CONTROL, Shape.LEGACY} else given.protection.text)
    return Slot(
        role=role,
        where=given.place.address if alone else box_address(given.place.address, number),
        kind=field.kind,
        choices=() if field.open_choice else field.choices,
        before=("X" if field.ticked else "") if field.kind is SlotKind.CHECK else field.value,
        placeholder=field.placeholder,
        value=value,
        label=label,
        locked=locked,
        max_length=field.max_length,
    )


def text_slot(given: Offer, role: Role, *, label: str = "", value: str = "", before: str | None = None) -> Slot:
    """Return the slot of a place that is written as text."""
    text = given.place.text
    choices = given.printed_choices if role is not Role.MARK else ()
    waiting = bool(choices) or gives_way(given.place, text)
    return Slot(
        role=role,
        where=given.place.address,
        kind=SlotKind.CHOICE if choices else SlotKind.TEXT,
        choices=choices,
        before=("" if waiting or _only_label(text) else text) if before is None else before,
        placeholder=text if waiting else "",
        value=value,
        label=label,
        locked=given.protection.text,
    )


def _only_label(text: str) -> bool:
    """Tell whether a text is a label with nothing behind its colon yet: "Vendor response:"."""
    return text.endswith((":", "：")) and len(text.split()) <= _LABEL_WORDS


def mark_slots(given: Offer) -> list[Slot]:
    """Return a mark for each box of a place, with the option that it stands for, and what an option asks for besides."""
    boxes = given.boxes
    spans = option_spans(given.place.raw, boxes)
    slots = []
    for box, (start, end) in zip(boxes, spans, strict=True):
        value = option_label(given.place.raw[start:end]) or ("Yes" if len(boxes) == 1 else "")
        slots.append(field_slot(given, box, Role.MARK, label=value, value=value))
    return slots


def answer_slots(given: Offer, role: Role, *, label: str = "") -> list[Slot]:
    """Return the slots of a place that is there to be answered in: its boxes, its controls, or the place as text."""
    inputs = given.inputs
    if given.boxes:
        marks = mark_slots(given)
        rest = _room_beside_boxes(given, marks, role, label)
        return [*rest, *marks] if rest and rest[0].role is Role.ANSWER else [*marks, *rest]
    if not inputs:
        return [text_slot(given, role, label=label)]
    # The choice of a legacy list is a number in the file and no text of the place, so it is told by the field's own address.
    listed = inputs[0].shape is Shape.LEGACY and inputs[0].kind is SlotKind.CHOICE
    alone = len(inputs) == 1 and not given.outside and not listed
    first = field_slot(given, inputs[0], role, label=label, alone=alone)
    others = [field_slot(given, field, Role.OTHER, label=before_field(given, field)) for field in inputs[1:]]
    return [first, *others]


def before_field(given: Offer, field: Field) -> str:
    """Return the text on the field's line between the field before it and itself: its label."""
    raw = given.place.raw
    floor = max((other.end for other in given.fields if other.end <= field.start and other is not field), default=0)
    start = max(floor, raw.rfind("\n", 0, field.start) + 1)
    return squeeze(raw[start : field.start]).strip(_EDGES).rstrip(":")


def _room_beside_boxes(given: Offer, marks: list[Slot], role: Role, label: str) -> list[Slot]:
    """Return the text slots of a place that has boxes too: its blanks, or the empty paragraph that follows the boxes."""
    if given.inputs:
        return [field_slot(given, field, _beside(given, field), label=before_field(given, field)) for field in given.inputs]
    paragraphs = given.place.paragraphs
    if not paragraphs or paragraphs[-1].raw.strip() or role is not Role.ANSWER:
        return []
    closed = any(option_value(mark.value) for mark in marks)
    return [text_slot(given, Role.COMMENT if closed else Role.ANSWER, label=label, before="")]


def _beside(given: Offer, field: Field) -> Role:
    line = given.place.raw.rfind("\n", 0, field.start) + 1
    of_option = any(line <= box.start < field.start for box in given.boxes) and before_field(given, field)
    words = before_field(given, field).casefold()
    return Role.OTHER if of_option and not words.startswith(("if", "please", "comment", "explain", "describe", "detail")) else Role.COMMENT


def column_mark(given: Offer, value: str) -> Slot:
    """Return the mark of a cell in a column of one option: its lone box, always with a number, or the cell for an X."""
    if len(given.boxes) == 1:
        return field_slot(given, given.boxes[0], Role.MARK, label=value, value=value)
    text = given.place.text
    return text_slot(given, Role.MARK, label=value, value=value, before=text if is_mark(text) or not is_placeholder(text) else "")
