"""Reading order: questions in paragraphs, what follows them to answer in, and the tables between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.answers_below import AnswersBelow, offers_options, own_words
from questionnaire_filler.forms.docx.body import Place, Table
from questionnaire_filler.forms.docx.cards import is_card, read_card
from questionnaire_filler.forms.docx.detect_rows import RowReader
from questionnaire_filler.forms.docx.detect_tables import Plan, continues, find_plan, read_planned
from questionnaire_filler.forms.docx.inline_items import inline_items
from questionnaire_filler.forms.docx.scene import answer_label, asked_before_label, asks
from questionnaire_filler.forms.docx.slots import answer_slots, mark_slots, text_slot
from questionnaire_filler.forms.docx.wording import is_bold_line, is_instruction, is_quiet, is_short_label, is_strong
from questionnaire_filler.forms.layout.lexicon import header_role
from questionnaire_filler.model import Role, Skipped
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.docx.body import Block
    from questionnaire_filler.forms.docx.scene import Item, Scene

_LONGEST_HEADING = 12  # words of a bold line that heads a section


class StreamReader:
    """Reads the blocks of a document in order."""

    def __init__(self, blocks: Sequence[Block], scene: Scene) -> None:
        self.blocks = blocks
        self.scene = scene
        self.used: set[str] = set()
        self.below = AnswersBelow(blocks, scene, self.used)
        self.plan: Plan | None = None
        self.options: Item | None = None  # the question whose options stand in the paragraphs that follow

    def read(self) -> None:
        """Add all questions to the scene."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Table):
                self._table(block, index)
            elif block.address not in self.used:
                self._paragraph(block, index)

    # --- tables --------------------------------------------------------------------------------------------------------------------------

    def _table(self, table: Table, index: int) -> None:
        self.options = None
        if table.address in self.used:
            return
        found = 0
        goes_on = self.plan is not None and self._follows_table(index) and not _has_own_header(table)
        if is_card(table, self.scene):
            self.plan = None
            found = read_card(table, self.scene)
        elif goes_on and self.plan is not None and continues(table, self.plan, self.scene):
            found = read_planned(table, self.plan, self.scene, 0)
        elif (plan := find_plan(table, self.scene)) is not None:
            found = read_planned(table, plan, self.scene, plan.first)
            self.plan = plan
        else:
            self.plan = None
            reader = RowReader(table, self.scene)
            reader.asking = self._pending_question(table, index)
            found = reader.read() or (1 if reader.asking is not None and reader.used else 0)
        if not found:
            self.scene.skipped.append(Skipped(table.address, "no column or cell that waits for an answer to a question"))
        self._nested(table)

    def _nested(self, table: Table) -> None:
        for row in table.rows:
            for cell in row:
                if cell.place.inside and cell.place.address not in self.used:
                    StreamReader(cell.place.inside, self.scene).read()

    def _follows_table(self, index: int) -> bool:
        """Tell whether nothing but blank and instructing paragraphs stands between this table and the one before."""
        for number in range(index - 1, -1, -1):
            block = self.blocks[number]
            if isinstance(block, Table):
                return True
            if squeeze(block.text) and not is_instruction(block, self.scene):
                return False
        return False

    def _pending_question(self, table: Table, index: int) -> Item | None:
        """Return a question for a table of options, from the paragraph above it."""
        if not offers_options(table, self.scene):
            return None
        above = self._above(index)
        if above is None:
            return None
        return self.scene.add(above.address, above.text, [])

    def _above(self, index: int) -> Place | None:
        for block in reversed(self.blocks[max(0, index - 4) : index]):
            if isinstance(block, Table):
                return None
            if squeeze(block.text) and not is_quiet(block, self.scene):
                known = {item.where for item in self.scene.items}
                return block if block.address not in known else None
        return None

    # --- paragraphs ----------------------------------------------------------------------------------------------------------------------

    def _paragraph(self, place: Place, index: int) -> None:
        if self.scene.styles.is_contents(place.node):
            return
        if self.scene.offer(place).fields and self._with_fields(place):
            return
        if not place.text:
            return
        self.options = None
        level = self.scene.styles.heading_level(place.node)
        if self._labelled_answer(place) or self._asked(place, index, level):
            return
        if level is not None:
            self.scene.heading(level, place.text)
        elif is_bold_line(place) and len(place.text.split()) <= _LONGEST_HEADING and not is_strong(place, self.scene):
            self.scene.line_heading(place.text)
        elif not is_quiet(place, self.scene) and self._run_of_labels(index):
            self.scene.add(place.address, place.text, [text_slot(self.scene.offer(place), Role.ANSWER, before="")])

    def _asked(self, place: Place, index: int, level: int | None) -> bool:
        """Read a paragraph as a question with its place behind or below it; tell whether it was one."""
        strong = is_strong(place, self.scene)
        if is_instruction(place, self.scene) or (not strong and level is None and is_quiet(place, self.scene)):
            return False
        if self._answer_behind(place):
            return True
        item = self.below.find(place, index, strong=strong and level is None)
        if item is not None:
            self.options = item if item.slots[0].role is Role.MARK else None
        return item is not None

    def _with_fields(self, place: Place) -> bool:
        """Read a paragraph with controls, boxes or blanks of its own; tell whether they were for answers."""
        given = self.scene.offer(place)
        label = squeeze(given.label)
        if label and not (given.boxes and not own_words(place, self.scene)):
            role = answer_label(label)
            if role is not None and self.scene.items and not given.boxes:
                self.scene.items[-1].slots.extend(answer_slots(given, role))
                return True
            found = inline_items(given, self.scene)
            self.options = self.scene.items[-1] if found and given.boxes else None
            return found
        if self.options is not None:
            self.options.slots.extend(mark_slots(given) if given.boxes else answer_slots(given, Role.COMMENT))
        return True

    def _labelled_answer(self, place: Place) -> bool:
        """Read `Answer:` or `Vendor response: ...` as the place of the question above."""
        label, colon, rest = place.text.partition(":")
        role = answer_label(label) if colon or len(place.text) < 30 else None  # noqa: PLR2004 -- longer is a sentence
        items = self.scene.items
        if role is None or not items or "\n" in label or not self._just_asked(items[-1], place):
            return False
        proposed = items[-1].slots
        if role is Role.ANSWER and len(proposed) == 1 and proposed[0].where == items[-1].where:
            proposed.clear()
        proposed.append(text_slot(self.scene.offer(place), role, label=squeeze(label), before=rest.strip()))
        return True

    def _answer_behind(self, place: Place) -> bool:
        """Read a question that ends in `Answer:` in its own paragraph."""
        asked = asked_before_label(place.text)
        if asked:
            self.scene.add(place.address, asked, [text_slot(self.scene.offer(place), Role.ANSWER, before="")])
        return bool(asked)

    def _just_asked(self, item: Item, place: Place) -> bool:
        """Tell whether a question stands so close above that a label below it means its answer."""
        number = next((n for n, block in enumerate(self.blocks) if block is place), 0)
        near = {block.address for block in self.blocks[max(0, number - 4) : number]}
        return item.where in near and not place.text.casefold().startswith("note")

    def _run_of_labels(self, index: int) -> bool:
        """Tell whether this paragraph is one of several labels in a row: `Name:`, `Title:`, `Date:`."""
        around = (self.blocks[number] for number in (index - 1, index + 1) if 0 <= number < len(self.blocks))
        here = self.blocks[index]
        return is_short_label(here) and any(is_short_label(block) for block in around)


def _has_own_header(table: Table) -> bool:
    """Tell whether the first row heads columns rather than asks."""
    texts = [squeeze(cell.place.text) for cell in table.rows[0]] if table.rows else []
    return not any(asks(text) for text in texts) and sum(1 for text in texts if header_role(text)) > 1
