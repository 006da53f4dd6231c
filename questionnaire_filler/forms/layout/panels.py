"""Tables side by side: a header that names the same columns again to the right heads two tables in the same rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from questionnaire_filler.forms.layout.lexicon import ColumnRole, header_roles
from questionnaire_filler.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaire_filler.forms.layout.grid import Grid
    from questionnaire_filler.forms.layout.headers import Header

_T = TypeVar("_T")
_TWICE = 2
_PLACES = frozenset({ColumnRole.ANSWER, ColumnRole.COMMENT, ColumnRole.EVIDENCE, ColumnRole.MARK})


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a sheet's columns with a table of its own.

    Attributes:
        grid: The sheet with nothing but these columns.
        headers: The headers, with nothing but these columns.
    """

    grid: Grid
    headers: tuple[Header, ...]


def panels(grid: Grid, headers: tuple[Header, ...]) -> list[Panel]:
    """Return the tables that stand side by side under the headers; one, the sheet as it is, where nothing repeats."""
    starts = _starts(headers[0]) if headers else []
    if len(starts) < _TWICE or any(_starts(header) != starts for header in headers):
        return [Panel(grid, headers)]
    ends = [*(start - 1 for start in starts[1:]), max(grid.width, *headers[0].texts)]
    return [_panel(grid, headers, first, last) for first, last in zip([1, *starts[1:]], ends, strict=True)]


def _starts(header: Header) -> list[int]:
    """Return the columns at which the header's texts begin anew; each time they must name a question and a place for its answer."""
    columns = sorted(header.texts)
    texts = [fold(header.texts[column]) for column in columns]
    for size in range(_TWICE, len(texts) // _TWICE + 1):
        if len(texts) % size == 0 and texts == texts[:size] * (len(texts) // size) and _is_whole(header, columns[:size]):
            return columns[::size]
    return []


def _is_whole(header: Header, columns: Sequence[int]) -> bool:
    roles = {hints[0].role for column in columns if (hints := header_roles(header.texts[column]))}
    return ColumnRole.QUESTION in roles and bool(roles & _PLACES)


def _panel(grid: Grid, headers: tuple[Header, ...], first: int, last: int) -> Panel:
    rows = {row: cells for row, found in grid.rows.items() if (cells := _between(found, first, last))}
    cut = (replace(h, texts=_between(h.texts, first, last), groups=_between(h.groups, first, last)) for h in headers)
    return Panel(replace(grid, rows=rows), tuple(cut))


def _between(found: Mapping[int, _T], first: int, last: int) -> dict[int, _T]:
    return {column: value for column, value in found.items() if first <= column <= last}
