"""The proof that a filled file is the original with the announced places changed, and nothing else.

It reads both files with its own means and shares no code with the writers, so that a mistake there is not repeated here.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from questionnaire_filler.errors import FillError, UnreadableFormError, UsageError
from questionnaire_filler.forms.verify.certificate import Certificate, Change, Count, Difference, PartChange
from questionnaire_filler.forms.verify.findings import Expected

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from questionnaire_filler.forms.verify.findings import Findings
    from questionnaire_filler.model import Address

__all__ = ["Certificate", "Change", "Count", "Difference", "PartChange", "verify"]


def verify(  # noqa: PLR0913 - two files, and by keyword what may differ
    original: Path,
    filled: Path,
    announced: Mapping[Address, str] | None = None,
    *,
    places: frozenset[Address] | None = None,
    citations: str | None = "",
    notes: bool = False,
) -> Certificate:
    """Compare a filled file with its original.

    Args:
        original: The form as it came.
        filled: The filled copy.
        announced: Address and text of every place that was written: anything else that differs is a problem. None to list the places
            that differ: then notes and a list of sources may have been added, and anything else is a problem but a text in a place.
        places: Addresses of the places for answers, where nothing was announced: a difference in any other place is a problem. None
            where they are not known.
        citations: Where a list of sources was added: the sheet's name, or in Word any text; empty for none, None for either.
        notes: Notes, or comments in Word, were added.

    Raises:
        UsageError: The files are of different kinds.
        FormError: One of them cannot be read.
    """
    kind, other = original.suffix.lower(), filled.suffix.lower()
    if kind != other:
        raise UsageError(f"{filled.name} is no copy of {original.name}: the kinds differ ({kind} and {other})", where=str(filled))
    expected = Expected(places=places) if announced is None else Expected(announced, None, citations, notes)
    before, after = _read(original), _read(filled)
    try:
        found, identical, counted = _compare((original, before), (filled, after), expected)
    except FillError:
        raise
    except Exception as error:  # whatever a mangled file sets off in a parser is a finding, never a crash
        raise UnreadableFormError(f"the file cannot be compared ({type(error).__name__}: {error})", where=str(filled)) from error
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
        found.saved_anew,
    )


def _compare(original: tuple[Path, bytes], filled: tuple[Path, bytes], expected: Expected) -> tuple[Findings, int, tuple[Count, ...]]:
    if original[0].suffix.lower() == ".csv":
        from questionnaire_filler.forms.verify.delimited import compare

        return compare(original[1], filled[1], expected)
    from questionnaire_filler.forms.verify.archive import Archive
    from questionnaire_filler.forms.verify.packages import compare as compare_packages

    return compare_packages(Archive.open(*original), Archive.open(*filled), expected)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFormError(
            f"the file cannot be read ({error.strerror})", where=str(path), hint="Check the name and the folder."
        ) from None
