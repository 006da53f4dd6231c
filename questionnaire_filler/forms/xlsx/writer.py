"""Filling a workbook: only the cells that are answered change, every other part is copied as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from questionnaire_filler.errors import RefusedError
from questionnaire_filler.forms.package import CONTENT_TYPES, Package
from questionnaire_filler.forms.xlsx import a1, citations, notes
from questionnaire_filler.forms.xlsx.cell_styles import CellStyles
from questionnaire_filler.forms.xlsx.cells import Content, cell_edits, is_number, refusal, style_of
from questionnaire_filler.forms.xlsx.list_values import lists_numbers
from questionnaire_filler.forms.xlsx.relations import (
    NewRelation,
    free_ids,
    read,
    relations_part,
    with_content_types,
    with_relations,
)
from questionnaire_filler.forms.xlsx.row_heights import cut_off
from questionnaire_filler.forms.xlsx.sheet_scan import SheetScan, scan
from questionnaire_filler.forms.xlsx.splice import Edit, XmlPart, clean
from questionnaire_filler.forms.xlsx.workbook import Workbook
from questionnaire_filler.model import Refusal, SlotKind, Written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from questionnaire_filler.forms.xlsx.a1 import Cell
    from questionnaire_filler.forms.xlsx.workbook import Sheet
    from questionnaire_filler.model import CitationRow, Filling, Note, Write

_EMPTY_BOX = re.compile("[☐□❏❑▢]")
_LEGACY_DRAWING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write(source: Path, target: Path, filling: Filling, *, force_locked: bool = False) -> Written:
    """Write a filled copy of a workbook to `target`, which must not exist; see `forms.registry.Format`.

    Raises:
        FormError: The file cannot be read, or not given back whole.
        RefusedError: An address that the workbook does not have.
    """
    package = Package.open(source)
    if not filling:
        package.write(target)
        return Written(())
    job = _Job(package, Workbook.of(package), force_locked)
    job.add_writes(filling.writes)
    job.add_notes(filling.notes)
    job.add_citations(filling.citations)
    return job.finish(target)


@dataclass(slots=True)
class _SheetJob:
    """One sheet that is written to."""

    sheet: Sheet
    part: XmlPart
    found: SheetScan
    edits: list[Edit] = field(default_factory=list)


@dataclass(slots=True)
class _Job:
    """What is gathered before the copy is written: edits by sheet, changed and added parts, and what the caller is told."""

    package: Package
    book: Workbook
    force_locked: bool
    sheets: dict[str, _SheetJob] = field(default_factory=dict)
    changed: dict[str, bytes] = field(default_factory=dict)
    added: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    new_sheet: tuple[str, str] | None = None
    written: list[Write] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes_refused: list[str] = field(default_factory=list)
    _styles: CellStyles | None = None

    @property
    def styles(self) -> CellStyles:
        """The book's styles, read when they are first needed."""
        if self._styles is None:
            self._styles = CellStyles.of(self.package, self.book.styles)
        return self._styles

    def add_writes(self, writes: Sequence[Write]) -> None:
        for sheet, by_cell in self._by_sheet(writes).items():
            part = read(self.package, sheet.part)
            job = _SheetJob(sheet, part, scan(part, by_cell.keys(), f"{self.package.path}: {sheet.part}"))
            self.sheets[sheet.part] = job
            contents: dict[Cell, Content] = {}
            for cell, write in by_cell.items():
                content = self._content(job, cell, write)
                styles = self.styles if job.found.protected else None
                if why := refusal(job.found, cell, content, styles, force_locked=self.force_locked):
                    self.refused.append(Refusal(write.slot.where, why))
                else:
                    contents[cell] = content
                    self.written.append(replace(write, text=content.text))
            job.edits += cell_edits(part, job.found, contents)
            if tight := cut_off(job.found, {cell: content.text for cell, content in contents.items()}):
                self.warnings.append(f"{sheet.name}: {tight}")

    def _by_sheet(self, writes: Sequence[Write]) -> dict[Sheet, dict[Cell, Write]]:
        grouped: dict[Sheet, dict[Cell, Write]] = {}
        for write in writes:
            sheet, cell = self._place(write.slot.where)
            if cell in grouped.setdefault(sheet, {}):
                self.refused.append(Refusal(write.slot.where, "written twice"))
            else:
                grouped[sheet][cell] = write
        return grouped

    def _place(self, where: str) -> tuple[Sheet, Cell]:
        name, _, reference = where.rpartition("!")
        sheet = next((one for one in self.book.sheets if one.name == name), None)
        cell = a1.cell(reference)
        if sheet is None or not sheet.part or cell is None or "$" in reference:
            hint = f"The sheets are {', '.join(one.name for one in self.book.sheets)}."
            raise RefusedError("the workbook has no such cell", where=where, hint=hint)
        return sheet, cell

    def _content(self, job: _SheetJob, cell: Cell, write: Write) -> Content:
        text, slot = clean(write.text), write.slot
        span = job.found.cells.get(cell)
        if slot.kind is SlotKind.CHECK:
            if span and span.attributes.get("t") == "b":
                return Content("1", boolean=True)
            preset = slot.placeholder or slot.before
            return Content(_EMPTY_BOX.sub("☒", preset, count=1) if _EMPTY_BOX.search(preset) else text or "X")
        if slot.choices and text in slot.choices and all(map(is_number, slot.choices)):
            numeric = lists_numbers(self.book, job.sheet, job.found, cell) and not self.styles.is_text(style_of(job.found, cell))
            return Content(text, number=numeric)
        return Content(text)

    def add_notes(self, wanted: Sequence[Note]) -> None:
        refused = {one.where for one in self.refused}
        grouped: dict[Sheet, dict[Cell, str]] = {}
        for note in wanted:
            sheet, cell = self._place(note.where)
            if note.where not in refused:
                grouped.setdefault(sheet, {})[cell] = note.text
        for sheet, texts in grouped.items():
            if why := "the workbook is in the strict variant" if self.book.strict else notes.collides(self.package, sheet.part):
                self.notes_refused.append(f"{sheet.name}: {why}")
            elif parts := notes.add(self.package, sheet.part, texts, self.added.keys()):
                self._take_notes(sheet, texts, parts)

    def _take_notes(self, sheet: Sheet, texts: dict[Cell, str], parts: notes.NotesParts) -> None:
        self.changed |= parts.changed
        self.added |= parts.added
        self.types |= parts.content_types
        if any(name.endswith(".vml") for name in parts.added):
            self.defaults["vml"] = notes.VML_TYPE
        if parts.relations:
            self._relate(sheet.part, parts.relations)
        if parts.legacy_drawing:
            job = self.sheets.get(sheet.part)
            if job is None:
                part = read(self.package, sheet.part)
                job = self.sheets[sheet.part] = _SheetJob(sheet, part, scan(part, texts.keys(), f"{self.package.path}: {sheet.part}"))
            prefix = job.found.prefix.decode()
            markup = f'<{prefix}legacyDrawing xmlns:r="{_LEGACY_DRAWING}" r:id="{parts.legacy_drawing}"/>'
            job.edits.append(Edit(job.found.tail, job.found.tail, markup.encode()))
        if len(parts.noted) < len(texts):
            left = len(texts) - len(parts.noted)
            self.notes_refused.append(f"{sheet.name}: {left} cell{'s' if left > 1 else ''} with a note already")

    def _relate(self, part: str, new: Sequence[NewRelation]) -> None:
        name = relations_part(part)
        (self.changed if name in self.package else self.added)[name] = with_relations(self.package, part, new)

    def add_citations(self, rows: Sequence[CitationRow]) -> None:
        refused = {one.where for one in self.refused}
        rows = [row for row in rows if row.where not in refused and row.sources]
        if not rows or self.book.strict or self.book.structure_locked:
            return
        taken = {name.lower() for name in self.package.names}
        part = next(name for number in range(1, len(taken) + 2) if (name := f"xl/worksheets/sheet{number}.xml") not in taken)
        (link,) = free_ids(self.book.relations, 1)
        self.new_sheet = (citations.free_name([sheet.name for sheet in self.book.sheets]), link)
        self.added[part] = citations.sheet(rows, self.styles)
        self.types[part] = citations.CONTENT_TYPE
        self._relate(self.book.name, [NewRelation(link, citations.RELATION_TYPE, part)])

    def finish(self, target: Path) -> Written:
        """Put the parts together and write the copy."""
        for name, job in self.sheets.items():
            if job.edits:
                self.changed[name] = job.part.edited(job.edits)
        recalculate = bool(self.written) and self.book.has_formulas()
        if recalculate or self.new_sheet:
            self.changed[self.book.name] = self.book.edited(recalculate=recalculate, new_sheet=self.new_sheet)
        if self.types or self.defaults:
            self.changed[CONTENT_TYPES] = with_content_types(self.package, self.types, self.defaults)
        self.package.write(target, self.changed, self.added)
        return Written(
            tuple(self.written),
            tuple(self.refused),
            citations=self.new_sheet[0] if self.new_sheet else "",
            notes_refused="; ".join(self.notes_refused),
            warnings=tuple(self.warnings),
        )
