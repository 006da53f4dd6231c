"""Reading a Word form: from the package to questions with their slots."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.body import Place, Table, walk
from questionnaire_filler.forms.docx.citations import own_citations
from questionnaire_filler.forms.docx.detect_paragraphs import StreamReader
from questionnaire_filler.forms.docx.parts import Document, open_document
from questionnaire_filler.forms.docx.scene import Scene
from questionnaire_filler.forms.docx.slots import read_protection
from questionnaire_filler.forms.docx.styles import read_styles
from questionnaire_filler.forms.docx.wording import ends_as_question, names_vendor_fact
from questionnaire_filler.forms.layout.sheets import OWN_CITATIONS
from questionnaire_filler.model import Form, Question, Skipped
from questionnaire_filler.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from questionnaire_filler.forms.docx.body import Block
    from questionnaire_filler.forms.docx.scene import Item
    from questionnaire_filler.forms.docx.styles import Styles
    from questionnaire_filler.model import SheetMap


_LONGEST_HEAD = 80  # characters of a heading or label that tell one form from another


def read(path: Path, maps: Sequence[SheetMap] = ()) -> Form:
    """Read a Word form and find its questions and slots.

    Args:
        path: The file.
        maps: Corrections for sheets; a Word form has none, so they are only reported as not applied.

    Raises:
        FormError: The file cannot be read.
    """
    document = open_document(path)
    blocks = walk(document.body)
    scene = detect(document, blocks)
    if maps:
        scene.notes.append("--map names sheets and columns; it does not apply to Word forms")
    return Form(
        path=path,
        format="docx",
        sha256=document.package.sha256,
        fingerprint=_fingerprint(blocks, scene.styles),
        questions=_numbered(scene.items),
        areas=tuple(scene.areas),
        skipped=tuple(scene.skipped),
        notes=tuple(scene.notes),
    )


def detect(document: Document, blocks: Sequence[Block]) -> Scene:
    """Return everything that detection found in the blocks of a document."""
    scene = Scene(read_styles(document.styles), read_protection(document.settings))
    ours = own_citations(blocks)
    StreamReader(blocks if ours is None else blocks[: blocks.index(ours)], scene).read()
    if ours is not None:
        scene.skipped.append(Skipped(ours.address, OWN_CITATIONS))
    scene.items = _believed([item for item in scene.items if item.slots])
    if scene.protection.text:
        scene.notes.append("the document is protected: only its form fields and controls can be filled in without --force-locked")
    return scene


def _believed(items: list[Item]) -> list[Item]:
    """Return the items without what letters, minutes, procedures and policies have as well.

    That is a lone question or two requests that only blank room would answer, and tables of filled facts (version, owner, date) in a
    document that asks nothing else, or that waits for its other answers.
    """
    asked = [item for item in items if not item.fact]
    questions = any(ends_as_question(item.text) for item in asked)
    few = len(asked) < (2 if questions else 3)  # as running text may have
    if few and all(item.assumed for item in asked):
        return []
    waits = any(not slot.before for item in asked for slot in item.slots[:1])
    return [item for item in items if not item.fact or (asked and (not waits or names_vendor_fact(item.text)))]


def _numbered(items: Sequence[Item]) -> tuple[Question, ...]:
    questions: list[Question] = []
    above = ""
    for number, item in enumerate(items, 1):
        parent = above if item.follow_up else ""
        if not item.follow_up:
            above = f"Q{number}"
        questions.append(
            Question(
                id=f"Q{number}",
                text=item.text.strip(),
                where=item.where,
                slots=tuple(item.slots),
                ref=item.ref,
                section=item.section,
                context=item.context,
                parent=parent,
                required=item.required,
            )
        )
    return tuple(questions)


def _fingerprint(blocks: Sequence[Block], styles: Styles) -> str:
    """Return a hash of the headings and of the first label of each table: the same for the next copy of the form, filled in or not."""
    heads = []
    for block in blocks:
        if isinstance(block, Place) and styles.heading_level(block.node) is not None:
            heads.append(block.text)
        elif isinstance(block, Table) and block.rows and block.rows[0]:
            heads.append(block.rows[0][0].place.text.partition("\n")[0].partition(":")[0])
    return hashlib.sha256("\n".join(fold(text[:_LONGEST_HEAD]) for text in heads).encode()).hexdigest()[:16]
