"""`fill bank coverage`: which topics that customers ask about the bank answers."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import answers_option, debug_option, json_option


@click.command()
@json_option
@answers_option
@debug_option
def coverage(*, as_json: bool, **given: Any) -> None:
    """Say which topics of the catalogue the bank answers, section by section, and which it does not."""
    from questionnaire_filler.draft.session import open_bank

    report = import_module("questionnaire_filler.coverage").coverage(open_bank(None, given["answers"]))
    if as_json:
        talk.json_line(report.record(), many=False)
        return
    for line in report.lines():
        talk.data(line)
