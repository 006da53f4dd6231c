"""Weighing candidates: from a question's evidence to the entries that may answer it, each with its features, guards and confidence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from questionnaire_filler.matching.asks import Asks, asks, opposite
from questionnaire_filler.matching.content_words import content_words
from questionnaire_filler.matching.evidence import nearest_phrasing, nearest_three
from questionnaire_filler.matching.features import Situation, features
from questionnaire_filler.matching.guards import Compared, guard, guards
from questionnaire_filler.matching.known import known_of
from questionnaire_filler.matching.synonyms import TERMS
from questionnaire_filler.matching.tokens import stems
from questionnaire_filler.model import Candidate, Reason
from questionnaire_filler.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.matching.evidence import Evidence, Facts, Numbers
    from questionnaire_filler.matching.judge import Judge
    from questionnaire_filler.matching.known import Known
    from questionnaire_filler.model import Guard

#: Two facts nearer than this in rank are a tie that a person must break.
_TIE = 0.35
#: From this likeness on, a question that the bank says is not for an entry is taken for that one.
_REFUSED_FROM = 0.45
#: A near miss of the topic that is this like a question, and more so than anything that stands for the entry, is what is asked:
#: of 60 such candidates on labelled questions two were right.
_NEAR_MISS_FROM, _NEAR_MISS_BY = 0.5, 0.1
#: "Subject: what is asked of it", on one line.
_LABEL = re.compile(r"[^:?\n]{3,60}:\s+([^:?\n]{2,60})$")
#: What is added to something by "and": a few words, up to where the sentence goes on.
_BESIDE = re.compile(
    r"(?:\b(?:and|as well as|plus)|&) (?:also )?(?:do you (?:use|have|support|offer) )?(?:the |your |any |all |an? )?"
    r"((?!you\b)[\w-]+(?: [\w-]+){0,2}?)"
    r"(?=[?.,;:)(]|$| (?:for|in|of|to|on|at|by|with|are|is|from|as)\b)",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
#: Words that ask, and name no subject: "How often?"
_FRAME = frozenset(stems("often frequently long soon quickly many much fast regularly name date"))
#: Below this a candidate fills nothing in whatever the guards say, and they are not asked.
_GUARD_FROM = 0.1
#: So many entries beyond the candidates are looked at for a rival on another fact.
_RIVALS = 20


class Weigher:
    """Weighs the entries of one bank; keeps what stands for an entry once it was needed."""

    def __init__(self, facts: Facts, group: Sequence[str], judge: Judge) -> None:
        """Take the bank's facts, the group of entries on the same fact that each entry belongs to, and the judge."""
        self._facts = facts
        self._group = group
        self._judge = judge
        self._known: dict[tuple[int, int], Known] = {}
        full = facts.pair_weight >= 1.0
        self._pairs = frozenset(zip(facts.pair_entry[full].tolist(), facts.pair_fact[full].tolist(), strict=True))

    def candidates(self, text: str, found: Evidence, most: int) -> tuple[Candidate, ...]:
        """Return the likeliest entries, best first, none surer than the one before it."""
        if not self._facts.entries or not len(found.vector[0]):
            return ()
        order = largest(found.entry_rank, most + _RIVALS)
        open_share = 1 - self._facts.answered
        unanswered = float((found.rank + np.log(np.maximum(open_share, 1e-3))).max(initial=-np.inf))
        share = float((found.share * open_share).sum())
        whether = asks(text) is Asks.WHETHER
        meaning = None if found.sense is None else np.exp(found.sense.head)
        shown: list[Candidate] = []
        for number in order[:most]:
            rivals = tuple(other for other in order if other != number and not self._agree(number, other, int(found.entry_fact[number])))
            rival = max((float(found.entry_rank[other]) for other in rivals), default=-6.0)
            tied = (other for other in rivals if not (whether and self._tells_more(number, other)))
            tie = max((float(found.entry_rank[other]) for other in tied), default=-6.0)
            meant = 0.0 if meaning is None else float(np.log(self._share_of(number, meaning) + 1e-9))
            own_share, three = self._share_of(number, found.share), nearest_three(found, self._facts, number)
            at = Situation(int(found.entry_fact[number]), number, rival, unanswered, share, own_share, three, rivals, meant)
            shown.append(self._candidate(text, found, at, tie))
        return _descending(_unguarded_first(shown))

    def _candidate(self, text: str, found: Evidence, at: Situation, tie: float) -> Candidate:
        entry = self._facts.entries[at.entry]
        known = self._known_of(at.entry, at.fact)
        named = features(text, found, self._facts.idf, at, known)
        confidence = self._judge.confidence(named)
        stops = self._guards(text, found, at, known) if confidence >= _GUARD_FROM else ()
        if confidence >= _GUARD_FROM and abs(found.entry_rank[at.entry] - tie) < _TIE:
            stops = (*stops, guard(Reason.NEAR_TIE, "another entry fits about as well"))
        confidence = min([confidence, *(stop.cap for stop in stops)])
        strongest = sorted(named.items(), key=lambda item: -abs(item[1] * self._judge.weights.get(item[0], 0.0)))
        inverted = any(stop.reason is Reason.POLARITY for stop in stops)
        position = entry.position.inverted() if inverted and entry.position else entry.position
        return Candidate(entry.id, confidence, Reason.MATCHED, tuple(strongest), stops, self._topic(at.fact), position)

    def _agree(self, number: int, other: int, fact: int) -> bool:
        """Tell whether another entry is no rival: on the same fact for another scope, or it says the same of the entry's own fact."""
        one, beside = self._facts.entries[number], self._facts.entries[other]
        if self._group[number] == self._group[other] and (one.scope != beside.scope or one.position == beside.position):
            return True
        if one.position != beside.position or fact < 0 or (other, fact) not in self._pairs:
            return False
        return self._group[number] == self._topic(fact)

    def _tells_more(self, number: int, other: int) -> bool:
        """Tell whether an entry says yes or no, and another only more of the matter: no tie where a question asks whether."""
        entries = self._facts.entries
        return entries[number].position is not None and entries[other].position is None

    def _share_of(self, number: int, share: Numbers) -> float:
        """Return the probability that one of the entry's topics is asked for, given that of each topic."""
        facts = self._facts
        first, last = np.searchsorted(facts.pair_entry, [number, number + 1])
        return float(min(1.0, (share[facts.pair_fact[first:last]] * facts.pair_weight[first:last]).sum()))

    def _topic(self, fact: int) -> str:
        return self._facts.knowledge.topics[fact].id if self._facts.knowledge is not None and fact >= 0 else ""

    def _known_of(self, number: int, fact: int) -> Known:
        if (number, fact) not in self._known:
            self._known[number, fact] = known_of(self._facts.entries[number], self._facts.knowledge, fact)
        return self._known[number, fact]

    def _guards(self, text: str, found: Evidence, at: Situation, known: Known) -> tuple[Guard, ...]:
        entry = self._facts.entries[at.entry]
        stops = list(guards(Compared(text, entry, self._nearest(found, at), known)))
        if all(word in _FRAME for word, _ in content_words(text)):
            stops.append(guard(Reason.OTHER_FACT, "says too little to know what it asks about"))
        if beside := _asked_beside(text, known.own_words if entry.position is not None else known.words):
            stops.append(guard(Reason.OTHER_FACT, f"asks about “{beside}” as well; the answer does not name it"))
        if label := _asked_of_label(text, known):
            stops.append(guard(Reason.OTHER_FACT, f"asks for {label}; the answer does not name it"))
        own = found.own[at.entry]
        if found.not_for[at.entry] >= max(own, _REFUSED_FROM) or any(fold(other) == fold(text) for other in entry.not_for):
            stops.append(guard(Reason.NOT_FOR, "the bank says that this question is not for the entry"))
        if at.fact >= 0 and found.near[at.fact] >= max(_NEAR_MISS_FROM, found.entry_best[at.entry] + _NEAR_MISS_BY):
            stops.append(guard(Reason.OTHER_FACT, f"is more like “{self._near_miss(found, at.fact)}”, which asks another fact"))
        return tuple(stops)

    def _near_miss(self, found: Evidence, fact: int) -> str:
        """Return the near miss of a topic that is most like the question."""
        assert self._facts.knowledge is not None  # noqa: S101 - there is a topic
        return self._facts.knowledge.near_miss(int(found.near_row[fact]))

    def _nearest(self, found: Evidence, at: Situation) -> str:
        """Return the stored text most like the question; never one that asks the opposite of the entry's own question."""
        own = self._facts.texts[int(found.own_row[at.entry])]
        if self._facts.knowledge is None or at.fact < 0 or found.own[at.entry] >= found.best[at.fact]:
            return own
        phrasing = self._facts.knowledge.phrasing(nearest_phrasing(found, self._facts.knowledge, at.fact))
        return own if opposite(own, phrasing) else phrasing


def _unguarded_first(shown: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with that one first which no guard speaks against, where one speaks against the first.

    "Is there a region in the EU?" finds the region in the US as well, and nearer: its guard tells them apart. An entry on another topic
    takes its place only where it is as sure as the guard leaves the first.
    """
    if not shown or not _spoken_against(shown[0]):
        return list(shown)
    first, others = shown[0], shown[1:]
    beside = (other for other in others if not other.guards and other.topic and other.topic == first.topic)
    as_sure = (other for other in others if not _spoken_against(other) and other.confidence >= first.confidence)
    better = next(beside, None) or next(as_sure, first)
    return [better, *(other for other in shown if other is not better)]


def _spoken_against(candidate: Candidate) -> bool:
    """Tell whether a guard says that the entry answers something else; a question turned round, or a tie, keeps its entry first."""
    return any(stop.reason not in {Reason.POLARITY, Reason.NEAR_TIE} for stop in candidate.guards)


def _descending(shown: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates with none surer than the one before it."""
    found: list[Candidate] = []
    for candidate in shown:
        ceiling = found[-1].confidence if found else 1.0
        found.append(candidate if candidate.confidence <= ceiling else replace(candidate, confidence=ceiling))
    return tuple(found)


def _asked_beside(text: str, known: frozenset[int]) -> str:
    """Return a term of the field that a question adds with "and", and the fact does not know: "and penetration tests"; empty for none."""
    return next((found[1].strip() for found in _BESIDE.finditer(text) if _unknown_term(found[1], known)), "")


def _unknown_term(text: str, known: frozenset[int]) -> str:
    """Return a term or abbreviation of a text that the fact does not know, if nothing else of the text is known; empty for none."""
    words = content_words(text)
    named = any(word in TERMS for word, _ in words) or _ACRONYM.search(text)
    return text.strip() if named and not any(bucket in known for _, bucket in words) else ""


def _asked_of_label(text: str, known: Known) -> str:
    """Return what a label asks for of its subject ("Phishing simulation: click rate") where nothing of the entry's own speaks of it."""
    found = _LABEL.match(text.strip())
    words = content_words(found[1]) if found else ()
    return found[1] if found and words and not any(bucket in known.own_words for _, bucket in words) else ""


def largest(values: Numbers, most: int) -> list[int]:
    """Return the places of the largest values, largest first; equal ones in order."""
    most = min(most, len(values))
    if most == 0:
        return []
    top = np.argpartition(-values, most - 1)[:most]
    found: list[int] = top[np.lexsort((top, -values[top]))].tolist()
    return found
