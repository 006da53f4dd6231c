"""`fill FORM [FORM ...]`: the main job."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import check_scope, json_option, matching_options, settings_from
from questionnaire_filler.cli.output import may_replace, output_for, placed, write_all
from questionnaire_filler.errors import ExitCode, FillError, FormError, NoQuestionsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.draft.store import Stored
    from questionnaire_filler.matching.matcher import Matcher
    from questionnaire_filler.model import SheetMap
    from questionnaire_filler.settings import Settings


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all forms of a run."""

    settings: Settings
    maps: tuple[SheetMap, ...]
    answers: Path | None
    output: Path | None
    many: bool
    force: bool
    fresh: bool
    carry: Path | None
    dry_run: bool
    as_json: bool
    interactive: bool


class _Context(click.Context):
    """The context of the default command, which is called by the program's own name."""

    @property
    def command_path(self) -> str:
        """Return "fill" rather than "fill fill"."""
        return self.parent.command_path if self.parent is not None else super().command_path


class _Fill(click.Command):
    context_class = _Context


@click.command(cls=_Fill, context_settings={"help_option_names": ["--help", "-h"]})
@click.argument("forms", nargs=-1, required=True, metavar="FORM [FORM ...]", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where the filled form goes; a folder for several. Default: FORM.filled.xlsx.",
)
@click.option("--force", is_flag=True, help="Replace an output that is not ours, or that somebody changed.")
@click.option(
    "--carry",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help="An earlier form or draft: what a person decided there is carried over to the same questions.",
)
@click.option("--fresh", is_flag=True, help="Start anew, without the earlier draft.")
@click.option("--no-input", is_flag=True, help="Never prompt.")
@click.option("--dry-run", is_flag=True, help="Write nothing at all.")
@click.option("--strict", is_flag=True, help="Exit with 3 when questions are left for review or open.")
@json_option
@matching_options
def fill(forms: tuple[Path, ...], *, output: Path | None, **given: Any) -> int:
    """Fill in FORM from the approved answer bank, and give the same file back.

    Forms are .xlsx, .xlsm, .docx or .csv. The original is never changed.
    """
    from questionnaire_filler.forms.layout.mapping import parse_maps

    job = Job(
        settings_from(given),
        tuple(parse_maps(given["maps"])),
        given["answers"],
        output,
        many=len(forms) > 1,
        force=given["force"],
        fresh=given["fresh"],
        carry=given["carry"],
        dry_run=given["dry_run"],
        as_json=given["as_json"],
        interactive=_interactive(forms, given),
    )
    if job.many and output is not None and not output.is_dir():
        raise UsageError("-o must be a folder where there are several forms", where=str(output), hint="Make the folder first.")
    # A mistyped name among several is told before the first form is filled.
    if faults := [(path, error) for path in forms if (error := _fault(path)) is not None]:
        code = max(_failed(path, error, job, debug=given["debug"]) for path, error in faults)
        talk.say("No form was filled.")
        return code
    _check_outputs(forms, output)
    return max(_run(path, job, strict=given["strict"], debug=given["debug"]) for path in forms)


def _fault(path: Path) -> FormError | None:
    from questionnaire_filler.draft.session import check_form

    try:
        check_form(path)
    except FormError as error:
        return error
    return None


def _check_outputs(forms: Sequence[Path], output: Path | None) -> None:
    """Refuse forms of one run that would be written over each other, or over one another's original.

    Raises:
        UsageError: Names the first such output.
    """
    sources = {path.resolve() for path in forms}
    taken: dict[Path, Path] = {}
    for path in forms:
        target = placed(path, output).resolve()
        if target in taken or target in sources - {path.resolve()}:
            other = taken.get(target, target)
            raise UsageError(f"{path} would be written over what comes of {other}", where=str(target), hint="Fill them one by one.")
        taken[target] = path


def _interactive(forms: Sequence[Path], given: dict[str, Any]) -> bool:
    quiet = given["no_input"] or given["as_json"] or given["dry_run"] or len(forms) > 1
    return not quiet and sys.stdin.isatty() and sys.stderr.isatty()


def _run(path: Path, job: Job, *, strict: bool, debug: bool) -> int:
    """Fill one form; a failure is told and becomes a code, so that the other forms are filled all the same."""
    try:
        draft = _fill_one(path, job)
    except FillError as error:
        return _failed(path, error, job, debug=debug)
    summary = draft.summary()
    return ExitCode.QUESTIONS_LEFT if strict and (summary.review or summary.open) else ExitCode.DONE


def _failed(path: Path, error: FillError, job: Job, *, debug: bool) -> int:
    """Tell of a failure among several forms and return its code.

    Raises:
        FillError: The same, where there is only one form, or --debug wants the traceback.
    """
    if job.as_json and (job.many or isinstance(error, FormError)):
        talk.json_line(_empty_record(path, job, error), many=job.many)
    if debug or not job.many:
        raise error
    talk.say(f"Error: {error}")
    return error.exit_code


def _fill_one(path: Path, job: Job) -> Draft:
    from questionnaire_filler.draft import session, store
    from questionnaire_filler.draft.propose import propose
    from questionnaire_filler.linking import matcher_for

    target = output_for(path, job.output)
    bank_root = session.find_bank(path, job.answers)
    talk.progress(f"reading {path.name}")
    form = session.open_form(path, job.maps, bank_root)
    if not form.questions:
        raise NoQuestionsError(
            "no question was found in this form",
            where=str(path),
            hint="`fill inspect FORM` says what was seen; --map tells where the questions are.",
        )
    bank = session.open_bank(path, job.answers)
    check_scope(job.settings, bank)
    stored = _stored(target, path, fresh=job.fresh)
    matcher = matcher_for(bank, job.settings, remember=not job.dry_run)
    draft = propose(form, bank, matcher, job.settings, talk.progress)
    earlier = store.load_earlier(job.carry).decisions if job.carry else ()
    if earlier or (stored is not None and not job.fresh):
        # The form's own draft speaks last.
        draft = store.carry_over(draft, (*earlier, *(stored.decisions if stored is not None and not job.fresh else ())))
    if job.dry_run:
        _report(draft, None, job)
        return draft
    draft = _write(draft, target, stored, job)
    _report(draft, target, job)
    if job.interactive:
        draft = _offer_review(draft, target, matcher)
    return draft


def _stored(target: Path, path: Path, *, fresh: bool) -> Stored | None:
    """Return the earlier draft; with --fresh it only tells whether the output is ours, and one that cannot be read counts as none."""
    from questionnaire_filler.draft import store

    try:
        return store.load(store.beside(target, path, "draft.json"))
    except FillError:
        if fresh:
            return None
        raise


def _empty_record(path: Path, job: Job, error: FillError) -> dict[str, Any]:
    """Return what --json prints for a form that failed: the contract's shape without questions, and why."""
    counts = {"questions": 0, "filled": 0, "review": 0, "open": 0}
    why = {"code": int(error.exit_code), "what": error.what, "where": error.where, "hint": error.hint}
    return {
        "form": str(path),
        "output": None,
        "as_of": job.settings.as_of.isoformat(),
        "bank": None,
        "error": why,
        "summary": counts,
        "questions": [],
    }


def _write(draft: Draft, target: Path, stored: Stored | None, job: Job) -> Draft:
    from questionnaire_filler.draft.memory import remember

    talk.progress("writing and verifying")
    draft = write_all(draft, target, may_replace(target, stored, force=job.force))
    if job.maps:
        try:
            remember(draft.bank.root, draft.form.fingerprint, job.maps)
        except FillError as error:  # the form is filled; what could not be kept is only given again
            talk.say(f"  note: --map is not remembered for the next copy of this form: {error}")
    return draft


def _report(draft: Draft, target: Path | None, job: Job) -> None:
    from questionnaire_filler.draft.record import draft_record

    if job.as_json:
        talk.json_line(draft_record(draft, target), many=job.many)
        return
    talk.tell_draft(draft)
    if target is not None:
        talk.data(str(target))


def _offer_review(draft: Draft, target: Path, matcher: Matcher) -> Draft:
    from questionnaire_filler.cli.review import review_and_write

    waiting = draft.summary().review
    if not waiting or not click.confirm(f"Review {waiting} question{'s' if waiting > 1 else ''} now?", default=True, err=True):
        return draft
    return review_and_write(draft, target, matcher)
