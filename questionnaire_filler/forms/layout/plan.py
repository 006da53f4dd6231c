"""The plan of a sheet: its blocks of questions with their columns and rows, and what speaks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.blocks import Block, block_in, with_rows_above
from questionnaire_filler.forms.layout.doubts import responds
from questionnaire_filler.forms.layout.headers import Header, find_headers
from questionnaire_filler.forms.layout.lexicon import ColumnRole, header_role
from questionnaire_filler.forms.layout.pairs import Pair, across_pairs, is_field, label_pairs
from questionnaire_filler.forms.layout.panels import panels
from questionnaire_filler.forms.layout.sheets import OWN_CITATIONS, Purpose, is_own_citations, purpose
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from questionnaire_filler.forms.layout.grid import Grid, Place

_LEGEND = re.compile(
    r"(?:legend|key|glossary|definitions?|abbreviations|acronyms|legende|glossaire|glossar|leyenda|glosario|legenda|凡例|用語)\W*$",
    re.IGNORECASE,
)
_SAID = 0.7
_FULL = 0.8
_FEW = 0.2
_ANSWERS = frozenset({ColumnRole.ANSWER, ColumnRole.MARK})


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
    if any(not block.headers and block.layout.invented for block in blocks) and kind is Purpose.UNKNOWN:
        fields = {pair.question for pair in label_pairs(grid, ()) if is_field(grid, pair.question, pair.answer)}
        blocks = [block for block in blocks if not _is_of_fields(block, fields)]
    blocks = [replace(block, titled=len(headers) > 1) for block in blocks]
    if blocks:
        blocks[0] = with_rows_above(grid, blocks[0])
    pairs = _pairs(grid, blocks, kind)
    return Plan(
        grid=grid,
        blocks=tuple(blocks),
        reason="" if blocks or pairs else _why_none(grid, kind),
        pairs=tuple(pairs),
        headers=tuple(headers),
    )


def _is_of_fields(block: Block, fields: Collection[Place]) -> bool:
    """Tell whether most rows of a block without a place for answers have a field of their own beside the question."""
    beside = sum((row, block.layout.question) in fields for row in block.rows)
    return not block.headers and block.layout.invented and beside * 2 > len(block.rows)


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
    if kind is Purpose.CUSTOMER and not any((hint := header_role(t.header)) and hint.role in _ANSWERS for t in mains):
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
    found = (block_in(part.grid, part.headers, [row for row in rows if row in part.grid.rows]) for part in parts)
    return [block for block in found if block and (len(parts) == 1 or _is_open(block))]


def _is_open(block: Block) -> bool:
    """Tell whether the form has a place for answers, empty or called so: tables of results stand side by side, too."""
    mains = [block.layout.by_column[c] for c in block.layout.main if c in block.layout.by_column]
    return any(taking.filled <= _FULL or taking.lists >= _FEW for taking in mains) or any(map(responds, block.headers))
