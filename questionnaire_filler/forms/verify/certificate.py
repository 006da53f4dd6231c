"""What the proof says: parts, places, counts and problems, for people and as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from questionnaire_filler.model import Address


class Change(StrEnum):
    """What became of a part."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part of the package that is not the same in both files, and why."""

    name: str
    change: Change
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A place whose content differs.

    Attributes:
        where: Its address.
        before: What stood there.
        after: What stands there now.
        announced: It was said that it would change; where nothing was announced, it is a place for an answer, as far as these are known.
        what: What changed besides the text, in words ("the style changed"); empty when nothing did.
    """

    where: Address
    before: str
    after: str
    announced: bool = True
    what: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something there are in the original and in the filled file."""

    what: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """The outcome of a comparison.

    Attributes:
        original: Name of the original file.
        filled: Name of the filled file.
        original_sha256: Of the original's bytes.
        filled_sha256: Of the filled file's bytes.
        identical: How many parts are the same, byte for byte.
        parts: The others, in the package's order.
        differences: Places whose content differs, in reading order.
        counts: What a careless save loses, counted on both sides.
        problems: Why the proof failed; empty when it holds.
        saved_anew: Another program wrote the whole file again: then values were compared, not bytes, and `problems` say so.
    """

    original: str
    filled: str
    original_sha256: str
    filled_sha256: str
    identical: int
    parts: tuple[PartChange, ...] = ()
    differences: tuple[Difference, ...] = ()
    counts: tuple[Count, ...] = ()
    problems: tuple[str, ...] = ()
    saved_anew: bool = False

    @property
    def ok(self) -> bool:
        """Whether the proof holds."""
        return not self.problems

    def to_dict(self) -> dict[str, Any]:
        """Return the certificate as JSON has it."""
        return {"ok": self.ok, **asdict(self)}
