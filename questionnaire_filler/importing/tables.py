"""Spreadsheets and CSV files of questions and answers: which column is which, and what the rows say."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from questionnaire_filler.forms.contents import sheets
from questionnaire_filler.importing.dates import find_date
from questionnaire_filler.importing.found import Contents, Found
from questionnaire_filler.learn.original import read_completed
from questionnaire_filler.learn.stood import stood
from questionnaire_filler.text import shorten, squeeze, words
from questionnaire_filler.vocabulary import position_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from questionnaire_filler.forms.contents import Sheet

#: What columns are called in exports of answer libraries and in home-made lists, each folded; a number at the end does not count.
_HEADERS: Mapping[str, str] = {
    "question": "question|questions|question text|library question|query|prompt|requirement|q|primary question|content question|"
    "frage|fragen|pregunta|domanda|pergunta|質問|質問内容|設問",
    "answer": "answer|answers|answer text|response|responses|reply|standard answer|default answer|approved answer|standard response|"
    "approved response|vendor response|library answer|content answer|a|antwort|antworten|réponse|respuesta|risposta|resposta|回答|回答内容",
    "alternates": "alternate|alternates|alternate question|alternate questions|alternative question|alternative questions|alt question|"
    "alt questions|similar questions|question variations|variations|aliases|synonyms|also asked as|other phrasings",
    "section": "section|category|categories|sub category|subcategory|domain|stack|topic|collection|library|folder|area|group|kategorie|"
    "catégorie|categoría|カテゴリ|分類",
    "tags": "tag|tags|keyword|keywords|labels|label",
    "source": "source|sources|source document|reference|references|document|evidence|citation|policy|quelle|fuente",
    "url": "url|link|links|source url|source link",
    "owner": "owner|content owner|sme|author|responsible|moderator|answer owner",
    "reviewed": "reviewed|last reviewed|last reviewed date|review date|last review|last review date|updated|last updated|last updated date|"
    "updated at|date updated|modified|last modified|last modified date|date",
    "expires": "expires|expiry|expiry date|expiration|expiration date|valid until|expires on",
    "short": "short answer|short|short response|brief answer",
    "position": "yes no|y n|yes no na|yes no n a|compliance|compliant|position",
    "comment": "comment|comments|explanation|details|detail|remarks|additional information|answer details|justification|bemerkung|"
    "commentaire|comentarios|備考",
    "note": "internal note|internal notes|notes|note|internal comment|internal comments|guidance",
}
_FIELDS = {name: field for field, names in _HEADERS.items() for name in names.split("|")}
_HEADER_WITHIN = 15  # rows from the top
_NOT_SHOWN = re.compile(r"<[^<>]{1,200}>")


def read_table(path: Path) -> Contents:
    """Return the questions and answers of a spreadsheet or CSV file.

    The columns are found by their headers; where there are none, as in completed forms.

    Raises:
        FormError: The file cannot be read.
    """
    found: list[Found] = []
    said: list[str] = []
    for sheet in sheets(path):
        header = _header(sheet)
        if header is not None:
            row, columns = header
            found += _rows(sheet, row, columns)
            said.append(_how(sheet, row, columns))
    if not found:
        found, said = list(_completed(path)), ["read as a completed form"]
    return Contents(path.name, tuple(found), how="; ".join(said))


def _header(sheet: Sheet) -> tuple[int, dict[str, list[int]]] | None:
    """Return the row of the headers and the columns of each field, or None where no row names a question and an answer."""
    for row in sorted(sheet.rows)[:_HEADER_WITHIN]:
        columns: dict[str, list[int]] = defaultdict(list)
        for column, text in sorted(sheet.rows[row].items()):
            if field := _field(text):
                columns[field].append(column)
        if columns["question"] and not columns["answer"]:
            # "Question | Yes/No | Comments": the position is the answer, or the comment is.
            columns["answer"] = columns["position"] or columns["comment"]
        if columns["question"] and columns["answer"]:
            return row, columns
    return None


def _field(header: str) -> str:
    said = words(header)
    while said and said[-1].isdecimal():
        said.pop()
    return _FIELDS.get(" ".join(said), "")


def _how(sheet: Sheet, row: int, columns: Mapping[str, list[int]]) -> str:
    named = ", ".join(
        f"{field} = “{shorten(sheet.rows[row][at[0]], 30)}”" for field, at in columns.items() if at and at[0] in sheet.rows[row]
    )
    return f"{sheet.name or 'columns'}: {named}"


def _rows(sheet: Sheet, header: int, columns: Mapping[str, list[int]]) -> Iterator[Found]:
    heading = ""
    for row in sorted(number for number in sheet.rows if number > header):
        cells = sheet.rows[row]
        values = {field: [text for at in found if (text := _clean(cells.get(at, "")))] for field, found in columns.items()}
        if len(cells) == 1 and not values.get("answer"):
            heading = squeeze(next(iter(cells.values())))
            continue
        if values["question"] and values["answer"]:
            place = f"{sheet.name}!" if sheet.name else ""
            yield _found(values, f"{place}{_letter(columns['question'][0])}{row}", heading)


def _found(values: Mapping[str, list[str]], ref: str, heading: str) -> Found:
    def first(field: str) -> str:
        return next(iter(values.get(field, ())), "")

    answer = first("answer")
    position = position_of(first("position")) or position_of(answer)
    comment = "\n".join(values.get("comment", ()))
    if position is not None and position_of(answer) is position:
        answer = comment
    elif comment and comment != answer:
        answer = f"{answer}\n{comment}"
    headings = tuple(dict.fromkeys(filter(None, (*values.get("section", ()), heading))))
    return Found(
        question=squeeze(first("question")),
        answer=answer,
        ref=ref,
        headings=headings,
        position=position,
        short=squeeze(first("short")),
        alternates=tuple(squeeze(text) for texts in values.get("alternates", ()) for text in _listed(texts)),
        tags=tuple(squeeze(text) for texts in values.get("tags", ()) for text in re.split(r"[;,|\n]", texts) if text.strip()),
        source=squeeze(first("source")),
        url=link if (link := first("url")).startswith(("https://", "http://")) else "",
        owner=squeeze(first("owner")),
        reviewed=find_date(first("reviewed")),
        expires=find_date(first("expires")),
        note="\n".join(values.get("note", ())),
    )


def _listed(text: str) -> list[str]:
    """Return the questions of a cell: one a line, or divided by "|" or ";", or each with its question mark."""
    parts = [part.strip(" -•\t") for part in re.split(r"[\n|;]|(?<=\?)\s+(?=\w)", text)]
    return [part for part in parts if part]


def _clean(text: str) -> str:
    """Return a cell's text without the markup that exports leave in."""
    if not re.search(r"</?(?:p|br|div|li|ul|ol|b|i|strong|em|span|a)\b", text, re.IGNORECASE):
        return text.strip()
    broken = re.sub(r"<(?:br|/p|/div|/li)\b[^>]*>", "\n", text, flags=re.IGNORECASE)
    plain = _NOT_SHOWN.sub("", re.sub(r"<li\b[^>]*>", "- ", broken, flags=re.IGNORECASE))
    for code, sign in (("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        plain = plain.replace(code, sign)
    return re.sub(r"\n{2,}", "\n", plain).strip()


def _letter(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _completed(path: Path) -> Iterator[Found]:
    """Yield the answers of a completed form."""
    if path.suffix.lower() == ".tsv":
        return
    for question in read_completed(path).questions:
        if given := stood(question):
            said, beside = (given.option, given.main) if given.option else (given.main, "")
            position = position_of(said)
            answer = "\n".join(filter(None, (said if position is None else "", beside, given.comment)))
            source = squeeze("; ".join(given.evidence))
            yield Found(squeeze(question.text), answer, question.where, question.section, position=position, source=source)
