"""Talk to the user: stderr for words, stdout for data."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.model import State
from questionnaire_filler.text import printable, shorten

if TYPE_CHECKING:
    from questionnaire_filler.draft.draft import Draft, Summary

_LISTED = 12
#: What a terminal may obey and JSON lets stand: delete, C1 controls, bidirectional and invisible characters.
_OBEYED = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def say(message: str = "") -> None:
    """Print talk: lines whose parts may come from a form, so nothing in them reaches the terminal as a command."""
    click.echo(printable(message), err=True)


def progress(message: str) -> None:
    """Tell what is going on; only where somebody watches, since logs need no such lines."""
    if sys.stderr.isatty():
        say(f"  {message} ...")


def data(text: str) -> None:
    """Print a line of data."""
    click.echo(text)


def json_line(record: dict[str, Any], *, many: bool) -> None:
    """Print a record as JSON: indented for one form, on a line of its own where there are several.

    Characters that a terminal would obey are escaped, so that the text is the form's own and yet does no harm.
    """
    text = json.dumps(record, ensure_ascii=False, indent=None if many else 2)
    click.echo(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def summary_line(summary: Summary) -> str:
    """Return the counts in words."""
    parts = [
        f"{summary.questions} questions",
        f"{summary.filled} filled",
        f"{summary.review} to review",
        f"{summary.open} open",
        *([f"{summary.kept} answered before"] if summary.kept else []),
        *([f"{summary.blank} left blank"] if summary.blank else []),
    ]
    return ", ".join(parts)


def tell_draft(draft: Draft) -> None:
    """Tell what came of a form: counts, notes, and the questions that wait for a person with the reason."""
    say(f"{draft.form.path.name}: {summary_line(draft.summary())}")
    for note in (*draft.form.notes, *draft.notes):
        say(f"  note: {note}")
    for dropped in draft.dropped:
        say(f"  dropped: your decision on {dropped.where} ({shorten(dropped.question, 60)}): {dropped.why}")
    waiting = [(question, decision) for question, _, decision in draft if decision.state is State.REVIEW]
    for question, decision in waiting[:_LISTED]:
        say(f"  review  {question.where:<16} {decision.reason:<15} {shorten(question.text, 80)}")
    if len(waiting) > _LISTED:
        say(f"  ... and {len(waiting) - _LISTED} more to review")
