"""XML parts as trees, for proofs that nothing was taken away: parsed safely, compared by their canonical form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from questionnaire_filler.errors import UnreadableFormError, UnsafeFormError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from questionnaire_filler.forms.verify.archive import Archive

#: The namespaces of attributes that name a relationship, of both variants.
RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_MARKUP = re.compile(rb"<[^>]*>|[^<]+")
_DTD = re.compile(rb"<!DOCTYPE|<\0!\0D\0O\0C\0T|\0<\0!\0D\0O\0C\0T")


def parse(archive: Archive, name: str) -> etree._Element:
    """Return the root element of a part.

    Raises:
        UnreadableFormError: It is not well-formed.
        UnsafeFormError: It has a DTD.
    """
    raw = archive.read(name)
    if _DTD.search(raw):
        raise UnsafeFormError(f"{name} has a DTD, which no Office file needs", where=str(archive.path))
    try:
        return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise UnreadableFormError(f"{name} is not well-formed XML ({error})", where=str(archive.path)) from None


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def canonical(element: etree._Element) -> bytes:
    """Return the element in canonical form: equal bytes for equal content, however it is written."""
    tail, element.tail = element.tail, None
    try:
        return etree.tostring(element, method="c14n", exclusive=True)
    except etree.C14NError:  # a namespace that is no absolute address has no canonical form
        return etree.tostring(element)
    finally:
        element.tail = tail


@dataclass(frozen=True, slots=True)
class Additions:
    """The children that a newer version of an element has on top of the older one's; `intact` says that all older ones are there."""

    intact: bool
    added: tuple[etree._Element, ...] = ()


def additions(old: etree._Element, new: etree._Element, form: Callable[[etree._Element], bytes] = canonical) -> Additions:
    """Compare children: the old ones must all be there, in order and the same; the others were added."""
    if sorted(old.items()) != sorted(new.items()):
        return Additions(intact=False)
    waiting = [form(child) for child in old]
    waiting.reverse()
    added = []
    for child in new:
        if waiting and form(child) == waiting[-1]:
            waiting.pop()
        else:
            added.append(child)
    return Additions(not waiting, tuple(added))


def kept_as_written(old: bytes, new: bytes, but: str = "") -> bool:
    """Say whether every tag and text of the old part is in the new one, byte for byte and in order; an element of one name may differ.

    A canonical form forgives what a reader forgives: the XML declaration, quotes, the space in a tag. Nobody was to touch these either.
    """
    coming = iter(_pieces(new, but))
    return all(any(piece == other for other in coming) for piece in _pieces(old, but))


def _pieces(part: bytes, but: str) -> Iterator[bytes]:
    """Yield tags and texts; an element without content as its two tags, since it may have got some."""
    if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        part = part.decode("utf-16").encode()
    other = re.compile(rb"</?(?:[^\s:>]+:)?%s[\s/>]" % but.encode()) if but else None
    for piece in _MARKUP.findall(part):
        if other is not None and other.match(piece):
            continue
        if piece.endswith(b"/>"):
            yield piece[:-2] + b">"
            yield b"</" + piece[1:-2].split(None, 1)[0] + b">"
        else:
            yield piece


def relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Return the relationships of a part: kind and target part (or address outside) by id."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if rels not in archive.parts:
        return {}
    found = {}
    for one in parse(archive, rels):
        if local(one) == "Relationship":
            kind = one.get("Type", "").rpartition("/")[2]
            found[one.get("Id", "")] = (kind, _resolved(folder, one.get("Target", ""), archive.parts))
    return found


def _resolved(folder: str, target: str, parts: Collection[str]) -> str:
    path: list[str] = [] if target.startswith("/") else folder.split("/") if folder else []
    for step in target.strip("/").split("/"):
        if step == ".." and path:
            path.pop()
        elif step not in ("", ".", ".."):
            path.append(step)
    full = "/".join(path)
    return next((part for part in parts if part.lower() == full.lower()), full)


def main_part(archive: Archive) -> str:
    """Return the name of the workbook or document part.

    Raises:
        UnreadableFormError: The package names none.
    """
    found = next((target for kind, target in relations(archive, "").values() if kind == "officeDocument"), "")
    if found not in archive.parts:
        raise UnreadableFormError("the file holds no workbook and no document", where=str(archive.path))
    return found


def relation_id(element: etree._Element, name: str = "id") -> str:
    """Return an attribute of the relationships namespace, of either variant."""
    return next((str(value) for key, value in element.attrib.items() if str(key) in {f"{{{space}}}{name}" for space in RELATIONS}), "")
