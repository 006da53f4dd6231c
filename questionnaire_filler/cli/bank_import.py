"""`fill bank import FILE`: entries proposed from spreadsheets, exports and FAQ pages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.cli import edits as confirm
from questionnaire_filler.cli import talk
from questionnaire_filler.cli.bank_start import bank_to_extend
from questionnaire_filler.cli.options import Day, answers_option, debug_option, json_option
from questionnaire_filler.errors import FormError
from questionnaire_filler.text import printable, shorten

if TYPE_CHECKING:
    from questionnaire_filler.bank.edit import AddEntry
    from questionnaire_filler.importing import Contents, Imported
    from questionnaire_filler.model import Bank

_SHOWN = 12


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path("imported.yaml"),
    show_default=True,
    metavar="PATH",
    help="The file for new entries.",
)
@click.option(
    "--scope", multiple=True, metavar="TAG", help="The product that FILE is about. Default: the bank's tags that its headings name."
)
@click.option("--as-of", type=Day(), metavar="DATE", help="The day of the import. Default: today.")
@click.option("--no-catalogue", is_flag=True, help="Leave statements as they are, without the question that they answer.")
@confirm.confirm_options
@json_option
@answers_option
@debug_option
def import_(file: Path, *, yes: bool, dry_run: bool, as_json: bool, **given: Any) -> None:
    """Propose entries for the questions and answers in FILE, to be confirmed one by one; all of them are drafts.

    FILE is a spreadsheet or CSV file (Loopio, Responsive, home-made: columns are found by headers), or a page in Markdown or Word.
    """
    from questionnaire_filler.importing import propose, read
    from questionnaire_filler.importing.topics import asked_by_people

    contents = read(file)
    bank = bank_to_extend(given["answers"])
    found = propose(
        contents,
        bank,
        as_of=given["as_of"] or datetime.now(UTC).astimezone().date(),
        into=confirm.below(bank.root, given["into"]),
        scope=frozenset(tag.casefold() for tag in given["scope"]),
        asks=None if given["no_catalogue"] else asked_by_people,
    )
    if not contents.found:
        raise FormError(
            "no question with an answer was found",
            where=str(file),
            hint='Name the columns "Question" and "Answer", or write questions with their answers on a line.',
        )
    if as_json:
        record = _record(file, contents, bank, found)
        taken = confirm.write(bank, found.edits, yes=yes, dry_run=dry_run)
        talk.json_line(record | {"written": len(taken)}, many=False)
        return
    _tell(file, contents, found)
    abouts = [f"{edit.entry.sources[-1].ref}: {shorten(edit.entry.question, 80)}" for edit in found.edits]
    taken = confirm.settle(bank, found.edits, yes=yes, dry_run=dry_run, abouts=abouts)
    if not dry_run:
        confirm.tell_taken(taken, len(found.edits))


def _tell(file: Path, contents: Contents, found: Imported) -> None:
    day = f", of {contents.date}" if contents.date else ""
    talk.say(f"{file.name}: “{printable(contents.title)}”{day}, {contents.how}")
    talk.say(f"  {len(contents.found)} answers found, {len(found.edits)} entries to propose, {len(found.skipped)} passed over")
    for skipped in found.skipped[:_SHOWN]:
        sign = "conflict" if skipped.conflict else "skipped"
        by = f" ({skipped.entry})" if skipped.entry else ""
        talk.say(f"  {sign:<9} {shorten(skipped.question, 70)}: {skipped.why}{by}")
    if len(found.skipped) > _SHOWN:
        talk.say(f"  ... and {len(found.skipped) - _SHOWN} more passed over")


def _record(file: Path, contents: Contents, bank: Bank, found: Imported) -> dict[str, Any]:
    from questionnaire_filler.bank.edit import preview

    return {
        "file": str(file),
        "title": contents.title,
        "date": contents.date.isoformat() if contents.date else None,
        "how": contents.how,
        "bank": str(bank.root),
        "entries": [_entry_record(edit) for edit in found.edits],
        "skipped": [
            {"question": one.question, "ref": one.ref, "why": one.why, "entry": one.entry, "conflict": one.conflict}
            for one in found.skipped
        ],
        "diff": preview(bank, found.edits),
    }


def _entry_record(edit: AddEntry) -> dict[str, Any]:
    entry = edit.entry
    return {
        "id": entry.id,
        "question": entry.question,
        "position": entry.position.value if entry.position else None,
        "answer": entry.answer,
        "topic": entry.topic,
        "scope": sorted(entry.scope),
        "sources": [
            {"title": source.title, "ref": source.ref, "date": source.date.isoformat() if source.date else None} for source in entry.sources
        ],
    }
