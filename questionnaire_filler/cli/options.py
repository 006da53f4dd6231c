"""Options that several commands share, and what they mean."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.errors import UsageError
from questionnaire_filler.model import Disclosure
from questionnaire_filler.settings import DEFAULT_CITE, Cite, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from questionnaire_filler.model import Bank

Command = Any


class Day(click.ParamType[date]):
    """A day written as 2026-11-23."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with the form that is wanted."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2026-11-23", param, ctx)


form_argument = click.argument("form", type=click.Path(path_type=Path))
debug_option = click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a form to stdout.")
answers_option = click.option(
    "--answers",
    type=click.Path(path_type=Path),
    envvar="FILL_ANSWERS",
    metavar="DIR",
    help="The answer bank. Default: answers/ upward from the form, then from here.",
)
map_option = click.option(
    "--map", "maps", multiple=True, metavar="SPEC", help='Correct the detection: "Sheet!question=B answer=D comment=E rows=5-90".'
)


def matching_options(command: Command) -> Command:
    """Add the options that decide what is filled in, and with what."""
    options: Sequence[Callable[[Command], Command]] = (
        answers_option,
        click.option("--scope", multiple=True, metavar="TAG", help="Product or deployment that the form is about; repeatable."),
        click.option(
            "--disclosure",
            type=click.Choice(["public", "nda"]),
            default="public",
            show_default=True,
            help="What this customer may be told.",
        ),
        click.option(
            "--cite",
            multiple=True,
            type=click.Choice([c.value for c in Cite]),
            help="Where citations go; repeatable. Default: comment, sheet.",
        ),
        click.option("--threshold", type=click.FloatRange(0, 1), metavar="P", help="Lowest confidence that fills itself in."),
        map_option,
        click.option("--overwrite", is_flag=True, help="Replace answers that stand in the form already."),
        click.option("--force-locked", is_flag=True, help="Write into locked cells of protected sheets."),
        click.option("--as-of", type=Day(), metavar="DATE", help="The day by which stale and expired are judged. Default: today."),
        click.option("--no-catalogue", is_flag=True, help="Match without the catalogue of topics."),
        click.option(
            "--model", type=click.Path(path_type=Path), envvar="FILL_MODEL", metavar="DIR", help="Sentence model for the semantic extra."
        ),
        debug_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


def settings_from(given: dict[str, Any]) -> Settings:
    """Return the settings that the options of `matching_options` mean.

    Raises:
        UsageError: `--cite none` together with another place.
    """
    cite = tuple(dict.fromkeys(Cite(where) for where in given["cite"])) or DEFAULT_CITE
    if Cite.NONE in cite:
        if len(cite) > 1:
            raise UsageError("--cite none cannot stand with another --cite", hint="Give either none or the places wanted.")
        cite = ()
    return Settings(
        as_of=given["as_of"] or datetime.now(UTC).astimezone().date(),
        scope=tuple(given["scope"]),
        disclosure=Disclosure[given["disclosure"].upper()],
        cite=cite,
        threshold=given["threshold"],
        overwrite=given["overwrite"],
        force_locked=given["force_locked"],
        catalogue=not given["no_catalogue"],
        model=given["model"],
    )


def check_scope(settings: Settings, bank: Bank) -> None:
    """Refuse scope tags that no entry uses: a typo would shut every scoped entry out.

    Raises:
        UsageError: Names the tags there are.
    """
    unknown = sorted(set(settings.scope) - bank.scopes)
    if unknown:
        known = ", ".join(sorted(bank.scopes)) or "none"
        raise UsageError(f"no entry of the bank has the scope {', '.join(unknown)}", where="--scope", hint=f"Scopes in use: {known}.")
