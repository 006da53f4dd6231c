"""`fill verify ORIGINAL FILLED`: independent proof of what differs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import debug_option, json_option
from questionnaire_filler.errors import ExitCode, UnreadableFormError
from questionnaire_filler.text import printable, shorten

if TYPE_CHECKING:
    from questionnaire_filler.forms.verify import Certificate


@click.command()
@click.argument("original", type=click.Path(path_type=Path))
@click.argument("filled", type=click.Path(path_type=Path))
@json_option
@debug_option
def verify(original: Path, filled: Path, *, as_json: bool, debug: bool) -> int:
    """Prove which parts and places differ between ORIGINAL and FILLED, and that nothing else does."""
    del debug
    from questionnaire_filler.forms.verify import verify as prove

    for path in (original, filled):
        if not path.is_file():
            raise UnreadableFormError("there is no such file", where=str(path))
    certificate = prove(original, filled)
    if as_json:
        talk.json_line(certificate.to_dict(), many=False)
    else:
        _show(certificate)
    return ExitCode.DONE if certificate.ok else ExitCode.REFUSED


def _show(certificate: Certificate) -> None:
    """Print the certificate: parts, counts, places, verdict."""
    talk.data(f"original  {certificate.original}  sha256 {certificate.original_sha256}")
    talk.data(f"filled    {certificate.filled}  sha256 {certificate.filled_sha256}")
    talk.data(f"\n{certificate.identical} parts identical, byte for byte")
    for part in certificate.parts:
        talk.data(f"  {part.change:<8} {printable(part.name)}: {part.why}")
    counted = [count for count in certificate.counts if count.before or count.after]
    if counted:
        talk.data("\ncounted on both sides")
    for count in counted:
        talk.data(f"  {count.what:<28} {count.before:>7} {'=' if count.before == count.after else '->'} {count.after:>7}")
    talk.data(f"\n{len(certificate.differences)} places differ")
    for place in certificate.differences:
        talk.data(f"  {printable(place.where):<20} {shorten(place.before, 30) or '(empty)':<30} -> {shorten(place.after, 60)}")
    for problem in certificate.problems:
        talk.data(f"\nPROBLEM {printable(problem)}")
    talk.data(f"\n{'Proven: nothing else differs.' if certificate.ok else 'Not proven.'}")
