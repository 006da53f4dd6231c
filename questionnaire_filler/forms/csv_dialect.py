"""How a CSV file is written: encoding, delimiter, quoting, and where each field stands (RFC 4180 and what people make of it)."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from questionnaire_filler.errors import UnreadableFormError
from questionnaire_filler.forms.layout.lexicon import is_japanese

if TYPE_CHECKING:
    from pathlib import Path

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 400
_CONSISTENT = 0.55
_QUOTES_ALL = 0.9
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Field(NamedTuple):
    """A field of a record.

    Attributes:
        text: Its value, without quotes.
        start: Offset of its first character in the text, the quote included.
        end: Offset after its last.
        quoted: It stands in quotes.
    """

    text: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file taken apart.

    Attributes:
        raw: The file's bytes.
        bom: Bytes of the byte order mark.
        encoding: Name of the encoding.
        text: The text after the mark.
        delimiter: Between fields.
        quotes_all: Nearly every field is quoted, so that new ones are too.
        records: The records with their fields; a blank line is a record with one empty field.
    """

    raw: bytes
    bom: bytes
    encoding: str
    text: str
    delimiter: str
    quotes_all: bool
    records: tuple[tuple[Field, ...], ...]


@lru_cache(maxsize=8)
def _pattern(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(
        rf'(?:(?P<quoted>"(?:[^"]|"")*")(?P<after>[^{mark}\r\n]*)|(?P<plain>[^{mark}\r\n]*))(?P<end>{mark}|\r\n|\r|\n|\Z)',
    )


def records(text: str, delimiter: str, limit: int = 0) -> list[tuple[Field, ...]]:
    """Return the records of a text; at most `limit` where it is not 0. A quote that is never closed is taken as it stands."""
    pattern = _pattern(delimiter)
    found: list[tuple[Field, ...]] = []
    current: list[Field] = []
    at = 0
    while at < len(text) or current:
        match = pattern.match(text, at)
        if match is None:
            break
        current.append(_field(match))
        at = match.end()
        if match["end"] != delimiter:
            found.append(tuple(current))
            current = []
            if limit and len(found) >= limit:
                break
    return found


def _field(match: re.Match[str]) -> Field:
    start, end = match.start(), match.start("end")
    if match["quoted"] is None:
        return Field(match["plain"], start, end, quoted=False)
    return Field(match["quoted"][1:-1].replace('""', '"') + match["after"], start, end, quoted=True)


def read_table(path: Path, raw: bytes) -> Table:
    """Take the bytes of a CSV file apart.

    Raises:
        UnreadableFormError: They are no text.
    """
    bom, encoding, text = _decode(path, raw)
    delimiter = find_delimiter(text)
    found = records(text, delimiter)
    filled = [field for record in found for field in record if field.text]
    quotes_all = len(filled) > 1 and sum(field.quoted for field in filled) >= _QUOTES_ALL * len(filled)
    return Table(raw, bom, encoding, text, delimiter, quotes_all, tuple(found))


def _decode(path: Path, raw: bytes) -> tuple[bytes, str, str]:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return bom, encoding, _text(path, raw[len(bom) :], encoding)
    if b"\0" in raw:
        encoding = _bare_utf16(raw)
        if not encoding:
            raise _no_text(path)
        return b"", encoding, _text(path, raw, encoding)
    try:
        return b"", "utf-8", raw.decode("utf-8")
    except UnicodeDecodeError:
        return b"", *_legacy(raw)


def _text(path: Path, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text(path) from error


def _no_text(path: Path) -> UnreadableFormError:
    return UnreadableFormError("the file is no text", where=str(path), hint="Save it again as CSV (UTF-8).")


def _bare_utf16(raw: bytes) -> str:
    """Return which UTF-16 a file without mark is in, told by where the zeros of plain letters stand; empty for neither."""
    head = raw[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(raw) % 2 or max(even, odd) * 5 < len(head):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _legacy(raw: bytes) -> tuple[str, str]:
    """Return encoding and text of a file from before UTF-8: Japanese where it reads as such, else western."""
    try:
        text = raw.decode("cp932")
        if is_japanese(text) and sum(map(is_japanese, text)) * 20 > len(text):
            return "cp932", text
    except UnicodeDecodeError:
        pass
    try:
        return "cp1252", raw.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1", raw.decode("latin-1")


def find_delimiter(text: str) -> str:
    """Return the delimiter that divides most records into the same number of fields; one that does not occur where none does."""
    if text[:4].casefold() == "sep=" and len(text) > 5 and text[4] in _DELIMITERS:  # noqa: PLR2004 -- Excel's own hint
        return text[4]
    best, score = "", _CONSISTENT
    for delimiter in _DELIMITERS:
        counts = Counter(len(record) for record in records(text, delimiter, _SAMPLE_RECORDS) if any(field.text for field in record))
        total = sum(counts.values())
        share = max((count / total for size, count in counts.items() if size > 1), default=0.0)
        if share > score + 1e-9:
            best, score = delimiter, share
    return best or next((delimiter for delimiter in _DELIMITERS if delimiter not in text), ",")
