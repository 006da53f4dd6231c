"""Small Word forms, built as XML: look-alikes of real layouts, with only what a test is about."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from questionnaire_filler.forms.docx import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
SECTION = '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000"/></w:sectPr>'
STYLES = f"""<w:styles xmlns:w="{W}">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Heading1"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Strong"><w:name w:val="Answer Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/><w:rPr><w:color w:val="808080"/></w:rPr></w:style>
</w:styles>"""


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, style: str = "", num: bool = False, bold: bool = False, properties: str = "") -> str:
    """Return a paragraph; content is text or XML."""
    inner = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    inner += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if num else ""
    runs = "".join(part if part.startswith("<") else r(part, "<w:b/>" if bold else "") for part in content if part)
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{runs}</w:p>"


def tc(*content: str, span: int = 1, merge: str = "") -> str:
    """Return a table cell; content is text or paragraphs."""
    properties = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + merge
    blocks = "".join(part if part.startswith("<") else p(part) for part in content) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row; a cell is text or XML."""
    inner = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{inner}{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows: Sequence[str] | str) -> str:
    """Return a table with borders; a row is a list of cells or XML."""
    sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    body = "".join(row if isinstance(row, str) else tr(*row) for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid/>{body}</w:tbl>'


def sdt(content: str, properties: str = "", *, placeholder: bool = False) -> str:
    """Return a content control around runs, paragraphs or cells."""
    return (
        f"<w:sdt><w:sdtPr>{properties}{'<w:showingPlcHdr/>' if placeholder else ''}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def hint(text: str) -> str:
    """Return a run as placeholders have it."""
    return r(text, '<w:rStyle w:val="PlaceholderText"/>')


def text_control(text: str = "Click or tap here to enter text.") -> str:
    """Return an inline text control that shows its placeholder."""
    return sdt(hint(text), "<w:text/>", placeholder=True)


def list_control(*choices: str) -> str:
    """Return an inline drop-down that shows its placeholder."""
    items = '<w:listItem w:displayText="Choose an item." w:value=""/>'
    items += "".join(f'<w:listItem w:displayText="{choice}" w:value="{choice}"/>' for choice in choices)
    return sdt(hint("Choose an item."), f"<w:dropDownList>{items}</w:dropDownList>", placeholder=True)


def box_control(*, ticked: bool = False) -> str:
    """Return a check box control."""
    state = f'<w14:checked w14:val="{int(ticked)}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    state += '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
    return sdt(r("☒" if ticked else "☐", '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic"/>'), f"<w14:checkbox>{state}</w14:checkbox>")


def legacy_box(*, ticked: bool = False) -> str:
    """Return a legacy check box."""
    data = f'<w:ffData><w:name w:val="C"/><w:enabled/><w:checkBox><w:sizeAuto/><w:default w:val="{int(ticked)}"/></w:checkBox></w:ffData>'
    return _field(data, " FORMCHECKBOX ", "")


def legacy_text(result: str = "\u2002" * 5, limit: int = 0) -> str:
    """Return a legacy text field."""
    limited = f'<w:maxLength w:val="{limit}"/>' if limit else ""
    data = f'<w:ffData><w:name w:val="T"/><w:enabled/><w:textInput>{limited}</w:textInput></w:ffData>'
    return _field(data, " FORMTEXT ", r(result))


def legacy_list(*choices: str) -> str:
    """Return a legacy drop-down."""
    entries = "".join(f'<w:listEntry w:val="{choice}"/>' for choice in choices)
    return _field(f'<w:ffData><w:name w:val="D"/><w:enabled/><w:ddList>{entries}</w:ddList></w:ffData>', " FORMDROPDOWN ", "")


def _field(data: str, code: str, result: str) -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    return (
        begin
        + f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        + ('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    )


def text_box(*paragraphs: str) -> str:
    """Return a run with a text box, in DrawingML and once more in VML, as Word saves it."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"


def docx(
    path: Path, *blocks: str, settings: str = "", declaration: str = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
) -> Path:
    """Write a form with these blocks in its body."""
    document = f"{declaration}<w:document {NAMESPACES}><w:body>{''.join(blocks)}{SECTION}</w:body></w:document>"
    kinds = {"styles": STYLES, **({"settings": f'<w:settings xmlns:w="{W}">{settings}</w:settings>'} if settings else {})}
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{base}.{kind}+xml"/>' for kind in kinds)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    rels = "".join(f'<Relationship Id="rId{n}" Type="{office}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(kinds, 1))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        members = {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            'ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{base}.document.main+xml"/>{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{rels}</Relationships>',
            **{f"word/{kind}.xml": content for kind, content in kinds.items()},
        }
        for name, content in members.items():
            out.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content.encode())
    return path


def found(path: Path, *blocks: str) -> list[tuple[str, ...]]:
    """Return each question's place in a form of these blocks, with the roles and places of its slots."""
    form = read(docx(path / "form.docx", *blocks))
    return [(q.where, *[f"{s.role}{':' + s.value if s.value else ''}={s.where}" for s in q.slots]) for q in form.questions]
