"""From question to decision: candidates with named evidence, guards and gates, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from questionnaire_filler.model.bank import Position


class State(StrEnum):
    """What became of a question."""

    FILLED = "filled"
    REVIEW = "review"  # a candidate, but not sure enough, or a gate is shut
    OPEN = "open"  # nothing fits
    KEPT = "kept"  # an answer stood there before
    BLANK = "blank"  # left blank by a person


class DecidedBy(StrEnum):
    """Who decided."""

    AUTO = "auto"
    PERSON = "person"


class Reason(StrEnum):
    """Why a question is in its state; the value is what `--json` and the reports print, the docstring table is in docs/reference."""

    # filled
    EXACT = "exact"
    CONFIRMED = "confirmed"
    INSTRUMENT = "instrument"
    MATCHED = "matched"
    FOLLOW_UP = "follow-up"
    ACCEPTED = "accepted"
    EDITED = "edited"
    # kept, blank
    OCCUPIED = "occupied"
    LEFT_BLANK = "left-blank"
    # review: not sure enough
    LOW_CONFIDENCE = "low-confidence"
    NEAR_TIE = "near-tie"
    # review: a guard
    POLARITY = "polarity"
    OTHER_ACTOR = "other-actor"
    OTHER_OBJECT = "other-object"
    OTHER_FACT = "other-fact"
    OTHER_STANDARD = "other-standard"
    NUMBER = "number"
    QUANTIFIER = "quantifier"
    DOCUMENT = "document"
    NOT_FOR = "not-for"
    # review: a gate
    SCOPE = "scope"
    STALE = "stale"
    EXPIRED = "expired"
    UNAPPROVED = "unapproved"
    DISCLOSURE = "disclosure"
    # review: the form
    PARTIAL = "partial"
    VOCABULARY = "vocabulary"
    LOCKED = "locked"
    NO_PLACE = "no-place"
    PARENT = "parent"
    # open
    DECLINED = "declined"
    NO_MATCH = "no-match"


@dataclass(frozen=True, slots=True)
class Guard:
    """A rule about meaning that caps what may fill itself in.

    Attributes:
        reason: The rule's name; the decision's reason when it stops a fill.
        why: In words: "asks within 24 hours; the answer says 48 hours".
        cap: The highest confidence that it leaves.
    """

    reason: Reason
    why: str
    cap: float


@dataclass(frozen=True, slots=True)
class Gate:
    """A rule of the bank that is shut for an entry: scope, status, expiry, disclosure."""

    reason: Reason
    why: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A bank entry that may answer a question.

    Attributes:
        entry: Its id.
        confidence: How likely it is the right answer, after guards, 0 to 1.
        via: How it was found: EXACT, CONFIRMED, INSTRUMENT or MATCHED.
        features: Named evidence with its value, strongest first; what `fill explain` prints.
        guards: The rules that capped it.
        topic: The catalogue's topic through which it was found; empty without.
        position: What the entry's position means for this very question: inverted for "Is any data unencrypted?"; None for free text.
    """

    entry: str
    confidence: float
    via: Reason = Reason.MATCHED
    features: tuple[tuple[str, float], ...] = ()
    guards: tuple[Guard, ...] = ()
    topic: str = ""
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Declined:
    """A topic that the question seems to ask for and the bank does not answer."""

    topic: str
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked by a question that asks several.

    Attributes:
        text: The clause.
        candidates: Best first, at most five.
    """

    text: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the matcher says of a question, before the bank's gates.

    Attributes:
        question: The question's id.
        candidates: Entries, best first, at most five; for a question of several parts, the parts' best ones merged.
        parts: The clauses, where it asks several things; empty otherwise.
        declined: Topics that it asks for and the bank does not answer.
        uncovered: The clauses for which no entry is sure enough.
    """

    question: str
    candidates: tuple[Candidate, ...] = ()
    parts: tuple[Part, ...] = ()
    declined: tuple[Declined, ...] = ()
    uncovered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What is done with a question.

    Attributes:
        question: The question's id.
        state: What became of it.
        reason: Why.
        decided_by: The program or a person.
        confidence: Of the match, after guards; of the weakest part where there are several; 0 without a candidate.
        entries: The entries that answer it.
        position: The position that is written; None for free text.
        positions: What each of several entries says on this very question, in their order; empty where there is only one.
        text: Words that a person wrote instead of the entry's; empty for the entry's own.
        choice: The form's choice that a person picked; empty for the one that says the position.
        why: What stopped it, or what the user should look at; empty when there is nothing to say.
    """

    question: str
    state: State
    reason: Reason
    decided_by: DecidedBy = DecidedBy.AUTO
    confidence: float = 0.0
    entries: tuple[str, ...] = ()
    position: Position | None = None
    text: str = ""
    choice: str = ""
    why: str = ""
    positions: tuple[Position | None, ...] = ()
