"""`fill diff OLD NEW`: two versions of a form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import debug_option, json_option
from questionnaire_filler.errors import NoQuestionsError
from questionnaire_filler.text import printable, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.draft.diff import Pair
    from questionnaire_filler.model import Form, Question


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--all", "show_all", is_flag=True, help="List the unchanged questions too.")
@json_option
@debug_option
def diff(old: Path, new: Path, *, show_all: bool, as_json: bool, debug: bool) -> None:
    """List the unchanged, changed, new and removed questions between two versions of a form, OLD and NEW.

    `fill NEW --carry OLD` fills the new one with what was decided in the old one's review.
    """
    del debug
    from questionnaire_filler.draft.diff import compare
    from questionnaire_filler.draft.session import open_form

    forms = open_form(old), open_form(new)
    for form in forms:
        if not form.questions:
            raise NoQuestionsError(
                "no question was found in this form", where=str(form.path), hint="`fill inspect FORM` says what was seen."
            )
    pairs = compare(*forms)
    if as_json:
        talk.json_line(_record(*forms, pairs), many=False)
    else:
        _show(pairs, show_all=show_all)


def _counts(pairs: Sequence[Pair]) -> dict[str, int]:
    from questionnaire_filler.draft.diff import Change

    return {change.value: sum(1 for pair in pairs if pair.change is change) for change in Change}


def _record(old: Form, new: Form, pairs: Sequence[Pair]) -> dict[str, Any]:
    return {
        "old": str(old.path),
        "new": str(new.path),
        "same_form": old.fingerprint == new.fingerprint,
        "summary": _counts(pairs),
        "questions": [
            {
                "change": pair.change.value,
                "alike": round(pair.alike, 3),
                "other_choices": pair.other_choices,
                "old": _question(pair.old),
                "new": _question(pair.new),
            }
            for pair in pairs
        ],
    }


def _question(question: Question | None) -> dict[str, str] | None:
    if question is None:
        return None
    return {"id": question.id, "ref": question.ref, "where": question.where, "question": printable(question.text).strip()}


def _show(pairs: Sequence[Pair], *, show_all: bool) -> None:
    from questionnaire_filler.draft.diff import Change

    signs = {Change.UNCHANGED: "=", Change.CHANGED: "~", Change.NEW: "+", Change.REMOVED: "-"}
    for pair in pairs:
        if pair.change is Change.UNCHANGED and not (show_all or pair.other_choices):
            continue
        shown = pair.new or pair.old
        assert shown is not None  # noqa: S101 -- a pair has at least one side
        head = f"{signs[pair.change]} {printable(shown.where)}"
        if pair.change is Change.CHANGED and pair.old is not None:
            talk.data(f"{head}  ({pair.alike:.0%} alike)\n    was {_line(pair.old)}\n    now {_line(shown)}")
        else:
            talk.data(f"{head}  {_line(shown)}")
        if pair.other_choices:
            talk.data("    the form takes other choices than before")
    counts = _counts(pairs)
    talk.say(", ".join(f"{count} {name}" for name, count in counts.items()))


def _line(question: Question) -> str:
    ref = f"{question.ref} " if question.ref else ""
    return ref + squeeze(printable(question.text))
