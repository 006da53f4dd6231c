"""Content controls and legacy fields: the part of their properties that an answer changes, told apart from the rest."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.story_text import visible_text
from questionnaire_filler.forms.verify.xml_parts import canonical, local

if TYPE_CHECKING:
    from lxml import etree

#: What goes with an answer: that the placeholder shows, the data that would overwrite it (17.5.2.6), a box's state, a date as a date.
_OF_THE_ANSWER = frozenset({"showingPlcHdr", "dataBinding"})
_STATES = ("0", "1", "true", "false")


def properties_form(properties: etree._Element, text: str) -> bytes:
    """Return a control's properties in canonical form without what goes with an answer.

    Args:
        properties: The `sdtPr` element.
        text: What the control shows: a date is part of the answer only where it is shown.
    """
    bare = copy.deepcopy(properties)
    for one in [child for child in bare if local(child) in _OF_THE_ANSWER]:
        _drop(one)
    for one in list(bare.iter("*")):
        if local(one) == "checked" and _value(one) in _STATES and len(one.attrib) == 1:
            _drop(one)
        elif local(one) == "date":
            for key, value in one.attrib.items():
                if str(key).endswith("}fullDate") and str(value)[10:] == "T00:00:00Z" and str(value)[:10] in text:
                    del one.attrib[key]
    return canonical(bare)


def legacy_form(sign: etree._Element) -> bytes:
    """Return the sign of a legacy field in canonical form without the state of its box and the number of its choice (17.16.17)."""
    bare = copy.deepcopy(sign)
    for one in list(bare.iter("*")):
        state = local(one) == "checked" and _value(one) in ("", *_STATES)
        if state or (local(one) == "result" and _value(one).isdecimal()):
            _drop(one)
    return canonical(bare)


def of_the_answer(properties: etree._Element) -> list[bytes]:
    """Return what an answer may take away from a control's properties."""
    return [canonical(child) for child in properties if local(child) in _OF_THE_ANSWER]


def control_change(old: etree._Element, new: etree._Element) -> str:
    """Say in words what became of a control around an answer; empty where it only lost what goes with the answer."""
    before, after = ([child for child in control if local(child) == "sdtPr"] for control in (old, new))
    if len(before) != len(after):
        return "the control's properties are missing or new"
    for one, other in zip(before, after, strict=True):
        same = properties_form(one, visible_text(old)) == properties_form(other, visible_text(new))
        if not same or not set(of_the_answer(other)) <= set(of_the_answer(one)):
            return "the control's properties changed"
    return ""


def chosen(place: etree._Element) -> list[str]:
    """Return the choices that legacy lists show, in order; empty for one that shows its first."""
    found = []
    for entries in [one for one in place.iter("*") if local(one) == "ddList"]:
        texts = [_value(one) for one in entries if local(one) == "listEntry"]
        number = next((_value(one) for one in entries if local(one) == "result"), "")
        found.append(texts[int(number)] if number.isdecimal() and len(number) < 5 and int(number) < len(texts) else number)  # noqa: PLR2004 - digits
    return found


def fonts_of_boxes(around: etree._Element) -> set[bytes]:
    """Return the look of a box that its control names a font for (w14:checkedState), in canonical form."""
    found = set()
    for state in [one for one in around.iter("*") if local(one) in ("checkedState", "uncheckedState")]:
        font = next((str(value) for key, value in state.attrib.items() if str(key).endswith("}font")), "")
        near = next((one for one in around.iter("*") if local(one) == "rFonts"), None)
        if near is not None and font:
            fonts = copy.deepcopy(near)
            space = str(near.tag).rpartition("}")[0] + "}"
            fonts.attrib.clear()
            for key in ("ascii", "eastAsia", "hAnsi"):
                fonts.set(space + key, font)
            found.add(canonical(fonts))
    return found


def _value(element: etree._Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == "val"), "")


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
