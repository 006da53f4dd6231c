"""CSV files: read as one sheet, written back byte for byte except the fields that change."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from questionnaire_filler.errors import RefusedError, UnreadableFormError
from questionnaire_filler.forms.csv_dialect import Field, Table, read_table
from questionnaire_filler.forms.layout.assemble import FileFacts, assemble
from questionnaire_filler.forms.layout.corrections import Tab, plan_mapped
from questionnaire_filler.forms.layout.grid import Cell, Grid, column_number
from questionnaire_filler.model import Refusal, Write, Written
from questionnaire_filler.text import inert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from questionnaire_filler.model import Address, Filling, Form, SheetMap

_MAX_BYTES = 64 << 20
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})$")
_TYPOGRAPHY = str.maketrans({"–": "-", "—": "-", "‑": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "\xa0": " ", "•": "-"})


def read(path: Path, maps: Sequence[SheetMap] = ()) -> Form:
    """Read a CSV file and find its questions and slots.

    Args:
        path: The file.
        maps: At most one correction, without a sheet's name.

    Raises:
        FormError: The file cannot be read; never for a form without questions.
        UsageError: A correction names a sheet.
    """
    raw = _load(path)
    table = read_table(path, raw)
    plans, mapped = plan_mapped([Tab("", lambda: _grid(table))], maps)
    return assemble(FileFacts(path, "csv", hashlib.sha256(raw).hexdigest()), plans, mapped)


def write(source: Path, target: Path, filling: Filling, *, force_locked: bool = False) -> Written:  # noqa: ARG001 -- CSV knows no locks
    """Write a filled copy of a CSV file; see `Format.write`.

    Citations and notes have no place in it: `Written.citations` stays empty, so that the caller writes them beside the file.
    """
    table = read_table(source, _load(source))
    places = {write.slot.where: _place(table, write) for write in filling.writes}
    edits: dict[tuple[int, int], str] = {}
    done: list[Write] = []
    refused: list[Refusal] = []
    for item in filling.writes:
        text = inert(item.text)
        if lacking := _not_encodable(text, table.encoding):
            text = text.translate(_TYPOGRAPHY)
            lacking = _not_encodable(text, table.encoding)
        if lacking:
            refused.append(Refusal(item.slot.where, f"the file's encoding ({table.encoding}) has no “{lacking}”"))
            continue
        edits[places[item.slot.where]] = text
        done.append(item)
    with target.open("xb") as out:
        out.write(_spliced(table, edits))
    notes = "a CSV file holds no notes" if filling.notes else ""
    return Written(tuple(done), tuple(refused), notes_refused=notes)


def _load(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UnreadableFormError(f"the file is larger than {_MAX_BYTES >> 20} MB", where=str(path))
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFormError(error.strerror or str(error), where=str(path), hint="Check the path.") from error


def _grid(table: Table) -> Grid:
    rows: dict[int, dict[int, Cell]] = {}
    for number, record in enumerate(table.records, 1):
        cells = {column: Cell(field.text.replace("\r\n", "\n")) for column, field in enumerate(record, 1) if field.text.strip()}
        if cells:
            rows[number] = cells
    return Grid("", rows)


def _place(table: Table, item: Write) -> tuple[int, int]:
    """Return record and field of a write, counted from 0.

    Raises:
        RefusedError: The file has no such record, or the field lies beyond the first free one.
    """
    where: Address = item.slot.where
    found = _ADDRESS.match(where)
    row = int(found[2]) - 1 if found else -1
    column = column_number(found[1]) - 1 if found else -1
    width = max((len(record) for record in table.records), default=0)
    if not 0 <= row < len(table.records) or column > width:
        raise RefusedError("the form has no such place", where=where, hint="Read the form again: it is not the one that was read.")
    return row, column


def _not_encodable(text: str, encoding: str) -> str:
    """Return the first character that the encoding has not; empty where it has all."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError as error:
        return text[error.start]
    return ""


def _spliced(table: Table, edits: dict[tuple[int, int], str]) -> bytes:
    """Return the file's bytes with the fields changed; all others stay the bytes that they were."""
    changes = sorted(_changes(table, edits))
    out = bytearray(table.bom)
    body = memoryview(table.raw)[len(table.bom) :]
    offsets = _byte_offsets(table, [place for start, end, _ in changes for place in (start, end)])
    at = 0
    for start, end, text in changes:
        out += body[at : offsets[start]]
        out += text.encode(table.encoding)
        at = offsets[end]
    out += body[at:]
    return bytes(out)


def _changes(table: Table, edits: dict[tuple[int, int], str]) -> Iterable[tuple[int, int, str]]:
    """Yield start, end and new text of what changes; fields that a short record lacks follow its last one."""
    missing: dict[int, dict[int, str]] = {}
    for (row, column), text in edits.items():
        record = table.records[row]
        if column < len(record):
            field = record[column]
            if field.text != text:
                yield field.start, field.end, _written(table, text, field)
        elif text:
            missing.setdefault(row, {})[column] = text
    for row, texts in missing.items():
        record = table.records[row]
        tail = "".join(table.delimiter + _written(table, texts.get(column, ""), None) for column in range(len(record), max(texts) + 1))
        yield record[-1].end, record[-1].end, tail


def _written(table: Table, text: str, field: Field | None) -> str:
    quoted = field.quoted if field and field.text else table.quotes_all
    if quoted or text != text.strip() or any(sign in text for sign in (table.delimiter, '"', "\r", "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text


def _byte_offsets(table: Table, places: Sequence[int]) -> dict[int, int]:
    """Return the byte offsets of character offsets, in one pass over the text."""
    found = {0: 0}
    at, offset = 0, 0
    for place in sorted(set(places)):
        offset += len(table.text[at:place].encode(table.encoding))
        at = place
        found[place] = offset
    return found
