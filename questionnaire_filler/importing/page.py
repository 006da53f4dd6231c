"""Pages of facts, questions and answers: an FAQ or a trust page in Markdown, plain text or Word."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from questionnaire_filler.forms.contents import Line, LineKind, document_lines, plain_text
from questionnaire_filler.importing.dates import find_date
from questionnaire_filler.importing.found import Contents, Found
from questionnaire_filler.importing.markdown import front_matter, markdown_lines
from questionnaire_filler.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

_ASKED = re.compile(r"^(?:(?:Q|Question)\s*\d*\s*[:.)]\s*)?(.{6,300}?\?)\s+(?:(?:A|Answer)\s*[:.)]\s*)?(\S.*)$", re.DOTALL)
_LABELLED = re.compile(r"^([^:.?!;]{2,80}):\s+(\S.*)$", re.DOTALL)
_NO_LABEL = re.compile(
    r"^(?:for|note|notes|see|we|our|please|if|when|example|e\.?g|i\.?e|https?|tip|warning|important)\b|\bsee$", re.IGNORECASE
)
_Q = re.compile(r"^(?:Q|Question)\s*\d*\s*[:.)]\s*(.+)$", re.DOTALL)
_A = re.compile(r"^(?:A|Answer)\s*[:.)]\s*(.+)$", re.DOTALL)
_DATED = re.compile(r"\b(?:updated|effective|revised|reviewed|version|date|published|as of)\b", re.IGNORECASE)
_DATE_WITHIN = 12  # lines from the top, where any day is the page's
_MOST_LABEL_WORDS = 12
_SHORT_ITEM = 5  # words of an item that says nothing without the heading over it
_BOLD_LEVEL = 7


def read_page(path: Path) -> Contents:
    """Return what a page states: each question with its answer, each label with its value, and each other statement.

    Args:
        path: A .md, .txt or .docx file.

    Raises:
        FormError: The file cannot be read.
    """
    if path.suffix.lower() == ".docx":
        lines, front = list(document_lines(path)), ""
    else:
        front, text = front_matter(plain_text(path))
        lines = list(markdown_lines(text))
    title = re.search(r"^title:\s*['\"]?(.+?)['\"]?\s*$", front, re.MULTILINE)
    first = next((at for at, line in enumerate(lines) if line.kind is LineKind.HEADING), None)
    body = lines if first is None else lines[first:]
    named = title[1] if title else lines[first].text if first is not None else path.stem
    return Contents(named, tuple(_found(body, named)), _page_date(front, lines), "read as a page", page=True)


def _page_date(front: str, lines: Sequence[Line]) -> date | None:
    top = [front, *(line.text for line in lines[:_DATE_WITHIN])]
    dated = [f"{line.text} {line.value}" for line in lines if _DATED.search(line.text)]
    return next((day for text in (*top, *dated) if (day := find_date(text))), None)


def _found(lines: Sequence[Line], title: str) -> Iterator[Found]:
    for headings, block in _blocks(lines):
        shown = tuple(heading for heading in headings if heading != title)
        over = shown[-1] if shown else title
        for one in _facts(block, over):
            yield replace(one, ref=over if one.question != over else (shown[-2] if len(shown) > 1 else title), headings=shown)


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[tuple[str, ...], list[Line]]]:
    """Yield what stands under each heading, with the headings over it."""
    open_: list[tuple[int, str]] = []
    block: list[Line] = []
    for line in lines:
        level = line.level if line.kind is LineKind.HEADING else _BOLD_LEVEL if _is_title(line) else 0
        if not level:
            block.append(line)
            continue
        yield tuple(text for _, text in open_), block
        block = []
        open_ = [(depth, text) for depth, text in open_ if depth < level]
        open_.append((level, line.text.rstrip(":")))
    yield tuple(text for _, text in open_), block


def _is_title(line: Line) -> bool:
    return line.kind is LineKind.TEXT and line.bold and bool(line.text)


def _facts(lines: Sequence[Line], heading: str) -> Iterator[Found]:
    said = [line for line in lines if line.text]
    if not said:
        return
    listed = len(said) > 1 and all(line.kind is LineKind.ITEM and len(words(line.text)) <= _SHORT_ITEM for line in said)
    if heading.endswith("?") or listed:
        yield Found(heading, "\n".join(_shown(line) for line in said), heading)
    else:
        yield from _paragraphs(_joined(lines), heading)


def _paragraphs(lines: Sequence[Line], heading: str) -> Iterator[Found]:
    at = 0
    while at < len(lines):
        line = lines[at]
        items = _items_after(lines, at) if line.kind is LineKind.TEXT and line.text.endswith(":") else []
        if items:
            asked = re.split(r"(?<=[.!?])\s+", line.text)[-1].rstrip(":")
            yield Found(asked, "\n".join([line.text, *map(_shown, items)]), heading, statement=True)
            at += 1 + len(items)
        elif (question := _Q.match(line.text)) and at + 1 < len(lines) and not _ASKED.match(line.text):
            answer = lines[at + 1]
            yield Found(question[1], (_A.match(answer.text) or [answer.text] * 2)[1], heading)
            at += 2
        else:
            yield _fact(line, heading)
            at += 1


def _items_after(lines: Sequence[Line], at: int) -> list[Line]:
    items: list[Line] = []
    for line in lines[at + 1 :]:
        if line.kind is not LineKind.ITEM:
            break
        items.append(line)
    return items


def _fact(line: Line, heading: str) -> Found:
    if line.kind is LineKind.PAIR:
        return Found(line.text, line.value, heading)
    if found := _ASKED.match(line.text):
        return Found(found[1], found[2], heading)
    if _is_labelled(line.text) and (found := _LABELLED.match(line.text)):
        return Found(found[1], found[2], heading)
    return Found(line.text, line.text, heading, statement=True)


def _is_labelled(text: str) -> bool:
    found = _LABELLED.match(text)
    return found is not None and not _NO_LABEL.search(found[1]) and len(words(found[1])) <= _MOST_LABEL_WORDS


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without the empty ones, those put together that belong to one paragraph or answer."""
    found: list[Line] = []
    ended = True
    for line in lines:
        if not line.text:
            ended = True
            continue
        before = found[-1] if found and not ended and line.kind is LineKind.TEXT else None
        if before is not None and (between := _between(before, line)):
            found[-1] = replace(before, text=before.text + between + line.text)
        else:
            found.append(line)
        ended = False
    return found


def _between(before: Line, line: Line) -> str:
    """Return what joins a line to the one above it: a space where that was wrapped, a line feed within an answer; empty for a new fact."""
    starts = _ASKED.match(line.text) or _is_labelled(line.text) or _Q.match(line.text) or _A.match(line.text) or line.text.endswith(":")
    if starts or before.kind is LineKind.PAIR:
        return ""
    wrapped = not before.text.endswith((":", ".", "!", "?")) and (line.text[:1].islower() or before.kind is LineKind.TEXT)
    answers = _ASKED.match(before.text) or _is_labelled(before.text)
    if answers:
        return " " if line.text[:1].islower() else "\n"
    return " " if wrapped else ""


def _shown(line: Line) -> str:
    if line.kind is LineKind.PAIR:
        return f"{line.text}: {line.value}"
    return f"- {line.text}" if line.kind is LineKind.ITEM else line.text
