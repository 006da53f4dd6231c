"""From plans of sheets to a form: questions with ids, slots, sections and follow-ups, and an account of what was chosen and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.fingerprint import fingerprint
from questionnaire_filler.forms.layout.grid import letters
from questionnaire_filler.forms.layout.lexicon import ColumnRole, is_follow_up
from questionnaire_filler.forms.layout.refs import is_ref, leading_ref
from questionnaire_filler.forms.layout.rows import profile
from questionnaire_filler.forms.layout.sections import headings, section_path, sheet_heading
from questionnaire_filler.forms.layout.sheets import OWN_CITATIONS
from questionnaire_filler.forms.layout.slots import Places, free_slot, presets
from questionnaire_filler.model import Area, Column, Form, Question, Skipped
from questionnaire_filler.text import fold, shorten, squeeze

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from questionnaire_filler.forms.layout.blocks import Block
    from questionnaire_filler.forms.layout.grid import Grid
    from questionnaire_filler.forms.layout.pairs import Pair
    from questionnaire_filler.forms.layout.plan import Plan

_MIRRORED = 0.7  # share of questions that stand on other sheets too, from which a sheet repeats them
_CONTEXT = 400  # characters
_REQUIRED = frozenset({"yes", "required", "mandatory", "must", "x", "✓", "obligatoire", "oui", "ja", "si", "sí", "sim", "必須"})


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a form says about itself as a file.

    Attributes:
        path: The file.
        format: "xlsx", "xlsm" or "csv".
        sha256: Of its bytes.
    """

    path: Path
    format: str
    sha256: str


def assemble(file: FileFacts, plans: Sequence[Plan], mapped: Mapping[str, str] | None = None) -> Form:
    """Return the form that the plans of its sheets describe.

    Args:
        file: The file.
        plans: One for each sheet, in the order of the tabs.
        mapped: For sheets whose plan was corrected by the user, by name: "given" or "remembered".
    """
    plans = _settled(plans)
    questions: list[Question] = []
    areas: list[Area] = []
    notes: list[str] = []
    for plan in plans:
        for block in sorted(plan.blocks, key=lambda block: block.rows[0]):
            areas.append(_area(plan.grid, block, (mapped or {}).get(plan.grid.name, "")))
            if block.layout.invented:
                notes.append(_invented_note(plan.grid, block))
        if plan.pairs:
            areas.append(_pairs_area(plan))
        questions.extend(_questions(plan, len(questions)))
    return Form(
        path=file.path,
        format=file.format,
        sha256=file.sha256,
        # A filled copy has the fingerprint of the form, with or without our list of sources.
        fingerprint=fingerprint(_headers(plan) for plan in plans if not plan.grid.hidden and plan.reason != OWN_CITATIONS),
        questions=tuple(questions),
        areas=tuple(areas),
        skipped=tuple(Skipped(plan.grid.name, plan.reason) for plan in plans if not plan.blocks and not plan.pairs),
        notes=tuple(dict.fromkeys(notes)),
    )


def _headers(plan: Plan) -> list[str]:
    return [plan.grid.name, *(text for header in plan.headers[:1] for _, text in sorted(header.texts.items()))]


def _invented_note(grid: Grid, block: Block) -> str:
    where = f"{grid.name}: " if grid.name else ""
    return f"{where}no column for answers: column {letters(block.layout.main[0])}, the first free one, is proposed"


def _settled(plans: Sequence[Plan]) -> list[Plan]:
    """Drop what other sheets make superfluous: lists of controls without a place to answer, and copies of other sheets' questions."""
    known_places = {(b.layout.question, b.layout.main) for plan in plans for b in plan.blocks if not b.layout.invented}
    if known_places:
        plans = [_without_invented(plan, known_places) for plan in plans]
    known = Counter(fold(text) for plan in plans for text in set(_texts(plan)))
    return [_without_copies(plan, known) for plan in plans]


def _without_invented(plan: Plan, known: Collection[tuple[int, tuple[int, ...]]]) -> Plan:
    """Drop blocks without a place for answers, unless they have no header and go on with another sheet's columns."""
    blocks = tuple(b for b in plan.blocks if not b.layout.invented or (not b.headers and (b.layout.question, b.layout.main) in known))
    if plan.blocks and not blocks:
        return replace(plan, blocks=(), pairs=(), reason="lists questions or controls without a place for answers; other sheets have one")
    return replace(plan, blocks=blocks)


def _texts(plan: Plan) -> Iterator[str]:
    for block in plan.blocks:
        for row in block.rows:
            yield plan.grid.text(row, block.layout.question)


def _without_copies(plan: Plan, known: Counter[str]) -> Plan:
    """Drop a sheet whose questions are computed from other sheets, where they are asked."""
    texts = [fold(text) for text in _texts(plan)]
    repeated = sum(known[text] > 1 for text in texts)
    computed = all(plan.grid.rows[row][block.layout.question].formula for block in plan.blocks for row in block.rows)
    if (
        texts
        and computed
        and repeated >= _MIRRORED * len(texts)
        and any(word in fold(plan.grid.name) for word in ("evaluation", "analyst", "report"))
    ):
        return replace(plan, blocks=(), reason="repeats questions that other sheets ask")
    return plan


def _area(grid: Grid, block: Block, mapped: str) -> Area:
    layout = block.layout
    header = block.headers[0] if block.headers else None
    said = header.texts.get(layout.question, "") if header else ""
    columns = [Column("question", letters(layout.question), said, layout.reason)]
    columns += [
        Column(str(t.role), letters(t.column), t.header, t.reason) for t in layout.taking if t.header or t.role is not ColumnRole.GUIDANCE
    ]
    if layout.invented:
        columns.append(Column("answer", letters(layout.main[0]), "", "the form has no column for answers; this is the first free one"))
    if layout.below:
        columns.append(Column("answer", letters(layout.question), "", "the cells under the questions are free"))
    return Area(grid.name, f"{block.rows[0]}-{block.rows[-1]}", tuple(columns), len(block.rows), mapped)


def _pairs_area(plan: Plan) -> Area:
    rows = [pair.question[0] for pair in plan.pairs]
    below = plan.pairs[0].answer[0] > plan.pairs[0].question[0]
    why = "questions side by side with free cells below" if below else "labels about the vendor with a free cell beside them"
    column = Column("question", letters(plan.pairs[0].question[1]), "", why)
    return Area(plan.grid.name, f"{min(rows)}-{max(rows)}", (column,), len(plan.pairs))


def _questions(plan: Plan, before: int) -> list[Question]:
    """Return the questions of a sheet in reading order, with ids that go on from those of the sheets before."""
    grid = plan.grid
    asking = frozenset(row for block in plan.blocks for row in block.rows)
    found: list[tuple[int, int, Question]] = []
    for block in plan.blocks:
        titles = headings(grid, block, asking)
        above = sorted(titles)
        places = Places(grid, block.layout, presets(grid, block.layout, block.rows))
        ids = profile(grid, block.layout, block.rows).ids
        for row in block.rows:
            start = block.header_end(row)
            heading = next((titles[r] for r in reversed(above) if start < r < row), "")
            question = replace(_question(grid, block, row, heading), slots=places.slots(row), ref=_ref(grid, block, row, ids))
            if question.slots:
                found.append((row, block.layout.question, question))
    found += [(*pair.question, _paired(grid, pair)) for pair in plan.pairs]
    ordered = [question for _, _, question in sorted(found, key=lambda item: item[:2])]
    return _linked([replace(question, id=f"Q{before + n}") for n, question in enumerate(ordered, 1)])


def _paired(grid: Grid, pair: Pair) -> Question:
    """Return the question of a label and the free cell beside or below it."""
    text = grid.text(*pair.question).strip()
    row, column = pair.answer
    heading = sheet_heading(grid.name)
    return Question(
        id="",
        text=text.rstrip(" :："),
        where=grid.address(*pair.question),
        slots=(free_slot(grid, row, column, squeeze(text)),),
        section=(heading,) if heading else (),
        required=text.endswith("*"),
        hidden=pair.question[0] in grid.hidden_rows,
    )


def _ref(grid: Grid, block: Block, row: int, ids: int) -> str:
    """Return the form's own identifier of a question: from its column, or before its text."""
    ref = squeeze(grid.shown(row, ids)) if ids else ""
    text = grid.text(row, block.layout.question).strip()
    return ref if is_ref(ref) else text if is_ref(text) else leading_ref(text)


def _question(grid: Grid, block: Block, row: int, heading: str) -> Question:
    column = block.layout.question
    text = grid.text(row, column).strip()
    return Question(
        id="",
        text=text,
        where=grid.address(row, column),
        section=section_path(grid, block, row, heading),
        context=_context(grid, block, row),
        required=_is_required(grid, block, row, text),
        hidden=row in grid.hidden_rows or column in grid.hidden_columns,
    )


def _context(grid: Grid, block: Block, row: int) -> str:
    """Return the guidance beside a question."""
    header = block.header(row)
    over = header.texts.get(block.layout.question, "") if header and block.layout.matrix else ""
    texts = [over, *(squeeze(grid.shown(row, taking.column)) for taking in block.layout.role(ColumnRole.GUIDANCE))]
    return shorten("; ".join(dict.fromkeys(text for text in texts if any(map(str.isalpha, text)))), _CONTEXT)


def _is_required(grid: Grid, block: Block, row: int, text: str) -> bool:
    if text.startswith("*") or text.endswith("*"):
        return True
    for taking in block.layout.role(ColumnRole.GUIDANCE):
        if fold(taking.header) in {"required", "mandatory", "obligatoire", "pflicht", "obligatorio", "verplicht", "必須"}:
            return squeeze(grid.text(row, taking.column)).casefold() in _REQUIRED
    return False


def _linked(questions: Sequence[Question]) -> list[Question]:
    """Hang each follow-up ("If yes, describe ...") under the question above that is none."""
    linked: list[Question] = []
    above = ""
    for question in questions:
        if above and is_follow_up(question.text):
            linked.append(replace(question, parent=above))
        else:
            above = question.id
            linked.append(question)
    return linked
