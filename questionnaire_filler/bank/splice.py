"""Changes to the text of a file of the bank: only what is announced changes, everything else stays as the user wrote it.

Every function returns splices for the text as it was parsed; `spliced` puts them in together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from questionnaire_filler.bank import render
from questionnaire_filler.bank.fields import ENTRY_FIELDS
from questionnaire_filler.bank.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from questionnaire_filler.bank.nodes import Node
    from questionnaire_filler.bank.places import SourceFile

_RANK = {field.name: rank for rank, field in enumerate(ENTRY_FIELDS)}
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]|\Z")
_REST = re.compile(r"[ \t]*(?P<comma>,?)[ \t]*(?:#[^\r\n\x85\u2028\u2029]*)?(?=[\r\n\x85\u2028\u2029]|\Z)")
_DEFAULT_OFFSET = 2
#: At the same place go: more items of a list, then new keys in the table's order, then new entries.
_ITEMS, _KEYS, _LAST = 0, 10, 1000


@dataclass(frozen=True, slots=True)
class Splice:
    """Put `text` in the place of the characters from `start` to `end`; `order` says which goes first at the same place."""

    start: int
    end: int
    order: int
    text: str


Splices: TypeAlias = list[Splice]


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with all splices put in."""
    parts: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.order)):
        parts += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join([*parts, text[done:]])


def add_texts(source: SourceFile, entry: Mapping, field: str, texts: list[str], offset: int = _DEFAULT_OFFSET) -> Splices:
    """Add texts to a list of an entry, which may be missing, be one text, or stand in brackets.

    Args:
        source: The file.
        entry: The entry's node.
        field: "alternates", "not_for", "tags".
        texts: What to add, clean; at least one.
        offset: How many columns the file's lists stand to the right of their key.
    """
    value = entry.get(field)
    if value is None:
        return _add_list(source, entry, field, texts, offset)
    if isinstance(value, Sequence):
        return _to_flow_list(source, value, texts) if value.flow else _to_block_list(source, value, texts)
    return _to_one_text(source, entry, field, texts)


def set_value(source: SourceFile, entry: Mapping, field: str, value: str, *, word: bool) -> Splices:
    """Write a value of an entry, in the place of what stands there or as a new line; a comment behind it stays.

    Args:
        source: The file.
        entry: The entry's node.
        field: The key.
        value: What to write, clean.
        word: It is one of the bank's own words (yes, approved, 2026-11-23), which stand without quotes.
    """
    old = entry.get(field)
    if old is None:
        return [_new_key(source, entry, field, f"{field}: {value if word else render.scalar(value, flow=entry.flow)}")]
    quote = old.style if isinstance(old, Scalar) and old.style in {"'", '"'} else ""
    header = source.text[old.start : line_end(source.text, old.start)] if isinstance(old, Scalar) and old.style in {"|", ">"} else ""
    comment = re.search(r"[ \t]+#.*", header)
    written = value if word and not quote else render.scalar(value, flow=entry.flow, quote=quote)
    return [Splice(old.start, visible_end(source.text, old), 0, written + (comment.group() if comment else ""))]


def add_entries(source: SourceFile, answers: Sequence, blocks: list[str], flows: list[str]) -> Splices:
    """Add entries at the end of a file's list.

    Args:
        source: The file.
        answers: The list's node.
        blocks: The entries as items of a block list, indented as the list is.
        flows: The same as mappings in braces.
    """
    newline = source.newline
    rest = _REST.match(source.text, answers.end)
    if answers.flow and (answers.items or not rest or rest["comma"]):
        return _to_flow_list(source, answers, flows, ready=True)
    if answers.flow:
        empty = Splice(len(source.text[: answers.start].rstrip(" ")), answers.end, 0, "")
        end = line_end(source.text, answers.end)
        return [empty, Splice(end, end, _LAST, newline + newline.join(blocks))]
    end = line_end(source.text, visible_end(source.text, answers))
    # Comments that are indented like the keys of the last entry are that entry's: keys that are switched off, remarks.
    own = re.compile(rf"(?:\r?\n {{{answers.column},}}#[^\r\n]*)*").match(source.text, end)
    end = own.end() if own else end
    gap = newline * (2 if _apart(source, answers) else 1)
    return [Splice(end, end, _LAST, "".join(gap + block for block in blocks))]


def visible_end(text: str, node: Node) -> int:
    """Return the index after a node's last visible character; comments and blank lines behind it do not count."""
    if isinstance(node, Scalar):
        return node.end if node.style not in {"|", ">"} else len(text[: node.end].rstrip())
    if node.flow or not node.items:
        return node.end
    last = node.items[-1]
    return visible_end(text, last[1] if isinstance(last, tuple) else last)


def line_end(text: str, index: int) -> int:
    """Return the index of the line break that ends the line of a character, or of the text's end."""
    found = _LINE_END.search(text, index)
    return found.start() if found else len(text)


def list_offset(root: Mapping) -> int:
    """Return how many columns the lists of a file's entries stand to the right of their keys: as in the first one found."""
    answers = root.get("answers")
    for entry in answers.items if isinstance(answers, Sequence) else ():
        for key, value in entry.items if isinstance(entry, Mapping) else ():
            if isinstance(value, Sequence) and not value.flow and value.line > key.line:
                return max(0, value.column - key.column)
    return _DEFAULT_OFFSET


def _add_list(source: SourceFile, entry: Mapping, field: str, texts: list[str], offset: int) -> Splices:
    if entry.flow:
        items = ", ".join(render.scalar(text, flow=True) for text in texts)
        return [_new_key(source, entry, field, f"{field}: [{items}]")]
    lead = source.newline + " " * (entry.column - 1 + offset)
    return [_new_key(source, entry, field, f"{field}:" + "".join(f"{lead}- {render.scalar(text)}" for text in texts))]


def _new_key(source: SourceFile, entry: Mapping, field: str, written: str) -> Splice:
    """Return the splice that writes a key behind the one that stands before it in the table, or behind the last."""
    before = [(key, value) for key, value in entry.items if _RANK.get(key.value, -1) < _RANK[field]]
    value = max(before, key=lambda pair: _RANK.get(pair[0].value, -1))[1] if before else entry.items[-1][1]
    end = visible_end(source.text, value)
    order = _KEYS + _RANK[field]
    if entry.flow:
        return Splice(end, end, order, f", {written}")
    end = line_end(source.text, end)
    return Splice(end, end, order, source.newline + " " * (entry.column - 1) + written)


def _to_block_list(source: SourceFile, value: Sequence, texts: list[str]) -> Splices:
    end = line_end(source.text, visible_end(source.text, value))
    lead = source.newline + " " * (value.column - 1) + "- "
    return [Splice(end, end, _ITEMS, "".join(lead + render.scalar(text) for text in texts))]


def _to_flow_list(source: SourceFile, value: Sequence, texts: list[str], *, ready: bool = False) -> Splices:
    items = texts if ready else [render.scalar(text, flow=True) for text in texts]
    if not value.items:
        return [Splice(value.start + 1, value.start + 1, 0, ", ".join(items))]
    last = value.items[-1]
    end = visible_end(source.text, last)
    rest = _REST.match(source.text, end)
    if last.line == value.line or rest is None or rest.end() == len(source.text):
        return [Splice(end, end, _ITEMS, "".join(f", {item}" for item in items))]
    # One item to a line: the new ones get lines of their own, and the comment behind the last one stays with it.
    lead = source.newline + " " * (last.column - 1)
    own_comma = bool(rest["comma"])
    written = ",".join(lead + item for item in items) + ("," if own_comma else "")
    after = Splice(rest.end(), rest.end(), _ITEMS, written)
    return [after] if own_comma else [Splice(end, end, 0, ","), after]


def _to_one_text(source: SourceFile, entry: Mapping, field: str, texts: list[str]) -> Splices:
    """Make a list of the one text that stands there, which itself stays as it is."""
    key, value = next((key, value) for key, value in entry.items if key.value == field)
    end = visible_end(source.text, value)
    if entry.flow:
        items = "".join(f", {render.scalar(text, flow=True)}" for text in texts)
        return [Splice(value.start, value.start, 0, "["), Splice(end, end, 1, items + "]")]
    indent = " " * (entry.column - 1)
    colon = source.text.index(":", key.end)
    gap = source.text[colon + 1 : value.start]
    kept = gap.rstrip(" \t")  # a comment behind the key, with its line end; else nothing
    kept = kept if line_end(kept, 0) < len(kept) else source.newline
    end = line_end(source.text, end)
    lead = f"{source.newline}{indent}- "
    return [
        Splice(colon + 1, value.start, 0, f"{kept}{indent}- "),
        Splice(end, end, _ITEMS, "".join(lead + render.scalar(text) for text in texts)),
    ]


def _apart(source: SourceFile, answers: Sequence) -> bool:
    """Whether the file's entries are set apart by blank lines."""
    if len(answers.items) < 2:  # noqa: PLR2004 -- it takes two to be apart
        return bool(answers.items)
    first, second = answers.items[0], answers.items[1]
    between = source.text[visible_end(source.text, first) : second.start]
    return re.search(r"(\r\n|\r|\n)[ \t]*(\r\n|\r|\n)", between) is not None
