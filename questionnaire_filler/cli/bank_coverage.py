"""`fill bank coverage [FORM]`: what share of a form, or of all that customers ask, the bank could answer, and what would raise it most."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import Day, answers_option, debug_option, json_option, map_option
from questionnaire_filler.errors import NoQuestionsError
from questionnaire_filler.interview import question_of
from questionnaire_filler.text import shorten

if TYPE_CHECKING:
    from questionnaire_filler.coverage import FieldCoverage, FormCoverage, Wish
    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.model import Bank


@click.command()
@click.argument("form", type=click.Path(path_type=Path), required=False)
@click.option("--as-of", type=Day(), metavar="DATE", help="The day by which stale and expired are judged. Default: today.")
@map_option
@json_option
@answers_option
@debug_option
def coverage(form: Path | None, *, as_json: bool, **given: Any) -> None:
    """Say what share of FORM the bank could answer, and which ten entries would raise it most.

    Without FORM: of all that customers ask, section by section; topics that standard questionnaires ask more often count more.
    """
    from questionnaire_filler.catalogue import load
    from questionnaire_filler.coverage import of_field, of_form
    from questionnaire_filler.draft.session import open_bank
    from questionnaire_filler.matching.knowledge import from_catalogue

    bank = open_bank(form, given["answers"])
    knowledge = from_catalogue(load())
    if form is None:
        field = of_field(bank.entries, knowledge)
        if as_json:
            talk.json_line(_field_record(bank, field), many=False)
        else:
            _show_field(field)
        return
    draft = _draft(form, bank, given)
    found = of_form(draft, knowledge)
    if as_json:
        talk.json_line(_form_record(form, bank, found), many=False)
    else:
        _show_form(draft, found)


def _draft(form: Path, bank: Bank, given: dict[str, Any]) -> Draft:
    from questionnaire_filler.draft.propose import propose
    from questionnaire_filler.draft.session import open_form
    from questionnaire_filler.forms.layout.mapping import parse_maps
    from questionnaire_filler.linking import matcher_for
    from questionnaire_filler.settings import Settings

    found = open_form(form, parse_maps(given["maps"]), bank.root)
    if not found.questions:
        raise NoQuestionsError("no question was found in this form", where=str(form), hint="`fill inspect FORM` says what was seen.")
    settings = Settings(as_of=given["as_of"] or datetime.now(UTC).astimezone().date())
    return propose(found, bank, matcher_for(bank, settings), settings, talk.progress)


def _field_record(bank: Bank, found: FieldCoverage) -> dict[str, Any]:
    return {
        "bank": str(bank.root),
        "topics": found.topics,
        "answered": found.answered,
        "share": round(found.share, 4),
        "sections": [
            {"section": one.section, "topics": one.topics, "answered": one.answered, "share": round(one.share, 4)} for one in found.sections
        ],
        "raise": [_wish_record(wish) for wish in found.wishes],
    }


def _form_record(form: Path, bank: Bank, found: FormCoverage) -> dict[str, Any]:
    return {
        "form": str(form),
        "bank": str(bank.root),
        "questions": found.questions,
        "filled": found.filled,
        "review": found.review,
        "share": round(found.share, 4),
        "raise": [_wish_record(wish) | {"questions": list(wish.questions)} for wish in found.wishes],
        "unknown": list(found.unknown),
    }


def _wish_record(wish: Wish) -> dict[str, Any]:
    topic = wish.topic
    return {"topic": topic.id, "title": topic.title, "question": question_of(topic), "gain": round(wish.gain, 4), "decoy": topic.decoy}


def _show_field(found: FieldCoverage) -> None:
    talk.data(f"The bank answers {found.share:.0%} of what customers ask: {found.answered} of {found.topics} topics.")
    wide = max(len(one.section) for one in found.sections)
    for one in found.sections:
        talk.data(f"  {one.section:<{wide}}  {one.answered:>3} of {one.topics:>3}  {one.share:>4.0%}")
    _show_wishes(found.wishes)


def _show_form(draft: Draft, found: FormCoverage) -> None:
    could = found.filled + found.review
    talk.data(
        f"{draft.form.path.name}: the bank could answer {could} of {found.questions} questions ({found.share:.0%}): "
        f"{found.filled} fill themselves in, {found.review} wait for a person."
    )
    _show_wishes(found.wishes)
    if found.unknown:
        talk.data(f"{len(found.unknown)} open questions ask for what the catalogue does not know.")


def _show_wishes(wishes: tuple[Wish, ...]) -> None:
    if wishes:
        talk.data("These entries would raise it most:")
    for wish in wishes:
        about = f"  ({', '.join(wish.questions)})" if wish.questions else ""
        gain = f"+{len(wish.questions)}" if wish.questions else f"+{wish.gain:.1%}"
        talk.data(f"  {gain:<5} {wish.topic.id:<24} {shorten(question_of(wish.topic), 70)}{about}")
