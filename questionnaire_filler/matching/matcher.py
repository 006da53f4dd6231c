"""The matcher: from questions to proposals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from questionnaire_filler.matching.asks import negations, turned_back
from questionnaire_filler.matching.evidence import evidence, facts_of
from questionnaire_filler.matching.guards import CAPS, guard
from questionnaire_filler.matching.parts import halves, parts
from questionnaire_filler.matching.voice import as_asked
from questionnaire_filler.matching.weigh import Weigher, largest
from questionnaire_filler.model import Candidate, Declined, Part, Position, Proposal, Reason
from questionnaire_filler.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from questionnaire_filler.matching.evidence import Evidence, Numbers
    from questionnaire_filler.matching.judge import Judge
    from questionnaire_filler.matching.knowledge import Knowledge
    from questionnaire_filler.matching.meaning import Meaning, Vectors
    from questionnaire_filler.model import Entry, Guard, Question

_CANDIDATES = 5
_DECLINED = 3
_EXACT = 0.995
_CONFIRMED = 0.99
#: From this probability on, a topic that the bank does not answer is named as what the question asks for.
_DECLINE_FROM = 0.25
#: From this probability on, half of what a question joins asks for something that the bank does not answer.
_ELSEWHERE = 0.6
#: A "No" to one side of an "or" counts for the other side from this confidence on.
_DENIES = 0.6
_FEWEST_FOR_UNUSUAL = 8


@dataclass(frozen=True, slots=True)
class Matched:
    """What the matcher says of a form's questions.

    Attributes:
        proposals: One for each question, in the same order.
        threshold: Lowest confidence that may fill itself in for this form.
        notes: What the user should know of the form as a whole.
    """

    proposals: tuple[Proposal, ...]
    threshold: float
    notes: tuple[str, ...] = ()


class Matcher:
    """Matches questions against one bank; made once for a run, holds no state between questions."""

    def __init__(
        self,
        entries: Sequence[Entry],
        links: Mapping[str, Mapping[str, float]],
        knowledge: Knowledge | None,
        judge: Judge,
        meaning: Meaning | None = None,
    ) -> None:
        """Index the bank.

        Args:
            entries: The bank's entries.
            links: The topics that each entry answers and how far, its main one first.
            knowledge: The catalogue's index; None without the catalogue.
            judge: Fitted for matching with, or without, the catalogue and the sentence model.
            meaning: The sentence model; None without.
        """
        self._judge = judge
        self._facts = facts_of(as_asked(entries), links, knowledge, meaning)
        self._links = links
        self._group = [self._topic(entry.id) or fold(entry.question) for entry in entries]
        self._weigher = Weigher(self._facts, self._group, judge)
        self._exact = self._exact_texts([entry.question for entry in entries])

    def siblings(self) -> Mapping[str, tuple[str, ...]]:
        """Return for each entry id the ids of all entries on the same fact: same topic, or the same question."""
        groups: dict[str, list[str]] = {}
        for entry, group in zip(self._facts.entries, self._group, strict=True):
            groups.setdefault(group, []).append(entry.id)
        return {entry: tuple(group) for group in groups.values() for entry in group}

    def match(self, questions: Sequence[Question]) -> Matched:
        """Match the questions of one form."""
        read = [parts(question.text) for question in questions]
        sentences = self._sentences(
            text for question, clauses in zip(questions, read, strict=True) for text in _looked_at(question, clauses)
        )
        found = [self._propose(question, clauses, sentences) for question, clauses in zip(questions, read, strict=True)]
        likeness = [best for _, best in found]
        unusual = len(likeness) >= _FEWEST_FOR_UNUSUAL and median(likeness) < self._judge.unusual_below
        strictly = ("the questions are unlike most that are stored: this form is judged more strictly",) if unusual else ()
        threshold = self._judge.unusual_threshold if unusual else self._judge.threshold
        return Matched(tuple(proposal for proposal, _ in found), threshold, (*self._means(), *strictly))

    def _means(self) -> tuple[str, ...]:
        """Return by what was matched, where that is more than every installation has."""
        if self._facts.meaning is None:
            return ()
        words = "words, catalogue" if self._facts.knowledge is not None else "words"
        return (f"matched by {words} and the sentence model {self._facts.meaning.name}",)

    def search(self, text: str, most: int = 10) -> tuple[Candidate, ...]:
        """Return the entries most like a text, best first: what a person searches the bank with."""
        return self._weigher.candidates(text, self._evidence(text, self._sentences([text])), most)

    def _sentences(self, texts: Iterable[str]) -> Mapping[str, Vectors]:
        """Return the vectors of the texts, all at once, since each call reads and writes the cache; none without a sentence model."""
        return self._facts.meaning.by_text(list(texts)) if self._facts.meaning is not None else {}

    def _evidence(self, text: str, sentences: Mapping[str, Vectors]) -> Evidence:
        return evidence(text, self._facts, sentences.get(text))

    def _topic(self, entry: str) -> str:
        """Return the topic that an entry was written for; empty where there is none."""
        return next(iter(self._links.get(entry, ())), "")

    def _exact_texts(self, written: Sequence[str]) -> dict[str, list[tuple[int, Reason]]]:
        """Return which entries have a text as their own, given their questions as the bank writes them."""
        found: dict[str, list[tuple[int, Reason]]] = {}
        for number, (entry, question) in enumerate(zip(self._facts.entries, written, strict=True)):
            for own in dict.fromkeys((fold(question), fold(entry.question))):
                found.setdefault(own, []).append((number, Reason.EXACT))
            for alternate in entry.alternates:
                found.setdefault(fold(alternate), []).append((number, Reason.CONFIRMED))
        return found

    def _propose(self, question: Question, clauses: Sequence[str], sentences: Mapping[str, Vectors]) -> tuple[Proposal, float]:
        """Return the proposal for a question, and how like something stored it is."""
        text = question.text
        focus = _focus(question, clauses)
        found = self._evidence(focus, sentences)
        candidates = self._with_exact(text, self._turned_back(focus, self._weigher.candidates(focus, found, _CANDIDATES), sentences))
        likeness = float(max(found.best.max(initial=0.0), found.own.max(initial=0.0)))
        declined = self._declined(found, candidates)
        if len(clauses) == 1 and (apart := self._halves_apart(focus, candidates, sentences)):
            return self._of_parts(question, apart, candidates, declined), likeness
        if len(clauses) == 1 or (candidates and candidates[0].via is not Reason.MATCHED):
            return Proposal(question.id, candidates, declined=declined), likeness
        found_parts = tuple(self._part(clause, sentences) for clause in clauses)
        return self._of_parts(question, found_parts, candidates, declined), likeness

    def _turned_back(self, text: str, candidates: tuple[Candidate, ...], sentences: Mapping[str, Vectors]) -> tuple[Candidate, ...]:
        """Return the candidates of a question that is turned round with that first which answers it as it was.

        "Is any data stored unencrypted?" may be nearest to a question on exceptions; whoever says that data is encrypted has answered it.
        """
        said = negations(text)
        if len(said) % 2 == 0 or (candidates and candidates[0].confidence >= CAPS[Reason.POLARITY]):
            return candidates
        plain = turned_back(text)
        sure = self._weigher.candidates(plain, self._evidence(plain, sentences), 1)
        if not sure or sure[0].position is None or sure[0].confidence < CAPS[Reason.POLARITY]:
            return candidates
        stop = guard(Reason.POLARITY, f"“{said[0]}” turns the question round; the answer says the opposite")
        first = replace(sure[0], confidence=stop.cap, guards=(stop,), position=sure[0].position.inverted())
        return (first, *(other for other in candidates if other.entry != first.entry))[:_CANDIDATES]

    def _of_parts(
        self, question: Question, found: tuple[Part, ...], whole: tuple[Candidate, ...], declined: tuple[Declined, ...]
    ) -> Proposal:
        """Return the proposal for a question of several parts: each finds its entry, and what finds none is named."""
        uncovered = tuple(part.text for part in found if not part.candidates or part.candidates[0].confidence < self._judge.threshold)
        best = {candidate.entry: candidate for part in reversed(found) for candidate in part.candidates[:1]}
        merged = {candidate.entry: candidate for candidate in whole} | best
        lowest = min(part.candidates[0].confidence if part.candidates else 0.0 for part in found)
        ceiling = lowest if uncovered else 1.0
        kept = (replace(candidate, confidence=min(candidate.confidence, ceiling)) for candidate in merged.values())
        candidates = tuple(sorted(kept, key=lambda candidate: -candidate.confidence))
        return Proposal(question.id, candidates[:_CANDIDATES], found, declined, uncovered)

    def _part(self, clause: str, sentences: Mapping[str, Vectors]) -> Part:
        found = self._evidence(clause, sentences)
        return Part(clause, self._with_exact(clause, self._weigher.candidates(clause, found, _CANDIDATES)))

    def _halves_apart(self, text: str, candidates: tuple[Candidate, ...], sentences: Mapping[str, Vectors]) -> tuple[Part, ...]:
        """Return the two things that a question joins as its parts, where one is asked of another entry than the best, or of none.

        "What are RTO and RPO?" is nearest to the entry on one of them. Only what would fill itself in is looked at.
        """
        if not candidates or candidates[0].via is not Reason.MATCHED or candidates[0].confidence < self._judge.threshold:
            return ()
        best = candidates[0]
        found = [(half, self._evidence(half, sentences)) for half in halves(text, either=True)]
        weighed = [(half, seen, self._weigher.candidates(half, seen, 1)) for half, seen in found]
        elsewhere = [half for half, seen, first in weighed if self._elsewhere(best, first, seen, either=" or " in text)]
        return tuple(Part(half, first if half in elsewhere else (best,)) for half, _, first in weighed) if elsewhere else ()

    def _elsewhere(self, best: Candidate, first: tuple[Candidate, ...], seen: Evidence, *, either: bool) -> bool:
        """Tell whether half of a question is asked of another entry than the best, or of none; No must deny both sides of an "or"."""
        if first and self._same_fact(first[0].entry, best.entry):
            return either and best.position is Position.NO and first[0].confidence < _DENIES
        return bool(first and first[0].confidence >= self._judge.threshold) or float(self._unanswered(seen).max(initial=0.0)) >= _ELSEWHERE

    def _same_fact(self, one: str, other: str) -> bool:
        return one == other or bool(set(self._links.get(one, ())) & set(self._links.get(other, ())))

    def _unanswered(self, found: Evidence) -> Numbers:
        """Return the probability of each topic as far as the bank does not answer it, shape (topics,)."""
        return found.share * (1 - self._facts.answered)

    def _with_exact(self, text: str, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Return the candidates with those first whose question, or confirmed alternate, is the text itself."""
        same = self._exact.get(fold(text), [])
        if not same:
            return candidates
        facts = {self._group[number] for number, _ in same}
        tie = (guard(Reason.NEAR_TIE, "two entries have this very question"),) if len(facts) > 1 else ()
        exact = tuple(self._exact_candidate(number, via, tie) for number, via in sorted(same, key=lambda item: item[1] is not Reason.EXACT))
        ids = {candidate.entry for candidate in exact}
        others = (replace(other, confidence=min(other.confidence, CAPS[Reason.NEAR_TIE])) for other in candidates if other.entry not in ids)
        return (*exact, *others)[:_CANDIDATES]

    def _exact_candidate(self, number: int, via: Reason, tie: tuple[Guard, ...]) -> Candidate:
        entry = self._facts.entries[number]
        confidence = min([_EXACT if via is Reason.EXACT else _CONFIRMED, *(stop.cap for stop in tie)])
        return Candidate(entry.id, confidence, via, ((str(via), 1.0),), tie, self._topic(entry.id), entry.position)

    def _declined(self, found: Evidence, candidates: tuple[Candidate, ...]) -> tuple[Declined, ...]:
        """Return the topics that the question asks for, the bank does not answer, and no sure candidate stands against."""
        facts = self._facts
        if facts.knowledge is None or (candidates and candidates[0].confidence >= self._judge.threshold):
            return ()
        share = self._unanswered(found)
        return tuple(
            Declined(topic.id, f"asks for “{topic.title}”, which the bank does not answer")
            for row in largest(share, _DECLINED)
            if share[row] >= _DECLINE_FROM
            for topic in (facts.knowledge.topics[int(row)],)
        )


def _focus(question: Question, clauses: Sequence[str]) -> str:
    """Return what is looked at first: the only clause that asks, or the whole question."""
    return clauses[0] if len(clauses) == 1 else question.text


def _looked_at(question: Question, clauses: Sequence[str]) -> tuple[str, ...]:
    """Return every text of a question that evidence may be wanted of."""
    focus = _focus(question, clauses)
    plain = (turned_back(focus),) if negations(focus) else ()
    return (question.text, *clauses, *plain, *(halves(focus, either=True) if len(clauses) == 1 else ()))
