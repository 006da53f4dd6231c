"""Why a question was decided as it was, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from questionnaire_filler.draft.decide import settle
from questionnaire_filler.draft.record import candidate_record, question_record

if TYPE_CHECKING:
    from questionnaire_filler.draft.decide import Rules
    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.model import Candidate, Question


def explanation(draft: Draft, question: Question, rules: Rules) -> dict[str, Any]:
    """Return the decision with everything that led to it: features, guards and gates of every candidate, and the parts."""
    decision = draft.decisions[question.id]
    proposal = draft.proposals.get(question.id)
    return question_record(question) | {
        "state": decision.state.value,
        "reason": decision.reason.value,
        "why": decision.why,
        "confidence": round(decision.confidence, 4),
        "threshold": round(rules.threshold, 4),
        "parts": [
            {"text": part.text, "candidates": [_candidate(question, candidate, rules) for candidate in part.candidates]}
            for part in (proposal.parts if proposal else ())
        ],
        "candidates": [_candidate(question, candidate, rules) for candidate in (proposal.candidates if proposal else ())],
        "declined": [{"topic": declined.topic, "why": declined.why} for declined in (proposal.declined if proposal else ())],
    }


def _candidate(question: Question, candidate: Candidate, rules: Rules) -> dict[str, Any]:
    shut = settle(question, candidate, rules).gates
    return candidate_record(candidate) | {
        "via": candidate.via.value,
        "topic": candidate.topic,
        "features": {name: round(value, 4) for name, value in candidate.features},
        "gate": {"name": shut[0].reason.value, "why": shut[0].why} if shut else None,
    }
