"""Two versions of an XML part as bytes, without the elements that may differ: what is left must be the same, byte for byte.

A tree forgives what a reader forgives: the XML declaration, quotes, comments, the space between tags. Nobody was to touch these either.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    #: An older and a newer element.
    Pair = tuple[etree._Element | None, etree._Element | None]  # noqa: SLF001 - lxml's name for the type

_START_TAG = re.compile(rb"""<[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""")
_MARK = b"\0"


def same_around(parts: tuple[bytes, bytes], roots: tuple[etree._Element, etree._Element], pairs: Sequence[Pair]) -> bool:
    """Say whether two versions of a part are the same outside the given elements.

    Args:
        parts: The bytes of both.
        roots: Their root elements.
        pairs: Elements that may differ: older and newer one, or None where one has no counterpart.
    """
    old = _without(parts[0], roots[0], [(one, other is not None) for one, other in pairs if one is not None])
    new = _without(parts[1], roots[1], [(other, one is not None) for one, other in pairs if other is not None])
    return old == new


def _without(raw: bytes, root: etree._Element, elements: Iterable[tuple[etree._Element, bool]]) -> bytes:
    """Return a part with a mark instead of each element that has a counterpart, and nothing instead of the others."""
    content = _as_utf8(raw)
    wanted = dict(elements)
    numbers = {number: wanted[one] for number, one in enumerate(root.iter("*")) if one in wanted}
    pieces: list[bytes] = []
    at = 0
    for (start, end), paired in sorted((span, numbers[number]) for number, span in _spans(content, numbers.keys()).items()):
        if start >= at:
            pieces += [content[at:start], _MARK if paired else b""]
            at = end
    return b"".join([*pieces, content[at:]])


def _as_utf8(raw: bytes) -> bytes:
    for bom in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if raw.startswith(bom):
            return raw.decode("utf-16").encode()
    return raw


def _spans(content: bytes, wanted: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return where the elements of these numbers, counted in document order, begin and end."""
    spans: dict[int, tuple[int, int]] = {}
    numbers = frozenset(wanted)
    begun: list[tuple[int, int]] = []
    count = 0
    parser = expat.ParserCreate("utf-8" if content.startswith(b"<?xml") and b"utf-16" in content[:80].lower() else None)

    def start(_: str, __: dict[str, str]) -> None:
        nonlocal count
        begun.append((count, parser.CurrentByteIndex))
        count += 1

    def end(_: str) -> None:
        number, at = begun.pop()
        if number in numbers:
            tag = _START_TAG.match(content, parser.CurrentByteIndex)
            spans[number] = at, tag.end() if tag else parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(content, True)
    return spans
