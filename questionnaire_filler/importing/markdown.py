"""Markdown as lines: headings, list items, rows of tables and text, without the marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaire_filler.forms.contents import Line, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"^\s*(?:```|~~~)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$|^\s*\|?[\s:|-]+\|[\s:|-]*$")
_BOLD = re.compile(r"^(\*\*|__)(?!\s)(.+?)(?<!\s)\1:?$")
_LEAD = re.compile(r"^(\*\*|__)\s*(.+?)\s*\1\s*:?\s*(\S.*)$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)[^)]*\)")
_MARKS = re.compile(r"\*\*|__|`|<[^<>]{1,200}>")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def front_matter(text: str) -> tuple[str, str]:
    """Return the block of settings that a page may begin with, and the rest."""
    found = _FRONT.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def markdown_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a Markdown text; an empty text line where a paragraph ends."""
    fenced = False
    for raw in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).split("\n"):
        if _FENCE.match(raw):
            fenced = not fenced
        elif not fenced and not _RULE.match(raw):
            yield _line(raw)


def _line(raw: str) -> Line:
    if found := _HEADING.match(raw):
        return Line(LineKind.HEADING, plain(found[2]), len(found[1]))
    if raw.lstrip().startswith("|"):
        cells = [plain(cell) for cell in raw.strip().strip("|").split("|")]
        if len(cells) == 2 and all(cells):  # noqa: PLR2004 -- label and value
            return Line(LineKind.PAIR, cells[0], value=cells[1])
        return Line(LineKind.TEXT, " ".join(filter(None, cells)))
    found = _ITEM.match(raw)
    kind, text = (LineKind.ITEM, found[1]) if found else (LineKind.TEXT, raw.strip().removeprefix(">").strip())
    if lead := _LEAD.match(text):
        return Line(LineKind.PAIR, plain(lead[2]).rstrip(":"), value=plain(lead[3]).lstrip("-–— "))
    return Line(kind, plain(text), bold=_BOLD.match(text) is not None)


def plain(text: str) -> str:
    """Return a text without its marks; what a link points to follows it where it is an address."""
    text = _LINK.sub(lambda found: f"{found[1]} ({found[2]})" if found[2].startswith("http") else found[1], _IMAGE.sub("", text))
    return " ".join(_MARKS.sub("", text).split())
