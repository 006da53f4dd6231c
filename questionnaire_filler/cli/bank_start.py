"""`fill bank init` and `fill bank add`: the first file of a bank, and one entry more."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.cli import edits as confirm
from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import Day, answers_option, debug_option
from questionnaire_filler.errors import BankError, OutputExistsError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from questionnaire_filler.model import Bank, Entry, Source

_FILE = "answers.yaml"
_SCHEMA = "answers.schema.json"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("answers"), metavar="[DIR]")
@click.option("--interview", is_flag=True, help="Ask for the facts that most customers ask about, and write the entries.")
@click.option("--schema", is_flag=True, help=f"Write {_SCHEMA} as well, for the completion and the checks of editors.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day of review of the interview's entries. Default: today.")
@debug_option
def init(folder: Path, *, interview: bool, schema: bool, as_of: date | None, debug: bool) -> None:
    """Begin an answer bank in DIR (default: answers) with a commented example, which is a draft and fills nothing in."""
    del debug
    from questionnaire_filler.bank.reference import example, json_schema
    from questionnaire_filler.draft.store import make_folder, write_file

    if interview:
        import_module("questionnaire_filler.cli.interview").run(folder, as_of)
        return
    if folder.is_file() or (folder.is_dir() and any(folder.rglob("*.y*ml"))):
        raise OutputExistsError(
            "there is something already", where=str(folder), hint="Name another folder, or add to it with `fill bank add`."
        )
    make_folder(folder)
    files = {_FILE: example()} | ({_SCHEMA: json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"} if schema else {})
    for name, text in files.items():
        write_file(folder / name, text)
        talk.data(str(folder / name))
    talk.say("Write your answers there, or take them over with `fill learn` and `fill bank import`; `fill bank check` looks through them.")


@click.command()
@click.option("--question", metavar="TEXT", help="The question, in your own words.")
@click.option("--answer", metavar="TEXT", help="The words of the answer.")
@click.option("--position", type=click.Choice(["yes", "no", "partial", "n/a"]), help="Where you stand; absent for free text.")
@click.option("--short", default="", metavar="TEXT", help="The same in few words.")
@click.option("--id", "name", metavar="ID", help="Default: made of the question's words.")
@click.option("--alternate", multiple=True, metavar="TEXT", help="Another phrasing of the question; repeatable.")
@click.option("--source", metavar="TITLE", help="The document that says so.")
@click.option("--ref", default="", metavar="TEXT", help="The section or page in it.")
@click.option("--url", default="", metavar="LINK", help="Where it stands.")
@click.option("--section", default="", metavar="TEXT", help="The heading that it belongs under.")
@click.option("--owner", default="", metavar="WHO", help="Who keeps it true.")
@click.option("--scope", multiple=True, metavar="TAG", help="The product that it holds for; repeatable.")
@click.option(
    "--disclosure", type=click.Choice(["public", "nda", "internal"]), default="public", show_default=True, help="Who may be told."
)
@click.option("--approve", is_flag=True, help="Approved at once. Default: a draft, which fills nothing in.")
@click.option(
    "--into", type=click.Path(path_type=Path), default=Path(_FILE), show_default=True, metavar="FILE", help="The bank's file for it."
)
@click.option("--as-of", type=Day(), metavar="DATE", help="The day of review of an approved entry. Default: today.")
@click.option("--dry-run", is_flag=True, help="Print the diff and write nothing.")
@answers_option
@debug_option
def add(*, dry_run: bool, **given: Any) -> None:
    """Add an entry; what is not given is asked for in a terminal. Only its lines are added, the rest of the file stays as it is."""
    from questionnaire_filler.bank.edit import AddEntry, apply, preview

    bank = bank_to_extend(given["answers"])
    if sys.stdin.isatty() and sys.stderr.isatty():
        _ask(given)
    if not given["question"] or not (given["answer"] or given["position"]):
        raise UsageError("an entry needs --question, and --answer or --position", hint="In a terminal they are asked for.")
    entry = _entry(bank, given)
    edit = AddEntry(entry, confirm.below(bank.root, given["into"]))
    talk.data(preview(bank, [edit]).rstrip("\n"))
    if not dry_run:
        apply(bank, [edit])
        talk.say(f"{entry.id} was added as {'approved' if given['approve'] else 'a draft: it fills nothing in until it is approved'}.")


def bank_to_extend(given: Path | None) -> Bank:
    """Return the bank that is to be added to; it may have no entries yet."""
    from questionnaire_filler.bank import load_or_begin
    from questionnaire_filler.draft.session import find_bank

    try:
        return load_or_begin(find_bank(None, given))
    except BankError as error:
        if error.problems:
            raise
        return load_or_begin(Path("answers"))


def _ask(given: dict[str, Any]) -> None:
    """Ask a person for what makes an entry, where the options do not say it."""
    if given["question"]:
        return
    given["question"] = click.prompt("Question", err=True)
    position = click.prompt(
        "Position: yes, no, partial, n/a, or - for none",
        type=click.Choice(["yes", "no", "partial", "n/a", "-"]),
        default="-",
        show_choices=False,
        err=True,
    )
    given["position"] = None if position == "-" else position
    given["answer"] = click.prompt("Answer", default="" if given["position"] else None, show_default=False, err=True)
    given["source"] = given["source"] or click.prompt(
        "Source (title of a document, empty for none)", default="", show_default=False, err=True
    )
    if given["source"] and not given["ref"]:
        given["ref"] = click.prompt("Section or page in it", default="", show_default=False, err=True)


def _entry(bank: Bank, given: dict[str, Any]) -> Entry:
    from questionnaire_filler.bank.scalars import identifier
    from questionnaire_filler.learn.naming import Names
    from questionnaire_filler.model import Disclosure, Entry, Place, Position, Status

    as_of = given["as_of"] or datetime.now(UTC).astimezone().date()
    try:
        name = identifier(given["name"]) if given["name"] else Names(bank.by_id()).name(given["question"])
    except ValueError as error:
        raise UsageError(str(error), where="--id") from error
    return Entry(
        id=name,
        question=given["question"],
        place=Place(given["into"], 1, 1),
        position=Position(given["position"]) if given["position"] else None,
        answer=given["answer"] or "",
        short=given["short"],
        alternates=given["alternate"],
        sources=_sources(given),
        scope=frozenset(tag.casefold() for tag in given["scope"]),
        disclosure=Disclosure[given["disclosure"].upper()],
        status=Status.APPROVED if given["approve"] else Status.DRAFT,
        reviewed=as_of if given["approve"] else None,
        owner=given["owner"],
        section=given["section"],
    )


def _sources(given: dict[str, Any]) -> tuple[Source, ...]:
    from questionnaire_filler.model import Source

    if not given["source"]:
        if given["ref"] or given["url"]:
            raise UsageError("--ref and --url need --source", hint="Give the document's title.")
        return ()
    return (Source(given["source"], ref=given["ref"], url=given["url"]),)
