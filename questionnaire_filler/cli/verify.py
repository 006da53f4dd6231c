"""`fill verify ORIGINAL FILLED`: independent proof of what differs."""

from __future__ import annotations

from pathlib import Path

import click

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import debug_option, json_option
from questionnaire_filler.errors import ExitCode


@click.command()
@click.argument("original", type=click.Path(path_type=Path))
@click.argument("filled", type=click.Path(path_type=Path))
@json_option
@debug_option
def verify(original: Path, filled: Path, *, as_json: bool, debug: bool) -> int:
    """Prove which parts and which places differ between ORIGINAL and FILLED, and that nothing else does."""
    del debug
    from questionnaire_filler.forms.verify import certificate_record, certificate_text
    from questionnaire_filler.forms.verify import verify as prove

    certificate = prove(original, filled)
    if as_json:
        talk.json_line(certificate_record(certificate), many=False)
    else:
        talk.data(certificate_text(certificate))
    return ExitCode.DONE if certificate.whole else ExitCode.REFUSED
