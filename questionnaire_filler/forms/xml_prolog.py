"""What stands before the root element of an XML part: where a DTD would be, and what OOXML never has."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_STEP = 4096
_ENCODING = re.compile(r"""^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_HARMLESS = re.compile(r"utf-?8|utf-?16(le|be)?|us-ascii|ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: UTF-32 and EBCDIC, which some parsers guess and OPC does not allow (ECMA-376-2, 8.1.4).
_FOREIGN = (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0\0\0", b"\0\0\0<", b"\x4c\x6f\xa7\x94")
_BARE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


def danger(head: Callable[[int], bytes], size: int) -> str:
    """Return what is dangerous before the root element: "a DTD", "the encoding x"; empty when nothing is.

    A DTD is the only place where entities can be declared, and it stands before the root element (XML 1.0, 2.8): no more than
    that is looked at.

    Args:
        head: Returns the first n bytes of the part, fewer where it is shorter.
        size: Bytes in the part.
    """
    want = _STEP
    while True:
        raw = head(min(want, size))
        if raw.startswith(_FOREIGN):
            return "an encoding that is not allowed"
        text = _decoded(raw)
        declared = _ENCODING.match(text)
        if declared and not _HARMLESS.fullmatch(declared.group(1)):
            return f"the encoding {declared.group(1)}"
        verdict = _scan(text)
        if verdict is not None:
            return verdict
        if want >= size:
            return ""
        want *= 4


def _decoded(raw: bytes) -> str:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    for mark, encoding in _BARE:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    return raw.decode("latin-1")


def _scan(text: str) -> str | None:
    """Return the verdict, or None when the text ends before the root element."""
    at = 0
    while True:
        at = text.find("<", at)
        if at < 0 or at + len("<!DOCTYPE") > len(text):
            return None
        if text.startswith("<?", at):
            end, skip = text.find("?>", at), 2
        elif text.startswith("<!--", at):
            end, skip = text.find("-->", at + 4), 3
        elif text.startswith("<!", at):
            return "a DTD"
        else:
            return ""
        if end < 0:
            return None
        at = end + skip
