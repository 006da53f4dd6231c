"""`fill bank audit COMPLETED ...`: what earlier customers were told, against the bank of today."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import Day, answers_option, debug_option, json_option
from questionnaire_filler.text import printable, shorten, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.audit import Comparison, Told
    from questionnaire_filler.matching.matcher import Matcher
    from questionnaire_filler.model import Bank, Candidate, Question


@click.command()
@click.argument("completed", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--all", "show_all", is_flag=True, help="List also what agrees and what the bank has no answer for.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day of the audit. Default: today.")
@click.option("--no-catalogue", is_flag=True, help="Match without the catalogue of topics.")
@json_option
@answers_option
@debug_option
def audit(completed: tuple[Path, ...], *, show_all: bool, as_json: bool, **given: Any) -> None:
    """List the contradictions between what earlier customers were told in COMPLETED forms and the bank of today."""
    from questionnaire_filler.audit import Verdict
    from questionnaire_filler.audit import audit as compare_all
    from questionnaire_filler.draft.session import open_bank
    from questionnaire_filler.linking import matcher_for
    from questionnaire_filler.settings import Settings

    bank = open_bank(completed[0], given["answers"])
    as_of = given["as_of"] or datetime.now(UTC).astimezone().date()
    matcher = matcher_for(bank, Settings(as_of=as_of, catalogue=not given["no_catalogue"]))
    found = compare_all([one for path in completed for one in _told(path, bank, matcher)])
    if as_json:
        talk.json_line({"bank": str(bank.root), "summary": _counts(found), "answers": [_record(one) for one in found]}, many=False)
        return
    quiet = set() if show_all else {Verdict.SAME, Verdict.UNKNOWN}
    for one in found:
        if one.verdict not in quiet:
            _show(one)
    talk.say(f"{len(found)} answers: " + ", ".join(f"{count} {name}" for name, count in _counts(found).items()))


def _told(path: Path, bank: Bank, matcher: Matcher) -> tuple[Told, ...]:
    from questionnaire_filler.audit import told
    from questionnaire_filler.learn.original import read_completed
    from questionnaire_filler.learn.stood import blank

    def sure(questions: Sequence[Question]) -> list[Candidate | None]:
        matched = matcher.match([blank(question) for question in questions])
        best = [proposal.candidates[0] if proposal.candidates else None for proposal in matched.proposals]
        return [one if one and one.confidence >= matched.threshold else None for one in best]

    return told(path.name, read_completed(path), bank.by_id(), sure)


def _counts(found: Sequence[Comparison]) -> dict[str, int]:
    return dict(Counter(one.verdict.value for one in found))


def _record(one: Comparison) -> dict[str, Any]:
    told, entry = one.told, one.told.entry
    return {
        "verdict": one.verdict.value,
        "form": told.form,
        "where": told.given.where,
        "question": printable(told.question).strip(),
        "told": {"position": told.given.position.value if told.given.position else None, "text": told.given.text},
        "entry": entry.id if entry else None,
        "bank_says": {"position": told.position.value if told.position else None, "text": entry.answer} if entry else None,
        "why": one.why,
    }


def _show(one: Comparison) -> None:
    told, entry = one.told, one.told.entry
    talk.data(f"{one.verdict.value:<15} {told.form} {printable(told.given.where)}  {shorten(told.question, 80)}")
    said = squeeze(f"{told.given.position.value if told.given.position else ''} {told.given.text}")
    talk.data(f"    told  {shorten(said, 110)}")
    if entry:
        says = squeeze(f"{told.position.value if told.position else ''} {entry.answer}")
        talk.data(f"    bank  {shorten(says, 110)}  ({entry.id}, {entry.place})")
    if one.why:
        talk.data(f"    {one.why}")
