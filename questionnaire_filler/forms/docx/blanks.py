"""Boxes and blanks that forms draw with characters: ☐, [ ], ____, ......, [Enter name]."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.lexicon import option_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TICKED = {
    **dict.fromkeys("☐□▢❏❑❒◻⬜🔲🗆", "☒"),
    "○": "●",
    "◯": "●",
    "⚪": "⚫",
    "〇": "●",
}
_UNTICKED = {"☑": "☐", "☒": "☐", "✅": "☐", "🗹": "☐", "🗷": "☐", "⊠": "□", "▣": "□", "◉": "○", "⚫": "⚪"}
_BOX = re.compile(rf"[{''.join(_TICKED)}{''.join(_UNTICKED)}]|\[[ \u00a0_]{{0,3}}\]|\[[xX]\]|\([ \u00a0]{{1,3}}\)")
_LINE = re.compile(
    r"_{1,4}[ \u00a0]?([/.\-])[ \u00a0]?_{1,4}[ \u00a0]?\1[ \u00a0]?_{2,4}|"
    r"_{3,}(?:[ \u00a0]*_{3,})*|(?:\.[ \u00a0]?){6,}|…{2,}(?:…|\.)*|＿{2,}|-{6,}(?!-)"
)
_PROMPT_WORDS = (
    r"enter|insert|type|fill|provide|specify|describe|your|state|list|add|write|please|click|select|choose|tbd|to be|answer|response|"
    r"saisir|indiquer|inserer|insérer|compléter|votre|eintragen|einfügen|ausfüllen|angeben|ihre?|indique|inserte|introduzca|rellenar|"
    r"complete|vendor to|supplier to|bidder to|réponse|reponse|antwort|respuesta|resposta|risposta|antwoord|"
    r"preencher|inserir|informe|inserire|compilare|invullen|vul"
)
_PROMPT = re.compile(
    rf"\[(?=[^\[\]]{{0,80}}\b(?:{_PROMPT_WORDS})\b)[^\[\]\n]{{2,160}}\]|<(?=[^<>]{{0,80}}\b(?:{_PROMPT_WORDS})\b)[^<>\n]{{2,160}}>"
    r"|\[\s*(?:[●•■◦]|\*{1,3})\s*\]"
    r"|(?m:^[ \t]*(?:please )?(?:click|tap)(?: or tap)?(?: here)? to (?:type|enter|add|write|insert)\b[^\n]{0,60}$)"
    r"|\[(?=[^\]]{0,40}(?:入力|記入|選択|回答))[^\]\n]{1,80}\]|＜[^＞\n]{0,40}(?:入力|記入)[^＞\n]{0,40}＞",
    re.IGNORECASE,
)

_PRINTED = re.compile(
    r"(?<=[?？:：])[ \t\u00a0]*([^\n?？:：\[\]()]{1,80})"
    r"(?:\((?:delete|strike|circle|select|choose|please|biffer|rayer|nicht)[^()\n]{0,60}\))?[ \t\u00a0*.]*$",
    re.IGNORECASE | re.MULTILINE,
)


def boxes(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the boxes in a text: start, end, and whether they are ticked."""
    for match in _BOX.finditer(text):
        sign = match[0]
        yield match.start(), match.end(), sign in _UNTICKED or "x" in sign.casefold()


def blanks(text: str, ruled: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Return the blanks in a text: lines of signs, prompts in brackets, and the ruled spans given; neighbours are one blank."""
    spans = sorted([*ruled, *(m.span() for m in _LINE.finditer(text)), *(m.span() for m in _PROMPT.finditer(text))])
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip(" \u00a0\t\n_") and "\0" not in text[merged[-1][1] : start]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def printed(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the options that a form only prints behind a question, for one to be left: "Yes / No (delete as appropriate)"."""
    for match in _PRINTED.finditer(text):
        options = tuple(part.strip() for part in re.split(r"\s*/\s*(?![Aa]\b)|\s*\|\s*", match[1].strip()))
        if len(options) > 1 and all(map(option_value, options)):
            yield match.start(1), match.end(), options


def ticked(sign: str) -> str:
    """Return a box as it looks when ticked; empty for what is no box of characters."""
    if sign in _UNTICKED:
        return sign
    if sign[:1] in "[(":
        return f"{sign[0]}X{sign[-1]}"
    return _TICKED.get(sign, "")


def unticked(sign: str) -> str:
    """Return a box as it looks when not ticked; empty for what is no box of characters."""
    if sign in _TICKED:
        return sign
    if sign[:1] in "[(":
        return f"{sign[0]} {sign[-1]}"
    return _UNTICKED.get(sign, "")
