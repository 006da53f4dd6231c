"""Tables with a header: which column asks, which ones take the answer, and where a table goes on without its header."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.slots import answer_slots, column_mark, mark_slots, text_slot
from questionnaire_filler.forms.docx.table_columns import (
    ColumnFacts,
    answer_columns,
    is_believable,
    question_column,
    read_facts,
    scale_columns,
)
from questionnaire_filler.forms.layout.lexicon import ColumnRole, header_role, option_value
from questionnaire_filler.forms.layout.refs import is_ref
from questionnaire_filler.model import Area, Column, Role
from questionnaire_filler.text import fold, squeeze

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.body import Cell, Place, Table
    from questionnaire_filler.forms.docx.scene import Scene
    from questionnaire_filler.forms.docx.slots import Offer
    from questionnaire_filler.model import Slot

_HEADER_WITHIN = 4  # rows from the top
_LONGEST_HEADER = 200
_REFS = 0.55  # share of identifiers from which a column numbers the questions
_SAID = 0.9  # weight of a header that says one thing and nothing else
_FEW_WORDS = 3
_LONGEST_REF, _LONGEST_TITLE = 40, 160  # characters


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
        beside: How the other half of the columns is read, where the header says the same twice.
    """

    first: int
    question: int
    width: int
    header: str = ""
    ref: int | None = None
    answers: list[tuple[int, Role, str]] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    beside: Plan | None = None


def find_plan(table: Table, scene: Scene) -> Plan | None:
    """Return how a table with a header is read, or None where it has none that makes it a questionnaire."""
    for row in range(min(_HEADER_WITHIN, len(table.rows) - 1)):
        if not _header_like(table, row, scene):
            continue
        first = _below_header(table, row)
        facts = read_facts(table, row, first, scene)
        plan = _side_by_side(facts, first, table.width) or _plan(facts, first, table.width)
        if plan is not None and any(_asked(table, number, plan, scene) for number in range(first, len(table.rows))):
            return plan
        if sum(header_role(squeeze(cell.place.text)) is not None for cell in table.rows[row]) > 1:
            break  # a header, but of no questionnaire: the rows below it are none
    return None


def _side_by_side(facts: list[ColumnFacts], first: int, width: int) -> Plan | None:
    """Return the plan of a table whose header says the same twice: `Question | Answer | Question | Answer`."""
    half = len(facts) // 2
    names = [fold(fact.header) for fact in facts]
    if half < 2 or len(facts) % 2 or names[:half] != names[half:] or not all(names):  # noqa: PLR2004 -- question and answer
        return None
    left, right = (_plan(part, first, width) for part in (facts[:half], facts[half:]))
    if left is not None:
        left.beside = right
    return left


def _header_like(table: Table, row: int, scene: Scene) -> bool:
    cells = table.rows[row]
    scale = scale_columns(cells)
    texts = [squeeze(cell.place.text) for cell in cells if cell.column not in scale]
    filled = [text for text in texts if text]
    if any(len(text) > _LONGEST_HEADER for text in filled) or any(scene.offer(cell.place).fields for cell in cells):
        return False
    if len(filled) + len(scale) < 2:  # noqa: PLR2004 -- one cell is a title
        return len(cells) > 1 and any(map(_names_questions, filled))
    return not any(is_ref(text) and any(map(str.isdigit, text)) and not _says_role(text) for text in filled)


def _names_questions(text: str) -> bool:
    """Tell whether a text can only head a column of questions, though the column beside it has no header."""
    hint = header_role(text)
    said = hint is not None and hint.role is ColumnRole.QUESTION and hint.weight >= _SAID
    return said and len(text.split()) <= _FEW_WORDS and "?" not in text


def _says_role(text: str) -> bool:
    """Tell whether words beside a number name a column: "Response 2026" is no identifier."""
    hint = header_role(text)
    return hint is not None and hint.role is not ColumnRole.IDENTIFIER and hint.weight >= _REFS


def _below_header(table: Table, row: int) -> int:
    """Return the first row below a header: behind cells merged downwards and rows that only divide a header above."""
    first = row + max((cell.rows for cell in table.rows[row]), default=1)
    first = min(first, row + 3)
    wide = any(cell.span > 1 for cell in table.rows[row])
    while first < len(table.rows) - 1 and wide and first < row + 3:
        scale = scale_columns(table.rows[first])
        texts = [squeeze(cell.place.text) for cell in table.rows[first] if cell.column not in scale]
        if not (any(texts) or scale) or not all(not text or option_value(text) or header_role(text) for text in texts):
            break
        first += 1
    return max(first, row + 1)


def _plan(facts: list[ColumnFacts], first: int, width: int) -> Plan | None:
    question = question_column(facts)
    if question is None:
        return None
    answers = answer_columns(facts, question)
    if not answers or not is_believable(facts, question, answers):
        return None
    ref = next((f.index for f in facts if f is not question and f.texts and (f.says(ColumnRole.IDENTIFIER) or f.refs > _REFS)), None)
    plan = Plan(first, question.index, width, question.header, ref, answers)
    for fact in facts:
        state = f"{fact.fillable:.0%} of its cells wait for an answer"
        plan.reasons[fact.index] = f"header says {fact.header!r}, {state}" if fact.header else state
    return plan


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
    parts = [plan] if plan.beside is None else [plan, plan.beside]
    for row, part in product(range(first, len(table.rows)), parts):
        cell = _asked(table, row, part, scene)
        if cell is None:
            title = _section_row(table, row) or title
            continue
        slots = _with_own_boxes(scene.offer(cell.place), _row_slots(table, row, part, scene))
        if slots:
            ref = table.at(row, part.ref) if part.ref is not None else None
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


def _with_own_boxes(asked: Offer, slots: list[Slot]) -> list[Slot]:
    """Put the boxes below a question before the columns, which then take the explanation."""
    if not asked.boxes:
        return slots
    return [*mark_slots(asked), *(replace(slot, role=Role.COMMENT) if slot.role is Role.ANSWER else slot for slot in slots)]


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
