"""How the sample workbooks look: fonts, fills, borders and the set-up of the page."""

from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_NAVY, _TEAL, _PALE, _SAND, _GREY = "1F3A5F", "2F6F73", "E4EEF0", "FFFBEB", "B7C0C7"
_ONE_PAGE = 26  # rows
_EDGE = Side(style="thin", color=_GREY)
_OPEN = Border()
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour, bgColor=colour)


@dataclass(frozen=True, slots=True)
class Look:
    """The looks of a cell."""

    font: Font
    fill: PatternFill
    alignment: Alignment
    border: Border = _OPEN


_WRAP = Alignment(wrap_text=True, vertical="center")
_MIDDLE = Alignment(wrap_text=True, vertical="center", indent=1)
TITLE = Look(Font(name="Calibri", size=15, bold=True, color="FFFFFF"), _fill(_NAVY), _MIDDLE)
SUBTITLE = Look(Font(name="Calibri", size=12, bold=True, color=_NAVY), _fill(_PALE), _MIDDLE)
NOTE = Look(Font(name="Calibri", size=10, italic=True, color="404B55"), PatternFill(), _MIDDLE)
HEADER = Look(Font(name="Calibri", size=10.5, bold=True, color="FFFFFF"), _fill(_TEAL), Alignment(wrap_text=True, vertical="center"), _BOX)
SECTION = Look(Font(name="Calibri", size=11, bold=True, color=_NAVY), _fill("D5E3E5"), _MIDDLE, _BOX)
LABEL = Look(Font(name="Calibri", size=10, bold=True), PatternFill(), _WRAP, _BOX)
TEXT = Look(Font(name="Calibri", size=10), PatternFill(), _WRAP, _BOX)
INPUT = Look(Font(name="Calibri", size=10), _fill(_SAND), _WRAP, _BOX)
GREEN, RED, AMBER = _fill("D8EED9"), _fill("F8D9D6"), _fill("FCE8C5")


def paint(cell: Any, look: Look) -> Any:
    """Give a cell its looks, and return it."""
    cell.font, cell.fill, cell.alignment, cell.border = look.font, look.fill, look.alignment, look.border
    return cell


def page(sheet: Worksheet, header: int, columns: int, last: int) -> None:
    """Set a sheet up for print: landscape, one page wide, short sheets on one page, the header on every page."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(last <= _ONE_PAGE)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.print_area = f"A1:{get_column_letter(columns)}{last}"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.oddFooter.left.text = "Confidential"
    sheet.oddFooter.right.text = "Page &P of &N"
