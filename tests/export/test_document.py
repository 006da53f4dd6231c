"""The Word document: structure, nothing of confidences, the same bytes, and LibreOffice shows it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile

import pytest
from docx import Document
from drafts import asking, draft
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.export.document import paper_docx
from questionnaire_filler.export.paper import paper


@pytest.fixture(scope="module")
def made():
    return paper_docx(paper(draft(), with_open=True))


def styled(made):
    return [(paragraph.style.name, paragraph.text) for paragraph in Document(io.BytesIO(made)).paragraphs]


def test_reads_in_order_with_the_forms_sections_as_headings(made):
    assert styled(made)[:8] == [
        ("Title", "Answers to vendor_form.xlsx"),
        ("Subtitle", "As of 2026-11-23"),
        ("Heading 1", "Security"),
        ("Heading 2", "Data"),
        ("Question", "A.1\tEncrypted at rest?"),
        ("Answer", "Yes"),
        ("Answer", "All data is encrypted with AES-256."),
        ("Source", "Source: Encryption standard, §3.2, version 2.1, https://example.com/enc_1; Certificate"),
    ]
    assert ("Unanswered", "Not answered yet.") in styled(made)


def test_questions_are_bold_and_stay_with_their_answer(made):
    style = Document(io.BytesIO(made)).styles["Question"]
    assert style.font.bold
    assert style.paragraph_format.keep_with_next


def test_addresses_are_links(made):
    relations = Document(io.BytesIO(made)).part.rels.values()
    assert [relation.target_ref for relation in relations if relation.is_external] == ["https://example.com/enc_1"]


def test_pages_are_numbered(made):
    footer = Document(io.BytesIO(made)).sections[0].footer._element.xml
    assert re.findall(r'w:instr="(\w+)"', footer) == ["PAGE", "NUMPAGES"]


def test_no_trace_of_how_it_was_made(made):
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = b"\n".join(part for name, part in parts.items() if name.startswith(("word/document", "docProps", "word/footer")))
    for trace in (b"python-docx", b"confidence", b"99%", b"matched", b"Scope", b"Board minutes", b"never promise", b"/secret"):
        assert trace not in text
    assert not [name for name in parts if "thumbnail" in name]


def test_the_same_answers_give_the_same_bytes(made):
    assert paper_docx(paper(draft(), with_open=True)) == made


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=40) | st.sampled_from(["\x00\x0b\ufffe", "=1+1\n\n\nx", "<w:p/>", "_x0041_"]))
def test_any_text_makes_a_document(text):
    assert Document(io.BytesIO(paper_docx(paper(asking(text), with_open=True)))).paragraphs


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_shows_it(made, tmp_path):
    path = tmp_path / "answers.docx"
    path.write_bytes(made)
    command = [shutil.which("soffice"), f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless", "--convert-to", "txt:Text"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "answers.txt").read_text(encoding="utf-8-sig")
    assert "All data is encrypted with AES-256." in shown
    assert "Single <b>sign-on</b> & more?" in shown
