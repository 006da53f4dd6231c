"""Files as plain tables and plain text, for what is no form: exports of other programs, pages of questions and answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from questionnaire_filler.errors import UnreadableFormError, UnsupportedFormError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from questionnaire_filler.forms.docx.body import Block, Place, Table
    from questionnaire_filler.forms.docx.styles import Styles

_MAX_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in a file.

    Attributes:
        name: The sheet's name; empty for CSV.
        rows: The texts by row and column, both counted from 1; only cells that hold something.
    """

    name: str
    rows: Mapping[int, Mapping[int, str]]


class LineKind(StrEnum):
    """What a line of a document is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"  # of a list
    PAIR = "pair"  # a row of a table of two columns


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, list item or row of a document.

    Attributes:
        kind: What it is.
        text: Its words; for a pair the first cell's.
        level: Of a heading, from 1.
        value: For a pair the second cell's words.
        bold: All of it is emphasised.
    """

    kind: LineKind
    text: str
    level: int = 0
    value: str = ""
    bold: bool = False


def sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the visible sheets of a workbook, or the one table of a CSV file.

    Raises:
        FormError: The file cannot be read, or is of another kind.
    """
    suffix = path.suffix.lower()
    if suffix in {".xlsx", ".xlsm"}:
        from questionnaire_filler.forms.package import Package
        from questionnaire_filler.forms.xlsx.reader import WorkbookReader

        reader = WorkbookReader(Package.open(path))
        shown = [index for index, sheet in enumerate(reader.workbook.sheets) if not sheet.hidden]
        return tuple(
            Sheet(
                reader.workbook.sheets[index].name,
                {row: {column: cell.text for column, cell in cells.items()} for row, cells in reader.grid(index).rows.items()},
            )
            for index in shown
        )
    if suffix in {".csv", ".tsv"}:
        return (_csv(path),)
    raise UnsupportedFormError(f"{suffix or 'a file without a suffix'} holds no table", where=str(path), hint="Save it as .xlsx or .csv.")


def _csv(path: Path) -> Sheet:
    from questionnaire_filler.forms.csv_dialect import read_table

    table = read_table(path, _bytes(path))
    rows = {
        number: {column: field.text for column, field in enumerate(record, 1) if field.text.strip()}
        for number, record in enumerate(table.records, 1)
    }
    return Sheet("", {number: cells for number, cells in rows.items() if cells})


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UnreadableFormError(f"the file is larger than {_MAX_BYTES >> 20} MB", where=str(path))
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFormError(error.strerror or str(error), where=str(path), hint="Check the path.") from error


def plain_text(path: Path) -> str:
    """Return the text of a text file.

    Raises:
        FormError: It cannot be opened, or is no UTF-8 text.
    """
    try:
        return _bytes(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise UnreadableFormError("the file is no UTF-8 text", where=str(path), hint="Save it as UTF-8.") from error


def document_lines(path: Path) -> tuple[Line, ...]:
    """Return the lines of a Word document in reading order.

    Raises:
        FormError: The file cannot be read.
    """
    from questionnaire_filler.forms.docx.body import walk
    from questionnaire_filler.forms.docx.parts import open_document
    from questionnaire_filler.forms.docx.styles import read_styles

    document = open_document(path)
    styles = read_styles(document.styles)
    return tuple(line for block in walk(document.body) for line in _lines(block, styles))


def _lines(block: Block, styles: Styles) -> Iterator[Line]:
    from questionnaire_filler.forms.docx.body import Place

    if isinstance(block, Place):
        if block.text.strip() and not styles.is_contents(block.node):
            yield _line(block, styles)
    else:
        yield from _table_lines(block)


def _line(place: Place, styles: Styles) -> Line:
    text = place.text.strip()
    if (level := styles.heading_level(place.node)) is not None:
        return Line(LineKind.HEADING, text, level + 1)
    style = styles.of(place.node)
    listed = place.node.child("w:pPr", "w:numPr") is not None or style.name.casefold().startswith("list")
    runs = [run for run in place.node.children if run.tag == "w:r"]
    bold = style.bold or (bool(runs) and all(run.on("w:rPr", "w:b") for run in runs))
    return Line(LineKind.ITEM if listed else LineKind.TEXT, text, bold=bold)


def _table_lines(table: Table) -> Iterator[Line]:
    for cells in table.rows:
        texts = [cell.place.text.strip() for cell in cells]
        if len(texts) == 2 and all(texts):  # noqa: PLR2004 -- label and value
            yield Line(LineKind.PAIR, texts[0], value=texts[1])
        else:
            yield from (Line(LineKind.TEXT, text) for text in texts if text)
