"""`fill verify ORIGINAL FILLED`: independent proof of what differs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import debug_option, json_option
from questionnaire_filler.errors import ExitCode, FillError, UnreadableFormError
from questionnaire_filler.text import printable, shorten

if TYPE_CHECKING:
    from questionnaire_filler.forms.verify import Certificate
    from questionnaire_filler.model import Address


@click.command()
@click.argument("original", type=click.Path(path_type=Path))
@click.argument("filled", type=click.Path(path_type=Path))
@json_option
@debug_option
def verify(original: Path, filled: Path, *, as_json: bool, debug: bool) -> int:
    """Prove which parts and places differ between ORIGINAL and FILLED, and that nothing else does."""
    del debug
    for path in (original, filled):
        if not path.is_file():
            raise UnreadableFormError("there is no such file", where=str(path))
    certificate, basis = _prove(original, filled)
    if as_json:
        talk.json_line(certificate.to_dict() | {"basis": basis}, many=False)
    else:
        _show(certificate, basis)
    return ExitCode.DONE if certificate.ok else ExitCode.REFUSED


@dataclass(frozen=True, slots=True)
class _Announced:
    """What the draft beside a filled file says was written: the text of each place, and whether notes were asked for."""

    texts: dict[Address, str]
    notes: bool


def _prove(original: Path, filled: Path) -> tuple[Certificate, str]:
    """Compare the files; return the certificate, and in words what the places that may differ were known from."""
    from questionnaire_filler.forms.verify import verify as prove

    if (announced := _announced(original, filled)) is not None:
        certificate = prove(original, filled, announced.texts, citations=None, notes=announced.notes)
        if not certificate.saved_anew:
            return certificate, "what the draft beside the filled file says was written"
    places, basis = _places(original)
    return prove(original, filled, places=places), basis


def _places(original: Path) -> tuple[frozenset[Address] | None, str]:
    """Return the places for answers that the original has; None where it cannot be read as a form, or asks nothing."""
    from questionnaire_filler.forms.registry import format_of

    try:
        form = format_of(original).read(original)
    except FillError as error:
        return None, f"any place, as the original cannot be read as a form ({error.what})"
    places = frozenset(slot.where for question in form.questions for slot in question.slots)
    if not places:
        return None, "any place, as none for an answer was found in the original"
    return places, "the places for answers that were found in the original"


def _announced(original: Path, filled: Path) -> _Announced | None:
    """Return what the draft beside the filled file says was written, if it is this form's and this file's."""
    import json

    from questionnaire_filler.draft.store import beside
    from questionnaire_filler.forms.handover import file_sha256

    try:
        draft = json.loads(beside(filled, original, "draft.json").read_text(encoding="utf-8"))
        if draft["hashes"]["form"] != file_sha256(original) or Path(draft["output"] or "").name != filled.name:
            return None
        boxes = original.suffix.lower() == ".docx"
        texts = {where: text for question in draft["questions"] for where, text in _written(question, boxes=boxes)}
        return _Announced(texts, "note" in draft["settings"]["cite"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # without a draft of ours the places are read from the original


def _written(question: dict[str, Any], *, boxes: bool) -> list[tuple[Address, str]]:
    """Return address and text of what was written for a question; a box in Word is ticked, whatever the text says."""
    checks = {slot["where"] for slot in question["slots"] if boxes and slot["kind"] == "check"}
    return [(one["where"], "" if one["where"] in checks else one["text"]) for one in question["written"]]


def _show(certificate: Certificate, basis: str) -> None:
    """Print the certificate: parts, counts, places, verdict."""
    talk.data(f"original  {certificate.original}  sha256 {certificate.original_sha256}")
    talk.data(f"filled    {certificate.filled}  sha256 {certificate.filled_sha256}")
    talk.data(f"may differ: {printable(basis)}")
    talk.data(f"\n{certificate.identical} parts identical, byte for byte")
    for part in certificate.parts:
        talk.data(f"  {part.change:<8} {printable(part.name)}: {printable(part.why)}")
    counted = [count for count in certificate.counts if count.before or count.after]
    if counted:
        talk.data("\ncounted on both sides")
    for count in counted:
        talk.data(f"  {count.what:<28} {count.before:>7} {'=' if count.before == count.after else '->'} {count.after:>7}")
    talk.data(f"\n{len(certificate.differences)} places differ")
    for place in certificate.differences:
        what = f"  ({shorten(place.what, 80)})" if place.what else ""
        before, after = shorten(place.before, 30) or "(empty)", shorten(place.after, 60) or "(empty)"
        talk.data(f"  {printable(place.where):<20} {before:<30} -> {after}{what}")
    for problem in certificate.problems:
        talk.data(f"\nPROBLEM {printable(problem)}")
    talk.data(f"\n{_verdict(certificate)}")


def _verdict(certificate: Certificate) -> str:
    if certificate.ok:
        return "Proven: nothing else differs."
    if certificate.saved_anew and len(certificate.problems) == 1:
        what = "the same values in other places, saved anew by another program: formats were not compared"
        return f"Not proven byte by byte: {what}."
    return "Not proven."
