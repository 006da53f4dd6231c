"""Where in its file a part of an entry stands, found by reading the file again: only findings need it, and few entries have any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.bank.nodes import Mapping, Sequence, compose
from questionnaire_filler.bank.places import ProblemError, read_source
from questionnaire_filler.model import Place

if TYPE_CHECKING:
    from pathlib import Path

    from questionnaire_filler.bank.nodes import Node
    from questionnaire_filler.model import Entry


class Locator:
    """Finds places, reading each file once."""

    def __init__(self) -> None:
        self._files: dict[Path, dict[tuple[int, int], Mapping]] = {}

    def place(self, entry: Entry, *path: str | int) -> Place:
        """Return the place of a value of an entry; the entry's own where it is not there, or the file changed meanwhile.

        Args:
            entry: The entry.
            path: A key of the entry, and then the number of an item.
        """
        if not path:
            return entry.place
        file = entry.place.file
        if file not in self._files:
            self._files[file] = _entries(file)
        node: Node | None = self._files[file].get((entry.place.line, entry.place.column))
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
        return Place(file, node.line, node.column) if node else entry.place


def _entries(file: Path) -> dict[tuple[int, int], Mapping]:
    try:
        root = compose(read_source(file), [])
    except ProblemError:
        return {}
    answers = root.get("answers") if isinstance(root, Mapping) else None
    items = answers.items if isinstance(answers, Sequence) else ()
    return {(item.line, item.column): item for item in items if isinstance(item, Mapping)}
