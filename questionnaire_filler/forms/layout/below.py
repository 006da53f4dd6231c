"""Answers below their questions: in the free cell under each, or beside a label ("Answer:", "Evidence:") under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.lexicon import ColumnRole, header_role, is_placeholder
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaire_filler.forms.layout.grid import Grid, Place

_FEWEST = 3  # questions
_NEARLY_ALL = 0.9
_DEEPEST = 6  # rows under a question in which its places are looked for
_SURE = 0.95
_SHORT = re.compile(r"(?:a|r|ans|resp)\s*[:.)]$", re.IGNORECASE)
_PLACES = frozenset({ColumnRole.ANSWER, ColumnRole.COMMENT, ColumnRole.EVIDENCE})


@dataclass(frozen=True, slots=True)
class Under:
    """A place under a question.

    Attributes:
        role: What it takes.
        place: Its row and column.
        label: The text that names it; empty for none.
    """

    role: ColumnRole
    place: Place
    label: str = ""


def is_place_label(text: str) -> bool:
    """Tell whether a text only names a place under a question: "Answer:", "Vendor response", "R:"."""
    return _label_role(text) is not None


def _label_role(text: str) -> ColumnRole | None:
    line = squeeze(text)
    if _SHORT.match(line):
        return ColumnRole.ANSWER
    hint = header_role(line.rstrip(" :："))
    return hint.role if hint and hint.role in _PLACES and hint.weight >= _SURE else None


def places_below(grid: Grid, question: int, rows: Sequence[int]) -> Mapping[int, tuple[Under, ...]]:
    """Return the places under the questions in the given rows; none where they do not stand under nearly all of them.

    Labels decide. Without any, the cell under each question must be free and nothing may stand right of the questions: a blank row
    after each question is then where its answer goes.
    """
    if len(rows) < _FEWEST:
        return {}
    ends = [*rows[1:], rows[-1] + _DEEPEST]
    labelled = {row: found for row, end in zip(rows, ends, strict=True) if (found := _labelled(grid, question, row, end))}
    if len(labelled) >= _NEARLY_ALL * len(rows):
        return labelled
    free = {
        row: (Under(ColumnRole.ANSWER, place),) for row, end in zip(rows, ends, strict=True) if (place := _free(grid, question, row, end))
    }
    alone = all(column <= grid.last_column(row, question) for row in rows for column, cell in grid.rows[row].items() if cell.text.strip())
    return free if alone and len(free) >= _NEARLY_ALL * len(rows) and not _is_list(grid, question, rows) else {}


def is_over_field(grid: Grid, question: int, row: int) -> bool:
    """Tell whether the cell under this one is free and set apart as a field, other than this one: a short label asks, too."""
    place = _free(grid, question, row, row + _DEEPEST)
    if place is None:
        return False
    own, under = grid.field(row, question), grid.field(*place)
    return (under.framed and not own.framed) or (bool(under.shade) and under.shade != own.shade)


def _labelled(grid: Grid, question: int, row: int, end: int) -> tuple[Under, ...]:
    """Return the places beside labels between a question and the next one."""
    found = []
    for under in range(row + 1, min(end, row + _DEEPEST)):
        for column, cell in grid.rows.get(under, {}).items():
            role = _label_role(cell.text) if column <= question else None
            place = (under, max(question, grid.last_column(under, column) + 1))
            if role and place not in grid.covered and _is_free(grid, place):
                found.append(Under(role, place, squeeze(cell.text)))
                break
    return tuple(found) if any(under.role is ColumnRole.ANSWER for under in found) else ()


def _free(grid: Grid, question: int, row: int, end: int) -> Place | None:
    """Return the cell under a question where it is free and its row holds nothing else."""
    under = grid.spans.get((row, question), (row, question))[0] + 1
    others = [cell for column, cell in grid.rows.get(under, {}).items() if column != question and cell.text.strip()]
    place = (under, question)
    return place if under < end and not others and place not in grid.covered and _is_free(grid, place) else None


def _is_free(grid: Grid, place: Place) -> bool:
    text = grid.text(*place).strip()
    return grid.writable(*place) and (not text or is_placeholder(text))


def _is_list(grid: Grid, question: int, rows: Sequence[int]) -> bool:
    """Tell whether most questions follow one another without a row between them."""
    ends = [grid.spans.get((row, question), (row, question))[0] for row in rows]
    return sum(below == end + 1 for end, (_, below) in zip(ends, pairwise(rows), strict=False)) * 2 > len(rows)
