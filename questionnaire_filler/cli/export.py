"""`fill export FORM --to docx`: questions, answers and citations as a clean document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import check_scope, form_argument, matching_options, settings_from
from questionnaire_filler.cli.output import output_for
from questionnaire_filler.errors import NoQuestionsError, OutputExistsError, UsageError
from questionnaire_filler.model import Disclosure

if TYPE_CHECKING:
    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.draft.store import Stored
    from questionnaire_filler.export.paper import Paper
    from questionnaire_filler.settings import Settings


@click.command()
@form_argument
@click.option("--to", "kind", type=click.Choice(["docx", "csv", "md"]), required=True, help="The kind of document.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where the document goes. Default: FORM.answers.docx beside the form.",
)
@click.option("--with-open", is_flag=True, help="List the questions without an answer too.")
@click.option("--force", is_flag=True, help="Replace a document that is there already.")
@click.option("--fresh", is_flag=True, help="Without the earlier draft.")
@matching_options
@click.pass_context
def export(ctx: click.Context, /, form: Path, *, kind: str, output: Path | None, **given: Any) -> None:
    """Write the questions of FORM with answers and citations as a clean document.

    Resumes the draft beside the filled form; without one, fills in first, writing no form.
    """
    from questionnaire_filler.draft import store
    from questionnaire_filler.export.paper import paper

    target = _target(form, output, kind, force=given["force"])
    stored = None if given["fresh"] else store.load(store.beside(output_for(form, None), form, "draft.json"))
    settings = _resumed(settings_from(given), stored, ctx)
    draft = _filled_in_mind(form, settings, stored, given)
    said = paper(draft, with_open=given["with_open"])
    store.write_file(target, _rendered(said, kind))
    for dropped in draft.dropped:
        talk.say(f"  dropped: your decision on {dropped.where}: {dropped.why}")
    unanswered = sum(not (line.answer or line.comment) for line in said.lines)
    talk.say(f"{form.name}: {len(said.lines) - unanswered} answers, {draft.summary().questions} questions")
    talk.data(str(target))


def _target(form: Path, output: Path | None, kind: str, *, force: bool) -> Path:
    name = f"{form.stem}.answers.{kind}"
    target = form.with_name(name) if output is None else output / name if output.is_dir() else output
    if target.suffix.lower() != f".{kind}":
        raise UsageError(f"the document is a .{kind} file", where=str(target), hint=f"Name it {target.with_suffix(f'.{kind}')}.")
    if not target.exists():
        return target
    if form.exists() and target.samefile(form):
        raise UsageError("that is the form itself, which is never written", where=str(target), hint="Give another -o.")
    if not force:
        raise OutputExistsError("the document exists already", where=str(target), hint="Give another -o, or --force to replace it.")
    return target


def _resumed(settings: Settings, stored: Stored | None, ctx: click.Context) -> Settings:
    """Return the settings with scope and disclosure of the draft that is resumed, where they are not given now."""
    if stored is None:
        return settings
    kept = stored.settings
    if ctx.get_parameter_source("scope") is ParameterSource.DEFAULT and "scope" in kept:
        settings = replace(settings, scope=tuple(kept["scope"]))
    if ctx.get_parameter_source("disclosure") is ParameterSource.DEFAULT and "disclosure" in kept:
        settings = replace(settings, disclosure=Disclosure[kept["disclosure"].upper()])
    return settings


def _filled_in_mind(path: Path, settings: Settings, stored: Stored | None, given: dict[str, Any]) -> Draft:
    from questionnaire_filler.draft import session, store
    from questionnaire_filler.draft.propose import propose
    from questionnaire_filler.forms.layout.mapping import parse_maps
    from questionnaire_filler.linking import matcher_for

    bank = session.open_bank(path, given["answers"])
    check_scope(settings, bank)
    form = session.open_form(path, parse_maps(given["maps"]), bank.root)
    if not form.questions:
        raise NoQuestionsError("no question was found in this form", where=str(path), hint="`fill inspect FORM` says what was seen.")
    draft = propose(form, bank, matcher_for(bank, settings), settings, talk.progress)
    return draft if stored is None else store.carry_over(draft, stored.decisions)


def _rendered(said: Paper, kind: str) -> str | bytes:
    match kind:
        case "docx":
            from questionnaire_filler.export.document import paper_docx

            return paper_docx(said)
        case "csv":
            from questionnaire_filler.export.separated import paper_csv

            return paper_csv(said)
        case _:
            from questionnaire_filler.export.markdown import paper_markdown

            return paper_markdown(said)
