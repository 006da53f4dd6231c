"""What a paragraph's style says of its job: heading and its level, table of contents, list item."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.tree import Node

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|見出し)\s*([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc(?:\s*\d|\s*heading)?|table of figures)$", re.IGNORECASE)
_TITLE = {"title", "subtitle", "titel", "titre", "título", "titolo"}
_MAX_CHAIN = 20
_BODY_TEXT = 9  # outline level (17.3.1.20)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, with what it inherits already applied.

    Attributes:
        name: The name that Word shows; built-in names are English in every language (ISO/IEC 29500-1, 17.7.4.9).
        level: Outline level from 0, or None for body text.
        bold: It makes text bold.
    """

    name: str = ""
    level: int | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The document's paragraph styles by id."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def of(self, paragraph: Node) -> Style:
        """Return the paragraph's style; an unnamed one where the document does not know it."""
        return self.by_id.get(paragraph.val("w:pPr", "w:pStyle"), Style())

    def heading_level(self, paragraph: Node) -> int | None:
        """Return the paragraph's outline level from 0; None for body text, 0 for a title."""
        own = paragraph.val("w:pPr", "w:outlineLvl")
        if own.isdecimal():
            return int(own) if int(own) < _BODY_TEXT else None
        return self.of(paragraph).level

    def is_contents(self, paragraph: Node) -> bool:
        """Tell whether the paragraph is a line of a table of contents or of figures."""
        return bool(_CONTENTS.match(self.of(paragraph).name))


def read_styles(root: Node | None) -> Styles:
    """Read word/styles.xml; a document without one has no styles."""
    nodes = [] if root is None else [node for node in root.children if node.tag == "w:style"]
    raw = {node.attrs.get("w:styleId", ""): node for node in nodes if node.attrs.get("w:type") == "paragraph"}
    return Styles({identity: _resolve(node, raw) for identity, node in raw.items()})


def _resolve(node: Node, raw: dict[str, Node]) -> Style:
    name = node.val("w:name")
    level: int | None = None
    bold: bool | None = None
    step: Node | None = node
    for _ in range(_MAX_CHAIN):
        if step is None:
            break
        level = _level(step) if level is None else level
        if bold is None and step.child("w:rPr", "w:b") is not None:
            bold = step.on("w:rPr", "w:b")
        step = raw.get(step.val("w:basedOn"))
    return Style(name, None if level == _BODY_TEXT else level, bool(bold))


def _level(style: Node) -> int | None:
    value = style.val("w:pPr", "w:outlineLvl")
    if value.isdecimal():
        return int(value)
    name = style.val("w:name").casefold()
    if name in _TITLE:
        return 0
    match = _HEADING.match(name)
    return int(match[1]) - 1 if match else None
