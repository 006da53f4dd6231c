"""What a proof gathers before it is put into a certificate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from questionnaire_filler.forms.verify.certificate import Difference, PartChange


@dataclass(slots=True)
class Findings:
    """Parts and places that differ, and why the proof fails."""

    parts: list[PartChange] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
