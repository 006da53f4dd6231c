"""The proof for workbooks: which parts may differ and how, and which cells do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from questionnaire_filler.forms.verify import sheet_bytes, values
from questionnaire_filler.forms.verify.archive import same
from questionnaire_filler.forms.verify.cell_bytes import by_number
from questionnaire_filler.forms.verify.certificate import Change, Difference, PartChange
from questionnaire_filler.forms.verify.findings import Findings
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
    from questionnaire_filler.model import Address

_COMMENTS = re.compile(r"(?:.*/)?(?:comments[^/]*|comments/[^/]+)\.xml")
_TYPES = "[Content_Types].xml"
#: How a true xsd:boolean is written.
_TRUE = ("1", "true")


@dataclass(slots=True)
class WorkbookProof:
    """Compares two workbooks part by part.

    Attributes:
        announced: Address and text of each cell that may differ; None to list whatever differs.
        citations: Name of the sheet that may be added.
        notes: Notes may be added.
    """

    old: Archive
    new: Archive
    announced: Mapping[Address, str] | None
    citations: str = ""
    notes: bool = False
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
                self._removed(name)
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

    def _compare_sheet_list(self, sheets: Mapping[str, str]) -> set[str]:
        """Return the parts of sheets that are new."""
        after = _sheets(self.new)
        if [name for name in after if name in sheets] != list(sheets):
            self._problem("sheets are missing or in another order")
        extra = [name for name in after if name not in sheets]
        if self.announced is not None:
            for name in extra:
                if name != self.citations:
                    self._problem(f"the sheet {name!r} was added")
        return {after[name] for name in extra}

    def _removed(self, name: str) -> None:
        self._note_part(name, Change.REMOVED, "is missing in the filled file")
        if self.announced is not None:
            self._problem(f"the part {name} is missing")

    def _added(self, name: str, sheets: set[str]) -> None:
        lower = name.lower()
        if name in sheets:
            why = "the list of sources" if self.citations else "a sheet"
        elif _COMMENTS.fullmatch(lower) and "threaded" not in lower:
            why = "notes"
        elif lower.endswith(".vml"):
            why = "boxes of the notes"
        elif lower.endswith(".rels") and "/worksheets/_rels/" in lower:
            why = "names the notes of its sheet"
        else:
            why = "unknown"
        self._note_part(name, Change.ADDED, why)
        allowed = (self.notes and why != "unknown") or (name in sheets and bool(self.citations))
        if self.announced is not None and not allowed:
            self._problem(f"the part {name} was added")

    def _changed(self, name: str, sheet: str, *, bytewise: bool) -> None:
        if sheet:
            self._changed_sheet(name, sheet, bytewise=bytewise)
            return
        why, intact = self._explained(name)
        if intact and name.lower().endswith((".xml", ".rels")):
            intact = kept_as_written(self.old.read(name), self.new.read(name), but="calcPr" if name == self._main else "")
        self._note_part(name, Change.CHANGED, why)
        if self.announced is not None and not intact:
            self._problem(f"the part {name} changed: {why}")

    def _explained(self, name: str) -> tuple[str, bool]:
        lower = name.lower()
        if lower.endswith(".vml"):
            return "boxes of the notes", self.notes and _only_inserted(self.old.read(name), self.new.read(name))
        if not lower.endswith((".xml", ".rels")):
            return "other content", False
        before, after = parse(self.old, name), parse(self.new, name)
        if name == self._main:
            return _workbook_change(before, after, self.citations)
        if name == _TYPES or lower.endswith(".rels"):
            added = additions(before, after)
            return f"names {len(added.added)} added parts", added.intact and len(added.added) <= len(self.new.parts)
        if _COMMENTS.fullmatch(lower) and "threaded" not in lower:
            return "notes added", self.notes and _only_more_comments(before, after)
        return ("written in another way, the same content", False) if canonical(before) == canonical(after) else ("other content", False)

    def _changed_sheet(self, name: str, sheet: str, *, bytewise: bool) -> None:
        found = sheet_bytes.compare(self.old.read(name), self.new.read(name), self._string) if bytewise else None
        if self.announced is None and (found is None or found.problems):
            cells = values.differing(self.old, self.new, sheet)
            self.findings.differences += [Difference(f"{sheet}!{cell}", before, after) for cell, before, after in cells]
            self._note_part(name, Change.CHANGED, f"saved anew; {len(cells)} cells differ")
            return
        if found is None:
            found = sheet_bytes.compare(self.old.read(name), self.new.read(name), self._string)
        for problem in [*found.problems, *_malformed(self.new.read(name))]:
            self._problem(f"{sheet}: {problem}")
        if found.notes and not self.notes and self.announced is not None:
            self._problem(f"{sheet}: notes were added")
        for cell in found.cells:
            self._changed_cell(sheet, cell)
        if found.extent and self.announced is not None and not any(not cell.before for cell in found.cells):
            self._problem(f"{sheet}: the extent changed")
        why = f"{len(found.cells)} cells differ" + (", notes shown" if found.notes else "")
        self._note_part(name, Change.CHANGED, why)

    def _changed_cell(self, sheet: str, cell: CellChange) -> None:
        where = f"{sheet}!{cell.reference}"
        known = self.announced is None or where in self.announced
        if known and cell.before == cell.after and self.announced is None:
            return
        self.findings.differences.append(Difference(where, cell.before, cell.after, known))
        if self.announced is None:
            return
        if not known:
            self._problem(f"{where} changed and was not announced")
        if cell.formula:
            self._problem(f"{where} holds a formula")
        if not cell.same_frame:
            self._problem(f"{where} lost its style or another attribute")
        if not cell.plain:
            self._problem(f"{where} is not built as a cell must be")

    def _prove_announced(self) -> None:
        """Check that every announced text can be read back, by an independent reader where it can be used."""
        if self.announced is None:
            return
        changed = {one.where: one.after for one in self.findings.differences}
        read_back = values.read_back(self.old, self.new, self.announced, _sheets(self.new))
        for where, text in self.announced.items():
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


def _malformed(part: bytes) -> list[str]:
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(part, True)
    except (expat.ExpatError, LookupError) as error:  # LookupError: an encoding that nobody knows
        return [f"not well-formed ({error})"]
    return []


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


def _workbook_change(old: etree._Element, new: etree._Element, citations: str) -> tuple[str, bool]:
    """Explain a change of the workbook part: a sheet added at the end, and calculation on load."""
    reasons = []
    for child in [one for one in new if local(one) == "sheets"]:
        listed = next((one for one in old if local(one) == "sheets"), None)
        more = additions(listed, child) if listed is not None else None
        if more is None or not more.intact:
            return "sheets changed", False
        for sheet in more.added:
            if sheet.get("name") != citations:
                return f"the sheet {sheet.get('name')!r} added", False
            child.remove(sheet)
            reasons.append("a sheet added")
    had = next((one for one in old if local(one) == "calcPr"), None)
    has = next((one for one in new if local(one) == "calcPr"), None)
    if has is not None and has.get("fullCalcOnLoad") in _TRUE and (had is None or had.get("fullCalcOnLoad") != has.get("fullCalcOnLoad")):
        reasons.append("formulas are calculated when the book is opened")
        if had is not None:
            _copy_attribute(had, has, "fullCalcOnLoad")
        elif len(has.attrib) == 1 and not len(has) and not has.text and not has.tail:
            new.remove(has)
    return ", ".join(reasons) or "written in another way", canonical(old) == canonical(new)


def _copy_attribute(source: etree._Element, target: etree._Element, name: str) -> None:
    value = source.get(name)
    if value is None and target.get(name) is not None:
        del target.attrib[name]
    elif value is not None:
        target.set(name, value)


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
