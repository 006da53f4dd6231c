"""Runs of text as bytes: content, and properties that never bring a label's bold or a placeholder's grey along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.splice import Splice
    from questionnaire_filler.forms.docx.tree import Node

#: What an answer takes over from the text around it, in the schema's order (CT_RPr, 17.3.2.28): font, size, direction, language.
_KEPT = ("w:rFonts", "w:sz", "w:szCs", "w:rtl", "w:cs", "w:lang")
_OF_CONTROL = ("w:rStyle", *_KEPT, "w:color")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return the text as XML may hold it: one kind of line end, no control characters; joiners and directions are part of the words."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class RunMaker:
    """Makes runs that look like the text around them; names carry the prefix that the file uses."""

    def __init__(self, splice: Splice) -> None:
        self.splice = splice

    def tag(self, like: Node, name: str) -> str:
        """Return a qualified name of the WordprocessingML namespace as the file writes it beside `like`."""
        return f"{like.prefix}:{name}" if like.prefix else name

    def attribute(self, like: Node, name: str) -> str:
        """Return a qualified attribute name; attributes have no default namespace, so one without prefix falls back to `w`."""
        return f"{like.prefix or 'w'}:{name}"

    def content(self, like: Node, text: str) -> bytes:
        """Return text as the content of a run: w:t, w:br and w:tab."""
        t, br, tab = (self.tag(like, name) for name in ("t", "br", "tab"))
        parts: list[str] = []
        for number, line in enumerate(clean(text).split("\n")):
            parts.extend([f"<{br}/>"] if number else [])
            for cell_number, stretch in enumerate(line.split("\t")):
                parts.extend([f"<{tab}/>"] if cell_number else [])
                if stretch:
                    parts.append(f'<{t} xml:space="preserve">{escape(stretch)}</{t}>')
        return "".join(parts).encode()

    def run(self, like: Node, text: str, properties: bytes = b"") -> bytes:
        """Return a run with the text."""
        r = self.tag(like, "r").encode()
        return b"<" + r + b">" + properties + self.content(like, text) + b"</" + r + b">"

    def plain(self, like: Node, properties: Node | None, *, unbold: bool = False) -> bytes:
        """Return run properties for an answer: font, size and language of the given ones, and nothing that stresses."""
        kept = [self.splice.bytes_of(kid) for tag in _KEPT for kid in (properties.children if properties else ()) if kid.tag == tag]
        if unbold:
            off = f'{self.attribute(like, "val")}="0"'
            bold = f"<{self.tag(like, 'b')} {off}/><{self.tag(like, 'bCs')} {off}/>".encode()
            fonts = 1 if kept and properties is not None and properties.child("w:rFonts") is not None else 0
            kept.insert(fonts, bold)
        return self.wrapped(like, b"".join(kept))

    def wrapped(self, like: Node, inner: bytes) -> bytes:
        """Return run properties around their content; nothing for none."""
        name = self.tag(like, "rPr").encode()
        return b"<" + name + b">" + inner + b"</" + name + b">" if inner else b""

    def of_control(self, like: Node, properties: Node | None) -> bytes:
        """Return a control's own run properties (17.5.2.27): the style, font and colour that its author chose, without emphasis.

        Authors set emphasis there for the placeholder as often as for the answer; an answer without it is never wrong.
        """
        kept = [
            self.splice.bytes_of(kid)
            for kid in (properties.children if properties else ())
            if kid.tag in _OF_CONTROL and not (kid.tag == "w:rStyle" and kid.attrs.get("w:val") == "PlaceholderText")
        ]
        return self.wrapped(like, b"".join(kept))
