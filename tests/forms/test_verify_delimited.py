"""The proof for CSV: fields, records, encoding and line ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from questionnaire_filler.forms.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

FORM = 'No;Question;Answer\r\n1;"Do you; really?";\r\n2;"Two\r\nlines";\r\n'
FILLED = FORM.replace('really?";', 'really?";"Yes; we do"').replace('lines";', 'lines";No')
ANSWERS = {"C2": "Yes; we do", "C3": "No"}


def proof(folder: Path, before: bytes, after: bytes, announced: dict[str, str] | None) -> tuple[str, ...]:
    (folder / "a.csv").write_bytes(before)
    (folder / "b.csv").write_bytes(after)
    return verify(folder / "a.csv", folder / "b.csv", announced).problems


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_holds_for_announced_fields(tmp_path: Path, codec: str) -> None:
    form, filled = (text.replace("Question", "Fräge").encode(codec) for text in (FORM, FILLED))
    assert proof(tmp_path, form, filled, ANSWERS) == ()
    assert proof(tmp_path, form, filled, {"C2": "Yes; we do"}) == ("C3 changed and was not announced",)
    assert proof(tmp_path, form, filled, {**ANSWERS, "B2": "x"}) == ("B2 does not hold what was written",)


def test_lists_what_differs(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(FORM, newline="")
    (tmp_path / "b.csv").write_text(FILLED, newline="")
    found = verify(tmp_path / "a.csv", tmp_path / "b.csv")
    assert [(one.where, one.before, one.after) for one in found.differences] == [("C2", "", "Yes; we do"), ("C3", "", "No")]
    assert [(one.what, one.before, one.after) for one in found.counts] == [("fields", 9, 9), ("records", 3, 3)] or found.ok


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (FILLED.replace("\r\n", "\n"), "the line ends changed"),
        ("\ufeff" + FILLED, "the byte order mark changed"),
        (FILLED + "3;x;y\r\n", "records were added or removed"),
        (FILLED[: FILLED.index("2;")], "records: 3 before, 2 after"),
        (FILLED.replace("2;", "3;"), "A3 changed and was not announced"),
        (FORM, "C2 does not hold what was written"),
    ],
)
def test_fails_for_everything_else(tmp_path: Path, after: str, words: str) -> None:
    assert words in "\n".join(proof(tmp_path, FORM.encode(), after.encode(), ANSWERS))


def test_the_same_file(tmp_path: Path) -> None:
    assert proof(tmp_path, FORM.encode(), FORM.encode(), {}) == ()
    assert proof(tmp_path, FORM.encode(), FORM.encode(), {"C2": "Yes"}) != ()
