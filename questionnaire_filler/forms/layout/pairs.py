"""Questions outside tables: labels with a free cell beside them ("Company name: ____"), and questions across a row with answers below."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout import vocabulary
from questionnaire_filler.forms.layout.lexicon import (
    ColumnRole,
    header_role,
    is_japanese,
    is_placeholder,
    looks_like_question,
    plain_words,
)
from questionnaire_filler.forms.layout.sheets import covered
from questionnaire_filler.forms.layout.titles import is_note
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from questionnaire_filler.forms.layout.grid import Grid, Place

_LONGEST_LABEL = 8  # words
_LONGEST_JAPANESE = 16  # characters
_LONGEST_TEXT = 600  # characters of a text beside a field
_FEWEST = 3  # labels, or questions across a row
_ASKS = 0.55
_GAP = 2  # rows between labels of one run
_LINKS = frozenset({"of", "the", "a", "an", "your", "our", "and", "for", "this", "authorised", "authorized"})
_ENDS = re.compile(r"[:：?？*]\s*$")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and the cell that takes its answer.

    Attributes:
        question: Row and column of its text.
        answer: Row and column of its answer.
    """

    question: Place
    answer: Place


def label_pairs(grid: Grid, taken: Collection[int], *, strictly: bool = False) -> list[Pair]:
    """Return labels with a free cell to their right, in runs of at least three: about the vendor, or beside cells set apart as fields.

    Args:
        grid: The sheet.
        taken: Rows that are spoken for: headers and questions of tables.
        strictly: Only labels that plainly are about the vendor, since the sheet's name speaks against it.
    """
    runs: dict[int, list[list[Pair]]] = {}
    for row, cells in grid.rows.items():
        if row in taken:
            continue
        for column, cell in cells.items():
            answer = _free_beside(grid, row, column)
            if (
                answer is None
                or cell.formula
                or not (_is_label(cell.text) or (is_field(grid, (row, column), answer) and _is_text(cell.text)))
            ):
                continue
            known = runs.setdefault(column, [[]])
            if known[-1] and row - known[-1][-1].question[0] > _GAP:
                known.append([])
            known[-1].append(Pair((row, column), answer))
    asked = {id(run): _asked(grid, run, strictly=strictly) for known in runs.values() for run in known}
    found = [pair for pairs in asked.values() for pair in pairs]
    rows = {pair.question[0] for pair in found}
    short = [run for known in runs.values() for run in known if not asked[id(run)] and len(run) < _FEWEST]
    found += [pair for run in short for pair in run if pair.question[0] in rows and _is_second(grid, pair)]
    return sorted(found, key=lambda pair: pair.question)


def _is_second(grid: Grid, pair: Pair) -> bool:
    """Tell whether a label in the row of another, too few to be a run of their own, names a fact or ends with a colon."""
    text = grid.text(*pair.question)
    role = header_role(text)
    named = _names_fact(text) or bool(_ENDS.search(text))
    return named and not (role and role.role is ColumnRole.CUSTOMER)


def _free_beside(grid: Grid, row: int, column: int) -> Place | None:
    """Return the cell right of this one where it is free and nothing else follows in the row's next cells."""
    if (row, column) in grid.covered:
        return None
    beside = grid.last_column(row, column) + 1
    if (row, beside) in grid.covered or not grid.writable(row, beside) or beside in grid.hidden_columns:
        return None
    text = grid.text(row, beside).strip()
    return (row, beside) if not text or is_placeholder(text) else None


def _asked(grid: Grid, run: Sequence[Pair], *, strictly: bool) -> Sequence[Pair]:
    """Return which labels of a run ask."""
    run = _without_titles(grid, run)
    fields = [pair for pair in run if is_field(grid, pair.question, pair.answer)]
    if len(fields) >= _FEWEST and len(fields) * 10 >= len(run) * 7 and not strictly and not _is_column(grid, fields[0]):
        return [] if _is_for_customer(grid, fields) else fields
    labels = [pair for pair in run if _is_label(grid.text(*pair.question))]
    return _labels(grid, labels) if _tells_of_vendor(grid, labels, strictly=strictly) else []


def is_field(grid: Grid, label: Place, place: Place) -> bool:
    """Tell whether an empty cell is set apart as one field to write in: by fill, line or lock, other than its label and what follows."""
    own, named = grid.field(*place), grid.field(*label)
    after = grid.field(place[0], grid.last_column(*place) + 1)
    if own.unlocked and not after.unlocked and not named.unlocked:
        return True
    return (bool(own.shade) and own.shade not in {named.shade, after.shade}) or (own.framed and not after.framed and not own.shade)


def _is_column(grid: Grid, pair: Pair) -> bool:
    """Tell whether a text stands over the free cells: then they are a column of a table, for which its header speaks."""
    row, column = pair.answer
    above = grid.shown(row - 1, column).strip()
    return bool(above) and above != grid.shown(row - 1, pair.question[1]).strip()


def _without_titles(grid: Grid, run: Sequence[Pair]) -> list[Pair]:
    """Return the run without headings among its labels: first in the sheet and apart, or in another look than most."""
    looks = Counter(cell.style for pair in run if (cell := grid.cell(*pair.question)))
    common, count = looks.most_common(1)[0] if looks else (0, 0)
    found = [
        pair
        for pair in run
        if count * 2 <= len(run) or _ENDS.search(grid.text(*pair.question)) or getattr(grid.cell(*pair.question), "style", common) == common
    ]
    apart = len(found) > 1 and found[0].question[0] == next(iter(grid.rows)) and found[1].question[0] > found[0].question[0] + 1
    return found[1:] if apart and not _ENDS.search(grid.text(*found[0].question)) else found


def _is_text(text: str) -> bool:
    return any(map(str.isalpha, text)) and len(text) <= _LONGEST_TEXT and not is_note(text)


def _is_label(text: str) -> bool:
    line = squeeze(text)
    if is_japanese(line):
        return len(line) <= _LONGEST_JAPANESE
    return 0 < len(plain_words(line)) <= _LONGEST_LABEL and len(line) > 1


def _is_for_customer(grid: Grid, run: Sequence[Pair]) -> bool:
    return any((role := header_role(grid.text(*pair.question))) and role.role is ColumnRole.CUSTOMER for pair in run)


def _tells_of_vendor(grid: Grid, run: Sequence[Pair], *, strictly: bool) -> bool:
    texts = [grid.text(*pair.question) for pair in run]
    if len(set(texts)) < _FEWEST or _is_for_customer(grid, run):
        return False  # a text that stands again and again is a value ("Approved by: CISO"), no label
    known = sum(_names_fact(text) for text in texts)
    marked = sum(bool(_ENDS.search(text)) for text in texts)
    if strictly:
        return known >= _FEWEST and known * 2 >= len(run)
    if len(run) > _FEWEST and marked * 10 >= len(run) * 7:
        return True  # nothing but labels with colons: a form, whatever it is about
    return known * 2 >= len(run) and (marked * 2 >= len(run) or known >= _FEWEST)


def _labels(grid: Grid, run: Sequence[Pair]) -> list[Pair]:
    """Return the run without its title: where most labels end with a colon, one without is none."""
    marked = [pair for pair in run if _ENDS.search(grid.text(*pair.question))]
    return marked if len(marked) * 2 >= len(run) else list(run)


def _names_fact(text: str) -> bool:
    """Tell whether a label is mostly the name of a fact about a vendor."""
    found = tuple(word for word in plain_words(text) if word not in _LINKS)
    if found and 2 * covered(vocabulary.VENDOR_FACTS, found) >= len(found):
        return True
    return is_japanese(text) and any(word in text for word in vocabulary.VENDOR_FACTS_JA.split())


def across_pairs(grid: Grid) -> list[Pair]:
    """Return questions that stand side by side in a row, with free cells below them."""
    rows = list(grid.rows)
    for row in rows:
        places = [(row, column) for column, cell in grid.rows[row].items() if looks_like_question(cell.text) >= _ASKS]
        filled = sum(bool(cell.text.strip()) for cell in grid.rows[row].values())
        if len(places) < _FEWEST or len(places) * 4 < filled * 3:
            continue
        pairs = list(_below(grid, places))
        if len(pairs) == len(places):
            return pairs
    return []


def _below(grid: Grid, places: Sequence[Place]) -> Iterator[Pair]:
    for row, column in places:
        under = grid.spans.get((row, column), (row, column))[0] + 1
        text = grid.text(under, column).strip()
        if grid.writable(under, column) and (not text or is_placeholder(text)):
            yield Pair((row, column), (under, column))
