"""Changing a part by its byte ranges: what no edit names stays as it was, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.tree import Node, Source


class Splice:
    """Edits of one part, collected and then applied at once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._edits: list[tuple[int, int, int, bytes]] = []
        self._opened: dict[int, tuple[Node, list[bytes]]] = {}

    def __bool__(self) -> bool:
        return bool(self._edits or self._opened)

    def replace(self, start: int, end: int, data: bytes) -> None:
        """Put data in the place of a range."""
        self._edits.append((start, end, len(self._edits), data))

    def insert(self, at: int, data: bytes) -> None:
        """Put data before the byte at an offset; several at one offset stand in the order of the calls."""
        self.replace(at, at, data)

    def remove(self, node: Node) -> None:
        """Take an element out."""
        self.replace(node.start, node.end, b"")

    def append(self, node: Node, data: bytes) -> None:
        """Put data inside an element, after its content; a self-closing tag is opened for it."""
        if node.close == node.end:
            self._opened.setdefault(node.start, (node, []))[1].append(data)
        else:
            self.insert(node.close, data)

    def prepend(self, node: Node, data: bytes, *, after: str = "") -> None:
        """Put data inside an element, before its content, but behind the child with the tag `after`."""
        first = node.child(after) if after else None
        if first is not None:
            self._insert_first(first.end, data)
        elif node.close == node.end:
            self._opened.setdefault(node.start, (node, []))[1].insert(0, data)
        else:
            self._insert_first(self.source.inner(node), data)

    def _insert_first(self, at: int, data: bytes) -> None:
        """Insert before all that is inserted at the same offset: in an empty element its start is its end."""
        self._edits.append((at, at, -1 - len(self._edits), data))

    def bytes_of(self, node: Node) -> bytes:
        """Return an element as it stands in the file."""
        return self.source.data[node.start : node.end]

    def start_tag(self, node: Node) -> bytes:
        """Return the start tag of an element that has content."""
        return self.source.data[node.start : self.source.inner(node)]

    def result(self) -> bytes:
        """Return the part with all edits, in its own encoding."""
        data = self.source.data
        edits = list(self._edits)
        for node, parts in self._opened.values():
            slash = data.rindex(b"/", node.start, node.end)
            name = data[node.start + 1 : slash].split()[0]
            edits.append((slash, node.end, len(edits), b">" + b"".join(parts) + b"</" + name + b">"))
        pieces: list[bytes] = []
        at = 0
        for start, end, _, new in sorted(edits):
            if start < at:
                raise AssertionError(f"two edits meet at byte {start} of {len(data)}")
            pieces += (data[at:start], new)
            at = end
        pieces.append(data[at:])
        return self.source.encoded(b"".join(pieces))
