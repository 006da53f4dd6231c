"""The two packages side by side, read with the standard library's zipfile and nothing of the writers."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from questionnaire_filler.errors import UnreadableFormError, UnsafeFormError

if TYPE_CHECKING:
    from pathlib import Path

_MAX_PART = 256 << 20
_LOCAL_HEADER = 30


@dataclass(frozen=True, slots=True)
class Archive:
    """A package: its bytes, and its parts in order, folders left out. Parts that were read are kept: each is looked at several times."""

    path: Path
    raw: bytes
    parts: dict[str, zipfile.ZipInfo]
    _zip: zipfile.ZipFile
    _read: dict[str, bytes]

    @classmethod
    def open(cls, path: Path, raw: bytes) -> Archive:
        """Open the bytes of a file as an archive.

        Raises:
            UnreadableFormError: They are none.
            UnsafeFormError: A part is there twice.
        """
        try:
            opened = zipfile.ZipFile(BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error, IndexError, OverflowError):
            raise UnreadableFormError("the file is no Office file", where=str(path), hint="Compare two files of the same kind.") from None
        found = [info for info in opened.infolist() if not info.is_dir()]
        parts = {info.filename: info for info in found}
        if len({name.lower() for name in parts}) < len(found):
            # Which of the two a program reads is anyone's guess.
            raise UnsafeFormError("a part is there twice", where=str(path), hint="No Office program writes such a file.")
        return cls(path, raw, parts, opened, {})

    def packed(self, name: str) -> bytes:
        """Return a part's bytes as they stand in the file, compressed or not."""
        info = self.parts[name]
        at = info.header_offset
        start = (
            at
            + _LOCAL_HEADER
            + int.from_bytes(self.raw[at + 26 : at + 28], "little")
            + int.from_bytes(self.raw[at + 28 : at + 30], "little")
        )
        return self.raw[start : start + info.compress_size]

    def read(self, name: str) -> bytes:
        """Return a part's content, its checksum proven.

        Raises:
            UnreadableFormError: Damaged or missing.
            UnsafeFormError: Larger than any part of a form.
        """
        if name in self._read:
            return self._read[name]
        info = self.parts.get(name)
        if info is None:
            raise UnreadableFormError(f"the part {name or 'of a sheet'} is missing", where=str(self.path))
        if info.file_size > _MAX_PART:
            raise UnsafeFormError(f"{name} unpacks to {info.file_size >> 20} MB", where=str(self.path))
        try:
            content = self._read[name] = self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
            raise UnreadableFormError(f"{name} is damaged", where=str(self.path)) from None
        return content


def same(one: Archive, other: Archive, name: str) -> bool:
    """Say whether a part has the same content in both archives."""
    first, second = one.parts[name], other.parts[name]
    if first.file_size != second.file_size or first.CRC != second.CRC:
        return False
    if first.compress_type == second.compress_type and one.packed(name) == other.packed(name):
        return True
    return one.read(name) == other.read(name)
