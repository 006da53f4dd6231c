"""Where answers go: the columns beside the questions, told apart by header, drop-downs, emptiness, protection and formulas."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.columns import Content, Layout, Taking, content, weight_of
from questionnaire_filler.forms.layout.lexicon import ColumnRole, Hint, header_roles, is_waiting
from questionnaire_filler.forms.layout.marks import BOXES, POINTS, with_group_marks
from questionnaire_filler.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.layout.grid import Grid
    from questionnaire_filler.forms.layout.headers import Header

_SAMPLE = 60  # rows that a column's rules and emptiness are judged by
_SAID = 0.5
_MOST = 0.6
_FEW = 0.2
_MANY_RULES = 0.3
_SOME_OPTIONS = 0.3  # share of answers that are options, from which "In place?" still heads answers
_APPLIES = 0.2  # what whether something applies counts less than whether it is done
_WHETHER = re.compile(r"applica|aplica|zutreff|anwendbar|toepassing|適用")
_FREE_BESIDE = 40  # how far to the right a free column is looked for
_BOXES = frozenset("☐□◻")
_UNTICKED = "FALSE"  # a box that is a boolean cell
_FEWEST = 3  # rows
_NEARLY_ALL = 0.8
_POINTS = re.compile(r"[-+−▲]?\d{1,2}")
_OWN = "the form's own text"
_ONLY = "; the only place for an answer"
_WRITTEN = frozenset({ColumnRole.ANSWER, ColumnRole.COMMENT, ColumnRole.EVIDENCE, ColumnRole.OTHER, ColumnRole.MARK})
_EXPLAINS = frozenset({ColumnRole.COMMENT, ColumnRole.EVIDENCE})


def find_layout(grid: Grid, question: int, rows: Sequence[int], header: Header | None) -> Layout:
    """Return the columns of a block whose questions stand in `question`, in the given rows."""
    last = max([grid.width, *(header.texts if header else ())], default=question)
    columns = [c for c in range(1, min(last + 4, question + 200)) if c != question]
    taking = [found for c in columns if (found := _taking(grid, c, rows, header))]
    taking = _settle_marks(with_group_marks(taking, header))
    taking = _settle_own_text(taking)
    main, taking = _choose_main(taking, question)
    promoted = len(main) == 1 and any(f.column == main[0] and f.reason.endswith(_ONLY) for f in taking)
    return Layout(question, main, tuple(taking), by_column={found.column: found for found in taking}, promoted=promoted)


def _taking(grid: Grid, column: int, rows: Sequence[int], header: Header | None) -> Taking | None:
    sample = rows[:: max(1, len(rows) // _SAMPLE)]
    places = [(row, column) for row in sample if (row, column) not in grid.covered]
    if not places:
        return None
    cells = [grid.cell(*place) for place in places]
    texts = [cell.text.strip() for cell in cells if cell and not cell.formula and cell.text.strip()]
    filled = sum(not is_waiting(text) for text in texts) / len(places)
    formulas = sum(bool(cell and cell.formula) for cell in cells) / len(places)
    rules, lists = _rule_shares(grid, places)
    text = header.texts.get(column, "") if header else ""
    hint = _hint(header, column)
    if formulas > _MOST or column in grid.hidden_columns:
        why = "computed by the form" if formulas > _MOST else "hidden column"
        return Taking(column, ColumnRole.GUIDANCE, text, 0.0, rules, lists, filled, why) if text or filled else None
    found = Taking(column, ColumnRole.GUIDANCE, text, 0.0, rules, lists, filled, _OWN)
    if why := _place_to_tick(hint, texts, len(places)) or (_set_apart(grid, places) if hint is None and filled < _FEW else ""):
        return replace(found, role=ColumnRole.ANSWER, weight=hint.weight if hint else _SAID, filled=0.0, reason=why)
    if _is_points(hint, texts, len(places)):
        return replace(found, role=ColumnRole.MARK if hint else ColumnRole.GUIDANCE, weight=1.0 if hint else 0.0, filled=0.0, reason=POINTS)
    if hint is None or (hint.weight < _SAID and rules >= _MANY_RULES):
        return _by_content(found) if rules >= _MANY_RULES or filled or text else None
    return _by_header(found, hint, content(grid, column, sample))


def _hint(header: Header | None, column: int) -> Hint | None:
    """Return what the header says about a column; what stands over a group of columns decides whose they are."""
    if header is None:
        return None
    hints = header.hints(column)
    group = header_roles(header.groups.get(column, ""))
    if group and group[0].role is ColumnRole.CUSTOMER and weight_of(group, {ColumnRole.ANSWER}) < _SAID:
        return group[0]
    if hints:
        return hints[0]
    return group[0] if group and group[0].role in _WRITTEN else None


def _place_to_tick(hint: Hint | None, texts: Sequence[str], cells: int) -> str:
    """Return why a column holds nothing but boxes without a tick; empty for any other."""
    if len(texts) < _MOST * cells:
        return ""
    if all(text in _BOXES for text in texts):
        return BOXES
    answers = hint is not None and hint.role in {ColumnRole.ANSWER, ColumnRole.MARK}
    return "boxes to tick, as its header says" if answers and len(texts) > 1 and set(texts) == {_UNTICKED} else ""


def _is_points(hint: Hint | None, texts: Sequence[str], cells: int) -> bool:
    """Tell whether a column under an option, or unknown words, holds the same short number in each row: the points for ticking it."""
    same = len(set(texts)) == 1 and cells > _FEWEST and len(texts) >= _NEARLY_ALL * cells
    return same and (hint is None or hint.role is ColumnRole.MARK) and bool(_POINTS.fullmatch(texts[0]))


def _set_apart(grid: Grid, places: Sequence[tuple[int, int]]) -> str:
    """Return how nearly all cells of a column are set apart as places to write, other than their neighbours; empty for not."""
    own = [grid.field(*place) for place in places]
    beside = [grid.field(row, column + step) for row, column in places for step in (-1, 1)]
    if sum(field.unlocked for field in own) >= _MOST * len(own) and sum(field.unlocked for field in beside) < _MOST * len(beside):
        return "its cells may be edited while the sheet is protected"
    shades = {field.shade for field in own}
    if len(shades) == 1 and 0 not in shades and all(field.shade not in shades for field in beside):
        return "its cells are shaded, others are not"
    return ""


def _rule_shares(grid: Grid, places: Sequence[tuple[int, int]]) -> tuple[float, float]:
    found = [grid.rules.at(*place) for place in places if grid.rules.has(*place)]
    return len(found) / len(places), sum(rule is not None and rule.kind == "list" for rule in found) / len(places)


def _by_content(found: Taking) -> Taking:
    """Judge a column whose header says nothing: only rules about input make it a place."""
    if found.rules < _MANY_RULES:
        return found
    kind = "drop-down lists" if found.lists >= _MANY_RULES else "rules about input"
    return replace(found, role=ColumnRole.ANSWER, weight=0.4, reason=f"{kind} in {found.rules:.0%} of its cells")


def _by_header(found: Taking, hint: Hint, stands: Content) -> Taking:
    role = hint.role
    said = f"header says “{found.header}”" if found.header else "header says so"
    facts = f"{said}, {_facts(found)}"
    if role is ColumnRole.MARK and stands.filled and stands.options < _SOME_OPTIONS:
        role = ColumnRole.IDENTIFIER if stands.refs + stands.numbers > _MOST else ColumnRole.GUIDANCE
    if role is ColumnRole.QUESTION or role is ColumnRole.SECTION:
        empty = found.filled < _FEW and found.lists >= _MANY_RULES
        return (
            _by_content(found)
            if empty
            else replace(found, role=ColumnRole.SECTION if stands.filled else role, weight=hint.weight, reason=said)
        )
    if role is ColumnRole.GUIDANCE and found.lists >= _MOST and found.filled < _FEW:
        return replace(_by_content(found), weight=0.3)
    if role is ColumnRole.ANSWER and found.lists < _FEW and stands.refs > _MOST and stands.options < _FEW:
        return replace(found, role=ColumnRole.GUIDANCE, reason=f"{said}, but it holds codes that the form refers to")
    if role is ColumnRole.OTHER and found.filled > _SAID and found.lists < _MANY_RULES:
        return replace(found, role=ColumnRole.GUIDANCE, reason=f"{said}, filled by the form")
    return replace(found, role=role, weight=hint.weight, reason=facts)


def _facts(found: Taking) -> str:
    if found.lists >= _MANY_RULES:
        return f"drop-down lists in {found.lists:.0%} of its cells"
    return f"{1 - found.filled:.0%} of its cells are free"


def _settle_marks(taking: list[Taking]) -> list[Taking]:
    """Keep mark columns where at least two stand together; one alone takes the answer ("Compliant", "Yes/No")."""
    marks = [found.column for found in taking if found.role is ColumnRole.MARK]
    settled = []
    for found in taking:
        beside = any(abs(found.column - other) == 1 for other in marks if other != found.column) or len(marks) > 2  # noqa: PLR2004
        if found.role is ColumnRole.MARK and not beside:
            settled.append(replace(found, role=ColumnRole.ANSWER, weight=0.8))
        else:
            settled.append(found)
    return settled


def _settle_own_text(taking: list[Taking]) -> list[Taking]:
    """Take columns that are full while the answers are empty for the form's own text: nobody explains before answering."""
    places = [f for f in taking if f.role in {ColumnRole.ANSWER, ColumnRole.MARK}]
    empty = [f for f in places if f.filled < _FEW]
    if not empty:
        return taking
    return [
        replace(f, role=ColumnRole.GUIDANCE, reason=f"header says “{f.header}”, but the form has filled it, while the answers are empty")
        if f.filled > _MOST and f.lists < _MANY_RULES and f.role in _EXPLAINS | {ColumnRole.ANSWER}
        else f
        for f in taking
    ]


def _choose_main(taking: list[Taking], question: int) -> tuple[tuple[int, ...], list[Taking]]:
    """Return the main place and the columns with what is left of their roles."""
    marks = tuple(f.column for f in taking if f.role is ColumnRole.MARK)
    answers = [f for f in taking if f.role is ColumnRole.ANSWER and not _filled_before(f, question)]
    if marks:
        explained = any(f.role is ColumnRole.COMMENT for f in taking)
        rest = ColumnRole.OTHER if explained else ColumnRole.COMMENT
        return marks, [replace(f, role=rest) if f.role is ColumnRole.ANSWER else f for f in taking]
    if not answers:
        return _promote(taking, question)
    best = max(answers, key=lambda f: (_rank(f, question), -f.column))
    return (best.column,), [_demoted(f, best) if f.role is ColumnRole.ANSWER and f is not best else f for f in taking]


def _filled_before(found: Taking, question: int) -> bool:
    """Tell whether a column left of the questions holds texts: it leads to them, and is no answer."""
    return found.column < question and found.filled > _SAID and found.lists < _MANY_RULES


def _rank(found: Taking, question: int) -> float:
    """Return how good a place for the answer a column is: said so, with a list to choose from, right of the question, near it."""
    near = 0.1 / (1 + abs(found.column - question)) - (_APPLIES if _WHETHER.search(fold(found.header)) else 0.0)
    return found.weight + 0.3 * found.lists + (0.1 if found.column > question else 0.0) + near - 0.3 * found.filled * (found.lists < _FEW)


def _demoted(found: Taking, best: Taking) -> Taking:
    return replace(found, role=ColumnRole.OTHER, reason=f"{found.reason}; “{best.header}” takes the answer")


def _promote(taking: list[Taking], question: int) -> tuple[tuple[int, ...], list[Taking]]:
    """Choose among what is there when nothing says "answer": a column with lists, one for comments, one for evidence."""
    scored = [f for f in taking if f.role is ColumnRole.OTHER and f.lists >= _MOST]
    named = [f for f in taking if f.role is ColumnRole.GUIDANCE and f.header and not f.weight and not f.filled and f.reason == _OWN]
    named = [f for f in named if f.column > question and not header_roles(f.header)][:1]
    for group in (scored, named, [f for f in taking if f.role is ColumnRole.COMMENT], [f for f in taking if f.role is ColumnRole.EVIDENCE]):
        if group:
            best = max(group, key=lambda f: (_rank(f, question), -f.column))
            reason = f"{_facts(best) if best.reason == _OWN else best.reason}{_ONLY}"
            return (best.column,), [replace(f, role=ColumnRole.ANSWER, reason=reason) if f is best else f for f in taking]
    return (), taking


def free_column(grid: Grid, question: int, rows: Sequence[int], header: Header | None) -> int:
    """Return the first column right of everything that stands in the rows and the header: where an answer can go if nothing says where."""
    used = {question}
    for row in rows:
        used.update(c for c, cell in grid.rows.get(row, {}).items() if cell.text.strip() or cell.formula)
        used.update(c for c in range(question, question + _FREE_BESIDE) if (row, c) in grid.covered)
    used.update(header.texts if header else ())
    right = [c for c in used if c >= question]
    candidates = (c for c in range(question + 1, max(right) + 2) if c not in used and c not in grid.hidden_columns)
    return next(candidates, max(right) + 1)
