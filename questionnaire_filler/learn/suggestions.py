"""What a completed form teaches, as values: suggested edits, and the answers that became none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaire_filler.model import Disclosure

if TYPE_CHECKING:
    from datetime import date

    from questionnaire_filler.bank.edit import Edit


class TroubleKind(StrEnum):
    """Why an answer became no suggestion."""

    POSITION = "other-position"  # told No, the bank says Yes
    NUMBER = "other-number"  # told 72 hours, the bank says 48
    WORDS = "other-words"  # the bank answers the question in other words, which stay
    TOLD_TWICE = "told-twice"  # the form asks the same question twice and was answered differently
    SEVERAL = "several-options"  # more than one option is marked: an entry takes one position
    DEPENDS = "follow-up"  # "If yes, describe": means nothing without the question above, whose entry cannot take it


@dataclass(frozen=True, slots=True)
class Lesson:
    """One suggested edit.

    Attributes:
        edit: The edit: an alternate, or a new entry.
        question: The form's question, on one line.
        where: Its place.
        told: What people answered, on one line.
        whole: Filling a blank copy of the form would give all parts of the answer back.
        main: It would give the answer itself back.
        covers: How many of the form's answers it stands for: the same question may be asked several times.
        near: For a new entry, the bank's entry that seems to state the same fact in other words; empty where none does.
    """

    edit: Edit
    question: str
    where: str
    told: str
    whole: bool
    main: bool
    covers: int = 1
    near: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """An answer that became no suggestion, and why; the bank stays as it is.

    Attributes:
        kind: Why.
        question: The form's question, on one line.
        where: Its place.
        told: What people answered, on one line.
        why: In words.
        entry: The bank's entry that stands against it; empty where there is none.
        says: What that entry says, on one line.
    """

    kind: TroubleKind
    question: str
    where: str
    told: str
    why: str
    entry: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a completed form teaches.

    Attributes:
        lessons: Suggested edits, in the form's order.
        troubles: Answers that became none.
        known: Answers that the bank gives already, to these very questions.
        answered: All answers found in the form.
    """

    lessons: tuple[Lesson, ...]
    troubles: tuple[Trouble, ...]
    known: int
    answered: int


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms answers are taken into the bank.

    Attributes:
        name: What the completed form is called as a source.
        as_of: The day of learning.
        into: The file for new entries, below the bank's folder.
        approve: New entries are approved at once; else they are drafts.
        disclosure: Who may be told what the new entries say.
        scope: The products or deployments that the form was about; empty for all.
    """

    name: str
    as_of: date
    into: Path = Path("learned.yaml")
    approve: bool = False
    disclosure: Disclosure = Disclosure.PUBLIC
    scope: frozenset[str] = frozenset()
