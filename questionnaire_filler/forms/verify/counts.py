"""What careless saves lose, counted on both sides: rules, colours, pictures, comments, formulas, controls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.archive import same
from questionnaire_filler.forms.verify.certificate import Count

if TYPE_CHECKING:
    from questionnaire_filler.forms.verify.archive import Archive

_PREFIX = re.compile(rb"<([\w.-]+:)?(?:worksheet|workbook|sst|document|comments|styleSheet|hdr|ftr)[\s>]")
_MEDIA = re.compile(r".*/media/[^/]+")
_EMBEDDED = re.compile(r".*/(?:embeddings|activeX|ctrlProps|charts|pivotTables|tables)/[^/]+")

#: Name of what is counted, the element's local name, and the prefix that tells it apart (None: the part's own).
_SHEET = (
    ("data validations", "dataValidation", None),
    ("data validations (x14)", "dataValidation", b"x14:"),
    ("conditional formats", "cfRule", None),
    ("conditional formats (x14)", "cfRule", b"x14:"),
    ("merged ranges", "mergeCell", None),
    ("hyperlinks", "hyperlink", None),
)
_WORD = (
    ("tables", "tbl", None),
    ("sections", "sectPr", None),
    ("content controls", "sdt", None),
    ("dropdown controls", "dropDownList", None),
    ("combo boxes", "comboBox", None),
    ("check boxes", "checkbox", b"w14:"),
    ("legacy check boxes", "checkBox", None),
    ("legacy fields", "ffData", None),
    ("fields", "fldChar", None),
    ("simple fields", "fldSimple", None),
    ("bookmarks", "bookmarkStart", None),
    ("hyperlinks", "hyperlink", None),
    ("drawings", "drawing", None),
    ("pictures (VML)", "pict", None),
    ("text boxes", "txbxContent", None),
    ("footnote references", "footnoteReference", None),
    ("comment references", "commentReference", None),
    ("insertions", "ins", None),
    ("deletions", "del", None),
)


def counts(old: Archive, new: Archive) -> tuple[Count, ...]:
    """Count on both sides; parts that are the same are counted once."""
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    for name in {**old.parts, **new.parts}:
        in_both = name in old.parts and name in new.parts and same(old, new, name)
        if in_both:
            numbers = _numbers(name, old)
            _add(before, numbers)
            _add(after, numbers)
            continue
        if name in old.parts:
            _add(before, _numbers(name, old))
        if name in new.parts:
            _add(after, _numbers(name, new))
    return tuple(Count(what, before.get(what, 0), after.get(what, 0)) for what in sorted({**before, **after}))


def _add(sums: dict[str, int], numbers: dict[str, int]) -> None:
    for what, number in numbers.items():
        if number:
            sums[what] = sums.get(what, 0) + number


def _numbers(name: str, archive: Archive) -> dict[str, int]:
    lower = name.lower()
    if _MEDIA.fullmatch(lower):
        return {"pictures": 1}
    if _EMBEDDED.fullmatch(lower):
        return {"embedded objects, controls, charts and tables": 1}
    count = next((count for pattern, count in _COUNTED if pattern.fullmatch(lower)), None)
    return count(archive.read(name)) if count else {}


def _in_workbook(raw: bytes) -> dict[str, int]:
    return {"sheets": _elements(raw, "sheet"), "defined names": _elements(raw, "definedName")}


def _in_story(raw: bytes) -> dict[str, int]:
    return {what: _elements(raw, local, prefix) for what, local, prefix in _WORD}


def _in_drawing(raw: bytes) -> dict[str, int]:
    return {"shapes and pictures in drawings": _elements(raw, "sp", b"xdr:") + _elements(raw, "pic", b"xdr:")}


def _in_strings(raw: bytes) -> dict[str, int]:
    return {"rich-text runs": _elements(raw, "r")}


def _in_comments(raw: bytes) -> dict[str, int]:
    return {"comments": _elements(raw, "comment")}


def _in_threads(raw: bytes) -> dict[str, int]:
    return {"threaded comments": _elements(raw, "threadedComment")}


def _in_sheet(raw: bytes) -> dict[str, int]:
    """Count in a worksheet: rules and ranges around the rows, which are few bytes, and formulas with their values in the rows."""
    prefix = _prefix(raw)
    rows = raw.find(b"<" + prefix + b"sheetData"), raw.rfind(b"</" + prefix + b"sheetData")
    start, end = rows if 0 <= rows[0] < rows[1] else (0, 0)
    around = raw[:start] + raw[end:]
    numbers = {what: _elements(around, local, prefix if own is None else own) for what, local, own in _SHEET}
    formula, value = b"<" + prefix + b"f", b"<" + prefix + b"v"
    numbers["formulas"] = sum(raw.count(formula + after, start, end) for after in (b">", b" ", b"/"))
    if numbers["formulas"]:
        closed = b"</" + prefix + b"f>" + value
        with_value = raw.count(closed, start, end) + raw.count(b"/>" + value, start, end)
        empty = raw.count(value + b"/>", start, end) + raw.count(value + b"></" + prefix + b"v>", start, end)
        numbers["cached values"] = with_value - empty
    return numbers


def _prefix(raw: bytes) -> bytes:
    """Return the prefix of the part's own namespace, with its colon."""
    found = _PREFIX.search(raw, 0, 4096)
    return (found[1] or b"") if found else b""


def _elements(raw: bytes, local: str, prefix: bytes | None = None) -> int:
    """Count start tags. Their number is compared, so that it only matters that both sides are counted alike."""
    opening = b"<" + (_prefix(raw) if prefix is None else prefix) + local.encode()
    return sum(raw.count(opening + end) for end in (b" ", b">", b"/", b"\n"))


_COUNTED = (
    (re.compile(r".*/worksheets/[^/]+\.xml"), _in_sheet),
    (re.compile(r".*/threadedcomments/[^/]+\.xml"), _in_threads),
    (re.compile(r"(?:.*/)?sharedstrings[^/]*\.xml"), _in_strings),
    (re.compile(r"(?:.*/)?(?:comments[^/]*|comments/[^/]+)\.xml"), _in_comments),
    (re.compile(r"(?:.*/)?workbook[^/]*\.xml"), _in_workbook),
    (re.compile(r"(?:.*/)?(?:document|header|footer|footnotes|endnotes)\d*\.xml"), _in_story),
    (re.compile(r".*/drawings/drawing[^/]*\.xml"), _in_drawing),
)
