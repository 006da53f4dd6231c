"""The directory of a zip file as bytes: what is needed to copy members unread, and to refuse archives built like an attack."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace

from questionnaire_filler.errors import EncryptedFormError, UnreadableFormError, UnsafeFormError, UnsupportedFormError

_END = b"PK\x05\x06"
_END64 = b"PK\x06\x07"
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_END_RECORD = struct.Struct("<4sHHHHIIH")
_MAX_COMMENT = 0xFFFF
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF

STORED, DEFLATED = 0, 8
_ENCRYPTED_FLAGS = 0x0001 | 0x0040 | 0x2000
_UTF8_FLAG = 0x0800
_ZIP64_EXTRA = 0x0001

#: Limits that no real questionnaire comes near (measured: 2.3 MB a part, 20 MB a package, ratio 137) and a bomb passes at once.
MAX_MEMBERS = 20_000
MAX_MEMBER_BYTES = 256 << 20
MAX_TOTAL_BYTES = 512 << 20
_RATIO_FROM_BYTES, _MAX_RATIO = 32 << 20, 400

_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the archive (APPNOTE 4.3.7 and 4.3.12).

    Attributes:
        name: As in the directory, with `/` between segments; ends with `/` for a folder.
        record: Its central directory record, as bytes.
        start: Offset of its local header.
        end: Offset of what follows it: the next local header, or the directory; data descriptor and padding are inside.
        data: Offset of its compressed bytes.
    """

    name: str
    record: bytes
    start: int
    end: int
    data: int
    method: int
    crc: int
    compressed: int
    size: int


@dataclass(frozen=True, slots=True)
class Directory:
    """The members in the directory's order, and the bytes after the directory (the end record with its comment)."""

    members: tuple[Member, ...]
    start: int
    tail: bytes
    tail_end_record: int


def read_directory(raw: bytes, where: str) -> Directory:
    """Read and check the directory of a zip file.

    Raises:
        UnreadableFormError: Truncated or damaged.
        UnsupportedFormError: zip64, more than one disk, or an unknown compression.
        EncryptedFormError: Members are encrypted.
        UnsafeFormError: A bomb, names that leave the package, names twice, members that overlap.
    """
    at = _find_end(raw, where)
    _, disk, first_disk, _, count, size, start, _ = _END_RECORD.unpack_from(raw, at)
    if _FULL16 in (disk, count) or _FULL32 in (size, start) or raw[max(0, at - 20) : at].startswith(_END64):
        raise UnsupportedFormError("the file is a zip64 archive, which is not given back whole", where=where, hint=_SAVE_AGAIN)
    if disk or first_disk:
        raise UnsupportedFormError("the archive is split over several files", where=where, hint=_SAVE_AGAIN)
    if start + size > at:
        raise _damaged(where, "its directory is cut off")
    if count > MAX_MEMBERS:
        raise UnsafeFormError(f"the file claims {count} parts; no form has that many", where=where, hint=_UNSAFE)
    members = _members(raw, start, start + size, count, where)
    _check_names([member.name for member in members], where)
    _check_sizes(members, where)
    return Directory(members, start, raw[start + size :], at - (start + size))


_SAVE_AGAIN = "Open it in Excel or Word, save it under another name and try again."
_UNSAFE = "Ask the sender for the file again; do not open it before you know where it comes from."


def _damaged(where: str, why: str) -> UnreadableFormError:
    return UnreadableFormError(f"the file is damaged or incomplete: {why}", where=where, hint="Download or copy it again.")


def _find_end(raw: bytes, where: str) -> int:
    lowest = max(0, len(raw) - _END_RECORD.size - _MAX_COMMENT)
    at = raw.rfind(_END, lowest)
    while at >= 0:
        if len(raw) - at >= _END_RECORD.size and at + _END_RECORD.size + _END_RECORD.unpack_from(raw, at)[7] == len(raw):
            return at
        at = raw.rfind(_END, lowest, at)
    raise _damaged(where, "the end of the archive is missing")


def _members(raw: bytes, at: int, end: int, count: int, where: str) -> tuple[Member, ...]:
    directory = at
    found: list[Member] = []
    while at < end:
        if end - at < _CENTRAL.size or not raw.startswith(b"PK\x01\x02", at):
            raise _damaged(where, "its directory cannot be read")
        found.append(_member(raw, at, where))
        at += len(found[-1].record)
    if at != end or len(found) != count:
        raise _damaged(where, "its directory does not hold what it announces")
    starts = sorted(member.start for member in found)
    following = dict(zip(starts, [*starts[1:], directory], strict=True))
    if len(following) != len(found):
        raise UnsafeFormError("parts of the archive overlap", where=where, hint=_UNSAFE)
    return tuple(_with_extent(raw, member, following[member.start], where) for member in found)


def _member(raw: bytes, at: int, where: str) -> Member:
    """Read the directory record at an offset; where the data lies is not known yet."""
    fields = _CENTRAL.unpack_from(raw, at)
    flags, method, crc, compressed, size, name_len, extra_len, comment_len, start = (*fields[3:5], *fields[7:13], fields[16])
    record = raw[at : at + _CENTRAL.size + name_len + extra_len + comment_len]
    extra_at = _CENTRAL.size + name_len
    name = _name(record[_CENTRAL.size : extra_at], flags, where)
    zip64 = _FULL32 in (compressed, size, start) or _ZIP64_EXTRA in dict(extra_fields(record[extra_at : extra_at + extra_len]))
    if flags & _ENCRYPTED_FLAGS:
        hint = "Open it with its password, save it without one and try again."
        raise EncryptedFormError("parts of the file are encrypted", where=where, hint=hint)
    if zip64:
        raise UnsupportedFormError("the file is a zip64 archive, which is not given back whole", where=where, hint=_SAVE_AGAIN)
    if method not in (STORED, DEFLATED):
        raise UnsupportedFormError(f"{name} is compressed with the unknown method {method}", where=where, hint=_SAVE_AGAIN)
    return Member(name, record, start, -1, -1, method, crc, compressed, size)


def _name(raw: bytes, flags: int, where: str) -> str:
    try:
        return raw.decode("utf-8" if flags & _UTF8_FLAG else "cp437")
    except UnicodeDecodeError:
        raise _damaged(where, "a part's name cannot be read") from None


def extra_fields(extra: bytes) -> list[tuple[int, bytes]]:
    """Return the extra fields of a header as (id, whole field); stops at the first one that is cut off."""
    fields = []
    at = 0
    while at + 4 <= len(extra):
        ident, length = struct.unpack_from("<HH", extra, at)
        if at + 4 + length > len(extra):
            break
        fields.append((ident, extra[at : at + 4 + length]))
        at += 4 + length
    return fields


def _with_extent(raw: bytes, member: Member, end: int, where: str) -> Member:
    name, record, start = member.name, member.record, member.start
    if start + _LOCAL.size > len(raw) or not raw.startswith(b"PK\x03\x04", start):
        raise _damaged(where, f"{name} is not where the directory says")
    name_len, extra_len = _LOCAL.unpack_from(raw, start)[9:11]
    name_at = start + _LOCAL.size
    data = name_at + name_len + extra_len
    if not record.startswith(raw[name_at : name_at + name_len], _CENTRAL.size) or name_len != _CENTRAL.unpack_from(record)[10]:
        raise UnsafeFormError(f"{name} has two names in the archive", where=where, hint=_UNSAFE)
    if data + member.compressed > end:
        raise UnsafeFormError("parts of the archive overlap", where=where, hint=_UNSAFE)
    return replace(member, end=end, data=data)


def _check_names(names: list[str], where: str) -> None:
    seen: set[str] = set()
    for name in names:
        if not name or name.startswith("/") or "\\" in name or "\0" in name or _DRIVE.match(name) or ".." in name.split("/"):
            raise UnsafeFormError(f"a part's name leaves the package: {name!r}", where=where, hint=_UNSAFE)
        # OPC (ECMA-376-2, 6.2.2.3): part names are equivalent without regard to case.
        if name.lower() in seen:
            raise UnsafeFormError(f"the part {name!r} is there twice", where=where, hint=_UNSAFE)
        seen.add(name.lower())


def _check_sizes(members: tuple[Member, ...], where: str) -> None:
    total = sum(member.size for member in members)
    for member in members:
        bomb = member.size > _RATIO_FROM_BYTES and member.size > _MAX_RATIO * max(1, member.compressed)
        if bomb or member.size > MAX_MEMBER_BYTES:
            raise UnsafeFormError(f"{member.name} unpacks to {member.size >> 20} MB", where=where, hint=_UNSAFE)
    if total > MAX_TOTAL_BYTES:
        raise UnsafeFormError(f"the file unpacks to {total >> 20} MB", where=where, hint=_UNSAFE)
