"""Two versions of a form, question by question: what stayed, what was reworded, what is new and what is gone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from questionnaire_filler.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from questionnaire_filler.model import Form, Question

_SAME_NUMBER = 50.0  # rapidfuzz's token_sort_ratio from which a question with the same number is the same one, reworded
_ALIKE = 75.0  # the same for any two questions
_MOST_COMPARED = 2000  # questions of each side that are compared with all of the other


class Change(StrEnum):
    """What became of a question."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Pair:
    """A question in both versions.

    Attributes:
        change: What became of it.
        old: As the old form has it; None where it is new.
        new: As the new form has it; None where it is gone.
        alike: Likeness of the texts, 0 to 1.
    """

    change: Change
    old: Question | None
    new: Question | None
    alike: float = 1.0

    @property
    def other_choices(self) -> bool:
        """Whether the form takes other answers than before."""
        return self.old is not None and self.new is not None and _choices(self.old) != _choices(self.new)


def compare(old: Form, new: Form) -> tuple[Pair, ...]:
    """Return all questions of both forms in the new one's order, those that are gone at the end.

    Questions belong together when number and text are the same, else the text alone, else the number where the texts are alike, else
    the texts where they are nearly the same. Among equal ones the section decides, then the order.
    """
    matcher = _Matcher(old.questions, new.questions)
    for key in (_number_and_text_in_section, _number_and_text, _text_in_section, _text):
        matcher.equal(key)
    matcher.numbered()
    matcher.alike()
    return matcher.pairs()


class _Matcher:
    def __init__(self, old: Sequence[Question], new: Sequence[Question]) -> None:
        self._old, self._new = old, new
        self._left = dict.fromkeys(range(len(old)))
        self._open = dict.fromkeys(range(len(new)))
        self._found: dict[int, tuple[int, float]] = {}  # number in the new form: number in the old one, likeness

    def _take(self, old: int, new: int, alike: float) -> None:
        self._found[new] = old, alike
        del self._left[old], self._open[new]

    def equal(self, key: Callable[[Question], Hashable]) -> None:
        """Pair the questions that have the same key, in order; those whose key says nothing wait."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for at in self._left:
            waiting[key(self._old[at])].append(at)
        for at in list(self._open):
            name = key(self._new[at])
            if name is not None and waiting.get(name):
                self._take(waiting[name].pop(0), at, 1.0)

    def numbered(self) -> None:
        """Pair the questions whose number is the same and used once, where their texts have enough in common."""
        for number, olds, news in self._by_number():
            if number and len(olds) == len(news) == 1:
                alike = fuzz.token_sort_ratio(fold(self._old[olds[0]].text), fold(self._new[news[0]].text))
                if alike >= _SAME_NUMBER:
                    self._take(olds[0], news[0], alike / 100)

    def _by_number(self) -> list[tuple[str, list[int], list[int]]]:
        groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for at in self._left:
            groups[self._old[at].ref][0].append(at)
        for at in self._open:
            groups[self._new[at].ref][1].append(at)
        return [(number, *group) for number, group in groups.items()]

    def alike(self) -> None:
        """Pair what is left by likeness, the most alike first."""
        olds, news = list(self._left)[:_MOST_COMPARED], list(self._open)[:_MOST_COMPARED]
        texts = {at: fold(self._old[at].text) for at in olds}
        found: list[tuple[float, int, int]] = []
        for at in news:
            near = process.extract(fold(self._new[at].text), texts, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE, limit=5)
            found += [(-score, other, at) for _, score, other in near]
        for score, other, at in sorted(found):
            if other in self._left and at in self._open:
                self._take(other, at, -score / 100)

    def pairs(self) -> tuple[Pair, ...]:
        """Return all questions."""
        return (*self._present(), *(Pair(Change.REMOVED, self._old[at], None, 0.0) for at in self._left))

    def _present(self) -> Iterator[Pair]:
        for at, question in enumerate(self._new):
            if at not in self._found:
                yield Pair(Change.NEW, None, question, 0.0)
                continue
            other, alike = self._found[at]
            same = fold(self._old[other].text) == fold(question.text)
            yield Pair(Change.UNCHANGED if same else Change.CHANGED, self._old[other], question, alike)


def _text(question: Question) -> Hashable:
    return fold(question.text) or None


def _text_in_section(question: Question) -> Hashable:
    return (fold(question.text), tuple(map(fold, question.section))) if fold(question.text) else None


def _number_and_text(question: Question) -> Hashable:
    return (question.ref, fold(question.text)) if question.ref else None


def _number_and_text_in_section(question: Question) -> Hashable:
    return (question.ref, fold(question.text), tuple(map(fold, question.section))) if question.ref else None


def _choices(question: Question) -> tuple[object, ...]:
    return tuple((slot.role, tuple(map(fold, slot.choices)), fold(slot.value)) for slot in question.slots if slot.choices or slot.value)
