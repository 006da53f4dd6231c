"""What is wrong with a place of a document that differs, besides that it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.controls import chosen, control_change
from questionnaire_filler.forms.verify.edited_text import edited_by
from questionnaire_filler.forms.verify.story_marks import markup_change
from questionnaire_filler.forms.verify.story_text import comments_stripped, without_boxes
from questionnaire_filler.forms.verify.xml_parts import local

if TYPE_CHECKING:
    from lxml import etree

    from questionnaire_filler.forms.verify.findings import Expected
    from questionnaire_filler.forms.verify.story import PlaceChange
    from questionnaire_filler.model import Address


def place_problem(change: PlaceChange, expected: Expected) -> str:
    """Return in words what changed in a place besides its answer; empty when nothing did."""
    old, new = change.pair
    if old is None or new is None or not change.elsewhere:
        return ""
    controls = [one for one in old.iterancestors() if local(one) == "sdt"]
    again = [one for one in new.iterancestors() if local(one) == "sdt"]
    for control, other in zip(controls, again, strict=False):
        if problem := control_change(control, other):
            return problem
    cell = local(old) == "tc"
    places = [without_boxes(one, tables=cell) for one in (old, new)]
    if expected.notes:
        places = [comments_stripped(one) for one in places]
    around = controls[-1] if controls else old
    return markup_change(places[0], places[1], around) or _text_problem(change, old, new, expected)


def _text_problem(change: PlaceChange, old: etree._Element, new: etree._Element, expected: Expected) -> str:
    """Say that the place's text is not the one that stood there with the announced answers put in."""
    if expected.announced is None:
        return ""
    answers = sorted((where, text) for where, text in expected.announced.items() if where.partition("#")[0] == change.where)
    if not answers:
        return ""
    texts = [text for _, text in answers]
    if any(one != other and other not in texts for one, other in zip(chosen(old), chosen(new), strict=False)):
        return "a list shows another choice than was written"
    in_order = [(text, "#" in where) for where, text in sorted(answers, key=lambda one: _number(one[0]))]
    return "" if edited_by(change.before, change.after, in_order) else "other text changed as well"


def _number(where: Address) -> int:
    number = where.partition("#")[2]
    return int(number) if number.isdecimal() else 0
