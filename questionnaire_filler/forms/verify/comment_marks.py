"""The marks of Word comments (17.13.4): each comment that was added begins, ends and is named once, and is there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.xml_parts import local, parse, relations

if TYPE_CHECKING:
    from lxml import etree

    from questionnaire_filler.forms.verify.archive import Archive

_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def is_mark(element: etree._Element) -> bool:
    """Say whether an element is the mark of a comment, as plain as it must be: with its number and nothing else."""
    parent = element.getparent()
    same_space = parent is not None and str(parent.tag).rpartition("}")[0] == str(element.tag).rpartition("}")[0]
    named = [(key, value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == "id" and str(value).isdecimal()]
    plain = len(named) == len(element.attrib) == 1 and not len(element)
    return local(element) in _MARKS and same_space and plain and str(named[0][0]).startswith(str(element.tag).rpartition("}")[0])


def loose_marks(old: etree._Element, new: etree._Element, package: Archive, main: str) -> list[str]:
    """Say which marks were added without their counterparts, or name no comment."""
    before, after = _numbers(old), _numbers(new)
    added = [after[kind] - before[kind] for kind in _MARKS]
    if not any(added):
        return []
    if added[0] != added[1] or added[1] != added[2] or max(added[2].values()) > 1:
        return ["the marks of comments do not belong together"]
    part = next((part for kind, part in relations(package, main).values() if kind == "comments"), "")
    known = _ids(parse(package, part), "comment") if part in package.parts else Counter[str]()
    return [] if all(known[number] == 1 for number in added[2]) else ["a mark names a comment that is not there"]


def _numbers(root: etree._Element) -> dict[str, Counter[str]]:
    return {kind: _ids(root, kind) for kind in _MARKS}


def _ids(root: etree._Element, kind: str) -> Counter[str]:
    found = [one for one in root.iter("*") if local(one) == kind]
    return Counter(str(value) for one in found for key, value in one.attrib.items() if str(key).endswith("}id"))
