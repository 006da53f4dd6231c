"""Notes as Word comments: the comments part, its relationship and content type, and the ranges in the document (17.13.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from questionnaire_filler.forms.docx.parts import related, rels_name
from questionnaire_filler.forms.docx.runs import clean
from questionnaire_filler.forms.docx.splice import Splice
from questionnaire_filler.forms.docx.tree import parse

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.body import Place
    from questionnaire_filler.forms.docx.parts import Document
    from questionnaire_filler.forms.docx.runs import RunMaker

#: Who the comments are by: neutral, and without a date, so that the file says nothing of the program and the same run gives the same bytes.
AUTHOR, INITIALS = "Vendor", "V"
_CONTENT_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATION = {
    _TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    _STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}


class Comments:
    """Adds comments to a document."""

    def __init__(self, document: Document, maker: RunMaker) -> None:
        self.document = document
        self.maker = maker
        self.part = related(document.package, document.name, "comments")
        self.source = None
        if self.part in document.package:
            self.source = parse(document.package.read(self.part), self.part)
        taken = [node.attrs.get("w:id", "") for node in self.source.root.children] if self.source else []
        used = [node.attrs.get("w:id", "") for node in document.main.root.iter("w:commentRangeStart", "w:commentReference")]
        self.next = max((int(number) for number in (*taken, *used) if number.isdecimal()), default=-1) + 1
        self.notes: list[tuple[int, str]] = []

    def add(self, place: Place, text: str) -> None:
        """Attach a comment to a place."""
        number, self.next = self.next, self.next + 1
        self.notes.append((number, text))
        node = place.paragraphs[0].node
        splice, last = self.maker.splice, place.paragraphs[-1].node
        identity = f'{self.maker.attribute(node, "id")}="{number}"'
        start, end, reference, r = (
            self.maker.tag(node, name) for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "r")
        )
        splice.prepend(node, f"<{start} {identity}/>".encode(), after="w:pPr")
        splice.append(last, f"<{end} {identity}/><{r}><{reference} {identity}/></{r}>".encode())

    def parts(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """Return the parts that change and the parts that are added, besides the document itself."""
        if not self.notes:
            return {}, {}
        if self.source is not None:
            splice = Splice(self.source)
            prefix = f"{self.source.root.prefix}:" if self.source.root.prefix else ""
            splice.append(self.source.root, "".join(_comment(number, text, prefix) for number, text in self.notes).encode())
            return {self.part: splice.result()}, {}
        return self._new_part()

    def _new_part(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        package = self.document.package
        folder = self.document.name.rpartition("/")[0]
        names = {name.casefold() for name in package.names}
        base = next(
            name for name in ("comments.xml", *(f"comments{n}.xml" for n in range(1, 1000))) if f"{folder}/{name}".casefold() not in names
        )
        uri = next((uri for uri in (_STRICT, _TRANSITIONAL) if uri in self.document.main.namespaces), _TRANSITIONAL)
        body = "".join(_comment(number, text, "w:") for number, text in self.notes)
        content = f'{_PROLOG}<w:comments xmlns:w="{uri}">{body}</w:comments>'
        name = f"{folder}/{base}" if folder else base
        changed = {_CONTENT_TYPES: self._content_types(name)}
        rels = rels_name(self.document.name)
        relation = f'Type="{_RELATION[uri]}" Target={quoteattr(base)}'
        added = {name: content.encode()}
        if rels in package:
            changed[rels] = self._relationships(rels, relation)
        else:
            added[rels] = f'{_PROLOG}<Relationships xmlns="{_RELS}"><Relationship Id="rId1" {relation}/></Relationships>'.encode()
        return changed, added

    def _content_types(self, name: str) -> bytes:
        source = parse(self.document.package.read(_CONTENT_TYPES), _CONTENT_TYPES)
        splice = Splice(source)
        tag = f"{source.root.prefix}:Override" if source.root.prefix else "Override"
        splice.append(source.root, f'<{tag} PartName="/{name}" ContentType="{_TYPE}"/>'.encode())
        return splice.result()

    def _relationships(self, name: str, relation: str) -> bytes:
        source = parse(self.document.package.read(name), name)
        splice = Splice(source)
        ids = {node.attrs.get("Id", "") for node in source.root.children}
        numbers = [int(match[1]) for identity in ids if (match := re.fullmatch(r"rId(\d{1,6})", identity))]
        tag = f"{source.root.prefix}:Relationship" if source.root.prefix else "Relationship"
        splice.append(source.root, f'<{tag} Id="rId{max(numbers, default=0) + 1}" {relation}/>'.encode())
        return splice.result()


def _comment(number: int, text: str, prefix: str) -> str:
    w = prefix
    attribute = w or "w:"
    head = f'<{w}comment {attribute}id="{number}" {attribute}author="{AUTHOR}" {attribute}initials="{INITIALS}">'
    lines = "".join(f'<{w}p><{w}r><{w}t xml:space="preserve">{escape(line)}</{w}t></{w}r></{w}p>' for line in clean(text).split("\n"))
    return f"{head}{lines}</{w}comment>"
