"""The words in which forms offer positions: Yes/No/N.A., Compliant, Implemented, Met ..., in the languages that detection knows.

Only words whose meaning is beyond doubt stand here. "Planned" or "In progress" is none of the four positions, and a score from 0 to 5 is
nobody's position unless somebody says so: such choices never fill themselves in.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from questionnaire_filler.model import Position

if TYPE_CHECKING:
    from collections.abc import Sequence

_TERMS: dict[Position, str] = {
    Position.YES: """
        yes | y | true | compliant | fully compliant | in compliance | complies | implemented | fully implemented | met | fully met |
        in place | fully in place | satisfied | conforms | conformant | pass | passed | agreed | agree |
        accepted | supported | fully supported | fully | available | yes fully | yes compliant | yes implemented |
        ja | wahr | erfüllt | vollständig erfüllt | umgesetzt | vollständig umgesetzt | konform | vorhanden |
        oui | o | vrai | conforme | totalement conforme | en place | mis en œuvre | mis en oeuvre | atteint | réalisé |
        sí | si | verdadero | cumple | cumple totalmente | implementado | totalmente implementado | implantado |
        sim | verdadeiro | em conformidade | atende | atende totalmente | atendido |
        sì | vero | implementato | pienamente conforme | attuato |
        waar | voldoet | voldoet volledig | geïmplementeerd | volledig geïmplementeerd | aanwezig |
        はい | 有 | あり | 有り | 対応済み | 対応済 | 実施済み | 実施済 | 適合 | 実施している
        """,
    Position.NO: """
        no | n | false | non compliant | not compliant | noncompliant | does not comply | not implemented | not met | unmet | not in place |
        not satisfied | fail | failed | not supported | unsupported | not available | disagree | not agreed |
        nein | falsch | nicht erfüllt | nicht umgesetzt | nicht konform | nicht vorhanden |
        non | faux | non conforme | pas en place | non mis en œuvre | non mis en oeuvre | non atteint | non réalisé |
        falso | no cumple | no implementado | no implantado | no conforme |
        não | nao | não conforme | não atende | não implementado | não atendido |
        non implementato | non attuato |
        nee | onwaar | voldoet niet | niet geïmplementeerd | niet aanwezig |
        いいえ | 無 | なし | 無し | 未対応 | 未実施 | 不適合 | 実施していない
        """,
    Position.PARTIAL: """
        partial | partially | partly | partially compliant | partial compliance | partially implemented | partially met |
        partially in place | partially satisfied | partially supported | somewhat | yes partially | yes partly |
        yes but partially |
        teilweise | teilweise erfüllt | teilweise umgesetzt | teilweise konform |
        partiel | partielle | partiellement | partiellement conforme | partiellement en place | en partie |
        parcial | parcialmente | cumple parcialmente | parcialmente implementado | atende parcialmente | parcialmente conforme |
        parziale | parzialmente | parzialmente conforme | parzialmente implementato |
        gedeeltelijk | deels | voldoet gedeeltelijk | gedeeltelijk geïmplementeerd |
        一部 | 一部対応 | 一部実施 | 部分的 | 部分適合
        """,
    Position.NA: """
        n a | na | not applicable | non applicable | doesn't apply | does not apply | out of scope |
        nicht anwendbar | nicht zutreffend | entfällt | n z | k a entfällt |
        sans objet | s o | so | no aplica | no aplicable | não aplicável | nao aplicavel | não se aplica |
        non applicabile | n v t | nvt | niet van toepassing | 該当なし | 対象外 | 非該当 | 適用外
        """,
}

_POSITIONS: dict[str, Position] = {
    " ".join(term.split()): position for position, terms in _TERMS.items() for term in terms.split("|") if term.strip()
}
#: What answers a question and nothing else; words such as "Compliant" say something of whatever stands beside them.
_PLAIN = frozenset(
    {"yes", "y", "true", "no", "n", "false"}
    | {"ja", "nein", "oui", "o", "non", "sí", "si", "sim", "não", "nao", "sì", "nee", "はい", "いいえ", "有", "無", "あり", "なし"}
)
#: Names of the column behind its choices.
_CALLED = frozenset({"answer", "response", "reply", "only", "antwort", "réponse", "respuesta", "resposta", "risposta", "antwoord"})
#: "N/A", whose slash divides no choices, and what stands for the slash meanwhile.
_NA = re.compile(r"\b(n)\s?/\s?(a)\b", re.IGNORECASE)
_SLASH = "\x1f"
_PUNCTUATION = re.compile(r"[^\w']+")
_LEAD = re.compile(
    r"^(yes|no|partial(?:ly)?|n[./]?a|not applicable|ja|nein|teilweise|nicht (?:anwendbar|zutreffend)|oui|non|partiellement|en partie|"
    r"sans objet|s[iíì]|sim|n[ãa]o|parcialmente|no aplica(?:ble)?|parzialmente|non applicabile|não (?:aplicável|se aplica)|nee|"
    r"gedeeltelijk|deels|niet van toepassing|はい|いいえ|該当なし)\b(?=\s*[-–—:,;(/.、。]|\s*$)",
    re.IGNORECASE,
)

#: What ends a position as a sentence, a clause or before a dash, and the words behind it.
_BEHIND = re.compile(r"^(?:\.(?!\s*\d)[,:]?|[,;:]|[、。]|\s+[-–—](?=\s))\s*(\S.*)$", re.DOTALL)


def _key(choice: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", unicodedata.normalize("NFKC", choice).casefold()).split())


def position_of(choice: str) -> Position | None:
    """Return the position that a choice stands for, or None where it is not one beyond doubt."""
    return _POSITIONS.get(_key(choice))


def choice_for(position: Position, choices: Sequence[str]) -> str | None:
    """Return the one choice that says the position, or None where none or several do.

    A plain word ("Yes") goes before a choice that begins with it ("Yes - describe in comments"); of several of the latter none is taken,
    since they differ in what they add.
    """
    plain = [choice for choice in choices if position_of(choice) is position]
    if plain:
        return plain[0] if len({_key(choice) for choice in plain}) == 1 or len(plain) == 1 else None
    led = [choice for choice in choices if leading_position(choice) is position and not asks_for_position(choice)]
    return led[0] if len(led) == 1 else None


def leading_position(text: str) -> Position | None:
    """Return the position that a free text begins with ("Yes. We ...", "No - see ..."), or None."""
    lead = _LEAD.match(text.strip())
    return position_of(lead[0]) if lead else None


def without_position(text: str, position: Position) -> str:
    """Return what a text says behind the position that it begins with, as a sentence; all of it where it begins otherwise.

    "No. We do not ..." becomes "We do not ..." and "Yes, since 2020" becomes "Since 2020". "No-code tools" and "No. 1" begin otherwise.
    """
    if leading_position(text) is not position or not (lead := _LEAD.match(text.strip())):
        return text
    behind = _BEHIND.match(text.strip()[lead.end() :])
    if not behind:
        return text
    first = behind[1].split(maxsplit=1)[0]
    return behind[1][0].upper() + behind[1][1:] if first == first.lower() else behind[1]


def offers_positions(choices: Sequence[str]) -> bool:
    """Tell whether a list of choices offers yes and no, whatever else."""
    return {Position.YES, Position.NO} <= {position_of(choice) for choice in choices}


def offers_yes_and_no(choices: Sequence[str]) -> bool:
    """Tell whether a list offers a plain Yes and No, which say nothing where neither was asked for."""
    return offers_positions([choice for choice in choices if _key(choice) in _PLAIN])


def asks_for_position(label: str) -> bool:
    """Tell whether a header offers positions itself: "Yes/No", "Response (Y/N/NA)", "Oui / Non"."""
    found = {position_of(piece) for pieces in _pieces(label) for piece in pieces}
    return {Position.YES, Position.NO} <= found


def position_in(label: str, position: Position) -> str | None:
    """Return the word that a header offers for a position ("Y" in "Response (Y/N)"), or None where it offers none."""
    if not asks_for_position(label):
        return None
    inner = re.search(r"[(\[]([^)\]]+)[)\]]", label)
    if inner and asks_for_position(inner[1]):
        label = inner[1]
    return next((word for pieces in _pieces(label) if (word := choice_for(position, [piece for piece in pieces if piece]))), None)


def choices_in(label: str) -> tuple[str, ...]:
    """Return the choices that a header states, in its order: "Yes", "No" and "N.A." of "Answer (Yes / No / N.A.)".

    Empty where it invites something else beside them ("Yes/No/Comments", "Yes/No, with details"), or does not offer yes and no.
    """
    inner = re.search(r"[(\[]([^)\]]+)[)\]]", label)
    text = inner[1] if inner and asks_for_position(inner[1]) else re.sub(r"\s*[(\[].*", "", label.rpartition(":")[2])
    pieces = [piece.strip(" ?*").replace(_SLASH, "/") for piece in re.split(r"[/|,;]", _NA.sub(rf"\1{_SLASH}\2", text))]
    # What the column is called may stand before the first choice or behind the last: "Response Yes/No", "Yes/No answer".
    words, last = pieces[0].split(), pieces[-1].split()
    pieces[0] = next((end for at in range(len(words)) if position_of(end := " ".join(words[at:]))), pieces[0])
    if position_of(pieces[-1]) is None and last[1:] and _key(" ".join(last[1:])) in _CALLED:
        pieces[-1] = last[0]
    return tuple(pieces) if all(position_of(piece) for piece in pieces) and offers_positions(pieces) else ()


def _pieces(label: str) -> tuple[list[str], list[str]]:
    """Return a header in pieces, divided at every slash and space, and with "N/A" and words of two left whole."""
    return re.split(r"[/|,()\[\]\s]+", label), [piece.strip() for piece in re.split(r"[|,()\[\]]+|\s/\s", label)]
