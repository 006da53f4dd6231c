"""The proof for CSV: the same records and fields but for the announced ones, in the same encoding and with the same line ends."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.certificate import Change, Count, Difference, PartChange
from questionnaire_filler.forms.verify.findings import Findings
from questionnaire_filler.forms.verify.places import column_name

if TYPE_CHECKING:
    from questionnaire_filler.forms.verify.findings import Expected

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_CANDIDATES = ",;\t|"


def compare(before: bytes, after: bytes, expected: Expected) -> tuple[Findings, int, tuple[Count, ...]]:
    """Compare two CSV files; return findings, whether they are the same (1 or 0), and the counts."""
    found = Findings()
    if before == after:
        _prove(found, [], expected)
        return found, 1, ()
    old_bom, old_codec, old_text = _decoded(before)
    new_bom, _, new_text = _decoded(after, old_codec)
    if old_bom != new_bom:
        found.problems.append("the byte order mark changed")
    if _line_end(old_text) != _line_end(new_text):
        found.problems.append("the line ends changed")
    delimiter = _delimiter(old_text)
    old, new = _records(old_text, delimiter), _records(new_text, delimiter)
    _compare(old, new, found, expected)
    found.parts.append(PartChange("the file", Change.CHANGED, f"{len(found.differences)} fields differ"))
    counted = (Count("records", len(old), len(new)), Count("fields", sum(map(len, old)), sum(map(len, new))))
    found.problems += [f"{one.what}: {one.before} before, {one.after} after" for one in counted if one.after < one.before]
    return found, 0, counted


def _compare(old: list[list[str]], new: list[list[str]], found: Findings, expected: Expected) -> None:
    if len(old) != len(new):
        found.problems.append("records were added or removed")
    for row, (before, after) in enumerate(zip(old, new, strict=False), 1):
        width = max(len(before), len(after))
        for column, (one, other) in enumerate(zip(_padded(before, width), _padded(after, width), strict=True), 1):
            if one != other:
                where = f"{column_name(column)}{row}"
                found.differences.append(Difference(where, one, other, expected.covers(where)))
    _prove(found, new, expected)


def _prove(found: Findings, records: list[list[str]], expected: Expected) -> None:
    found.problems += [f"{one.where} {expected.outside}" for one in found.differences if not one.announced]
    announced = expected.announced or {}
    values = {f"{column_name(column)}{row}": field for row, record in enumerate(records, 1) for column, field in enumerate(record, 1)}
    wrong = [where for where, text in announced.items() if _lines(values.get(where, "")) != _lines(text)]
    found.problems += [f"{where} does not hold what was written" for where in wrong]


def _lines(text: str) -> str:
    """Return the text with line feeds, and without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain[1:] if plain[:1] == "'" else plain


def _decoded(raw: bytes, codec: str = "") -> tuple[bytes, str, str]:
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return bom, name, raw[len(bom) :].decode(name, "replace")
    if not codec:
        try:
            return b"", "utf-8", raw.decode()
        except UnicodeDecodeError:
            codec = "latin-1"
    return b"", codec, raw.decode(codec, "surrogateescape" if codec == "utf-8" else "replace")


def _line_end(text: str) -> str:
    plain = _QUOTED.sub("", text)
    return "\r\n" if "\r\n" in plain else "\r" if "\r" in plain and "\n" not in plain else "\n"


def _delimiter(text: str) -> str:
    head = _QUOTED.sub("", text[:20_000]).partition("\n")[0]
    return max(_CANDIDATES, key=head.count)


def _records(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(1 << 27)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _padded(record: list[str], width: int) -> list[str]:
    return [*record, *[""] * (width - len(record))]
