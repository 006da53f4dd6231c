"""Replacing stretches of a place's text, across the runs that it is cut into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from questionnaire_filler.forms.docx.runs import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.docx.body import Place
    from questionnaire_filler.forms.docx.inline import Piece
    from questionnaire_filler.forms.docx.runs import RunMaker
    from questionnaire_filler.forms.docx.tree import Node

_NOT_CONTENT = {"w:rPr", "w:lastRenderedPageBreak"}


@dataclass(frozen=True, slots=True)
class TextChange:
    """One stretch of a place's `raw` to be replaced.

    Attributes:
        start: Offset of the stretch, which is never empty; `end` is the offset after it.
        text: The new text.
        properties: Run properties of the new text; None keeps those of the run that the stretch begins in.
    """

    start: int
    end: int
    text: str
    properties: bytes | None = None


def apply_changes(place: Place, changes: Sequence[TextChange], maker: RunMaker) -> None:
    """Splice all changes of one place, which must not overlap."""
    runs: dict[int, tuple[Node, list[tuple[int, Piece]]]] = {}
    for offset, piece in place.pieces():
        if any(change.start < offset + len(piece.text) and offset < change.end for change in changes):
            runs.setdefault(piece.run.start, (piece.run, []))[1].append((offset, piece))
    for run, pieces in runs.values():
        _change_run(run, pieces, changes, maker)


def _change_run(run: Node, pieces: list[tuple[int, Piece]], changes: Sequence[TextChange], maker: RunMaker) -> None:
    first, last = pieces[0][0], pieces[-1][0] + len(pieces[-1][1].text)
    whole = next((change for change in changes if change.start <= first and last <= change.end), None)
    content = [kid for kid in run.children if kid.tag not in _NOT_CONTENT]
    if whole is not None and len(content) == len(pieces):
        _replace_run(run, whole, maker, begins=whole.start >= first)
        return
    for offset, piece in pieces:
        _change_piece(offset, piece, changes, maker)


def _replace_run(run: Node, change: TextChange, maker: RunMaker, *, begins: bool) -> None:
    if not begins:
        maker.splice.remove(run)
        return
    own = run.child("w:rPr")
    properties = change.properties
    if properties is None:
        properties = maker.splice.bytes_of(own) if own is not None else b""
    maker.splice.replace(run.start, run.end, maker.run(run, change.text, properties) if change.text else b"")


def _change_piece(offset: int, piece: Piece, changes: Sequence[TextChange], maker: RunMaker) -> None:
    end = offset + len(piece.text)
    here = [change for change in changes if change.start < end and offset < change.end]
    if piece.node.tag == "w:t" and all(change.properties is None and change.start >= offset and _one_line(change) for change in here):
        _change_letters(offset, piece, here, maker)
        return
    parts: list[bytes] = []
    at = offset
    for change in sorted(here, key=lambda change: change.start):
        parts.append(_text(piece, piece.text[at - offset : max(change.start, offset) - offset], maker))
        if change.start >= offset:
            parts.append(_new(piece, change, maker))
        at = min(change.end, end)
    parts.append(_text(piece, piece.text[at - offset :], maker))
    maker.splice.replace(piece.node.start, piece.node.end, b"".join(parts))


def _one_line(change: TextChange) -> bool:
    return not set(change.text) & set("\n\r\t")


def _change_letters(offset: int, piece: Piece, changes: Sequence[TextChange], maker: RunMaker) -> None:
    """Change letters inside one w:t, which stays the one that it is."""
    letters = list(piece.node.text)
    for change in changes:
        first, last = change.start - offset, min(change.end - offset, len(letters))
        letters[first:last] = [clean(change.text), *[""] * (last - first - 1)]
    node, splice = piece.node, maker.splice
    splice.replace(splice.source.inner(node), node.close, escape("".join(letters)).encode())
    if "xml:space" not in node.attrs:
        splice.insert(node.start + 1 + len(maker.tag(node, "t")), b' xml:space="preserve"')


def _text(piece: Piece, text: str, maker: RunMaker) -> bytes:
    if not text:
        return b""
    t = maker.tag(piece.run, "t")
    return f'<{t} xml:space="preserve">{escape(text)}</{t}>'.encode()


def _new(piece: Piece, change: TextChange, maker: RunMaker) -> bytes:
    """Return the new text inside the run, or, with properties of its own, in a run between two halves of it."""
    own = piece.run.child("w:rPr")
    old = maker.splice.bytes_of(own) if own is not None else b""
    if change.properties is None or change.properties == old or not change.text:
        return maker.content(piece.run, change.text)
    close = f"</{maker.tag(piece.run, 'r')}>".encode()
    return close + maker.run(piece.run, change.text, change.properties) + maker.splice.start_tag(piece.run) + old
