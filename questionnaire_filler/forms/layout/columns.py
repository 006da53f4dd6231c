"""Which column asks, which takes the answer: evidence from headers and from what stands in the cells, weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.lexicon import ColumnRole, is_mark, is_placeholder, looks_like_question, option_value
from questionnaire_filler.forms.layout.refs import is_ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from questionnaire_filler.forms.layout.below import Under
    from questionnaire_filler.forms.layout.grid import Grid
    from questionnaire_filler.forms.layout.headers import Header
    from questionnaire_filler.forms.layout.lexicon import Hint

_SAMPLE = 400  # rows that a column is judged by
_TYPICAL = 50  # characters of a question
_VARIED = 0.4  # share of different texts below which a column repeats itself
_SOME = 5
_REPEATS = 0.5  # share of different texts up to which a column groups rows, beside one that differs in nearly all
_DIFFERS = 0.9
_HINTED = 0.7
_SHARE = 0.3
_GROUPS = 1.0  # what a column that groups counts less
_REQUESTS = 0.35  # question-likeness of a header that asks for what stands below
_PLAIN = 0.6  # question-likeness from which texts plainly ask
_NAMES = frozenset({ColumnRole.OTHER, ColumnRole.IDENTIFIER})
_NO_QUESTION = frozenset(
    {
        ColumnRole.IDENTIFIER,
        ColumnRole.ANSWER,
        ColumnRole.COMMENT,
        ColumnRole.EVIDENCE,
        ColumnRole.CUSTOMER,
        ColumnRole.GUIDANCE,
        ColumnRole.OTHER,
        ColumnRole.MARK,
    }
)


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a column, as shares of its filled cells.

    Attributes:
        filled: Number of cells with a text.
        asks: Mean question-likeness.
        length: Mean length in characters.
        refs: Identifiers.
        numbers: Plain numbers.
        options: Options, marks and placeholders.
        distinct: Different texts.
        formulas: Computed cells.
    """

    filled: int = 0
    asks: float = 0.0
    length: float = 0.0
    refs: float = 0.0
    numbers: float = 0.0
    options: float = 0.0
    distinct: float = 0.0
    formulas: float = 0.0


def is_number(text: str) -> bool:
    """Tell whether a text is a plain number."""
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


def content(grid: Grid, column: int, rows: Sequence[int]) -> Content:
    """Return what stands in a column, over a sample of the rows spread evenly."""
    step = max(1, len(rows) // _SAMPLE)
    cells = [cell for row in rows[::step] if (cell := grid.cell(row, column))]
    texts = [cell.text.strip() for cell in cells if cell.text.strip()]
    if not texts:
        return Content(formulas=float(bool(cells)))
    n = len(texts)
    numbers = [is_number(text) for text in texts]
    return Content(
        filled=n,
        asks=sum(map(looks_like_question, texts)) / n,
        length=sum(map(len, texts)) / n,
        refs=sum(is_ref(text) and not number for text, number in zip(texts, numbers, strict=True)) / n,
        numbers=sum(numbers) / n,
        options=sum(bool(option_value(text)) or is_mark(text) or is_placeholder(text) for text in texts) / n,
        distinct=len(set(texts)) / n,
        formulas=sum(cell.formula for cell in cells) / len(cells),
    )


def weight_of(hints: Iterable[Hint], roles: Iterable[ColumnRole]) -> float:
    """Return the weight of the strongest hint for one of the roles."""
    wanted = frozenset(roles)
    return max((hint.weight for hint in hints if hint.role in wanted), default=0.0)


@dataclass(frozen=True, slots=True)
class Asking:
    """A column that may hold the questions.

    Attributes:
        column: Its number.
        score: The weighed evidence.
        hinted: How strongly its header says so.
        content: What stands in it.
    """

    column: int
    score: float
    hinted: float
    content: Content


def question_columns(grid: Grid, rows: Sequence[int], header: Header | None) -> list[Asking]:
    """Return the columns that may hold the questions, best first."""
    columns = sorted({column for row in rows for column in grid.rows.get(row, {})})
    known = {column: content(grid, column, rows) for column in columns}
    most = max((found.filled for found in known.values()), default=0)
    found = [_asking(column, known[column], most, header) for column in columns if known[column].filled]
    found = [replace(asking, score=round(asking.score - _GROUPS, 3)) if _groups(asking, found) else asking for asking in found]
    return sorted(found, key=lambda asking: (-asking.score, asking.column))


def _groups(asking: Asking, others: Iterable[Asking]) -> bool:
    """Tell whether a column says the same over several rows, while one right of it, as surely called so, asks each row something else."""
    repeats = asking.content.filled > _SOME and asking.content.distinct <= _REPEATS
    return repeats and any(
        other.column > asking.column
        and other.hinted >= _HINTED
        and other.content.distinct >= _DIFFERS
        and other.content.filled >= asking.content.filled
        and other.content.refs + other.content.options + other.content.numbers < _SHARE
        for other in others
    )


def _asking(column: int, found: Content, most: int, header: Header | None) -> Asking:
    hints = header.hints(column) if header else ()
    hinted = weight_of(hints, {ColumnRole.QUESTION})
    against = max(0.0, weight_of(hints, _NO_QUESTION) - hinted)
    if found.filled == most and looks_like_question(header.texts.get(column, "") if header else "") >= _REQUESTS:
        against /= 2  # "Please describe", and every row holds what
    if found.asks >= _PLAIN and hints and hints[0].role in _NAMES:
        against /= 2  # platforms export questions under "Name" and "Code": the texts say more
    score = (
        0.9 * hinted
        + 0.9 * found.asks
        + 0.3 * min(1.0, found.length / _TYPICAL)
        + 0.3 * found.filled / most
        + 0.15 * found.distinct
        - 1.0 * found.refs
        - 0.8 * found.numbers
        - 0.7 * found.options
        - 0.9 * against
        - (3.0 * max(0.0, _VARIED - found.distinct) if found.filled > _SOME else 0.0)
        - 0.25 * max(0.0, weight_of(hints, {ColumnRole.SECTION}) - hinted)
    )
    return Asking(column, round(score, 3), hinted, found)


@dataclass(frozen=True, slots=True)
class Taking:
    """A column beside the questions and what it was taken for.

    Attributes:
        column: Its number.
        role: What it is for.
        header: Its header's text.
        weight: How strongly header and content say so.
        rules: Share of the questions whose cell here accepts only certain input.
        lists: Share of the questions whose cell here has a drop-down list.
        filled: Share of the questions whose cell here holds a text that is no placeholder.
        reason: The evidence in words.
    """

    column: int
    role: ColumnRole
    header: str = ""
    weight: float = 0.0
    rules: float = 0.0
    lists: float = 0.0
    filled: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a block of rows.

    Attributes:
        question: The column that asks.
        main: Where the answer goes: one column, or several marks; empty for none.
        taking: All columns beside it that have a role, from left to right.
        invented: The answer column is the first free one, since the form has none.
        reason: Why the question column was chosen.
        by_column: The same columns by their number.
        matrix: The header asks, and the rows are the items to tick.
        below: For rows whose answers go under the questions: the places.
        promoted: The place for answers is one for comments, since nothing says "answer".
    """

    question: int
    main: tuple[int, ...]
    taking: tuple[Taking, ...]
    invented: bool = False
    reason: str = ""
    by_column: Mapping[int, Taking] = field(default_factory=dict)
    matrix: bool = False
    promoted: bool = False
    below: Mapping[int, tuple[Under, ...]] = field(default_factory=dict)

    def role(self, role: ColumnRole) -> tuple[Taking, ...]:
        """Return the columns with a role."""
        return tuple(taking for taking in self.taking if taking.role is role)
