"""A review without a screen: the questions that are left, what may be done with each, and what was done.

Every front end drives this one; the behaviour suite in tests/review holds for all of them. Nothing here reads, writes or prints:
what was decided goes to the `save` that the session is given, at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from questionnaire_filler.compose import Unfit
from questionnaire_filler.draft import propose
from questionnaire_filler.draft.apply import writes_for
from questionnaire_filler.model import DecidedBy, Decision, Reason, State
from questionnaire_filler.review.options import Stance, choices_of, options_for, preselected, searched, stances_for
from questionnaire_filler.review.outcome import Outcome, outcome_of
from questionnaire_filler.review.queue import Queue
from questionnaire_filler.review.selection import Kind, Pending, Reply, lost, refusal, verbatim
from questionnaire_filler.vocabulary import leading_position

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.model import Candidate, Question, Write
    from questionnaire_filler.review.options import Option


class Searcher(propose.Matcher, Protocol):
    """A matcher that a person can search with."""

    def search(self, text: str, most: int = 10) -> Sequence[Candidate]:
        """Return the entries most like a text, best first."""
        ...


@dataclass(frozen=True, slots=True)
class _Step:
    """What undo takes back: the question was decided, or put off, when this stood there."""

    question: str
    before: Decision


class Session:
    """The questions left in a draft, one at a time.

    Attributes:
        draft: The draft as decided so far.
        matcher: What the bank is searched with.
        queue: The questions to go through.
    """

    def __init__(self, draft: Draft, matcher: Searcher, save: Callable[[Draft], None]) -> None:
        """Begin with the first question that waits.

        Args:
            draft: The draft, earlier decisions carried over.
            matcher: Made for the draft's bank and settings.
            save: Keeps the draft; called after every decision and every undo.
        """
        self.draft = draft
        self.matcher = matcher
        self._save = save
        self._rules = propose.rules_for(draft, matcher)
        self.queue = Queue(_ids(draft, State.REVIEW), _ids(draft, State.OPEN))
        self._undo: list[_Step] = []
        self._pending: dict[str, Pending] = {}
        self._last: tuple[Draft, str, tuple[Option, ...]] = (draft, "", ())

    # --- what there is to see ---

    @property
    def position(self) -> tuple[int, int]:
        """The number of the question at hand, from 1, and how many there are."""
        count = len(self.queue.ids)
        return min(self.queue.at + 1, count), count

    @property
    def question(self) -> Question:
        """The question at hand; there is one unless the session is finished."""
        return self._by_id(self.queue.ids[self.queue.at])

    @property
    def decision(self) -> Decision:
        """What is decided on the question at hand so far."""
        return self.draft.decisions[self.question.id]

    @property
    def options(self) -> tuple[Option, ...]:
        """What may answer the question at hand: the proposed ones, then those that were looked up."""
        return (*self._proposed(), *self.pending.found)

    @property
    def pending(self) -> Pending:
        """What is selected on the question at hand."""
        found = self._pending.get(self.question.id)
        return found or self._fresh(preselected(self._proposed(), self.decision))

    @property
    def option(self) -> Option | None:
        """The selected option."""
        selected = self.pending.selected
        return None if selected is None else self.options[selected]

    @property
    def choices(self) -> tuple[str, ...]:
        """What the form's main place accepts; empty where it takes any text."""
        return choices_of(self.question)

    @property
    def left(self) -> int:
        """How many questions of the queue are not decided yet."""
        return sum(not self.decided(question) for question in self.queue.ids)

    @property
    def not_wanted(self) -> int:
        """How many open questions are left out."""
        return 0 if self.queue.with_open else sum(not self.decided(question) for question in self.queue.unanswered)

    def decided(self, question: str) -> bool:
        """Tell whether a person has decided the question."""
        return self.draft.decisions[question].decided_by is DecidedBy.PERSON

    def preview(self) -> tuple[Write, ...] | Unfit:
        """Return what accepting would write, or why it does not fit; nothing where nothing is selected."""
        option, pending = self.option, self.pending
        if option is None and not (pending.text or pending.stance.choice):
            return ()
        return writes_for(self.draft, self.question, self._answer())

    def outcome(self) -> Outcome:
        """Return what this session decided, for what is learnt from it."""
        return outcome_of(self.draft, tuple(dict.fromkeys(step.question for step in self._undo)))

    # --- what a person may do ---

    def accept(self) -> Reply:
        """Take what is selected as the answer, and go on; a shut gate is warned of first, disclosure never opens."""
        option, pending = self.option, self.pending
        if why := refusal(self.question, option, pending, force_locked=self.draft.settings.force_locked):
            return Reply(Kind.REFUSED, why)
        if option and option.gates and not pending.warned:
            self._set(replace(pending, warned=True))
            return Reply(Kind.WARNED, "; ".join(gate.why for gate in option.gates))
        unfit = self.preview()
        if isinstance(unfit, Unfit):
            return Reply(Kind.CHOOSE if self.choices else Kind.REFUSED, unfit.why)
        if lost(pending, unfit):
            return Reply(Kind.REFUSED, "the form takes only one of its choices here: there is no place for your words")
        return self._decide(self._answer())

    def select(self, number: int) -> Reply:
        """Select an option, counted from 0."""
        if not 0 <= number < len(self.options):
            return Reply(Kind.REFUSED, f"there is no candidate {number + 1}")
        self._set(self._fresh(number, self.pending.found))
        return Reply(Kind.CHANGED)

    def turn(self) -> Reply:
        """Change the position to the next that the form can take."""
        stances = stances_for(self.question, self.option)
        if not stances:
            return Reply(Kind.REFUSED, "this place takes words, not a position")
        now = self.pending.stance
        following = stances[(stances.index(now) + 1) % len(stances)] if now in stances else stances[0]
        self._set(replace(self.pending, stance=following, warned=False))
        return Reply(Kind.CHANGED)

    def choose(self, number: int) -> Reply:
        """Pick one of the form's choices, counted from 0; the entry's words go beside it."""
        if not 0 <= number < len(self.choices):
            return Reply(Kind.REFUSED, f"there is no choice {number + 1}")
        stance = stances_for(self.question, self.option)[number : number + 1]
        choice = self.choices[number]
        self._set(replace(self.pending, stance=stance[0] if stance else Stance(None, choice)))
        return Reply(Kind.CHANGED)

    def words(self) -> str:
        """Return the words that an edit begins with: the person's own, or the entry's unless this customer may not be told it."""
        option, writes = self.option, self.preview()
        if self.pending.text or option is None or option.sealed:
            return self.pending.text
        if verbatim(self.question, self.pending) and writes and not isinstance(writes, Unfit):
            return writes[0].text
        return "\n".join(entry.answer for entry in option.entries if entry.answer)

    def edit(self, text: str) -> Reply:
        """Answer with a person's own words; they cite what they were made from."""
        text = text.strip()
        if not text or text == self.words():
            return Reply(Kind.CHANGED, "nothing was changed")
        if self.option is not None and self.option.sealed:
            self._set(replace(self.pending, selected=None))
        said = leading_position(text)
        stance = Stance(said) if verbatim(self.question, self.pending) or said is not None else self.pending.stance
        self._set(replace(self.pending, text=text, stance=stance, warned=True))
        return self.accept()

    def search(self, text: str) -> tuple[Option, ...]:
        """Return what the bank has on a text, best first."""
        return tuple(searched(self.question, candidate, self._rules) for candidate in self.matcher.search(text))

    def take(self, option: Option) -> Reply:
        """Select what was looked up."""
        ids = [known.ids for known in self.options]
        if option.ids in ids:
            return self.select(ids.index(option.ids))
        found = (*self.pending.found, option)
        self._set(replace(self.pending, found=found))
        return self.select(len(self.options) - 1)

    def blank(self) -> Reply:
        """Leave the question blank for good."""
        return self._decide(
            Decision(self.question.id, State.BLANK, Reason.LEFT_BLANK, DecidedBy.PERSON, confidence=self.decision.confidence)
        )

    def defer(self) -> Reply:
        """Leave the question for another time."""
        self._undo.append(_Step(self.question.id, self.decision))
        self.queue.deferred.add(self.question.id)
        self._advance()
        return Reply(Kind.DONE, "left for later")

    def undo(self) -> Reply:
        """Take back the last decision, or the last putting off, and go to its question."""
        if not self._undo:
            return Reply(Kind.REFUSED, "there is nothing to undo in this session")
        step = self._undo.pop()
        self.queue.deferred.discard(step.question)
        if self.draft.decisions[step.question] != step.before:
            self.draft = self.draft.with_decisions([step.before])
            self._save(self.draft)
        self.queue.go(step.question)
        return Reply(Kind.DONE, "taken back")

    def move(self, by: int) -> Reply:
        """Go to another question without deciding; stops at both ends."""
        to = self.queue.at + by
        if not 0 <= to <= len(self.queue.ids):
            return Reply(Kind.REFUSED, "this is the first question" if to < 0 else "this is the end")
        self.queue.at = to
        return Reply(Kind.CHANGED)

    def toggle_open(self) -> Reply:
        """Take the open questions in, after those for review, or leave them out again."""
        if not self.queue.unanswered:
            return Reply(Kind.REFUSED, "the form has no open question")
        if self.queue.only_open:
            return Reply(Kind.REFUSED, "only open questions are left")
        self.queue.toggle_open()
        count = len(self.queue.unanswered)
        many = f"{count} open question{'s' if count > 1 else ''}"
        return Reply(Kind.CHANGED, f"{many} included" if self.queue.with_open else f"{many} left out")

    # --- inside ---

    def _by_id(self, question: str) -> Question:
        return next(item for item in self.draft.form.questions if item.id == question)

    def _proposed(self) -> tuple[Option, ...]:
        """Return the options that the draft proposes; kept for the question at hand, since a screen asks for them many times."""
        draft, question, options = self._last
        if draft is not self.draft or question != self.question.id:
            options = options_for(self.draft, self.question, self._rules)
            self._last = (self.draft, self.question.id, options)
        return options

    def _fresh(self, selected: int | None, found: tuple[Option, ...] = ()) -> Pending:
        options = (*self._proposed(), *found)
        return Pending(selected, Stance(None if selected is None else options[selected].position), found=found)

    def _set(self, pending: Pending) -> None:
        self._pending[self.question.id] = pending

    def _answer(self) -> Decision:
        option, pending = self.option, self.pending
        return Decision(
            self.question.id,
            State.FILLED,
            Reason.EDITED if pending.text or option is None else Reason.ACCEPTED,
            DecidedBy.PERSON,
            option.confidence if option else 0.0,
            option.ids if option else (),
            pending.stance.position,
            pending.text,
            pending.stance.choice,
            positions=option.positions if option else (),
        )

    def _decide(self, decision: Decision) -> Reply:
        self._undo.append(_Step(self.question.id, self.decision))
        self.queue.deferred.discard(self.question.id)
        self.draft = self.draft.with_decisions([decision])
        self._save(self.draft)
        self._advance()
        return Reply(Kind.DONE, {State.BLANK: "left blank"}.get(decision.state, str(decision.reason)))

    def _advance(self) -> None:
        self.queue.advance([question for question in self.queue.ids if self.decided(question)])


def _ids(draft: Draft, state: State) -> tuple[str, ...]:
    return tuple(question.id for question, _, decision in draft if decision.state is state)
