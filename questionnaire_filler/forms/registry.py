"""Which room reads and writes which kind of file; formats are imported on first use, so that `--help` loads none."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from questionnaire_filler.errors import UnsupportedFormError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from questionnaire_filler.model import Filling, Form, SheetMap, Written


class Format(Protocol):
    """What a module of a format offers; `tests/forms/contract.py` holds every format to it."""

    def read(self, path: Path, maps: Sequence[SheetMap] = ()) -> Form:
        """Read a form and find its questions and slots.

        Raises:
            FormError: The file cannot be read; never for a form without questions.
        """
        ...

    def write(self, source: Path, target: Path, filling: Filling, *, force_locked: bool = False) -> Written:
        """Write a filled copy of `source` to `target`, which must not exist and is not atomic: the caller replaces.

        With an empty filling the copy is byte-identical. Places that must not be written are reported, not written.

        Raises:
            FormError: The package is of a kind that cannot be given back whole (signed, zip64).
            RefusedError: An address that the form does not have.
        """
        ...


_FORMATS = {
    ".xlsx": "questionnaire_filler.forms.xlsx",
    ".xlsm": "questionnaire_filler.forms.xlsx",
    ".docx": "questionnaire_filler.forms.docx",
    ".csv": "questionnaire_filler.forms.csv",
}

_SAVE_AS = {
    ".xls": ".xlsx",
    ".xlsb": ".xlsx",
    ".xlt": ".xlsx",
    ".ods": ".xlsx",
    ".numbers": ".xlsx",
    ".tsv": ".csv",
    ".doc": ".docx",
    ".docm": ".docx",
    ".odt": ".docx",
    ".rtf": ".docx",
    ".pages": ".docx",
    ".pdf": ".docx",
}


def format_of(path: Path) -> Format:
    """Return the format that reads and writes files with this name.

    Raises:
        UnsupportedFormError: No format does; says what to save the file as where that helps.
    """
    suffix = path.suffix.lower()
    if module := _FORMATS.get(suffix):
        return cast("Format", import_module(module))
    better = _SAVE_AS.get(suffix)
    hint = f"Save it as {better} and try again." if better else f"Forms can be {', '.join(_FORMATS)}."
    raise UnsupportedFormError(f"{suffix or 'a file without a suffix'} is not supported", where=str(path), hint=hint)
