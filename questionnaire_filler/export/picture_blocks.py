"""A form's addresses put back into grids: sheets and tables with rows and columns, paragraphs one below the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from questionnaire_filler.model import SlotKind

if TYPE_CHECKING:
    from questionnaire_filler.model import Address, Area, Form, Question, Slot

#: The column of paragraphs, which have none.
TEXT = "Text"
_CELL = re.compile(r"^([A-Z]{1,3})(\d+)(.*)$", re.DOTALL)
_WORD_CELL = re.compile(r"^((?:[SX]\d+/)*T\d+)\.R(\d+)\.(C\d+)(.*)$", re.DOTALL)
_WORD_PARAGRAPH = re.compile(r"^((?:[SX]\d+/)*)P(\d+)(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an address lies.

    Attributes:
        block: The sheet, the table or the run of paragraphs.
        row: The row, or the number of the paragraph, as the address counts.
        column: "B" in a sheet, "C1" in a Word table, `TEXT` for paragraphs.
        inside: What the address names within that place ("#2", "/T0.R0.C0"); empty for the place itself.
    """

    block: str
    row: int
    column: str
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands at a spot: a role, its text, and remarks on it."""

    role: str
    text: str
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Block:
    """A grid while it is filled.

    Attributes:
        name: The sheet's name, or "T3", or "Paragraphs".
        rows: Pieces by row and column.
        areas: How detection took it.
        questions: How many questions have their text here.
    """

    name: str
    rows: dict[int, dict[str, list[Piece]]] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    questions: int = 0

    def columns(self) -> list[str]:
        """Return the columns that hold something or have a role, in the form's order."""
        there = {column for row in self.rows.values() for column in row}
        there |= {column.where for area in self.areas for column in area.columns}
        return sorted(there, key=lambda name: (len(name), name))

    def roles(self) -> dict[str, str]:
        """Return the role of each column; the first where blocks of the same sheet differ."""
        found: dict[str, str] = {}
        for area in self.areas:
            for column in area.columns:
                found.setdefault(column.where, column.role)
        return found


def spot(address: Address) -> Spot:
    """Return where an address lies; one that is of no known kind makes a block of its own."""
    if word := _WORD_CELL.match(address):
        return Spot(word[1], int(word[2]), word[3], word[4])
    if word := _WORD_PARAGRAPH.match(address):
        return Spot(f"{word[1]}Paragraphs", int(word[2]), TEXT, word[3])
    sheet, _, place = address.rpartition("!")
    if cell := _CELL.match(place):
        return Spot(sheet, int(cell[2]), cell[1], cell[3])
    return Spot(address, 0, TEXT)


def blocks(form: Form) -> list[Block]:
    """Return the form's grids in reading order, each with the questions, slots and identifiers that were found."""
    found: dict[str, Block] = {}
    for question in form.questions:
        at = _put(found, question.where, Piece("question", question.text, _about(question)))
        at.questions += 1
        for slot in question.slots:
            _put(found, slot.where, _piece(question, slot))
    for area in form.areas:
        name = area.where if area.where in found else _paragraphs(area.where)
        if name in found:
            found[name].areas.append(area)
    for block in found.values():
        _identify(block, form)
    return list(found.values())


def _put(found: dict[str, Block], address: Address, piece: Piece) -> Block:
    at = spot(address)
    block = found.setdefault(at.block, Block(at.block))
    pieces = block.rows.setdefault(at.row, {}).setdefault(at.column, [])
    if at.inside:
        piece = Piece(piece.role, piece.text, (*piece.remarks, f"at {at.inside.lstrip('/')}"))
    pieces.append(piece)
    return block


def _about(question: Question) -> tuple[str, ...]:
    remarks = [question.id]
    remarks += [f"follows up {question.parent}"] if question.parent else []
    remarks += ["must be answered"] if question.required else []
    remarks += ["hidden"] if question.hidden else []
    return tuple(remarks)


def _piece(question: Question, slot: Slot) -> Piece:
    text = f"stands there: {slot.before}" if slot.before else slot.value or slot.placeholder
    remarks = [question.id, "locked"] if slot.locked else [question.id]
    remarks += [f"for {slot.row_label}"] if slot.row_label else []
    remarks += [f"one of: {', '.join(slot.choices)}"] if slot.choices else []
    remarks += [{SlotKind.CHECK: "a box to tick", SlotKind.DATE: "a date"}.get(slot.kind, "")]
    remarks += [f"at most {slot.max_length} characters"] if slot.max_length is not None else []
    return Piece(str(slot.role), text, tuple(filter(None, remarks)))


def _paragraphs(where: str) -> str:
    """Return the block of paragraphs that an area such as "P10-P42" belongs to."""
    match = _WORD_PARAGRAPH.match(where)
    return f"{match[1]}Paragraphs" if match else where


def _identify(block: Block, form: Form) -> None:
    """Put the form's own identifiers into their column, where detection found one."""
    column = next((column.where for area in block.areas for column in area.columns if column.role == "id"), "")
    if not column:
        return
    for question in form.questions:
        at = spot(question.where)
        if question.ref and at.block == block.name and column not in block.rows[at.row]:
            block.rows[at.row][column] = [Piece("id", question.ref)]
