"""What speaks against a block of questions: rows that list facts, controls or tasks look much alike, and ask nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.lexicon import ColumnRole, header_role, plain_words
from questionnaire_filler.vocabulary import position_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.layout.columns import Asking, Content, Layout, Taking
    from questionnaire_filler.forms.layout.grid import Grid
    from questionnaire_filler.forms.layout.headers import Header

_ASKS = 0.5
_SAYS = 0.4  # question-likeness below which texts neither ask nor demand
_SAID = 0.7
_FULL = 0.8
_FEW = 0.2
_MOST = 0.6
_STRESS = 1.4  # what question-likeness counts for, beside what a header says
_INQUIRY = re.compile(
    r"question|inquir|request|quer|frage|pregunta|cuestion|pergunta|quest|domanda|vraag|vragen|demande|prompt|質問|設問|確認|チェック|問|질"
)
_RESPONSE = re.compile(r"answer|respon[sd]|repl(?:y|ies)|antwort|reponse|respuesta|resposta|rispost|antwoord|svar|回答|答复|답변")
_OWNERS = frozenset({"owner", "owners", "owned by", "assigned to", "assignee", "responsible", "responsible person", "responsible party"})
_UPKEEP = re.compile(
    r"(?:(?:last|date|next) )?(?:updated?|modified|reviewed|created|verified|used)(?: (?:on|at|by|date))?$|"
    r"(?:last|next) (?:update|review)(?: date)?$|(?:expiry|expiration|review|creation)(?: date)?$|expires(?: on| at)?$|"
    r"tags?$|keywords?$|(?:usage|use|times) (?:count|used)$|approved by$"
)
_DEADLINES = frozenset({"due date", "target date", "deadline", "completion date", "planned date", "frist", "echeance", "plazo"})


@dataclass(frozen=True, slots=True)
class Sample:
    """A block that may be one of questions.

    Attributes:
        asking: The column that may ask, over all rows.
        asked: What stands in it in the rows below.
        header: The header.
        layout: The columns.
        rows: The rows that may ask.
    """

    asking: Asking
    asked: Content
    header: Header | None
    layout: Layout
    rows: Sequence[int]


def said_of(layout: Layout) -> float:
    """Return how strongly header, or lists of values, say where the answer goes."""
    return max((max(taking.weight, taking.lists) for taking in _mains(layout)), default=0.0)


def surely_asked(asking: Asking, asked: Content) -> float:
    """Return how sure it is that a column asks, 0 to 1, by its header or its texts."""
    return max(asking.hinted, min(1.0, _STRESS * asked.asks))


def asks_nothing(grid: Grid, sample: Sample) -> bool:
    """Tell whether the rows ask nobody anything."""
    if _is_full(sample.layout) and sample.header and _is_library(sample.header):
        return True
    if not sample.layout.main:
        return not _asks_anyway(sample) or _defines(grid, sample)
    if not sample.header and sample.asked.asks < _ASKS and said_of(sample.layout) < _ASKS:
        return True
    weak = sample.asking.hinted < _SAID and sample.asked.asks < _SAYS
    if weak and (sample.layout.promoted or _is_task_list(sample.header)):
        return True  # a list of facts with a column for remarks, or of tasks
    return _is_full(sample.layout) and not _was_answered(grid, sample)


def _mains(layout: Layout) -> list[Taking]:
    return [layout.by_column[column] for column in layout.main]


def _asks_anyway(sample: Sample) -> bool:
    """Tell whether rows without a place for answers ask; a library of controls, or a policy, does not."""
    asks = sample.asked.asks >= _ASKS or (sample.asking.hinted >= _SAID and not _is_control(sample))
    return asks and len(sample.rows) > 1


def _defines(grid: Grid, sample: Sample) -> bool:
    """Tell whether the column's first text, where no header was found, heads definitions or guidance."""
    first = next((text for row in grid.rows if (text := grid.text(row, sample.asking.column).strip())), "")
    hint = header_role(first)
    return sample.header is None and hint is not None and hint.role is ColumnRole.GUIDANCE and hint.weight >= 1


def _is_control(sample: Sample) -> bool:
    """Tell whether the header speaks of controls or statements rather than of questions."""
    hints = sample.header.hints(sample.asking.column) if sample.header else ()
    hint = next((hint for hint in hints if hint.role is ColumnRole.QUESTION), None)
    return hint is not None and not _INQUIRY.search(hint.term)


def _is_task_list(header: Header | None) -> bool:
    """Tell whether the header names who is to do something and until when."""
    terms = {hint.term for column in header.texts for hint in header.hints(column)[:1]} if header else set()
    return bool(terms & _OWNERS) and bool(terms & _DEADLINES)


def _is_library(header: Header) -> bool:
    """Tell whether the header tells how answers are kept: tagged, dated, to be reviewed; no form asks for that."""
    texts = [" ".join(plain_words(text)) for text in header.texts.values()]
    return sum(bool(_UPKEEP.match(text)) for text in texts) > 1


def _is_full(layout: Layout) -> bool:
    return bool(layout.main) and all(taking.filled > _FULL and taking.lists < _FEW for taking in _mains(layout))


def _was_answered(grid: Grid, sample: Sample) -> bool:
    """Tell whether full columns hold answers, not facts: the rows surely ask, or the texts are such as answer."""
    if surely_asked(sample.asking, sample.asked) >= _SAID or (sample.asking.hinted and sample.header and responds(sample.header)):
        return True
    return bool(sample.asking.hinted) and any(_answered(grid, taking, sample.rows) for taking in _mains(sample.layout))


def responds(header: Header) -> bool:
    """Tell whether a header names the place for answers in so many words: "Response", "Vendor answer"."""
    hints = (hint for column in header.texts for hint in header.hints(column)[:1])
    return any(hint.role is ColumnRole.ANSWER and hint.weight >= _SAID and _RESPONSE.search(hint.term) for hint in hints)


def _answered(grid: Grid, taking: Taking, rows: Sequence[int]) -> bool:
    """Tell whether a full column is one of answers, not of facts: its header says so, and it holds mostly Yes, No and the like."""
    texts = [text for row in rows if (text := grid.text(row, taking.column).strip())]
    said = sum(position_of(text) is not None for text in texts)
    return taking.role is ColumnRole.ANSWER and taking.weight >= _SAID and said >= max(1, _MOST * len(texts))
