"""The slots of a question in a row of a sheet: what they accept, what stands there, and whether that is an answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.columns import is_number
from questionnaire_filler.forms.layout.lexicon import ColumnRole, is_waiting, option_value
from questionnaire_filler.model import Role, Slot, SlotKind
from questionnaire_filler.text import squeeze
from questionnaire_filler.vocabulary import choices_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaire_filler.forms.layout.below import Under
    from questionnaire_filler.forms.layout.columns import Layout, Taking
    from questionnaire_filler.forms.layout.grid import Grid, Place, Rule

_ROLES = {
    ColumnRole.ANSWER: Role.ANSWER,
    ColumnRole.COMMENT: Role.COMMENT,
    ColumnRole.EVIDENCE: Role.EVIDENCE,
    ColumnRole.MARK: Role.MARK,
    ColumnRole.OTHER: Role.OTHER,
}
_ORDER = (Role.ANSWER, Role.MARK, Role.COMMENT, Role.EVIDENCE, Role.OTHER)
_EMPTY_BOXES = frozenset("☐□○◯〇◻")
_PRESET_SHARE = 0.9
_PRESET_ROWS = 5
_NEUTRAL = frozenset({"false", "open", "pending", "none", "blank", "in review"})


def presets(grid: Grid, layout: Layout, rows: Sequence[int]) -> Mapping[int, str]:
    """Return for each column the value that the form put there beforehand, where nearly all cells hold the same one.

    Only a value that says nothing about a vendor is taken for that: a lowest score, "Not started". "Yes" everywhere is an answer.
    """
    found: dict[int, str] = {}
    for taking in layout.taking:
        if taking.role not in _ROLES:
            continue
        texts = [text for row in rows if (text := grid.text(row, taking.column).strip())]
        if len(texts) < max(_PRESET_ROWS, _PRESET_SHARE * len(rows)):
            continue
        value, count = Counter(texts).most_common(1)[0]
        if count >= _PRESET_SHARE * len(texts) and _says_nothing(value, taking):
            found[taking.column] = value
    return found


def _says_nothing(value: str, taking: Taking) -> bool:
    if value.casefold() in _NEUTRAL or is_waiting(value):
        return True
    return is_number(value) and taking.lists > 0 and not option_value(value)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a block of questions.

    Attributes:
        grid: The sheet.
        layout: The block's columns.
        preset: For each column the value that the form put there beforehand.
    """

    grid: Grid
    layout: Layout
    preset: Mapping[int, str]

    def slots(self, row: int) -> tuple[Slot, ...]:
        """Return the slots of the question in a row, the main one first; places that are computed are left out."""
        if self.layout.below:
            return tuple(self._under(under) for under in sorted(self.layout.below.get(row, ()), key=lambda u: _ORDER.index(_ROLES[u.role])))
        found = [slot for taking in self.layout.taking if (slot := self._slot(taking, row))]
        if self.layout.invented:
            found.append(free_slot(self.grid, row, self.layout.main[0], ""))
        return tuple(sorted(found, key=lambda slot: _ORDER.index(slot.role)))

    def _under(self, under: Under) -> Slot:
        return replace(free_slot(self.grid, *under.place, under.label), role=_ROLES[under.role])

    def _slot(self, taking: Taking, row: int) -> Slot | None:
        grid, role = self.grid, _ROLES.get(taking.role)
        if role is None or (role is Role.ANSWER and taking.column not in self.layout.main):
            return None
        first = self._place(taking, row, main=role in {Role.ANSWER, Role.MARK})
        if first is None:
            return None
        rule = grid.rules.at(*first)
        text = grid.text(*first).strip()
        waits = bool(text) and (text == self.preset.get(taking.column) or is_waiting(text) or text in _EMPTY_BOXES)
        kind, choices = _kind(rule)
        if rule is None and role is Role.ANSWER and (stated := self._stated(taking)):
            kind, choices = SlotKind.CHOICE, stated
        return Slot(
            role=role,
            where=grid.address(*first),
            kind=kind,
            choices=choices,
            before="" if waits else text,
            placeholder=text if waits else "",
            value=squeeze(taking.header) if role is Role.MARK else "",
            label=squeeze(taking.header),
            locked=grid.locked(*first),
            max_length=rule.max_length if rule else None,
            row_label=squeeze(grid.text(row, self.layout.question)) if role is Role.MARK and self.layout.matrix else "",
        )

    def _stated(self, taking: Taking) -> tuple[str, ...]:
        """Return the choices that the header states ("Yes/No"), where the block has a column for what else there is to say."""
        explained = any(other.role is ColumnRole.COMMENT for other in self.layout.taking)
        return choices_in(taking.header) if explained else ()

    def _place(self, taking: Taking, row: int, *, main: bool) -> Place | None:
        """Return the cell that takes the text: the first of a merged range; None where it is not this question's own."""
        grid, layout = self.grid, self.layout
        first = grid.covered.get((row, taking.column), (row, taking.column))
        if first[1] != taking.column or not grid.writable(*first):
            return None
        if main and first[0] != row and grid.text(first[0], layout.question).strip():
            return None  # the range belongs to the question above
        return first


def _kind(rule: Rule | None) -> tuple[SlotKind, tuple[str, ...]]:
    if rule is None:
        return SlotKind.TEXT, ()
    if rule.kind == "list" and rule.choices:
        return SlotKind.CHOICE, rule.choices
    return (SlotKind.DATE, ()) if rule.kind == "date" else (SlotKind.TEXT, ())


def free_slot(grid: Grid, row: int, column: int, label: str) -> Slot:
    """Return the slot of a free cell beside or below a question."""
    kind, choices = _kind(grid.rules.at(row, column))
    text = grid.text(row, column).strip()
    where = grid.address(row, column)
    return Slot(Role.ANSWER, where, kind, choices, placeholder=text, label=label, locked=grid.locked(row, column))
