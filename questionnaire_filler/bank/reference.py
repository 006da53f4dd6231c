"""The table of fields as a reference page, as a JSON schema for editors, and as the commented example of `fill bank init`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from questionnaire_filler.bank.fields import DEFAULTS, ENTRY_FIELDS, FILE_FIELDS, SOURCE_FIELDS, Kind
from questionnaire_filler.bank.findings import RULES

if TYPE_CHECKING:
    from questionnaire_filler.bank.fields import Field

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
#: What YAML reads from an unquoted 2.1 or 3; the bank takes it as it was written.
_LOOSE: dict[str, Any] = {"type": ["string", "number"]}
_TAG: dict[str, Any] = {"type": "string", "minLength": 1}
_DATE: dict[str, Any] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
#: The keys that the example has, required or not.
_LIVE = {"position", "answer", "status"}
_PERIOD = r"^(\d{1,5} ?([dDwWmMyY]|days?|weeks?|mo|months?|years?)|never|none)$"

_SCHEMAS: dict[Kind, dict[str, Any]] = {
    Kind.ID: {"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"},
    Kind.LINE: _LOOSE,
    Kind.TEXT: _LOOSE,
    Kind.LINES: {"oneOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    Kind.TAGS: {"oneOf": [_TAG, {"type": "array", "items": _TAG}]},
    Kind.SCOPE: {"oneOf": [_TAG, {"type": "array", "items": _TAG}]},
    # Editors that read YAML 1.1 see a boolean in yes and no.
    Kind.POSITION: {"enum": ["yes", "no", "partial", "n/a", "Yes", "No", "Partial", "N/A", True, False]},
    Kind.DISCLOSURE: {"enum": ["public", "nda", "internal"]},
    Kind.STATUS: {"enum": ["draft", "approved"]},
    Kind.DATE: _DATE,
    Kind.REVIEWED: {"oneOf": [_DATE, {"const": "never"}]},
    Kind.PERIOD: {"type": "string", "pattern": _PERIOD},
    Kind.URL: {"type": "string", "pattern": r"^(https?://|mailto:)\S+$"},
    Kind.SOURCES: {
        "oneOf": [_TEXT, {"$ref": "#/$defs/source"}, {"type": "array", "items": {"oneOf": [_TEXT, {"$ref": "#/$defs/source"}]}}]
    },
    Kind.FRAMEWORKS: {"type": "object", "additionalProperties": {"oneOf": [_LOOSE, {"type": "array", "items": _LOOSE}]}},
    Kind.SCHEMA: {"const": 1},
    Kind.ENTRIES: {"type": "array", "items": {"$ref": "#/$defs/entry"}},
}


def json_schema() -> dict[str, Any]:
    """Return the JSON schema of a bank's file (draft 2020-12), for the completion and the checks of editors."""
    entry = _object(ENTRY_FIELDS)
    entry["anyOf"] = [{"required": ["answer"]}, {"required": ["position"]}]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Answer bank",
        **_object(FILE_FIELDS),
        "$defs": {"entry": entry, "source": _object(SOURCE_FIELDS)},
    }


def _object(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {field.name: {"description": field.help, **_SCHEMAS[field.kind]} for field in fields},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


def field_tables() -> tuple[tuple[str, tuple[tuple[str, str, str, str, str], ...]], ...]:
    """Return the tables of the reference page: a heading, and rows of name, kind, "required" or "", help and example.

    The keys of a file that its entries take over are marked "default for the entries".
    """
    inherited = {field.name for field in DEFAULTS}
    return (
        ("Keys of a file", tuple(_row(field, "default for the entries" if field.name in inherited else "") for field in FILE_FIELDS)),
        ("Keys of an entry", tuple(_row(field) for field in ENTRY_FIELDS)),
        ("Keys of a source", tuple(_row(field) for field in SOURCE_FIELDS)),
    )


def _row(field: Field, remark: str = "") -> tuple[str, str, str, str, str]:
    return field.name, field.kind.value, "required" if field.required else remark, field.help, field.example


def finding_table() -> tuple[tuple[str, str, str], ...]:
    """Return the rows of the reference of `fill bank check`: code, weight, meaning and remedy."""
    return tuple((code.value, rule.severity.value, rule.help) for code, rule in RULES.items())


def example() -> str:
    """Return the file that `fill bank init` writes: one entry that works, and every other key as a comment with its meaning."""
    lines = ["# An answer bank: one file, or as many in this folder as you like. `fill bank check` reads them all.", "schema: 1", ""]
    lines += ["# What the file says for its entries, which may say otherwise:"]
    for field in DEFAULTS:
        lines += [f"# {field.help}", f"#{field.name}: {field.example}"]
    lines += ["", "answers:"]
    for field in ENTRY_FIELDS:
        first = field.name == "id"
        # A draft: nobody's first fill sends the example to a customer.
        shown = "draft" if field.name == "status" else field.example
        mark = "" if field.required or field.name in _LIVE else "#"
        lines += [f"  # {field.help}" if first else f"    # {field.help}", f"  {'- ' if first else '  '}{mark}{field.name}: {shown}"]
    return "\n".join(lines) + "\n"
