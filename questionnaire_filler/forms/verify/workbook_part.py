"""How the workbook part may differ: a sheet added at the end, and calculation on load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.xml_parts import additions, canonical, local, relation_id

if TYPE_CHECKING:
    from lxml import etree

    from questionnaire_filler.forms.verify.findings import Expected

#: How a true xsd:boolean is written.
_TRUE = ("1", "true")


def workbook_change(old: etree._Element, new: etree._Element, expected: Expected) -> tuple[str, bool]:
    """Explain a change of the workbook part: a sheet added at the end, and calculation on load."""
    reasons = []
    for child in [one for one in new if local(one) == "sheets"]:
        listed = next((one for one in old if local(one) == "sheets"), None)
        more = additions(listed, child) if listed is not None else None
        if more is None or not more.intact:
            return "sheets changed", False
        for sheet in more.added:
            if not expected.sources(sheet.get("name", "")) or not _well_numbered(sheet, listed):
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


def _well_numbered(sheet: etree._Element, listed: etree._Element | None) -> bool:
    """Say whether an added sheet has a name, a part and a number of its own, and nothing else (18.2.19)."""
    taken = {one.get("sheetId") for one in listed} if listed is not None else set()
    number = sheet.get("sheetId", "")
    return len(sheet.attrib) == 3 and number.isdecimal() and number not in taken and bool(relation_id(sheet)) and not len(sheet)  # noqa: PLR2004 - name, number and part
