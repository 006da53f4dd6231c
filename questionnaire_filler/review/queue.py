"""The order in which a review goes through the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class Queue:
    """The questions for review in the form's order, then the open ones where they are wanted; and the one at hand.

    Attributes:
        at: Number of the question at hand, from 0; the queue's length at the end.
        with_open: The open questions are wanted.
        deferred: The ids of the questions put off.
    """

    def __init__(self, review: tuple[str, ...], unanswered: tuple[str, ...]) -> None:
        """Begin with the first question; open ones are wanted from the start where nothing else is left."""
        self._review = review
        self.unanswered = unanswered
        self.with_open = not review
        self.at = 0
        self.deferred: set[str] = set()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in order."""
        return (*self._review, *(self.unanswered if self.with_open else ()))

    @property
    def only_open(self) -> bool:
        """Whether there was nothing for review from the start."""
        return not self._review

    @property
    def finished(self) -> bool:
        """Whether the end is reached."""
        return self.at >= len(self.ids)

    def advance(self, decided: Collection[str]) -> None:
        """Go to the next question that is neither decided nor put off, or to the end."""
        ids = self.ids
        done = {*decided, *self.deferred}
        self.at = next((at for at in range(self.at + 1, len(ids)) if ids[at] not in done), len(ids))

    def go(self, question: str) -> None:
        """Go to a question, taking the open ones in where it is one of them."""
        self.with_open = self.with_open or question not in self.ids
        self.at = self.ids.index(question)

    def toggle_open(self) -> None:
        """Take the open questions in, or leave them out; whoever stands among them is at the end then."""
        self.with_open = not self.with_open
        self.at = min(self.at, len(self.ids))
