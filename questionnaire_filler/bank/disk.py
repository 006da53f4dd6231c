"""Writing a file of the bank: guarded by its hash, atomic, and shown beforehand as a diff."""

from __future__ import annotations

import difflib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaire_filler.bank.places import digest
from questionnaire_filler.errors import ChangedOnDiskError, RefusedError

if TYPE_CHECKING:
    from pathlib import PurePath


def difference(before: str, after: str, name: PurePath) -> str:
    """Return the unified diff of a file's text, as `patch` and `git apply` take it; empty where nothing differs."""
    old, new = _lines(before), _lines(after)
    origin = f"a/{name.as_posix()}" if before else "/dev/null"
    return "".join(map(_ended, difflib.unified_diff(old, new, origin, f"b/{name.as_posix()}")))


def _lines(text: str) -> list[str]:
    """Return the lines with their ends; only a line feed ends one, as for git."""
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def replace_file(path: Path, raw: bytes, known: str | None) -> None:
    """Put bytes in the place of a file, or make it where `known` is None.

    Args:
        path: The file; where it is a link, what it points to is replaced.
        raw: Its new bytes.
        known: The SHA-256 of what the new bytes were made from.

    Raises:
        ChangedOnDiskError: Something else stands there; it stays.
        RefusedError: The file cannot be written; what stands there stays.
    """
    target = Path(os.path.realpath(path))
    try:
        if known is None:
            target.parent.mkdir(parents=True, exist_ok=True)
        found = digest(target.read_bytes()) if target.exists() else None
        if found != known:
            raise ChangedOnDiskError("the file changed while the edit was made", where=str(path), hint="Try again.")
        _replace(target, raw, target.stat().st_mode if found else None)
    except OSError as error:
        raise RefusedError(f"cannot be written: {error.strerror or error}", where=str(path)) from error


def _replace(target: Path, raw: bytes, mode: int | None) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644 if mode is None else mode & 0o7777)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
