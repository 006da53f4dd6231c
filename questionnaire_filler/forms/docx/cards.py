"""Tables like index cards: the first column names what the second holds, a question and its response among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.scene import role_beside, says_answer
from questionnaire_filler.forms.docx.slots import answer_slots
from questionnaire_filler.forms.layout.lexicon import ColumnRole, header_role
from questionnaire_filler.forms.layout.refs import is_ref
from questionnaire_filler.model import Area
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.body import Cell, Table
    from questionnaire_filler.forms.docx.scene import Item, Scene

_SAID = 0.9  # weight of a header that says one thing and nothing else
_FEW_WORDS = 3


def is_card(table: Table, scene: Scene) -> bool:
    """Tell whether every row is a name and what it names, and a question and a place for its response are named."""
    if not table.rows or any(len(cells) != 2 for cells in table.rows):  # noqa: PLR2004 -- name and content
        return False
    asked = [cells[1] for cells in table.rows if _names_question(_name(cells))]
    answered = any(says_answer(_name(cells)) for cells in table.rows)
    return answered and bool(asked) and not any(scene.offer(cell.place).fillable or says_answer(cell.place.text) for cell in asked)


def read_card(table: Table, scene: Scene) -> int:
    """Add the questions of a card, or of several in one table; return how many."""
    before = len(scene.items)
    asked: Cell | None = None
    item: Item | None = None
    ref = ""
    for cells in table.rows:
        name, content = _name(cells), cells[1].place
        role = role_beside(name)
        if _names_question(name):
            asked, item = cells[1], None
        elif is_ref(squeeze(content.text)):
            ref = squeeze(content.text)
        elif role is not None and asked is not None:
            item = item or scene.add(asked.place.address, scene.offer(asked.place).label, [], ref=ref)
            item.slots.extend(answer_slots(scene.offer(content), role, label=name))
    found = len(scene.items) - before
    scene.areas.append(Area(table.address, f"0-{len(table.rows) - 1}", (), found))
    return found


def _name(cells: list[Cell]) -> str:
    return squeeze(cells[0].place.text)


def _names_question(text: str) -> bool:
    """Tell whether a text names a row that holds a question: "Question", "Requirement 3"."""
    hint = header_role(text.rstrip(":： 0123456789."))
    return hint is not None and hint.role is ColumnRole.QUESTION and hint.weight >= _SAID and len(text.split()) <= _FEW_WORDS
