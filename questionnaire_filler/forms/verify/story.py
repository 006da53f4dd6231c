"""Two versions of a document's body, walked side by side: paragraphs, tables by their grid, block-level controls, text boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.story_pairs import pair_blocks, squeezed
from questionnaire_filler.forms.verify.story_text import box_contents, comments_stripped, visible_text, without_boxes
from questionnaire_filler.forms.verify.xml_parts import canonical, local

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from questionnaire_filler.forms.verify.raw_spans import Pair
    from questionnaire_filler.model import Address

_TRANSPARENT = frozenset({"customXml", "ins", "moveTo", "smartTag", "sdtContent"})
_KINDS = {"p": "P", "tbl": "T", "sdt": "S"}


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A place that differs.

    Attributes:
        where: Its address, as `P4`, `T0.R1.C2`, `S0/P1`, `X1/P0`.
        before: Its visible text.
        after: The same in the newer version.
        structure: What differs besides content; empty when nothing does.
        added: It is a new block, named after the one before it.
        own: It is the announced answer, in a paragraph of its own behind its question.
        at_end: It was added at the end of the document.
        only_comments: Without the marks of comments both are the same.
        pair: The older and the newer element that differ; None where the other version has none.
        elsewhere: It is a place of its own inside of which everything else was compared: text boxes and nested tables are left out.
    """

    where: Address
    before: str
    after: str
    structure: str = ""
    added: bool = False
    own: bool = False
    at_end: bool = False
    only_comments: bool = False
    pair: Pair = (None, None)
    elsewhere: bool = False


def compare_stories(old: etree._Element, new: etree._Element, announced: Mapping[Address, str] | None = None) -> list[PlaceChange]:
    """Return the places in which two versions of the document part differ, in reading order.

    Args:
        old: The part as it came.
        new: The newer version.
        announced: Address and text of each place that was written; None when that is not known.
    """
    walk = _Walk(announced)
    body_old, body_new = (next((one for one in root if local(one) == "body"), root) for root in (old, new))
    walk.blocks(body_old, body_new, "")
    return walk.changes


def place_texts(root: etree._Element) -> dict[Address, str]:
    """Return the visible text of every paragraph and cell of the document part, by address; text boxes left out."""
    body = next((one for one in root if local(one) == "body"), root)
    return dict(_texts(body, ""))


def _texts(container: etree._Element, prefix: str) -> Iterator[tuple[Address, str]]:
    blocks = list(_blocks(container))
    for block, name in zip(blocks, _addresses(blocks, prefix), strict=True):
        if local(block) == "p":
            yield name, visible_text(block)
        elif local(block) == "sdt":
            yield from _texts(next((one for one in block if local(one) == "sdtContent"), block), f"{name}/")
        elif local(block) == "tbl":
            yield from _table_texts(block, name)


def _table_texts(table: etree._Element, where: str) -> Iterator[tuple[Address, str]]:
    for row_number, row in enumerate(_inside(table, "tr")):
        column = _skipped(row)
        for cell in _inside(row, "tc"):
            name = f"{where}.R{row_number}.C{column}"
            yield name, visible_text(without_boxes(cell, tables=True))
            for number, inner in enumerate(_inside(cell, "tbl")):
                yield from _table_texts(inner, f"{name}/T{number}")
            column += _span(cell)


@dataclass(slots=True)
class _Walk:
    announced: Mapping[Address, str] | None = None
    changes: list[PlaceChange] = field(default_factory=list)
    boxes: int = 0

    def blocks(self, old: etree._Element, new: etree._Element, prefix: str) -> None:
        """Compare the blocks of two containers."""
        before, after = list(_blocks(old)), list(_blocks(new))
        names = _addresses(before, prefix)
        expected = None if self.announced is None else [squeezed(self.announced.get(name, "")) for name in names]
        pairs = pair_blocks(before, after, expected)
        last = max((j for i, j, _ in pairs if i is not None and j is not None and local(before[i]) != "sectPr"), default=-1)
        anchor = ""
        for i, j, own in pairs:
            if i is None and j is not None:
                # A new block goes under the address of the one before it: an answer that got a paragraph of its own.
                at_end = not prefix and j > last and not own
                self.changes.append(
                    PlaceChange(anchor, "", visible_text(after[j]), added=True, own=own, at_end=at_end, pair=(None, after[j]))
                )
            elif i is not None and j is None:
                self.changes.append(PlaceChange(names[i], visible_text(before[i]), "", "it is missing", pair=(before[i], None)))
            elif i is not None and j is not None:
                anchor = names[i]
                self.pair(before[i], after[j], anchor)

    def pair(self, old: etree._Element, new: etree._Element, where: str) -> None:
        """Compare two blocks that stand for each other."""
        if canonical(old) == canonical(new):
            self.boxes += len(box_contents(old))
            return
        kind = local(old)
        if kind != local(new):
            self.changes.append(PlaceChange(where, visible_text(old), visible_text(new), "it became something else", pair=(old, new)))
        elif kind == "tbl":
            self.tables(old, new, where)
        elif kind == "sdt":
            self.controls(old, new, where)
        else:
            self.paragraphs(old, new, where)

    def controls(self, old: etree._Element, new: etree._Element, where: str) -> None:
        before, after = (next((one for one in sdt if local(one) == "sdtContent"), sdt) for sdt in (old, new))
        count = len(self.changes)
        self.blocks(before, after, f"{where}/")
        if len(self.changes) == count:
            self.changes.append(
                PlaceChange(where, visible_text(old), visible_text(new), "the control's properties changed", pair=(old, new))
            )

    def paragraphs(self, old: etree._Element, new: etree._Element, where: str) -> None:
        """Compare two paragraphs, their text boxes apart."""
        inner_old, inner_new = box_contents(old), box_contents(new)
        bare_old, bare_new = without_boxes(old), without_boxes(new)
        if canonical(bare_old) != canonical(bare_new):
            stripped = canonical(comments_stripped(bare_old)) == canonical(comments_stripped(bare_new))
            structure = "" if _properties(old) == _properties(new) else "its paragraph format changed"
            before, after = visible_text(bare_old), visible_text(bare_new)
            self.changes.append(
                PlaceChange(where, before, after, structure, only_comments=stripped and before == after, pair=(old, new), elsewhere=True)
            )
        if len(inner_old) != len(inner_new):
            self.changes.append(PlaceChange(where, "", "", "text boxes are missing or new", pair=(old, new)))
            return
        for box_old, box_new in zip(inner_old, inner_new, strict=True):
            self.blocks(box_old, box_new, f"X{self.boxes}/")
            self.boxes += 1

    def tables(self, old: etree._Element, new: etree._Element, where: str) -> None:
        before, after = list(_inside(old, "tr")), list(_inside(new, "tr"))
        if len(before) != len(after) or _frame(old) != _frame(new):
            self.changes.append(PlaceChange(where, "", "", "rows are missing or new, or the table's format changed", pair=(old, new)))
            return
        for row, (row_old, row_new) in enumerate(zip(before, after, strict=True)):
            self.rows(row_old, row_new, f"{where}.R{row}")

    def rows(self, old: etree._Element, new: etree._Element, where: str) -> None:
        before, after = list(_inside(old, "tc")), list(_inside(new, "tc"))
        if len(before) != len(after) or _frame(old) != _frame(new):
            self.changes.append(PlaceChange(where, "", "", "cells are missing or new, or the row's format changed", pair=(old, new)))
            return
        column = _skipped(old)
        for cell_old, cell_new in zip(before, after, strict=True):
            if canonical(cell_old) != canonical(cell_new):
                self.cells(cell_old, cell_new, f"{where}.C{column}")
            else:
                self.boxes += len(box_contents(cell_old))
            column += _span(cell_old)
        self.wrapped(old, new, where)

    def wrapped(self, old: etree._Element, new: etree._Element, where: str) -> None:
        """Note a control around a cell whose own properties changed while the cell did not."""
        if canonical(old) != canonical(new) and not any(change.where.startswith(where) for change in self.changes):
            change = PlaceChange(where, visible_text(old), visible_text(new), "the row or a control in it changed", pair=(old, new))
            self.changes.append(change)

    def cells(self, old: etree._Element, new: etree._Element, where: str) -> None:
        """Compare two cells: their own text, and what has addresses of its own inside them."""
        structure = "" if _frame(old) == _frame(new) else "the cell's format changed"
        tables_old, tables_new = list(_inside(old, "tbl")), list(_inside(new, "tbl"))
        boxes_old, boxes_new = box_contents(old), box_contents(new)
        own_old, own_new = (without_boxes(cell, tables=True) for cell in (old, new))
        if canonical(own_old) != canonical(own_new) or structure:
            stripped = canonical(comments_stripped(own_old)) == canonical(comments_stripped(own_new))
            before, after = visible_text(own_old), visible_text(own_new)
            self.changes.append(
                PlaceChange(where, before, after, structure, only_comments=stripped and before == after, pair=(old, new), elsewhere=True)
            )
        if len(tables_old) != len(tables_new) or len(boxes_old) != len(boxes_new):
            self.changes.append(PlaceChange(where, "", "", "tables or text boxes in the cell are missing or new", pair=(old, new)))
            return
        for number, (table_old, table_new) in enumerate(zip(tables_old, tables_new, strict=True)):
            if canonical(table_old) != canonical(table_new):
                self.tables(table_old, table_new, f"{where}/T{number}")
        for box_old, box_new in zip(boxes_old, boxes_new, strict=True):
            self.blocks(box_old, box_new, f"X{self.boxes}/")
            self.boxes += 1


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    for child in container:
        if local(child) in _TRANSPARENT:
            yield from _blocks(child)
        elif local(child):
            yield child


def _addresses(blocks: Sequence[etree._Element], prefix: str) -> list[str]:
    seen: dict[str, int] = {}
    names = []
    for block in blocks:
        kind = _KINDS.get(local(block), "")
        names.append(f"{prefix}{kind}{seen.get(kind, 0)}" if kind else f"{prefix}{local(block)}")
        seen[kind] = seen.get(kind, 0) + 1
    return names


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows of a table, cells of a row or tables of a cell, also those that controls and insertions wrap."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in _TRANSPARENT or local(child) == "sdt":
            yield from _inside(child, name)


def _frame(element: etree._Element) -> list[bytes]:
    """Return the properties of a table, row or cell."""
    return [canonical(child) for child in element if local(child) in ("tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx")]


def _properties(paragraph: etree._Element) -> bytes:
    return b"".join(canonical(child) for child in paragraph if local(child) == "pPr")


def _value(cell: etree._Element, properties: str, name: str) -> int:
    for frame in cell:
        if local(frame) == properties:
            for one in frame:
                if local(one) == name:
                    return next((int(value) for key, value in one.attrib.items() if str(key).endswith("}val")), 0)
    return 0


def _span(cell: etree._Element) -> int:
    return max(1, _value(cell, "tcPr", "gridSpan"))


def _skipped(row: etree._Element) -> int:
    return _value(row, "trPr", "gridBefore")
