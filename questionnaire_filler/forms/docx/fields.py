"""What can be filled in inside a place: content controls, legacy form fields, boxes drawn as characters, and blanks.

They are numbered in the order of the text; that number is the `#n` of an address.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx import blanks
from questionnaire_filler.forms.docx.inline import in_symbol_font, legacy_choice, legacy_ticked, pieces_of, shows_placeholder
from questionnaire_filler.forms.layout.lexicon import is_placeholder
from questionnaire_filler.model import SlotKind
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from questionnaire_filler.forms.docx.body import Place
    from questionnaire_filler.forms.docx.inline import Piece
    from questionnaire_filler.forms.docx.tree import Node


class Shape(StrEnum):
    """How a field is built in the file."""

    CONTROL = "content control"
    LEGACY = "form field"
    GLYPH = "box"
    BLANK = "blank"


@dataclass(eq=False, slots=True)
class Field:
    """One thing to fill in inside a place.

    Attributes:
        shape: How it is built.
        kind: How it is written.
        start: Offset of its text in the place's `raw`; `end` is the offset after it.
        node: The w:sdt, or the w:fldChar that begins a legacy field; None for characters.
        value: The answer that stands there; empty when only a placeholder or a default does.
        placeholder: The preset text.
        choices: The texts that it accepts; empty for any.
        open_choice: The choices are suggestions: a combo box.
        ticked: A box is ticked.
        locked: The control's content must not be edited, or the form field is disabled.
        max_length: In characters; None for no limit.
        outer: Controls around it that hold nothing else; filling it fills them.
    """

    shape: Shape
    kind: SlotKind
    start: int
    end: int
    node: Node | None = None
    value: str = ""
    placeholder: str = ""
    choices: tuple[str, ...] = ()
    open_choice: bool = False
    ticked: bool = False
    locked: bool = False
    max_length: int | None = None
    outer: tuple[Node, ...] = ()


_NOT_TEXT = {"w:picture", "w:docPartObj", "w:docPartList", "w:group", "w:citation", "w:bibliography", "w:equation", "repeatingSection"}
_LOCKS = {"contentLocked", "sdtContentLocked"}


def find_fields(place: Place) -> list[Field]:
    """Return the fields of a place in the order of its text."""
    pieces = list(place.pieces())
    found = [*_controls(place, pieces), *_legacy(place, pieces)]
    masked = list(place.raw)
    for field in found:
        masked[field.start : field.end] = "\0" * (field.end - field.start)
    text = "".join(masked)
    for start, end, ticked in blanks.boxes(text):
        found.append(Field(Shape.GLYPH, SlotKind.CHECK, start, end, ticked=ticked))
    for start, end in blanks.blanks(text, list(_ruled(pieces))):
        found.append(Field(Shape.BLANK, SlotKind.TEXT, start, end, placeholder=squeeze(text[start:end])))
    for start, end, options in blanks.printed(text):
        found.append(Field(Shape.BLANK, SlotKind.CHOICE, start, end, placeholder=squeeze(text[start:end]), choices=options))
    return sorted(found, key=lambda field: (field.start, field.end))


def _ruled(pieces: list[tuple[int, Piece]]) -> Iterator[tuple[int, int]]:
    """Yield the spans of space that is underlined or drawn out by a tab leader: lines to write on."""
    for offset, piece in pieces:
        if piece.text.isspace() and "\n" not in piece.text and (_underlined(piece) or _leader(piece)):
            yield offset, offset + len(piece.text)


def _underlined(piece: Piece) -> bool:
    enough = piece.text == "\t" or len(piece.text) >= 3  # noqa: PLR2004 -- a shorter space separates words
    return enough and piece.run.val("w:rPr", "w:u", default="none") not in {"none", ""}


def _leader(piece: Piece) -> bool:
    paragraph = piece.run.up("w:p")
    tabs = paragraph.child("w:pPr", "w:tabs") if paragraph is not None and piece.text == "\t" else None
    leaders = {tab.attrs.get("w:leader") for tab in tabs.children} if tabs is not None else set()
    if leaders & {"underscore", "heavy"}:
        return True
    # Dots lead to the page number in a table of contents; only where nothing stands behind them are they there to be written on.
    behind = [other.text for other in pieces_of(paragraph) if other.node.start > piece.node.start] if paragraph is not None else []
    return bool(leaders & {"dot", "hyphen", "middleDot"}) and not "".join(behind).strip()


# --- content controls --------------------------------------------------------------------------------------------------------------------


def _controls(place: Place, pieces: list[tuple[int, Piece]]) -> Iterator[Field]:
    inside = list(_controls_in(place.node))
    everything = [*place.controls, *inside]
    for control in everything:
        kind = _kind_of(control)
        nested = [other for other in everything if control.start < other.start < control.end and _kind_of(other)]
        if kind is None or nested:
            continue  # a control around others is filled through them
        start, end = span(place, pieces, control)
        around = [other for other in everything if other.start < control.start < other.end and _kind_of(other)]
        outer = tuple(other for other in around if _only(place, pieces, other, control))
        field = Field(Shape.CONTROL, kind, start, end, control, outer=outer)
        _describe(field, control, place.raw[start:end])
        yield field


def _controls_in(node: Node) -> Iterator[Node]:
    for kid in node.children:
        if kid.tag == "w:sdt":
            yield kid
        if kid.tag not in {"w:tbl", "w:txbxContent", "w:del", "w:moveFrom"}:
            yield from _controls_in(kid)


def _kind_of(control: Node) -> SlotKind | None:
    properties = control.child("w:sdtPr")
    if properties is None:
        return SlotKind.TEXT
    tags = {kid.tag for kid in properties.children}
    if tags & _NOT_TEXT or "repeatingSectionItem" in tags:
        return None
    if "w14:checkbox" in tags:
        return SlotKind.CHECK
    if tags & {"w:dropDownList", "w:comboBox"}:
        return SlotKind.CHOICE
    return SlotKind.DATE if "w:date" in tags else SlotKind.TEXT


def span(place: Place, pieces: list[tuple[int, Piece]], node: Node) -> tuple[int, int]:
    """Return the offsets of the text that stands inside an element; twice the same where it holds none."""
    inside = [(offset, piece) for offset, piece in pieces if node.start <= piece.node.start < node.end]
    if inside:
        return inside[0][0], inside[-1][0] + len(inside[-1][1].text)
    offset = 0
    for paragraph in place.paragraphs:  # an empty control: where the next text begins
        if paragraph.node.start >= node.start:
            return offset, offset
        for piece in paragraph.pieces:
            if piece.node.start >= node.end:
                return offset, offset
            offset += len(piece.text)
        if paragraph.node.end >= node.end:
            return offset, offset
        offset += 1
    return len(place.raw), len(place.raw)


def _only(place: Place, pieces: list[tuple[int, Piece]], outer: Node, inner: Node) -> bool:
    """Tell whether the outer control holds nothing but the inner one and placeholders."""
    start, end = span(place, pieces, outer)
    rest = [p for o, p in pieces if start <= o < end and not inner.start <= p.node.start < inner.end and p.text.strip()]
    siblings = [other for other in _controls_in(outer) if other is not inner and not other.start < inner.start < other.end]
    inside = [other for other in siblings if not inner.start <= other.start < inner.end]
    return not inside and all(piece.placeholder or is_placeholder(piece.text) for piece in rest)


def _describe(field: Field, control: Node, text: str) -> None:
    """Add what a content control says of itself: lock, value or placeholder, choices."""
    field.locked = control.val("w:sdtPr", "w:lock") in _LOCKS
    if field.kind is SlotKind.CHECK:
        field.ticked = control.on("w:sdtPr", "w14:checkbox", "w14:checked")
        return
    waiting = shows_placeholder(control) or any(map(shows_placeholder, field.outer)) or is_placeholder(text)
    field.placeholder, field.value = (squeeze(text), "") if waiting else ("", text.strip())
    if field.kind is SlotKind.CHOICE:
        field.choices = tuple(_choices(control))
        field.open_choice = control.child("w:sdtPr", "w:comboBox") is not None
        if field.value and field.value not in field.choices and is_placeholder(field.value):
            field.placeholder, field.value = field.value, ""


def _choices(control: Node) -> Iterator[str]:
    items = control.child("w:sdtPr", "w:dropDownList") or control.child("w:sdtPr", "w:comboBox")
    for item in items.children if items is not None else ():
        if item.tag == "w:listItem":
            text = item.attrs.get("w:displayText") or item.attrs.get("w:value", "")
            if item.attrs.get("w:value") and text.strip() and not is_placeholder(text):
                yield text


# --- legacy form fields ------------------------------------------------------------------------------------------------------------------


def _legacy(place: Place, pieces: list[tuple[int, Piece]]) -> Iterator[Field]:
    for paragraph in place.paragraphs:
        for sign in paragraph.node.iter("w:fldChar"):
            data = sign.child("w:ffData")
            if data is None or sign.up("w:p") is not paragraph.node or sign.up("w:del", "w:moveFrom") is not None:
                continue
            field = _legacy_field(place, pieces, sign, data)
            if field is not None:
                field.locked = data.child("w:enabled") is not None and not data.on("w:enabled")
                yield field


def _legacy_field(place: Place, pieces: list[tuple[int, Piece]], sign: Node, data: Node) -> Field | None:
    shown = next(((offset, len(piece.text)) for offset, piece in pieces if piece.node is sign), None)
    start, end = (shown[0], sum(shown)) if shown else (0, 0)
    if (box := data.child("w:checkBox")) is not None and shown:
        return Field(Shape.LEGACY, SlotKind.CHECK, start, end, sign, ticked=legacy_ticked(box))
    if (entries := data.child("w:ddList")) is not None:
        return _legacy_list(entries, sign, start, end)
    if data.child("w:textInput") is not None:
        result = result_pieces(sign, [piece for _, piece in pieces])
        offsets = [(offset, offset + len(piece.text)) for offset, piece in pieces if piece in result]
        start, end = (offsets[0][0], offsets[-1][1]) if offsets else _gap(place, pieces, sign)
        return _legacy_text(place.raw[start:end], data, sign, start, end)
    return None


def _gap(place: Place, pieces: list[tuple[int, Piece]], sign: Node) -> tuple[int, int]:
    run = sign.parent
    return span(place, pieces, run) if run is not None else (0, 0)


def _legacy_list(entries: Node, sign: Node, start: int, end: int) -> Field:
    texts = [kid.attrs.get("w:val", "") for kid in entries.children if kid.tag == "w:listEntry"]
    chosen = legacy_choice(entries)
    preset = entries.val("w:result", default="0") == "0" or is_placeholder(chosen)
    choices = tuple(text for text in texts if text.strip() and not is_placeholder(text))
    field = Field(Shape.LEGACY, SlotKind.CHOICE, start, end, sign, choices=choices)
    field.placeholder, field.value = (squeeze(chosen), "") if preset else ("", chosen)
    return field


def _legacy_text(text: str, data: Node, sign: Node, start: int, end: int) -> Field:
    limit = data.val("w:textInput", "w:maxLength")
    preset = data.val("w:textInput", "w:default")
    kind = SlotKind.DATE if data.val("w:textInput", "w:type") == "date" else SlotKind.TEXT
    field = Field(Shape.LEGACY, kind, start, end, sign, max_length=int(limit) if limit.isdecimal() and int(limit) else None)
    waiting = text.strip() == preset.strip() or is_placeholder(text)
    field.placeholder, field.value = (squeeze(text), "") if waiting else ("", text.strip())
    return field


def result_pieces(sign: Node, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces that show the result of the field that the sign begins, in its own paragraph."""
    signs = field_signs(sign)
    if "separate" not in signs:
        return []
    stop = signs["end"].start if "end" in signs else signs["separate"].end + (1 << 40)
    paragraph = sign.up("w:p")
    return [p for p in pieces if signs["separate"].start < p.node.start < stop and p.node.up("w:p") is paragraph]


def field_signs(begin: Node) -> dict[str, Node]:
    """Return the separate and end signs that belong to the begin sign of a complex field (17.16.18), as far as the paragraph has them."""
    paragraph = begin.up("w:p")
    depth, found = 0, {"begin": begin}
    for sign in paragraph.iter("w:fldChar") if paragraph is not None else ():
        if sign.start < begin.start:
            continue
        kind = sign.attrs.get("w:fldCharType", "")
        depth += kind == "begin"
        if depth == 1 and kind in {"separate", "end"}:
            found.setdefault(kind, sign)
        depth -= kind == "end"
        if depth == 0:
            break
    return found


def is_symbol_box(piece: Piece) -> bool:
    """Tell whether a box is drawn by a symbol font rather than by a Unicode character."""
    return piece.node.tag == "w:sym" or in_symbol_font(piece.run)
