"""What a piece of text says about its place in a form: header of which column, placeholder, option, question, follow-up."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from questionnaire_filler.forms.layout import phrases, vocabulary
from questionnaire_filler.text import squeeze, words


class ColumnRole(StrEnum):
    """What a column is for; the first four also name roles of slots."""

    ANSWER = "answer"
    COMMENT = "comment"
    EVIDENCE = "evidence"
    MARK = "mark"
    OTHER = "other"  # the vendor's, but nothing that a bank answers: owner, date, score
    QUESTION = "question"
    IDENTIFIER = "id"
    SECTION = "section"
    GUIDANCE = "guidance"  # stands in the form already and must stay
    CUSTOMER = "customer"  # the customer's own evaluation: never a place for the vendor


@dataclass(frozen=True, slots=True)
class Hint:
    """Evidence of a header for a role.

    Attributes:
        role: What the column would be for.
        weight: How strong the evidence is, 0 to 1: 1 where the header says that and nothing else.
        term: The words that said it, as the vocabulary has them.
    """

    role: ColumnRole
    weight: float
    term: str


_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")
_POINTS = re.compile(r"\s*[(\[（]\s*[-+]?\d+\s*(?:p|pts?|points?|punkte?|puntos?|点)?\.?\s*[)\]）]$", re.IGNORECASE)
_COMPOUND = re.compile(  # German and Dutch write as one word what others write as two: "Basiskriterium", "Sicherheitsanforderung"
    r"\b(?!rück|nach|an|ruck)[^\W\d_]{3,}"
    r"(kriteri(?:um|en)|anforderung(?:en)?|fragen?|maßnahmen?|massnahmen?|antwort(?:en)?|kommentare?|bemerkung(?:en)?|nachweise?|"
    r"begründung(?:en)?|erläuterung(?:en)?|vraag|vragen|maatregel(?:en)?|antwoord(?:en)?|toelichting(?:en)?)\b",
    re.IGNORECASE,
)
_LONGEST_HEADER = 160  # characters; a longer text is prose, not a header
_WEAK = 0.6
_WHOSE = 0.95
_MANY_WORDS = 9  # a header with more words says little by each of them
_SPECIFIC = frozenset(ColumnRole) - {ColumnRole.GUIDANCE, ColumnRole.SECTION, ColumnRole.MARK}  # what a column may be beside whose it is
_FILLED = frozenset({ColumnRole.ANSWER, ColumnRole.COMMENT, ColumnRole.EVIDENCE})
_VENDORS = frozenset(vocabulary.VENDOR.split())
_WHOSE_WORDS = (_VENDORS - {"your", "csp"}) | {"du", "del", "de", "des", "do", "dell", "van", "candidat", "titulaire"}
_MARK_GLYPHS = frozenset("xX✓✔☑☐□■○●◯〇")


@lru_cache(maxsize=16384)
def plain_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text without accents; `#` counts as a word, since it heads columns of numbers."""
    spaced = text.replace("№", "#").replace("#", " # ").replace("_", " ")
    bare = "".join(char for char in unicodedata.normalize("NFKD", spaced) if not unicodedata.combining(char))
    found = words(bare)
    split = [part for word in found for part in word.split("'")]
    return tuple(["#", *split] if "#" in spaced else split)


def is_japanese(text: str) -> bool:
    """Tell whether the text holds kana or kanji."""
    return bool(_JAPANESE.search(text))


def _terms(block: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(term.split()) for term in re.split(r"\s*\|\s*", block.strip()) if term.strip())


#: So many letters of a word that may go on are looked up.
_KEY = 3


@lru_cache(maxsize=64)
def _index(blocks: tuple[str, ...]) -> dict[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    """Return the terms of blocks, and the block of each, by their first word, or its first letters and `*`: a look-up then costs little."""
    found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for number, block in enumerate(blocks):
        for term in _terms(block):
            first = term[0]
            found.setdefault(f"{first[:-1][:_KEY]}*" if first.endswith("*") else first, []).append((number, term))
    return {key: tuple(value) for key, value in found.items()}


def _same(term: str, word: str) -> bool:
    return word.startswith(term[:-1]) if term.endswith("*") else word == term


def _run_at(term: tuple[str, ...], found: tuple[str, ...], start: int) -> bool:
    return len(term) <= len(found) - start and all(_same(t, found[start + i]) for i, t in enumerate(term))


def longest_term(block: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """Return the longest term of a vocabulary block that stands in the words, empty for none; the later one of equals."""
    return _longest_terms((block,), found)[0]


def _longest_terms(blocks: tuple[str, ...], found: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the longest term of each block, as `longest_term` does, in one walk over the words."""
    index = _index(blocks)
    best: list[tuple[str, ...]] = [()] * len(blocks)
    for start, word in enumerate(found):
        for key in (word, *(f"{word[:size]}*" for size in range(1, min(len(word), _KEY) + 1))):
            for block, term in index.get(key, ()):
                if len(term) >= len(best[block]) and _run_at(term, found, start):
                    best[block] = term
    return best


_BLOCKS: tuple[tuple[ColumnRole, str, str, float], ...] = (
    (ColumnRole.CUSTOMER, vocabulary.CUSTOMER, vocabulary.CUSTOMER_JA, 1.0),
    (ColumnRole.GUIDANCE, vocabulary.GUIDANCE, vocabulary.GUIDANCE_JA, 1.0),
    (ColumnRole.IDENTIFIER, vocabulary.IDENTIFIER, vocabulary.IDENTIFIER_JA, 1.0),
    (ColumnRole.EVIDENCE, vocabulary.EVIDENCE, vocabulary.EVIDENCE_JA, 1.0),
    (ColumnRole.COMMENT, vocabulary.COMMENT, vocabulary.COMMENT_JA, 1.0),
    (ColumnRole.ANSWER, vocabulary.ANSWER, vocabulary.ANSWER_JA, 1.0),
    (ColumnRole.QUESTION, vocabulary.QUESTION, vocabulary.QUESTION_JA, 1.0),
    (ColumnRole.OTHER, vocabulary.OTHER, vocabulary.OTHER_JA, 1.0),
    (ColumnRole.SECTION, vocabulary.SECTION, vocabulary.SECTION_JA, 1.0),
    (ColumnRole.QUESTION, vocabulary.QUESTION_WEAK, vocabulary.QUESTION_WEAK_JA, _WEAK),
)
_HEADER_BLOCKS = tuple(block for _, block, _, _ in _BLOCKS)


@lru_cache(maxsize=4096)
def header_roles(text: str) -> tuple[Hint, ...]:
    """Return what a text would say as the header of a column, strongest first; empty when it says nothing.

    Text in brackets counts only where nothing else does. A term weighs more the more of the header it covers, and the more it
    stands at the end, where English and the other languages of headers keep what the thing is ("Vendor response", "Answer type").
    """
    line = squeeze(text)
    if not line or len(line) > _LONGEST_HEADER:
        return ()
    if value := option_value(_POINTS.sub("", line)):
        return (Hint(ColumnRole.MARK, 1.0, value),)
    outside = squeeze(_BRACKETS.sub(" ", line))
    hints = (_hints(outside) if outside else ()) or _hints(line) or _hints(_COMPOUND.sub(r"\1", line))
    inside = " ".join(found[1:-1] for found in _BRACKETS.findall(line))
    if inside and (said := next((hint for hint in _hints(inside) if hint.role is ColumnRole.CUSTOMER), None)):
        return (said, *hints)
    return hints


def header_role(text: str) -> Hint | None:
    """Return the strongest hint of a header, or None."""
    hints = header_roles(text)
    return hints[0] if hints else None


def _hints(line: str) -> tuple[Hint, ...]:
    found = plain_words(line)
    japanese = is_japanese(line)
    best: dict[ColumnRole, Hint] = {}
    for (role, _, japanese_block, scale), term in zip(_BLOCKS, _longest_terms(_HEADER_BLOCKS, found), strict=True):
        hint = _hint(role, term, found, scale)
        if japanese:
            hint = max((h for h in (hint, _japanese_hint(role, japanese_block, line, scale)) if h), key=lambda h: h.weight, default=None)
        if hint and (role not in best or best[role].weight < hint.weight):
            best[role] = hint
    if found and found[0] in _VENDORS and not best.keys() & _SPECIFIC:
        return (Hint(ColumnRole.ANSWER, _WEAK, found[0]), *best.values())
    ordered = sorted(best.values(), key=lambda hint: -hint.weight)
    whose = best.get(ColumnRole.CUSTOMER)
    if whose and ordered[0].role in _FILLED and _run_at(tuple(whose.term.split()), found, 0):
        ordered.sort(key=lambda hint: hint is not whose)  # "Evaluator remarks" are the evaluator's
    return tuple(ordered)


def _hint(role: ColumnRole, term: tuple[str, ...], found: tuple[str, ...], scale: float) -> Hint | None:
    if not term:
        return None
    said = tuple(word for word in found if word not in _WHOSE_WORDS or word in term)  # whose it is stands before or behind, by language
    at_end = _run_at(term, said, len(said) - len(term))
    coverage = len(term) / len(said)
    weight = 0.35 + 0.45 * coverage + (0.2 if at_end else 0.0)
    if len(found) > _MANY_WORDS:
        weight *= 0.6
    return Hint(role, round(min(1.0, weight) * scale, 3), " ".join(term))


def _japanese_hint(role: ColumnRole, block: str, line: str, scale: float) -> Hint | None:
    terms = [term for term in block.split() if term in line]
    if not terms:
        return None
    term = max(terms, key=len)
    weight = 0.4 + 0.45 * min(1.0, len(term) / len(line)) + (0.15 if line.endswith(term) else 0.0)
    if role is ColumnRole.CUSTOMER:  # whose column it is stands before what it holds
        weight = max(weight, _WHOSE)
    return Hint(role, round(min(1.0, weight) * scale, 3), term)


_PLACEHOLDER = re.compile("|".join(f"(?:{pattern})" for pattern in phrases.PLACEHOLDER))
_PLACEHOLDER_JA = re.compile(phrases.PLACEHOLDER_JA)
_BRACKETED = re.compile(r"^\s*(?:<[^<>]*>|\[[^\[\]]*\]|\{\{?[^{}]*\}?\}|«[^«»]*»|‹[^‹›]*›)\s*$")
_ONLY_SIGNS = re.compile(r"^[\s._\-–—…:*?]+$")
_LONGEST_PLACEHOLDER = 120


@lru_cache(maxsize=16384)
def is_placeholder(text: str) -> bool:
    """Tell whether a text only waits for an answer: "Select...", "<Fill in>", "[Enter name]", "____", "TBD"."""
    line = squeeze(text)
    if not line or len(line) > _LONGEST_PLACEHOLDER:
        return False
    if _ONLY_SIGNS.match(line) or _BRACKETED.match(line):
        return True
    if is_japanese(line):
        return bool(_PLACEHOLDER_JA.search(line))
    bare = " ".join(plain_words(line)).removeprefix("# ")
    return bool(bare) and bool(_PLACEHOLDER.match(bare) or re.match(r"^[-–—<\[(]{1,3}\s*(?:select|choose|pick)\b", line.casefold()))


_WAITING = frozenset(" ".join(term) for term in _terms(phrases.WAITING))


@lru_cache(maxsize=4096)
def is_waiting(text: str) -> bool:
    """Tell whether a value only says that nobody has answered yet: "Not Started", or a placeholder."""
    return is_placeholder(text) or " ".join(plain_words(text)) in _WAITING


_OPTIONS: dict[tuple[str, ...], str] = {
    plain_words(term): value for value, block in phrases.OPTIONS.items() for term in re.split(r"\s*\|\s*", block) if plain_words(term)
}
_GLYPH_OPTIONS = {
    term.strip(): value
    for value, block in phrases.OPTIONS.items()
    for term in re.split(r"\s*\|\s*", block)
    if term.strip() and not plain_words(term)
}


@lru_cache(maxsize=4096)
def option_value(text: str) -> str:
    """Return the position that an option stands for: yes, no, partial, n/a or unknown; empty for any other text."""
    line = squeeze(text)
    return _OPTIONS.get(plain_words(line), "") or _GLYPH_OPTIONS.get(line, "")


def is_mark(text: str) -> bool:
    """Tell whether a text is a sign that marks an option: X, a tick or a circle."""
    return squeeze(text) in _MARK_GLYPHS


_QUESTION_MARK = re.compile(r"[?？;](?=\s|$|[)\"'」])|[?？]")
_JA_ASKS = re.compile(
    r"(?:か[。.？?]?\s*$|ください|下さい|ているか|ますか|のこと[。]?\s*$|すること[。]?\s*$|"
    r"^(?:是否|请|請|如何|有无|有無|什么)|[吗嗎呢][。]?\s*$|니까[.。]?\s*$|시오[.。]?\s*$|세요[.。]?\s*$)"
)
_MODAL = re.compile(
    r"\b(?:shall|must|should|is required|are required|has to|have to|doit|doivent|muss|mussen|soll|sollen|debe|deben|deve|devem|"
    r"devono|moet|moeten|"
    r"is|are|has been|have been|est|sont|ist|sind|wird|werden|sera|essere)\b"
)
_ASK = frozenset(" ".join(term) for term in _terms(phrases.ASK))
_ENUMERATION = re.compile(r"^\s*(?:\(?[\dA-Za-z]{1,4}(?:[.\-]\d+)*[.):]\s+|\d+(?:\.\d+)+\s+|[A-Z]{2,6}[-.]?\d+[\w.\-]*[:.)]?\s+)")
_ABBREVIATION = re.compile(r"^IS\s+(?=.*[a-z])")  # information security, in a text that is no shouted question
_SHORT_WORDS = 3
_LONG_JAPANESE = 12  # characters
_LONG_WORDS = 120


@lru_cache(maxsize=65536)
def looks_like_question(text: str) -> float:
    """Return how much a text reads like something asked or demanded, 0 to 1; about 0.5 where a header must say it."""
    line = squeeze(text)
    if not line:
        return 0.0
    found = plain_words(_ABBREVIATION.sub("", _ENUMERATION.sub("", line)))
    if not found and not is_japanese(line):
        return 0.0
    score = 0.1
    if "?" in line or "？" in line:
        score += 0.6
    if is_japanese(line):
        return min(1.0, score + (0.5 if _JA_ASKS.search(line) else 0.0) + (0.25 if len(line) >= _LONG_JAPANESE else 0.0))
    if found and found[0] in _ASK:
        score += 0.25
    if _MODAL.search(" ".join(found)):
        score += 0.15
    if _SHORT_WORDS < len(found) <= _LONG_WORDS:
        score += 0.2
    return min(1.0, score)


_FOLLOW_UP = re.compile("^(?:" + "|".join(f"(?:{pattern})" for pattern in phrases.FOLLOW_UP) + ")")
_FOLLOW_UP_JA = re.compile(phrases.FOLLOW_UP_JA)


@lru_cache(maxsize=16384)
def is_follow_up(text: str) -> bool:
    """Tell whether a question hangs on the answer to the one above: "If yes, describe ..."."""
    line = squeeze(_ENUMERATION.sub("", squeeze(text)))
    if is_japanese(line):
        return bool(_FOLLOW_UP_JA.search(line))
    return bool(_FOLLOW_UP.match(" ".join(plain_words(line))))
