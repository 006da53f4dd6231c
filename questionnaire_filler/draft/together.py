"""Files that are only right together: the filled form, its draft, its report and its list of sources. All are new, or all as they were."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaire_filler.errors import OutputExistsError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The name of the handover's own folders and copies: what a killed run leaves is swept away with theirs.
_PREFIX = ".fill-"
_COPY = "filled"


@contextmanager
def together(paths: Sequence[Path]) -> Iterator[None]:
    """Put these files back as they were when what is done meanwhile fails: a form without its draft would be taken for somebody else's.

    Args:
        paths: The files, in one folder; those that are not there yet are removed again. Whatever is done must replace them, not write
            into them.

    Raises:
        RefusedError: The files that stand there cannot be kept: nothing was done.
    """
    there = [path for path in paths if path.is_file()]
    kept: dict[Path, Path] = {}
    folder = _folder(paths[0]) if there else None
    try:
        for number, path in enumerate(there):
            assert folder is not None  # noqa: S101 -- there is something to keep
            kept[path] = _keep(path, folder / f"{_COPY}.{number}")
        try:
            yield
        except OutputExistsError:
            raise  # somebody else's file appeared meanwhile; it stays
        except BaseException:
            done = [_put_back(path, kept.get(path)) for path in paths]
            if not all(done):
                folder = None  # what could not be put back is not thrown away
            raise
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _folder(path: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=path.parent))
    except OSError as error:
        raise RefusedError(f"cannot write here: {error.strerror}", where=str(path)) from error


def _keep(path: Path, copy: Path) -> Path:
    """Keep a file under another name: a second link costs no room on a disk that may be full."""
    try:
        try:
            os.link(path, copy, follow_symlinks=False)
        except (OSError, NotImplementedError):
            shutil.copy2(path, copy, follow_symlinks=False)
    except OSError as error:
        raise RefusedError(f"cannot write: {error.strerror}", where=str(path), hint="Nothing was changed.") from error
    return copy


def _put_back(path: Path, copy: Path | None) -> bool:
    try:
        if copy is None:
            path.unlink(missing_ok=True)
        elif not path.exists() or not path.samefile(copy):
            copy.replace(path)
    except OSError:
        return False
    return True
