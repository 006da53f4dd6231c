"""Workbooks written part by part, so that tests can put into them what no library writes."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from hypothesis import assume
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyProtection="1"><protection locked="0"/></xf>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    "</styleSheet>"
)


def sheet(rows: str, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """Return a worksheet around the rows."""
    return f'{HEAD}<worksheet xmlns="{namespace}" xmlns:r="{RELATIONS}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def text(reference: str, value: str, extra: str = "") -> str:
    """Return a cell with an inline string."""
    return f'<c r="{reference}"{extra} t="inlineStr"><is><t>{value}</t></is></c>'


def row(number: int, *cells: str) -> str:
    """Return a row."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def book(  # noqa: PLR0913 - what a test wants to differ, by keyword
    path: Path,
    sheets: Mapping[str, str],
    *,
    workbook: str = "",
    strings: str = "",
    extra: Mapping[str, str | bytes] | None = None,
    strict: bool = False,
) -> Path:
    """Write a workbook.

    Args:
        path: Where.
        sheets: XML of each sheet by its name.
        workbook: The workbook part with `{sheets}` where they are listed; empty for a plain one.
        strings: Items of the shared strings.
        extra: More parts, relationships of sheets among them.
        strict: In the strict variant.
    """
    names = list(sheets)
    relations = STRICT_RELATIONS if strict else RELATIONS
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, 1))
    plain = f'{HEAD}<workbook xmlns="{STRICT if strict else MAIN}" xmlns:r="{relations}"><sheets>{{sheets}}</sheets></workbook>'
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{relations}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in range(1, len(names) + 1)
    )
    links += f'<Relationship Id="rIdS" Type="{relations}/styles" Target="styles.xml"/>'
    links += f'<Relationship Id="rIdT" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(len(names)),
        "_rels/.rels": _rels(f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": (workbook or plain).replace("{sheets}", listed),
        "xl/_rels/workbook.xml.rels": _rels(links),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>',
    }
    parts |= {f"xl/worksheets/sheet{at}.xml": sheets[name] for at, name in enumerate(names, 1)}
    parts |= extra or {}
    pack(path, parts)
    return path


def pack(path: Path, parts: Mapping[str, str | bytes]) -> None:
    """Write the parts as an archive, some of them stored, with a date that a copy must keep."""
    with zipfile.ZipFile(path, "w") as archive:
        for at, (name, content) in enumerate(parts.items()):
            info = zipfile.ZipInfo(name, (2019, 3, 4, 5, 6, 8))
            info.compress_type = zipfile.ZIP_STORED if at % 3 == 2 else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def parts(path: Path) -> dict[str, bytes]:
    """Return the parts of a package, their checksums proven."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def drawn_byte(data: st.DataObject, parts: Mapping[str, bytes]) -> tuple[str, int, bytes]:
    """Draw one byte of one part that becomes another; return the part's name, where it is, and the part's content after it."""
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name]) - 1))
    value = data.draw(st.integers(32, 126))
    assume(parts[name][at] != value)
    return name, at, parts[name][:at] + bytes([value]) + parts[name][at + 1 :]


def _rels(body: str) -> str:
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'


def rels(*links: tuple[str, str, str]) -> str:
    """Return a relationships part from (id, type, target)."""
    return _rels("".join(f'<Relationship Id="{one}" Type="{kind}" Target="{target}"/>' for one, kind, target in links))


def _types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{kind}.worksheet+xml"/>' for at in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/>{overrides}</Types>'
    )
