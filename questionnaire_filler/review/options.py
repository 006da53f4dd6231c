"""What a person may answer a question with: the candidates with their gates, and the stances that the form can take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.draft.decide import SUGGEST_FROM, settle
from questionnaire_filler.gates import gates
from questionnaire_filler.model import Position, Reason, Role, SlotKind, State
from questionnaire_filler.vocabulary import choice_for, position_of

if TYPE_CHECKING:
    from questionnaire_filler.draft.decide import Rules
    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.model import Candidate, Decision, Entry, Gate, Guard, Question

#: Longer lists (countries, vendors) are picked from by number; going through them with one key helps nobody.
_CYCLED = 12


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that a person may accept.

    Attributes:
        entries: The entries, several for a question of several parts; all are written.
        position: What they say on this very question; None for free text.
        confidence: Of the match; of the weakest part where there are several.
        guards: What speaks against it, in meaning.
        gates: The rules of the bank that are shut for it.
        features: Named evidence, strongest first.
        about: Where it comes from when it is no plain candidate: "all parts together".
        positions: What each of several entries says on this very question; empty where there is only one.
    """

    entries: tuple[Entry, ...]
    position: Position | None
    confidence: float
    guards: tuple[Guard, ...] = ()
    gates: tuple[Gate, ...] = ()
    features: tuple[tuple[str, float], ...] = ()
    about: str = ""
    positions: tuple[Position | None, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The entries' ids."""
        return tuple(entry.id for entry in self.entries)

    @property
    def sealed(self) -> Gate | None:
        """The gate that nobody opens here: this customer may not be told the entry."""
        return next((gate for gate in self.gates if gate.reason is Reason.DISCLOSURE), None)


@dataclass(frozen=True, slots=True)
class Stance:
    """A position, and the form's choice where that is none of the words that positions are said in."""

    position: Position | None
    choice: str = ""


def options_for(draft: Draft, question: Question, rules: Rules) -> tuple[Option, ...]:
    """Return what may answer the question, the proposed answer first; each set of entries once."""
    decision, proposal = draft.decisions[question.id], draft.proposals.get(question.id)
    plain = [_of_candidate(question, candidate, rules) for candidate in (proposal.candidates if proposal else ())]
    parent = draft.decisions.get(question.parent)
    first = [*_of_parent(question, decision, parent, rules), *_of_parts(question, decision, draft, rules)]
    found: dict[tuple[str, ...], Option] = {}
    for option in (*first, *plain):
        found.setdefault(option.ids, option)
    return tuple(found.values())


def preselected(options: tuple[Option, ...], decision: Decision) -> int | None:
    """Return which option Enter accepts: the proposed one, and none where nothing is likely enough to be read for it."""
    if not options or options[0].about:
        return 0 if options else None
    ids = [option.ids for option in options]
    if decision.entries in ids:
        return ids.index(decision.entries)
    return 0 if options[0].confidence >= SUGGEST_FROM else None


def searched(question: Question, candidate: Candidate, rules: Rules) -> Option:
    """Return the option for an entry that a person looked up: this very entry, never a sibling, with its own gates."""
    entry = rules.entries[candidate.entry]
    return Option(
        (entry,), candidate.position, candidate.confidence, candidate.guards, _gates(entry, question, rules), candidate.features, "found"
    )


def choices_of(question: Question) -> tuple[str, ...]:
    """Return what the form's main place accepts; empty where it takes any text."""
    slot = question.slot(Role.ANSWER)
    if slot is None:
        return tuple(dict.fromkeys(mark.value for mark in question.marks if mark.value))
    return tuple(dict.fromkeys(slot.choices)) if slot.kind is SlotKind.CHOICE else ()


def stances_for(question: Question, option: Option | None) -> tuple[Stance, ...]:
    """Return the stances that the form's main place can take, in the form's order; empty where there is nothing to change."""
    choices = choices_of(question)
    several = option is not None and len(option.entries) > 1
    if choices:
        return tuple(_stance(choice, choices, several=several) for choice in choices[:_CYCLED])
    slot = question.slot(Role.ANSWER) or question.slot(Role.COMMENT)
    if slot is not None and slot.kind is SlotKind.CHECK:
        return (Stance(Position.YES), Stance(Position.NO))
    if slot is None or slot.kind is not SlotKind.TEXT or several:
        return ()
    free = [] if option is not None and option.entries and not option.entries[0].answer else [None]
    return tuple(Stance(position) for position in (*Position, *free))


def _stance(choice: str, choices: tuple[str, ...], *, several: bool) -> Stance:
    """Return the stance of a choice: the position alone where the choice is its word, so that it holds in another version of the form."""
    position = position_of(choice)
    plain = position is not None and choice_for(position, choices) == choice and not several
    return Stance(position, "" if plain else choice)


def _of_candidate(question: Question, candidate: Candidate, rules: Rules) -> Option:
    wanted = settle(question, candidate, rules)
    entry = rules.entries[wanted.candidate.entry]
    return Option((entry,), wanted.candidate.position, candidate.confidence, candidate.guards, wanted.gates, candidate.features)


def _of_parts(question: Question, decision: Decision, draft: Draft, rules: Rules) -> tuple[Option, ...]:
    """Return the option that answers every part with its own entry, where the decision proposes that."""
    proposal = draft.proposals.get(question.id)
    if len(decision.entries) < 2 or proposal is None or not all(part.candidates for part in proposal.parts):  # noqa: PLR2004 -- several
        return ()
    wanted = [settle(question, part.candidates[0], rules) for part in proposal.parts]
    entries = tuple(rules.entries[entry] for entry in decision.entries)
    guards = tuple(dict.fromkeys(guard for item in wanted for guard in item.candidate.guards))
    shut = tuple(dict.fromkeys(gate for item in wanted for gate in item.gates))
    return (
        Option(entries, decision.position, decision.confidence, guards, shut, about="all parts together", positions=decision.positions),
    )


def _of_parent(question: Question, decision: Decision, parent: Decision | None, rules: Rules) -> tuple[Option, ...]:
    """Return the explanation of the question above, where this one asks for it and the one above is settled by now."""
    if parent is None or decision.reason is not Reason.PARENT or parent.state is not State.FILLED or parent.text:
        return ()
    entries = tuple(rules.entries[entry] for entry in parent.entries)
    if not entries or not all(entry.answer for entry in entries):
        return ()
    shut = tuple(dict.fromkeys(gate for entry in entries for gate in _gates(entry, question, rules)))
    silent = (None,) * len(entries) if len(entries) > 1 else ()
    return (Option(entries, None, parent.confidence, gates=shut, about="the explanation of the answer above", positions=silent),)


def _gates(entry: Entry, question: Question, rules: Rules) -> tuple[Gate, ...]:
    settings = rules.settings
    return gates(
        entry,
        as_of=settings.as_of,
        scope=settings.scope,
        disclosure=settings.disclosure,
        question_text=question.text,
        section=question.section,
    )
