"""`fill review FORM`: decide in the terminal what is left, on this day or another."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import check_scope, form_argument, matching_options, settings_from
from questionnaire_filler.cli.output import may_replace, output_for, write_all
from questionnaire_filler.errors import BankError, NoQuestionsError, UsageError
from questionnaire_filler.model import Disclosure
from questionnaire_filler.settings import Cite
from questionnaire_filler.text import shorten

if TYPE_CHECKING:
    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.draft.store import Stored
    from questionnaire_filler.review.outcome import Outcome
    from questionnaire_filler.review.session import Searcher
    from questionnaire_filler.settings import Settings


@click.command()
@form_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Where the filled form goes. Default: FORM.filled.xlsx."
)
@click.option("--force", is_flag=True, help="Replace an output that is not ours, or that somebody changed.")
@matching_options
@click.pass_context
def review(ctx: click.Context, /, form: Path, *, output: Path | None, force: bool, **given: Any) -> None:
    """Decide in the terminal what FORM still needs: one question at a time, one key each.

    Goes on where an earlier review stopped, and says what changed meanwhile. Scope, disclosure, citations, --overwrite and
    --force-locked are those of the earlier run unless others are given. Every decision is kept at once.
    """
    from questionnaire_filler.draft import session, store
    from questionnaire_filler.draft.propose import propose
    from questionnaire_filler.forms.layout.mapping import parse_maps
    from questionnaire_filler.linking import matcher_for

    _need_terminal()
    target = output_for(form, output)
    bank_root = session.find_bank(form, given["answers"])
    found = session.open_form(form, parse_maps(given["maps"]), bank_root)
    if not found.questions:
        raise NoQuestionsError("no question was found in this form", where=str(form), hint="`fill inspect FORM` says what was seen.")
    bank = session.open_bank(form, given["answers"])
    stored = store.load(store.beside(target, form, "draft.json"))
    may_replace(target, stored, force=force)  # now rather than after an hour of decisions
    settings = _as_before(ctx, settings_from(given), stored)
    check_scope(settings, bank)
    matcher = matcher_for(bank, settings)
    draft = propose(found, bank, matcher, settings, talk.progress)
    if stored is not None:
        draft = store.carry_over(draft, stored.decisions)
        _tell_changes(draft, stored)
    review_and_write(draft, target, matcher, force=force)


def review_and_write(draft: Draft, target: Path, matcher: Searcher, *, force: bool = False) -> Draft:
    """Let a person decide what is left, then write the filled form, its draft and its report; return the draft with what was written.

    Every decision is kept in the draft's file at once, so that a killed review loses nothing.

    Args:
        draft: The draft, earlier decisions carried over.
        target: Where the filled form goes; what we wrote there and nobody changed is replaced.
        matcher: Made for the draft's bank and settings.
        force: Replace it even when it is not ours, or changed.

    Raises:
        OutputExistsError: The target is not ours, or somebody changed it; the decisions are kept.
        click.Abort: Ctrl-C; the decisions are kept and the form is not written again. Says how to go on.
    """
    from rich.console import Console

    from questionnaire_filler.draft import store
    from questionnaire_filler.review.session import Session
    from questionnaire_filler.review.terminal import review as review_in_terminal

    kept_at = store.beside(target, draft.form.path, "draft.json")
    stored = store.load(kept_at)
    hash_then = stored.output_sha256 if stored else ""
    session = Session(draft, matcher, lambda now: store.save(now, kept_at, target, hash_then))
    try:
        if session.queue.ids:
            review_in_terminal(session, Console(stderr=True, markup=False, highlight=False, emoji=False))
        else:
            talk.say("Nothing is left to decide.")
        talk.progress("writing and verifying")
        draft = write_all(session.draft, target, may_replace(target, stored, force=force))
    except (EOFError, KeyboardInterrupt) as error:
        state = f"{target} is as it was before the review" if target.exists() else "The form itself was not written"
        raise click.Abort(f"{state}. Go on with: {_command(draft, target)}") from error
    talk.say(f"{draft.form.path.name}: {talk.summary_line(draft.summary())}; {session.outcome().decided} decided in this review")
    talk.data(str(target))
    _offer_learning(session.outcome(), draft)
    return draft


def _command(draft: Draft, target: Path) -> str:
    """Return the command that goes on with a review: what it does not remember by itself is given again."""
    from questionnaire_filler.draft.session import find_bank

    form, settings = draft.form.path, draft.settings
    words = ["fill", "review", str(form)]
    if target != output_for(form, None):
        words += ["-o", str(target)]
    try:
        found = find_bank(form, None).resolve()
    except BankError:
        found = Path()
    if found != draft.bank.root.resolve():
        words += ["--answers", str(draft.bank.root)]
    if settings.threshold is not None:
        words += ["--threshold", str(settings.threshold)]
    if not settings.catalogue:
        words += ["--no-catalogue"]
    return shlex.join(words)


def _offer_learning(outcome: Outcome, draft: Draft) -> None:
    """Offer what the review taught as edits of the bank: alternates, questions that are not for an entry, new versions as drafts."""
    from questionnaire_filler.cli.edits import settle
    from questionnaire_filler.learn import offers

    suggested = offers(outcome, draft.bank, name=draft.form.path.name, as_of=draft.settings.as_of, into=Path("learned.yaml"))
    if not suggested:
        return
    count = f"{len(suggested)} edit{'s' if len(suggested) > 1 else ''}"
    if click.confirm(f"This review suggests {count} of the answer bank. Look at {'them' if len(suggested) > 1 else 'it'} now?", err=True):
        taken = settle(draft.bank, suggested, yes=False, dry_run=False)
        talk.say(f"{len(taken)} of {count} taken over; review them in git like any other change.")


def _need_terminal() -> None:
    """Refuse where nobody can press a key.

    Raises:
        UsageError: stdin or stderr is no terminal.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("a review needs a terminal", where="fill review", hint="`fill FORM --json` lists what is left for programs.")


def _as_before(ctx: click.Context, settings: Settings, stored: Stored | None) -> Settings:
    """Return the settings with those of the earlier run where they are not given now: the same customer, the same places."""
    if stored is None or not stored.settings:
        return settings
    before: dict[str, Any] = {
        "scope": tuple(stored.settings.get("scope", settings.scope)),
        "disclosure": Disclosure[stored.settings.get("disclosure", "public").upper()],
        "cite": tuple(Cite(place) for place in stored.settings.get("cite", settings.cite)),
        "overwrite": bool(stored.settings.get("overwrite")),
        "force_locked": bool(stored.settings.get("force_locked")),
    }
    kept = {name: value for name, value in before.items() if ctx.get_parameter_source(name) is ParameterSource.DEFAULT}
    said = [f"--scope {tag}" for tag in kept.get("scope", ())]
    said += [f"--disclosure {kept['disclosure']}"] if kept.get("disclosure", Disclosure.PUBLIC) is not Disclosure.PUBLIC else []
    said += [f"--{name.replace('_', '-')}" for name in ("overwrite", "force_locked") if kept.get(name)]
    if said:
        talk.say(f"  as before: {' '.join(said)}")
    return replace(settings, **kept)


def _tell_changes(draft: Draft, stored: Stored) -> None:
    """Say what changed since the draft was kept, and which decisions had to go."""
    if stored.form_sha256 != draft.form.sha256:
        talk.say("  note: the form changed since it was last filled")
    if stored.bank_sha256 != draft.bank.sha256:
        talk.say("  note: the answer bank changed since then")
    for dropped in draft.dropped:
        talk.say(f"  dropped: your decision on {dropped.where} ({shorten(dropped.question, 60)}): {dropped.why}")
