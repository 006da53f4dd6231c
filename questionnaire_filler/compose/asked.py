"""What kind of answer a question's wording asks for: to be told something, or Yes or No."""

from __future__ import annotations

import re

#: Questions that want to be told something: the words go into the place of the answer, not a bare Yes.
_OPEN = re.compile(
    r"^\W*(?:[\d.]+\W+)?(?:please\s+|kindly\s+)?"
    r"(?:(?:at|by|for|from|in|of|on|through|to|under|until|with|within|à|auf|bei|dans|de|en|für|mit|par|pour|seit|von)\s+(?=[hqwc]))?"
    r"(?:describe|explain|provide|list|specify|state|name|identify|outline|detail|give|summari[sz]e|"
    r"elaborate|enter|attach|define|indicate|how|what|which|who|whom|whose|when|where|why|wessen|"
    r"beschreiben|erläutern|nennen|wie|was|welche\w*|wer|wann|wo|warum|décri\w+|expliqu\w+|précis\w+|indiqu\w+|quel\w*|comment|qui|quand|où|"
    r"describ\w+|expli\w+|indi\w+|qué|cuál\w*|cómo|quién\w*|cuándo|dónde)\b",
    re.IGNORECASE,
)
#: Questions that a Yes or No would answer, whatever the bank says in words.
_CLOSED = re.compile(
    r"^\W*(?:[\w.]{1,8}[.):]\s+)?(?:please\s+(?:confirm|indicate|state)\b|if\b|do|does|did|is|are|was|were|has|have|had|can|could|will|would|"
    r"should|may|must)\b",
    re.IGNORECASE,
)
_LONGEST_LABEL = 10  # words
#: "Name" and "List" as nouns, which ask for nothing by themselves.
_NOUN = re.compile(r"^\W*(?:name|list|state|outline)(?:\s*$|\s+(?:of|and)\b|\s*[,/(])", re.IGNORECASE)
#: What makes a sentence of a few words.
_SENTENCE = re.compile(
    r"[?？;!。]|\.\s*$|"
    r"\b(?:please|is|are|was|were|be|been|has|have|had|do(?= (?:you|we|they|your|the)\b)|does|did|can|could|will|would|shall|should|"
    r"may|must)\b",
    re.IGNORECASE,
)
#: Labels that want a description, not a value.
_DESCRIBED = re.compile(
    r"\b(?:approach|architecture|comments?|controls?|descriptions?|details?|explanations?|how|justification|management|measures?|methods?|"
    r"methodology|notes?|overview|plans?|polic(?:y|ies)|practices?|procedures?|process(?:es)?|program(?:me)?s?|rationale|strateg(?:y|ies)|"
    r"summary|beschreibung|konzept|verfahren|maßnahmen|richtlinien?|procédures?|processus|mesures|politiques?)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\b(?:how many|wie viele|combien|cuánt[oa]s|quant[oaie]s?|hoeveel)\b", re.IGNORECASE)
_AND_WHAT = re.compile(r"\band\s+(?:wh\w+|how)\b", re.IGNORECASE)
_WHETHER = re.compile(r"\bwhether\b", re.IGNORECASE)


def asks_openly(text: str) -> bool:
    """Whether a question wants to be told something, which a bare Yes would not answer."""
    return _OPEN.match(text) is not None


def asks_for_words_alone(text: str) -> bool:
    """Whether a Yes or No says nothing to a question: "Which regions are there?"; not "Please state whether ...", and no statement."""
    return asks_openly(text) and _CLOSED.match(text) is None and _WHETHER.search(text) is None


def is_label(text: str) -> bool:
    """Whether a question is the label of a field: a few words that name a value ("Number of employees: ____"), no sentence, no request."""
    name = re.sub(r"\s*:?[\s_…]*(?:_+|…|\.{3,})?\s*$", "", text)
    if not name or len(name.split()) > _LONGEST_LABEL or _SENTENCE.search(name):
        return False
    return not _DESCRIBED.search(name) and (not asks_openly(name) or _NOUN.match(name) is not None)


def asks_for_a_number(text: str) -> bool:
    """Whether a question asks how many there are, and no more than that."""
    return _HOW_MANY.search(text) is not None and _AND_WHAT.search(text) is None
