"""One pass over a worksheet: where the cells to be written stand, and what forbids writing them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from questionnaire_filler.forms.xlsx import a1
from questionnaire_filler.forms.xlsx.a1 import Cell, Range
from questionnaire_filler.forms.xlsx.relations import malformed

if TYPE_CHECKING:
    from collections.abc import Collection

    from questionnaire_filler.forms.xlsx.splice import XmlPart

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
#: What stands after `legacyDrawing` in a worksheet (CT_Worksheet, ECMA-376-1 18.3.1.99).
_AFTER_LEGACY_DRAWING = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst", "AlternateContent"}
)
_TRUE = ("1", "true", "on")
_IN_SHEET, _IN_DATA, _IN_ROW, _IN_CELL = 2, 3, 4, 5


@dataclass(slots=True)
class CellSpan:
    """A cell that is stored: offsets of its start tag, its end tag and its extension list (-1 without), and its attributes."""

    at: Cell
    start: int
    attributes: dict[str, str]
    end: int = -1
    formula: bool = False
    extension: int = -1


@dataclass(slots=True)
class RowSpan:
    """A row that is stored: offsets of its start tag and end tag, its attributes, and where its cells begin."""

    number: int
    start: int
    attributes: dict[str, str]
    end: int = -1
    cells: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class ListRule:
    """A data validation, of the sheet itself or of its extension (18.3.1.32; MS-XLSX 2.6.36): its ranges and its first formula."""

    ranges: list[Range] = field(default_factory=list)
    formula: str = ""


@dataclass(slots=True)
class SheetScan:
    """What the pass found. Offsets are bytes of the part.

    Attributes:
        strict: The part is written in the strict variant.
        data: Offsets of sheetData's start tag and end tag.
        rows: Number and offset of every stored row, in the part's order.
        target_rows: The stored rows that hold targets, by number.
        cells: The stored targets.
        last: Last row and last column in use.
        dimension: Offset of the `dimension` element and its range; None without.
        columns: First and last column, style and width of each `col` element.
        formula_areas: Ranges that one formula fills.
        merges: Merged ranges that hold a target, by target.
        protected: The sheet is protected.
        editable: Ranges that stay editable without a password.
        rules: What may be entered where, by lists, both kinds of them.
        tail: Where `legacyDrawing` goes.
        legacy_drawing: The sheet has one.
        opaque: Rows stand inside a choice of markup compatibility: nothing can be written safely.
    """

    strict: bool = False
    prefix: bytes = b""
    data: tuple[int, int] = (-1, -1)
    rows: list[tuple[int, int]] = field(default_factory=list)
    target_rows: dict[int, RowSpan] = field(default_factory=dict)
    cells: dict[Cell, CellSpan] = field(default_factory=dict)
    last: Cell = field(default_factory=lambda: Cell(0, 0))
    dimension: tuple[int, Range] | None = None
    columns: list[tuple[int, int, int, float]] = field(default_factory=list)
    default_width: float = 8.43
    formula_areas: list[Range] = field(default_factory=list)
    merges: dict[Cell, Range] = field(default_factory=dict)
    protected: bool = False
    editable: list[Range] = field(default_factory=list)
    rules: list[ListRule] = field(default_factory=list)
    tail: int = -1
    legacy_drawing: bool = False
    opaque: bool = False


def scan(part: XmlPart, targets: Collection[Cell], where: str) -> SheetScan:
    """Parse a worksheet once.

    Raises:
        UnreadableFormError: It is not well-formed, or its rows and columns have no numbers.
    """
    scanner = _Scanner(part, targets)
    try:
        scanner.parser.Parse(part.data, True)
    except (ExpatError, ValueError, KeyError) as error:
        raise malformed(where, error) from None
    return scanner.finished()


class _Scanner:
    """The parser's handlers and what they remember between calls."""

    def __init__(self, part: XmlPart, targets: Collection[Cell]) -> None:
        self.part = part
        self.found = SheetScan()
        self.targets = frozenset(targets)
        self.target_rows: dict[int, list[int]] = {}
        for cell in sorted(self.targets):
            self.target_rows.setdefault(cell.row, []).append(cell.column)
        self.ordered_rows = sorted(self.target_rows)
        self.depth = 0
        self.main = ""
        self.in_data = False
        self.row = self.column = 0
        self.row_span: RowSpan | None = None
        self.cell_span: CellSpan | None = None
        self.letters: set[str] = set()
        self.rule: ListRule | None = None
        self.text: list[str] = []
        self.parser = part.parser()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.in_data:
            if self.depth == _IN_ROW:
                self.start_cell(name, attributes)
            elif self.depth == _IN_CELL:
                self.start_content(name, attributes)
            elif self.depth == _IN_DATA:
                self.start_row(name, attributes)
        elif self.depth == 1:
            self.main = name.rpartition(" ")[0]
            self.found.strict = self.main == STRICT
            self.found.prefix = self.part.prefix(self.parser.CurrentByteIndex)
        else:
            self.start_other(name, attributes)

    def start_row(self, name: str, attributes: dict[str, str]) -> None:
        if not name.endswith(" row"):
            self.found.opaque = True
            return
        self.row = int(attributes.get("r") or self.row + 1)
        self.column = 0
        offset = self.parser.CurrentByteIndex
        self.found.rows.append((self.row, offset))
        if self.row in self.target_rows:
            self.row_span = RowSpan(self.row, offset, attributes)
            self.found.target_rows.setdefault(self.row, self.row_span)

    def start_cell(self, name: str, attributes: dict[str, str]) -> None:
        if not name.endswith(" c"):
            return
        reference = attributes.get("r")
        if reference:
            column_name = reference.rstrip("0123456789")
            self.letters.add(column_name)
            if self.row_span is None:
                return
            self.column = a1.number(column_name)
        else:
            self.column += 1
            self.found.last = Cell(0, max(self.found.last.column, self.column))
        if self.row_span is not None:
            offset = self.parser.CurrentByteIndex
            self.row_span.cells.append((self.column, offset))
            at = Cell(self.row, self.column)
            if at in self.targets and at not in self.found.cells:
                self.cell_span = self.found.cells[at] = CellSpan(at, offset, attributes)

    def start_content(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" f"):
            if self.cell_span is not None:
                self.cell_span.formula = True
            if "ref" in attributes and attributes.get("t") in ("array", "dataTable"):
                self.found.formula_areas += a1.areas(attributes["ref"])
        elif self.cell_span is not None and name.endswith(" extLst"):
            self.cell_span.extension = self.parser.CurrentByteIndex

    def start_other(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if local == "dataValidation":
            self.rule = ListRule(a1.areas(attributes.get("sqref", "")))
        elif self.rule is not None and local in ("formula1", "sqref"):
            self.text.clear()
            self.parser.CharacterDataHandler = self.text.append
        if self.depth == _IN_SHEET and local in _AFTER_LEGACY_DRAWING and self.found.data[1] >= 0 and self.found.tail < 0:
            self.found.tail = self.parser.CurrentByteIndex
        if namespace != self.main:
            return
        if self.depth == _IN_SHEET:
            self.start_section(local, attributes)
        elif local == "mergeCell":
            self.add_merge(attributes.get("ref", ""))
        elif local == "col":
            width = float(attributes.get("width") or self.found.default_width)
            self.found.columns.append((int(attributes["min"]), int(attributes["max"]), int(attributes.get("style") or 0), width))
        elif local == "protectedRange" and not {"password", "algorithmName", "securityDescriptor"} & set(attributes):
            self.found.editable += a1.areas(attributes.get("sqref", ""))

    def start_section(self, local: str, attributes: dict[str, str]) -> None:
        offset = self.parser.CurrentByteIndex
        if local == "sheetData":
            self.in_data = True
            self.found.data = (offset, -1)
        elif local == "dimension" and (extent := a1.area(attributes.get("ref", ""))):
            self.found.dimension = (offset, extent)
        elif local == "sheetFormatPr":
            self.found.default_width = float(attributes.get("defaultColWidth") or attributes.get("baseColWidth") or 8.43)
        elif local == "sheetProtection":
            self.found.protected = attributes.get("sheet", "").lower() in _TRUE
        elif local == "legacyDrawing":
            self.found.legacy_drawing = True

    def add_merge(self, reference: str) -> None:
        merged = a1.area(reference)
        if merged is None:
            return
        at = bisect_left(self.ordered_rows, merged.first.row)
        while at < len(self.ordered_rows) and self.ordered_rows[at] <= merged.last.row:
            row = self.ordered_rows[at]
            for column in self.target_rows[row]:
                if merged.first.column <= column <= merged.last.column:
                    self.found.merges[Cell(row, column)] = merged
            at += 1

    def end(self, name: str) -> None:
        depth = self.depth
        self.depth = depth - 1
        if not self.in_data:
            if depth == 1 and self.found.tail < 0:
                self.found.tail = self.parser.CurrentByteIndex
            if self.rule is not None:
                self.end_rule(name.rpartition(" ")[2], self.rule)
        elif depth == _IN_ROW:
            if self.cell_span is not None:
                self.cell_span.end = self.parser.CurrentByteIndex
                self.cell_span = None
        elif depth == _IN_DATA:
            if self.row_span is not None:
                self.row_span.end = self.parser.CurrentByteIndex
                self.row_span = None
        elif depth == _IN_SHEET:
            self.in_data = False
            self.found.data = (self.found.data[0], self.parser.CurrentByteIndex)

    def end_rule(self, local: str, rule: ListRule) -> None:
        if local == "formula1":
            rule.formula = "".join(self.text).strip()
        elif local == "sqref":
            rule.ranges += a1.areas("".join(self.text))
        elif local == "dataValidation":
            self.found.rules.append(rule)
            self.rule = None
        if local in ("formula1", "sqref", "dataValidation"):
            self.parser.CharacterDataHandler = None

    def finished(self) -> SheetScan:
        """Work out the range in use: by what is stored and what takes input, not by what the dimension claims of rows."""
        found = self.found
        row = max((number for number, _ in found.rows), default=0)
        column = max([found.last.column, *map(a1.number, self.letters)])
        for extent in [*(extent for rule in found.rules for extent in rule.ranges), *found.merges.values()]:
            row = max(row, extent.last.row if extent.last.row < a1.MAX_ROW else 0)
            column = max(column, extent.last.column if extent.last.column < a1.MAX_COLUMN else 0)
        if found.dimension and found.dimension[1].last.column < a1.MAX_COLUMN:
            column = max(column, found.dimension[1].last.column)
        found.last = Cell(row, column)
        return found
