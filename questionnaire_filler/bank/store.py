"""The bank's folder: which files belong to it, and all their entries or all their problems at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaire_filler.bank.entries import read_entries
from questionnaire_filler.bank.places import ProblemError, digest, read_source
from questionnaire_filler.errors import BankError, Problem
from questionnaire_filler.model import Bank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from questionnaire_filler.bank.places import SourceFile
    from questionnaire_filler.model import Entry

_SUFFIXES = {".yaml", ".yml"}
_SKIPPED = (".", "_")
_INIT = "Write `fill bank init` to begin one, or name its folder with --answers DIR."


def load(root: Path) -> Bank:
    """Read all files of a bank.

    Raises:
        BankError: The folder is missing or has no entries, or any file has problems; carries all problems of all files.
    """
    paths = bank_files(root)
    problems: list[Problem] = []
    sources: list[SourceFile] = []
    for path in paths:
        try:
            sources.append(read_source(path))
        except ProblemError as error:
            problems.append(error.problem)
    return assemble(root, sources, problems)


def load_or_begin(root: Path) -> Bank:
    """Read a bank that is to be added to: its folder may be missing, or have no entries yet.

    Raises:
        BankError: A file has problems, or a file stands where the folder should.
    """
    if root.exists() and not root.is_dir():
        return load(root)  # which says so
    try:
        paths = bank_files(root)
    except BankError:
        return Bank(root, (), hash_of(root, {}))
    problems: list[Problem] = []
    try:
        sources = [read_source(path) for path in paths]
        if any(read_entries(source, problems) for source in sources) or problems:
            return load(root)
    except ProblemError:
        return load(root)
    files = {source.path: source.sha256 for source in sources}
    return Bank(root, (), hash_of(root, files), files)


def bank_files(root: Path) -> tuple[Path, ...]:
    """Return the files of a bank in the order of their names; those of hidden folders and those that begin with "_" do not count.

    Raises:
        BankError: The folder is missing, or has no such file.
    """
    if not root.exists():
        raise BankError("there is no answer bank here", where=str(root), hint=_INIT)
    if not root.is_dir():
        raise BankError("is a file; an answer bank is a folder of YAML files", where=str(root), hint="Name the folder that the file is in.")
    found = sorted(_walk(root), key=lambda path: path.relative_to(root).as_posix())
    if not found:
        raise BankError("has no answers: no *.yaml file is in the folder", where=str(root), hint=_INIT)
    return tuple(found)


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(_SKIPPED)]
        for name in names:
            path = Path(folder, name)
            if belongs(path.relative_to(root)) and path.is_file():
                yield path


def belongs(path: Path) -> bool:
    """Whether a path below the bank's folder names a file of the bank."""
    return path.suffix.lower() in _SUFFIXES and not any(part.startswith(_SKIPPED) for part in path.parts)


def _unreadable(error: OSError) -> None:
    raise BankError(f"the folder cannot be read: {error.strerror}", where=str(error.filename), hint="Check its permissions.") from error


def assemble(root: Path, sources: Sequence[SourceFile], problems: Sequence[Problem] = ()) -> Bank:
    """Return the bank that files make.

    Args:
        root: The folder.
        sources: Its files, in order.
        problems: What kept other files from being read.

    Raises:
        BankError: There are problems, or no entries.
    """
    found = list(problems)
    entries: list[Entry] = []
    for source in sources:
        try:
            entries += read_entries(source, found)
        except ProblemError as error:
            found.append(error.problem)
    found += _repeated_ids(entries)
    if found:
        count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        raise BankError(
            f"the answer bank has {count}", where=str(root), hint="Correct them and try again.", problems=sorted(found, key=_order)
        )
    if not entries:
        raise BankError("the answer bank has no entries", where=str(root), hint=_INIT)
    files = {source.path: source.sha256 for source in sources}
    return Bank(root, tuple(entries), hash_of(root, files), files)


def _repeated_ids(entries: Sequence[Entry]) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        # Ids that differ in case only are one id to a reader, and to a file system that exports are written to.
        other = first.setdefault(entry.id.casefold(), entry)
        if other is not entry:
            yield Problem(str(entry.place), f"the id '{entry.id}' is taken by the entry at {other.place}")


def _order(problem: Problem) -> tuple[str, int, int]:
    file, line, column = problem.where.rsplit(":", 2)
    return file, int(line), int(column)


def hash_of(root: Path, files: Mapping[Path, str]) -> str:
    """Return the bank's hash from those of its files: it tells names and bytes, and not where the folder is."""
    lines = (f"{path.relative_to(root).as_posix()}\0{sha256}\n" for path, sha256 in files.items())
    return digest("".join(lines).encode("utf-8", "surrogateescape"))
