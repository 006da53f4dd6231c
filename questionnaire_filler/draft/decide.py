"""From a proposal to a decision: guards, threshold, the bank's gates, the form's vocabulary, in this order.

The policy is one place: nothing is filled in unless every step lets it pass, and the first step that does not gives the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import TYPE_CHECKING

from questionnaire_filler.compose import Answer, Unfit, compose
from questionnaire_filler.gates import settle_scopes
from questionnaire_filler.model import Decision, Position, Reason, Role, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaire_filler.model import Candidate, Entry, Gate, Proposal, Question
    from questionnaire_filler.settings import Settings

#: Below this a candidate is not worth a person's time before the question itself is read: the question counts as open.
SUGGEST_FROM = 0.20
#: From here on a candidate is likelier right than not: good enough to be shown first to a person.
_LIKELY = 0.5

_DESCRIBE = re.compile(
    r"^(?:\W*(?:if|when|where)\s+(?:so|yes|not|no|applicable|any|[\w\s,'/“”\"]{0,60}?))?[\s,:;–-]*(?:please\s+)?"
    r"(?:briefly\s+)?(?:describe|explain|elaborate|specify|comment|"
    r"provide (?:more |further |additional )?(?:details?|information|an? explanation|a (?:brief )?description|comments?)|"
    r"give (?:more )?details?|details?|explanation|comments?|additional (?:details|information|comments))"
    r"(?:\s+(?:here|below|how|why|your answer|further|in detail|why not))?\W*$",
    re.IGNORECASE,
)
_IF_YES = re.compile(r"^\W*if\s+(?:yes|so|applicable|true)\b", re.IGNORECASE)
_IF_NO = re.compile(r"^\W*if\s+(?:no|not)\b", re.IGNORECASE)
_FINE = 1000  # confidences are told to three digits
_NOISE = 1e-9  # 0.877 is a little more or less as a float


@dataclass(frozen=True, slots=True)
class Rules:
    """What decisions are made by.

    Attributes:
        entries: The bank's entries by id.
        siblings: For each entry id the ids of the entries on the same fact, itself among them.
        settings: What the user asked for.
        threshold: Lowest confidence that fills itself in.
    """

    entries: Mapping[str, Entry]
    siblings: Mapping[str, tuple[str, ...]]
    settings: Settings
    threshold: float

    @property
    def scopes(self) -> frozenset[str]:
        """All scope tags that the bank's entries use."""
        return frozenset(tag for entry in self.entries.values() for tag in entry.scope)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A candidate with the gates of the entry that its scope settled on."""

    candidate: Candidate
    gates: tuple[Gate, ...]


def said_confidence(confidence: float) -> str:
    """Return a confidence in words: rounded down, so that one below the threshold never reads like it."""
    return f"{floor(confidence * _FINE + _NOISE) / _FINE:.3f}"


def said_threshold(threshold: float) -> str:
    """Return a threshold in words: rounded up, see `said_confidence`."""
    return f"{ceil(threshold * _FINE - _NOISE) / _FINE:.3f}"


def decide(question: Question, proposal: Proposal, rules: Rules) -> Decision:
    """Decide one question by the rules, without its parent."""
    if not proposal.candidates or proposal.candidates[0].confidence < SUGGEST_FROM:
        return _nothing(question, proposal)
    wanted = _wanted(question, proposal, rules)
    said: dict[str, Position | None] = {}
    for item in wanted:
        said.setdefault(item.candidate.entry, item.candidate.position)
    found = Decision(
        question.id,
        State.REVIEW,
        Reason.LOW_CONFIDENCE,
        confidence=min(item.candidate.confidence for item in wanted),
        entries=tuple(said),
        position=_joint([item.candidate.position for item in wanted]),
        positions=tuple(said.values()) if len(said) > 1 else (),
    )
    if stop := _first_stop(question, proposal, wanted, rules):
        stopped = replace(found, reason=stop[0], why=stop[1])
        worded = stop[0] is Reason.VOCABULARY and len(wanted) == 1 and found.position is None
        return _with_position(question, stopped, proposal, rules) if worded else stopped
    return replace(found, state=State.FILLED, reason=wanted[0].candidate.via if len(wanted) == 1 else Reason.MATCHED)


def _with_position(question: Question, decision: Decision, proposal: Proposal, rules: Rules) -> Decision:
    """Propose the next candidate that the form can take, where the first one is words and the form wants a position.

    It waits for a person all the same: that another entry fits the list is no evidence that it answers the question.
    """
    for candidate in proposal.candidates[1:]:
        if candidate.position is None or candidate.guards or candidate.confidence < _LIKELY:
            continue
        wanted = settle(question, candidate, rules)
        if wanted.gates or _form_stop(question, [wanted.candidate], rules):
            continue
        entry = wanted.candidate.entry
        why = f"{decision.why}; “{entry}” says one of them, and “{decision.entries[0]}” fits better"
        position, confidence = wanted.candidate.position, candidate.confidence
        return replace(decision, entries=(entry,), position=position, confidence=confidence, why=why)
    return decision


def _nothing(question: Question, proposal: Proposal) -> Decision:
    confidence = proposal.candidates[0].confidence if proposal.candidates else 0.0
    if proposal.declined:
        return Decision(question.id, State.OPEN, Reason.DECLINED, confidence=confidence, why=proposal.declined[0].why)
    return Decision(question.id, State.OPEN, Reason.NO_MATCH, confidence=confidence)


def _wanted(question: Question, proposal: Proposal, rules: Rules) -> tuple[Wanted, ...]:
    """Return the candidate to use: one, or one for each part where every part has its own."""
    if proposal.parts and all(part.candidates for part in proposal.parts):
        return tuple(settle(question, part.candidates[0], rules) for part in proposal.parts)
    return (settle(question, proposal.candidates[0], rules),)


def settle(question: Question, candidate: Candidate, rules: Rules) -> Wanted:
    """Return the candidate, or its sibling on the same fact whose scope is the one asked for, with the gates that are shut for it."""
    entry = rules.entries[candidate.entry]
    settled = settle_scopes(
        entry,
        [rules.entries[other] for other in rules.siblings.get(entry.id, ())],
        as_of=rules.settings.as_of,
        scopes=rules.scopes,
        scope=rules.settings.scope,
        disclosure=rules.settings.disclosure,
        question_text=question.text,
        section=question.section,
    )
    if settled.entry is not entry:
        inverted = candidate.position != entry.position
        position = settled.entry.position.inverted() if inverted and settled.entry.position else settled.entry.position
        candidate = replace(candidate, entry=settled.entry.id, position=position)
    return Wanted(candidate, settled.gates)


def _joint(positions: Sequence[Position | None]) -> Position | None:
    return positions[0] if len(set(positions)) == 1 else None


def _first_stop(question: Question, proposal: Proposal, wanted: Sequence[Wanted], rules: Rules) -> tuple[Reason, str] | None:
    """Return the first reason not to fill the question in, or None."""
    for item in wanted:
        for guard in item.candidate.guards:
            if guard.cap < rules.threshold:
                return guard.reason, guard.why
    if proposal.uncovered:
        return Reason.PARTIAL, f"nothing sure enough for: {'; '.join(proposal.uncovered)}"
    if (lowest := min(item.candidate.confidence for item in wanted)) < rules.threshold:
        why = proposal.declined[0].why if proposal.declined else f"{said_confidence(lowest)} sure, {said_threshold(rules.threshold)} needed"
        return Reason.LOW_CONFIDENCE, why
    if shut := [gate for item in wanted for gate in item.gates]:
        return shut[0].reason, shut[0].why
    return _form_stop(question, [item.candidate for item in wanted], rules)


def _form_stop(question: Question, wanted: Sequence[Candidate], rules: Rules) -> tuple[Reason, str] | None:
    """Return why the form itself cannot take the answer, or None."""
    if not any(slot.role in {Role.ANSWER, Role.COMMENT, Role.MARK} for slot in question.slots):
        return Reason.NO_PLACE, "the form has no place for the answer"
    locked = [slot.where for slot in question.slots if slot.locked and slot.role in {Role.ANSWER, Role.MARK}]
    if locked and not rules.settings.force_locked:
        return Reason.LOCKED, f"{locked[0]} is locked; --force-locked writes it all the same"
    answers = [Answer(rules.entries[candidate.entry], candidate.position) for candidate in wanted]
    composed = compose(question, answers, cite_where=rules.settings.cite, disclosure=rules.settings.disclosure)
    return (composed.reason, composed.why) if isinstance(composed, Unfit) else None


def follow_up(question: Question, own: Decision, parent: Decision | None, rules: Rules) -> Decision:
    """Decide a question that follows up another one ("If yes, describe"), given its own decision and its parent's.

    It takes its parent's explanation where it asks for no more than that; where the parent's position makes it pointless it is left
    blank; and it never fills itself in by its own words alone while its parent is undecided, since "it" may be anything.
    """
    if own.state is State.FILLED and own.reason in {Reason.EXACT, Reason.CONFIRMED}:
        return own
    pointless = parent is not None and (
        (parent.position is Position.NO and _IF_YES.match(question.text))
        or (parent.position is Position.YES and _IF_NO.match(question.text))
    )
    if parent is not None and pointless and parent.state is State.FILLED:
        why = f"only asked when the answer above is {'Yes' if parent.position is Position.NO else 'No'}"
        return Decision(question.id, State.BLANK, Reason.PARENT, confidence=parent.confidence, why=why)
    if not asks_to_explain(question.text):
        return own
    if parent is None or parent.state is not State.FILLED or parent.text:
        why = "takes the explanation of the question above, which is not settled"
        return Decision(question.id, State.REVIEW if own.entries else State.OPEN, Reason.PARENT, entries=own.entries, why=why)
    return _explained(question, parent, rules)


def asks_to_explain(text: str) -> bool:
    """Whether a question asks for no more than to explain the answer above it, and means nothing without that."""
    return _DESCRIBE.match(text) is not None


def _explained(question: Question, parent: Decision, rules: Rules) -> Decision:
    entries = [rules.entries[entry] for entry in parent.entries]
    if not all(entry.answer for entry in entries):
        return Decision(question.id, State.OPEN, Reason.PARENT, why="the answer above has no explanation in the bank")
    composed = compose(question, [Answer(entry) for entry in entries], cite_where=rules.settings.cite, disclosure=rules.settings.disclosure)
    if isinstance(composed, Unfit):
        return Decision(question.id, State.REVIEW, composed.reason, entries=parent.entries, why=composed.why)
    explained = Decision(question.id, State.FILLED, Reason.FOLLOW_UP, confidence=parent.confidence, entries=parent.entries)
    return replace(explained, positions=(None,) * len(entries)) if len(entries) > 1 else explained
