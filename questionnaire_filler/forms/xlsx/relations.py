"""Which part points to which: relationships and content types (ECMA-376-2, 6.5 and 7.2), read and added to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote
from xml.parsers.expat import ExpatError

from questionnaire_filler.errors import UnreadableFormError
from questionnaire_filler.forms.package import CONTENT_TYPES
from questionnaire_filler.forms.xlsx.splice import Edit, XmlPart, opened, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from questionnaire_filler.forms.package import Package

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship.

    Attributes:
        id: As the source part names it.
        kind: The last segment of its type: "worksheet", "comments", "threadedComment".
        part: The name of the part that it points to, as the package spells it; empty for a target outside or missing.
    """

    id: str
    kind: str
    part: str


def relations_part(part: str) -> str:
    """Return the name of the part that holds the relationships of another; of the package itself for an empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, part: str) -> tuple[Relation, ...]:
    """Return the relationships of a part; none when it has none."""
    name = relations_part(part)
    if name not in package:
        return ()
    known = {known.lower(): known for known in package.names}
    found: list[Relation] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(" ")[2] != "Relationship":
            return
        target = unquote(attributes.get("Target", ""))
        outside = attributes.get("TargetMode") == "External"
        full = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
        kind = attributes.get("Type", "").rpartition("/")[2]
        found.append(Relation(attributes.get("Id", ""), kind, "" if outside else known.get(full.lower(), "")))

    walk(read(package, name), f"{package.path}: {name}", start)
    return tuple(found)


def read(package: Package, name: str) -> XmlPart:
    """Return an XML part of the package."""
    return XmlPart.of(package.read(name))


def walk(part: XmlPart, where: str, start: Callable[[str, dict[str, str]], None]) -> None:
    """Call a function with the name ("namespace local") and the attributes of every element, in order.

    Raises:
        UnreadableFormError: The part is not well-formed.
    """
    parser = part.parser()
    parser.StartElementHandler = start
    try:
        parser.Parse(part.data, True)
    except ExpatError as error:
        raise malformed(where, error) from None


def malformed(where: str, error: Exception) -> UnreadableFormError:
    """Return the error for a part that is not well-formed."""
    return UnreadableFormError(
        f"the part is not well-formed XML ({error})", where=where, hint="Open the file, save it again and try again."
    )


@dataclass(frozen=True, slots=True)
class NewRelation:
    """A relationship to be added; `part` is the part that it points to."""

    id: str
    type: str
    part: str


def free_ids(taken: Sequence[Relation], count: int) -> list[str]:
    """Return ids that no relationship of the part has."""
    used = {relation.id for relation in taken}
    candidates = (f"rId{number}" for number in range(1, len(used) + count + 1))
    return [name for name in candidates if name not in used][:count]


def with_relations(package: Package, part: str, new: Sequence[NewRelation]) -> bytes:
    """Return the relationships part of `part` with more of them, made where it is missing."""
    name = relations_part(part)
    folder = posixpath.dirname(part)
    rows = [(("Id", one.id), ("Type", one.type), ("Target", quote(posixpath.relpath(one.part, folder)))) for one in new]
    if name not in package:
        body = "".join(_element("Relationship", "", row) for row in rows)
        return f'{_HEAD}<Relationships xmlns="{_RELATIONSHIPS}">{body}</Relationships>'.encode()
    return _appended(read(package, name), [("Relationship", row) for row in rows])


def with_content_types(package: Package, overrides: Mapping[str, str], defaults: Mapping[str, str]) -> bytes:
    """Return [Content_Types].xml with the types of new parts; a default that is there already stays."""
    part = read(package, CONTENT_TYPES)
    known: set[str] = set()
    walk(part, f"{package.path}: {CONTENT_TYPES}", lambda _, attributes: known.add(attributes.get("Extension", "").lower()))
    rows = [("Default", (("Extension", suffix), ("ContentType", kind))) for suffix, kind in defaults.items() if suffix not in known]
    rows += [("Override", (("PartName", f"/{name}"), ("ContentType", kind))) for name, kind in overrides.items()]
    return _appended(part, rows)


def _element(name: str, prefix: str, attributes: Sequence[tuple[str, str]]) -> str:
    return f"<{prefix}{name}" + "".join(f" {key}={quoted(value)}" for key, value in attributes) + "/>"


def _appended(part: XmlPart, rows: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> bytes:
    """Return a part whose root element has more children at its end, in the root's own namespace prefix."""
    start, end = root_extent(part)
    prefix = part.prefix(start)
    body = part.encode("".join(_element(name, prefix.decode(), attributes) for name, attributes in rows))
    return part.edited(into_element(part, start, end, body))


def root_extent(part: XmlPart) -> tuple[int, int]:
    """Return the offsets of the root element's start tag and of its end tag (or of what follows, when it closes itself)."""
    found: list[int] = []
    depth = 0
    parser = part.parser()

    def start(_: str, __: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth == 1:
            found.append(parser.CurrentByteIndex)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 0:
            found.append(parser.CurrentByteIndex)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(part.data, True)
    return found[0], found[1]


def into_element(part: XmlPart, start: int, end: int, body: bytes) -> list[Edit]:
    """Return the edits that put markup at the end of an element, opening it where it closes itself."""
    tag_end = part.tag_end(start)
    if not part.is_empty(tag_end):
        return [Edit(end, end, body)]
    tag = part.data[start:tag_end]
    return [Edit(start, tag_end, opened(tag) + body + b"</" + _qualified(tag) + b">")]


def _qualified(tag: bytes) -> bytes:
    return tag[1:].split(None, 1)[0].rstrip(b"/>")
