"""Columns of a table with a header: what each holds, which one asks, and which take the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.scene import asks, says_answer
from questionnaire_filler.forms.layout.lexicon import ColumnRole, Hint, header_role, header_roles, looks_like_question, option_value
from questionnaire_filler.forms.layout.refs import is_ref
from questionnaire_filler.model import Role
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.body import Cell, Table
    from questionnaire_filler.forms.docx.scene import Scene

#: Weights of headers and shares of cells, chosen on look-alikes of real forms: what is nearly all, most, and enough of a column.
_NEARLY_ALL, _ALMOST, _MOST, _SURE, _MOSTLY, _SOME = 0.9, 0.8, 0.6, 0.55, 0.5, 0.3
_READS_ASKED = 0.45  # mean likeness to questions of a column that asks
_SENTENCE = 40  # characters
_TICKS = frozenset("xX✓✔☑☒✗✘●")
_LEVEL = re.compile(r"(?:level|score|rating|stufe|niveau|nivel|livello|レベル)?\s*(\d)\b", re.IGNORECASE)
_YES = re.compile(r"\s*(?:yes|y|oui|ja|j|s[ií]|sim|はい|[xX✓✔☑☐])\W*$", re.IGNORECASE)
_SHORTEST_SCALE = 3
_LONGEST_LEVEL = 30  # characters of a header like "3 - Defined"
_RATING_WORDS = """
low medium moderate high critical never rarely seldom sometimes often usually always poor fair good excellent none some most all weak
strong agree disagree neutral niedrig mittel hoch nie selten manchmal oft immer faible moyen élevé jamais parfois souvent toujours
bajo medio alto nunca siempre
"""
_RATINGS = frozenset(_RATING_WORDS.split())


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
        texts: Number of its filled cells.
        ticks: They hold nothing but ticks.
    """

    index: int
    header: str = ""
    hint: Hint | None = None
    fillable: float = 0.0
    refs: float = 0.0
    asks: float = 0.0
    length: float = 0.0
    texts: int = 0
    ticks: bool = False

    def says(self, *roles: ColumnRole) -> bool:
        """Tell whether the header says one of these roles."""
        return self.hint is not None and self.hint.role in roles


def scale_columns(cells: list[Cell]) -> set[int]:
    """Return the columns of a header row that make up a scale to mark on: 0 to 5, Level 1 to Level 4, Low to High."""
    found: set[int] = set()
    run: list[Cell] = []
    for cell in [*cells, None]:
        if cell is not None and _goes_up(run, cell):
            run.append(cell)
            continue
        if len(run) >= _SHORTEST_SCALE:
            found.update(member.column for member in run)
        run = [cell] if cell is not None and (_level(cell) is not None or _rates(cell)) else []
    return found


def _goes_up(run: list[Cell], cell: Cell) -> bool:
    """Tell whether a header is the next step of a scale, or the option for none at its end."""
    if not run or cell.column != run[-1].column + run[-1].span:
        return False
    before, here = _level(run[-1]), _level(cell)
    if before is None or here is None:
        return before is None and here is None and _rates(run[-1]) and _rates(cell)
    return abs(here - before) == 1


def _level(cell: Cell) -> int | None:
    text = squeeze(cell.place.text)
    found = _LEVEL.match(text) if len(text) <= _LONGEST_LEVEL else None
    return int(found[1]) if found else None


def _rates(cell: Cell) -> bool:
    text = squeeze(cell.place.text).casefold()
    return bool(text) and (text.removeprefix("very ").removeprefix("strongly ") in _RATINGS or bool(option_value(text)))


def read_facts(table: Table, row: int, first: int, scene: Scene) -> list[ColumnFacts]:
    """Return what each column holds.

    Args:
        table: The table.
        row: First row of its header.
        first: First row below it.
        scene: The state of detection.
    """
    scale = {column for number in range(row, first) for column in scale_columns(table.rows[number])}
    columns = sorted({cell.column for cells in table.rows[first:] for cell in cells if cell.span < table.width or table.width == 1})
    found = []
    for column in columns:
        headers = _headers(table, column, row, first)
        hints = [hint for hint in map(header_role, reversed(headers)) if hint]
        hint = Hint(ColumnRole.MARK, 1.0, headers[-1]) if column in scale else next(iter(hints), None)
        facts = ColumnFacts(column, " / ".join(headers), hint)
        _measure(
            facts, [cell for cells in table.rows[first:] for cell in cells if cell.column == column and cell.span < table.width], scene
        )
        found.append(facts)
    return found


def _measure(facts: ColumnFacts, cells: list[Cell], scene: Scene) -> None:
    offers = [scene.offer(cell.place) for cell in cells]
    if not offers:
        return
    texts = [
        squeeze(given.label) for given in offers if not given.fillable and (not given.boxes or "?" in given.label or asks(given.label))
    ]
    facts.ticks = bool(texts) and all(text in _TICKS for text in texts)
    if facts.says(ColumnRole.MARK):
        texts = [text for text in texts if text not in _TICKS]  # a completed form: the column takes marks all the same
    facts.fillable = 1 - len(texts) / len(offers)
    facts.texts = len(texts)
    if texts:
        facts.refs = fmean(is_ref(text) for text in texts)
        facts.asks = fmean(map(looks_like_question, texts))
        facts.length = fmean(map(len, texts))


def _headers(table: Table, column: int, row: int, first: int) -> list[str]:
    found: list[str] = []
    for number in range(row, first):
        cell = table.at(number, column)
        text = squeeze(cell.place.text) if cell else ""
        if text and text not in found:
            found.append(text)
    return found


def question_column(facts: list[ColumnFacts]) -> ColumnFacts | None:
    """Return the column that asks: the one whose header and texts say so most."""

    def score(fact: ColumnFacts) -> float:
        weight = 0.6 * fact.asks + 0.2 * min(fact.length / 60, 1.0) - 0.8 * fact.refs
        if fact.hint and fact.hint.role is ColumnRole.QUESTION:
            weight += fact.hint.weight
        if fact.says(ColumnRole.IDENTIFIER):
            weight -= 0.6
        if fact.says(ColumnRole.GUIDANCE) and fact.hint and fact.hint.weight >= _MOST:
            weight -= 0.4
        if fact.says(ColumnRole.GUIDANCE, ColumnRole.SECTION, ColumnRole.OTHER, ColumnRole.CUSTOMER, ColumnRole.EVIDENCE):
            weight -= 0.3
        if fact.says(ColumnRole.MARK, ColumnRole.ANSWER, ColumnRole.COMMENT):
            weight -= 0.5
        return weight

    candidates = [fact for fact in facts if fact.texts and fact.fillable <= _ALMOST and fact.refs < _NEARLY_ALL]
    return max(candidates, key=score, default=None)


def answer_columns(facts: list[ColumnFacts], question: ColumnFacts) -> list[tuple[int, Role, str]]:
    """Return the columns that are the vendor's, with role and header; the main one first."""
    found: list[tuple[int, Role | None, str]] = []
    marks = [fact for fact in facts if fact.says(ColumnRole.MARK) and fact.fillable >= _MOSTLY]
    for fact in facts:
        if fact is question or fact.says(ColumnRole.CUSTOMER):
            continue
        role = fact.hint.role if fact.hint else None
        if role is ColumnRole.IDENTIFIER:
            if fact.fillable < _MOST or not _speaks_of_answers(fact.header):
                continue
            role = ColumnRole.ANSWER  # "Response code" over blank cells numbers nothing
        named = role in {ColumnRole.ANSWER, ColumnRole.COMMENT, ColumnRole.EVIDENCE}
        if marks == [fact] and not _YES.match(fact.header.split(" / ")[-1]):
            role, named = ColumnRole.ANSWER, True  # "Compliance" beside no other option takes what the vendor says of it
        if role is ColumnRole.MARK and fact.fillable >= _MOSTLY:
            found.append((fact.index, Role.MARK, fact.header))
        elif named and role and (fact.fillable >= _SOME or (fact.hint and fact.hint.weight >= _MOST)):
            found.append((fact.index, Role(role.value), fact.header))
        elif role is ColumnRole.OTHER and fact.fillable >= _MOSTLY:
            found.append((fact.index, Role.OTHER, fact.header))
        elif role is not ColumnRole.OTHER and fact.fillable >= _MOST and not named:
            found.append((fact.index, None, fact.header))
    return _one_main(found)


def _speaks_of_answers(header: str) -> bool:
    return any(hint.role is ColumnRole.ANSWER for hint in header_roles(header.rsplit(" / ", maxsplit=1)[-1]))


def _one_main(found: list[tuple[int, Role | None, str]]) -> list[tuple[int, Role, str]]:
    """Make one column the main place, and give the ones that no header explains a role.

    Beside several columns to mark, only a header that speaks of an answer is more than an explanation.
    """
    if sum(role is Role.MARK for _, role, _ in found) > 1:
        found = [
            (column, Role.COMMENT if role is Role.ANSWER and not says_answer(header.split(" / ")[-1]) else role, header)
            for column, role, header in found
        ]
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


def is_believable(facts: list[ColumnFacts], question: ColumnFacts, answers: list[tuple[int, Role, str]]) -> bool:
    """Tell whether a table asks, rather than lists: by its headers, by what the questions read like, or by having two columns."""
    by_index = {fact.index: fact for fact in facts}
    named = any(
        by_index[column].says(ColumnRole.ANSWER, ColumnRole.MARK, ColumnRole.COMMENT) and role in {Role.ANSWER, Role.MARK}
        for column, role, _ in answers
    )
    asked = _headed(question, _SURE)
    blank = [column for column, _, _ in answers if by_index[column].fillable >= _MOSTLY]
    if _lists(facts, question, by_index[answers[0][0]]):
        return False
    states = question.length >= _SENTENCE and len(blank) == 1  # sentences with one blank beside them
    if not (named or asked or question.asks >= _READS_ASKED or states):
        return False
    return bool(blank) or (named and (_headed(question, _NEARLY_ALL) or question.asks >= _SOME))


def _headed(question: ColumnFacts, weight: float) -> bool:
    return question.says(ColumnRole.QUESTION) and question.hint is not None and question.hint.weight >= weight


def _lists(facts: list[ColumnFacts], question: ColumnFacts, main: ColumnFacts) -> bool:
    """Tell whether a table lists what is so: references for some rules, tasks with owner, dates and status, ticks of who does what."""
    if main.says(ColumnRole.EVIDENCE) and main.fillable < _ALMOST:
        return True
    options = any(fact.says(ColumnRole.MARK) for fact in facts)
    if sum(fact.ticks for fact in facts) > 1 and not options and not says_answer(main.header):
        return True
    asked = question.asks >= _SOME or _headed(question, _NEARLY_ALL)
    others = [fact for fact in facts if fact not in (question, main) and (fact.hint is None or fact.says(ColumnRole.OTHER))]
    planned = len(others) > 1 and any(fact.says(ColumnRole.OTHER) for fact in others)
    return planned and not asked and not says_answer(main.header)
