"""`fill explain FORM Q17`: why a question was decided as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import check_scope, form_argument, json_option, matching_options, settings_from
from questionnaire_filler.errors import UsageError
from questionnaire_filler.text import printable, shorten

if TYPE_CHECKING:
    from pathlib import Path

    from questionnaire_filler.draft.decide import Rules
    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.model import Candidate, Question


@click.command()
@form_argument
@click.argument("question")
@json_option
@matching_options
def explain(form: Path, question: str, *, as_json: bool, **given: Any) -> None:
    """Say why QUESTION (Q17, or its place such as Security!B9) of FORM was decided as it was."""
    from questionnaire_filler.draft import session
    from questionnaire_filler.draft.explain import explanation
    from questionnaire_filler.draft.propose import propose, rules_for
    from questionnaire_filler.forms.layout.mapping import parse_maps
    from questionnaire_filler.linking import matcher_for

    settings = settings_from(given)
    bank = session.open_bank(form, given["answers"])
    check_scope(settings, bank)
    found = session.open_form(form, parse_maps(given["maps"]), bank.root)
    matcher = matcher_for(bank, settings)
    draft = propose(found, bank, matcher, settings)
    asked = next((item for item in draft.form.questions if question in {item.id, item.where, item.ref}), None)
    if asked is None:
        raise UsageError(f"the form has no question {question}", hint="`fill inspect FORM` lists them.")
    rules = rules_for(draft, matcher)
    if as_json:
        talk.json_line(explanation(draft, asked, rules), many=False)
    else:
        _show(draft, asked, rules)


def _show(draft: Draft, question: Question, rules: Rules) -> None:
    from questionnaire_filler.draft.decide import said_threshold

    decision = draft.decisions[question.id]
    proposal = draft.proposals.get(question.id)
    talk.data(f"{question.id}  {printable(question.where)}  {shorten(' > '.join(question.section), 80)}")
    talk.data(f"  {printable(question.text)}")
    why = f": {printable(decision.why)}" if decision.why else ""
    talk.data(f"{decision.state}, {decision.reason}{why} (threshold {said_threshold(rules.threshold)})")
    for part in proposal.parts if proposal else ():
        best = part.candidates[0].entry if part.candidates else "nothing"
        talk.data(f"  part: {shorten(part.text, 80)} -> {best}")
    for candidate in proposal.candidates if proposal else ():
        _show_candidate(question, candidate, rules)
    for declined in proposal.declined if proposal else ():
        talk.data(f"  declined {declined.topic}: {declined.why}")


def _show_candidate(question: Question, candidate: Candidate, rules: Rules) -> None:
    from questionnaire_filler.draft.decide import said_confidence, settle

    through = f", topic {candidate.topic}" if candidate.topic else ""
    asked = shorten(rules.entries[candidate.entry].question, 70)
    talk.data(f"  {said_confidence(candidate.confidence)}  {candidate.entry}  ({candidate.via}{through})  {asked}")
    for guard in candidate.guards:
        talk.data(f"         guard {guard.reason}: {printable(guard.why)} (at most {guard.cap:.2f})")
    for gate in settle(question, candidate, rules).gates:
        talk.data(f"         gate {gate.reason}: {gate.why}")
    for name, value in candidate.features:
        talk.data(f"         {name:<24} {value:.3f}")
