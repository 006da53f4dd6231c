"""Which blocks of two versions of a document stand for each other, judged by their position.

Blank paragraphs look alike, and filling one makes it unlike all others: what is equal says little of what belongs together. Blocks keep
their order, and a filled copy only has more of them, in two places: directly behind the place of an answer, and at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from questionnaire_filler.forms.verify.story_text import visible_text
from questionnaire_filler.forms.verify.xml_parts import canonical, local

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree


class Pair(NamedTuple):
    """The numbers of an older and a newer block that stand for each other; None where the other version has none.

    `own` says that the newer block is the answer that was expected behind the older one before it.
    """

    old: int | None
    new: int | None
    own: bool = False


def squeezed(text: str) -> str:
    """Return the text on one line with single spaces: what two texts are compared by."""
    return " ".join(text.split())


def pair_blocks(before: Sequence[etree._Element], after: Sequence[etree._Element], expected: Sequence[str] | None) -> list[Pair]:
    """Return which blocks stand for each other, in the order of the newer version.

    Args:
        before: The older version's blocks.
        after: The newer version's.
        expected: For each older block the text of the one paragraph that may have been added directly behind it, squeezed; empty
            where none may. None where nothing is known of the additions: then they are guessed from what stands around them.
    """
    if [local(one) for one in before] == [local(one) for one in after]:
        return [Pair(i, i) for i in range(len(before))]
    if len(after) < len(before):
        return _along_equals(before, after)
    final = int(bool(before) and local(before[-1]) == "sectPr" and local(after[-1]) == "sectPr")
    return _Alignment(before, after, expected, final).pairs()


@dataclass(slots=True)
class _Alignment:
    """One walk over both versions; `final` is 1 where both end with the properties of the last section (17.6.17)."""

    before: Sequence[etree._Element]
    after: Sequence[etree._Element]
    expected: Sequence[str] | None
    final: int

    def pairs(self) -> list[Pair]:
        """Return the pairs; what is left over in the newer version stands at its end."""
        more = len(self.after) - len(self.before)
        found: list[Pair] = []
        j = 0
        for i in range(len(self.before) - self.final):
            found.append(Pair(i, j))
            j += 1
            while more and self._added(i, j, more):
                found.append(Pair(None, j, own=self.expected is not None))
                j, more = j + 1, more - 1
                if self.expected is not None:
                    break
        end = len(self.after) - self.final
        found += [Pair(None, number) for number in range(j, end)]
        return [*found, Pair(len(self.before) - 1, end)] if self.final else found

    def _added(self, i: int, j: int, more: int) -> bool:
        """Say whether the newer block `j`, which follows the pair of the older block `i`, was added there."""
        if local(self.after[j]) != "p":
            return False
        if self.expected is not None:
            return bool(self.expected[i]) and self.expected[i] == squeezed(visible_text(self.after[j])) and not self._inside(i, j - 1)
        if i + 1 >= len(self.before) - self.final or self._alike(i + 1, j):
            return False
        if self._alike(i + 2, j + 1) and not self._alike(i + 1, j + 1):
            return False  # the next one but one is where it was: this one was rewritten
        return any(self._alike(i + 1, number) for number in range(j + 1, j + 1 + more))

    def _inside(self, i: int, j: int) -> bool:
        """Say whether the text expected behind the older block `i` was written into its pair instead."""
        before, after = (squeezed(visible_text(block)) for block in (self.before[i], self.after[j]))
        text = self.expected[i] if self.expected else ""
        return after.count(text) > before.count(text)

    def _alike(self, i: int, j: int) -> bool:
        """Say whether an older and a newer block may stand for each other: of one kind, and the older one's words still there."""
        if i >= len(self.before) - self.final or j >= len(self.after) - self.final or local(self.before[i]) != local(self.after[j]):
            return False
        if local(self.before[i]) != "p":
            return True
        return squeezed(visible_text(self.before[i])) in squeezed(visible_text(self.after[j]))


def _along_equals(before: Sequence[etree._Element], after: Sequence[etree._Element]) -> list[Pair]:
    """Return pairs along what is equal: where blocks are missing, the proof fails anyway, and what is missing should be named."""
    one, other = [canonical(block) for block in before], [canonical(block) for block in after]
    pairs: list[Pair] = []
    for _, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        shared = min(i2 - i1, j2 - j1)
        pairs += [Pair(i1 + k, j1 + k) for k in range(shared)]
        pairs += [Pair(i, None) for i in range(i1 + shared, i2)]
        pairs += [Pair(None, j) for j in range(j1 + shared, j2)]
    return pairs
