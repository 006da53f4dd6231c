"""Questions outside tables: labels with a free cell beside them ("Company name: ____"), and questions across a row with answers below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout import vocabulary
from questionnaire_filler.forms.layout.lexicon import (
    ColumnRole,
    header_role,
    is_japanese,
    is_placeholder,
    longest_term,
    looks_like_question,
    plain_words,
)
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from questionnaire_filler.forms.layout.grid import Grid, Place

_LONGEST_LABEL = 8  # words
_LONGEST_JAPANESE = 16  # characters
_FEWEST = 3  # labels, or questions across a row
_ASKS = 0.55
_GAP = 2  # rows between labels of one run
_LINKS = frozenset({"of", "the", "a", "an", "your", "our", "and", "for", "this", "authorised", "authorized"})
_ENDS = re.compile(r"[:：?？*]\s*$")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and the cell that takes its answer.

    Attributes:
        question: Row and column of its text.
        answer: Row and column of its answer.
    """

    question: Place
    answer: Place


def label_pairs(grid: Grid, taken: Collection[int]) -> list[Pair]:
    """Return labels about the vendor with a free cell to their right, in runs of at least three.

    Args:
        grid: The sheet.
        taken: Rows that are spoken for: headers and questions of tables.
    """
    runs: dict[int, list[list[Pair]]] = {}
    for row, cells in grid.rows.items():
        if row in taken:
            continue
        for column, cell in cells.items():
            answer = _free_beside(grid, row, column)
            if answer is None or cell.formula or not _is_label(cell.text):
                continue
            known = runs.setdefault(column, [[]])
            if known[-1] and row - known[-1][-1].question[0] > _GAP:
                known.append([])
            known[-1].append(Pair((row, column), answer))
    found = [pair for known in runs.values() for run in known if _tells_of_vendor(grid, run) for pair in _labels(grid, run)]
    return sorted(found, key=lambda pair: pair.question)


def _free_beside(grid: Grid, row: int, column: int) -> Place | None:
    """Return the cell right of this one where it is free and nothing else follows in the row's next cells."""
    if (row, column) in grid.covered:
        return None
    beside = grid.last_column(row, column) + 1
    if (row, beside) in grid.covered or not grid.writable(row, beside) or beside in grid.hidden_columns:
        return None
    text = grid.text(row, beside).strip()
    return (row, beside) if not text or is_placeholder(text) else None


def _is_label(text: str) -> bool:
    line = squeeze(text)
    if is_japanese(line):
        return len(line) <= _LONGEST_JAPANESE
    return 0 < len(plain_words(line)) <= _LONGEST_LABEL and len(line) > 1


def _tells_of_vendor(grid: Grid, run: Sequence[Pair]) -> bool:
    texts = [grid.text(*pair.question) for pair in run]
    if len(run) < _FEWEST or any((role := header_role(text)) and role.role is ColumnRole.CUSTOMER for text in texts):
        return False
    known = sum(_names_fact(text) for text in texts)
    marked = sum(bool(_ENDS.search(text)) for text in texts)
    if len(run) > _FEWEST and marked * 10 >= len(run) * 7:
        return True  # nothing but labels with colons: a form, whatever it is about
    return known * 2 >= len(run) and (marked * 2 >= len(run) or known >= _FEWEST)


def _labels(grid: Grid, run: Sequence[Pair]) -> list[Pair]:
    """Return the run without its title: where most labels end with a colon, one without is none."""
    marked = [pair for pair in run if _ENDS.search(grid.text(*pair.question))]
    return marked if len(marked) * 2 >= len(run) else list(run)


def _names_fact(text: str) -> bool:
    """Tell whether a label is mostly the name of a fact about a vendor."""
    found = tuple(word for word in plain_words(text) if word not in _LINKS)
    if found and 2 * len(longest_term(vocabulary.VENDOR_FACTS, found)) >= len(found):
        return True
    return is_japanese(text) and any(word in text for word in vocabulary.VENDOR_FACTS_JA.split())


def across_pairs(grid: Grid) -> list[Pair]:
    """Return questions that stand side by side in a row, with free cells below them."""
    rows = list(grid.rows)
    for row in rows:
        places = [(row, column) for column, cell in grid.rows[row].items() if looks_like_question(cell.text) >= _ASKS]
        filled = sum(bool(cell.text.strip()) for cell in grid.rows[row].values())
        if len(places) < _FEWEST or len(places) * 4 < filled * 3:
            continue
        pairs = list(_below(grid, places))
        if len(pairs) == len(places):
            return pairs
    return []


def _below(grid: Grid, places: Sequence[Place]) -> Iterator[Pair]:
    for row, column in places:
        under = grid.spans.get((row, column), (row, column))[0] + 1
        text = grid.text(under, column).strip()
        if grid.writable(under, column) and (not text or is_placeholder(text)):
            yield Pair((row, column), (under, column))
