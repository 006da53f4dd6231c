"""Files that are not what their name says, are built like an attack, or ask nothing: exit 4, a clear word, nothing written."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.cli import kit
from tests.cli.kit import fill, program, questions, snapshot
from tests.forms import raw_books
from tests.forms.docx_build import docx, p

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def ole(stream: str) -> bytes:
    """Return the head of a compound file whose directory names a stream."""
    return OLE + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def rewritten(desk: Path, name: str, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write the form again as `name`, with its parts changed."""
    parts = raw_books.parts(desk / "vendor.xlsx")
    change(parts)
    raw_books.pack(desk / name, parts)
    return desk / name


def not_a_zip(desk: Path) -> str:
    (desk / "bad.xlsx").write_bytes(b"<html>Please log in</html>")
    return "bad.xlsx"


def empty(desk: Path) -> str:
    (desk / "bad.docx").write_bytes(b"")
    return "bad.docx"


def empty_csv(desk: Path) -> str:
    (desk / "bad.csv").write_bytes(b"")
    return "bad.csv"


def truncated(desk: Path) -> str:
    whole = (desk / "vendor.xlsx").read_bytes()
    (desk / "bad.xlsx").write_bytes(whole[: len(whole) // 2])
    return "bad.xlsx"


def encrypted(desk: Path) -> str:
    (desk / "bad.xlsx").write_bytes(ole("EncryptedPackage"))
    return "bad.xlsx"


def old_excel(desk: Path) -> str:
    (desk / "bad.xls").write_bytes(ole("Workbook"))
    return "bad.xls"


def old_excel_in_disguise(desk: Path) -> str:
    (desk / "bad.xlsx").write_bytes(ole("Workbook"))
    return "bad.xlsx"


def binary_excel(desk: Path) -> str:
    (desk / "bad.xlsb").write_bytes((desk / "vendor.xlsx").read_bytes())
    return "bad.xlsb"


def old_word(desk: Path) -> str:
    (desk / "bad.doc").write_bytes(ole("WordDocument"))
    return "bad.doc"


def pdf(desk: Path) -> str:
    (desk / "bad.pdf").write_bytes(b"%PDF-1.7")
    return "bad.pdf"


def no_suffix(desk: Path) -> str:
    (desk / "bad").write_bytes((desk / "vendor.xlsx").read_bytes())
    return "bad"


def missing(desk: Path) -> str:
    return "bad.xlsx"


def folder(desk: Path) -> str:
    (desk / "bad.xlsx").mkdir()
    return "bad.xlsx"


def this_folder(desk: Path) -> str:
    return "."


def too_long(desk: Path) -> str:
    return "x" * 300 + ".xlsx"


def bomb(desk: Path) -> str:
    def change(parts: dict[str, bytes]) -> None:
        parts["xl/media/image1.png"] = bytes(300_000_000)

    rewritten(desk, "bad.xlsx", change)
    assert (desk / "bad.xlsx").stat().st_size < 2_000_000
    return "bad.xlsx"


def doctype(desk: Path) -> str:
    def change(parts: dict[str, bytes]) -> None:
        entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<workbook", entity + b"<workbook", 1)

    rewritten(desk, "bad.xlsx", change)
    return "bad.xlsx"


def traversal(desk: Path) -> str:
    rewritten(desk, "bad.xlsx", lambda parts: parts.update({"../../outside.xml": b"<x/>"}))
    return "bad.xlsx"


def twice(desk: Path) -> str:
    (desk / "bad.xlsx").write_bytes((desk / "vendor.xlsx").read_bytes())
    with zipfile.ZipFile(desk / "bad.xlsx", "a") as out, pytest.warns(UserWarning, match="Duplicate"):
        out.writestr("xl/workbook.xml", b"<x/>")
    return "bad.xlsx"


def no_question(desk: Path) -> str:
    docx(desk / "bad.docx", p("Dear colleagues"), p("The canteen is closed."))
    return "bad.docx"


def no_question_in_a_table(desk: Path) -> str:
    (desk / "bad.csv").write_text("name,size\nspoon,3\nfork,4\n", encoding="utf-8")
    return "bad.csv"


CASES = [
    (not_a_zip, "bad.xlsx"),
    (empty, "the file is empty"),
    (empty_csv, "the file is empty"),
    (truncated, "bad.xlsx"),
    (encrypted, "password"),
    (old_excel, "Save it as .xlsx"),
    (old_excel_in_disguise, "xlsx"),
    (binary_excel, "Save it as .xlsx"),
    (old_word, "Save it as .docx"),
    (pdf, ".docx"),
    (no_suffix, "without a suffix"),
    (missing, "no such file"),
    (folder, "this is a folder"),
    (this_folder, "this is a folder"),
    (too_long, "cannot be read: File name too long"),
    (bomb, "bad.xlsx"),
    (doctype, "DTD"),
    (traversal, "outside.xml"),
    (twice, "workbook.xml"),
    (no_question, "no question was found"),
    (no_question_in_a_table, "no question was found"),
]


@pytest.mark.parametrize(("make", "words"), CASES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_clear_error_and_nothing_written(desk: Path, make: Callable[[Path], str], words: str):
    name = make(desk)
    before = snapshot(desk)
    run = fill(desk, name, "--json")
    assert run.code == 4, run.err
    record = run.json
    assert (record["form"], record["output"], record["questions"]) == (name, None, [])
    assert record["summary"] == {"questions": 0, "filled": 0, "review": 0, "open": 0}
    assert record["error"]["code"] == 4
    assert run.err.startswith(f"Error: {name}")
    assert words in run.err
    assert "Traceback" not in run.err
    assert snapshot(desk) == before
    plain = fill(desk, name)
    assert (plain.code, plain.out, plain.err) == (4, "", run.err)
    assert snapshot(desk) == before


def test_one_bad_name_among_several_fills_nothing(desk: Path):
    before = snapshot(desk)
    run = fill(desk, "vendor.xlsx", "vndor.xlsx", "vendor.pdf")
    assert run.code == 4
    assert "vndor.xlsx: there is no such file" in run.err
    assert "vendor.pdf: .pdf is not supported" in run.err
    assert "No form was filled." in run.err
    assert [one["form"] for one in fill(desk, "vendor.xlsx", "vndor.xlsx", "--json").lines] == ["vndor.xlsx"]
    assert snapshot(desk) == before


HOSTILE = "Is it \x1b]0;owned\x07\x1b[2J safe? [bold red]now[/bold red] \u202egnp.exe\u202c \x9b31m <script>alert(1)</script> =1+1"


def test_hostile_text_reaches_neither_terminal_nor_json_nor_report(desk: Path):
    kit.write_csv(desk / "vendor.csv", (HOSTILE, "=cmd|' /C calc'!A0 Are backups encrypted?", "Are backups encrypted?"))
    for options in ([], ["--json"]):
        run = fill(desk, "vendor.csv", "--force", *options)
        assert run.code == 0
        for text in (run.out, run.err):
            assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e", "\u202c"}
    assert "[bold red]now[/bold red]" in run.json["questions"][0]["question"]
    report = (desk / "vendor.csv.report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in report
    assert "Content-Security-Policy" in report
    shown = program(desk, "inspect", "vendor.csv").out
    assert "[bold red]now[/bold red]" in shown
    assert not set(shown) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert not set(program(desk, "explain", "vendor.csv", "Q1", "--no-catalogue").out) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_a_hostile_sheet_name_and_choice_are_escaped_in_json_and_stripped_on_the_terminal(desk: Path):
    rows = ["Vendor"], ["No", "Question", "Response", "Comments"], *([n, q] for n, q in enumerate(kit.QUESTIONS, 1))
    kit.workbook(desk / "vendor.xlsx", {"Sec\u202eurity": rows}, lists={"Sec\u202eurity!C3:C8": '"Yes,No,\u202eyes"'})
    run = fill(desk, "vendor.xlsx", "--json")
    assert "\u202e" not in run.out
    assert questions(run.json)["Sec\u202eurity!B3"]["slots"][0]["choices"] == ["Yes", "No", "\u202eyes"]
    plain = fill(desk, "vendor.xlsx")
    assert "Security!B5" in plain.err
    assert "\u202e" not in plain.err + program(desk, "inspect", "vendor.xlsx").out


def test_a_question_that_looks_like_a_formula_is_no_formula_in_the_list_of_sources(desk: Path):
    alternate = 'alternates: ["=1+1 Do you support SSO?"]\n    sources: [{title: "@SUM"}]'
    kit.write_bank(desk, kit.BANK.replace("alternates: [Do you support SSO?]", alternate))
    kit.write_csv(desk / "vendor.csv", ("=1+1 Do you support SSO?", *kit.QUESTIONS))
    assert fill(desk, "vendor.csv", "--cite", "sheet").code == 0
    listed = (desk / "vendor.csv.citations.csv").read_text(encoding="utf-8-sig")
    assert "'=1+1 Do you support SSO?" in listed
    assert "'@SUM" in listed


def test_joiners_and_directions_in_an_answer_stay_and_are_proven(desk: Path):
    answer = "Customer\u200c data\u200b is encrypted \u202eat\u202c rest."
    kit.write_bank(desk, kit.BANK.replace("Customer data is encrypted at rest with AES-256.", answer))
    kit.write_docx(desk / "vendor.docx")
    kit.write_csv(desk / "vendor.csv")
    for name in ("vendor.xlsx", "vendor.docx", "vendor.csv"):
        run = fill(desk, name, "--json")
        assert run.code == 0, run.err
        assert any(answer in write["text"] for write in run.json["questions"][0]["written"])
        assert "\u202e" not in run.out
