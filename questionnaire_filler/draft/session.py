"""Opening what a run needs: the bank, the form with its remembered corrections, the matcher."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaire_filler.bank import load as load_bank
from questionnaire_filler.draft.memory import recall
from questionnaire_filler.errors import BankError, UnreadableFormError, UsageError
from questionnaire_filler.forms.registry import format_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.registry import Format
    from questionnaire_filler.model import Bank, Form, SheetMap

_FOLDER = "answers"


def find_bank(form: Path | None, given: Path | None) -> Path:
    """Return the bank's folder: the given one, else `answers/` upward from the form, then from the working directory.

    Raises:
        BankError: There is none.
    """
    if given is not None:
        return given
    starts = [*([form.absolute().parent] if form is not None else []), Path.cwd()]
    for start in starts:
        for folder in (start, *start.parents):
            if (folder / _FOLDER).is_dir():
                return folder / _FOLDER
    raise BankError(
        "there is no answer bank here", where=str(starts[0]), hint="Say where with --answers DIR, or start one with `fill bank init`."
    )


def open_bank(form: Path | None, given: Path | None) -> Bank:
    """Find and load the bank.

    Raises:
        BankError: There is none, or it has errors.
    """
    return load_bank(find_bank(form, given))


def check_form(path: Path) -> Format:
    """Return the format of a form that is there and may be one, before it is read.

    Raises:
        FormError: There is no such file, it is a folder, it is empty, or forms of its kind are not filled in.
    """
    try:
        if path.is_dir():
            raise UnreadableFormError("this is a folder, no file", where=str(path), hint="Name the forms in it.")
        kind = format_of(path)
        if not path.is_file():
            raise UnreadableFormError("this is no file" if path.exists() else "there is no such file", where=str(path))
        if not path.stat().st_size:
            raise UnreadableFormError("the file is empty", where=str(path), hint="It may not have arrived whole: ask for it again.")
    except OSError as error:
        raise UnreadableFormError(f"cannot be read: {error.strerror}", where=str(path)) from error
    return kind


def open_form(path: Path, maps: Sequence[SheetMap] = (), bank_root: Path | None = None) -> Form:
    """Read a form, with the corrections given or else those remembered for forms of this kind.

    Args:
        path: The form.
        maps: Corrections given now; they replace the remembered ones.
        bank_root: Where corrections are remembered (beside this folder); None for no memory.

    Raises:
        FormError: The form cannot be read.
        UsageError: A correction given now names what the form does not have, or leaves a sheet without questions.
    """
    kind = check_form(path)
    form = kind.read(path, maps)
    _check_maps(form, maps)
    if maps or bank_root is None or not (known := recall(bank_root, form.fingerprint)):
        return form
    again = kind.read(path, known)
    areas = tuple(replace(area, mapped="remembered" if area.mapped else "") for area in again.areas)
    return replace(again, areas=areas, fingerprint=form.fingerprint)


def _check_maps(form: Form, maps: Sequence[SheetMap]) -> None:
    """Refuse a correction by which its sheet asks nothing: whoever gives one means the sheet to be filled in."""
    silent = {skipped.where.strip().casefold(): skipped for skipped in form.skipped}
    for one in maps:
        sheet = one.sheet.strip().casefold()
        found = silent.get(sheet) or (next(iter(silent.values()), None) if not sheet and not form.areas else None)
        if found is not None and not one.skip:
            hint = "`fill inspect FORM` without --map shows the columns; “Sheet!skip” leaves a sheet out."
            raise UsageError(f"--map leaves no question here: {found.reason}", where=found.where or str(form.path), hint=hint)
