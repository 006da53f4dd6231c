"""The Word form that a customer sends: tables, tick boxes as glyphs and as controls, dropdowns, blanks in the text, a signature block."""

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from sample_document_text import BLANKS, CHECKS, CUSTOMER, DETAILS, DROPDOWNS, GLYPHS, INTRODUCTION, SIGNATURE, TITLE

_NAVY = RGBColor(0x1F, 0x3A, 0x5F)
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def vendor_document() -> Doc:
    """Return the document, unsaved."""
    document = Document()
    document.core_properties.author = CUSTOMER
    document.core_properties.title = TITLE
    _styles(document)
    _furniture(document)
    document.add_heading(TITLE, level=0)
    for text in INTRODUCTION:
        document.add_paragraph(text)
    _details(document)
    _glyphs(document)
    _checks(document)
    _dropdowns(document)
    _blanks(document)
    _signature(document)
    return document


def _styles(document: Doc) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = Pt(5)
    for name, size in (("Title", 21), ("Heading 1", 13), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _NAVY
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)


def _furniture(document: Doc) -> None:
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.text = f"{CUSTOMER}\tSupplier security questionnaire\tRef. IT-2026-118"
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("Official: commercial in confidence    Page ")
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    footer._p.append(field)  # noqa: SLF001 - python-docx has no fields


def _table(document: Doc, header: tuple[str, ...], widths: tuple[float, ...]) -> Table:
    table = document.add_table(rows=1 if header else 0, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    if header:
        for cell, text, width in zip(table.rows[0].cells, header, widths, strict=True):
            cell.width = Cm(width)
            _bold(cell, text, "1F3A5F", RGBColor(0xFF, 0xFF, 0xFF))
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))  # noqa: SLF001 - not in python-docx
    return table


def _row(table: Table, widths: tuple[float, ...], *texts: str) -> tuple[_Cell, ...]:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))  # noqa: SLF001 - not in python-docx
    for cell, width, text in zip(row.cells, widths, texts, strict=True):
        cell.width = Cm(width)
        cell.text = text
        cell.paragraphs[0].paragraph_format.space_before = Pt(2)
        cell.paragraphs[0].paragraph_format.space_after = Pt(3)
    return tuple(row.cells)


def _bold(cell: _Cell, text: str, fill: str, colour: RGBColor | None = None) -> None:
    cell.text = ""
    run = cell.paragraphs[0].add_run(text)
    run.bold = True
    if colour is not None:
        run.font.color.rgb = colour
    cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'))  # noqa: SLF001


def _details(document: Doc) -> None:
    document.add_heading("Part 1: About your organisation", level=1)
    widths = (6.5, 10.5)
    table = _table(document, (), widths)
    for label in DETAILS:
        cells = _row(table, widths, "", "")
        _bold(cells[0], label, "E4EEF0")


def _glyphs(document: Doc) -> None:
    document.add_heading("Part 2: LiteLLM Cloud", level=1)
    document.add_paragraph("Tick one box for each question and give details in the last column.")
    widths = (1.2, 7.3, 3.0, 5.5)
    table = _table(document, ("No.", "Question", "Response", "Details"), widths)
    for number, question in GLYPHS:
        _row(table, widths, number, question, "☐\u00a0Yes   ☐\u00a0No", "")


def _checks(document: Doc) -> None:
    document.add_heading("Part 3: Assurance and incidents", level=1)
    widths = (1.2, 7.2, 4.2, 4.4)
    table = _table(document, ("No.", "Question", "Response", "Comments"), widths)
    for number, question in CHECKS:
        cells = _row(table, widths, number, question, "", "")
        for option in ("Yes", "No", "N/A"):
            _check(cells[2].paragraphs[0], option, f"{number} {option}")


def _check(paragraph: Paragraph, option: str, tag: str) -> None:
    control = f"""<w:sdt {nsdecls("w")} {_W14}><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/>
    <w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>
    <w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>
    <w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr>
    <w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"""
    paragraph._p.append(parse_xml(control))  # noqa: SLF001 - python-docx has no content controls
    paragraph.add_run(f"\u00a0{option}  ")


def _dropdowns(document: Doc) -> None:
    document.add_heading("Part 4: Privacy and cookies", level=1)
    widths = (1.2, 7.0, 3.6, 5.2)
    table = _table(document, ("No.", "Statement or question", "Choose", "Explanation"), widths)
    for number, question in DROPDOWNS:
        cells = _row(table, widths, number, question, "", "")
        _dropdown(cells[2].paragraphs[0], f"Response {number}")


def _dropdown(paragraph: Paragraph, tag: str) -> None:
    items = "".join(f'<w:listItem w:displayText="{value}" w:value="{value}"/>' for value in ("Yes", "No", "Partially", "Not applicable"))
    control = f"""<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/><w:showingPlcHdr/>
    <w:dropDownList><w:listItem w:displayText="Choose an item." w:value=""/>{items}</w:dropDownList></w:sdtPr>
    <w:sdtContent><w:r><w:rPr><w:color w:val="808080"/></w:rPr><w:t>Choose an item.</w:t></w:r></w:sdtContent></w:sdt>"""
    paragraph._p.append(parse_xml(control))  # noqa: SLF001 - python-docx has no content controls


def _blanks(document: Doc) -> None:
    document.add_heading("Part 5: Please describe", level=1)
    for number, question, blank in BLANKS:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{number} {question}").bold = True
        paragraph.paragraph_format.keep_with_next = True
        document.add_paragraph(blank)


def _signature(document: Doc) -> None:
    document.add_heading("Part 6: Signature", level=1)
    document.add_paragraph("Signed for and on behalf of the supplier:").paragraph_format.keep_with_next = True
    widths = (5.0, 12.0)
    table = _table(document, (), widths)
    for label in SIGNATURE:
        cells = _row(table, widths, "", "")
        _bold(cells[0], label, "E4EEF0")
        _keep_together(cells, last=label == SIGNATURE[-1])


def _keep_together(cells: tuple[_Cell, ...], *, last: bool) -> None:
    for cell in cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = not last
        cell.paragraphs[0].paragraph_format.space_before = Pt(4)
