"""Reading order: questions in paragraphs, what follows them to answer in, and the tables between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.body import Place, Table
from questionnaire_filler.forms.docx.detect_rows import RowReader
from questionnaire_filler.forms.docx.detect_tables import Plan, continues, find_plan, read_planned
from questionnaire_filler.forms.docx.inline_items import inline_items
from questionnaire_filler.forms.docx.scene import answer_label, asks, is_label
from questionnaire_filler.forms.docx.slots import answer_slots, mark_slots, option_spans, text_slot
from questionnaire_filler.forms.layout.lexicon import header_role, is_placeholder, leading_ref, looks_like_question, option_value
from questionnaire_filler.model import Role, Skipped
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.docx.body import Block
    from questionnaire_filler.forms.docx.scene import Item, Scene
    from questionnaire_filler.model import Slot

_CAPTION = {"caption"}
_QUESTION_END = re.compile(r"[?？][\s\"'”’)\]*]*(?:\([^()]*\)\s*|\[[^\[\]]*\]\s*)*[.*]?$")
_INSTRUCTION_STYLES = ("instruction", "guidance")
_TELLS_HOW = re.compile(
    r"\b(?:to answer the|answer the (?:following|question)|select\W{1,3}yes|refer to|tick the|check the box|complete (?:the|this|each))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:[:;,]|;\s+(?:and|or|und|et|y))$")
_REQUEST = 0.5  # likeness to a question that a numbered request without a question mark needs
_LONGEST_QUESTION = 1500
_LONGEST_HEADING = 12  # words of a bold line that heads a section


class StreamReader:
    """Reads the blocks of a document in order."""

    def __init__(self, blocks: Sequence[Block], scene: Scene) -> None:
        self.blocks = blocks
        self.scene = scene
        self.used: set[str] = set()
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
        if goes_on and self.plan is not None and continues(table, self.plan, self.scene):
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
            if squeeze(block.text) and not self._instructs(block):
                return False
        return False

    def _pending_question(self, table: Table, index: int) -> Item | None:
        """Return a question for a table of options, from the paragraph above it."""
        if not self._offers_options(table):
            return None
        above = self._above(index)
        if above is None:
            return None
        return self.scene.add(above.address, above.text, [])

    def _above(self, index: int) -> Place | None:
        for block in reversed(self.blocks[max(0, index - 4) : index]):
            if isinstance(block, Table):
                return None
            if squeeze(block.text) and not self._quiet(block):
                known = {item.where for item in self.scene.items}
                return block if block.address not in known else None
        return None

    def _instructs(self, place: Place) -> bool:
        name = self.scene.styles.of(place.node).name.casefold()
        return any(word in name for word in _INSTRUCTION_STYLES) or squeeze(place.text).casefold().startswith(("instruction:", "note:"))

    def _quiet(self, place: Place) -> bool:
        """Tell whether a paragraph neither asks nor heads: a table of contents, a caption, an instruction."""
        styles = self.scene.styles
        return styles.is_contents(place.node) or styles.of(place.node).name.casefold() in _CAPTION or self._instructs(place)

    # --- paragraphs ----------------------------------------------------------------------------------------------------------------------

    def _paragraph(self, place: Place, index: int) -> None:
        if self.scene.styles.is_contents(place.node):
            return
        given = self.scene.offer(place)
        text = place.text
        if given.fields and self._with_fields(place):
            return
        if not text:
            return
        self.options = None
        level = self.scene.styles.heading_level(place.node)
        if self._labelled_answer(place):
            return
        strong = self._strong(place, text)
        if self._instructs(place) or (not strong and level is None and self._quiet(place)):
            return
        if self._answered_below(place, index, strong=strong and level is None):
            return
        if level is not None:
            self.scene.heading(level, text)
        elif self._bold_line(place) and len(text.split()) <= _LONGEST_HEADING and not strong:
            self.scene.line_heading(text)
        elif self._run_of_labels(index):
            self.scene.add(place.address, text, [text_slot(given, Role.ANSWER, before="")])

    def _with_fields(self, place: Place) -> bool:
        """Read a paragraph with controls, boxes or blanks of its own; tell whether they were for answers."""
        given = self.scene.offer(place)
        label = squeeze(given.label)
        if label and not (given.boxes and not self._own_words(place)):
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

    def _own_words(self, place: Place) -> bool:
        """Tell whether text stands before the first box, so that the paragraph asks and does not only offer options."""
        given = self.scene.offer(place)
        start = min(option_spans(place.raw, given.boxes)[0][0], given.boxes[0].start)
        return bool(squeeze(place.raw[:start]))

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

    def _just_asked(self, item: Item, place: Place) -> bool:
        """Tell whether a question stands so close above that a label below it means its answer."""
        number = next((n for n, block in enumerate(self.blocks) if block is place), 0)
        near = {block.address for block in self.blocks[max(0, number - 4) : number]}
        return item.where in near and not place.text.casefold().startswith("note")

    def _strong(self, place: Place, text: str) -> bool:
        """Tell whether a paragraph is a question by its own words: it ends as one, or is a numbered request."""
        line = squeeze(text)
        if len(line) > _LONGEST_QUESTION or not asks(line):
            return False
        numbered = place.node.child("w:pPr", "w:numPr") is not None or bool(leading_ref(line)) or self._list_style(place)
        if not numbered and _TELLS_HOW.search(line):
            return False
        return bool(_QUESTION_END.search(line)) or (numbered and looks_like_question(line) >= _REQUEST and not _GOES_ON.search(line))

    def _list_style(self, place: Place) -> bool:
        return "number" in self.scene.styles.of(place.node).name.casefold()

    def _bold_line(self, place: Place) -> bool:
        pieces = [piece for piece in place.paragraphs[0].pieces if piece.text.strip()]
        return bool(pieces) and all(piece.run.on("w:rPr", "w:b") for piece in pieces) and not place.text.endswith((".", ","))

    def _run_of_labels(self, index: int) -> bool:
        """Tell whether this paragraph is one of several labels in a row: `Name:`, `Title:`, `Date:`."""
        around = (self.blocks[number] for number in (index - 1, index + 1) if 0 <= number < len(self.blocks))
        here = self.blocks[index]
        return _short_label(here) and any(_short_label(block) for block in around)

    # --- what follows a question ---------------------------------------------------------------------------------------------------------

    def _answered_below(self, place: Place, index: int, *, strong: bool) -> bool:
        blanks: list[Place] = []
        for block in self.blocks[index + 1 : index + 12]:
            if isinstance(block, Place) and not squeeze(block.text) and not self.scene.offer(block).fields:
                blanks.append(block)
                continue
            slots = self._container(place, block, strong=strong, near=len(blanks) <= 1)
            if slots:
                item = self.scene.add(place.address, place.text, slots)
                self.options = item if slots[0].role is Role.MARK else None
                return True
            if isinstance(block, Place) and (self._instructs(block) or self._quiet(block)) and not strong:
                continue
            return strong and not self._offers_options(block) and self._free_room(place, block, blanks)
        return strong and self._free_room(place, None, blanks)

    def _container(self, place: Place, block: Block, *, strong: bool, near: bool) -> list[Slot]:
        """Return the slots of the block below a question, where it is there to be answered in."""
        if isinstance(block, Table):
            return self._answer_box(place, block) if near else []
        given = self.scene.offer(block)
        label = squeeze(given.label)
        if not given.fields:
            return self._answer_line(block) if strong else []
        weak = strong or asks(place.text) or is_label(place.text)
        if given.boxes:
            if self._own_words(block) or not weak:
                return []
            self.used.add(block.address)
            return mark_slots(given) + [slot for slot in answer_slots(given, Role.COMMENT) if slot.role is not Role.MARK]
        role = answer_label(label) if label else Role.ANSWER
        if role is None or not weak or is_placeholder(place.text):
            return []
        self.used.add(block.address)
        return answer_slots(given, Role.ANSWER)

    def _offers_options(self, block: Block) -> bool:
        """Tell whether a table holds the options of the question above it: boxes, or a header of positions over one blank row."""
        if not isinstance(block, Table) or not block.rows or not block.rows[0]:
            return False
        given = self.scene.offer(block.rows[0][0].place)
        return (bool(given.boxes) and len(given.label) <= 1) or _only_positions(block)

    def _answer_line(self, place: Place) -> list[Slot]:
        """Return the slot of a paragraph that says `Answer:`, whatever stands behind the colon."""
        label, colon, rest = place.text.partition(":")
        role = answer_label(label) if colon else None
        if role is None:
            return []
        self.used.add(place.address)
        return [text_slot(self.scene.offer(place), Role.ANSWER, label=squeeze(label), before=rest.strip())]

    def _answer_box(self, place: Place, table: Table) -> list[Slot]:
        """Return the slots of a table of one cell that is blank: a box to write in."""
        cells = [cell for row in table.rows for cell in row]
        if len(cells) != 1 or cells[0].place.inside or not self.scene.offer(cells[0].place).fillable:
            return []
        if not squeeze(place.text) or len(place.text) > _LONGEST_QUESTION:
            return []
        self.used.add(table.address)
        return answer_slots(self.scene.offer(cells[0].place), Role.ANSWER)

    def _free_room(self, place: Place, after: Block | None, blanks: list[Place]) -> bool:
        """Give a question the first blank paragraph below it; where there is none, the room behind it if questions stand in a list."""
        if blanks:
            slot = text_slot(self.scene.offer(blanks[0]), Role.ANSWER, before="")
            self.used.update(blank.address for blank in blanks)
        elif _QUESTION_END.search(squeeze(place.text)) and (self._asks_next(after) or self._last_without_room()):
            slot = text_slot(self.scene.offer(place), Role.ANSWER, before="")
        else:
            return False
        self.scene.add(place.address, place.text, [slot])
        return True

    def _asks_next(self, after: Block | None) -> bool:
        return isinstance(after, Place) and self._strong(after, after.text)

    def _last_without_room(self) -> bool:
        """Tell whether the question found last is answered behind its own text: this one ends the same list."""
        item = self.scene.items[-1] if self.scene.items else None
        return item is not None and bool(item.slots) and item.slots[0].where == item.where


def _only_positions(table: Table) -> bool:
    """Tell whether a table is `Yes | No | N/A` over one row of blanks."""
    head = [squeeze(cell.place.text) for cell in table.rows[0]]
    return len(table.rows) == 2 and len(head) > 1 and all(map(option_value, head)) and all(cell.place.blank for cell in table.rows[1])  # noqa: PLR2004


def _has_own_header(table: Table) -> bool:
    """Tell whether the first row heads columns rather than asks."""
    texts = [squeeze(cell.place.text) for cell in table.rows[0]] if table.rows else []
    return not any(asks(text) for text in texts) and sum(1 for text in texts if header_role(text)) > 1


def _short_label(block: Block) -> bool:
    return isinstance(block, Place) and is_label(block.text) and len(block.text.split()) <= 6 and "\n" not in block.text  # noqa: PLR2004
