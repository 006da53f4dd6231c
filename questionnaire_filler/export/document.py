"""The answers as a Word document: title, the form's sections as headings, questions in bold, sources in small print, page numbers."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from questionnaire_filler.export.outline import outline
from questionnaire_filler.export.paper import UNANSWERED

if TYPE_CHECKING:
    from datetime import date

    from questionnaire_filler.export.paper import Line, Paper

# python-docx has no types of its own for documents, styles and paragraphs that mypy could check.
Word = Any

_FONT = "Calibri"
_INK, _SOFT, _ACCENT = RGBColor(0x1D, 0x24, 0x30), RGBColor(0x56, 0x60, 0x70), RGBColor(0x1F, 0x4E, 0x79)
_DEEPEST = 4
#: Size in points, space before and after in points.
_HEADINGS = ((16, 20, 6), (13, 14, 4), (11.5, 10, 4), (11, 8, 4))
#: Characters that XML cannot hold (XML 1.0, section 2.2).
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_ADDRESS = re.compile(r"(https?://[^\s<>]*[^\s<>.,;:)\]}'\"])")
#: The earliest day that ZIP can tell: the same answers give the same bytes on every day.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def paper_docx(paper: Paper) -> bytes:
    """Return the document as the bytes of a .docx file: the same for the same answers."""
    document = Document()
    _styles(document)
    _properties(document, paper)
    _page(document, paper.title)
    body = _Body(document)
    body.add("Title", paper.title)
    body.add("Subtitle", f"As of {paper.as_of.isoformat()}")
    for headings, line in outline(paper.lines):
        for level, heading in headings:
            body.add(f"Heading {min(level + 1, _DEEPEST)}", heading)
        _add_line(body, line)
    stream = io.BytesIO()
    document.save(stream)
    return _timeless(stream.getvalue())


class _Body:
    """Adds paragraphs at the document's end.

    python-docx looks every style up by name, and the end of the body by walking through it, for each paragraph anew: minutes for a form of
    thousands of questions. Here both are found once.
    """

    def __init__(self, document: Word) -> None:
        self._ids = {style.name: style.style_id for style in document.styles}
        self._parent = document._body  # noqa: SLF001 - what python-docx itself hands its paragraphs
        self._end = document.element.body.sectPr

    def add(self, style: str, text: str = "") -> Word:
        """Add a paragraph with this style and return it."""
        element: Word = OxmlElement("w:p")
        self._end.addprevious(element)
        element.style = self._ids[style]
        paragraph = Paragraph(element, self._parent)
        if text:
            paragraph.add_run(_text(text))
        return paragraph

    def run(self, paragraph: Word, style: str, text: str) -> Word:
        """Add a run with a character style and return its element."""
        element = paragraph.add_run(_text(text))._r  # noqa: SLF001 - the element takes the style's id, the run only its name
        element.style = self._ids[style]
        return element


def _add_line(body: _Body, line: Line) -> None:
    asked = body.add("Question")
    body.run(asked, "Question number", f"{line.number}\t")
    asked.add_run(_text(line.question))
    if not line.texts:
        body.add("Unanswered", UNANSWERED)
    for text in line.texts:
        body.add("Answer", text).paragraph_format.keep_with_next = bool(line.sources)
    if line.sources:
        cited = body.add("Source", "Source: ")
        for number, piece in enumerate(_ADDRESS.split(_text("; ".join(line.sources)))):
            _add_link(body, cited, piece) if number % 2 else cited.add_run(piece)


def _text(text: str) -> str:
    return _NOT_XML.sub("", text)


def _add_link(body: _Body, paragraph: Word, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(body.run(paragraph, "Address", address))
    paragraph._p.append(link)  # noqa: SLF001 - python-docx has no call of its own that makes a link


def _styles(document: Word) -> None:
    normal = document.styles["Normal"]
    _font(normal, 10.5, _INK)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.12
    _font(document.styles["Title"], 24, _INK, bold=True)
    _space(document.styles["Title"], 0, 2)
    border = document.styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)
    _font(document.styles["Subtitle"], 11, _SOFT)
    document.styles["Subtitle"].font.italic = False
    for spacing in document.styles["Subtitle"].element.findall(f"{qn('w:rPr')}/{qn('w:spacing')}"):
        spacing.getparent().remove(spacing)
    _space(document.styles["Subtitle"], 0, 12)
    for level, (size, before, after) in enumerate(_HEADINGS, start=1):
        heading = document.styles[f"Heading {level}"]
        _font(heading, size, _ACCENT, bold=True)
        heading.font.italic = False
        _space(heading, before, after)
    _answer_styles(document)


def _answer_styles(document: Word) -> None:
    asked = _style(document, "Question", 10.5, _INK, bold=True)
    _space(asked, 10, 2)
    asked.paragraph_format.left_indent, asked.paragraph_format.first_line_indent = Mm(18), Mm(-18)
    asked.paragraph_format.tab_stops.add_tab_stop(Mm(18))
    asked.paragraph_format.keep_with_next = asked.paragraph_format.keep_together = True
    for name, size, colour, after in (("Answer", 10.5, _INK, 3), ("Source", 8.5, _SOFT, 6), ("Unanswered", 10.5, _SOFT, 6)):
        style = _style(document, name, size, colour)
        _space(style, 0, after)
        style.paragraph_format.left_indent = Mm(18)
        style.paragraph_format.widow_control = True
    document.styles["Unanswered"].font.italic = True
    number = document.styles.add_style("Question number", WD_STYLE_TYPE.CHARACTER)
    number.font.color.rgb, number.font.bold = _SOFT, False
    address = document.styles.add_style("Address", WD_STYLE_TYPE.CHARACTER)
    address.font.color.rgb, address.font.underline = _ACCENT, True


def _style(document: Word, name: str, size: float, colour: RGBColor, *, bold: bool = False) -> Word:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _font(style, size, colour, bold=bold)
    return style


def _font(style: Word, size: float, colour: RGBColor, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would go before the named one
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _space(style: Word, before: float, after: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _page(document: Word, title: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    _font(document.styles["Footer"], 8.5, _SOFT)
    footer.alignment = WD_ALIGN_PARAGRAPH.LEFT
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(Mm(166), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{_text(title)}\tPage ")
    _field(footer, "PAGE")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES")


def _field(paragraph: Word, code: str) -> None:
    """Add a field that the word processor computes (ECMA-376 part 1, 17.16.19)."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)  # noqa: SLF001 - python-docx has no call of its own for fields
    paragraph._p.append(field)  # noqa: SLF001


def _properties(document: Word, paper: Paper) -> None:
    """Name the document and leave nothing of the template's own in its properties."""
    own = document.core_properties
    own.title = _text(paper.title)[:255]
    own.author = own.comments = own.keywords = own.subject = own.category = own.last_modified_by = ""
    own.created = own.modified = _at(paper.as_of)
    package = document.part.package
    for key in [key for key, relation in package.rels.items() if relation.reltype.endswith("/thumbnail")]:
        del package.rels[key]


def _at(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC).replace(tzinfo=None)


def _timeless(package: bytes) -> bytes:
    """Return the package with the same members and no time of writing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for member in given.infolist():
            out.writestr(zipfile.ZipInfo(member.filename, _NO_TIME), given.read(member), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
