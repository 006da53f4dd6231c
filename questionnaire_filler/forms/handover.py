"""Handing a filled form over: written beside its place, proven, and only then put there, so that no work is ever lost."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import hashlib
import os
import re
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaire_filler.errors import ChangedOnDiskError, FormError, OutputExistsError, RefusedError, VerificationError
from questionnaire_filler.forms.registry import format_of
from questionnaire_filler.forms.verify import verify
from questionnaire_filler.model import SlotKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from questionnaire_filler.forms.verify import Certificate
    from questionnaire_filler.model import Filling, Written

_BLOCK = 1 << 20
_SHOWN = 3
_PREFIX = ".fill-"
_COPY = "filled"
#: A folder of ours: the prefix and what `mkdtemp` adds.
_LEFT = re.compile(re.escape(_PREFIX) + r"[a-z0-9_]{8}")
_DAY = 86_400


@dataclasses.dataclass(frozen=True, slots=True)
class Handed:
    """What was handed over: what the writer did, the proof, and the hash of the output."""

    written: Written
    certificate: Certificate
    sha256: str


def hand_over(  # noqa: PLR0913 - the four things handed over, and two permissions by keyword
    source: Path, source_sha256: str, target: Path, filling: Filling, *, force_locked: bool = False, replace: str | None = None
) -> Handed:
    """Write a filled copy of a form to its place, proven, or leave everything as it is.

    Args:
        source: The form.
        source_sha256: Of the form's bytes when it was read.
        target: Where the copy goes; never the form itself.
        filling: What is written.
        force_locked: Locked places are written too.
        replace: Hash of the output that may be replaced, as `file_sha256` gives it; None where nothing may stand there.

    Raises:
        ChangedOnDiskError: The form is no longer the one that was read.
        OutputExistsError: Something else stands at the target.
        VerificationError: The written copy differs from the form in more than the announced places.
        RefusedError: The place cannot be written: disk full, no permission, open elsewhere, a folder.
        FormError: The form cannot be given back whole.
    """
    _check_source(source, source_sha256)
    _check_target(source, target, replace)
    with _system_errors(target), _beside(target, source.suffix) as temporary:
        written = format_of(source).write(source, temporary, filling, force_locked=force_locked)
        _flush(temporary)
        certificate = _prove(source, temporary, target, filling, written)
        digest = file_sha256(temporary)
        _check_source(source, source_sha256)
        _check_target(source, target, replace)
        _take_permissions(target if target.exists() else source, temporary)
        temporary.replace(target)
        _flush_folder(target.parent)
    return Handed(written, certificate, digest)


def file_sha256(path: Path) -> str:
    """Return the hash of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _check_source(source: Path, expected: str) -> None:
    try:
        found = file_sha256(source)
    except OSError as error:
        raise ChangedOnDiskError(
            f"the form can no longer be read ({error.strerror})", where=str(source), hint="Put it back and run the command again."
        ) from None
    if found != expected:
        hint = "Run the command again: it reads the form as it is now."
        raise ChangedOnDiskError("the form changed on disk since it was read", where=str(source), hint=hint)


def _check_target(source: Path, target: Path, replace: str | None) -> None:
    where = str(target)
    if target.is_dir():
        raise RefusedError("the output is a folder", where=where, hint="Name a file with --output.")
    if not target.parent.is_dir():
        raise RefusedError("the folder of the output does not exist", where=where, hint=f"Make {target.parent} first.")
    if not target.exists():
        if target.is_symlink():
            raise RefusedError("the output is a link to a file that does not exist", where=where, hint="Remove the link.")
        return
    if target.samefile(source):
        raise RefusedError("the output is the form itself, which is never written", where=where, hint="Choose another --output.")
    with _system_errors(target):
        found = file_sha256(target)
    if replace is None or found != replace:
        hint = "Use --force to replace it, or choose another --output."
        raise OutputExistsError("the output exists and was not written, or was changed since, by somebody else", where=where, hint=hint)


@contextlib.contextmanager
def _beside(target: Path, suffix: str) -> Iterator[Path]:
    """Yield the name of a file in the target's folder that does not exist yet; whatever is there at the end is removed."""
    # A folder of its own keeps the name free for writers that insist on a new file; it lies on the target's file system.
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=target.parent))
    path = folder / f"{_COPY}{suffix}"
    _sweep(folder)
    try:
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            folder.rmdir()


def _sweep(fresh: Path) -> None:
    """Remove what killed runs of the same user left beside a fresh folder of ours more than a day ago; never anything else.

    Owner and age are compared with the fresh folder's, so that neither a network drive's clock nor its names of users matter.
    """
    now = fresh.lstat()
    for left in fresh.parent.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            then = left.lstat()
            ours = _LEFT.fullmatch(left.name) and stat.S_ISDIR(then.st_mode) and then.st_uid == now.st_uid
            inside = list(left.iterdir()) if ours and now.st_mtime - then.st_mtime > _DAY else None
            if inside is None or any(one.stem != _COPY or one.is_symlink() or not one.is_file() for one in inside):
                continue
            for copy in inside:
                copy.unlink()
            left.rmdir()


def _prove(source: Path, temporary: Path, target: Path, filling: Filling, written: Written) -> Certificate:
    # A box in Word is ticked, whatever the text says: that it changed is all there is to prove.
    boxes = source.suffix.lower() == ".docx"
    announced = {write.slot.where: "" if boxes and write.slot.kind is SlotKind.CHECK else write.text for write in written.writes}
    notes = bool(filling.notes)
    try:
        certificate = verify(source, temporary, announced, citations=written.citations, notes=notes)
    except FormError as error:
        raise _failed([error.what], target) from error
    if not certificate.ok:
        raise _failed(certificate.problems, target)
    return dataclasses.replace(certificate, filled=target.name)


def _failed(problems: Sequence[str], target: Path) -> VerificationError:
    listed = "; ".join(problems[:_SHOWN])
    more = f" and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
    return VerificationError(
        f"the filled copy failed its proof and was not handed over: {listed}{more}",
        where=str(target),
        hint="The form is untouched. Please report this with the form, if you may share it.",
    )


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Write the folder's entry to disk, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _take_permissions(model: Path, path: Path) -> None:
    """Give the copy the permissions of the file that it replaces, or of the form, and let its owner write to it."""
    with contextlib.suppress(OSError):
        path.chmod((model.stat().st_mode & 0o777) | 0o600)


@contextlib.contextmanager
def _system_errors(target: Path) -> Iterator[None]:
    """Tell what the system refuses in words, with what to do."""
    try:
        yield
    except OSError as error:
        what, hint = _explained(error)
        raise RefusedError(what, where=str(target), hint=hint) from error


def _explained(error: OSError) -> tuple[str, str]:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "there is no room left on the disk", "Free some space, or choose another --output; nothing was changed."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "the place may not be written", "Close the file if it is open, check the folder's permissions, or choose another --output."
    if error.errno in (errno.EBUSY, errno.ETXTBSY):
        return "the file is open in another program", "Close it there and run the command again."
    return f"the copy could not be written ({error.strerror or error})", "Choose another --output; nothing was changed."
