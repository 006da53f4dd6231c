"""What a proof gathers before it is put into a certificate, and what it was told of the places that may differ."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaire_filler.forms.verify.certificate import Difference, PartChange
    from questionnaire_filler.model import Address


#: What a list of sources is called; another one of that name is told apart by a number.
_SOURCES = re.compile(r"Citations(?: \(\d+\))?")


#: How many parts a program that saves a file anew writes in another way, at least.
_ANEW = 3


@dataclass(frozen=True, slots=True)
class Expected:
    """What may differ.

    Attributes:
        announced: Address and text of each place that was written; None where that is not known.
        places: Addresses of the places for answers, where nothing was announced; None where these are not known either.
        citations: Where a list of sources was added: its sheet's name, or in Word any text; empty for none, None where that is not known.
        notes: Notes, or comments in Word, may have been added.
    """

    announced: Mapping[Address, str] | None = None
    places: frozenset[Address] | None = None
    citations: str | None = None
    notes: bool = True

    def sources(self, sheet: str) -> bool:
        """Say whether a sheet of this name may have been added as the list of sources."""
        return _SOURCES.fullmatch(sheet) is not None if self.citations is None else bool(self.citations) and sheet == self.citations

    def covers(self, where: Address) -> bool:
        """Say whether a place, or a box in it, may differ."""
        known = self.places if self.announced is None else self.announced
        return known is None or where in known or any(one.partition("#")[0] == where for one in known if "#" in one)

    @property
    def outside(self) -> str:
        """What is wrong with a place that may not differ."""
        return "changed, and is no place for an answer" if self.announced is None else "changed and was not announced"


@dataclass(slots=True)
class Findings:
    """Parts and places that differ, and why the proof fails.

    Attributes:
        parts: Parts that are not the same.
        differences: Places that are not the same.
        problems: Why the proof fails.
        saved_anew: Another program wrote the whole file again.
        rewritten: Of these, by part, the differences in how the file is written: what a program changes that saves the file anew.
    """

    parts: list[PartChange] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    rewritten: dict[str, list[str]] = field(default_factory=dict)
    saved_anew: bool = False

    def written_otherwise(self, problem: str, part: str) -> None:
        """Note a problem that comes with saving a file anew."""
        self.problems.append(problem)
        self.rewritten.setdefault(part, []).append(problem)

    def judge_rewriting(self, main: str, compared: str) -> None:
        """Where the main part or the styles, and several others, are written in another way, say once that the file was saved anew."""
        if len(self.rewritten) < _ANEW or not any(part == main or part.endswith("styles.xml") for part in self.rewritten):
            return
        forgiven = {problem for problems in self.rewritten.values() for problem in problems}
        self.saved_anew = True
        statement = f"not proven byte by byte: the file was saved anew by another program; {compared}"
        self.problems = [statement, *(one for one in self.problems if one not in forgiven)]
