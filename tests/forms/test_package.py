"""Packages: what is refused and why, and that a copy keeps every byte that was not meant to change."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import raw_books
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.errors import (
    EncryptedFormError,
    FillError,
    UnreadableFormError,
    UnsafeFormError,
    UnsupportedFormError,
)
from questionnaire_filler.forms.package import Package

TYPES = "[Content_Types].xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return raw_books.book(tmp_path / "form.xlsx", {"S": raw_books.sheet(raw_books.row(1, raw_books.text("A1", "Question?")))})


def zipped(path: Path, parts: dict[str, str | bytes]) -> Path:
    raw_books.pack(path, {TYPES: "<Types/>", **parts})
    return path


def test_reads_parts_and_hash(form: Path) -> None:
    import hashlib

    package = Package.open(form)
    assert package.sha256 == hashlib.sha256(form.read_bytes()).hexdigest()
    assert {name: package.read(name) for name in package.names} == raw_books.parts(form)
    assert TYPES in package
    assert "xl/none.xml" not in package


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", UnreadableFormError, "empty"),
        (b"hello, this is text", UnreadableFormError, "not an Office file"),
        (b"%PDF-1.7 ...", UnreadableFormError, "PDF"),
        (b"  <html><body>", UnreadableFormError, "web page"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFormError, "encrypted"),
        (OLE + "Workbook".encode("utf-16-le"), UnsupportedFormError, ".xls"),
        (OLE + "WordDocument".encode("utf-16-le"), UnsupportedFormError, ".doc"),
        (OLE, UnsupportedFormError, "old Office"),
    ],
)
def test_other_files_are_named_for_what_they_are(tmp_path: Path, content: bytes, error: type[FillError], words: str) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    with pytest.raises(error, match=words) as caught:
        Package.open(path)
    assert caught.value.hint
    assert str(path) in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFormError, match="no such file"):
        Package.open(tmp_path / "none.xlsx")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFormError, match="cannot be read"):
        Package.open(tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=4, max_value=3000))
def test_truncated_at_any_byte(cut: int) -> None:
    with TemporaryDirectory() as folder:
        path = raw_books.book(Path(folder) / "form.xlsx", {"S": raw_books.sheet("")})
        whole = path.read_bytes()
        path.write_bytes(whole[: min(cut, len(whole) - 1)])
        with pytest.raises(UnreadableFormError):
            Package.open(path)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_flipped_bytes_never_crash(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = raw_books.book(Path(folder) / "form.xlsx", {"S": raw_books.sheet(raw_books.row(1, raw_books.text("A1", "x")))})
        raw = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(raw)
        try:
            package = Package.open(path)
            for name in package.names:
                package.read(name)
        except FillError as error:
            assert error.hint  # noqa: PT017 - it may as well succeed


@pytest.mark.parametrize("name", ["../evil.xml", "/evil.xml", "xl\\evil.xml", "C:/evil.xml", "xl/../../evil.xml"])
def test_names_that_leave_the_package(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.xlsx", {"xl/evil________.xml": "<a/>"})
    raw = path.read_bytes()
    plain = b"xl/evil________.xml"
    path.write_bytes(raw.replace(plain, name.encode().ljust(len(plain), b"_")))
    with pytest.raises(UnsafeFormError, match="leaves the package"):
        Package.open(path)


@pytest.mark.parametrize("second", ["xl/a.xml", "XL/A.xml"])
def test_members_twice(tmp_path: Path, second: str) -> None:
    path = tmp_path / "a.xlsx"
    raw_books.pack(path, {TYPES: "<Types/>", "xl/a.xml": "<a/>", "xx/a.xml": "<b/>"})
    path.write_bytes(path.read_bytes().replace(b"xx/a.xml", second.encode()))
    with pytest.raises(UnsafeFormError, match="twice"):
        Package.open(path)


def test_overlapping_members(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", {"xl/a.xml": "<a/>", "xl/b.xml": "<b/>"})
    raw = bytearray(path.read_bytes())
    first, second = raw.find(b"PK\x01\x02"), raw.rfind(b"PK\x01\x02")
    raw[second + 42 : second + 46] = raw[first + 42 : first + 46]
    path.write_bytes(raw)
    with pytest.raises(UnsafeFormError, match="overlap"):
        Package.open(path)


def test_two_names_for_one_member(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", {"xl/a.xml": "<a/>"})
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"xl/a.xml", b"xl/b.xml", 1))
    with pytest.raises(UnsafeFormError, match="two names"):
        Package.open(path)


@pytest.mark.parametrize(
    "markup",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        '<?xml version="1.0"?><!-- c --> <!DOCTYPE a SYSTEM "http://example.com/"><a/>',
        "<!--" + "x" * 100_000 + "--><!DOCTYPE a><a/>",
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
        '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16-le"),
        b"\xef\xbb\xbf<!DOCTYPE a><a/>",
        '<?xml version="1.0" encoding="UTF-7"?><a/>',
        '<?xml version="1.0"?><a/>'.encode("utf-32"),
    ],
)
def test_dtd_is_refused_at_open(tmp_path: Path, markup: str | bytes) -> None:
    path = zipped(tmp_path / "a.xlsx", {"xl/a.xml": markup})
    with pytest.raises(UnsafeFormError, match=r"DTD|encoding"):
        Package.open(path)


def test_dtd_in_a_part_with_another_suffix_is_refused_when_read(tmp_path: Path) -> None:
    package = Package.open(zipped(tmp_path / "a.xlsx", {"xl/a.bin": "<!DOCTYPE a><a/>"}))
    with pytest.raises(UnsafeFormError, match="DTD"):
        package.read("xl/a.bin")


def test_the_word_doctype_in_text_is_no_dtd(tmp_path: Path) -> None:
    markup = "<a><![CDATA[<!DOCTYPE a>]]></a>"
    assert Package.open(zipped(tmp_path / "a.xlsx", {"xl/a.xml": markup})).read("xl/a.xml") == markup.encode()


def test_bomb_is_refused_by_what_the_directory_says(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", {"xl/a.xml": b"<a/>" + bytes(40 << 20)})
    assert path.stat().st_size < 100_000
    tracemalloc.start()
    with pytest.raises(UnsafeFormError, match="unpacks to 40 MB"):
        Package.open(path)
    assert tracemalloc.get_traced_memory()[1] < 2 << 20
    tracemalloc.stop()


def test_bomb_that_lies_about_its_size_is_not_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", {"xl/a.bin": bytes(30 << 20)})
    raw = path.read_bytes()
    path.write_bytes(raw.replace(struct.pack("<I", 30 << 20), struct.pack("<I", 1000)))
    package = Package.open(path)
    tracemalloc.start()
    with pytest.raises(UnsafeFormError, match="more than the archive says"):
        package.read("xl/a.bin")
    assert tracemalloc.get_traced_memory()[1] < 2 << 20
    tracemalloc.stop()


def test_zip64_encryption_and_unknown_compression(tmp_path: Path) -> None:
    plain = zipped(tmp_path / "a.xlsx", {"xl/a.xml": "<a/>"}).read_bytes()
    at = plain.rfind(b"PK\x01\x02")
    path = tmp_path / "b.xlsx"
    for offset, value, error, words in (
        (8, 1, EncryptedFormError, "encrypted"),
        (10, 99, UnsupportedFormError, "unknown method 99"),
        (24, 0xFFFF, UnsupportedFormError, "zip64"),
    ):
        raw = bytearray(plain)
        raw[at + offset : at + offset + 2] = struct.pack("<H", value)
        if words == "zip64":
            raw[at + 24 : at + 28] = b"\xff" * 4
        path.write_bytes(raw)
        with pytest.raises(error, match=words):
            Package.open(path)


def test_zip_without_content_types(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    raw_books.pack(path, {"a.txt": "x"})
    with pytest.raises(UnreadableFormError, match="Content_Types"):
        Package.open(path)
    raw_books.pack(path, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"})
    with pytest.raises(UnreadableFormError, match="OpenDocument"):
        Package.open(path)


def test_copy_without_changes_is_the_same_file(form: Path, tmp_path: Path) -> None:
    Package.open(form).write(tmp_path / "copy.xlsx")
    assert (tmp_path / "copy.xlsx").read_bytes() == form.read_bytes()
    package = Package.open(form)
    package.write(tmp_path / "again.xlsx", {TYPES: package.read(TYPES)})
    assert (tmp_path / "again.xlsx").read_bytes() == form.read_bytes()


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["xl/workbook.xml", "xl/styles.xml", TYPES]), st.binary(max_size=400), min_size=1),
    st.dictionaries(st.sampled_from(["xl/new.xml", "customXml/x.bin"]), st.binary(max_size=50)),
)
def test_copy_with_changes_keeps_the_rest_compressed_as_it_was(changed: dict[str, bytes], added: dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        source = raw_books.book(Path(folder) / "a.xlsx", {"S": raw_books.sheet("")})
        target = Path(folder) / "b.xlsx"
        Package.open(source).write(target, changed, added)
        assert raw_books.parts(target) == raw_books.parts(source) | changed | added
        with zipfile.ZipFile(source) as before, zipfile.ZipFile(target) as after:
            assert after.namelist() == [*before.namelist(), *added]
            for info in before.infolist():
                same = after.getinfo(info.filename)
                assert (same.date_time, same.compress_type, same.external_attr) == (info.date_time, info.compress_type, info.external_attr)
                if info.filename not in changed:
                    assert same.compress_size == info.compress_size
        first = target.read_bytes()
        target.unlink()
        Package.open(source).write(target, changed, added)
        assert target.read_bytes() == first


def test_data_descriptors_and_folders_survive(tmp_path: Path) -> None:
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"

    class Unseekable:
        def __init__(self, file) -> None:
            self.file = file

        def write(self, data: bytes) -> int:
            return self.file.write(data)

        def flush(self) -> None:
            self.file.flush()

    with source.open("wb") as file, zipfile.ZipFile(Unseekable(file), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/", "")
        archive.writestr(TYPES, "<Types/>")
        archive.writestr("xl/a.xml", "<a>one</a>")
        archive.writestr("xl/b.xml", "<b/>")
    package = Package.open(source)
    assert package.names == (TYPES, "xl/a.xml", "xl/b.xml")
    package.write(target, {"xl/a.xml": b"<a>two</a>"})
    assert raw_books.parts(target)["xl/a.xml"] == b"<a>two</a>"
    assert Package.open(target).read("xl/b.xml") == b"<b/>"


def test_signed_package_is_copied_and_never_changed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", {"xl/a.xml": "<a/>", "_xmlsignatures/origin.sigs": ""})
    package = Package.open(path)
    assert package.signed
    package.write(tmp_path / "b.xlsx")
    with pytest.raises(UnsupportedFormError, match="signature"):
        package.write(tmp_path / "c.xlsx", {"xl/a.xml": b"<b/>"})
    assert not (tmp_path / "c.xlsx").exists()


def test_write_never_replaces(form: Path) -> None:
    with pytest.raises(FileExistsError):
        Package.open(form).write(form)
