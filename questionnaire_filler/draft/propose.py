"""Fill a form in mind: match every question and decide it; nothing is written here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from questionnaire_filler.draft.decide import Rules, decide, follow_up
from questionnaire_filler.draft.draft import Draft
from questionnaire_filler.instruments import names, recognise
from questionnaire_filler.model import Decision, Proposal, Reason, Role, State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from questionnaire_filler.instruments import Instrument
    from questionnaire_filler.model import Bank, Form, Question
    from questionnaire_filler.settings import Settings


#: What a question's own identifier in a known instrument is worth, where the text is at least this much alike.
_BY_IDENTIFIER = 0.98
_ALIKE = 0.2


class Matches(Protocol):
    """What the matcher says of a whole form.

    Attributes:
        proposals: One for each question asked about, in the same order.
        threshold: Lowest confidence that may fill itself in for this form.
        notes: What the user should know of the form as a whole.
    """

    @property
    def proposals(self) -> Sequence[Proposal]:
        """Return the proposals."""
        ...

    @property
    def threshold(self) -> float:
        """Return the threshold."""
        ...

    @property
    def notes(self) -> Sequence[str]:
        """Return the notes."""
        ...


class Matcher(Protocol):
    """The matcher as seen from here: pure, the same for the same bank and catalogue."""

    def match(self, questions: Sequence[Question]) -> Matches:
        """Match the questions of one form, in the form's order."""
        ...

    def siblings(self) -> Mapping[str, tuple[str, ...]]:
        """Return for each entry id the ids of all entries on the same fact."""
        ...


def propose(form: Form, bank: Bank, matcher: Matcher, settings: Settings, progress: Callable[[str], None] = lambda _: None) -> Draft:
    """Match and decide every question of the form.

    Args:
        form: The form as read.
        bank: The answer bank.
        matcher: Made for this bank.
        settings: What the user asked for.
        progress: Is told in words what is going on.
    """
    asked = _cleared(form.questions) if settings.overwrite else form.questions
    form = replace(form, questions=tuple(asked))
    todo = [question for question in asked if not occupied(question)]
    progress(f"matching {len(todo)} questions against {len(bank.entries)} entries")
    matches = matcher.match(todo)
    threshold = matches.threshold if settings.threshold is None else settings.threshold
    instrument = recognise(asked)
    proposals = {
        question.id: by_identifier(question, proposal, instrument, bank) if instrument else proposal
        for question, proposal in zip(todo, matches.proposals, strict=True)
    }
    notes = (*matches.notes, *([f"recognised as {instrument.name} by its identifiers"] if instrument else []))
    draft = Draft(form, bank, settings, threshold, proposals, {}, notes=notes)
    return draft.with_decisions(_decided(asked, proposals, rules_for(draft, matcher)).values())


def by_identifier(question: Question, proposal: Proposal, instrument: Instrument, bank: Bank) -> Proposal:
    """Return the proposal with the entry first that names this very question of the instrument.

    The text must be alike too: the entry is among the candidates, believed at least a little, and runs into no guard. An entry
    with this very wording, its own or a confirmed one, goes before it.
    """
    entries = bank.by_id()
    named = [
        candidate
        for candidate in proposal.candidates
        if names(entries[candidate.entry].frameworks, instrument, question.ref) and not candidate.guards and candidate.confidence >= _ALIKE
    ]
    verbatim = any(candidate.via is not Reason.MATCHED for candidate in proposal.candidates)
    if len(named) != 1 or verbatim or proposal.uncovered:
        return proposal
    sure = replace(named[0], confidence=max(named[0].confidence, _BY_IDENTIFIER), via=Reason.INSTRUMENT)
    return replace(proposal, candidates=(sure, *(other for other in proposal.candidates if other is not named[0])))


def rules_for(draft: Draft, matcher: Matcher) -> Rules:
    """Return the rules that the draft's decisions were made by."""
    return Rules(draft.bank.by_id(), matcher.siblings(), draft.settings, draft.threshold)


def occupied(question: Question) -> bool:
    """Tell whether an answer stands in the form already; a lone comment does not make one."""
    main = [slot for slot in question.slots if slot.role in {Role.ANSWER, Role.MARK}]
    return any(slot.before for slot in main or question.slots)


def _cleared(questions: Sequence[Question]) -> list[Question]:
    """Return the questions as if nothing stood in their slots: what --overwrite means."""
    return [replace(question, slots=tuple(replace(slot, before="") for slot in question.slots)) for question in questions]


def _decided(questions: Sequence[Question], proposals: Mapping[str, Proposal], rules: Rules) -> dict[str, Decision]:
    decisions: dict[str, Decision] = {}
    for question in questions:
        proposal = proposals.get(question.id)
        if proposal is None:
            decisions[question.id] = Decision(question.id, State.KEPT, Reason.OCCUPIED, why="an answer stands there already")
            continue
        own = decide(question, proposal, rules)
        decisions[question.id] = follow_up(question, own, decisions.get(question.parent), rules) if question.parent else own
    return decisions
