"""What an added part is named by: content types and relationships, which must say what is there and nothing else."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.parsers import expat

from questionnaire_filler.forms.verify.xml_parts import additions, local, parse

if TYPE_CHECKING:
    from lxml import etree

    from questionnaire_filler.forms.verify.archive import Archive

TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument."
#: Content types of what a filled copy may have on top, by the relationship that names it.
_KINDS = {
    "worksheet": f"{_OFFICE}spreadsheetml.worksheet+xml",
    "comments": f"{_OFFICE}spreadsheetml.comments+xml",
    "vmlDrawing": f"{_OFFICE}vmlDrawing",
}
_WORD_COMMENTS = f"{_OFFICE}wordprocessingml.comments+xml"
_DEFAULTS = {"vml": _KINDS["vmlDrawing"], "rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
#: An identifier has no space about it (xsd:ID, an NCName: XML Schema part 2, 3.3.8).
_ID = re.compile(r"[^\W\d][\w.-]*")
_BASES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)


def malformed(part: bytes, *, xml: bool = True) -> list[str]:
    """Say why a part is no XML; the boxes of notes need not be, for Office itself writes some that are not."""
    if not xml:
        return []
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(part, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # LookupError: an encoding that nobody knows
        return [f"not well-formed ({error})"]
    return []


def wrong_names(old: Archive, new: Archive, name: str) -> list[str]:
    """Say which of the names that were added to a part of types or relationships are not those of added parts."""
    after = parse(new, name)
    more = additions(parse(old, name), after).added if name in old.parts else tuple(after)
    fits = _is_type if name == TYPES else _is_relation
    space = str(after.tag).rpartition("}")[0]
    strange = name != TYPES and str(after.tag) != _RELATIONSHIPS
    ids = [one.get("Id") for one in after] if name != TYPES else []
    problems = ["an id is there twice"] if len(set(ids)) < len(ids) else []
    loose = [after.text, *(one.tail for one in after)]
    problems += ["names in another namespace"] if strange or any(str(one.tag).rpartition("}")[0] != space for one in more) else []
    problems += ["text between the names"] if any((text or "").strip() for text in loose) else []
    return problems + [f"names no added part: {sorted(map(str, one.attrib.values()))}" for one in more if not fits(one, name, old, new)]


def _is_type(one: etree._Element, _: str, old: Archive, new: Archive) -> bool:
    if local(one) == "Default":
        extension = one.get("Extension", "")
        return len(one.attrib) == 2 and _DEFAULTS.get(extension) == one.get("ContentType")  # noqa: PLR2004 - what it needs
    slash, _, part = one.get("PartName", "").partition("/")
    known = {*_KINDS.values(), _WORD_COMMENTS}
    added = not slash and part in new.parts and part not in old.parts
    return local(one) == "Override" and len(one.attrib) == 2 and added and one.get("ContentType") in known  # noqa: PLR2004 - what it needs


def _is_relation(one: etree._Element, name: str, old: Archive, new: Archive) -> bool:
    base, _, kind = one.get("Type", "").rpartition("/")
    folder = posixpath.dirname(posixpath.dirname(name))
    target = unquote(one.get("Target", ""))
    part = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    added = part in new.parts and part not in old.parts
    plain = len(one.attrib) == 3 and local(one) == "Relationship" and bool(_ID.fullmatch(one.get("Id", "")))  # noqa: PLR2004 - what it needs
    return plain and added and kind in _KINDS and f"{base}/" in _BASES
