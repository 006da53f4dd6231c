"""Loading the compiled catalogue: topics as JSON and their index as arrays; no YAML, no training, milliseconds."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from questionnaire_filler.errors import FillError
from questionnaire_filler.model import NearMiss, Topic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

COMPILED = Path(__file__).parent / "compiled"


@dataclass(frozen=True)
class Catalogue:
    """The compiled catalogue.

    Attributes:
        topics: In the order of the arrays' rows.
        arrays: The index of the phrasings and near misses and the linear head; see `matching.knowledge` for names and shapes.
        sources_sha256: Of the YAML that it was compiled from.
    """

    topics: tuple[Topic, ...]
    arrays: Mapping[str, npt.NDArray[np.generic]]
    sources_sha256: str

    @cached_property
    def by_id(self) -> Mapping[str, Topic]:
        """The topics by id."""
        return {topic.id: topic for topic in self.topics}


def load(folder: Path = COMPILED) -> Catalogue:
    """Load the compiled catalogue.

    Raises:
        FillError: The package was built without it.
    """
    try:
        data = json.loads(gzip.decompress((folder / "topics.json.gz").read_bytes()))
        with np.load(folder / "arrays.npz", allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except FileNotFoundError as error:
        raise FillError(
            "the catalogue is missing from this installation", where=str(folder), hint="Reinstall, or give --no-catalogue."
        ) from error
    return Catalogue(tuple(_topic(item) for item in data["topics"]), arrays, data["sources_sha256"])


def load_semantic(topics: Sequence[Topic], folder: Path = COMPILED) -> Mapping[str, npt.NDArray[np.generic]]:
    """Load the head on sentence vectors that tools/train_semantic.py trained for these topics.

    Returns:
        weights: Bytes, shape (topics, width), to be multiplied by `scale`, shape (topics,); and `bias`, shape (topics,).

    Raises:
        FillError: The package was built without it, or it was trained for other topics.
    """
    hint = "Reinstall, or leave --model out."
    try:
        with np.load(folder / "semantic.npz", allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except FileNotFoundError as error:
        raise FillError("the semantic head is missing from this installation", where=str(folder), hint=hint) from error
    if arrays["topics"].tobytes() != topics_sha256(topics):
        raise FillError("the semantic head was trained for another catalogue", where=str(folder / "semantic.npz"), hint=hint)
    return arrays


def topics_sha256(topics: Sequence[Topic]) -> bytes:
    """Return the hash of the topics' ids in order: what the rows of a head mean."""
    return hashlib.sha256("\0".join(topic.id for topic in topics).encode()).digest()


def _topic(item: dict[str, object]) -> Topic:
    near = tuple(NearMiss(text, topic) for text, topic in item.pop("near"))  # type: ignore[attr-defined]
    frameworks = {name: tuple(ids) for name, ids in item.pop("frameworks").items()}  # type: ignore[attr-defined]
    lists: dict[str, tuple[str, ...]] = {name: tuple(item.pop(name, ())) for name in ("phrasings", "implies", "told_by")}  # type: ignore[arg-type]
    return Topic(near=near, frameworks=frameworks, **lists, **item)  # type: ignore[arg-type]
