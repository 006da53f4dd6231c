"""Notes on cells: the comments part and the VML drawing that shows them (ECMA-376-1 18.7, ECMA-376-4 19), made or added to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.errors import UnreadableFormError
from questionnaire_filler.forms.xlsx.relations import NewRelation, free_ids, into_element, read, relations, walk
from questionnaire_filler.forms.xlsx.sheet_scan import TRANSITIONAL
from questionnaire_filler.forms.xlsx.splice import XmlPart, clean, escaped, quoted, text_element

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from questionnaire_filler.forms.package import Package
    from questionnaire_filler.forms.xlsx.a1 import Cell

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE_NUMBER = re.compile(rb'"_x0000_s(\d+)"')
_CLOSING = re.compile(rb"</([A-Za-z_][\w.-]*:)?xml\s*>\s*$")


@dataclass(frozen=True, slots=True)
class NotesParts:
    """What notes on one sheet change and add in the package.

    Attributes:
        changed: New content of parts that are there.
        added: New parts, by name.
        content_types: Types of the new parts that need one of their own.
        relations: New relationships of the sheet.
        legacy_drawing: The relationship id that the sheet's `legacyDrawing` element names, when it has none yet.
        noted: The cells that got a note; others have one already.
    """

    changed: dict[str, bytes]
    added: dict[str, bytes]
    content_types: dict[str, str]
    relations: tuple[NewRelation, ...]
    legacy_drawing: str
    noted: frozenset[Cell]


def collides(package: Package, sheet_part: str) -> str:
    """Return why notes cannot be put on this sheet; empty when they can."""
    kinds = {one.kind for one in relations(package, sheet_part)}
    return "the sheet has threaded comments" if "threadedComment" in kinds else ""


def add(package: Package, sheet_part: str, texts: Mapping[Cell, str], taken: Collection[str]) -> NotesParts | None:
    """Return what notes on a sheet change; None when every cell has a note already.

    Args:
        package: The book.
        sheet_part: The sheet's part.
        texts: The notes.
        taken: Names of parts that are added already.
    """
    related = relations(package, sheet_part)
    comments = next((one.part for one in related if one.kind == "comments" and one.part), "")
    drawing = next((one.part for one in related if one.kind == "vmlDrawing" and one.part and _is_legacy(package, sheet_part, one.id)), "")
    texts = {cell: text for cell, text in sorted(texts.items()) if not comments or str(cell) not in _noted(package, comments)}
    if not texts:
        return None
    used = {*(name.lower() for name in package.names), *(name.lower() for name in taken)}
    ids = free_ids(related, 2)
    changed: dict[str, bytes] = {}
    added: dict[str, bytes] = {}
    types: dict[str, str] = {}
    new: list[NewRelation] = []
    if comments:
        changed[comments] = _more_comments(read(package, comments), f"{package.path}: {comments}", texts)
    else:
        comments = _free("xl/comments{}.xml", used)
        added[comments] = _comments(texts)
        types[comments] = COMMENTS_TYPE
        new.append(NewRelation(ids[0], f"{_RELATIONS}/comments", comments))
    legacy = ""
    if drawing:
        changed[drawing] = _more_shapes(package.read(drawing), f"{package.path}: {drawing}", texts)
    else:
        drawing = _free("xl/drawings/vmlDrawing{}.vml", used)
        added[drawing] = _drawing(texts, _number(drawing))
        new.append(NewRelation(ids[1], f"{_RELATIONS}/vmlDrawing", drawing))
        legacy = ids[1]
    return NotesParts(changed, added, types, tuple(new), legacy, frozenset(texts))


def _is_legacy(package: Package, sheet_part: str, link: str) -> bool:
    """Say whether a VML drawing is the sheet's own, not that of its headers and footers."""
    found: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith(" legacyDrawing"):
            found.extend(value for key, value in attributes.items() if key.endswith(" id"))

    walk(read(package, sheet_part), f"{package.path}: {sheet_part}", start)
    return link in found


def _noted(package: Package, comments: str) -> set[str]:
    found: set[str] = set()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith(" comment"):
            found.add(attributes.get("ref", ""))

    walk(read(package, comments), f"{package.path}: {comments}", start)
    return found


def _free(pattern: str, used: Collection[str]) -> str:
    number = 1
    while (name := pattern.format(number)).lower() in used:
        number += 1
    return name


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name) or 1)


def _comments(texts: Mapping[Cell, str]) -> bytes:
    body = "".join(_comment(cell, text, 0, "") for cell, text in texts.items())
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    authors = "<authors><author></author></authors>"
    return f"{head}<comments xmlns={quoted(TRANSITIONAL)}>{authors}<commentList>{body}</commentList></comments>".encode()


def _comment(cell: Cell, text: str, author: int, prefix: str) -> str:
    inner = text_element(clean(text), prefix)
    return (
        f'<{prefix}comment ref="{cell}" authorId="{author}"><{prefix}text><{prefix}r>{inner}</{prefix}r></{prefix}text></{prefix}comment>'
    )


def _more_comments(part: XmlPart, where: str, texts: Mapping[Cell, str]) -> bytes:
    """Add comments to a part that has some, under an author without a name."""
    authors = 0
    spans: dict[str, list[int]] = {}
    parser = part.parser()

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal authors
        local = tag.rpartition(" ")[2]
        authors += local == "author"
        if local in ("authors", "commentList"):
            spans.setdefault(local, [parser.CurrentByteIndex])

    def end(tag: str) -> None:
        local = tag.rpartition(" ")[2]
        if local in spans:
            spans[local].append(parser.CurrentByteIndex)

    walk(part, where, lambda *_: None)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(part.data, True)
    prefix = part.prefix(spans["commentList"][0]).decode()
    body = "".join(_comment(cell, text, authors, prefix) for cell, text in texts.items())
    author = f"<{prefix}author></{prefix}author>"
    return part.edited(
        [
            *into_element(part, spans["authors"][0], spans["authors"][1], part.encode(author)),
            *into_element(part, spans["commentList"][0], spans["commentList"][1], part.encode(body)),
        ]
    )


def _drawing(texts: Mapping[Cell, str], number: int) -> bytes:
    first = number * 1024 + 1
    shapes = "".join(_shape(cell, first + at) for at, cell in enumerate(texts))
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{number}"/></o:shapelayout>'
        f"{_SHAPE_TYPE}{shapes}</xml>"
    ).encode()


def _shape(cell: Cell, number: int) -> str:
    """Return a hidden note's box; the anchor is left column, offset, top row, offset, right column ... counted from 0."""
    anchor = f"{cell.column}, 15, {max(0, cell.row - 2)}, 10, {cell.column + 4}, 15, {cell.row + 5}, 4"
    return (
        f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;margin-left:59pt;margin-top:2pt;width:216pt;height:96pt;z-index:1;visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{escaped(anchor)}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{cell.row - 1}</x:Row><x:Column>{cell.column - 1}</x:Column></x:ClientData></v:shape>"
    )


def _more_shapes(raw: bytes, where: str, texts: Mapping[Cell, str]) -> bytes:
    """Add boxes before the end of a VML drawing. It is edited as text: VML that Office accepts is not always well-formed XML."""
    found = _CLOSING.search(raw)
    if found is None:
        raise UnreadableFormError("the drawing of the notes has no end", where=where, hint="Open the file, save it again and try again.")
    first = max((int(number) for number in _SHAPE_NUMBER.findall(raw)), default=1024) + 1
    kind = (
        ""
        if b'"_x0000_t202"' in raw
        else _SHAPE_TYPE.replace(
            "<v:shapetype ", '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ', 1
        )
    )
    body = kind + "".join(_shape(cell, first + at) for at, cell in enumerate(texts))
    return raw[: found.start()] + body.encode() + raw[found.start() :]
