"""What `fill bank check` can find: the codes with their weight and meaning, which also make the reference page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from questionnaire_filler.bank.edited import Edit
    from questionnaire_filler.model import Place


class Severity(StrEnum):
    """How much a finding weighs; --strict fails on errors and warnings."""

    ERROR = "error"  # a customer would be told something wrong
    WARNING = "warning"  # an answer does not fill itself in, or should be looked at
    ADVICE = "advice"  # the bank would be better with it


class Code(StrEnum):
    """The findings, by the name that they are printed with."""

    EXPIRED = "expired"
    STALE = "stale"
    UNAPPROVED = "unapproved"
    FUTURE_REVIEW = "future-review"
    CONTRADICTION = "contradiction"
    OWN_CONTRADICTION = "own-contradiction"
    BLANK = "blank"
    PERSONAL_DATA = "personal-data"
    NOT_FOR = "not-for-own"
    SHARED_QUESTION = "shared-question"
    NEAR_DUPLICATE = "near-duplicate"
    RARE_SCOPE = "rare-scope"
    UNKNOWN_TOPIC = "unknown-topic"
    EXPIRED_SOURCE = "expired-source"
    HIDDEN_SOURCE = "hidden-source"
    INVISIBLE = "invisible-characters"
    TOPIC_INFERRED = "topic-inferred"
    TOPIC_UNSURE = "topic-unsure"
    NO_SOURCE = "no-source"
    NO_OWNER = "no-owner"
    NO_REVIEW = "no-review"
    LONG_SHORT = "long-short"
    REPEATED = "repeated-alternate"
    ID_STYLE = "id-style"


@dataclass(frozen=True, slots=True)
class Rule:
    """A code's weight, meaning and remedy."""

    severity: Severity
    help: str


_ERROR, _WARNING, _ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

RULES: dict[Code, Rule] = {
    Code.EXPIRED: Rule(_ERROR, "The answer's last day is over; it waits for a person. Renew the answer, or take it out."),
    Code.STALE: Rule(_WARNING, "The last review is longer ago than `review_every` allows, or there was none. Check it and set `reviewed`."),
    Code.UNAPPROVED: Rule(_WARNING, "A draft does not fill itself in. Read it and set `status: approved`."),
    Code.FUTURE_REVIEW: Rule(_WARNING, "`reviewed` lies in the future."),
    Code.CONTRADICTION: Rule(
        _ERROR, "Two entries on the same fact and scope take other positions or give other numbers. Correct one of them."
    ),
    Code.OWN_CONTRADICTION: Rule(
        _ERROR, 'An entry\'s words contradict its position ("No, we ..." with position yes), or `short` its answer.'
    ),
    Code.BLANK: Rule(_ERROR, "A blank was left in: [[...]], TODO, <...>. Fill it in; --fix makes the entry a draft until then."),
    Code.PERSONAL_DATA: Rule(
        _WARNING,
        "A public answer holds a person's e-mail address or a phone number. Use the address of a function, or restrict `disclosure`. "
        "Entries about contacts and signers are left alone.",
    ),
    Code.NOT_FOR: Rule(_ERROR, "A question stands in `not_for` and is the entry's own, or one of its alternates. Delete one of them."),
    Code.SHARED_QUESTION: Rule(
        _WARNING, "Two entries for the same scope claim the same question. Delete it from one, or give them scopes."
    ),
    Code.NEAR_DUPLICATE: Rule(
        _WARNING, "Two entries for the same scope ask nearly the same. Merge them, or name the other's question in `not_for`."
    ),
    Code.RARE_SCOPE: Rule(_WARNING, "A scope tag is used once and looks like another one. Correct it if it is a slip of the pen."),
    Code.UNKNOWN_TOPIC: Rule(_WARNING, "The catalogue has no such topic; the entry is matched by its words alone."),
    Code.EXPIRED_SOURCE: Rule(_WARNING, "A cited certificate or report is no longer valid. Cite the new one."),
    Code.HIDDEN_SOURCE: Rule(_ADVICE, "All sources are more confidential than the answer: some customers get it without a citation."),
    Code.INVISIBLE: Rule(_WARNING, "A text holds characters that nobody sees. --fix deletes them."),
    Code.TOPIC_INFERRED: Rule(_ADVICE, "The entry names no topic; its question shows which one it answers. --fix writes it."),
    Code.TOPIC_UNSURE: Rule(
        _ADVICE, "The entry names no topic and none is sure. It is matched by its own words and, weakly, by likely ones."
    ),
    Code.NO_SOURCE: Rule(_ADVICE, "The answer cites nothing, so that nobody can check it. Name a document in `sources`."),
    Code.NO_OWNER: Rule(_ADVICE, "Nobody is named who keeps the answer true. Name an `owner`, for the entry or its file."),
    Code.NO_REVIEW: Rule(_ADVICE, "The answer holds for ever: it has neither `review_every` nor `expires`."),
    Code.LONG_SHORT: Rule(_ADVICE, "`short` is longer than the answer."),
    Code.REPEATED: Rule(_ADVICE, "An alternate is the question itself, or another alternate, in other letters. Delete it."),
    Code.ID_STYLE: Rule(_ADVICE, "The id is not written in lower-case words with hyphens. Leave it if it was cited already."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at in the bank.

    Attributes:
        code: What kind of thing.
        place: Where it stands.
        entry: The id of the entry.
        message: What is wrong, in one sentence without a final full stop.
        other: The id of the other entry, where two are concerned.
        fix: An edit that `--fix` applies; None where a person must decide.
    """

    code: Code
    place: Place
    entry: str
    message: str
    other: str = ""
    fix: Edit | None = None

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return RULES[self.code].severity
