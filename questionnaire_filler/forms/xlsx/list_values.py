"""Whether a list that looks like numbers holds numbers: what decides if a choice is written as a number or as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaire_filler.forms.xlsx import a1
from questionnaire_filler.forms.xlsx.relations import read
from questionnaire_filler.forms.xlsx.sheet_scan import scan

if TYPE_CHECKING:
    from questionnaire_filler.forms.xlsx.a1 import Cell
    from questionnaire_filler.forms.xlsx.sheet_scan import SheetScan
    from questionnaire_filler.forms.xlsx.workbook import Sheet, Workbook

_REFERENCE = re.compile(r"(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?(\$?[A-Za-z]{1,3}\$?[0-9]+(?::\$?[A-Za-z]{1,3}\$?[0-9]+)?)")


def lists_numbers(book: Workbook, sheet: Sheet, found: SheetScan, cell: Cell) -> bool:
    """Say whether the list that a cell chooses from holds numbers.

    A list that is written out in the rule counts: Excel turns its "1" into a number. One that stands in cells counts by the type of
    its first cell. Without a rule, or with one that is a formula, the choice is taken for a number.
    """
    source = next((rule.formula for rule in found.rules if any(cell in extent for extent in rule.ranges)), "").lstrip("=")
    if not source or source.startswith('"'):
        return True
    reference = _REFERENCE.fullmatch(book.defined_names().get(source.casefold(), source))
    if not reference:
        return True
    name = (reference[1] or reference[2] or sheet.name).replace("''", "'")
    listed = next((one for one in book.sheets if one.name.casefold() == name.casefold() and one.part), None)
    extent = a1.area(reference[3])
    if listed is None or extent is None:
        return True
    stored = scan(read(book.package, listed.part), [extent.first], f"{book.package.path}: {listed.part}").cells.get(extent.first)
    return stored is None or stored.attributes.get("t", "n") == "n"
