"""Which rows ask: told from section rows, criteria under a question, notes and footers by what most rows of the block have in common."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.below import is_place_label
from questionnaire_filler.forms.layout.headers import is_generated
from questionnaire_filler.forms.layout.lexicon import (
    ColumnRole,
    header_roles,
    is_follow_up,
    is_japanese,
    is_placeholder,
    looks_like_question,
    plain_words,
)
from questionnaire_filler.forms.layout.refs import is_ref, leading_ref
from questionnaire_filler.forms.layout.titles import declared_headings, is_note, is_section_title
from questionnaire_filler.text import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.layout.columns import Layout
    from questionnaire_filler.forms.layout.grid import Grid
    from questionnaire_filler.forms.layout.headers import Header

_SHORT = 9  # words of a heading
_SHORT_JAPANESE = 18  # characters
_ASKS = 0.55
_ASKS_PLAINLY = 0.5
_SAYS = 0.35
_CORE = 0.3  # share of rows that must have a mark of a question for the others to be suspected
_NUMBERED = 0.9  # share of rows with an identifier from which one without is no question that somebody answered
_RARE = 0.34  # share of rows up to which a look sets headings apart
_UNIFORM = 0.75  # share of questions in one look from which another look says something
_MOSTLY = 0.7  # share of rows with an identifier from which one without, in another look, heads the others
_TITLE = 6  # words of a title
_SUSPECT = 1.0
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Profile:
    """What most rows of a block have in common.

    Attributes:
        ids: The column of identifiers, 0 for none.
        shapes: Shapes of identifiers that are common here.
        numbered: Share of the rows with an identifier of such a shape.
        ruled: Share of the rows whose answer cell accepts only certain input.
        look: The commonest look of a question's cell, and its share.
        rare: The looks that few of these cells have; rows in alternating colours have none.
        lonely: Share of the rows without any other text.
        asks: Mean question-likeness.
    """

    ids: int
    shapes: frozenset[str]
    numbered: float
    ruled: float
    look: tuple[int, float]
    rare: frozenset[int]
    lonely: float
    asks: float


def shape(ref: str) -> str:
    """Return the shape of an identifier: `CEK-03.1` is `A-9.9`."""
    return _LETTERS.sub("A", _DIGITS.sub("9", ref.strip()))


def profile(grid: Grid, layout: Layout, rows: Sequence[int]) -> Profile:
    """Return what most of the rows have in common; all of them have a text in the question column."""
    ids = _id_column(grid, layout, rows)
    refs = [_ref(grid, layout, row, ids) for row in rows]
    found = Counter(shape(ref) for ref in refs if ref)
    common = frozenset(form for form, count in found.items() if count >= max(2, 0.1 * len(rows)) or len(rows) < 4)  # noqa: PLR2004
    looks = Counter(cell.style for row in rows if (cell := grid.cell(row, layout.question)))
    look, count = looks.most_common(1)[0] if looks else (0, 0)
    total = max(1, len(rows))
    return Profile(
        ids=ids,
        shapes=common,
        numbered=sum(found[form] for form in common) / total,
        ruled=sum(_has_rule(grid, layout, row) for row in rows) / total,
        look=(look, count / total),
        rare=frozenset(one for one, share in looks.items() if share <= _RARE * total),
        lonely=sum(_is_lonely(grid, layout, row, ids) for row in rows) / total,
        asks=sum(looks_like_question(grid.text(row, layout.question)) for row in rows) / total,
    )


def _ref(grid: Grid, layout: Layout, row: int, ids: int) -> str:
    """Return the identifier of a row: from its column, or before the question where there is no column; empty for none."""
    text = grid.shown(row, ids or layout.question).strip()
    ref = text if ids or is_ref(text) else leading_ref(text)
    return ref if is_ref(ref) else ""


def is_numbered(grid: Grid, layout: Layout, row: int, common: Profile) -> bool:
    """Tell whether the row has an identifier of a shape that is common in its block."""
    ref = _ref(grid, layout, row, common.ids)
    return bool(ref) and shape(ref) in common.shapes


def _id_column(grid: Grid, layout: Layout, rows: Sequence[int]) -> int:
    """Return the column of identifiers: the one whose header says so, or the one that holds them, nearest to the question."""
    best, score = 0, 0.4
    for column in range(max(1, layout.question - 8), layout.question + 3):
        if column == layout.question or column in layout.main:
            continue
        texts = [text for row in rows if (text := grid.shown(row, column).strip())]
        if not texts:
            continue
        share = sum(map(is_ref, texts)) / len(rows) * len(set(texts)) / len(texts)
        taking = layout.by_column.get(column)
        said = 0.3 if taking and taking.role is ColumnRole.IDENTIFIER else 0.0
        if share + said + 0.01 * (column < layout.question) > score and share > 0.15:  # noqa: PLR2004 -- sections may repeat their number
            best, score = column, share + said
    return best


def _has_rule(grid: Grid, layout: Layout, row: int) -> bool:
    return any(grid.rules.has(row, column) or grid.field(row, column).unlocked for column in layout.main[:1])


def _is_lonely(grid: Grid, layout: Layout, row: int, ids: int) -> bool:
    written = {taking.column for taking in layout.taking if taking.role in {ColumnRole.ANSWER, ColumnRole.COMMENT, ColumnRole.MARK}}
    return not any(cell.text.strip() for c, cell in grid.rows[row].items() if c not in {layout.question, ids} | written)


def has_place(grid: Grid, layout: Layout, row: int) -> bool:
    """Tell whether the row has a cell of its own to answer in: not computed, not part of the question's merged range."""
    if not layout.main:
        return True
    return any(grid.writable(row, column) or _own_anchor(grid, layout, row, column) for column in layout.main)


def _own_anchor(grid: Grid, layout: Layout, row: int, column: int) -> bool:
    """Tell whether the cell belongs to a range merged with cells of answers only, so that its first cell takes the answer."""
    first = grid.covered.get((row, column))
    return first is not None and first[1] > layout.question and grid.writable(*first)


def candidates(grid: Grid, layout: Layout, rows: Sequence[int], headers: Sequence[Header]) -> list[int]:
    """Return the rows with a text in the question column that is no header, placeholder, title or footer."""
    named = {row for header in headers for row in range(header.first, header.last + 1)}
    titles = {fold(text) for header in headers for column, text in header.texts.items() if column == layout.question}
    headings = declared_headings(grid, layout.question, rows)
    found = []
    for row in rows:
        cell = grid.cell(row, layout.question)
        text = squeeze(cell.text) if cell else ""
        if (
            not text
            or row in named
            or (is_placeholder(text) and looks_like_question(text) < _ASKS_PLAINLY)
            or is_generated(text)
            or is_note(text)
            or is_place_label(text)
        ):
            continue
        if fold(text) in titles and header_roles(text) and looks_like_question(text) < _ASKS:
            continue
        if _is_title(text) or _is_choice(grid, layout, row, text) or row in headings:
            continue
        if _is_banner(grid, layout, row) or not has_place(grid, layout, row) or not any(map(str.isalpha, text)):
            continue
        found.append(row)
    return found


def _is_title(text: str) -> bool:
    """Tell whether a text is nothing but a header of a question column."""
    hints = header_roles(text)
    return bool(hints) and hints[0].role is ColumnRole.QUESTION and hints[0].weight >= 1 and len(plain_words(text)) == 1


def _is_choice(grid: Grid, layout: Layout, row: int, text: str) -> bool:
    """Tell whether the text is one of the values that the answer beside it is chosen from: the list's source, not a question."""
    rule = grid.rules.at(row, layout.main[0]) if layout.main else None
    return rule is not None and text in rule.choices


def _is_banner(grid: Grid, layout: Layout, row: int) -> bool:
    """Tell whether the question's cell is merged over the place of the answer."""
    last = grid.last_column(row, layout.question)
    return bool(layout.main) and min(layout.main) > layout.question and last >= min(layout.main)


def asking_rows(grid: Grid, layout: Layout, rows: Sequence[int]) -> list[int]:
    """Return which of the candidate rows ask something; the rest heads or explains them."""
    if not rows:
        return []
    common = profile(grid, layout, rows)
    return [row for row in rows if suspicion(grid, layout, row, common) < _SUSPECT]


def suspicion(grid: Grid, layout: Layout, row: int, common: Profile) -> float:
    """Return how much speaks against a row asking something, given what most rows have in common; 1 decides."""
    text = squeeze(grid.text(row, layout.question))
    asks = looks_like_question(text)
    numbered = is_numbered(grid, layout, row, common)
    ruled = _has_rule(grid, layout, row)
    answered = any(grid.text(row, column).strip() for column in layout.main)
    score = 0.0
    if numbered and asks < _ASKS and _leads(grid, layout, row, common):
        numbered = False
        score += 0.4
    if common.numbered >= _CORE:
        score += -1.5 if numbered else 1.2 * common.numbered
    if common.ruled >= _CORE:
        score += -0.7 if ruled else 1.2 * common.ruled
    if not numbered and not ruled and (common.numbered >= _CORE or common.ruled >= _CORE):
        score += 0.5
    if not numbered and common.numbered >= _MOSTLY and asks < _ASKS and _is_apart(grid, layout, row, common):
        score += 0.8
    score += _heading(grid, layout, row, text, common)
    if is_follow_up(text):
        score -= 1.0
    if answered and (numbered or common.numbered < _NUMBERED):  # else the header of the next table, which has another number of columns
        score -= 1.0
    return score - 0.8 * max(0.0, asks - 0.4)


def _is_apart(grid: Grid, layout: Layout, row: int, common: Profile) -> bool:
    """Tell whether few questions look like this one, and most look alike."""
    cell = grid.cell(row, layout.question)
    return cell is not None and cell.style in common.rare and common.look[1] > 0.5  # noqa: PLR2004 -- most


def _leads(grid: Grid, layout: Layout, row: int, common: Profile) -> bool:
    """Tell whether the next identifier below continues this one: 2 before 2.1."""
    ref = _ref(grid, layout, row, common.ids).rstrip(".")
    below = next((found for r in range(row + 1, row + 4) if (found := _ref(grid, layout, r, common.ids))), "")
    return len(below) > len(ref) and below.startswith(ref) and not below[len(ref)].isdigit()


def _is_shaded_over(grid: Grid, layout: Layout, row: int) -> bool:
    """Tell whether the row's fill runs from the question over the place of its answer, as over no place below it."""
    if not layout.main:
        return False
    shade = grid.field(row, layout.main[0]).shade
    return bool(shade) and shade == grid.field(row, layout.question).shade and grid.field(row + 1, layout.main[0]).shade != shade


def _heading(grid: Grid, layout: Layout, row: int, text: str, common: Profile) -> float:
    """Return how much the row looks like a heading: short, alone in its row, set apart, not asking."""
    if looks_like_question(text) >= _ASKS:
        return 0.0
    short = len(text) <= _SHORT_JAPANESE if is_japanese(text) else len(plain_words(text)) <= _SHORT
    score = 0.0
    apart = _is_apart(grid, layout, row, common)
    if short and _is_lonely(grid, layout, row, common.ids) and common.lonely < 0.5:  # noqa: PLR2004 -- most
        score += 0.8
    if apart and short:
        score += 1.0 if common.look[1] >= _UNIFORM and looks_like_question(text) < _SAYS and len(plain_words(text)) <= _TITLE else 0.7
    if apart and short and common.look[1] >= _UNIFORM and _is_shaded_over(grid, layout, row):
        score += 0.5
    if short and common.asks >= _ASKS and looks_like_question(text) < _SAYS:
        score += 0.5 if layout.main else 1.0
    if short and text.isupper() and len(text) > 3:  # noqa: PLR2004 -- not an abbreviation
        score += 0.4
    if is_section_title(text):
        score += 1.0
    if row in {r for r, _ in grid.spans} and grid.last_column(row, layout.question) > layout.question + 1:
        score += 0.4
    return score
