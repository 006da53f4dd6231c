"""Header rows: which rows of a sheet name columns, over one to three rows, once or again and again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.lexicon import ColumnRole, Hint, header_roles, is_mark, is_placeholder, looks_like_question
from questionnaire_filler.forms.layout.refs import is_ref
from questionnaire_filler.text import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaire_filler.forms.layout.grid import Grid

_LONGEST = 160  # characters of a header
_SAID = 0.55  # weight from which a hint counts where nothing speaks against it
_SURE = 0.7  # weight from which a hint counts as said
_ASKS = 0.6  # question-likeness that a header does not have
_FEW = 0.4  # share of cells of a header row that may read like questions
_BELOW = 3  # rows below options that show how they are ticked
_BANNER = 0.7  # a merged cell over more of the sheet's width is a title, not a group of columns
_GENERATED = re.compile(r"^(?:column|spalte|colonne|columna|coluna|colonna|kolom|列)\s*\d+$", re.IGNORECASE)
_VENDOR = frozenset({ColumnRole.ANSWER, ColumnRole.COMMENT, ColumnRole.EVIDENCE})


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a block of rows.

    Attributes:
        first: Its first row.
        last: Its last row.
        texts: For each column the text that names it, the lowest one where there are several rows.
        groups: For each column the text over several columns above it.
        strong: It names a place to answer, not only what is asked.
    """

    first: int
    last: int
    texts: Mapping[int, str]
    groups: Mapping[int, str]
    strong: bool

    def hints(self, column: int) -> tuple[Hint, ...]:
        """Return what the header says about a column."""
        return header_roles(self.texts.get(column, ""))

    def same(self, other: Header) -> bool:
        """Tell whether both headers name the same columns the same way: one table with its header repeated."""
        mine = {c for c, text in self.texts.items() if _says_place(text)}
        its = {c for c, text in other.texts.items() if _says_place(text)}
        shared = mine & its
        # A title such as "Policy & Compliance" may sound like a place where the other header has another title.
        titles = all(column in self.texts and column in other.texts for column in mine ^ its)
        return bool(shared) and titles and all(fold(self.texts[c]) == fold(other.texts[c]) for c in shared)


def _says_place(text: str) -> bool:
    hints = header_roles(text)
    return bool(hints) and (hints[0].role in _VENDOR or hints[0].role is ColumnRole.MARK)


def is_generated(text: str) -> bool:
    """Tell whether a header was made up by the program that made the table ("Column3")."""
    return bool(_GENERATED.match(text.strip()))


@dataclass(frozen=True, slots=True)
class _Row:
    """How much a row looks like a header."""

    row: int
    best: Mapping[int, Hint]
    cells: int
    score: float
    strong: bool


def _judge(grid: Grid, row: int) -> _Row | None:
    texts = {column: squeeze(cell.text) for column, cell in grid.rows[row].items() if cell.text.strip()}
    if len(texts) < 2 or any(len(text) > _LONGEST for text in texts.values()):  # noqa: PLR2004 -- one cell heads nothing
        return None
    best = _numbered({column: hints[0] for column, text in texts.items() if (hints := header_roles(text))})
    if sum(looks_like_question(text) >= _ASKS for text in texts.values()) > _FEW * len(texts):
        return None
    roles = _roles(best)
    asked, answered = roles.get(ColumnRole.QUESTION, 0.0), roles.get(ColumnRole.ANSWER, 0.0)
    marks = len({hint.term for hint in best.values() if hint.role is ColumnRole.MARK})
    heads_marks = marks > 1 and _heads_marks(grid, row, best)
    if (_is_data(grid, row, texts, best) and not heads_marks) or _repeats_beside(grid, row, texts):
        return None
    vendor = max((roles.get(role, 0.0) for role in _VENDOR), default=0.0)
    others = sum(weight >= _SURE for role, weight in roles.items() if role is not ColumnRole.MARK)
    strong = (vendor >= _SURE and others > 1) or answered >= 0.85 or (marks > 1 and len(texts) > marks)  # noqa: PLR2004 -- says little else
    weak = (asked >= _SURE and others > 1) or (vendor >= _SAID and len(best) == len(texts) and len(roles) > 1 and _is_first(grid, row))
    score = sum(hint.weight for hint in best.values())
    return _Row(row, best, len(texts), score, strong) if strong or weak or row in grid.headers or marks > 1 else None


def _is_first(grid: Grid, row: int) -> bool:
    """Tell whether no row above holds several texts."""
    return all(above >= row or sum(bool(cell.text.strip()) for cell in cells.values()) < 2 for above, cells in grid.rows.items())  # noqa: PLR2004


def _numbered(best: dict[int, Hint]) -> dict[int, Hint]:
    """Return the hints with "No" at the left of all others as the number, unless another option stands beside it."""
    first = min(best, default=0)
    beside = best.get(first + 1)
    if first and best[first].term == "no" and not (beside and beside.role is ColumnRole.MARK):
        best[first] = Hint(ColumnRole.IDENTIFIER, 1.0, "no")
    return best


def _roles(best: Mapping[int, Hint]) -> dict[ColumnRole, float]:
    roles: dict[ColumnRole, float] = {}
    for hint in best.values():
        roles[hint.role] = max(roles.get(hint.role, 0.0), hint.weight)
    return roles


def _is_data(grid: Grid, row: int, texts: Mapping[int, str], best: Mapping[int, Hint]) -> bool:
    """Tell whether the row begins with an identifier, or names fewer than a third of its cells: then it holds data."""
    first = sorted(texts)[:2]
    if sum(is_placeholder(text) and (column not in best or best[column].weight < 1) for column, text in texts.items()) > 1:
        return True
    if any(
        is_ref(texts[column]) and not is_generated(texts[column]) and (column not in best or best[column].weight < 1) for column in first
    ):
        return True
    used = [column for column in texts if column in best or any(grid.text(below, column) for below in range(row + 1, row + 1 + _BELOW))]
    return len(best) * 3 < len(used)


def _repeats_beside(grid: Grid, row: int, texts: Mapping[int, str]) -> bool:
    """Tell whether a column holds the same text in the row above or below: then it is a value ("TRUE", "Yes|No"), and names nothing."""
    if not any(len(text) > 1 for text in texts.values()):
        return False
    for beside in (row - 1, row + 1):
        same = [column for column, text in texts.items() if squeeze(grid.text(beside, column)) == text]
        if same and len(same) < len(texts):
            return True
    return False


def _heads_marks(grid: Grid, row: int, best: Mapping[int, Hint]) -> bool:
    """Tell whether the columns of options stand empty or ticked in the rows below: "2 | Network | Yes | No" is a header, too."""
    marks = sorted(column for column, hint in best.items() if hint.role is ColumnRole.MARK)
    if marks != list(range(marks[0], marks[-1] + 1)):
        return False
    below = [text for r in range(row + 1, row + 1 + _BELOW) for column in marks if (text := grid.text(r, column).strip())]
    return row + 1 in grid.rows and all(is_mark(text) or is_placeholder(text) for text in below)


def find_headers(grid: Grid) -> list[Header]:
    """Return the headers of a sheet from top to bottom; weak ones, which name no place to answer, only where there is no other."""
    rows = [found for row in grid.rows if (found := _judge(grid, row))]
    if any(row.strong for row in rows):
        rows = [row for row in rows if row.strong]
    elif rows:
        rows = [max(rows, key=lambda row: row.score)]
    headers: list[Header] = []
    for found in rows:
        if headers and found.row <= headers[-1].last:
            continue
        headers.append(_header(grid, found, rows))
    return headers


def _header(grid: Grid, found: _Row, rows: Sequence[_Row]) -> Header:
    """Build a header from its row, the rows above that group its columns, and the row below that divides them."""
    last = found.row
    if _divides(grid, found.row, {row.row for row in rows}):
        last = _next_row(grid, found.row)
    last = max(last, _bottom(grid, found))
    below = next((row for row in range(last + 1, last + 3) if row in grid.rows), 0)
    generated = below and all(is_generated(cell.text) for cell in grid.rows[below].values() if cell.text)
    first = found.row
    columns = sorted({c for row in range(first, last + 1) for c in grid.rows.get(row, {})} | _spanned(grid, range(first, last + 1)))
    texts: dict[int, str] = {}
    groups: dict[int, str] = {}
    for column in columns:
        lowest = squeeze(grid.shown(last, column)) or squeeze(grid.shown(first, column))
        if lowest:
            texts[column] = lowest
        above = _group(grid, first if last > first else first - 1, column)
        if above and above != lowest:
            groups[column] = above
    return Header(first, below if generated else last, texts, groups, found.strong)


def _bottom(grid: Grid, found: _Row) -> int:
    """Return the last row that most of a header's cells reach down to by being merged."""
    ends = [grid.spans.get((found.row, column), (found.row, column))[0] for column in found.best]
    end = max(ends)
    return end if end - found.row < 3 and ends.count(end) * 2 >= len(ends) else found.row  # noqa: PLR2004 -- three rows of headers


def _next_row(grid: Grid, row: int) -> int:
    return row + 1 if row + 1 in grid.rows else 0


def _spanned(grid: Grid, rows: range) -> set[int]:
    return {column for (row, column), first in grid.covered.items() if row in rows and first[0] < rows.start}


def _group(grid: Grid, row: int, column: int) -> str:
    """Return the text of a cell that spans several columns at this place, without banners over the whole sheet."""
    first = grid.covered.get((row, column), (row, column))
    last = grid.last_column(*first)
    if last == first[1] or last - first[1] + 1 > _BANNER * max(1, grid.width):
        return ""
    text = squeeze(grid.text(*first))
    return text if len(text) <= _LONGEST else ""


def _divides(grid: Grid, row: int, candidates: set[int]) -> bool:
    """Tell whether the row below divides columns of this one: it is a header itself, or names parts of a merged cell."""
    below = _next_row(grid, row)
    if not below:
        return False
    cells = [(column, squeeze(cell.text)) for column, cell in grid.rows[below].items() if cell.text.strip()]
    if not cells or any(len(text) > _LONGEST or looks_like_question(text) >= _ASKS for _, text in cells):
        return False
    if is_ref(cells[0][1]) and not all(is_ref(text) for _, text in cells):
        return False  # it begins with an identifier: the first question
    inside = [c for c, _ in cells if grid.last_column(*grid.covered.get((row, c), (row, c))) > grid.covered.get((row, c), (row, c))[1]]
    named = sum(bool(header_roles(text)) for _, text in cells)
    if len(inside) > 1 and named * 2 >= len(cells):
        return len(inside) * 2 >= len(cells)
    return below in candidates and not any(grid.text(row, c) for c, _ in cells)
