"""Vectors kept between runs: one file a model, by the hash of the text; losing it costs time and nothing else."""

from __future__ import annotations

import contextlib
import os
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Width of a vector.
WIDTH = 384

Halves = npt.NDArray[np.float16]

#: The most vectors that are kept: 768 bytes each, so about 50 MB; the oldest go first.
MOST = 60_000
_KEY = 16
_ROW = np.dtype([("key", f"V{_KEY}"), ("vector", "<f2", (WIDTH,))])
_APP = "questionnaire-filler"


def cache_folder() -> Path | None:
    """Return the folder for what can be computed again: XDG_CACHE_HOME, else ~/.cache; None where there is no home."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if given and Path(given).is_absolute():
        return Path(given) / _APP
    try:
        return Path.home() / ".cache" / _APP
    except RuntimeError:
        return None


class VectorCache:
    """The vectors of one model that earlier runs computed; any failure to read or write only means that they are computed again."""

    def __init__(self, folder: Path | None, model: str, most: int = MOST, *, write: bool = True) -> None:
        """Open the cache.

        Args:
            folder: Where the file is; None for no cache.
            model: Hash of the model's weights.
            most: The most vectors to keep.
            write: Keep new vectors; else only what is there is read.
        """
        self._path = folder / f"vectors-{model[:16]}.npy" if folder is not None else None
        self._most = most
        self._writes = write
        self._vectors = self._read()

    def find(self, texts: Sequence[str]) -> dict[str, Halves]:
        """Return the vectors that are kept of these texts."""
        keys = {text: _key(text) for text in texts}
        return {text: self._vectors[key] for text, key in keys.items() if key in self._vectors}

    def keep(self, vectors: Mapping[str, Halves]) -> None:
        """Keep the vectors of these texts for later runs; silently not where the folder cannot be written."""
        if self._path is None or not self._writes or not vectors:
            return
        together = self._read() | {_key(text): vector for text, vector in vectors.items()}  # another run may have written meanwhile
        self._vectors = dict(list(together.items())[-self._most :])
        with contextlib.suppress(OSError):
            self._write(self._path)

    def _read(self) -> dict[bytes, Halves]:
        if self._path is None:
            return {}
        try:
            with self._path.open("rb") as stream:
                stored = np.lib.format.read_array(stream, allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return {}
        if stored.dtype != _ROW:
            return {}
        return {key.tobytes(): vector for key, vector in zip(stored["key"], stored["vector"], strict=True)}

    def _write(self, path: Path) -> None:
        """Replace the file at once; it is private, for vectors tell roughly what was asked."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        rows = np.empty(len(self._vectors), dtype=_ROW)
        rows["key"] = [np.void(key) for key in self._vectors]
        rows["vector"] = list(self._vectors.values())
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                np.save(stream, rows, allow_pickle=False)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _key(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:_KEY]
