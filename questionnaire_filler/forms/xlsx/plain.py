"""The bytes of a part as text in one plain shape, so that cells can be found by pattern rather than by a callback for each element.

HECVAT's sheets hold 165,000 cells, of which 12,000 say something. A parser that calls Python for each of them takes as long as
all the rest; patterns skip the empty ones in C. That is sound only for well-formed XML without comments, instructions and CDATA,
in UTF-8 and with every cell numbered: expat proves the first, and lxml brings what is unusual into that shape.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

from questionnaire_filler.forms.layout.grid import column_number, letters
from questionnaire_filler.forms.xlsx.parts import damaged, local, parse

if TYPE_CHECKING:
    from questionnaire_filler.forms.package import Package

_DECLARATION = re.compile(rb"^\xef\xbb\xbf|^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>")
_OTHER_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=["'](?!utf-?8)""", re.IGNORECASE)
_UNNUMBERED = re.compile(r"<(?:\w+:)?c(?=[\s/>])(?![^>]*\sr\s*=)|<(?:\w+:)?row(?=[\s/>])(?![^>]*\sr\s*=)")
_CELL_NAME = re.compile(r"([A-Z]+)(\d+)$")


def plain_text(package: Package, part: str, *, cells: bool = False) -> str:
    """Return the part as text without declaration, comments, instructions and CDATA; with `cells` every row and cell has its number.

    Raises:
        UnreadableFormError: It is not well-formed.
    """
    content = package.read(part)
    _check(content, str(package.path), part)
    unusual = content[:2] in {b"\xff\xfe", b"\xfe\xff"} or bool(_OTHER_ENCODING.match(content))
    if unusual or b"<!" in content or b"<?" in _DECLARATION.sub(b"", content, count=1):
        content = etree.tostring(parse(content, str(package.path), part), encoding="UTF-8")
    text = _DECLARATION.sub(b"", content, count=1).decode("utf-8", "replace")
    if cells and _UNNUMBERED.search(text):
        text = _numbered(parse(text.encode(), str(package.path), part))
    return text


def _check(content: bytes, where: str, part: str) -> None:
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError as error:
        raise damaged(where, part, error) from error


def _numbered(root: etree._Element) -> str:
    """Return the sheet with the numbers that rows and cells may leave out (18.3.1.4, 18.3.1.73): each follows the one before."""
    row = 0
    for item in root.iter():
        if local(item.tag) != "row":
            continue
        row = int(item.get("r") or row + 1)
        item.set("r", str(row))
        column = 0
        for cell in item:
            found = _CELL_NAME.match(cell.get("r") or "")
            column = column_number(found[1]) if found else column + 1
            cell.set("r", f"{letters(column)}{row}")
    return etree.tostring(root, encoding="unicode")
