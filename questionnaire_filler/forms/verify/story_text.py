"""What a reader sees of a piece of a Word document, boxes and choices included."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.comment_marks import is_mark
from questionnaire_filler.forms.verify.xml_parts import local

if TYPE_CHECKING:
    from lxml import etree

_HIDDEN = frozenset({"del", "moveFrom", "instrText", "delText", "txbxContent", "Fallback", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr"})


def visible_text(element: etree._Element) -> str:
    """Return the visible text, one line a paragraph; legacy check boxes as `[x]` and `[ ]`, legacy choices by their number."""
    pieces: list[str] = []
    _collect(element, pieces)
    return "".join(pieces).strip("\n")


def _collect(element: etree._Element, pieces: list[str]) -> None:
    name = local(element)
    if name in _HIDDEN:
        return
    if name == "t":
        pieces.append(element.text or "")
    elif name in ("tab", "br", "cr"):
        pieces.append("\t" if name == "tab" else "\n")
    elif name == "noBreakHyphen":
        pieces.append("\u2011")
    elif name == "sym":
        pieces.append(f"[{_attribute(element, 'char')}]")
    elif name == "ffData":
        pieces.append(_legacy(element))
    else:
        for child in element:
            _collect(child, pieces)
        if name == "p":
            pieces.append("\n")


def _legacy(field: etree._Element) -> str:
    for one in field.iter():
        if local(one) == "checkBox":
            states = {local(child): _attribute(child, "val") or "1" for child in one}
            return "[x]" if states.get("checked", states.get("default", "0")) not in ("0", "false", "off") else "[ ]"
        if local(one) == "ddList":
            states = {local(child): _attribute(child, "val") for child in one}
            return f"[{states.get('result', '0')}]"
    return ""


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def box_contents(element: etree._Element) -> list[etree._Element]:
    """Return the contents of text boxes, those of the fallback for older programs left out, and those inside another left to it."""
    return [
        one
        for one in element.iter()
        if local(one) == "txbxContent" and not any(local(up) in ("Fallback", "txbxContent") for up in _between(one, element))
    ]


def _between(inner: etree._Element, outer: etree._Element) -> list[etree._Element]:
    found = []
    for up in inner.iterancestors():
        if up is outer:
            break
        found.append(up)
    return found


def comments_stripped(element: etree._Element) -> etree._Element:
    """Return a copy without the marks of comments, and without the runs that hold nothing else."""
    bare = copy.deepcopy(element)
    for mark in [one for one in bare.iter() if is_mark(one)]:
        parent = mark.getparent()
        if parent is None:
            continue
        parent.remove(mark)
        rest = [child for child in parent if local(child) != "rPr"]
        above = parent.getparent()
        if local(parent) == "r" and not rest and above is not None:
            above.remove(parent)
    return bare


def without_boxes(element: etree._Element, *, tables: bool = False) -> etree._Element:
    """Return a copy without the contents of text boxes, and without nested tables where wanted."""
    bare = copy.deepcopy(element)
    for box in [one for one in bare.iter() if local(one) == "txbxContent"]:
        box.clear()
    if tables:
        for table in [one for one in bare.iter() if local(one) == "tbl"]:
            parent = table.getparent()
            if parent is not None:
                parent.remove(table)
    return bare
