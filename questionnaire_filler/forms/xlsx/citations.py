"""The sheet "Citations" at the end of the book: which answer rests on which source, for the customer to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.sheets import CITATION_HEADERS
from questionnaire_filler.forms.xlsx.sheet_scan import TRANSITIONAL
from questionnaire_filler.forms.xlsx.splice import clean, quoted, text_element

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from questionnaire_filler.forms.xlsx.cell_styles import CellStyles
    from questionnaire_filler.model import CitationRow

NAME = "Citations"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
RELATION_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_WIDTHS = (8, 60, 24, 70)
#: What a column may grow to, in characters, where the book has no plain style that wraps its lines. Nothing cuts off the last one.
_WIDEST = (20, 110, 40, 90)
_MAX_CELL = 2_000


def free_name(taken: Collection[str]) -> str:
    """Return a name for the sheet that no other sheet has, whatever its case."""
    used = {name.casefold() for name in taken}
    number = 1
    while (name := NAME if number == 1 else f"{NAME} ({number})").casefold() in used:
        number += 1
    return name


def sheet(rows: Sequence[CitationRow], styles: CellStyles) -> bytes:
    """Return the worksheet. It uses styles that the book has, so that the styles part stays as it is."""
    style = styles.wrapping()
    head = "".join(_cell(column, 1, _bold(text, styles), 0) for column, text in enumerate(CITATION_HEADERS))
    lines = [f'<row r="1">{head}</row>']
    for row in rows:
        for at, source in enumerate(row.sources):
            number = len(lines) + 1
            texts = (row.ref, row.question, row.where, source) if at == 0 else ("", "", "", source)
            cells = "".join(_cell(column, number, _plain(text), style) for column, text in enumerate(texts) if text)
            lines.append(f'<row r="{number}">{cells}</row>')
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(_widths(rows, wraps=bool(style)), 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<worksheet xmlns={quoted(TRANSITIONAL)}>"
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:D{len(lines)}"/>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
        f"<sheetData>{''.join(lines)}</sheetData>"
        '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        '<pageSetup orientation="landscape" fitToHeight="0"/>'
        "</worksheet>"
    ).encode()


def _widths(rows: Sequence[CitationRow], *, wraps: bool) -> tuple[int, ...]:
    """Return how wide each column is: as wide as its longest line where lines do not wrap, since the next column would cut it off."""
    if wraps:
        return _WIDTHS
    texts = [(row.ref, row.question, row.where, source) for row in rows for source in row.sources]
    longest = (max(map(len, column)) + 2 for column in zip(*texts, strict=True)) if texts else _WIDTHS
    return tuple(min(max(width, needed), widest) for width, needed, widest in zip(_WIDTHS, longest, _WIDEST, strict=True))


def _cell(column: int, row: int, inner: str, style: int) -> str:
    styled = f' s="{style}"' if style else ""
    return f'<c r="{"ABCD"[column]}{row}"{styled} t="inlineStr"><is>{inner}</is></c>'


def _plain(text: str) -> str:
    return text_element(clean(text)[:_MAX_CELL])


def _bold(text: str, styles: CellStyles) -> str:
    name, size = styles.font
    font = (f"<sz val={quoted(size)}/>" if size else "") + (f"<rFont val={quoted(name)}/>" if name else "")
    return f"<r><rPr><b/>{font}</rPr>{text_element(text)}</r>"
