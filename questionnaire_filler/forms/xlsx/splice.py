"""Changes to an XML part as byte edits: everything between the edits stays as it was, whatever wrote it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterable

_START_TAG = re.compile(rb"""<[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""")
_TAG_NAME = re.compile(rb"</?((?:[^\s/>:]+:)?)[^\s/>:]+")
_ENCODING = re.compile(rb"""^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ESCAPED_CHARACTER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_A_CELL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the bytes from `start` to `end` (none when they are equal) by others; offsets count from the part's beginning."""

    start: int
    end: int
    data: bytes


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes with the edits made; of several at one place the first given comes first.

    Raises:
        ValueError: Edits overlap.
    """
    pieces: list[bytes | memoryview] = []
    at = 0
    view = memoryview(data)
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            raise ValueError(f"edits overlap at byte {edit.start}")
        pieces += [view[at : edit.start], edit.data]
        at = edit.end
    return b"".join([*pieces, view[at:]])


@dataclass(frozen=True, slots=True)
class XmlPart:
    """An XML part in an encoding in which markup is ASCII, so that the parser's byte offsets can be used.

    UTF-16 is turned into UTF-8 while it is worked on, and back at the end; every other encoding stays.

    Attributes:
        data: The bytes that edits refer to.
    """

    data: bytes
    _codec: str = ""
    _bom: bytes = b""
    _ascii_only: bool = False

    @classmethod
    def of(cls, raw: bytes) -> XmlPart:
        """Take the bytes of a part as they are in the package."""
        for bom, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
            if raw.startswith(bom):
                return cls(raw[len(bom) :].decode(codec).encode(), codec, bom)
        for start, codec in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
            if raw.startswith(start):
                return cls(raw.decode(codec).encode(), codec)
        declared = _ENCODING.match(raw)
        return cls(raw, _ascii_only=declared is not None and declared.group(1).lower() not in (b"utf-8", b"utf8"))

    def parser(self) -> expat.XMLParserType:
        """Return a parser that joins namespace and local name with a space, and whose byte offsets are those of `data`."""
        return expat.ParserCreate("utf-8" if self._codec else None, " ")

    def encode(self, text: str) -> bytes:
        """Return new markup in the part's encoding."""
        return text.encode("ascii", "xmlcharrefreplace") if self._ascii_only else text.encode()

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """Return the part as it goes back into the package, with the edits made."""
        data = apply(self.data, edits)
        return self._bom + data.decode().encode(self._codec) if self._codec else data

    def tag_end(self, start: int) -> int:
        """Return the offset after the start tag that begins at `start`."""
        found = _START_TAG.match(self.data, start)
        if found is None:
            raise ValueError(f"no tag at byte {start}")
        return found.end()

    def is_empty(self, tag_end: int) -> bool:
        """Say whether the tag that ends there closes itself."""
        return self.data.endswith(b"/>", 0, tag_end)

    def prefix(self, start: int) -> bytes:
        """Return the namespace prefix of the tag at `start`, with its colon; empty without."""
        found = _TAG_NAME.match(self.data, start)
        return found.group(1) if found else b""


def with_attributes(tag: bytes, changes: dict[bytes, bytes | None]) -> bytes:
    """Return a start tag with attributes set or (None) removed; order and spelling of the others stay.

    Args:
        tag: From `<` to `>`.
        changes: Names without a namespace, and values as they stand between double quotes.
    """
    for name, value in changes.items():
        if value is None and name not in tag:
            continue
        found = _attribute(name).search(_without_values(tag))
        new = b"" if value is None else b" " + name + b'="' + value + b'"'
        if found:
            tag = tag[: found.start()] + new + tag[found.end() :]
        else:
            end = len(tag) - (2 if tag.endswith(b"/>") else 1)
            kept = tag[:end].rstrip()
            tag = kept + new + tag[len(kept) :]
    return tag


@cache
def _attribute(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\s+" + re.escape(name) + rb"""\s*=\s*(?:"[^"]*"|'[^']*')""")


def _without_values(tag: bytes) -> bytes:
    """Blank the attribute values, lengths kept, so that a value never looks like an attribute; values without a sign of it stay."""
    if tag.count(b"=") == tag.count(b'="') and b"'" not in tag and tag.count(b'"') == 2 * tag.count(b"="):
        return tag
    return re.sub(rb""""[^"]*"|'[^']*'""", lambda found: found[0][:1] + b"v" * (len(found[0]) - 2) + found[0][-1:], tag)


def opened(tag: bytes) -> bytes:
    """Return a tag that closes itself as one that does not."""
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag


def clean(text: str) -> str:
    """Return the text as a cell can hold it: without control characters, lines ended by line feeds."""
    return _NOT_IN_A_CELL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """Return text as it stands between tags of a spreadsheet.

    `_x0041_` is how spreadsheets write a character by its number (ST_Xstring, ECMA-376-1 22.9.2.19): where the text itself has
    it, its underscore is written so.
    """
    text = _ESCAPED_CHARACTER.sub("_x005F_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Return text as it stands in an attribute, with its quotes."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("\n", "&#10;")
    return f'"{plain}"'


def text_element(text: str, prefix: str = "") -> str:
    """Return `<t>` with the text, keeping its spaces where a reader might drop them."""
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text or "\t" in text or "  " in text else ""
    return f"<{prefix}t{keep}>{escaped(text)}</{prefix}t>"
