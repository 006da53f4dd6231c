"""What stands in a completed question's places, and whether an entry would put it there again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from questionnaire_filler.compose import Answer, Unfit, compose
from questionnaire_filler.model import Disclosure, Role, SlotKind
from questionnaire_filler.settings import DEFAULT_CITE
from questionnaire_filler.text import squeeze
from questionnaire_filler.vocabulary import offers_positions

if TYPE_CHECKING:
    from questionnaire_filler.model import Entry, Question, Slot

_COUNTED = {Role.ANSWER, Role.COMMENT, Role.EVIDENCE, Role.MARK}
_SOURCE_LINE = re.compile(r"\n?(?:Source|Sources): ([^\n]+)\Z")


@dataclass(frozen=True, slots=True)
class Stood:
    """The answer of one completed question, by the places that it was divided into.

    Attributes:
        question: The question as read.
        main: What stands in the place of the answer; empty where only boxes or columns are marked.
        marked: The options that are marked.
        comment: The explanation beside it, without the line that cites sources.
        evidence: What is cited, one text each.
        others: What stands in further places for explanations: an entry has one explanation.
    """

    question: Question
    main: str = ""
    marked: tuple[str, ...] = ()
    comment: str = ""
    evidence: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def option(self) -> str:
        """The one option that is marked, or empty."""
        return self.marked[0] if len(self.marked) == 1 else ""

    @property
    def told(self) -> str:
        """The answer on one line, as people are shown it."""
        return squeeze(" | ".join(filter(None, (*self.marked, self.main, self.comment))))

    @property
    def key(self) -> tuple[object, ...]:
        """What two answers to the same question must have in common to be the same."""
        return (squeeze(self.main).casefold(), self.marked, squeeze(self.comment).casefold(), tuple(map(squeeze, self.evidence)))


def stood(question: Question) -> Stood | None:
    """Return the answer that stands in a question's places; None where it has none.

    A comment alone is an answer where the form has no other place for words.
    """
    main = question.slot(Role.ANSWER)
    marked = tuple(mark.value for mark in question.marks if mark.before)
    comment, *others = [text for slot in question.slots if slot.role is Role.COMMENT and (text := slot.before.strip())] or [""]
    evidence = tuple(line.strip() for line in _evidence(question).splitlines() if line.strip())
    if not evidence and (cited := _SOURCE_LINE.search(comment)):
        comment, evidence = comment[: cited.start()].strip(), tuple(filter(None, map(str.strip, cited[1].split("; "))))
    text = _text(main) if main else ""
    if not text and not marked:
        if not comment or question.marks or (main and not (main.kind is SlotKind.CHOICE and offers_positions(main.choices))):
            return None
        return Stood(question, comment, evidence=evidence)  # the comment is the only place, or a Yes/No list says nothing to what is asked
    return Stood(question, text, marked, comment, evidence, tuple(others))


def _text(slot: Slot) -> str:
    return ("Yes" if slot.before else "") if slot.kind is SlotKind.CHECK else slot.before.strip()


def _evidence(question: Question) -> str:
    # A column headed "Reference" may be the form's own numbering, which a completed form no longer tells apart by its empty cells.
    return "\n".join(slot.before for slot in question.slots if slot.role is Role.EVIDENCE and slot.before.strip() != question.ref)


def blank(question: Question) -> Question:
    """Return a question as if nothing stood in its places."""
    return replace(question, slots=tuple(replace(slot, before="") for slot in question.slots))


@dataclass(frozen=True, slots=True)
class Echo:
    """What of an answer an entry would give back, on a blank copy of the form.

    Attributes:
        main: The place of the answer, and the marks, would be as they were.
        whole: All places would be, and nothing else would be written.
    """

    main: bool
    whole: bool


def echo(question: Question, entry: Entry) -> Echo:
    """Say what an entry gives back of the answer that stands in a question's places."""
    empty = blank(question)
    composed = compose(empty, [Answer(entry, entry.position)], cite_where=DEFAULT_CITE, disclosure=Disclosure.NDA)
    if isinstance(composed, Unfit):
        return Echo(main=False, whole=False)
    written = {write.slot.where: _shown(write.slot, write.text) for write in composed}
    before = {
        slot.where: _shown(slot, slot.before)
        for slot in question.slots
        if slot.before and slot.role in _COUNTED and not (slot.role is Role.EVIDENCE and slot.before.strip() == question.ref)
    }
    mains = {slot.where for slot in question.slots if slot.role in {Role.ANSWER, Role.MARK}} or set(before)
    main = all(written.get(where, "") == before.get(where, "") for where in mains)
    return Echo(main, written == before)


def _shown(slot: Slot, text: str) -> str:
    """Return a text as it is compared: a mark is a mark, whatever sign it is made with."""
    if slot.role is Role.MARK or slot.kind is SlotKind.CHECK:
        return "X" if text else ""
    return squeeze(text)
