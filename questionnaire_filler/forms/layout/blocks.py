"""Blocks of questions: the rows under one header with the column that asks and the places that take the answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.below import is_over_field, places_below
from questionnaire_filler.forms.layout.columns import Asking, Layout, content, question_columns
from questionnaire_filler.forms.layout.doubts import Sample, asks_nothing, responds, said_of, surely_asked
from questionnaire_filler.forms.layout.lexicon import header_roles, looks_like_question
from questionnaire_filler.forms.layout.places import find_layout, free_column
from questionnaire_filler.forms.layout.rows import asking_rows, candidates, is_numbered, profile
from questionnaire_filler.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.layout.grid import Grid
    from questionnaire_filler.forms.layout.headers import Header

_ENOUGH = 0.6  # score from which a column may ask, given a place to answer
_LITTLE = -0.3  # the same where a header says "answer" and nothing else, or names options
_ASKS = 0.5
_SAID = 0.7
_FEWEST = 4  # rows from which the first may be told from the others
_SURELY = 0.95
_CLOSE = 0.25
_FULL = 0.8
_NEAR = 0.6  # columns whose evidence is weaker by more than that are not tried
_NEARLY_ALL = 0.9
_TRIED = 3  # question columns that are tried out


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a sheet with one layout.

    Attributes:
        headers: The headers over them, from top to bottom; empty for none.
        layout: The columns.
        rows: The rows that ask, in order.
        evidence: How sure it is that this is a block of questions: what blocks are compared by.
        asks: How sure it is that its rows ask, 0 to 1.
        titled: The sheet has several headers, so that one may carry a title.
    """

    headers: tuple[Header, ...]
    layout: Layout
    rows: tuple[int, ...]
    evidence: float
    asks: float
    titled: bool = False

    def header(self, row: int) -> Header | None:
        """Return the header that a row stands under."""
        return next((h for h in reversed(self.headers) if h.last < row), None)

    def header_end(self, row: int) -> int:
        """Return the last row of the header over a row where that header carries a title of its own, else 0."""
        header = self.header(row)
        return header.last if header and self.title(row) else 0

    def title(self, row: int) -> str:
        """Return the title that the header over a row carries in place of "Question": "Strategy & Metrics | Answer | Notes"."""
        header = self.header(row)
        for column in sorted(header.texts) if header else ():
            if column > self.layout.question:
                break
            text = header.texts[column] if header else ""
            differs = len({fold(other.texts.get(column, "")) for other in self.headers}) > 1
            if differs or (self.titled and not header_roles(text)):
                return text
        return ""


def block_in(grid: Grid, headers: tuple[Header, ...], rows: Sequence[int]) -> Block | None:
    """Return the block in some rows under the same header: the best of the columns that may ask."""
    header = _joint(headers)
    found = []
    columns = question_columns(grid, rows, header)
    columns = [asking for asking in columns if asking.score >= columns[0].score - _NEAR]
    wordy = any(asking.content.refs < _ASKS and asking.content.filled > 1 for asking in columns)
    answers = header is not None and responds(header)
    for asking in columns[:_TRIED] if wordy else columns[:1]:
        bare = not wordy and header is not None and header.strong  # nothing but identifiers: "AC-2" asks for control AC-2
        block = _tried(grid, asking, headers, header, rows) if asking.score >= _LITTLE or bare else None
        if block and (asking.score >= _ENOUGH or bare or answers or len(block.layout.main) > 1):
            found.append((asking, block))
    if not found:
        return None
    best, chosen = max(found, key=lambda item: item[1].evidence)
    same = [(asking, block) for asking, block in found if _asks_the_same(asking, best)]
    return min(same, key=lambda item: item[0].column)[1] if same else chosen


def _asks_the_same(asking: Asking, best: Asking) -> bool:
    """Tell whether a column left of the best says in its header and texts as surely that it asks: the first of two languages."""
    surely = asking.hinted >= max(_SURELY, best.hinted) and asking.content.asks >= best.content.asks - _CLOSE
    whole = asking.content.filled >= _FULL * best.content.filled and asking.content.distinct >= _FULL
    return surely and whole and asking.column < best.column


def with_rows_above(grid: Grid, block: Block) -> Block:
    """Return the block with the rows above its first header that are numbered like its questions and free to answer in."""
    if not block.headers:
        return block
    above = [row for row in grid.rows if row < block.headers[0].first and grid.text(row, block.layout.question).strip()]
    common = profile(grid, block.layout, block.rows)
    rows = [row for row in candidates(grid, block.layout, above, block.headers) if is_numbered(grid, block.layout, row, common)]
    return replace(block, rows=(*(row for row in rows if not _is_under_names(grid, row)), *block.rows))


def _is_under_names(grid: Grid, row: int) -> bool:
    """Tell whether the row above names columns and holds nothing else: those of another table, of notes or parties."""
    texts = [cell.text for cell in grid.rows.get(row - 1, {}).values() if cell.text.strip()]
    return len(texts) > 1 and all(header_roles(text) for text in texts)


def _joint(headers: Sequence[Header]) -> Header | None:
    """Return one header for a repeated one, with the columns that all of them name alike."""
    if len(headers) < 2:  # noqa: PLR2004 -- nothing to join
        return headers[0] if headers else None
    first = headers[0]
    texts = {c: t for c, t in first.texts.items() if all(other.texts.get(c, "").casefold() == t.casefold() for other in headers[1:])}
    varied = {
        c: t
        for c, t in first.texts.items()
        if c not in texts and first.hints(c) and all(h.hints(c)[:1] == first.hints(c)[:1] for h in headers)
    }
    return replace(first, texts={**texts, **varied})


def _tried(grid: Grid, asking: Asking, headers: tuple[Header, ...], header: Header | None, rows: Sequence[int]) -> Block | None:
    """Return the block whose questions stand in a column, or None where too much speaks against it."""
    texts = [row for row in rows if grid.text(row, asking.column).strip()]
    layout = find_layout(grid, asking.column, texts, header)
    found = asking_rows(grid, layout, candidates(grid, layout, texts, headers))
    if not found:
        return None
    if len(found) < _NEARLY_ALL * len(texts):  # headings and criteria blurred the picture: look again at the questions alone
        layout = find_layout(grid, asking.column, found, header)
        found = asking_rows(grid, layout, candidates(grid, layout, texts, headers))
    found = _without_names(grid, layout, header, found)
    asked = content(grid, asking.column, found)
    matrix = bool(header and layout.main and looks_like_question(header.texts.get(asking.column, "")) >= _SAID)
    layout = replace(layout, reason=_reason(asking, header, len(found)), matrix=matrix)
    if not found or asks_nothing(grid, Sample(asking, asked, header, layout, found)):
        return None
    layout = _with_place(grid, layout, [row for row in texts if row in found or is_over_field(grid, layout.question, row)], header)
    if layout.below:
        found = sorted(layout.below)
    said = 0.0 if layout.invented else said_of(layout)
    return Block(headers, layout, tuple(found), said + asking.score, surely_asked(asking, asked))


def _with_place(grid: Grid, layout: Layout, rows: Sequence[int], header: Header | None) -> Layout:
    """Return the layout with a place for answers where the form names none: below the questions, or in the first free column."""
    if layout.main:
        return layout
    if below := places_below(grid, layout.question, rows):
        return replace(layout, below=below)
    return replace(layout, main=(free_column(grid, layout.question, rows, header),), invented=True)


def _without_names(grid: Grid, layout: Layout, header: Header | None, rows: list[int]) -> list[int]:
    """Return the rows without the first where it is a header in unknown words: it alone holds a text in the place of answers."""
    if header or len(rows) < _FEWEST or looks_like_question(grid.text(rows[0], layout.question)) >= _ASKS:
        return rows
    held = [row for row in rows if any(grid.text(row, column).strip() for column in layout.main)]
    return rows[1:] if held == rows[:1] else rows


def _reason(asking: Asking, header: Header | None, rows: int) -> str:
    said = f"header says “{header.texts[asking.column]}”, " if header and asking.hinted and asking.column in header.texts else ""
    return f"{said}{rows} texts of {asking.content.length:.0f} characters on average, {asking.content.asks:.0%} like questions"
