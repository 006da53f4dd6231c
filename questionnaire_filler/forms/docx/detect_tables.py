"""Tables with a header: which column asks, which ones take the answer, and where a table goes on without its header."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.slots import answer_slots, column_mark, text_slot
from questionnaire_filler.forms.layout.lexicon import ColumnRole, Hint, header_role, is_ref, looks_like_question, option_value
from questionnaire_filler.model import Area, Column, Role
from questionnaire_filler.text import fold, squeeze

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.body import Cell, Place, Table
    from questionnaire_filler.forms.docx.scene import Scene
    from questionnaire_filler.model import Slot

_HEADER_WITHIN = 4  # rows from the top
_LONGEST_HEADER = 200
#: Weights of headers and shares of cells, chosen on look-alikes of real forms: what is nearly all, most, and enough of a column.
_NEARLY_ALL, _ALMOST, _MOST, _SURE, _MOSTLY, _SOME = 0.9, 0.8, 0.6, 0.55, 0.5, 0.3
_READS_ASKED = 0.45  # mean likeness to questions of a column that asks
_SENTENCE = 40  # characters
_LONGEST_REF, _LONGEST_TITLE = 40, 160  # characters
_TICKS = frozenset("xX✓✔☑☒✗✘●")


@dataclass(slots=True)
class ColumnFacts:
    """What a column of the grid holds below the header.

    Attributes:
        index: Its number in the grid.
        header: The header over it, innermost last.
        hint: What the header says.
        fillable: Share of its cells that wait for an answer.
        refs: Share of its filled cells that are identifiers.
        asks: Mean likeness of its filled cells to questions.
        length: Mean characters of its filled cells.
    """

    index: int
    header: str = ""
    hint: Hint | None = None
    fillable: float = 0.0
    refs: float = 0.0
    asks: float = 0.0
    length: float = 0.0
    texts: int = 0

    def says(self, *roles: ColumnRole) -> bool:
        """Tell whether the header says one of these roles."""
        return self.hint is not None and self.hint.role in roles


@dataclass(slots=True)
class Plan:
    """How a table is read.

    Attributes:
        first: First row below the header.
        question: Grid column of the questions.
        ref: Grid column of their identifiers, or None.
        answers: Grid column, role and header of each place for the vendor; the main one first.
        width: Columns of the grid.
        header: The header over the questions.
    """

    first: int
    question: int
    width: int
    header: str = ""
    ref: int | None = None
    answers: list[tuple[int, Role, str]] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)


def find_plan(table: Table, scene: Scene) -> Plan | None:
    """Return how a table with a header is read, or None where it has none that makes it a questionnaire."""
    for row in range(min(_HEADER_WITHIN, len(table.rows) - 1)):
        if not _header_like(table, row, scene):
            continue
        first = _below_header(table, row)
        facts = _facts(table, row, first, scene)
        plan = _plan(facts, first, table.width)
        if plan is not None and any(_asked(table, number, plan, scene) for number in range(first, len(table.rows))):
            return plan
    return None


def _header_like(table: Table, row: int, scene: Scene) -> bool:
    cells = table.rows[row]
    texts = [squeeze(cell.place.text) for cell in cells]
    filled = [text for text in texts if text]
    if len(filled) < 2 or any(len(text) > _LONGEST_HEADER for text in filled):  # noqa: PLR2004 -- one cell is a title
        return False
    if any(is_ref(text) and any(sign.isdigit() for sign in text) for text in filled):
        return False
    return not any(scene.offer(cell.place).fields for cell in cells)


def _below_header(table: Table, row: int) -> int:
    """Return the first row below a header: behind cells merged downwards and rows that only divide a header above."""
    first = row + max((cell.rows for cell in table.rows[row]), default=1)
    first = min(first, row + 3)
    wide = any(cell.span > 1 for cell in table.rows[row])
    while first < len(table.rows) - 1 and wide and first < row + 3:
        texts = [squeeze(cell.place.text) for cell in table.rows[first]]
        if not any(texts) or not all(not text or option_value(text) or header_role(text) for text in texts):
            break
        first += 1
    return max(first, row + 1)


def _facts(table: Table, row: int, first: int, scene: Scene) -> list[ColumnFacts]:
    return [_column_facts(table, column, row, first, scene) for column in sorted(_columns(table, first))]


def _columns(table: Table, first: int) -> set[int]:
    return {cell.column for cells in table.rows[first:] for cell in cells if cell.span < table.width or table.width == 1}


def _column_facts(table: Table, column: int, row: int, first: int, scene: Scene) -> ColumnFacts:
    headers = _headers(table, column, row, first)
    facts = ColumnFacts(column, " / ".join(headers))
    hints = [hint for hint in map(header_role, reversed(headers)) if hint]
    facts.hint = next(iter(hints), None)
    offers = [
        scene.offer(cell.place) for cells in table.rows[first:] for cell in cells if cell.column == column and cell.span < table.width
    ]
    if not offers:
        return facts
    texts = [squeeze(given.label) for given in offers if not given.fillable and not given.boxes]
    if facts.says(ColumnRole.MARK):
        texts = [text for text in texts if text not in _TICKS]  # a completed form: the column takes marks all the same
    facts.fillable = 1 - len(texts) / len(offers)
    facts.texts = len(texts)
    if texts:
        facts.refs = fmean(is_ref(text) for text in texts)
        facts.asks = fmean(map(looks_like_question, texts))
        facts.length = fmean(map(len, texts))
    return facts


def _headers(table: Table, column: int, row: int, first: int) -> list[str]:
    found: list[str] = []
    for number in range(row, first):
        cell = table.at(number, column)
        text = squeeze(cell.place.text) if cell else ""
        if text and text not in found:
            found.append(text)
    return found


def _plan(facts: list[ColumnFacts], first: int, width: int) -> Plan | None:
    question = _question_column(facts)
    if question is None:
        return None
    answers = _answer_columns(facts, question)
    if not answers or not _believable(facts, question, answers):
        return None
    ref = next((f.index for f in facts if f is not question and f.texts and (f.says(ColumnRole.IDENTIFIER) or f.refs > _SURE)), None)
    plan = Plan(first, question.index, width, question.header, ref, answers)
    for fact in facts:
        state = f"{fact.fillable:.0%} of its cells wait for an answer"
        plan.reasons[fact.index] = f"header says {fact.header!r}, {state}" if fact.header else state
    return plan


def _question_column(facts: list[ColumnFacts]) -> ColumnFacts | None:
    def score(fact: ColumnFacts) -> float:
        weight = 0.6 * fact.asks + 0.2 * min(fact.length / 60, 1.0) - 0.8 * fact.refs
        if fact.hint and fact.hint.role is ColumnRole.QUESTION:
            weight += fact.hint.weight
        if fact.says(ColumnRole.IDENTIFIER):
            weight -= 0.6
        if fact.says(ColumnRole.GUIDANCE, ColumnRole.SECTION, ColumnRole.OTHER, ColumnRole.CUSTOMER, ColumnRole.EVIDENCE):
            weight -= 0.3
        if fact.says(ColumnRole.MARK, ColumnRole.ANSWER, ColumnRole.COMMENT):
            weight -= 0.5
        return weight

    candidates = [fact for fact in facts if fact.texts and fact.fillable <= _ALMOST and fact.refs < _NEARLY_ALL]
    return max(candidates, key=score, default=None)


def _answer_columns(facts: list[ColumnFacts], question: ColumnFacts) -> list[tuple[int, Role, str]]:
    found: list[tuple[int, Role | None, str]] = []
    for fact in facts:
        if fact is question or fact.says(ColumnRole.CUSTOMER, ColumnRole.IDENTIFIER):
            continue
        role = fact.hint.role if fact.hint else None
        named = role in {ColumnRole.ANSWER, ColumnRole.COMMENT, ColumnRole.EVIDENCE}
        if role is ColumnRole.MARK and fact.fillable >= _MOSTLY:
            found.append((fact.index, Role.MARK, fact.header))
        elif named and role and (fact.fillable >= _SOME or (fact.hint and fact.hint.weight >= _MOST)):
            found.append((fact.index, Role(role.value), fact.header))
        elif role is ColumnRole.OTHER and fact.fillable >= _MOSTLY:
            found.append((fact.index, Role.OTHER, fact.header))
        elif role is not ColumnRole.OTHER and fact.fillable >= _MOST and not named:
            found.append((fact.index, None, fact.header))
    return _one_main(found)


def _one_main(found: list[tuple[int, Role | None, str]]) -> list[tuple[int, Role, str]]:
    """Make one column the main place, and give the ones that no header explains a role."""
    roles = [role for _, role, _ in found]
    main = next(
        (roles.index(role) for role in (Role.ANSWER, Role.MARK, None, Role.COMMENT, Role.EVIDENCE) if role in roles),
        None,
    )
    if main is None:
        return []
    fixed: list[tuple[int, Role, str]] = []
    for number, (column, role, header) in enumerate(found):
        if number == main:
            fixed.append((column, Role.MARK if role is Role.MARK else Role.ANSWER, header))
        elif role is Role.ANSWER:
            fixed.append((column, Role.COMMENT, header))
        else:
            fixed.append((column, role or Role.OTHER, header))
    return sorted(fixed, key=lambda answer: answer[1] not in {Role.ANSWER, Role.MARK})


def _believable(facts: list[ColumnFacts], question: ColumnFacts, answers: list[tuple[int, Role, str]]) -> bool:
    """Tell whether a table asks, rather than lists: by its headers, by what the questions read like, or by having two columns."""
    by_index = {fact.index: fact for fact in facts}
    named = any(
        by_index[column].says(ColumnRole.ANSWER, ColumnRole.MARK, ColumnRole.COMMENT) and role in {Role.ANSWER, Role.MARK}
        for column, role, _ in answers
    )
    asked = question.says(ColumnRole.QUESTION) and question.hint is not None and question.hint.weight >= _SURE
    blank = [column for column, _, _ in answers if by_index[column].fillable >= _MOSTLY]
    states = question.length >= _SENTENCE and len(blank) == 1  # sentences with one blank beside them
    if not (named or asked or question.asks >= _READS_ASKED or states):
        return False
    return bool(blank) or (named and (asked or question.asks >= _SOME))


def continues(table: Table, plan: Plan, scene: Scene) -> bool:
    """Tell whether a table without a header goes on where the one before it stopped."""
    if table.width != plan.width or not table.rows:
        return False
    rows = [row for row in range(len(table.rows)) if _asked(table, row, plan, scene)]
    main = plan.answers[0][0]
    waiting = [row for row in rows if (cell := table.at(row, main)) is not None and scene.offer(cell.place).fillable]
    return len(rows) >= max(1, len(table.rows) // 2) and len(waiting) >= max(1, len(rows) // 2)


def _asked(table: Table, row: int, plan: Plan, scene: Scene) -> Cell | None:
    """Return the cell of a row that asks, or None for section rows, repeated headers and empty rows."""
    cell = table.at(row, plan.question)
    if cell is None or cell.row != row or scene.offer(cell.place).fillable:
        return None
    covered = set(range(cell.column, cell.column + cell.span))
    if any(column in covered for column, _, _ in plan.answers) or not squeeze(cell.place.text):
        return None
    texts = [(fold(header), fold(other.place.text)) for column, _, header in plan.answers if (other := table.at(row, column)) is not None]
    repeated = any(header and header == text for header, text in texts) or fold(cell.place.text) == fold(plan.header)
    return None if repeated else cell


def read_planned(table: Table, plan: Plan, scene: Scene, first: int) -> int:
    """Add the questions of a table that has a plan; return how many."""
    before = len(scene.items)
    title: tuple[str, ...] = ()
    for row in range(first, len(table.rows)):
        cell = _asked(table, row, plan, scene)
        if cell is None:
            title = _section_row(table, row) or title
            continue
        slots = _row_slots(table, row, plan, scene)
        if slots:
            ref = table.at(row, plan.ref) if plan.ref is not None else None
            scene.add(cell.place.address, question_text(cell.place, scene), slots, ref=_ref(ref), section=title)
    found = len(scene.items) - before
    scene.areas.append(_area(table, plan, first, found))
    return found


def question_text(place: Place, scene: Scene) -> str:
    """Return what a place asks, without its boxes and blanks; all its text where nothing else is left."""
    return scene.offer(place).label or place.text


def _ref(cell: Cell | None) -> str:
    text = squeeze(cell.place.text) if cell else ""
    return text if len(text) <= _LONGEST_REF else ""


def _section_row(table: Table, row: int) -> tuple[str, ...]:
    texts = [squeeze(cell.place.text) for cell in table.rows[row]]
    filled = [text for text in texts if text]
    return (filled[0],) if len(filled) == 1 and len(filled[0]) < _LONGEST_TITLE else ()


def _row_slots(table: Table, row: int, plan: Plan, scene: Scene) -> list[Slot]:
    slots: list[Slot] = []
    for column, role, header in plan.answers:
        cell = table.at(row, column)
        if cell is None or cell.row != row:
            continue
        given = scene.offer(cell.place)
        if role is Role.MARK:
            slots.append(column_mark(given, header.split(" / ")[-1]))
        elif role is Role.ANSWER or given.fields:
            slots.extend(answer_slots(given, role, label=header))
        else:
            slots.append(text_slot(given, role, label=header))
    return slots


def _area(table: Table, plan: Plan, first: int, found: int) -> Area:
    columns = [Column("question", f"C{plan.question}", reason=plan.reasons.get(plan.question, ""))]
    columns += [Column(role.value, f"C{column}", header, plan.reasons.get(column, "")) for column, role, header in plan.answers]
    return Area(table.address, f"{first}-{len(table.rows) - 1}", tuple(columns), found)
