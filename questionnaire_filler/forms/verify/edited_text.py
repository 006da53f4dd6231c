"""Whether a place's text is the one that stood there with the announced answers put in, and nothing else."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOX = re.compile(
    "[☐☑☒✅✓✔✗✘□○◯〇⚪▢❏❑❒◻⬜🔲🗆🗹🗷⊠▣◉⚫■●\uf06f\uf0a8\uf0fe\uf078\uf052]|\\[(?:[xX]|_{0,3}|[0-9]{1,3}|[0-9A-Fa-f]{4})\\]|\\([xX]?\\)"
)
_MAX_STEPS = 20_000


def edited_by(before: str, after: str, answers: Sequence[tuple[str, bool]]) -> bool:
    """Say whether a text became another one by putting in these answers, in this order, each anew or for one stretch that stood there.

    White space and the state of boxes do not count: the one is Word's to break, the others say nothing of which box was announced.

    Args:
        before: The text as it was.
        after: The text now.
        answers: Each with whether it may be missing, as the answer of a box or list may that shows no text.
    """
    old, new = _squeezed(before), _squeezed(after)
    texts = [(_squeezed(text), optional) for text, optional in answers if _squeezed(text)]
    steps = 0

    @cache
    def fits(i: int, j: int, number: int) -> bool:
        nonlocal steps
        steps += 1
        if steps > _MAX_STEPS:
            return False
        if number == len(texts):
            return old[i:] == new[j:]
        text, optional = texts[number]
        if optional and fits(i, j, number + 1):
            return True
        at = new.find(text, j)
        while at >= 0:
            kept = at - j
            if old[i : i + kept] != new[j:at]:
                return False
            if _rest(i + kept, at + len(text), number + 1):
                return True
            at = new.find(text, at + 1)
        return False

    def _rest(i: int, j: int, number: int) -> bool:
        if number == len(texts):
            return len(new) - j <= len(old) - i and old.endswith(new[j:])
        return any(fits(start, j, number) for start in range(i, len(old) + 1))

    return fits(0, 0, 0)


def _squeezed(text: str) -> str:
    return _BOX.sub("☐", "".join(text.split()))
