"""The bytes of a bank's file as text, and where in it something stands."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_BOM = "\ufeff"
_LINE_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
#: What YAML 1.1 forbids in a stream (5.1 "Character Set"), the byte order mark inside a text included.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_WIDE_BOMS: Mapping[bytes, str] = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


class ProblemError(Exception):
    """A file, or a part of one, cannot be read; carries the problem with its place."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the bank as it was read.

    Attributes:
        path: As the user gave it.
        text: Without the byte order mark; line ends as they stand in the file.
        bom: The byte order mark, or empty.
        sha256: Of the bytes: what an edit is guarded by.
    """

    path: Path
    text: str
    bom: str
    sha256: str

    @property
    def newline(self) -> str:
        r"""The line end that the file uses: that of its first line, "\n" where it has none."""
        found = re.search(r"\r\n|\n|\r", self.text)
        return found.group() if found else "\n"

    def with_text(self, text: str) -> SourceFile:
        """Return the file as it would be with another text."""
        return SourceFile(self.path, text, self.bom, digest((self.bom + text).encode()))

    def line_column(self, index: int) -> tuple[int, int]:
        """Return the line and column of a character, both counted from 1."""
        line, start = 1, 0
        for found in _LINE_BREAK.finditer(self.text, 0, index):
            line, start = line + 1, found.end()
        return line, index - start + 1

    def problem(self, index: int, what: str) -> ProblemError:
        """Return the error to raise for the character at `index`."""
        line, column = self.line_column(index)
        return ProblemError(Problem(f"{self.path}:{line}:{column}", what))


def digest(raw: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def read_source(path: Path) -> SourceFile:
    """Read a file of the bank.

    Raises:
        ProblemError: The file cannot be opened, or is no UTF-8 text.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ProblemError(Problem(f"{path}:1:1", f"cannot be read: {error.strerror or error}")) from error
    return decode(path, raw)


def decode(path: Path, raw: bytes) -> SourceFile:
    """Return the text of a file's bytes.

    Raises:
        ProblemError: The bytes are no UTF-8, or hold characters that YAML forbids.
    """
    if name := _WIDE_BOMS.get(raw[:2]):
        raise ProblemError(Problem(f"{path}:1:1", f"is {name} text; save the file as UTF-8"))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemError(_not_utf8(path, raw, error.start)) from error
    bom = _BOM if text.startswith(_BOM) else ""
    source = SourceFile(path, text[len(bom) :], bom, digest(raw))
    if found := _FORBIDDEN.search(source.text):
        raise source.problem(found.start(), f"the invisible character U+{ord(found.group()):04X} cannot stand in YAML; delete it")
    return source


def _not_utf8(path: Path, raw: bytes, start: int) -> Problem:
    before = raw[:start].decode("utf-8").removeprefix(_BOM)
    line, column = SourceFile(path, before, "", "").line_column(len(before))
    byte = raw[start : start + 1]
    likely = byte.decode("cp1252", errors="ignore")
    guess = f" ('{likely}' in Latin-1 or Windows text)" if likely else ""
    return Problem(f"{path}:{line}:{column}", f"the byte 0x{byte[0]:02X}{guess} is not UTF-8; save the file as UTF-8")
