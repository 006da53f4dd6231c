"""The parts of a workbook: its sheets in order, its names, its shared strings (ECMA-376-1, 18.2, 18.4); strict and transitional alike."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from lxml import etree

from questionnaire_filler.errors import UnreadableFormError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaire_filler.forms.package import Package

_WORKBOOK_TYPES = ("spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml", "spreadsheetml.template.main+xml")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the workbook.

    Attributes:
        name: As the tab says.
        part: The name of its part in the package.
        hidden: Whether the tab is hidden, also "very hidden".
    """

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What the workbook part says.

    Attributes:
        sheets: The worksheets in the tabs' order; chart and dialog sheets are left out.
        names: Defined names, folded, with their formula; those of one sheet as (sheet index, name).
        strings: The part of shared strings; empty without.
        styles: The part of styles; empty without.
        from_1904: Dates count from 1904 (18.17.4.1).
    """

    sheets: tuple[SheetPart, ...]
    names: Mapping[tuple[int, str], str] = field(default_factory=dict)
    strings: str = ""
    styles: str = ""
    from_1904: bool = False


def local(tag: object) -> str:
    """Return an element's name without namespace; empty for comments and instructions."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def parse(content: bytes, where: str, part: str) -> etree._Element:
    """Parse a part that the package has checked for DTDs.

    Raises:
        UnreadableFormError: It is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(where, part, error) from error


def damaged(where: str, part: str, why: object) -> UnreadableFormError:
    """Return the error for a part that cannot be understood."""
    return UnreadableFormError(f"{part} is damaged ({why})", where=where, hint="Open it in Excel, save it again, and use that copy.")


def decoded(text: str) -> str:
    """Return a string's text with XML's entities and `_xHHHH_` (22.9.2.19) resolved and line ends as line feeds."""
    if "&" in text:
        text = unescape(text)
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return a part's internal relations: id to the last word of the type and the target part."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in package.names:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for item in parse(package.read(rels), str(package.path), rels):
        if item.get("TargetMode") == "External":
            continue
        target = item.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[item.get("Id", "")] = (item.get("Type", "").rpartition("/")[2], path)
    return found


def _main_part(package: Package) -> str:
    for kind, target in relations(package, "").values():
        if kind == "officeDocument" and target in package.names:
            return target
    raise UnreadableFormError("the file holds no workbook", where=str(package.path), hint="Is it a spreadsheet? Save it again as .xlsx.")


def read_workbook(package: Package) -> Workbook:
    """Return the workbook's sheets and names.

    Raises:
        UnreadableFormError: There is no workbook, or it is damaged.
    """
    part = _main_part(package)
    root = parse(package.read(part), str(package.path), part)
    known = relations(package, part)
    sheets: list[SheetPart] = []
    names: dict[tuple[int, str], str] = {}
    order: list[int] = []  # index among the worksheets for each tab, since names count all tabs
    from_1904 = False
    for item in root.iter():
        kind = local(item.tag)
        if kind == "sheet":
            relation = next((value for key, value in item.attrib.items() if local(key) == "id" and "}" in str(key)), "")
            type_, target = known.get(str(relation), ("", ""))
            order.append(len(sheets))
            if type_ == "worksheet" and target in package.names:
                sheets.append(SheetPart(item.get("name", ""), target, item.get("state", "visible") != "visible"))
        elif kind == "definedName":
            tab = int(item.get("localSheetId", "-1"))
            index = order[tab] if 0 <= tab < len(order) else -1
            names[index, item.get("name", "").casefold()] = item.text or ""
        elif kind == "workbookPr":
            from_1904 = item.get("date1904") in {"1", "true"}
    by_type = {type_: target for type_, target in known.values() if target in package.names}
    return Workbook(tuple(sheets), names, by_type.get("sharedStrings", ""), by_type.get("styles", ""), from_1904)


_PHONETIC = re.compile(r"<(\w+:)?rPh\b.*?</(\w+:)?rPh>", re.DOTALL)
_TEXT = re.compile(r"<(?:\w+:)?t(?:\s[^>]*)?(?<!/)>(.*?)</(?:\w+:)?t>", re.DOTALL)
_ITEM = re.compile(r"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)


def runs_text(inner: str) -> str:
    """Return the text of a string item: its runs joined, without the phonetic ones (18.4.6)."""
    if "rPh" in inner:
        inner = _PHONETIC.sub("", inner)
    return decoded("".join(_TEXT.findall(inner)))


def shared_strings(xml: str) -> list[str]:
    """Return the shared strings in their order."""
    return [runs_text(inner) for inner in _ITEM.findall(xml)]
