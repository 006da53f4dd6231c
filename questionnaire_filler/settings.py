"""What the user asked for, as one frozen value that is handed down; nothing reads a global."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from questionnaire_filler.model import Disclosure

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


class Cite(StrEnum):
    """Where citations go."""

    COMMENT = "comment"  # the form's own comment, evidence or reference column
    NOTE = "note"  # a note on the answer cell; a comment in Word
    SHEET = "sheet"  # a last sheet "Citations"; in Word a list at the end
    NONE = "none"


#: Without --cite: in the comment column where the form has one, and a list at the end.
DEFAULT_CITE = (Cite.COMMENT, Cite.SHEET)


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices that decide what is filled in, and with what.

    Attributes:
        as_of: The day by which stale and expired are judged.
        scope: Tags of the product or deployment that the form is about; empty when not said.
        disclosure: What this customer may be told.
        cite: Where citations go.
        threshold: Lowest confidence that fills itself in; None for the shipped one.
        overwrite: Replace what stands in the form already.
        force_locked: Write into locked cells of protected sheets.
        catalogue: Use the shipped catalogue of topics.
        model: Folder of the sentence model for the semantic extra; None without.
    """

    as_of: date
    scope: tuple[str, ...] = ()
    disclosure: Disclosure = Disclosure.PUBLIC
    cite: tuple[Cite, ...] = DEFAULT_CITE
    threshold: float | None = None
    overwrite: bool = False
    force_locked: bool = False
    catalogue: bool = True
    model: Path | None = None
