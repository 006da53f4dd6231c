"""The list of citations at the end of a Word form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.body import Place
from questionnaire_filler.text import shorten, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.docx.body import Block
    from questionnaire_filler.forms.docx.parts import Document
    from questionnaire_filler.forms.docx.runs import RunMaker
    from questionnaire_filler.model import CitationRow

END_OF_DOCUMENT = "end of document"
_HEADING = "Citations"
_DASH = " – "
_LONGEST_QUESTION = 160


def append_citations(document: Document, maker: RunMaker, rows: Sequence[CitationRow]) -> None:
    """Add the list behind the last paragraph, before the properties of the last section (17.6.17).

    Only direct formatting is used, so that no style is added and no heading's numbering changes.
    """
    body = document.body
    last = body.children[-1] if body.children else None
    at = last.start if last is not None and last.tag == "w:sectPr" else body.close
    p, pr, bold, keep, spacing = (maker.tag(body, name) for name in ("p", "pPr", "b", "keepNext", "spacing"))
    heading = f'<{p}><{pr}><{keep}/><{spacing} {maker.attribute(body, "before")}="240"/></{pr}>'.encode() + maker.run(
        body, _HEADING, maker.wrapped(body, f"<{bold}/>".encode())
    )
    paragraphs = [heading + f"</{p}>".encode()]
    paragraphs += [f"<{p}>".encode() + maker.run(body, citation_line(row)) + f"</{p}>".encode() for row in rows]
    maker.splice.insert(at, b"".join(paragraphs))


def citation_line(row: CitationRow) -> str:
    """Return a row of the list as one line: identifier, question, sources."""
    question = " ".join(part for part in (row.ref, shorten(row.question, _LONGEST_QUESTION)) if part)
    return f"{question}{_DASH}{'; '.join(row.sources)}"


def own_citations(blocks: Sequence[Block]) -> Place | None:
    """Return the heading of the list that `append_citations` added to a document, or None where there is none.

    It is the last bold line "Citations" with nothing behind it but lines of question, dash and sources.
    """
    said = 0
    for block in reversed(blocks):
        text = squeeze(block.text) if isinstance(block, Place) else ""
        if not isinstance(block, Place) or (text and _DASH not in text and text != _HEADING):
            return None
        if text == _HEADING:
            bold = all(piece.run.on("w:rPr", "w:b") for piece in block.paragraphs[0].pieces if piece.text.strip())
            return block if said and bold else None
        said += bool(text)
    return None
