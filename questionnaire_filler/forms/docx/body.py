"""The document as places in reading order: paragraphs, tables with their grid, block-level controls and text boxes.

The walk follows the XML, not python-docx: cells, rows and paragraphs inside content controls, custom XML and insertions count, deleted
text does not, and a text box that stands in the file twice (DrawingML and its VML fallback) counts once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.addresses import cell_address
from questionnaire_filler.forms.docx.inline import Piece, pieces_of, shows_placeholder, text_boxes
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from questionnaire_filler.forms.docx.tree import Node

_WRAPPERS = {"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"}
#: Content of a place is joined by this, as paragraphs are.
BREAK = "\n"


@dataclass(eq=False, slots=True)
class Paragraph:
    """One w:p; `pieces` carry its visible text."""

    node: Node
    pieces: list[Piece] = field(default_factory=list)

    @property
    def raw(self) -> str:
        """All visible text, placeholders included."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(eq=False, slots=True)
class Place:
    """What one address names: a paragraph of a story, or a cell with all its paragraphs.

    Attributes:
        address: Where it is.
        node: Its w:p or w:tc.
        paragraphs: In order; those inside block-level controls included, those of nested tables not.
        controls: The content controls that wrap the whole place (around the cell, around the paragraphs), outermost first.
        inside: Tables, text boxes and paragraphs with addresses of their own.
        raw: All visible text, placeholders included, one line a paragraph; what offsets count in.
    """

    address: str
    node: Node
    paragraphs: list[Paragraph] = field(default_factory=list)
    controls: list[Node] = field(default_factory=list)
    inside: list[Block] = field(default_factory=list)
    raw: str = ""

    def pieces(self) -> Iterator[tuple[int, Piece]]:
        """Yield the pieces of text with their offsets in `raw`."""
        offset = 0
        for paragraph in self.paragraphs:
            for piece in paragraph.pieces:
                yield offset, piece
                offset += len(piece.text)
            offset += len(BREAK)

    @property
    def text(self) -> str:
        """The text without placeholders, one line a paragraph, trimmed."""
        lines = ["".join(piece.text for piece in paragraph.pieces if not piece.placeholder) for paragraph in self.paragraphs]
        return BREAK.join(line for line in (squeeze_lines(line) for line in lines) if line)

    @property
    def blank(self) -> bool:
        """Nothing stands there but placeholders and space."""
        return not self.text and not any(isinstance(block, Table) for block in self.inside)


@dataclass(eq=False, slots=True)
class Cell:
    """One cell of a table's grid; the continuations of a vertical merge are no cells of their own.

    Attributes:
        row: Row, from 0.
        column: First column of the grid, from 0.
        span: Columns that it covers.
        place: Its content.
        rows: Rows that it covers.
    """

    row: int
    column: int
    span: int
    place: Place
    rows: int = 1


@dataclass(eq=False, slots=True)
class Table:
    """A table with the cells of each row; cells that are merged downwards stand in their first row only.

    Attributes:
        width: Columns of the grid that cells cover.
    """

    address: str
    node: Node
    rows: list[list[Cell]] = field(default_factory=list)
    grid: list[dict[int, Cell]] = field(default_factory=list)
    width: int = 0

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers this place of the grid."""
        return self.grid[row].get(column) if 0 <= row < len(self.grid) else None


Block = Place | Table


@dataclass(slots=True)
class _Counter:
    """Numbers the paragraphs, tables, block-level controls and text boxes of one story."""

    prefix: str
    counts: dict[str, int] = field(default_factory=dict)

    def next(self, letter: str) -> str:
        number = self.counts.get(letter, 0)
        self.counts[letter] = number + 1
        return f"{self.prefix}{letter}{number}"


def walk(story: Node, prefix: str = "") -> list[Block]:
    """Return the blocks of a story (w:body, w:txbxContent) in reading order; those of wrappers stand in line with the others."""
    return _blocks(story, _Counter(prefix), [])


def _blocks(node: Node, counter: _Counter, controls: list[Node]) -> list[Block]:
    blocks: list[Block] = []
    for kid in node.children:
        if kid.tag == "w:p":
            place = Place(counter.next("P"), kid, controls=controls)
            _add_paragraph(place, kid, counter)
            place.raw = place.paragraphs[0].raw
            blocks.append(place)
            blocks.extend(place.inside)
            controls = []  # a control around several paragraphs is written in the first
        elif kid.tag == "w:tbl":
            blocks.append(_table(kid, counter.next("T")))
        elif kid.tag in _WRAPPERS:
            content = kid.child("w:sdtContent") or kid
            outer = [*controls, kid] if kid.tag == "w:sdt" and _one_answer(kid, content) else []
            blocks.extend(_blocks(content, _Counter(f"{counter.next('S')}/"), outer))
    return blocks


def _one_answer(control: Node, content: Node) -> bool:
    """Tell whether a block-level control takes one answer, rather than wrapping a part of the document."""
    inside = [kid.tag for kid in content.children if kid.tag in {"w:p", "w:tbl", "w:sdt"}]
    return shows_placeholder(control) or inside in (["w:p"], ["w:sdt"])


def _add_paragraph(place: Place, node: Node, counter: _Counter) -> None:
    place.paragraphs.append(Paragraph(node, pieces_of(node)))
    for box in text_boxes(node):
        place.inside.extend(walk(box, f"{counter.next('X')}/"))


def _table(node: Node, address: str) -> Table:
    table = Table(address, node)
    above: dict[int, Cell] = {}
    for number, row in enumerate(unwrapped(node, "w:tr")):
        column = _number(row.val("w:trPr", "w:gridBefore"), 0)
        current: dict[int, Cell] = {}
        cells = []
        for tc, controls in _wrapped_cells(row):
            span = max(1, _number(tc.val("w:tcPr", "w:gridSpan"), 1))
            cell = above.get(column) if _goes_on(tc) else None
            if cell is None:
                cell = Cell(number, column, span, _cell_place(tc, cell_address(address, number, column), controls))
                cells.append(cell)
            else:
                cell.rows = number - cell.row + 1
            current.update(dict.fromkeys(range(column, column + span), cell))
            column += span
        table.rows.append(cells)
        table.grid.append(current)
        table.width = max(table.width, column)
        above = current
    return table


def _goes_on(cell: Node) -> bool:
    merge = cell.child("w:tcPr", "w:vMerge")
    return merge is not None and merge.attrs.get("w:val", "continue") == "continue"


def _number(value: str, default: int) -> int:
    return min(int(value), 1000) if value.isdecimal() else default


def unwrapped(node: Node, tag: str) -> Iterator[Node]:
    """Yield the children with that tag, also those inside content controls, custom XML and insertions."""
    for kid in node.children:
        if kid.tag == tag:
            yield kid
        elif kid.tag in _WRAPPERS:
            yield from unwrapped(kid, tag)


def _wrapped_cells(node: Node, controls: tuple[Node, ...] = ()) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    for kid in node.children:
        if kid.tag == "w:tc":
            yield kid, controls
        elif kid.tag in _WRAPPERS:
            yield from _wrapped_cells(kid, (*controls, kid) if kid.tag == "w:sdt" else controls)


def _cell_place(tc: Node, address: str, controls: tuple[Node, ...]) -> Place:
    place = Place(address, tc, controls=list(controls))
    counter = _Counter(f"{address}/")
    _fill_cell(place, tc, counter)
    place.raw = BREAK.join(paragraph.raw for paragraph in place.paragraphs)
    return place


def _fill_cell(place: Place, node: Node, counter: _Counter) -> None:
    for kid in node.children:
        if kid.tag == "w:p":
            _add_paragraph(place, kid, counter)
        elif kid.tag == "w:tbl":
            place.inside.append(_table(kid, counter.next("T")))
        elif kid.tag in _WRAPPERS:
            _fill_cell(place, kid.child("w:sdtContent") or kid, counter)


def squeeze_lines(text: str) -> str:
    """Return the text with single spaces on each line, without empty lines."""
    return BREAK.join(line for line in map(squeeze, text.split(BREAK)) if line)
