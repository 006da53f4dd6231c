"""Values and entries as YAML text, as a person would write them: plain where that is safe, quoted where it is not."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

from questionnaire_filler.bank.fields import DEFAULTS, ENTRY_FIELDS, SOURCE_FIELDS, Kind
from questionnaire_filler.model import Disclosure, Status
from questionnaire_filler.text import printable, squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaire_filler.bank.fields import Field
    from questionnaire_filler.model import Entry, Source

#: Begins with a letter or digit, and has nothing that YAML could take for its own; anything else is quoted.
_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff:#]|:(?=\S)|(?<=\S)#)*")
_FLOW_SIGNS = re.compile(r"[,\[\]{}?:]")
#: What YAML 1.1 would read as something else than text; other readers of the bank shall not stumble.
_OTHER_TYPE = re.compile(r"y|n|yes|no|on|off|true|false|null|[\d.+_:eExXoO-]+|0x[\da-f]+|\.inf|\.nan", re.IGNORECASE)
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")
_UNPAIRED = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


def clean(text: str, *, lines: bool = False) -> str:
    """Return a text as the bank stores it: printable, without the space around it; on one line unless `lines`."""
    plain = _UNPAIRED.sub("", printable(text.replace("\r\n", "\n").replace("\r", "\n")))
    if not lines:
        return squeeze(plain)
    return "\n".join(line.rstrip() for line in plain.expandtabs(4).split("\n")).strip()


def scalar(text: str, *, flow: bool = False, quote: str = "") -> str:
    """Return a text as YAML on one line.

    Args:
        text: The text, already clean.
        flow: It stands inside brackets or braces, where more must be quoted.
        quote: The quotes to use where possible: those of the value that it replaces.
    """
    if quote == "'" and "\n" not in text and not _ESCAPED.search(text):
        return "'" + text.replace("'", "''") + "'"
    if quote or not _is_plain(text, flow=flow):
        return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))
    return text


def _is_plain(text: str, *, flow: bool) -> bool:
    safe = _PLAIN.fullmatch(text) and not text.endswith((" ", ":")) and not _OTHER_TYPE.fullmatch(text)
    return bool(safe) and not (flow and _FLOW_SIGNS.search(text))


def block(entry: Entry, defaults: Mapping[str, object], indent: str, newline: str, offset: int = 2) -> str:
    """Return an entry as an item of a block list, without the last line end.

    Args:
        entry: The entry; its place does not count.
        defaults: What the file says for its entries, by the attributes of `Entry`: the same is not written again.
        indent: The spaces before the item's hyphen.
        newline: The file's line end.
        offset: How many columns lists stand to the right of their key.
    """
    inner = f"{indent}  "
    lines: list[str] = []
    for field, value in _values(entry, defaults):
        lines += _lines(field, value, inner, offset)
    return newline.join([f"{indent}- {lines[0].removeprefix(inner)}", *lines[1:]])


def flow(entry: Entry, defaults: Mapping[str, object]) -> str:
    """Return an entry as a mapping in braces."""
    return "{" + ", ".join(f"{field.name}: {_inline(field, value)}" for field, value in _values(entry, defaults)) + "}"


def _values(entry: Entry, defaults: Mapping[str, object]) -> list[tuple[Field, object]]:
    """Return the fields to write, in the table's order: what says something, and what takes a default of the file back."""
    inherited = {field.target for field in DEFAULTS}
    absent = {"disclosure": Disclosure.PUBLIC, "status": Status.APPROVED}
    found: list[tuple[Field, object]] = []
    for field in ENTRY_FIELDS:
        value = getattr(entry, field.target)
        nothing = value in (None, "", (), frozenset(), {}, absent.get(field.name))
        if field.target in inherited and field.target in defaults:
            if value not in ("", defaults[field.target]):  # an owner or a section cannot be taken back, and does no harm
                found.append((field, value))
        elif not nothing:
            found.append((field, value))
    return found


def _lines(field: Field, value: object, indent: str, offset: int) -> list[str]:
    if field.kind is Kind.LINES and isinstance(value, tuple):
        item = indent + " " * offset
        return [f"{indent}{field.name}:", *(f"{item}- {scalar(text)}" for text in value)]
    if field.kind is Kind.TEXT and isinstance(value, str) and "\n" in value:
        return [f"{indent}{field.name}: |-", *(f"{indent}  {line}".rstrip() for line in value.split("\n"))]
    if field.kind is Kind.SOURCES and isinstance(value, tuple):
        item = indent + " " * offset
        return [f"{indent}{field.name}:", *(f"{item}- {_source(source)}" for source in value)]
    return [f"{indent}{field.name}: {_inline(field, value, inside=False)}"]


def _inline(field: Field, value: object, *, inside: bool = True) -> str:
    """Return a value on one line; `inside` brackets or braces already."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(name, flow=True)}: {_listed(ids)}" for name, ids in value.items()) + "}"
    if isinstance(value, frozenset):
        return _listed(sorted(value))
    if field.kind is Kind.SOURCES and isinstance(value, tuple):
        return "[" + ", ".join(map(_source, value)) + "]"
    if isinstance(value, tuple):
        return "[" + ", ".join(scalar(str(text), flow=True) for text in value) + "]"
    return _one(field, value, inside=inside)


def _listed(texts: Sequence[str]) -> str:
    rendered = [scalar(text, flow=True) for text in texts]
    return rendered[0] if len(rendered) == 1 and rendered[0] else "[" + ", ".join(rendered) + "]"


def _one(field: Field, value: object, *, inside: bool) -> str:
    if value is None:
        return "never"
    if field.kind is Kind.PERIOD:
        return f"{value}d"
    if field.kind in {Kind.POSITION, Kind.DISCLOSURE, Kind.STATUS}:
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return scalar(str(value), flow=inside)


def _source(source: Source) -> str:
    parts = []
    for field in SOURCE_FIELDS:
        value = getattr(source, field.target)
        if value not in (None, "", Disclosure.PUBLIC):
            parts.append(f"{field.name}: {_one(field, value, inside=True)}")
    return "{" + ", ".join(parts) + "}"
