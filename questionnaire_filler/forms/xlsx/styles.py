"""What a cell's style says that detection needs: is it a date, is it locked, what does it look like (ECMA-376-1, 18.8)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from questionnaire_filler.forms.xlsx.parts import local, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from questionnaire_filler.forms.package import Package

_DATE_IDS = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])  # built in (18.8.30)
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_LAST_SERIAL = 2_958_466  # 31 December 9999 + 1
_WHITE = "9"  # of the indexed colours (18.8.27)
_LEAP_BUG = 60  # Excel counts a 29 February 1900


@dataclass(frozen=True, slots=True)
class Styles:
    """The cell formats, by their index.

    Attributes:
        dates: Formats that show a number as a date or time.
        unlocked: Formats whose cells stay editable in a protected sheet (18.8.33).
        looks: For each format a number that is the same where font, fill and alignment are.
        shades: For formats whose fill is a colour other than white (18.8.20) the fill's number.
        framed: Formats with a line below or around the cell (18.8.4).
    """

    dates: frozenset[int] = frozenset()
    unlocked: frozenset[int] = frozenset()
    looks: tuple[int, ...] = ()
    shades: Mapping[int, int] = field(default_factory=dict)
    framed: frozenset[int] = frozenset()

    def look(self, style: int) -> int:
        """Return the number of the format's look."""
        return self.looks[style] if 0 <= style < len(self.looks) else 0


def is_date_format(code: str) -> bool:
    """Tell whether a number format shows a date or time: it has a letter for it outside quotes and brackets."""
    plain = _QUOTED.sub("", code.split(";", 1)[0])
    return plain.casefold() != "general" and bool(_DATE_LETTERS.search(plain))


def read_styles(package: Package, part: str) -> Styles:
    """Return the styles of a workbook; none where it has no such part."""
    if not part:
        return Styles()
    root = parse(package.read(part), str(package.path), part)
    custom = {int(f.get("numFmtId", "0")): is_date_format(f.get("formatCode", "")) for f in root.iter() if local(f.tag) == "numFmt"}
    fills = {index for index, fill in enumerate(_group(root, "fills")) if _is_coloured(fill)}
    borders = {index for index, border in enumerate(_group(root, "borders")) if _has_line(border)}
    dates, unlocked, framed, looks = set(), set(), set(), []
    shades: dict[int, int] = {}
    for index, item in enumerate(_group(root, "cellXfs")):
        number = int(item.get("numFmtId", "0"))
        if custom.get(number, number in _DATE_IDS):
            dates.add(index)
        if _is_unlocked(item):
            unlocked.add(index)
        looks.append(int(item.get("fontId", "0")) * 1000 + int(item.get("fillId", "0")))
        if (fill := int(item.get("fillId", "0"))) in fills:
            shades[index] = fill
        if int(item.get("borderId", "0")) in borders:
            framed.add(index)
    return Styles(frozenset(dates), frozenset(unlocked), tuple(looks), shades, frozenset(framed))


def _group(root: etree._Element, name: str) -> list[etree._Element]:
    return list(next((group for group in root if local(group.tag) == name), ()))


def _is_coloured(fill: etree._Element) -> bool:
    pattern = next((child for child in fill if local(child.tag) == "patternFill"), None)
    if pattern is None or pattern.get("patternType", "none") == "none":
        return pattern is None and len(fill) > 0  # a gradient
    colour = next((child for child in pattern if local(child.tag) == "fgColor"), None)
    if colour is None:
        return False
    white = colour.get("rgb", "").upper().endswith("FFFFFF") or colour.get("indexed") == _WHITE or colour.get("theme") == "0"
    return not white or bool(float(colour.get("tint", "0")))


def _has_line(border: etree._Element) -> bool:
    return any(local(side.tag) == "bottom" and side.get("style", "none") != "none" for side in border)


def _is_unlocked(item: etree._Element) -> bool:
    protection = next((child for child in item if local(child.tag) == "protection"), None)
    return protection is not None and protection.get("locked") in {"0", "false"}


def shown_date(serial: float, *, from_1904: bool) -> str:
    """Return a serial number as an ISO date, with the time where there is one; empty when it is none."""
    if not 0 <= serial < _LAST_SERIAL:
        return ""
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if serial >= _LEAP_BUG else 31)  # noqa: DTZ001 -- sheets know no zone
    moment = start + timedelta(seconds=round(serial * 86400))
    if serial < 1:
        return moment.strftime("%H:%M:%S")
    day = f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}"
    return f"{day} {moment:%H:%M:%S}" if round(serial * 86400) % 86400 else day


def shown_number(value: str) -> str:
    """Return a stored number as it would be typed: 1.0 as 1, and without the noise of binary fractions."""
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"  # noqa: PLR2004 -- digits that Excel keeps
