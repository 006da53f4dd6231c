"""`fill learn COMPLETED`: what people answered, as suggestions for the bank."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.cli import edits as confirm
from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import Day, answers_option, debug_option, json_option, map_option
from questionnaire_filler.errors import BankError, FormError
from questionnaire_filler.text import shorten

if TYPE_CHECKING:
    from datetime import date

    from questionnaire_filler.learn import Learnt, Lesson, Terms, Trouble
    from questionnaire_filler.model import Bank, Form

_SHOWN = 12
_FEW = 0.5  # share of a form's questions that people mostly answer


@click.command()
@click.argument("completed", type=click.Path(path_type=Path))
@click.option(
    "--blank",
    type=click.Path(path_type=Path),
    metavar="FORM",
    help="The same form as it was sent, without answers: questions and places are taken from it.",
)
@click.option("--into", type=click.Path(path_type=Path), default=Path("learned.yaml"), show_default=True, help="The file for new entries.")
@click.option("--approve", is_flag=True, help="New entries are approved at once. Default: drafts, which fill nothing in.")
@click.option("--scope", multiple=True, metavar="TAG", help="The product that the form was about; new entries hold for it only.")
@click.option(
    "--disclosure",
    type=click.Choice(["public", "nda", "internal"]),
    default="public",
    show_default=True,
    help="Who may be told what new entries say.",
)
@click.option("--as-of", type=Day(), metavar="DATE", help="The day of learning, recorded. Default: today.")
@click.option("--no-catalogue", is_flag=True, help="Match without the catalogue of topics.")
@confirm.confirm_options
@map_option
@json_option
@answers_option
@debug_option
def learn(completed: Path, *, yes: bool, dry_run: bool, as_json: bool, **given: Any) -> None:
    """Read what people answered in COMPLETED, and suggest alternates and entries for the bank, to be confirmed one by one.

    Answers that contradict the bank are listed; the bank's entry stays as it is.
    """
    from questionnaire_filler.learn import learn as learn_form

    form = _form(completed, given)
    bank = _bank(completed, given["answers"])
    terms = _terms(completed, bank, given)
    found = learn_form(form, bank, _matcher(bank, terms.as_of, catalogue=not given["no_catalogue"]), terms)
    if not found.answered:
        raise FormError(
            "no answer was found in this form",
            where=str(completed),
            hint="Give the form as it was sent with --blank, or say with --map where the answers are.",
        )
    if as_json:
        talk.json_line(_record(completed, bank, found, yes=yes, dry_run=dry_run), many=False)
        return
    _tell(completed, found)
    if given["blank"] is None and found.answered < len(form.questions) * _FEW:
        talk.say(
            f"  {found.answered} of {len(form.questions)} questions hold an answer; if more were given, name the form as sent with --blank."
        )
    abouts = [_about(lesson) for lesson in found.lessons]
    taken = confirm.settle(bank, [lesson.edit for lesson in found.lessons], yes=yes, dry_run=dry_run, abouts=abouts)
    if not dry_run:
        confirm.tell_taken(taken, len(found.lessons))


def _about(lesson: Lesson) -> str:
    near = f" (the bank's {lesson.near} may say the same)" if lesson.near else ""
    return f"{lesson.where}: {shorten(lesson.question, 70)} -> {shorten(lesson.told, 60)}{near}"


def _form(path: Path, given: dict[str, Any]) -> Form:
    from questionnaire_filler.draft.session import open_form
    from questionnaire_filler.forms.layout.mapping import parse_maps
    from questionnaire_filler.learn.original import completed, read_completed

    maps = parse_maps(given["maps"])
    if given["blank"] is None:
        return read_completed(path, maps)
    return completed(open_form(given["blank"], maps), path)


def _bank(form: Path, given: Path | None) -> Bank:
    from questionnaire_filler.bank import load_or_begin
    from questionnaire_filler.draft.session import find_bank

    try:
        root = find_bank(form, given)
    except BankError:
        root = Path("answers")  # the first form that is learnt begins the bank
    return load_or_begin(root)


def _terms(path: Path, bank: Bank, given: dict[str, Any]) -> Terms:
    from questionnaire_filler.learn import Terms
    from questionnaire_filler.model import Disclosure

    return Terms(
        path.name,
        given["as_of"] or datetime.now(UTC).astimezone().date(),
        confirm.below(bank.root, given["into"]),
        approve=given["approve"],
        disclosure=Disclosure[given["disclosure"].upper()],
        scope=frozenset(tag.casefold() for tag in given["scope"]),
    )


def _matcher(bank: Bank, as_of: date, *, catalogue: bool) -> Any:
    from questionnaire_filler.linking import matcher_for
    from questionnaire_filler.settings import Settings

    return matcher_for(bank, Settings(as_of=as_of, catalogue=catalogue))


def _record(path: Path, bank: Bank, found: Learnt, *, yes: bool, dry_run: bool) -> dict[str, Any]:
    from questionnaire_filler.bank.edit import preview

    suggested = [lesson.edit for lesson in found.lessons]
    text = preview(bank, suggested)
    taken = confirm.write(bank, suggested, yes=yes, dry_run=dry_run)
    return {
        "form": str(path),
        "bank": str(bank.root),
        "summary": _counts(found),
        "suggestions": [_lesson_record(lesson) for lesson in found.lessons],
        "conflicts": [_trouble_record(trouble) for trouble in found.troubles],
        "diff": text,
        "written": len(taken),
    }


def _counts(found: Learnt) -> dict[str, int]:
    from questionnaire_filler.bank.edit import AddText

    alternates = sum(1 for lesson in found.lessons if isinstance(lesson.edit, AddText))
    return {
        "answered": found.answered,
        "known": found.known,
        "alternates": alternates,
        "entries": len(found.lessons) - alternates,
        "conflicts": len(found.troubles),
        "not_whole": len(_in_part(found)),
    }


def _in_part(found: Learnt) -> list[Lesson]:
    """Return the new entries that do not give all parts of the answer back; an alternate gives the bank's words in any case."""
    from questionnaire_filler.bank.edit import AddEntry

    return [lesson for lesson in found.lessons if isinstance(lesson.edit, AddEntry) and not lesson.whole]


def _lesson_record(lesson: Lesson) -> dict[str, Any]:
    from questionnaire_filler.bank.edit import AddEntry

    new = isinstance(lesson.edit, AddEntry)
    return {
        "kind": "entry" if new else "alternate",
        "entry": lesson.edit.entry.id if isinstance(lesson.edit, AddEntry) else lesson.edit.entry,
        "question": lesson.question,
        "where": lesson.where,
        "told": lesson.told,
        "near": lesson.near,
        "comes_back": "whole" if lesson.whole else "answer" if lesson.main else "no",
    }


def _trouble_record(trouble: Trouble) -> dict[str, str]:
    return {
        "kind": trouble.kind.value,
        "question": trouble.question,
        "where": trouble.where,
        "told": trouble.told,
        "entry": trouble.entry,
        "bank_says": trouble.says,
        "why": trouble.why,
    }


def _tell(path: Path, found: Learnt) -> None:
    counts = _counts(found)
    talk.say(
        f"{path.name}: {counts['answered']} answers, {counts['known']} known, {counts['alternates']} alternates and "
        f"{counts['entries']} entries to suggest, {counts['conflicts']} to look at"
    )
    for trouble in found.troubles[:_SHOWN]:
        against = f"; {trouble.entry} says “{shorten(trouble.says, 60)}”" if trouble.entry else ""
        talk.say(f"  {trouble.kind:<15} {trouble.where:<16} {shorten(trouble.question, 60)}")
        talk.say(f"                  told “{shorten(trouble.told, 60)}”{against} ({trouble.why})")
    if len(found.troubles) > _SHOWN:
        kinds = Counter(trouble.kind.value for trouble in found.troubles[_SHOWN:])
        talk.say(f"  ... and {len(found.troubles) - _SHOWN} more: " + ", ".join(f"{count} {kind}" for kind, count in kinds.items()))
    for lesson in _in_part(found)[:_SHOWN]:
        talk.say(f"  not whole       {lesson.where:<16} an entry cannot hold all of “{shorten(lesson.told, 70)}”")
