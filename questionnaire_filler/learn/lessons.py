"""From a completed form to suggested edits of the bank, and what could not become one."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rapidfuzz import fuzz

from questionnaire_filler.audit import Told, Verdict, compare, given_answer
from questionnaire_filler.bank.edit import AddEntry, AddText, TextList
from questionnaire_filler.draft.decide import SUGGEST_FROM, asks_to_explain
from questionnaire_filler.learn.naming import Names
from questionnaire_filler.learn.shapes import shaped
from questionnaire_filler.learn.stood import Stood, blank, echo, stood
from questionnaire_filler.learn.suggestions import Learnt, Lesson, Trouble, TroubleKind
from questionnaire_filler.model import Disclosure, Entry, Place, Reason, Role, SlotKind, Source, Status
from questionnaire_filler.text import fold, printable, shorten, squeeze, words
from questionnaire_filler.vocabulary import leading_position

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from questionnaire_filler.bank.edit import Edit
    from questionnaire_filler.learn.stood import Echo
    from questionnaire_filler.learn.suggestions import Terms
    from questionnaire_filler.model import Bank, Candidate, Form, Proposal, Question

    class Matches(Protocol):
        """What the matcher says of a whole form."""

        @property
        def proposals(self) -> Sequence[Proposal]:
            """Return the proposals, in the order of the questions."""
            ...

        @property
        def threshold(self) -> float:
            """Return the lowest confidence that fills itself in."""
            ...


class Matcher(Protocol):
    """The matcher as seen from here."""

    def match(self, questions: Sequence[Question]) -> Matches:
        """Match questions in which nothing stands."""
        ...


_SAME_WORDS = 90.0  # rapidfuzz's token_sort_ratio of two answers that say the same
_LIKELY = 0.5  # confidence from which an entry's question is more likely the same than not
_FEWEST_WORDS = 4  # an answer of fewer words proves nothing about its question


def learn(form: Form, bank: Bank, matcher: Matcher, terms: Terms) -> Learnt:
    """Compare what stands in a completed form with the bank, and suggest what the bank could take over.

    Args:
        form: The completed form.
        bank: The bank, which may be empty.
        matcher: Made for this bank.
        terms: On what terms answers are taken over.
    """
    return _Learner(form, bank, matcher, terms).run()


class _Learner:
    def __init__(self, form: Form, bank: Bank, matcher: Matcher, terms: Terms) -> None:
        self._bank = bank
        self._terms = terms
        self._entries = bank.by_id()
        self._names = Names(self._entries)
        self._answers = [found for question in form.questions if (found := stood(question))]
        matches = matcher.match([blank(found.question) for found in self._answers])
        self._proposals = {found.question.id: proposal for found, proposal in zip(self._answers, matches.proposals, strict=True)}
        self._threshold = matches.threshold
        self._lessons: list[Lesson] = []
        self._troubles: list[Trouble] = []
        self._known = 0

    def run(self) -> Learnt:
        explained = self._explanations()
        for group in _grouped([found for found in self._answers if not asks_to_explain(found.question.text)]):
            first = group[0]
            if any(len(found.marked) > 1 for found in group):
                self._trouble(TroubleKind.SEVERAL, group, "more than one option is marked")
            elif len({found.key for found in group}) > 1:
                self._told_twice(group)
            elif not self._from_bank(group):
                self._new(group, explained.pop(first.question.id, None))
        for follow_up in explained.values():
            why = "means nothing without the question above, whose entry cannot take it over"
            self._trouble(TroubleKind.DEPENDS, [follow_up], why)
        order = {found.question.where: at for at, found in enumerate(self._answers)}
        self._lessons.sort(key=lambda lesson: order[lesson.where])
        self._troubles.sort(key=lambda trouble: order[trouble.where])
        return Learnt(tuple(self._lessons), tuple(self._troubles), self._known, len(self._answers))

    def _explanations(self) -> dict[str, Stood]:
        """Return the answers to mere requests to explain, by the question above them or, without one, by their own."""
        asked = {found.question.id for found in self._answers}
        found: dict[str, Stood] = {}
        for one in self._answers:
            if asks_to_explain(one.question.text):
                parent = one.question.parent
                found[parent if parent in asked and parent not in found else one.question.id] = one
        return found

    def _trouble(self, kind: TroubleKind, group: Sequence[Stood], why: str, entry: Entry | None = None) -> None:
        says = _says(entry) if entry else ""
        for found in group:
            question = found.question
            self._troubles.append(Trouble(kind, _line(question.text), question.where, found.told, why, entry.id if entry else "", says))

    def _told_twice(self, group: Sequence[Stood]) -> None:
        for found in group:
            other = next(one for one in group if one.key != found.key)
            self._trouble(
                TroubleKind.TOLD_TWICE, [found], f"{other.question.where} answers the same question with “{shorten(other.told, 60)}”"
            )

    def _from_bank(self, group: Sequence[Stood]) -> bool:
        """Compare an answer with the entry that the bank has for its question; return whether there is one, and all is said."""
        first = group[0]
        candidates = self._proposals[first.question.id].candidates
        exact = [candidate for candidate in candidates if candidate.via in {Reason.EXACT, Reason.CONFIRMED}]
        likely = [one for one in candidates[:1] if one.confidence >= _LIKELY and not _other_meaning(one)]
        if found := exact or likely:
            verdict = self._compared(group, found, known=bool(exact))
            if exact or verdict in {Verdict.SAME, Verdict.POSITION, Verdict.NUMBER}:
                return True
        alike = next((candidate for candidate in candidates if self._says_the_same(first, candidate)), None)
        if alike is not None:
            self._alternate(group, self._entries[alike.entry])
        return alike is not None

    def _compared(self, group: Sequence[Stood], candidates: Sequence[Candidate], *, known: bool) -> Verdict:
        """Compare an answer with the entries for its question, and return how it stands to the one that is nearest to it.

        Args:
            group: The answers, all alike.
            candidates: The entries.
            known: One of them has this very question.
        """
        given = given_answer(group[0].question)
        assert given is not None  # noqa: S101 -- `stood` found an answer
        asked = group[0].question.text
        compared = [compare(Told(self._terms.name, asked, given, self._entries[one.entry], one.position)) for one in candidates]
        verdict, candidate = next(
            ((one.verdict, by) for one, by in zip(compared, candidates, strict=True) if one.verdict is Verdict.SAME),
            (compared[0].verdict, candidates[0]),
        )
        entry = self._entries[candidate.entry]
        if verdict is Verdict.SAME and known:
            self._known += len(group)
        elif verdict is Verdict.SAME and (
            candidate.position != entry.position
            or not (given.text or candidate.confidence >= self._threshold)
            or not _same_choice(group[0].question, entry)
        ):
            # An inverted question is no alternate, a bare position proves little about the question, and where people chose “Planned”
            # an entry that says Yes would choose Yes.
            return Verdict.WORDS
        elif verdict is Verdict.SAME:
            self._alternate(group, entry)
        elif known or verdict is not Verdict.WORDS:
            self._trouble(TroubleKind(verdict.value), group, compared[0].why, entry)
        return verdict

    def _says_the_same(self, found: Stood, candidate: Candidate) -> bool:
        """Whether an entry gives the very answer that people gave, in so many words that the question must be the same."""
        entry = self._entries[candidate.entry]
        text = "\n".join(filter(None, (found.main, found.comment)))
        return (
            candidate.confidence >= SUGGEST_FROM
            and candidate.position == entry.position
            and not any(stop.reason is Reason.NOT_FOR for stop in candidate.guards)
            and len(words(entry.answer)) >= _FEWEST_WORDS
            and fuzz.token_sort_ratio(fold(text), fold(f"{entry.position or ''} {entry.answer}")) >= _SAME_WORDS
            and echo(found.question, entry).main
        )

    def _alternate(self, group: Sequence[Stood], entry: Entry) -> None:
        edit = AddText(entry.id, TextList.ALTERNATES, _question(group[0].question))
        self._lesson(edit, group, echo(group[0].question, entry))

    def _new(self, group: Sequence[Stood], explanation: Stood | None) -> None:
        first = group[0]
        made, found = shaped(first, self._entry(first))
        if explanation is not None:
            told = replace(first, comment="\n".join(filter(None, (first.comment, explanation.main or explanation.comment))))
            with_it, echoed = shaped(told, made)
            if echoed.main and echo(explanation.question, replace(with_it, position=None)).main:
                made, found = with_it, echoed
                self._known += 1  # the follow-up takes its parent's explanation
            else:
                self._trouble(TroubleKind.DEPENDS, [explanation], "its question's entry cannot take the explanation as well")
        best = self._proposals[first.question.id].candidates[:1]
        near = best[0].entry if best and best[0].confidence >= _LIKELY else ""
        self._lesson(AddEntry(made, self._terms.into), group, found, near)

    def _lesson(self, edit: Edit, group: Sequence[Stood], found: Echo, near: str = "") -> None:
        first = group[0]
        self._lessons.append(
            Lesson(edit, _line(first.question.text), first.question.where, first.told, found.whole, found.main, len(group), near)
        )

    def _entry(self, found: Stood) -> Entry:
        """Return a new entry without its answer."""
        question, terms = found.question, self._terms
        cited = tuple(Source(squeeze(text)) for text in found.evidence)
        # A customer's form is never cited to another customer.
        origin = Source(terms.name, ref=question.where, date=terms.as_of, disclosure=Disclosure.INTERNAL)
        return Entry(
            id=self._names.name(question.text, f"{Path(terms.name).stem} {question.ref or question.id}"),
            question=_question(question),
            place=Place(terms.into, 1, 1),
            sources=(*cited, origin),
            scope=terms.scope,
            disclosure=terms.disclosure,
            status=Status.APPROVED if terms.approve else Status.DRAFT,
            reviewed=terms.as_of if terms.approve else None,
            note="\n".join(f"Also told: {text}" for text in found.others),
            section=_line(question.section[-1]) if question.section else "",
        )


def _grouped(answers: Sequence[Stood]) -> Iterator[list[Stood]]:
    groups: Mapping[str, list[Stood]] = defaultdict(list)
    for found in answers:
        groups[fold(found.question.text) or found.question.text].append(found)
    return iter(groups.values())


def _other_meaning(candidate: Candidate) -> bool:
    """Whether a rule about meaning speaks against the entry; that another fits about as well does not."""
    return any(stop.reason is not Reason.NEAR_TIE for stop in candidate.guards)


def _same_choice(question: Question, entry: Entry) -> bool:
    """Whether an entry that takes a position gives back what people chose or marked; words may be others, a choice may not."""
    choices = any(slot.role is Role.MARK or (slot.role is Role.ANSWER and slot.kind is not SlotKind.TEXT) for slot in question.slots)
    return entry.position is None or not choices or echo(question, entry).main


def _says(entry: Entry) -> str:
    words = squeeze(entry.answer or entry.short)
    return words if entry.position is None or leading_position(words) else f"{entry.position}: {words}".rstrip(": ")


def _line(text: str) -> str:
    return squeeze(printable(text))


def _question(question: Question) -> str:
    """Return a question as the bank stores it: on one line, and equal to the form's when both are folded."""
    # What nobody sees divides words for the comparison, so that it must become a space and not vanish.
    return squeeze("".join(sign if printable(sign) else " " for sign in re.sub(r"\x1b\[[0-9;]*m", " ", question.text)))
