"""The picture of a form: its sheets and tables as grids, questions and places for answers coloured by role, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.export.html import Html, el, join, page, table
from questionnaire_filler.export.picture_blocks import TEXT, blocks
from questionnaire_filler.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from questionnaire_filler.export.picture_blocks import Block, Piece
    from questionnaire_filler.model import Area, Form

#: Roles in the order of the legend, with what each means.
ROLES = {
    "question": "Question",
    "answer": "Answer",
    "comment": "Explanation, remarks",
    "evidence": "Evidence, reference",
    "mark": "Mark: one box per option",
    "other": "Seen, never written by itself",
    "id": "Identifier",
    "section": "Section",
    "guidance": "Guidance",
}
#: A browser shows so many cells without delay; of larger forms the first ones are drawn, and the page says so.
_MOST_CELLS = 4000
_LONGEST = 220


def picture_html(form: Form) -> str:
    """Return a page that shows the form as it was understood.

    Only the rows and columns that hold questions, places or identifiers are drawn, at most some thousands of cells.
    """
    body = join((_head(form), _legend(form), *_grids(blocks(form)), _passed_over(form), _notes(form)))
    return page(f"Picture of {form.path.name}", el("main", body), "picture.css")


def _head(form: Form) -> Html:
    count = len(form.questions)
    places = sum(len(question.slots) for question in form.questions)
    said = f"{count} question{'' if count == 1 else 's'} with {places} place{'' if places == 1 else 's'} for answers"
    return el("header", el("h1", form.path.name), el("p", said, class_="soft"))


def _legend(form: Form) -> Html:
    used = {"question", *(slot.role for question in form.questions for slot in question.slots)}
    used |= {column.role for area in form.areas for column in area.columns}
    roles = [(role, words) for role, words in ROLES.items() if role in used]
    items = (el("li", el("i", class_=role), words) for role, words in roles)
    return el("ul", *items, class_="legend", aria_label="Colours") if form.questions else el("p", "No question was found in this form.")


def _grids(found: list[Block]) -> Iterator[Html]:
    room = _MOST_CELLS
    left = 0
    for block in found:
        if room <= 0:
            left += block.questions
            continue
        columns = block.columns()
        rows = max(1, room // max(1, len(columns)))
        yield el("section", el("h2", block.name or "Table"), *_reasons(block), *_grid(block, columns, rows))
        room -= min(rows, len(block.rows)) * len(columns)
    if left:
        yield el("p", f"The drawing ends here: the blocks that follow, with {left} questions, are not drawn.", class_="cut")


def _grid(block: Block, columns: list[str], most: int) -> Iterator[Html]:
    roles = block.roles()
    numbers = sorted(block.rows)
    heads = [("", "row"), *((column, roles.get(column, "")) for column in columns)]
    rows = list(_rows(block, numbers[:most], columns, roles))
    name = f"{block.name or 'Table'}: questions and places for answers"
    yield el("div", table(heads, rows, caption=name, class_="grid"), class_="wide", tabindex="0", role="region", aria_label=name)
    if len(numbers) > most:
        yield el("p", f"The drawing ends at row {numbers[most - 1]}: {len(numbers) - most} more rows are not drawn.", class_="cut")


def _rows(block: Block, numbers: list[int], columns: list[str], roles: dict[str, str]) -> Iterator[Html]:
    last = numbers[0] if numbers else 0
    for number in numbers:
        if number > last + 1:
            yield el("tr", el("td", "⋯", colspan=str(len(columns) + 1), class_="gap"))
        last = number
        label = f"P{number}" if columns == [TEXT] else str(number)
        cells = (_cell(block.rows[number].get(column, []), roles.get(column, "")) for column in columns)
        yield el("tr", el("th", label, scope="row"), *cells)


def _cell(pieces: list[Piece], role: str) -> Html:
    if not pieces:
        return el("td", class_=f"empty {role}".strip())
    if len(pieces) == 1:
        return el("td", *_piece(pieces[0]), class_=pieces[0].role)
    return el("td", *(el("div", *_piece(piece), class_=piece.role) for piece in pieces), class_="several")


def _piece(piece: Piece) -> tuple[Html, Html]:
    about = shorten(", ".join((piece.role, *piece.remarks)), _LONGEST)
    return el("span", about, class_="about"), el("div", shorten(piece.text, _LONGEST)) if piece.text else Html()


def _reasons(block: Block) -> Iterator[Html]:
    for area in block.areas:
        yield el("p", _area(area, block.name), class_="soft")
        if area.columns:
            rows = (
                el(
                    "tr",
                    el("th", column.where, scope="row"),
                    el("td", el("span", ROLES.get(column.role, column.role), class_=f"tag {column.role}")),
                    el("td", column.header),
                    el("td", column.reason),
                )
                for column in area.columns
            )
            yield table(("Column", "Taken for", "Header", "Why"), rows, caption=f"Columns of {area.where}", class_="why")


def _area(area: Area, block: str) -> str:
    how = {"given": ", as told by --map", "remembered": ", as corrected earlier"}.get(area.mapped, "")
    return (
        f"{'Rows' if area.where == block else area.where} {area.rows}: {area.questions} question{'' if area.questions == 1 else 's'}{how}"
    )


def _passed_over(form: Form) -> Html:
    if not form.skipped:
        return Html()
    rows = (el("tr", el("th", skipped.where, scope="row"), el("td", skipped.reason)) for skipped in form.skipped)
    return el("section", el("h2", "Passed over"), table(("Place", "Why"), rows, caption="Passed over"))


def _notes(form: Form) -> Html:
    if not form.notes:
        return Html()
    return el("section", el("h2", "Notes"), el("ul", *(el("li", note) for note in form.notes)))
