"""The proof for workbooks: which parts may differ and how, and which cells do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from questionnaire_filler.errors import FormError
from questionnaire_filler.forms.verify import sheet_bytes, values
from questionnaire_filler.forms.verify.added_names import TYPES, malformed, wrong_names
from questionnaire_filler.forms.verify.archive import same
from questionnaire_filler.forms.verify.cell_bytes import by_number
from questionnaire_filler.forms.verify.certificate import Change, Difference, PartChange
from questionnaire_filler.forms.verify.findings import Findings
from questionnaire_filler.forms.verify.workbook_part import workbook_change
from questionnaire_filler.forms.verify.xml_parts import (
    additions,
    canonical,
    kept_as_written,
    local,
    main_part,
    parse,
    relation_id,
    relations,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from questionnaire_filler.forms.verify.archive import Archive
    from questionnaire_filler.forms.verify.cell_bytes import CellChange
    from questionnaire_filler.forms.verify.findings import Expected

_COMMENTS = re.compile(r"(?:.*/)?(?:comments[^/]*|comments/[^/]+)\.xml")


@dataclass(slots=True)
class WorkbookProof:
    """Compares two workbooks part by part."""

    old: Archive
    new: Archive
    expected: Expected
    findings: Findings = field(default_factory=Findings)
    _main: str = ""
    _strings: list[str] | None = None

    def run(self) -> Findings:
        """Compare everything."""
        self._main = main_part(self.old)
        sheets = _sheets(self.old)
        added_sheets = self._compare_sheet_list(sheets)
        by_part = {part: name for name, part in sheets.items()}
        strings_same = all(name in self.new.parts and same(self.old, self.new, name) for name in self.old.parts if "sharedStrings" in name)
        for name in self.old.parts:
            if name not in self.new.parts:
                self._note_part(name, Change.REMOVED, "is missing in the filled file")
                self.findings.written_otherwise(f"the part {name} is missing", name)
                if self.expected.announced is None and by_part.get(name) in _sheets(self.new):
                    self._compare_values(name, by_part[name])
            elif not same(self.old, self.new, name):
                self._changed(name, by_part.get(name, ""), bytewise=strings_same)
        for name in self.new.parts:
            if name not in self.old.parts:
                self._added(name, added_sheets)
        self._prove_announced()
        return self.findings

    def _problem(self, text: str) -> None:
        self.findings.problems.append(text)

    def _note_part(self, name: str, change: Change, why: str) -> None:
        self.findings.parts.append(PartChange(name, change, why))

    def _compare_sheet_list(self, sheets: Mapping[str, str]) -> dict[str, str]:
        """Return the names of sheets that are new by their parts."""
        after = _sheets(self.new)
        if [name for name in after if name in sheets] != list(sheets):
            self._problem("sheets are missing or in another order")
        extra = [name for name in after if name not in sheets]
        for number, name in enumerate(extra):
            if number or not self.expected.sources(name):
                self._problem(f"the sheet {name!r} was added")
        return {after[name]: name for name in extra}

    def _added(self, name: str, sheets: Mapping[str, str]) -> None:
        lower = name.lower()
        if name in sheets:
            why = "the list of sources" if self.expected.sources(sheets[name]) else "a sheet"
        elif _COMMENTS.fullmatch(lower) and "threaded" not in lower:
            why = "notes"
        elif lower.endswith(".vml"):
            why = "boxes of the notes"
        elif lower.endswith(".rels") and "/worksheets/_rels/" in lower:
            why = "names the notes of its sheet"
        else:
            why = "unknown"
        self._note_part(name, Change.ADDED, why)
        allowed = why == "the list of sources" or (self.expected.notes and why not in ("unknown", "a sheet"))
        if not allowed:
            self.findings.written_otherwise(f"the part {name} was added", name)
        self.findings.problems += [f"{name}: {problem}" for problem in malformed(self.new.read(name), xml=not lower.endswith(".vml"))]
        if lower.endswith(".rels"):
            self.findings.problems += [f"{name}: {problem}" for problem in wrong_names(self.old, self.new, name)]

    def _changed(self, name: str, sheet: str, *, bytewise: bool) -> None:
        if sheet:
            self._changed_sheet(name, sheet, bytewise=bytewise)
            return
        why, intact = self._explained(name)
        if intact and name.lower().endswith((".xml", ".rels")):
            intact = kept_as_written(self.old.read(name), self.new.read(name), but="calcPr" if name == self._main else "")
        self._note_part(name, Change.CHANGED, why)
        if not intact:
            self.findings.written_otherwise(f"the part {name} changed: {why}", name)

    def _explained(self, name: str) -> tuple[str, bool]:
        lower = name.lower()
        if lower.endswith(".vml"):
            return "boxes of the notes", self.expected.notes and _only_inserted(self.old.read(name), self.new.read(name))
        if not lower.endswith((".xml", ".rels")):
            return "other content", False
        before, after = parse(self.old, name), parse(self.new, name)
        if name == self._main:
            return workbook_change(before, after, self.expected)
        if name == TYPES or lower.endswith(".rels"):
            added = additions(before, after)
            return f"names {len(added.added)} added parts", added.intact and not wrong_names(self.old, self.new, name)
        if _COMMENTS.fullmatch(lower) and "threaded" not in lower:
            return "notes added", self.expected.notes and _only_more_comments(before, after)
        return ("written in another way, the same content", False) if canonical(before) == canonical(after) else ("other content", False)

    def _changed_sheet(self, name: str, sheet: str, *, bytewise: bool) -> None:
        found = sheet_bytes.compare(self.old.read(name), self.new.read(name), self._string)
        for problem in found.problems:
            self.findings.written_otherwise(f"{sheet}: {problem}", name)
        self.findings.problems += [f"{sheet}: {problem}" for problem in malformed(self.new.read(name))]
        if self.expected.announced is None and (found.problems or not bytewise):
            self._compare_values(name, sheet)
            return
        if found.notes and not (self.expected.notes and self._shows_notes(name)):
            self._problem(f"{sheet}: notes were added" if not self.expected.notes else f"{sheet}: names notes that are not there")
        for cell in found.cells:
            self._changed_cell(sheet, cell)
        if found.extent and all(cell.before for cell in found.cells):
            self.findings.written_otherwise(f"{sheet}: the extent changed", name)
        why = f"{len(found.cells)} cells differ" + (", notes shown" if found.notes else "")
        self._note_part(name, Change.CHANGED, why)

    def _compare_values(self, name: str, sheet: str) -> None:
        """Compare a sheet that cannot be compared as bytes."""
        try:
            cells = values.differing(self.old, self.new, sheet, (name, _sheets(self.new).get(sheet, name)))
        except FormError as error:
            self._note_part(name, Change.CHANGED, "cannot be compared")
            self._problem(f"{sheet}: its values cannot be compared: {error.what}")
            return
        for cell, before, after in cells:
            self._differs(Difference(f"{sheet}!{cell}", before, after, self.expected.covers(f"{sheet}!{cell}")))
        self._note_part(name, Change.CHANGED, f"saved anew; {len(cells)} cells differ")
        self.findings.written_otherwise(f"{sheet}: only its values could be compared", name)

    def _shows_notes(self, name: str) -> bool:
        """Say whether the drawing of the notes that a sheet names is there."""
        drawing = next((one for one in parse(self.new, name) if local(one) == "legacyDrawing"), None)
        if drawing is None or len(drawing.attrib) != 1:
            return False
        kind, part = relations(self.new, name).get(relation_id(drawing), ("", ""))
        return kind == "vmlDrawing" and part in self.new.parts

    def _changed_cell(self, sheet: str, cell: CellChange) -> None:
        where = f"{sheet}!{cell.reference}"
        what = ", ".join(filter(None, (cell.what, cell.frame)))
        if not what and cell.before == cell.after:
            what = "written in another way"
        self._differs(Difference(where, cell.before, cell.after, self.expected.covers(where), what))
        if not cell.named:
            self._problem(f"{where} is not the name of a cell in its row, or is there twice")
        if cell.formula:
            self._problem(f"{where} holds a formula" + (f": {cell.what}" if cell.what else ""))
        if cell.frame:
            self._problem(f"{where} lost its style or another attribute: {cell.frame}")
        if not cell.plain and not cell.formula:
            self._problem(f"{where} is not built as a cell must be")

    def _differs(self, place: Difference) -> None:
        self.findings.differences.append(place)
        if not place.announced:
            self._problem(f"{place.where} {self.expected.outside}")

    def _prove_announced(self) -> None:
        """Check that every announced text can be read back, by an independent reader where it can be used."""
        announced = self.expected.announced
        if announced is None:
            return
        changed = {one.where: one.after for one in self.findings.differences}
        read_back = values.read_back(self.old, self.new, announced, _sheets(self.new))
        for where, text in announced.items():
            found = read_back.get(where)
            if where in changed and changed[where] != text:
                self._problem(f"{where} does not hold what was written")
            if found is not None and not values.equal(found, text):
                self._problem(f"{where} reads back as {found[:80]!r}")
            if where not in changed and found is None:
                self._problem(f"{where} was announced and not written")

    def _string(self, number: int) -> str:
        if self._strings is None:
            name = next((part for kind, part in relations(self.old, self._main).values() if kind == "sharedStrings"), "")
            self._strings = [_plain_text(item) for item in parse(self.old, name)] if name in self.old.parts else []
        return self._strings[number] if number < len(self._strings) else ""


def _sheets(archive: Archive) -> dict[str, str]:
    """Return the parts of the sheets by name, in order."""
    main = main_part(archive)
    targets = relations(archive, main)
    return {
        one.get("name", ""): targets.get(relation_id(one), ("", ""))[1]
        for one in parse(archive, main).iter()
        if local(one) == "sheet" and one.get("name")
    }


def _plain_text(item: etree._Element) -> str:
    texts = [one.text or "" for one in item.iter() if local(one) == "t" and not any(local(up) == "rPh" for up in one.iterancestors())]
    return by_number("".join(texts))


def _only_more_comments(old: etree._Element, new: etree._Element) -> bool:
    pairs = {local(one): one for one in old}
    again = {local(one): one for one in new}
    if list(pairs) != list(again):
        return False
    return all(
        additions(pairs[name], again[name]).intact
        if name in ("authors", "commentList")
        else canonical(pairs[name]) == canonical(again[name])
        for name in pairs
    )


def _only_inserted(old: bytes, new: bytes) -> bool:
    """Say whether the new bytes are the old ones with something put in at one place."""
    more = len(new) - len(old)
    at = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    return more >= 0 and new[at + more :] == old[at:]
