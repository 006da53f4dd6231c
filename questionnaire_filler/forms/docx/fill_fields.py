"""Filling one field: a content control, a legacy form field, a box or a blank drawn with characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx import blanks
from questionnaire_filler.forms.docx.fields import Field, Shape, field_signs, is_symbol_box
from questionnaire_filler.forms.docx.runs import clean
from questionnaire_filler.forms.docx.text_changes import TextChange
from questionnaire_filler.model import SlotKind

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.body import Place
    from questionnaire_filler.forms.docx.inline import Piece
    from questionnaire_filler.forms.docx.runs import RunMaker
    from questionnaire_filler.forms.docx.tree import Node

NOT_A_CHOICE = "not one of its choices"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BOUND = {"w:dataBinding", "dataBinding"}
_TICK, _EMPTY = 0xFE, 0xA8  # Wingdings: box with a tick, empty box
_PRIVATE = 0xF000  # where Word puts the signs of symbol fonts in Unicode


class FieldFiller:
    """Fills fields of one document; text replacements are returned, to be applied place by place."""

    def __init__(self, maker: RunMaker) -> None:
        self.maker = maker
        self.splice = maker.splice

    def fill(self, place: Place, field: Field, text: str, *, unbold: bool) -> list[TextChange]:
        """Fill a field: edit what is structure at once, return what is text."""
        if field.shape is Shape.CONTROL and field.node is not None:
            return self._control(place, field, field.node, text)
        if field.shape is Shape.LEGACY and field.node is not None:
            return self._legacy(field, field.node, text)
        if field.shape is Shape.GLYPH:
            return self._glyph(place, field, ticked=bool(text))
        return [TextChange(field.start, field.end, self._on_line(place, field, text), self._plain_at(place, field.start, unbold=unbold))]

    def _on_line(self, place: Place, field: Field, text: str) -> str:
        """Return the text for a blank, with a space where it would touch its label."""
        before = place.raw[field.start - 1 : field.start]
        after = place.raw[field.end : field.end + 1]
        lead = " " if before and not before.isspace() and before not in "([<\0" else ""
        return lead + text + (" " if after.isalnum() else "")

    def _plain_at(self, place: Place, offset: int, *, unbold: bool) -> bytes:
        piece = self._piece_at(place, offset)
        return self.maker.plain(piece.run, piece.run.child("w:rPr"), unbold=unbold) if piece is not None else b""

    def _piece_at(self, place: Place, offset: int) -> Piece | None:
        return next((piece for start, piece in place.pieces() if start <= offset < start + len(piece.text)), None)

    # --- content controls ----------------------------------------------------------------------------------------------------------------

    def _control(self, place: Place, field: Field, control: Node, text: str) -> list[TextChange]:
        properties = control.child("w:sdtPr")
        self._unlock_placeholder(control)
        for outer in field.outer:
            self._unlock_placeholder(outer)
        changes = self._clear_outer(place, field)
        if field.kind is SlotKind.CHECK:
            return changes + self._checkbox(place, field, control, ticked=bool(text))
        if field.kind is SlotKind.DATE and properties is not None:
            self._full_date(properties, text)
        own = properties.child("w:rPr") if properties is not None else None
        style = self.maker.of_control(control, own) if own is not None else self._neighbour_style(control)
        text = self._further_paragraphs(place, field, control, text, style)
        if field.start < field.end:
            return [*changes, TextChange(field.start, field.end, text, style)]
        self._into_empty(control, self.maker.run(control, text, style))
        return changes

    def _further_paragraphs(self, place: Place, field: Field, control: Node, text: str, style: bytes) -> str:
        """Put the lines behind the first where the control takes them, and return what is left to write in its first paragraph.

        A plain text control holds one line unless it says otherwise (17.5.2.44), a control around the paragraphs of a cell holds more of
        them. Inside a paragraph a line break is what a person would type, and so it is where every paragraph is a place of its own:
        one more would be a place that nobody announced.
        """
        first, *rest = clean(text).split("\n")
        plain = control.child("w:sdtPr", "w:text")
        if not rest:
            return first
        if plain is not None:
            many = plain.attrs.get("w:multiLine", "0") in {"1", "true", "on"}
            return text if many else " ".join(line.strip() for line in (first, *rest) if line.strip())
        piece = self._piece_at(place, field.start) if field.start < field.end else None
        paragraph = piece.run.up("w:p") if piece is not None else next(control.iter("w:p"), None)
        if paragraph is None or paragraph is place.node or not control.start < paragraph.start < control.end:
            return text
        p = self.maker.tag(paragraph, "p")
        own = paragraph.child("w:pPr")
        properties = self.splice.bytes_of(own) if own is not None and own.child("w:sectPr") is None else b""
        more = (f"<{p}>".encode() + properties + self.maker.run(paragraph, line, style) + f"</{p}>".encode() for line in rest)
        self.splice.insert(paragraph.end, b"".join(more))
        return first

    def _unlock_placeholder(self, control: Node) -> None:
        """Take away the flag that the placeholder shows, and a data binding, from which Word would write over the answer (17.5.2.6)."""
        properties = control.child("w:sdtPr")
        for kid in properties.children if properties is not None else ():
            if kid.tag == "w:showingPlcHdr" or kid.tag in _BOUND:
                self.splice.remove(kid)

    def _clear_outer(self, place: Place, field: Field) -> list[TextChange]:
        """Remove the placeholders of controls that hold nothing but this one: their `Select one` must not stay behind."""
        inner = field.node
        changes = []
        for offset, piece in place.pieces():
            inside = any(outer.start <= piece.node.start < outer.end for outer in field.outer)
            if inside and inner is not None and not inner.start <= piece.node.start < inner.end and piece.text.strip():
                changes.append(TextChange(offset, offset + len(piece.text), ""))
        return changes

    def _neighbour_style(self, control: Node) -> bytes:
        """Return font and size of the paragraph that the control stands in, or that stands in it."""
        paragraph = next(control.iter("w:p"), None) or control.up("w:p")
        mark = paragraph.child("w:pPr", "w:rPr") if paragraph is not None else None
        return self.maker.plain(control, mark)

    def _into_empty(self, control: Node, run: bytes) -> None:
        content = control.child("w:sdtContent")
        if content is None:
            return
        target = next(content.iter("w:p"), None) or content
        self.splice.append(target, run)

    def _full_date(self, properties: Node, text: str) -> None:
        date = properties.child("w:date")
        match = _ISO_DATE.search(text)
        if date is None or not match or "w:fullDate" in date.attrs:
            return
        name = self.maker.attribute(date, "fullDate")
        at = date.start + 1 + len(self.maker.tag(date, "date"))
        self.splice.insert(at, f' {name}="{match[0]}T00:00:00Z"'.encode())

    def _checkbox(self, place: Place, field: Field, control: Node, *, ticked: bool) -> list[TextChange]:
        box = control.child("w:sdtPr", "w14:checkbox")
        if box is None:
            return []
        self._checked(box, ticked=ticked)
        state = box.child("w14:checkedState" if ticked else "w14:uncheckedState")
        code = state.attrs.get("w14:val", "") if state is not None else ""
        sign = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,5}", code) else ("☒" if ticked else "☐")
        if field.start == field.end:
            self._into_empty(control, self.maker.run(control, sign))
            return []
        return self._box_sign(place, field, sign, state.attrs.get("w14:font", "") if state is not None else "")

    def _checked(self, box: Node, *, ticked: bool) -> None:
        prefix = f"{box.prefix}:" if box.prefix else ""
        name = f"{box.prefix or 'w14'}:val"
        tag = f'<{prefix}checked {name}="{int(ticked)}"/>'.encode()
        old = box.child("w14:checked")
        if old is None:
            self.splice.prepend(box, tag)
        else:
            self.splice.replace(old.start, old.end, tag)

    def _box_sign(self, place: Place, field: Field, sign: str, font: str) -> list[TextChange]:
        piece = self._piece_at(place, field.start)
        if piece is not None and piece.node.tag == "w:sym":
            self._symbol(piece.node, sign)
            return []
        properties = None
        fonts = piece.run.child("w:rPr", "w:rFonts") if piece is not None else None
        if font and fonts is not None and piece is not None and fonts.attrs.get("w:ascii", font) != font:
            names = " ".join(f'{self.maker.attribute(fonts, key)}="{font}"' for key in ("ascii", "eastAsia", "hAnsi"))
            properties = self.maker.wrapped(piece.run, f"<{self.maker.tag(fonts, 'rFonts')} {names}/>".encode())
        return [TextChange(field.start, field.end, sign, properties)]

    # --- legacy form fields --------------------------------------------------------------------------------------------------------------

    def _legacy(self, field: Field, sign: Node, text: str) -> list[TextChange]:
        data = sign.child("w:ffData")
        if data is None:
            return []
        if (box := data.child("w:checkBox")) is not None:
            self._legacy_box(box, ticked=bool(text))
        elif (entries := data.child("w:ddList")) is not None:
            self._legacy_choice(entries, text)
        elif field.start < field.end:
            return [TextChange(field.start, field.end, text)]
        else:
            self._legacy_text(sign, text)
        return []

    def _legacy_box(self, box: Node, *, ticked: bool) -> None:
        name = self.maker.tag(box, "checked")
        off = "" if ticked else f' {self.maker.attribute(box, "val")}="0"'
        tag = f"<{name}{off}/>".encode()
        old = box.child("w:checked")
        if old is None:
            self.splice.append(box, tag)
        else:
            self.splice.replace(old.start, old.end, tag)

    def _legacy_choice(self, entries: Node, text: str) -> None:
        texts = [kid.attrs.get("w:val", "") for kid in entries.children if kid.tag == "w:listEntry"]
        tag = f'<{self.maker.tag(entries, "result")} {self.maker.attribute(entries, "val")}="{texts.index(text)}"/>'.encode()
        old = entries.child("w:result")
        if old is None:
            self.splice.prepend(entries, tag)
        else:
            self.splice.replace(old.start, old.end, tag)

    def _legacy_text(self, begin: Node, text: str) -> None:
        signs = field_signs(begin)
        run = begin.parent
        own = run.child("w:rPr") if run is not None else None
        style = self.splice.bytes_of(own) if own is not None else b""
        answer = self.maker.run(begin, text, style)
        after, end = signs.get("separate"), signs.get("end")
        if after is not None and after.parent is not None:
            self.splice.insert(after.parent.end, answer)
        elif end is not None and end.parent is not None:
            kind = f'{self.maker.attribute(begin, "fldCharType")}="separate"'
            r, sign = self.maker.tag(begin, "r"), self.maker.tag(begin, "fldChar")
            self.splice.insert(end.parent.start, f"<{r}><{sign} {kind}/></{r}>".encode() + answer)

    # --- characters ----------------------------------------------------------------------------------------------------------------------

    def _glyph(self, place: Place, field: Field, *, ticked: bool) -> list[TextChange]:
        sign = place.raw[field.start : field.end]
        new = blanks.ticked(sign) if ticked else blanks.unticked(sign)
        piece = self._piece_at(place, field.start)
        if piece is None or not new or new == sign:
            return []
        if is_symbol_box(piece):
            if piece.node.tag == "w:sym":
                self._symbol(piece.node, new)
                return []
            return self._symbol_text(field, piece, ticked=ticked)
        return [TextChange(field.start, field.end, new)]

    def _symbol(self, node: Node, sign: str) -> None:
        """Change which symbol a w:sym draws (17.3.3.30); a font with other boxes than Wingdings is changed to it."""
        ticked = sign not in "☐□"
        font, code = self.maker.attribute(node, "font"), self.maker.attribute(node, "char")
        name = self.maker.tag(node, "sym")
        self.splice.replace(node.start, node.end, f'<{name} {font}="Wingdings" {code}="F0{_TICK if ticked else _EMPTY:02X}"/>'.encode())

    def _symbol_text(self, field: Field, piece: Piece, *, ticked: bool) -> list[TextChange]:
        high = _PRIVATE if any(ord(sign) >= _PRIVATE for sign in piece.node.text) else 0
        return [TextChange(field.start, field.end, chr(high | (_TICK if ticked else _EMPTY)))]


def refuses(field: Field, text: str) -> str:
    """Return why a field does not take a text, or an empty string."""
    if field.choices and not field.open_choice and text not in field.choices:
        return NOT_A_CHOICE
    if field.max_length is not None and len(text) > field.max_length:
        return f"longer than the {field.max_length} characters that the field takes"
    return ""
