"""The plan of a sheet: its blocks of questions with their columns and rows, and what speaks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.below import places_below
from questionnaire_filler.forms.layout.columns import Asking, Layout, Taking, content, question_columns
from questionnaire_filler.forms.layout.headers import Header, find_headers
from questionnaire_filler.forms.layout.lexicon import ColumnRole, header_role, header_roles, looks_like_question
from questionnaire_filler.forms.layout.pairs import Pair, across_pairs, label_pairs
from questionnaire_filler.forms.layout.panels import panels
from questionnaire_filler.forms.layout.places import find_layout, free_column
from questionnaire_filler.forms.layout.rows import asking_rows, candidates, is_numbered, profile
from questionnaire_filler.forms.layout.sheets import OWN_CITATIONS, Purpose, is_own_citations, purpose
from questionnaire_filler.text import fold, squeeze
from questionnaire_filler.vocabulary import position_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.layout.grid import Grid

_LEGEND = re.compile(
    r"(?:legend|key|glossary|definitions?|abbreviations|acronyms|legende|glossaire|glossar|leyenda|glosario|legenda|凡例|用語)\W*$",
    re.IGNORECASE,
)
_ENOUGH = 0.6  # score from which a column may ask, given a place to answer
_ASKS = 0.5
_SAYS = 0.4  # question-likeness below which texts neither ask nor demand
_SAID = 0.7
_FEWEST = 4  # rows from which the first may be told from the others
_SURELY = 0.95
_CLOSE = 0.25
_FULL = 0.8
_FEW = 0.2
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


@dataclass(frozen=True, slots=True)
class Plan:
    """What was found in a sheet.

    Attributes:
        grid: The sheet.
        blocks: The blocks of questions.
        reason: Why there is none; empty where there are.
        pairs: Questions outside tables.
        headers: All headers of the sheet, also where nothing is asked below them.
    """

    grid: Grid
    blocks: tuple[Block, ...]
    reason: str = ""
    pairs: tuple[Pair, ...] = ()
    headers: tuple[Header, ...] = ()


def plan_sheet(grid: Grid, *, alone: bool = False) -> Plan:
    """Return the blocks of questions of a sheet.

    Args:
        grid: The sheet.
        alone: No other sheet asks, so that one named "Evaluation" may be the form itself.
    """
    if grid.hidden:
        return Plan(grid, (), "hidden sheet")
    if not grid.rows:
        return Plan(grid, (), "empty sheet")
    if is_own_citations(grid):
        return Plan(grid, (), OWN_CITATIONS)
    kind = purpose(grid.name)
    headers = find_headers(grid)
    blocks = [block for group, rows in _stretches(grid, headers) for block in _blocks(grid, group, rows)]
    if kind is not Purpose.UNKNOWN:
        blocks = [block for block in blocks if _is_sure(block, kind, alone=alone)]
    blocks = [replace(block, titled=len(headers) > 1) for block in blocks]
    if blocks:
        blocks[0] = _with_rows_above(grid, blocks[0])
    pairs = _pairs(grid, blocks, kind)
    return Plan(
        grid=grid,
        blocks=tuple(blocks),
        reason="" if blocks or pairs else _why_none(grid, kind),
        pairs=tuple(pairs),
        headers=tuple(headers),
    )


def _pairs(grid: Grid, blocks: Sequence[Block], kind: Purpose) -> list[Pair]:
    """Return questions outside the tables; across a row only where there is no table."""
    if kind is Purpose.DATA:
        return [] if blocks else across_pairs(grid)
    if kind not in {Purpose.UNKNOWN, Purpose.INSTRUCTIONS}:
        return []
    taken = {row for block in blocks for row in block.rows}
    taken |= {row for block in blocks for header in block.headers for row in range(header.first, header.last + 1)}
    found = label_pairs(grid, taken, strictly=kind is Purpose.INSTRUCTIONS)
    return found if found or blocks or kind is Purpose.INSTRUCTIONS else across_pairs(grid)


def _why_none(grid: Grid, kind: Purpose) -> str:
    if kind is not Purpose.UNKNOWN:
        return f"“{grid.name}” {kind}"
    return "no column reads like questions with a place for answers"


def _is_sure(block: Block, kind: Purpose, *, alone: bool) -> bool:
    """Tell whether a block asks the vendor although the sheet's name speaks against it."""
    mains = [block.layout.by_column[c] for c in block.layout.main if c in block.layout.by_column]
    said = max((taking.weight for taking in mains), default=0.0) >= _SAID
    if kind is Purpose.CUSTOMER and not alone:
        return said and any(word in taking.header.casefold() for taking in mains for word in ("vendor", "supplier", "provider", "your"))
    if kind is Purpose.CUSTOMER and not any((hint := header_role(t.header)) and hint.role is ColumnRole.ANSWER for t in mains):
        return False
    return said and block.asks >= _SAID and len(block.rows) > 2  # noqa: PLR2004 -- asks, and says where to answer


def _stretches(grid: Grid, headers: Sequence[Header]) -> list[tuple[tuple[Header, ...], list[int]]]:
    """Return the headers of a sheet with the rows below each; what stands under the same header again belongs together."""
    rows = list(grid.rows)
    if not headers:
        return [((), rows)]
    found: list[tuple[list[Header], list[int]]] = []
    for index, header in enumerate(headers):
        end = headers[index + 1].first if index + 1 < len(headers) else rows[-1] + 1
        below = _until_legend(grid, [row for row in rows if header.last < row < end])
        known = next((item for item in found if item[0][0].same(header)), None)
        if known:
            known[0].append(header)
            known[1].extend(below)
        else:
            found.append(([header], below))
    return [(tuple(group), below) for group, below in found]


def _until_legend(grid: Grid, rows: list[int]) -> list[int]:
    """Return the rows as far as no legend begins among them: what follows explains the signs that were used."""
    for index, row in enumerate(rows):
        texts = [squeeze(cell.text) for cell in grid.rows[row].values() if cell.text.strip()]
        if len(texts) == 1 and _LEGEND.match(texts[0]):
            return rows[:index]
    return rows


def _blocks(grid: Grid, headers: tuple[Header, ...], rows: Sequence[int]) -> list[Block]:
    """Return the blocks in some rows under the same header: several where tables stand side by side."""
    parts = panels(grid, headers)
    found = (_block(part.grid, part.headers, [row for row in rows if row in part.grid.rows]) for part in parts)
    return [block for block in found if block and (len(parts) == 1 or _is_open(block))]


def _is_open(block: Block) -> bool:
    """Tell whether the form has a place for answers that stands empty: tables of results stand side by side, too."""
    mains = [block.layout.by_column[c] for c in block.layout.main if c in block.layout.by_column]
    return any(taking.filled <= _FULL or taking.lists >= _FEW for taking in mains)


def _block(grid: Grid, headers: tuple[Header, ...], rows: Sequence[int]) -> Block | None:
    """Return the block in some rows under the same header: the best of the columns that may ask."""
    header = _joint(headers)
    found = []
    columns = question_columns(grid, rows, header)
    columns = [asking for asking in columns if asking.score >= columns[0].score - _NEAR]
    wordy = any(asking.content.refs < _ASKS and asking.content.filled > 1 for asking in columns)
    for asking in columns[:_TRIED] if wordy else columns[:1]:
        bare = not wordy and header is not None and header.strong  # nothing but identifiers: "AC-2" asks for control AC-2
        if (asking.score >= _ENOUGH or bare) and (block := _tried(grid, asking, headers, header, rows)):
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


def _with_rows_above(grid: Grid, block: Block) -> Block:
    """Return the block with the rows above its first header that are numbered like its questions and free to answer in."""
    if not block.headers:
        return block
    above = [row for row in grid.rows if row < block.headers[0].first and grid.text(row, block.layout.question).strip()]
    common = profile(grid, block.layout, block.rows)
    rows = [row for row in candidates(grid, block.layout, above, block.headers) if is_numbered(grid, block.layout, row, common)]
    return replace(block, rows=(*rows, *block.rows))


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
    layout = replace(layout, reason=_reason(asking, header, len(found)))
    matrix = bool(header and layout.main and looks_like_question(header.texts.get(asking.column, "")) >= _SAID)
    layout = replace(layout, matrix=matrix)
    mains = [layout.by_column[c] for c in layout.main]
    said = max((max(taking.weight, taking.lists) for taking in mains), default=0.0)
    asked_surely = max(asking.hinted, min(1.0, 1.4 * asked.asks))
    asks = asking.hinted >= _SAID or asked.asks >= _ASKS
    if not found or (not layout.main and (not asks or len(found) < 2)):  # noqa: PLR2004 -- not from one
        return None
    if layout.main and not header and asked.asks < _ASKS and said < _ASKS:
        return None
    if layout.promoted and asking.hinted < _SAID and asked.asks < _SAYS:
        return None  # a list of facts with a column for remarks
    full = mains and all(taking.filled > _FULL and taking.lists < _FEW for taking in mains)
    if full and asked_surely < _SAID and not (asking.hinted and any(_answered(grid, taking, found) for taking in mains)):
        return None  # a table of facts: nothing asks, and nothing is free
    if not layout.main and (below := places_below(grid, asking.column, found)):
        layout = replace(layout, below=below)
        found = [row for row in found if row in below]
    elif not layout.main:
        free = free_column(grid, asking.column, found, header)
        layout = replace(layout, main=(free,), invented=True)
    return Block(headers, layout, tuple(found), said + asking.score, asked_surely)


def _without_names(grid: Grid, layout: Layout, header: Header | None, rows: list[int]) -> list[int]:
    """Return the rows without the first where it is a header in unknown words: it alone holds a text in the place of answers."""
    if header or len(rows) < _FEWEST or looks_like_question(grid.text(rows[0], layout.question)) >= _ASKS:
        return rows
    held = [row for row in rows if any(grid.text(row, column).strip() for column in layout.main)]
    return rows[1:] if held == rows[:1] else rows


def _answered(grid: Grid, taking: Taking, rows: Sequence[int]) -> bool:
    """Tell whether a full column is one of answers, not of facts: its header says so, and it holds nothing but Yes, No and the like."""
    texts = [text for row in rows if (text := grid.text(row, taking.column).strip())]
    said = sum(position_of(text) is not None for text in texts)
    return taking.role is ColumnRole.ANSWER and taking.weight >= _SAID and said >= max(1, _NEARLY_ALL * len(texts))


def _reason(asking: Asking, header: Header | None, rows: int) -> str:
    said = f"header says “{header.texts[asking.column]}”, " if header and asking.hinted and asking.column in header.texts else ""
    return f"{said}{rows} texts of {asking.content.length:.0f} characters on average, {asking.content.asks:.0%} like questions"
