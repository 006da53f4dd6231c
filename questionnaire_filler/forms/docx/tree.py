"""XML with the byte range of every element: what lets the writer change a place and leave every other byte alone."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from questionnaire_filler.errors import UnreadableFormError, UnsafeFormError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Deepest nesting that is read; Word itself stays far below, and the walk's recursion is bounded by it.
MAX_DEPTH = 256

_SHORT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_OPEN_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")


@dataclass(eq=False, slots=True)
class Node:
    """One element.

    Attributes:
        tag: Its name with a prefix of ours, whatever the file's is: `w:p`; the bare local name for other namespaces.
        attrs: Its attributes, named in the same way.
        prefix: The file's own prefix, for elements that are put beside it; empty for the default namespace.
        start: Offset of its first byte; `end` is the offset after its last.
        close: Offset of its end tag; equal to `end` where the element is one self-closing tag.
        text: The characters directly inside it.
    """

    tag: str
    attrs: dict[str, str]
    prefix: str
    start: int
    parent: Node | None = None
    end: int = 0
    close: int = 0
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def child(self, *path: str) -> Node | None:
        """Return the first descendant at the path of tags, or None."""
        node: Node | None = self
        for tag in path:
            if node is None:
                return None
            node = next((kid for kid in node.children if kid.tag == tag), None)
        return node

    def val(self, *path: str, default: str = "") -> str:
        """Return `w:val` (or `w14:val`) of the descendant at the path of tags."""
        node = self.child(*path)
        if node is None:
            return default
        return node.attrs.get("w:val", node.attrs.get("w14:val", default))

    def on(self, *path: str) -> bool:
        """Tell whether the on-off property at the path is set (ISO/IEC 29500-1, 17.17.4)."""
        return self.child(*path) is not None and self.val(*path, default="1") not in {"0", "false", "off"}

    def iter(self, *tags: str) -> Iterator[Node]:
        """Yield the descendants with one of these tags, in document order."""
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            if node.tag in tags:
                yield node
            stack.extend(reversed(node.children))

    def up(self, *tags: str) -> Node | None:
        """Return the nearest ancestor with one of these tags, or None."""
        node = self.parent
        while node is not None and node.tag not in tags:
            node = node.parent
        return node


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed part.

    Attributes:
        data: The part as UTF-8, which all offsets are into.
        root: Its root element.
        encoding: What the part was stored as: "utf-8", "utf-16-le" or "utf-16-be".
        namespaces: Prefix of each namespace that the root declares: {uri: prefix}.
    """

    data: bytes
    root: Node
    encoding: str = "utf-8"
    namespaces: dict[str, str] = field(default_factory=dict)

    def inner(self, node: Node) -> int:
        """Return the offset after the node's start tag."""
        match = _OPEN_TAG.match(self.data, node.start)
        return match.end() if match else node.end

    def encoded(self, data: bytes) -> bytes:
        """Return changed data in the part's own encoding."""
        return data if self.encoding == "utf-8" else data.decode("utf-8").encode(self.encoding)


def parse(data: bytes, where: str) -> Source:
    """Parse a part.

    Raises:
        UnreadableFormError: It is not well-formed XML.
        UnsafeFormError: It declares a document type or nests deeper than any real document.
    """
    encoding = "utf-8"
    for bom, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(bom):
            encoding = name
            data = data.decode(name, "replace").encode("utf-8")
    builder = _Builder(data, where)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableFormError(f"{where} is damaged: {error}", hint="Open the file in Word, save it again and retry.") from error
    return Source(data, builder.root.children[0], encoding, builder.namespaces)


class _Builder:
    """Builds the tree from expat's events; expat is asked for offsets, which lxml does not keep."""

    def __init__(self, data: bytes, where: str) -> None:
        self.data = data
        self.where = where
        self.root = Node("", {}, "", 0)
        self.open = [self.root]
        self.names: dict[str, tuple[str, str]] = {}
        self.namespaces: dict[str, str] = {}
        self.parser = parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.finish
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartNamespaceDeclHandler = self.namespace

    def name(self, raw: str) -> tuple[str, str]:
        if raw not in self.names:
            parts = raw.split(" ")
            uri, local, prefix = (["", *parts, ""] if len(parts) == 1 else [*parts, ""])[:3]
            short = _SHORT.get(uri, "")
            self.names[raw] = (f"{short}:{local}" if short else local, prefix)
        return self.names[raw]

    def start(self, raw: str, attrs: dict[str, str]) -> None:
        if len(self.open) > MAX_DEPTH:
            raise UnsafeFormError(f"{self.where} nests elements deeper than {MAX_DEPTH} levels")
        tag, prefix = self.name(raw)
        parent = self.open[-1]
        node = Node(tag, {self.name(key)[0]: value for key, value in attrs.items()}, prefix, self.parser.CurrentByteIndex, parent)
        parent.children.append(node)
        self.open.append(node)

    def finish(self, _raw: str) -> None:
        node = self.open.pop()
        node.close = node.end = self.parser.CurrentByteIndex
        if node.children or node.text or not self.closed_itself(node):
            node.end = self.data.index(b">", node.close) + 1

    def closed_itself(self, node: Node) -> bool:
        """Tell whether the node is one tag; expat then reports the offset behind it."""
        if self.data[node.close - 2 : node.close] != b"/>":
            return False
        match = _OPEN_TAG.match(self.data, node.start)
        return match is not None and match.end() == node.close

    def characters(self, data: str) -> None:
        self.open[-1].text += data

    def namespace(self, prefix: str | None, uri: str) -> None:
        if len(self.open) == 1:
            self.namespaces.setdefault(uri, prefix or "")

    def doctype(self, *_: object) -> None:
        raise UnsafeFormError(f"{self.where} declares a document type, which no Word document has")
