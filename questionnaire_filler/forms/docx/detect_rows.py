"""Tables without a header: label and value, answer row below the question, options with a box, label and answer in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.cells import asks_in_cell, covers, has_room, ref_beside, text_above
from questionnaire_filler.forms.docx.inline_items import inline_items
from questionnaire_filler.forms.docx.scene import answer_label, asked_before_label, asks, is_label, says_answer
from questionnaire_filler.forms.docx.slots import answer_slots, column_mark, text_slot
from questionnaire_filler.forms.docx.wording import ends_as_question
from questionnaire_filler.forms.layout.lexicon import ColumnRole, header_role, is_placeholder, option_value
from questionnaire_filler.forms.layout.refs import is_ref
from questionnaire_filler.model import Area, Role, SlotKind
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.body import Cell, Table
    from questionnaire_filler.forms.docx.scene import Item, Scene

_LONGEST_LABEL = 600
_LONGEST_TITLE = 160


class RowReader:
    """Reads one table row by row."""

    def __init__(self, table: Table, scene: Scene) -> None:
        self.table = table
        self.scene = scene
        self.used: set[str] = set()
        self.asking: Item | None = None  # the question that option rows belong to
        self.title: tuple[str, ...] = ()
        self.lone: Cell | None = None  # a text with a row to itself that nothing answers yet
        self.below = False  # answers that people gave stand in the rows below the questions
        self.beside = False  # or beside the labels
        self.boxed = False  # nearly all cells leave room below what they say
        self.facts = False  # no cell waits for an answer

    def read(self) -> int:
        """Add the questions of the table; return how many."""
        before = len(self.scene.items)
        self.below, self.beside = self._completed_below(), self._completed_beside()
        self.boxed = self._boxed()
        self.facts = not any(self._waits(cell) for cells in self.table.rows for cell in cells)
        if not self._matrix():
            for row in range(len(self.table.rows)):
                self._row(row)
        found = len(self.scene.items) - before
        if found:
            self.scene.areas.append(Area(self.table.address, f"0-{len(self.table.rows) - 1}", (), found))
        return found

    def _waits(self, cell: Cell | None) -> bool:
        return cell is not None and cell.place.address not in self.used and self.scene.offer(cell.place).fillable

    def _completed_below(self) -> bool:
        """Tell whether identified questions and answers take turns, in a form that people completed."""
        rows = self.table.rows
        if len(rows) < 4 or len(rows) % 2 or any(len(cells) != 2 for cells in rows):  # noqa: PLR2004 -- two pairs at least
            return False
        numbered = all(is_ref(squeeze(cells[0].place.text)) and self._says(cells[1]) for cells in rows[::2])
        return numbered and all(cells[0].place.blank for cells in rows[1::2])

    def _completed_beside(self) -> bool:
        """Tell whether a table of two columns pairs labels with values: most labels end so, or some values still wait."""
        pairs = [cells for cells in self.table.rows if len(cells) == 2]  # noqa: PLR2004
        said = [squeeze(cells[0].place.text) for cells in pairs if self._says(cells[0])]
        if not pairs or len(pairs) < len(self.table.rows) * 0.8 or not said:
            return False
        waiting = sum(1 for cells in pairs if self._says(cells[0]) and self._waits(cells[1]))
        return sum(1 for text in said if text.endswith((":", "?", "：", "？"))) >= len(said) * 0.6 or waiting >= len(said) * 0.5

    def _answers(self, cell: Cell | None, *, completed: bool) -> bool:
        """Tell whether a cell takes an answer: it waits for one, or holds one in a completed form."""
        if self._waits(cell) or (cell is not None and self._labels_itself(cell)):
            return True
        return completed and cell is not None and cell.place.address not in self.used and bool(squeeze(cell.place.text))

    def _labels_itself(self, cell: Cell) -> bool:
        """Tell whether a cell behind the first only says `Vendor response:`, with no room for it beside."""
        if cell is self.table.rows[cell.row][0]:
            return False  # a row that says whose answer it takes
        beside = self.table.at(cell.row, cell.column + cell.span)
        text = self.scene.offer(cell.place).label
        return text.endswith((":", "：")) and says_answer(text) and not self._waits(beside) and cell.place.address not in self.used

    def _says(self, cell: Cell) -> str:
        """Return the text of a cell that may be a label; empty for blank cells and bare identifiers."""
        text = squeeze(self.scene.offer(cell.place).label or cell.place.text)
        waiting = self.scene.offer(cell.place).fillable
        bare = not any(sign.isalpha() for sign in text) or (is_ref(text) and not text.isalpha())
        return "" if waiting or bare or len(text) > _LONGEST_LABEL else text

    def _matrix(self) -> bool:
        """Tell whether the table is a list or a matrix: a row of headers, and below it rows with several blanks each."""
        if len(self.table.rows) < 2 or self.table.width < 3:  # noqa: PLR2004 -- two columns are label and value
            return False
        head = self.table.rows[0]
        if len(head) < 3 or not all(self._says(cell) for cell in head[1:]):  # noqa: PLR2004
            return False
        labels = [cell for cells in self.table.rows[1:] if (cell := next(filter(self._says, cells), None)) is not None]
        if len(self.table.rows) == 2 and self._two_rows_of_fields(self.table.rows[1]):  # noqa: PLR2004
            return False
        return not labels or not any(asks(self._says(cell)) for cell in labels)

    def _row(self, row: int) -> None:
        cells = self.table.rows[row]
        if (
            self._option_row(cells)
            or self._options_in_cells(row, cells)
            or self._labelled(cells)
            or self._pairs(row, cells)
            or self._answer_below(cells)
            or self._labels_above(row, cells)
        ):
            return
        texts = [cell for cell in cells if self._says(cell)]
        found = [self._in_cell(cell, alone=len(texts) == 1) for cell in cells if cell.place.address not in self.used]
        if not any(found) and len(texts) == 1:
            self.lone = texts[0]
            if len(self._says(texts[0])) < _LONGEST_TITLE and not asks(self._says(texts[0])):
                self.title = (self._says(texts[0]),)

    # --- rows that say whose answer they take --------------------------------------------------------------------------------------------

    def _labelled(self, cells: list[Cell]) -> bool:
        """Read `Response: | ...` or `Comments: ...` below a question that has a row to itself."""
        role = answer_label(self.scene.offer(cells[0].place).label) if cells else None
        if role is None or len(cells) > 2 or not (self.lone or self.asking):  # noqa: PLR2004 -- a label and its answer
            return False
        answer = cells[-1]
        if len(cells) == 1 and not self.scene.offer(answer.place).label.endswith((":", "：")):
            return False
        if self.lone is not None:
            self.asking = self.scene.add(
                self.lone.place.address,
                self.scene.offer(self.lone.place).label,
                [],
                ref=ref_beside(self.table, self.lone),
                section=self.title,
            )
            self.lone = None
        given = self.scene.offer(answer.place)
        inside = len(cells) == 1 and not given.fields
        slots = [text_slot(given, role, before="")] if inside else answer_slots(given, role)
        if self.asking is not None:
            self.asking.slots.extend(slots)
        self.used.update(cell.place.address for cell in cells)
        return True

    def _options_in_cells(self, row: int, cells: list[Cell]) -> bool:
        """Read `☐ Yes | ☐ No` in cells of their own, or a row of blanks below `Yes | No`, for the question above the table."""
        if self.asking is None or (self.asking.slots and not row):
            return False
        givens = [self.scene.offer(cell.place) for cell in cells]
        if all(given.boxes and not given.label for given in givens):
            for given in givens:
                self.asking.slots.extend(answer_slots(given, Role.MARK))
        elif row and all(given.place.blank for given in givens) and all(option_value(text_above(self.table, cell)) for cell in cells):
            self.asking.slots.extend(column_mark(given, text_above(self.table, cell)) for given, cell in zip(givens, cells, strict=True))
        else:
            return False
        self.used.update(cell.place.address for cell in cells)
        return True

    # --- a box and its option ------------------------------------------------------------------------------------------------------------

    def _option_row(self, cells: list[Cell]) -> bool:
        """Read `☐ | Yes | Explain ...` or `Level 1 | IAL1 | ☐`: a mark of the question above it, or a statement to tick by itself."""
        box = next((cell for cell in (cells[0], cells[-1]) if self._lone_box(cell)), None) if len(cells) > 1 else None
        texts = [cell for cell in cells if cell is not box]
        if box is None or not self._says(texts[0]) or any(self.scene.offer(cell.place).fields for cell in texts):
            return False
        label = squeeze(texts[0].place.text)
        if self.asking is None and box is cells[0]:
            self.asking = self._pending()
        given = self.scene.offer(box.place)
        if self.asking is not None and (box is cells[0] or not self.asking.slots or self.asking.slots[0].kind is SlotKind.CHECK):
            self.asking.slots.append(column_mark(given, label))
        else:
            self.scene.add(texts[0].place.address, label, [column_mark(given, "Yes")], section=self.title)
        self.used.update(cell.place.address for cell in cells)
        self._explanation(cells[1:])
        return True

    def _lone_box(self, cell: Cell) -> bool:
        given = self.scene.offer(cell.place)
        return len(given.boxes) == 1 and len(given.fields) == 1 and not given.label and not squeeze(given.place.text[1:])

    def _pending(self) -> Item | None:
        items = self.scene.items
        if items and items[-1].where.startswith(f"{self.table.address}."):
            return items[-1]
        return None

    def _explanation(self, cells: list[Cell]) -> None:
        """Take the blank cell below an option that asks to explain as the question's comment."""
        for cell in cells:
            below = self.table.at(cell.row + cell.rows, cell.column)
            if self.asking and below is not None and asks(cell.place.text) and self._waits(below) and below.span == cell.span:
                self.asking.slots.extend(answer_slots(self.scene.offer(below.place), Role.COMMENT, label=squeeze(cell.place.text)))
                self.used.add(below.place.address)

    # --- label and value beside it -------------------------------------------------------------------------------------------------------

    def _pairs(self, row: int, cells: list[Cell]) -> bool:
        found = False
        for number, cell in enumerate(cells[:-1]):
            text = self._says(cell)
            value = cells[number + 1]
            if not text or self.scene.offer(cell.place).fields or self._is_below(row, cell) or cell.place.address in self.used:
                continue
            if not self._answers(value, completed=self.beside) or self._heads_boxes(value):
                continue
            fact = self.facts and not self._labels_itself(value) and not ends_as_question(text)
            slots = answer_slots(self.scene.offer(value.place), Role.ANSWER)
            self.used.update((cell.place.address, value.place.address))
            for more in cells[number + 2 :]:
                if not self._waits(more):
                    break
                slots.append(text_slot(self.scene.offer(more.place), Role.OTHER))
                self.used.add(more.place.address)
            ref = squeeze(cells[number - 1].place.text) if number and is_ref(cells[number - 1].place.text) else ""
            self.asking = self.scene.add(
                cell.place.address, text if "\n" not in cell.place.text else cell.place.text, slots, ref=ref, section=self.title
            )
            self.asking.fact = fact
            found = True
        return found

    def _heads_boxes(self, value: Cell) -> bool:
        """Tell whether a blank cell only stands over a column of boxes."""
        below = self.table.at(value.row + 1, value.column)
        return value.row == 0 and value.place.blank and below is not None and self._lone_box(below)

    def _is_below(self, row: int, cell: Cell) -> bool:
        """Tell whether the answer belongs below: the row beneath is blank throughout, and this one is a question with an odd blank."""
        below = self.table.rows[row + 1] if row + 1 < len(self.table.rows) else []
        return bool(below) and asks(cell.place.text) and len(below) == 1 and self._waits(below[0]) and len(self.table.rows[row]) > 1

    # --- answer in the row below ---------------------------------------------------------------------------------------------------------

    def _answer_below(self, cells: list[Cell]) -> bool:
        texts = [cell for cell in cells if self._says(cell)]
        if len(texts) != 1 or self.scene.offer(texts[0].place).boxes or any(self._stray(cell) for cell in cells):
            return False
        asked = texts[0]
        below = self.table.rows[asked.row + asked.rows] if asked.row + asked.rows < len(self.table.rows) else []
        answer = next((cell for cell in below if covers(cell, asked) and self._answers(cell, completed=self.below)), None)
        if answer is None or asked.place.address in self.used or any(self._says(cell) for cell in below if cell is not answer):
            return False
        ref = next((squeeze(cell.place.text) for cell in cells if cell is not asked and is_ref(cell.place.text)), "")
        text = self.scene.offer(asked.place).label or asked.place.text
        slots = answer_slots(self.scene.offer(answer.place), Role.ANSWER)
        self.asking = self.scene.add(asked.place.address, text, slots, ref=ref, section=self.title)
        self.used.update(cell.place.address for cell in (*cells, *below))
        return True

    def _stray(self, cell: Cell) -> bool:
        return not self._says(cell) and not cell.place.blank and not is_ref(squeeze(cell.place.text))

    def _labels_above(self, row: int, cells: list[Cell]) -> bool:
        """Read `Name: | Date:` over one blank row."""
        below = self.table.rows[row + 1] if row + 1 < len(self.table.rows) else []
        after = self.table.rows[row + 2] if row + 2 < len(self.table.rows) else []
        same = 1 < len(cells) == len(below) and all(self._says(cell) for cell in cells)
        form_like = same and (all(is_label(cell.place.text) for cell in cells) or self._two_rows_of_fields(below))
        if not form_like or not all(map(self._waits, below)) or (after and all(map(self._waits, after))):
            return False
        for cell, answer in zip(cells, below, strict=True):
            slots = answer_slots(self.scene.offer(answer.place), Role.ANSWER)
            self.scene.add(cell.place.address, squeeze(cell.place.text), slots, section=self.title)
            self.used.update((cell.place.address, answer.place.address))
        return True

    def _two_rows_of_fields(self, below: list[Cell]) -> bool:
        """Tell whether the table is one row of headers over one row of controls: a form, where a list has rows to add to."""
        heads = [header_role(squeeze(cell.place.text)) for cell in self.table.rows[0]]
        listed = all(hint is not None and hint.role is ColumnRole.OTHER for hint in heads)
        return len(self.table.rows) == 2 and not listed and all(self.scene.offer(cell.place).fields for cell in below)  # noqa: PLR2004

    # --- label and answer in one cell ----------------------------------------------------------------------------------------------------

    def _in_cell(self, cell: Cell, *, alone: bool) -> bool:
        place = cell.place
        given = self.scene.offer(place)
        text = squeeze(given.label)
        if given.fields and not given.fillable:
            return inline_items(given, self.scene, section=self.title)
        if not text or given.fields or is_placeholder(text) or option_value(text):
            return False
        asked = asked_before_label(given.label) if has_room(cell) or alone else ""
        if asked or asks_in_cell(cell, text, alone=alone, boxed=self.boxed):
            self.scene.add(place.address, asked or given.label, [text_slot(given, Role.ANSWER, before="")], section=self.title)
            return True
        return False

    def _boxed(self) -> bool:
        """Tell whether the cells of the table leave room below what they say, nearly all of them."""
        cells = [cell for cells in self.table.rows for cell in cells if self._says(cell)]
        roomy = sum(map(has_room, cells))
        return roomy > 1 and roomy >= len(cells) * 0.7
