"""Corrections of the detection, remembered for each kind of form in `.fill/forms.json` beside the bank."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from questionnaire_filler.draft.store import make_folder, write_private
from questionnaire_filler.errors import FillError
from questionnaire_filler.model import SheetMap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def memory_file(bank_root: Path) -> Path:
    """Return where corrections are remembered for users of this bank."""
    return bank_root.absolute().parent / ".fill" / "forms.json"


def recall(bank_root: Path, fingerprint: str) -> tuple[SheetMap, ...]:
    """Return the corrections remembered for forms with this fingerprint, or none."""
    return tuple(
        SheetMap(item["sheet"], tuple((role, column) for role, column in item["columns"]), _rows(item["rows"]), item["skip"])
        for item in _read(bank_root).get(fingerprint, [])
    )


def remember(bank_root: Path, fingerprint: str, maps: Sequence[SheetMap]) -> None:
    """Remember the corrections for the next copy of the same form.

    Raises:
        FillError: What is remembered already cannot be read.
        RefusedError: The file cannot be written.
    """
    known = _read(bank_root)
    known[fingerprint] = [
        {"sheet": given.sheet, "columns": [list(pair) for pair in given.columns], "rows": given.rows, "skip": given.skip} for given in maps
    ]
    path = memory_file(bank_root)
    make_folder(path.parent)
    write_private(path, json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _rows(value: Sequence[int] | None) -> tuple[int, int] | None:
    return (value[0], value[1]) if value else None


def _read(bank_root: Path) -> dict[str, Any]:
    path = memory_file(bank_root)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise FillError("the remembered corrections cannot be read", where=str(path), hint="Mend or delete the file.") from error
    return found if isinstance(found, dict) else {}
