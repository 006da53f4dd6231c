"""Office files as packages of parts (ECMA-376-2): read a part, and write a copy in which untouched parts keep their very bytes.

Nothing here knows what the parts mean. The file is held in memory as it was read, so that hash, parts and copy are of one state.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from questionnaire_filler.errors import EncryptedFormError, FormError, UnreadableFormError, UnsafeFormError, UnsupportedFormError
from questionnaire_filler.forms import xml_prolog
from questionnaire_filler.forms.zip_directory import DEFLATED, STORED, Directory, Member, extra_fields, read_directory

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONTENT_TYPES = "[Content_Types].xml"
_MAX_FILE_BYTES = 256 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML_SUFFIXES = (".xml", ".rels", ".vml")
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_ZIP64_EXTRA = 0x0001
_DESCRIPTOR_FLAG, _LEVEL_FLAGS = 0x0008, 0x0006
_EPOCH = (0, (1 << 5) | 1)  # 1980-01-01 00:00 in DOS time: added parts carry no clock


@dataclass(frozen=True, slots=True)
class Package:
    """An Office file that was opened.

    Attributes:
        path: The file.
        sha256: Of the file's bytes.
        names: The names of the parts, in the directory's order, without folders.
    """

    path: Path
    sha256: str
    names: tuple[str, ...]
    _raw: bytes
    _directory: Directory
    _members: Mapping[str, Member]

    @classmethod
    def open(cls, path: Path) -> Package:
        """Read the file and check what can be checked without unpacking it.

        Raises:
            UnreadableFormError: Missing, damaged, or not an Office file.
            UnsupportedFormError: An older or other format, zip64, unknown compression.
            EncryptedFormError: Protected by a password.
            UnsafeFormError: Built like an attack: a bomb, a DTD, names that leave the package, members twice.
        """
        raw = _read_file(path)
        _check_magic(raw, path)
        directory = read_directory(raw, str(path))
        members = {member.name: member for member in directory.members if not member.name.endswith("/")}
        package = cls(path, hashlib.sha256(raw).hexdigest(), tuple(members), raw, directory, members)
        if CONTENT_TYPES not in members:
            raise _not_office(path, members)
        for member in members.values():
            if member.name.lower().endswith(_XML_SUFFIXES):
                package._check_prolog(member)
        return package

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def signed(self) -> bool:
        """Whether the file carries a digital signature, which any change breaks (ECMA-376-2, 10)."""
        return any(name.lower().startswith("_xmlsignatures/") for name in self.names)

    def size(self, name: str) -> int:
        """Return the bytes of a part, unpacked."""
        return self._members[name].size

    def read(self, name: str) -> bytes:
        """Return the content of a part.

        Raises:
            KeyError: There is no such part.
            UnreadableFormError: Damaged.
            UnsafeFormError: It unpacks to more than it says, or has a DTD.
        """
        member = self._members[name]
        content = self._unpack(member, member.size + 1)
        where = str(self.path)
        if len(content) > member.size:
            raise UnsafeFormError(f"{name} unpacks to more than the archive says", where=where, hint=_ASK_AGAIN)
        if len(content) < member.size or zlib.crc32(content) != member.crc:
            raise UnreadableFormError(f"{name} is damaged", where=where, hint="Download or copy the file again.")
        if content.lstrip()[:1] == b"<" or content[:2] in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb", b"<\0", b"\0<"):
            self._refuse(xml_prolog.danger(lambda n: content[:n], member.size), name)
        return content

    def write(self, target: Path, changed: Mapping[str, bytes] | None = None, added: Mapping[str, bytes] | None = None) -> None:
        """Write a copy to `target`, which must not exist; not atomic.

        Untouched members keep header, compressed bytes and place. Changed ones keep place, name, date and attributes; added ones
        follow at the end. Without changes the copy is byte-identical.

        Raises:
            UnsupportedFormError: The file is signed and something would change.
            KeyError: A changed part that is not there, or an added one that is.
        """
        changed = {name: data for name, data in (changed or {}).items() if not self._same(self._members[name], data)}
        added = dict(added or {})
        if clash := [name for name in added if name.lower() in {known.lower() for known in self.names}]:
            raise KeyError(clash[0])
        if (changed or added) and self.signed:
            raise UnsupportedFormError(
                "the file carries a digital signature, which any answer would break",
                where=str(self.path),
                hint="Ask the sender for the unsigned form, or remove the signature (File > Info) and try again.",
            )
        with target.open("xb") as out:
            self._copy(out, changed, added)

    def _copy(self, out: BinaryIO, changed: Mapping[str, bytes], added: Mapping[str, bytes]) -> None:
        if not changed and not added:
            out.write(self._raw)
            return
        view = memoryview(self._raw)
        records: dict[str, bytes] = {}
        first = min((member.start for member in self._directory.members), default=0)
        out.write(view[:first])
        for member in sorted(self._directory.members, key=lambda member: member.start):
            at = out.tell()
            if member.name in changed:
                local, record = _repack(member, self._raw, changed[member.name], at)
                out.write(local)
            else:
                out.write(view[member.start : member.end])
                record = _moved(member.record, at)
            records[member.name] = record
        ordered = [records[member.name] for member in self._directory.members]
        for name, content in added.items():
            local, record = _new_member(name, content, out.tell())
            out.write(local)
            ordered.append(record)
        start = out.tell()
        out.writelines(ordered)
        out.write(_end(self._directory, len(ordered), start, out.tell() - start))

    def _same(self, member: Member, content: bytes) -> bool:
        return len(content) == member.size and zlib.crc32(content) == member.crc and self.read(member.name) == content

    def _unpack(self, member: Member, limit: int) -> bytes:
        packed = memoryview(self._raw)[member.data : member.data + member.compressed]
        if member.method == STORED:
            return bytes(packed[:limit])
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, limit)
        except zlib.error:
            raise UnreadableFormError(f"{member.name} is damaged", where=str(self.path), hint="Download or copy the file again.") from None

    def _check_prolog(self, member: Member) -> None:
        self._refuse(xml_prolog.danger(lambda n: self._unpack(member, n) if n else b"", member.size), member.name)

    def _refuse(self, danger: str, name: str) -> None:
        if danger:
            raise UnsafeFormError(f"{name} has {danger}, which no Office file needs", where=str(self.path), hint=_ASK_AGAIN)


_ASK_AGAIN = "Ask the sender for the file again; do not open it before you know where it comes from."


def _read_file(path: Path) -> bytes:
    where = str(path)
    try:
        if path.stat().st_size > _MAX_FILE_BYTES:
            raise UnsupportedFormError("the file is larger than 256 MB", where=where, hint="Remove pictures or attachments and try again.")
        raw = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFormError("there is no such file", where=where, hint="Check the name and the folder.") from None
    except OSError as error:
        raise UnreadableFormError(f"the file cannot be read ({error.strerror})", where=where, hint="Check its permissions.") from None
    if not raw:
        raise UnreadableFormError("the file is empty", where=where, hint="Download or copy it again.")
    return raw


def _check_magic(raw: bytes, path: Path) -> None:
    where = str(path)
    if raw.startswith(_OLE):
        raise _ole(raw, where)
    if raw.startswith(b"PK\x03\x04"):
        return
    if raw.startswith(b"%PDF"):
        what, hint = "the file is a PDF", "Ask for the form as .xlsx or .docx."
    elif raw.lstrip()[:1] == b"<":
        what, hint = "the file is a web page or an XML file, not an Office file", "Open it in Excel or Word and save it as .xlsx or .docx."
    else:
        what, hint = "the file is not an Office file", "Download or copy it again, or save it as .xlsx or .docx."
    raise UnreadableFormError(what, where=where, hint=hint)


def _ole(raw: bytes, where: str) -> FormError:
    """Say what an OLE compound file is: its directory names the streams in UTF-16 (MS-CFB 2.6.1)."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return EncryptedFormError(
            "the file is encrypted with a password",
            where=where,
            hint="Open it with the password, remove it (File > Info), save and try again.",
        )
    if "WordDocument".encode("utf-16-le") in raw:
        return UnsupportedFormError(
            "the content is that of an old Word file (.doc)", where=where, hint="Open it in Word and save it as .docx."
        )
    if "Workbook".encode("utf-16-le") in raw or "Book".encode("utf-16-le") in raw:
        return UnsupportedFormError(
            "the content is that of an old Excel file (.xls)", where=where, hint="Open it in Excel and save it as .xlsx."
        )
    return UnsupportedFormError("the content is that of an old Office file", where=where, hint="Open it and save it as .xlsx or .docx.")


def _not_office(path: Path, members: Mapping[str, Member]) -> FormError:
    if "mimetype" in members:
        what, hint = "the content is that of an OpenDocument file", "Open it and save it as .xlsx or .docx."
    elif any(name.lower().endswith(".iwa") for name in members):
        what, hint = "the content is that of a Numbers or Pages file", "Export it as .xlsx or .docx."
    else:
        what, hint = f"the file is a zip archive without {CONTENT_TYPES}, so not an Office file", "Unpack it, and pass the form inside."
    return UnreadableFormError(what, where=str(path), hint=hint)


def _pack(content: bytes, method: int) -> bytes:
    if method == STORED:
        return content
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _repack(member: Member, raw: bytes, content: bytes, at: int) -> tuple[bytes, bytes]:
    """Return local header with data, and the directory record, of a member with new content."""
    packed = _pack(content, member.method)
    head = list(_LOCAL.unpack_from(raw, member.start))
    name_at = member.start + _LOCAL.size
    name = raw[name_at : name_at + head[9]]
    extra = b"".join(field for ident, field in extra_fields(raw[name_at + head[9] : member.data]) if ident != _ZIP64_EXTRA)
    sums = (zlib.crc32(content), len(packed), len(content))
    head[2] &= ~(_DESCRIPTOR_FLAG | _LEVEL_FLAGS)
    head[6:9] = sums
    head[10] = len(extra)
    record = list(_CENTRAL.unpack_from(member.record))
    record[3] &= ~(_DESCRIPTOR_FLAG | _LEVEL_FLAGS)
    record[7:10] = sums
    record[16] = at
    return _LOCAL.pack(*head) + name + extra + packed, _CENTRAL.pack(*record) + member.record[_CENTRAL.size :]


def _moved(record: bytes, at: int) -> bytes:
    return record[: _CENTRAL.size - 4] + struct.pack("<I", at) + record[_CENTRAL.size :]


def _new_member(name: str, content: bytes, at: int) -> tuple[bytes, bytes]:
    raw_name = name.encode("ascii")
    packed = _pack(content, DEFLATED)
    common = (0, DEFLATED, *_EPOCH, zlib.crc32(content), len(packed), len(content), len(raw_name), 0)
    local = _LOCAL.pack(b"PK\x03\x04", 20, *common) + raw_name + packed
    return local, _CENTRAL.pack(b"PK\x01\x02", 20, 20, *common, 0, 0, 0, 0, at) + raw_name


def _end(directory: Directory, count: int, start: int, size: int) -> bytes:
    tail, at = directory.tail, directory.tail_end_record
    return tail[: at + 8] + struct.pack("<HHII", count, count, size, start) + tail[at + 20 :]
