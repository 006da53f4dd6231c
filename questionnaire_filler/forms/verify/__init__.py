"""The proof that a filled file is the original with the announced places changed, and nothing else.

It reads both files with its own means and shares no code with the writers, so that a mistake there is not repeated here.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from questionnaire_filler.errors import UnreadableFormError, UsageError
from questionnaire_filler.forms.verify.certificate import Certificate, Change, Count, Difference, PartChange

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from questionnaire_filler.model import Address

__all__ = ["Certificate", "Change", "Count", "Difference", "PartChange", "verify"]


def verify(
    original: Path, filled: Path, announced: Mapping[Address, str] | None = None, *, citations: str = "", notes: bool = False
) -> Certificate:
    """Compare a filled file with its original.

    Args:
        original: The form as it came.
        filled: The filled copy.
        announced: Address and text of every place that was written: anything else that differs is a problem. None to list what
            differs; then only a loss (rules, pictures, comments, formulas, controls ...) is a problem.
        citations: Where a list of sources was added: the sheet's name, or in Word any text; empty for none.
        notes: Notes, or comments in Word, were added.

    Raises:
        UsageError: The files are of different kinds.
        FormError: One of them cannot be read.
    """
    kind, other = original.suffix.lower(), filled.suffix.lower()
    if kind != other:
        raise UsageError(f"{filled.name} is no copy of {original.name}: the kinds differ ({kind} and {other})", where=str(filled))
    before, after = _read(original), _read(filled)
    if kind == ".csv":
        from questionnaire_filler.forms.verify.delimited import compare

        found, identical, counted = compare(before, after, announced)
    else:
        from questionnaire_filler.forms.verify.archive import Archive
        from questionnaire_filler.forms.verify.packages import compare as compare_packages

        packages = Archive.open(original, before), Archive.open(filled, after)
        found, identical, counted = compare_packages(*packages, announced, citations, notes=notes)
    return Certificate(
        original.name,
        filled.name,
        hashlib.sha256(before).hexdigest(),
        hashlib.sha256(after).hexdigest(),
        identical,
        tuple(found.parts),
        tuple(found.differences),
        counted,
        tuple(found.problems),
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFormError(
            f"the file cannot be read ({error.strerror})", where=str(path), hint="Check the name and the folder."
        ) from None
