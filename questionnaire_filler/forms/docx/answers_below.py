"""Where a question in a paragraph is answered: in what follows it, or in the room behind its own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.body import Place, Table
from questionnaire_filler.forms.docx.scene import answer_label, asks, is_label, role_beside, says_answer
from questionnaire_filler.forms.docx.slots import answer_slots, gives_way, mark_slots, option_spans, text_slot
from questionnaire_filler.forms.docx.wording import (
    LONGEST_QUESTION,
    adds_to_question,
    ends_as_question,
    is_advice,
    is_numbered,
    is_quiet,
    is_strong,
    requests,
)
from questionnaire_filler.forms.layout.lexicon import is_placeholder, option_value
from questionnaire_filler.model import Role
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.forms.docx.body import Block
    from questionnaire_filler.forms.docx.scene import Item, Scene
    from questionnaire_filler.model import Slot

_FAR = 14  # blocks below a question that are looked at
_MOST_CELLS = 8  # of a table that belongs to one question
_PLACEHOLDER_WORDS = 6
_OPENING = "[<{«‹＜【"
_MOST_ADDED = 8  # paragraphs that may stand between a question and its place


class AnswersBelow:
    """Looks below a question for its place.

    Attributes:
        used: Addresses of the blocks that were taken as places.
    """

    def __init__(self, blocks: Sequence[Block], scene: Scene, used: set[str]) -> None:
        self.blocks = blocks
        self.scene = scene
        self.used = used

    def find(self, place: Place, index: int, *, strong: bool) -> Item | None:
        """Add the paragraph as a question where something below it, or room, takes its answer.

        Args:
            place: The paragraph that may ask.
            index: Its number among the blocks.
            strong: It is a question by its own words.
        """
        blanks: list[Place] = []
        added: list[Place] = []
        after: Block | None = None
        for number, block in enumerate(self.blocks[index + 1 : index + 1 + _FAR], index + 1):
            if block.address in self.used:
                after = after or block
                break
            if isinstance(block, Place) and self._is_blank(block):
                if not hosts_box(block) and all(is_advice(more, self.scene) for more in added):
                    blanks.append(block)
                continue
            slots = self._container(place, block, strong=strong, near=len(blanks) <= 1, added=bool(added))
            slots = slots or self._prepared(place, number, strong=strong)
            if slots:
                self.used.update(more.address for more in added)
                item = self.scene.add(place.address, place.text, slots)
                item.assumed = not strong and bool(slots[0].before)  # "Response: ..." may stand in running text
                return item
            if isinstance(block, Place) and is_quiet(block, self.scene) and not strong:
                continue
            after = after or block
            if not isinstance(block, Place) or not self._goes_on(place, block, strong=strong) or len(added) >= _MOST_ADDED or blanks:
                break
            added.append(block)
        return self._free_room(place, after, blanks) if strong and not (after and offers_options(after, self.scene)) else None

    def _is_blank(self, block: Place) -> bool:
        return not squeeze(block.text) and not self.scene.offer(block).fields and not in_text_box(block)

    def _goes_on(self, place: Place, block: Place, *, strong: bool) -> bool:
        if self.scene.offer(block).fields or answer_label(block.text.partition(":")[0]):
            return False
        return (strong or (asks(place.text) and is_label(place.text))) and adds_to_question(block, place, self.scene)

    def _container(self, place: Place, block: Block, *, strong: bool, near: bool, added: bool) -> list[Slot]:
        """Return the slots of a block below a question, where it is there to be answered in."""
        if isinstance(block, Table):
            return self._answer_box(place, block) if near else []
        given = self.scene.offer(block)
        weak = strong or asks(place.text) or is_label(place.text)
        if not given.fields:
            return self._waiting(place, block) if weak else []
        if given.boxes:
            if own_words(block, self.scene) or not weak or added:
                return []
            self.used.add(block.address)
            return mark_slots(given) + [slot for slot in answer_slots(given, Role.COMMENT) if slot.role is not Role.MARK]
        label = squeeze(given.label)
        role = answer_label(label) if label else Role.ANSWER
        said = says_answer(label) and self._may_ask(place)
        if role is None or not (weak or said) or is_placeholder(place.text):
            return []
        self.used.add(block.address)
        return answer_slots(given, Role.ANSWER)

    def _waiting(self, place: Place, block: Place) -> list[Slot]:
        """Return the slot of a paragraph that is a placeholder throughout, or of a blank text box."""
        if is_placeholder(place.text) or not (not squeeze(block.text) or self._only_waits(block)):
            return []
        self.used.add(block.address)
        return [text_slot(self.scene.offer(block), Role.ANSWER)]

    def _prepared(self, place: Place, number: int, *, strong: bool) -> list[Slot]:
        """Return the slots of a paragraph that says `Answer:`, or of the box or the room that follows one which says no more."""
        block = self.blocks[number]
        if not isinstance(block, Place) or self.scene.offer(block).fields:
            return []
        label, colon, rest = block.text.replace("：", ":", 1).partition(":")
        said = says_answer(f"{label}:" if colon else label) and self._may_ask(place)
        if not said and not (strong and colon and answer_label(label)):
            return []
        self.used.add(block.address)
        behind = [] if rest.strip() else self._behind_label(block, number, bare=not colon)
        return behind or [text_slot(self.scene.offer(block), Role.ANSWER, label=squeeze(label), before=rest.strip())]

    def _behind_label(self, label: Place, number: int, *, bare: bool) -> list[Slot]:
        """Return the slots of a box below a label; without a colon the blank paragraph below it is meant as well."""
        blank: Place | None = None
        for block in self.blocks[number + 1 : number + 3]:
            if isinstance(block, Table):
                return self._answer_box(label, block)
            given = self.scene.offer(block)
            if not given.label and (given.inputs or in_text_box(block)):
                self.used.add(block.address)
                return answer_slots(given, Role.ANSWER)
            if squeeze(block.text) or given.fields:
                break
            blank = blank or (None if hosts_box(block) else block)
        if blank is None or not bare:
            return []
        self.used.add(blank.address)
        return [text_slot(self.scene.offer(blank), Role.ANSWER, before="")]

    def _only_waits(self, block: Place) -> bool:
        """Tell whether a paragraph is a placeholder, in brackets or of a few words, rather than a step that says "Select"."""
        line = squeeze(block.text)
        if not gives_way(block, line) or not any(map(str.isalpha, line)):
            return False
        return line[0] in _OPENING or (len(line.split()) <= _PLACEHOLDER_WORDS and not is_numbered(block, self.scene))

    def _may_ask(self, place: Place) -> bool:
        """Tell whether a text may be what a line `Vendor response:` answers, however it is worded."""
        label = place.text.partition(":")[0]
        return bool(squeeze(place.text)) and len(place.text) <= LONGEST_QUESTION and answer_label(label) is None

    def _answer_box(self, place: Place, table: Table) -> list[Slot]:
        """Return the slots of a table of one cell that is blank or says `Answer:`: a box to write in."""
        cells = [cell for row in table.rows for cell in row]
        if len(cells) > 1:
            return self._labelled_table(place, table)
        if not cells or cells[0].place.inside or not squeeze(place.text) or len(place.text) > LONGEST_QUESTION:
            return []
        given = self.scene.offer(cells[0].place)
        label = squeeze(given.label)
        if given.fillable:
            slots = answer_slots(given, Role.ANSWER)
        elif is_label(label) and answer_label(label) is Role.ANSWER:
            slots = answer_slots(given, Role.ANSWER, label=label) if given.fields else [text_slot(given, Role.ANSWER, before="")]
        else:
            return []
        self.used.add(table.address)
        return slots

    def _labelled_table(self, place: Place, table: Table) -> list[Slot]:
        """Return the slots of a small table that says nothing but what to write where: `Response | ...`, `Comments | ...`."""
        found: list[Slot] = []
        cells = [cell for row in table.rows for cell in row]
        asked = self._may_ask(place) and (asks(place.text) or is_numbered(place, self.scene))
        if not asked or len(cells) > _MOST_CELLS or table.width > 2:  # noqa: PLR2004 -- label and place
            return []
        labels = [cell for cell in cells if not self.scene.offer(cell.place).fillable]
        for label in labels:
            role = role_beside(self.scene.offer(label.place).label)
            places = (table.at(label.row, label.column + label.span), table.at(label.row + label.rows, label.column))
            answer = next((cell for cell in places if cell is not None and self.scene.offer(cell.place).fillable), None)
            if role is None or answer is None:
                return []
            found += answer_slots(self.scene.offer(answer.place), role, label=squeeze(label.place.text))
        if not any(slot.role in {Role.ANSWER, Role.MARK} for slot in found) or len(labels) * 2 != len(cells):
            return []
        self.used.add(table.address)
        return sorted(found, key=lambda slot: slot.role not in {Role.ANSWER, Role.MARK})

    def _free_room(self, place: Place, after: Block | None, blanks: list[Place]) -> Item | None:
        """Give a question the first blank paragraph below it; where there is none, the room behind it if questions stand in a list."""
        if not requests(place.text):
            return None
        if blanks:
            slot = text_slot(self.scene.offer(blanks[0]), Role.ANSWER, before="")
            self.used.update(blank.address for blank in blanks)
        elif ends_as_question(place.text) and (self._asks_next(after) or self._last_without_room()):
            slot = text_slot(self.scene.offer(place), Role.ANSWER, before="")
        else:
            return None
        item = self.scene.add(place.address, place.text, [slot])
        item.assumed = True
        return item

    def _asks_next(self, after: Block | None) -> bool:
        return isinstance(after, Place) and is_strong(after, self.scene)

    def _last_without_room(self) -> bool:
        """Tell whether the question found last is answered behind its own text: this one ends the same list."""
        item = self.scene.items[-1] if self.scene.items else None
        return item is not None and bool(item.slots) and item.slots[0].where == item.where


def in_text_box(place: Place) -> bool:
    """Tell whether a place stands directly in a text box."""
    return place.address.rpartition("/")[0].rpartition("/")[2].startswith("X")


def hosts_box(place: Place) -> bool:
    """Tell whether a paragraph is blank but for the text box that is anchored in it."""
    return bool(place.inside)


def own_words(place: Place, scene: Scene) -> bool:
    """Tell whether text stands before the first box, so that the paragraph asks and does not only offer options."""
    given = scene.offer(place)
    start = min(option_spans(place.raw, given.boxes)[0][0], given.boxes[0].start)
    return bool(squeeze(place.raw[:start]))


def offers_options(block: Block, scene: Scene) -> bool:
    """Tell whether a table holds the options of the question above it: boxes, or a header of positions over one blank row."""
    if not isinstance(block, Table) or not block.rows or not block.rows[0]:
        return False
    given = scene.offer(block.rows[0][0].place)
    return (bool(given.boxes) and len(given.label) <= 1) or _only_positions(block)


def _only_positions(table: Table) -> bool:
    """Tell whether a table is `Yes | No | N/A` over one row of blanks."""
    head = [squeeze(cell.place.text) for cell in table.rows[0]]
    return len(table.rows) == 2 and len(head) > 1 and all(map(option_value, head)) and all(cell.place.blank for cell in table.rows[1])  # noqa: PLR2004
