"""`fill inspect FORM`: what was found, before any matching."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import answers_option, debug_option, form_argument, json_option, map_option
from questionnaire_filler.errors import BankError
from questionnaire_filler.text import printable, shorten

if TYPE_CHECKING:
    from questionnaire_filler.model import Form


@click.command()
@form_argument
@json_option
@map_option
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT.html",
    help="Draw the form with questions and slots coloured.",
)
@answers_option
@debug_option
def inspect(form: Path, *, as_json: bool, maps: tuple[str, ...], picture: Path | None, answers: Path | None, debug: bool) -> None:
    """Show the questions and slots found in FORM, and why, before any matching. Writes nothing but the picture."""
    del debug
    from questionnaire_filler.draft.record import form_record
    from questionnaire_filler.draft.session import find_bank, open_form
    from questionnaire_filler.forms.layout.mapping import parse_maps

    try:
        root = find_bank(form, answers)
    except BankError:
        root = None  # a form can be looked at without a bank; there are no remembered corrections then
    found = open_form(form, parse_maps(maps), root)
    if picture is not None:
        from questionnaire_filler.draft.store import write_file
        from questionnaire_filler.export.picture import picture_html

        write_file(picture, picture_html(found))
        talk.say(f"picture: {picture}")
    if as_json:
        talk.json_line(form_record(found), many=False)
    else:
        show(found)


def show(form: Form) -> None:
    """Print the plan: a table for each block of questions, with the reason for each choice, then the questions."""
    talk.data(f"{form.path.name}: {len(form.questions)} questions")
    for area in form.areas:
        mapped = f", mapping {area.mapped}" if area.mapped else ""
        talk.data(f"\n{printable(area.where)}: rows {area.rows}, {area.questions} questions{mapped}")
        for column in area.columns:
            header = f" {shorten(column.header, 40)!r}" if column.header else ""
            talk.data(f"  {column.where:<5} {column.role:<9}{header}  {printable(column.reason)}")
    if form.skipped:
        talk.data("\nPassed over")
        for skipped in form.skipped:
            talk.data(f"  {printable(skipped.where)}: {printable(skipped.reason)}")
    for note in form.notes:
        talk.data(f"\nNote: {printable(note)}")
    if form.questions:
        talk.data("\nQuestions")
    for question in form.questions:
        slots = ", ".join(f"{slot.role} {slot.where.rpartition('!')[2]}" for slot in question.slots) or "no place found"
        talk.data(f"  {question.id:<6} {printable(question.where):<18} {shorten(question.text, 70):<70}  {slots}")
