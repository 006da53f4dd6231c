"""Writing a Word form: splicing answers into the announced places of the main document, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from questionnaire_filler.errors import RefusedError
from questionnaire_filler.forms.docx.addresses import parse_address
from questionnaire_filler.forms.docx.body import Place, Table, walk
from questionnaire_filler.forms.docx.citations import END_OF_DOCUMENT, append_citations
from questionnaire_filler.forms.docx.comments import Comments
from questionnaire_filler.forms.docx.fields import find_fields
from questionnaire_filler.forms.docx.fill_fields import NOT_A_CHOICE, FieldFiller, refuses
from questionnaire_filler.forms.docx.parts import Document, open_document
from questionnaire_filler.forms.docx.runs import RunMaker, clean
from questionnaire_filler.forms.docx.slots import Offer, Protection, gives_way
from questionnaire_filler.forms.docx.splice import Splice
from questionnaire_filler.forms.docx.styles import read_styles
from questionnaire_filler.forms.docx.text_changes import TextChange, apply_changes
from questionnaire_filler.forms.package import Package
from questionnaire_filler.model import Refusal, SlotKind, Write, Written
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from questionnaire_filler.forms.docx.body import Block, Paragraph
    from questionnaire_filler.forms.docx.tree import Node
    from questionnaire_filler.model import Filling


def write(source: Path, target: Path, filling: Filling, *, force_locked: bool = False) -> Written:
    """Write a filled copy of `source` to `target`, which must not exist; not atomic.

    Raises:
        FormError: The package cannot be read or cannot be given back whole.
        RefusedError: An address that the form does not have.
    """
    if not filling:
        Package.open(source).write(target)
        return Written(())
    document = open_document(source)
    writer = Writer(document, force_locked=force_locked)
    writer.fill(filling.writes)
    comments = Comments(document, writer.maker)
    for note in filling.notes:
        comments.add(writer.place(note.where), note.text)
    if filling.citations:
        append_citations(document, writer.maker, filling.citations)
    changed, added = comments.parts()
    if writer.splice:
        changed[document.name] = writer.splice.result()
    document.package.write(target, changed, added)
    return Written(
        writes=tuple(writer.done),
        refused=tuple(writer.refused),
        citations=END_OF_DOCUMENT if filling.citations else "",
    )


class Writer:
    """Collects the edits of the main document."""

    def __init__(self, document: Document, *, force_locked: bool = False) -> None:
        self.splice = Splice(document.main)
        self.maker = RunMaker(self.splice)
        self.fields = FieldFiller(self.maker)
        self.styles = read_styles(document.styles)
        self.force_locked = force_locked
        self.done: list[Write] = []
        self.refused: list[Refusal] = []
        self._places = {place.address: place for place in places(walk(document.body))}
        self._changes: dict[str, list[TextChange]] = {}

    def place(self, address: str) -> Place:
        """Return the place that an address names, whatever box in it.

        Raises:
            RefusedError: The form has no such place.
        """
        place = self._places.get(parse_address(address).place)
        if place is None:
            raise RefusedError("the form has no such place", where=address, hint="See `fill inspect FORM` for the places there are.")
        return place

    def fill(self, writes: Iterable[Write]) -> None:
        """Write all answers; places that must not be written are kept in `refused`."""
        for write in writes:
            place = self.place(write.slot.where)
            reason = "locked" if write.slot.locked and not self.force_locked else self._write(place, write)
            if reason:
                self.refused.append(Refusal(write.slot.where, reason))
            else:
                self.done.append(replace(write, text=clean(write.text)))
        for address, changes in self._changes.items():
            apply_changes(self._places[address], changes, self.maker)

    def _write(self, place: Place, write: Write) -> str:
        """Write one answer; return why not, or an empty string."""
        target = parse_address(write.slot.where)
        given = Offer(place, find_fields(place), Protection())
        if target.box is not None and target.box >= len(given.fields):
            raise RefusedError("the place has no such box", where=write.slot.where, hint="See `fill inspect FORM` for the boxes there are.")
        number = target.box if target.box is not None else _lone_field(given, write)
        if number is None:
            if write.slot.choices and write.text not in write.slot.choices:
                return NOT_A_CHOICE
            self._write_text(place, write)
            return ""
        field = given.fields[number]
        reason = refuses(field, write.text) if field.kind is not SlotKind.CHECK else ""
        if not reason:
            self._changes.setdefault(place.address, []).extend(
                self.fields.fill(place, field, write.text, unbold=self._bold_style(place.paragraphs[0].node))
            )
        return reason

    # --- places without a field ----------------------------------------------------------------------------------------------------------

    def _write_text(self, place: Place, write: Write) -> None:
        text = place.raw.strip()
        start = place.raw.find(write.slot.before) if write.slot.before else -1
        if start >= 0:
            self._replace(place, start, start + len(write.slot.before), write.text, keep=True)
        elif text and (write.slot.before or gives_way(place, text) or squeeze(text) == squeeze(write.slot.placeholder)):
            start = len(place.raw) - len(place.raw.lstrip())
            self._replace(place, start, start + len(text), write.text, keep=bool(write.slot.before))
        elif paragraph := self._room(place):
            self._into(paragraph, write.text)
        else:
            self._behind(place, write.text)

    def _replace(self, place: Place, start: int, end: int, text: str, *, keep: bool) -> None:
        """Replace text that stands there: an answer keeps its own look, a placeholder's is not taken over."""
        run = next(piece.run for offset, piece in place.pieces() if start < offset + len(piece.text))
        style = None if keep else self.maker.plain(run, run.child("w:rPr"), unbold=self._bold_style(place.paragraphs[0].node))
        self._changes.setdefault(place.address, []).append(TextChange(start, end, text, style))

    def _room(self, place: Place) -> Paragraph | None:
        """Return the blank paragraph that the answer goes into: the first one, or the first one behind the text."""
        blank = None
        for paragraph in reversed(place.paragraphs):
            if paragraph.raw.strip():
                break
            blank = paragraph
        return blank

    def _into(self, paragraph: Paragraph, text: str, lead: str = "") -> None:
        node = paragraph.node
        self.splice.append(node, self.maker.run(node, lead + text, self._style_of(node)))

    def _behind(self, place: Place, text: str) -> None:
        """Write behind a label on its line, or in a new paragraph behind a question."""
        last = place.paragraphs[-1]
        if last.raw.rstrip().endswith((":", "：")):
            self._into(last, text, "" if last.raw.endswith((" ", "\u00a0")) else " ")
            return
        node = last.node
        p, properties = self.maker.tag(node, "p"), self.maker.tag(node, "pPr")
        indent = node.child("w:pPr", "w:ind")
        inner = f"<{properties}>".encode() + self.splice.bytes_of(indent) + f"</{properties}>".encode() if indent is not None else b""
        first = next(node.iter("w:r"), None)
        style = self.maker.plain(node, first.child("w:rPr") if first is not None else None)
        run = self.maker.run(node, text, style)
        self.splice.insert(node.end, f"<{p}>".encode() + inner + run + f"</{p}>".encode())

    def _style_of(self, paragraph: Node) -> bytes:
        """Return run properties for text in a paragraph: of its runs where it has some, else of its mark."""
        run = next((kid for kid in paragraph.children if kid.tag == "w:r"), None)
        own = run.child("w:rPr") if run is not None else None
        return self.maker.plain(paragraph, own or paragraph.child("w:pPr", "w:rPr"), unbold=self._bold_style(paragraph))

    def _bold_style(self, paragraph: Node) -> bool:
        return self.styles.of(paragraph).bold


def _lone_field(given: Offer, write: Write) -> int | None:
    """Return the number of the field that an address without a box means: the only one, in a place without other text."""
    wanted = given.boxes if write.slot.kind is SlotKind.CHECK else given.inputs
    if len(wanted) != 1 or (write.slot.kind is not SlotKind.CHECK and (given.outside or given.boxes)):
        return None
    return given.fields.index(wanted[0])


def places(blocks: Iterable[Block]) -> Iterator[Place]:
    """Yield every place that has an address, nested ones included."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield cell.place
                    yield from places(cell.place.inside)
        else:
            yield block
