"""The visible text of a paragraph, piece by piece, with the element that each piece stands in.

Deleted and moved-away text, field codes, hidden text and the second copy of alternate content are not visible text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from questionnaire_filler.forms.docx.tree import Node

BOX, BOX_TICKED = "☐", "☒"
_GONE = {"w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr"}
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": ""}
#: Code points of Wingdings and its kin (low byte) that are drawn as a box, and whether it is ticked.
SYMBOL_BOXES = {0x6F: False, 0x71: False, 0x72: False, 0xA8: False, 0x78: True, 0xFD: True, 0xFE: True}
_FEW_SIGNS = 2  # a longer text in a symbol font is decoration
_SYMBOL_FONTS = ("wingdings", "zapf dingbats", "webdings")


@dataclass(eq=False, slots=True)
class Piece:
    """A stretch of visible text that stands in one element.

    Attributes:
        text: The text; a box for a symbol or legacy check box.
        node: w:t, w:tab, w:br, w:sym, or the w:fldChar that begins a legacy field.
        run: The w:r that it stands in.
        placeholder: It is the preset text of a content control that nobody has filled in.
    """

    text: str
    node: Node
    run: Node
    placeholder: bool = False


@dataclass(slots=True)
class _State:
    """Complex fields that are open: False before their separator (code), True after it (result)."""

    pieces: list[Piece] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)

    @property
    def in_code(self) -> bool:
        return not all(self.fields)


def pieces_of(paragraph: Node) -> list[Piece]:
    """Return the visible text of a paragraph in order."""
    state = _State()
    _walk(paragraph, state, placeholder=False)
    return state.pieces


def _walk(node: Node, state: _State, *, placeholder: bool) -> None:
    for kid in node.children:
        if kid.tag == "w:r":
            _run(kid, state, placeholder=placeholder)
        elif kid.tag == "w:sdt":
            content = kid.child("w:sdtContent")
            if content is not None:
                _walk(content, state, placeholder=placeholder or shows_placeholder(kid))
        elif kid.tag == "mc:AlternateContent":
            _walk(chosen(kid), state, placeholder=placeholder)
        elif kid.tag not in _GONE:
            _walk(kid, state, placeholder=placeholder)


def shows_placeholder(control: Node) -> bool:
    """Tell whether a content control shows its placeholder (17.5.2.39): nobody has filled it in."""
    return control.on("w:sdtPr", "w:showingPlcHdr")


def chosen(alternate: Node) -> Node:
    """Return the branch of alternate content that counts: the first choice, else the fallback."""
    return alternate.child("mc:Choice") or alternate.child("mc:Fallback") or alternate


def _run(run: Node, state: _State, *, placeholder: bool) -> None:
    hidden = run.on("w:rPr", "w:vanish")
    placeholder = placeholder or run.val("w:rPr", "w:rStyle") == "PlaceholderText"
    for kid in run.children:
        if kid.tag == "w:fldChar":
            _field_sign(kid, run, state)
        elif not (hidden or state.in_code):
            text = _visible(kid, run)
            if text:
                state.pieces.append(Piece(text, kid, run, placeholder))


def _visible(node: Node, run: Node) -> str:
    if node.tag == "w:t":
        return _symbols(node.text, run) if node.text else ""
    if node.tag == "w:br":
        return "" if node.attrs.get("w:type") in {"page", "column"} else "\n"
    if node.tag == "w:sym":
        return symbol(node)
    return _SIGNS.get(node.tag, "")


def symbol(node: Node) -> str:
    """Return the box that a w:sym draws, else a neutral sign."""
    try:
        code = int(node.attrs.get("w:char", ""), 16) & 0xFF
    except ValueError:
        return ""
    if not node.attrs.get("w:font", "").casefold().startswith(_SYMBOL_FONTS) or code not in SYMBOL_BOXES:
        return "•"
    return BOX_TICKED if SYMBOL_BOXES[code] else BOX


def in_symbol_font(run: Node) -> bool:
    """Tell whether the run's letters are drawn as symbols: an `o` in Wingdings is a box."""
    fonts = run.child("w:rPr", "w:rFonts")
    return fonts is not None and fonts.attrs.get("w:ascii", "").casefold().startswith(_SYMBOL_FONTS)


def _symbols(text: str, run: Node) -> str:
    if len(text) > _FEW_SIGNS or not in_symbol_font(run):
        return text
    codes = [SYMBOL_BOXES.get(ord(sign) & 0xFF) for sign in text]
    return "".join(sign if ticked is None else (BOX_TICKED if ticked else BOX) for sign, ticked in zip(text, codes, strict=True))


def _field_sign(sign: Node, run: Node, state: _State) -> None:
    kind = sign.attrs.get("w:fldCharType")
    if kind == "begin":
        if not state.in_code and (data := sign.child("w:ffData")) is not None:
            shown = _legacy_shown(data)
            if shown:
                state.pieces.append(Piece(shown, sign, run, placeholder=data.child("w:ddList") is not None))
        state.fields.append(False)
    elif state.fields:
        if kind == "separate":
            state.fields[-1] = True
        elif kind == "end":
            state.fields.pop()


def _legacy_shown(data: Node) -> str:
    if (box := data.child("w:checkBox")) is not None:
        return BOX_TICKED if legacy_ticked(box) else BOX
    if (entries := data.child("w:ddList")) is not None:
        return legacy_choice(entries)
    return ""


def legacy_ticked(box: Node) -> bool:
    """Tell whether a legacy check box is ticked: its state, else its default (17.16.9)."""
    return box.on("w:checked") if box.child("w:checked") is not None else box.on("w:default")


def legacy_choice(entries: Node) -> str:
    """Return the entry that a legacy drop-down shows; it always shows one (17.16.9)."""
    texts = [kid.attrs.get("w:val", "") for kid in entries.children if kid.tag == "w:listEntry"]
    index = entries.val("w:result") or entries.val("w:default") or "0"
    return texts[int(index)] if index.isdecimal() and int(index) < len(texts) else ""


def text_boxes(paragraph: Node) -> Iterator[Node]:
    """Yield the contents of the text boxes that are anchored in a paragraph, each once, nested ones through their own paragraphs."""
    stack = list(reversed(paragraph.children))
    while stack:
        node = stack.pop()
        if node.tag == "w:txbxContent":
            yield node
        elif node.tag == "mc:AlternateContent":
            stack.extend(reversed(chosen(node).children))
        elif node.tag not in {"w:del", "w:moveFrom"}:
            stack.extend(reversed(node.children))
