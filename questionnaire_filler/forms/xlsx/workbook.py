"""The workbook part as the writer needs it: its sheets and their parts, and what changes when a sheet or answers are added."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.errors import UnreadableFormError
from questionnaire_filler.forms.xlsx.relations import Relation, read, relations, root_extent, walk
from questionnaire_filler.forms.xlsx.sheet_scan import STRICT
from questionnaire_filler.forms.xlsx.splice import Edit, XmlPart, quoted, with_attributes

if TYPE_CHECKING:
    from questionnaire_filler.forms.package import Package

_RELATION_NAMESPACES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
#: What stands before `calcPr` in a workbook (CT_Workbook, ECMA-376-1 18.2.27).
_BEFORE_CALCULATION = frozenset(
    {
        *("fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "absPath", "workbookProtection"),
        *("bookViews", "sheets", "functionGroups", "externalReferences", "definedNames"),
    }
)
_FORMULA = re.compile(rb"<(?:[^\s<>/!?:]+:)?f[\s/>]")
_TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the book: its name and its part; the part is empty for a chart or dialog sheet."""

    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """The workbook part, read once.

    Attributes:
        name: The part's name.
        sheets: In the book's order.
        sheet_ids: The numbers taken by them.
        styles: The styles part, or empty.
        structure_locked: No sheet may be added.
        strict: The book is in the strict variant.
    """

    package: Package
    name: str
    part: XmlPart
    relations: tuple[Relation, ...]
    sheets: tuple[Sheet, ...]
    sheet_ids: tuple[int, ...]
    styles: str
    structure_locked: bool
    strict: bool

    @classmethod
    def of(cls, package: Package) -> Workbook:
        """Read the workbook that the package holds.

        Raises:
            UnreadableFormError: It holds none, or a sheet's part is missing.
        """
        main = next((one.part for one in relations(package, "") if one.kind == "officeDocument"), "")
        if not main:
            raise UnreadableFormError("the file holds no workbook", where=str(package.path), hint="Save it as .xlsx and try again.")
        part = read(package, main)
        related = relations(package, main)
        parts = {one.id: one.part for one in related if one.kind == "worksheet"}
        sheets: list[Sheet] = []
        ids: list[int] = []
        seen: dict[str, bool] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            namespace, _, local = tag.rpartition(" ")
            if local == "workbook":
                seen["strict"] = namespace == STRICT
            elif local == "workbookProtection":
                seen["locked"] = attributes.get("lockStructure", "").lower() in _TRUE
            elif local == "sheet" and "name" in attributes:
                link = next((attributes[f"{space} id"] for space in _RELATION_NAMESPACES if f"{space} id" in attributes), "")
                sheets.append(Sheet(attributes["name"], parts.get(link, "")))
                ids.append(int(attributes.get("sheetId") or 0))

        walk(part, f"{package.path}: {main}", start)
        styles = next((one.part for one in related if one.kind == "styles"), "")
        locked, strict = seen.get("locked", False), seen.get("strict", False)
        return cls(package, main, part, related, tuple(sheets), tuple(ids), styles, locked, strict)

    def defined_names(self) -> dict[str, str]:
        """Return the references of the book's names, by name without regard to case; a sheet's own names count where no other has it."""
        names: dict[str, str] = {}
        current = ""
        parser = self.part.parser()
        parser.buffer_text = True

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal current
            current = attributes.get("name", "").casefold() if tag.endswith(" definedName") else ""

        def text(data: str) -> None:
            if current:
                names.setdefault(current, data.strip())

        parser.StartElementHandler, parser.CharacterDataHandler = start, text
        parser.Parse(self.part.data, True)
        return names

    def has_formulas(self) -> bool:
        """Say whether any sheet holds a formula; the calculation chain tells, or else the sheets do."""
        if any(one.kind == "calcChain" and one.part for one in self.relations):
            return True
        return any(sheet.part and _FORMULA.search(read(self.package, sheet.part).data) for sheet in self.sheets)

    def edited(self, *, recalculate: bool, new_sheet: tuple[str, str] | None = None) -> bytes:
        """Return the part with what the answers need.

        Args:
            recalculate: Formulas are to be calculated when the book is opened (`fullCalcOnLoad`, 18.2.2).
            new_sheet: Name and relationship id of a sheet to be added at the end.
        """
        places = _places(self.part)
        edits = []
        prefix = places.prefix
        if new_sheet:
            name, link = new_sheet
            number = max(self.sheet_ids, default=0) + 1
            markup = f'<{prefix}sheet name={quoted(name)} sheetId="{number}" xmlns:r="{_RELATION_NAMESPACES[0]}" r:id="{link}"/>'
            edits.append(Edit(places.sheets_end, places.sheets_end, self.part.encode(markup)))
        if recalculate and places.calculation < 0:
            edits.append(Edit(places.calculation_goes, places.calculation_goes, self.part.encode(f'<{prefix}calcPr fullCalcOnLoad="1"/>')))
        elif recalculate and not places.full_already:
            end = self.part.tag_end(places.calculation)
            tag = self.part.data[places.calculation : end]
            edits.append(Edit(places.calculation, end, with_attributes(tag, {b"fullCalcOnLoad": b"1"})))
        return self.part.edited(edits)


@dataclass(slots=True)
class _Places:
    prefix: str = ""
    sheets_end: int = -1
    calculation: int = -1
    calculation_goes: int = -1
    full_already: bool = False


def _places(part: XmlPart) -> _Places:
    """Return where in the workbook part sheets end and calculation properties stand or go."""
    found = _Places(prefix=part.prefix(root_extent(part)[0]).decode())
    depth = 0
    parser = part.parser()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        local = tag.rpartition(" ")[2]
        if depth != 2:  # noqa: PLR2004 - children of the root
            return
        if local == "calcPr":
            found.calculation = parser.CurrentByteIndex
            found.full_already = attributes.get("fullCalcOnLoad", "").lower() in _TRUE
        if local not in _BEFORE_CALCULATION and found.calculation_goes < 0:
            found.calculation_goes = parser.CurrentByteIndex

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 1 and tag.endswith(" sheets"):
            found.sheets_end = parser.CurrentByteIndex
        if depth == 0 and found.calculation_goes < 0:
            found.calculation_goes = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(part.data, True)
    return found
