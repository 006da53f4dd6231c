"""Columns of options in words that are not known: told by the known ones around them, or by the header that they stand under together."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.columns import weight_of
from questionnaire_filler.forms.layout.lexicon import ColumnRole, header_roles, longest_term, plain_words
from questionnaire_filler.forms.layout.phrases import DEGREES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.layout.columns import Taking
    from questionnaire_filler.forms.layout.headers import Header

#: Why a column that holds nothing but boxes takes an answer.
BOXES = "boxes to tick"
#: Why a column of one number is an option.
POINTS = "the points of an option"
_REASON = "“{}” is one of several options"
_LEVEL = re.compile(r"^\s*(?:level|niveau|stufe|nivel|n[ií]vel|livello|レベル)\s*(?=\d+\s*$)", re.IGNORECASE)
_FEW = 0.2
_LONGEST = 5  # words of an option
_SAID = 0.5
_SURE = 0.85  # weight from which a header names a place for answers, rather than one of them ("In place with workaround")
_YEAR = re.compile(r"\d{4}")
_CODE = re.compile(r"[A-Z]{1,3}")
_ENOUGH = 3  # columns under one header from which unknown ones are options, where none is known


def with_group_marks(taking: list[Taking], header: Header | None) -> list[Taking]:
    """Return the columns, with those of unknown options as marks.

    Unknown are the second of "Yes | Yes with a workaround | No", and all of "FC | PC | NC" under "Compliance".
    """
    if header is None:
        return taking
    options = {found.column for found in taking if found.role is ColumnRole.MARK}
    unknown = {found.column for found in taking if _may_be_option(found, header)}
    marks = options | _boxes(taking)
    for run in _runs(sorted(options | unknown)):
        known = [column for column in run if column in options]
        if len(known) > 1:
            marks.update(range(known[0], known[-1] + 1))
    marks.update(_scale(taking, marks))
    for columns in _groups(sorted(options | unknown), header):
        known = [column for column in columns if column in options]
        if len(known) > 1 or (len(columns) >= _ENOUGH and _asks_for_answer(header, columns)):
            marks.update(columns)
    return [
        replace(f, role=ColumnRole.MARK, weight=1.0, reason=_REASON.format(f.header)) if f.column in marks - options else f for f in taking
    ]


def _scale(taking: list[Taking], marks: set[int]) -> set[int]:
    """Return the columns of a scale to tick: three or more free ones side by side, headed 1, 2, 3 or by words for degrees."""
    free = {
        f.column: _LEVEL.sub("", f.header).strip() for f in taking if f.filled < _FEW and not f.rules and f.header and f.column not in marks
    }
    found: set[int] = set()
    for run in _runs([column for column, text in free.items() if text.isdecimal() or is_degree(text)]):
        numbers = [int(free[column]) for column in run if free[column].isdecimal()]
        if len(run) >= _ENOUGH and (not numbers or (len(numbers) == len(run) and _is_consecutive(numbers))):
            found.update(run)
    return found


def _boxes(taking: Sequence[Taking]) -> set[int]:
    """Return the columns that hold nothing but boxes, where several stand side by side: one of them is ticked, whatever heads them."""
    runs = _runs([f.column for f in taking if f.header and f.reason == BOXES])
    return {column for run in runs if len(run) > 1 for column in run}


def _is_consecutive(numbers: Sequence[int]) -> bool:
    return numbers[0] in {0, 1, len(numbers)} and {abs(b - a) for a, b in pairwise(numbers)} == {1}


def is_degree(text: str) -> bool:
    """Tell whether a text is a degree on a scale: "Often", "Strongly agree", "Level 3 - Defined"."""
    return bool(longest_term(DEGREES, plain_words(text))) and len(plain_words(text)) <= _LONGEST


def _may_be_option(found: Taking, header: Header) -> bool:
    """Tell whether a column stands free under a short text that says nothing else."""
    text = found.header
    if not text or found.filled >= _FEW or found.rules or _YEAR.search(text) or len(plain_words(text)) > _LONGEST:
        return False
    hints = header.hints(found.column)
    return not hints or bool(_CODE.fullmatch(text)) or (hints[0].role is ColumnRole.ANSWER and hints[0].weight < _SURE)


def _runs(columns: Sequence[int]) -> list[list[int]]:
    """Return the columns in runs without a gap."""
    return [[column for _, column in run] for _, run in groupby(enumerate(columns), key=lambda item: item[1] - item[0])]


def _groups(columns: Sequence[int], header: Header) -> list[list[int]]:
    """Return the columns that stand under the same wider header."""
    found: dict[str, list[int]] = {}
    for column in columns:
        if text := header.groups.get(column, ""):
            found.setdefault(text, []).append(column)
    return list(found.values())


def _asks_for_answer(header: Header, columns: Sequence[int]) -> bool:
    return weight_of(header_roles(header.groups[columns[0]]), {ColumnRole.ANSWER, ColumnRole.MARK}) >= _SAID
