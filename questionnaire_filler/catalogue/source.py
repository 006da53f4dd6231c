"""Reading the catalogue's YAML: what the compiler and the linter work from; the shipped program never does."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from questionnaire_filler.errors import FillError
from questionnaire_filler.model import NearMiss, Topic

SOURCES = Path(__file__).parent / "data"
KINDS = frozenset({"yes-no", "text", "list", "number", "period", "frequency", "date", "place", "contact", "name", "document", "level"})
_KEYS = frozenset({"id", "title", "fact", "actor", "object", "kind", "phrasings", "near", "frameworks", "decoy"})


def read_sources(folder: Path = SOURCES) -> tuple[Topic, ...]:
    """Return the topics of all files, in the order of the files' names.

    Raises:
        FillError: A file is not as docs/catalogue.md says; names the file and the topic.
    """
    topics: list[Topic] = []
    for path in sorted(folder.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        topics += [_topic(item, data["section"], path) for item in data["topics"]]
    topics = _related(topics, folder / "relations")
    known = {topic.id for topic in topics}
    if len(known) < len(topics):
        twice = sorted({topic.id for topic in topics if [other.id for other in topics].count(topic.id) > 1})
        raise FillError(f"topics defined twice: {', '.join(twice)}", where=str(folder))
    return tuple(topics)


def _related(topics: list[Topic], folder: Path) -> list[Topic]:
    """Return the topics with the relations of the folder's files: what answers what else."""
    known = {topic.id for topic in topics}
    implies: dict[str, list[str]] = {}
    told_by: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        same = {one: [other for other in group if other != one] for group in data.get("same") or () for one in group}
        for target, relation in ((implies, data.get("implies") or {}), (implies, same), (told_by, data.get("told_by") or {})):
            for topic, others in relation.items():
                if unknown := {topic, *others} - known:
                    raise FillError(f"relations name unknown topics {sorted(unknown)}", where=path.name)
                target.setdefault(topic, []).extend(others)
    return [
        replace(topic, implies=tuple(dict.fromkeys(implies.get(topic.id, ()))), told_by=tuple(dict.fromkeys(told_by.get(topic.id, ()))))
        for topic in topics
    ]


def sources_sha256(folder: Path = SOURCES) -> str:
    """Return the hash of all files, names and bytes: what tells whether the compiled catalogue is fresh."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _topic(item: dict[str, Any], section: str, path: Path) -> Topic:
    where = f"{path.name}: {item.get('id', '?')}"
    if unknown := set(item) - _KEYS:
        raise FillError(f"unknown keys {sorted(unknown)}", where=where)
    if item.get("kind", "text") not in KINDS:
        raise FillError(f"unknown kind {item['kind']!r}", where=where)
    return Topic(
        id=item["id"],
        title=item["title"],
        fact=item["fact"],
        actor=item.get("actor", "vendor"),
        object=item.get("object", ""),
        kind=item.get("kind", "text"),
        phrasings=tuple(str(text) for text in item["phrasings"]),
        near=tuple(NearMiss(near["text"], near.get("topic") or "") for near in item.get("near") or ()),
        frameworks={name: tuple(map(str, ids if isinstance(ids, list) else [ids])) for name, ids in (item.get("frameworks") or {}).items()},
        decoy=bool(item.get("decoy", False)),
        section=section,
    )
