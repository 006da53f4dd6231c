"""The answers as Markdown (CommonMark): headings, bold questions, sources in small print; no text is taken for markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaire_filler.export.outline import outline
from questionnaire_filler.export.paper import UNANSWERED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from questionnaire_filler.export.paper import Line, Paper

#: An underscore inside a word is no markup.
_MARKUP = re.compile(r"[\\`*\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])")
#: What begins a list, a quotation, a rule, or an underlined heading at the start of a line.
_LINE_START = re.compile(r"^(\d{1,9})(?=[.)])|^(?=[-+=:#])", re.MULTILINE)
_ADDRESS = re.compile(r"(https?://[^\s<>]*[^\s<>.,;:)\]}'\"])")
_DEEPEST = 6


def paper_markdown(paper: Paper) -> str:
    """Return the document as Markdown."""
    blocks = [f"# {plain(paper.title, start=False)}", f"As of {paper.as_of.isoformat()}"]
    for headings, line in outline(paper.lines):
        blocks += [f"{'#' * min(level + 2, _DEEPEST)} {plain(heading, start=False)}" for level, heading in headings]
        blocks += _blocks(line)
    return "\n\n".join(blocks) + "\n"


def _blocks(line: Line) -> Iterator[str]:
    yield f"**{plain(f'{line.number} {line.question}', start=False)}**"
    yield from map(_lines, line.texts) if line.texts else iter((f"*{UNANSWERED}*",))
    if line.sources:
        yield f"Source: {'; '.join(map(_source, line.sources))}"


def _lines(text: str) -> str:
    """Return a text of several lines with its line breaks kept."""
    return "\n\n".join("\\\n".join(plain(line.strip()) for line in block.split("\n")) for block in text.split("\n\n"))


def _source(source: str) -> str:
    """Return a source line with its addresses as links."""
    return "".join(f"<{piece}>" if number % 2 else plain(piece, start=not number) for number, piece in enumerate(_ADDRESS.split(source)))


def plain(text: str, *, start: bool = True) -> str:
    """Return a text on one line as Markdown shows it literally.

    Args:
        text: Any text.
        start: It may stand at the start of a line, where more signs have a meaning.
    """
    safe = _MARKUP.sub(lambda match: f"\\{match[0]}", text.replace("&", "&amp;"))
    return _LINE_START.sub(lambda match: f"{match[1] or ''}\\", safe) if start else safe
