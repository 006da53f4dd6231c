"""The details of a person or an office that a question lists: "contact (name, title, e-mail, phone)"."""

from __future__ import annotations

import re
from functools import lru_cache

_ASKED = {
    "a name": r"(?<!company )(?<!user )names?(?! of (?:the )?(?:company|product|service|tool|vendor))",
    "a title": r"(?:job )?titles?|roles?|positions?",
    "an e-mail address": r"e-?mails?(?: address(?:es)?)?",
    "a phone number": r"(?:tele)?phones?(?: numbers?)?",
}
_FIELD = "|".join(_ASKED.values())
#: At least two details in a row.
_LIST = re.compile(rf"\b(?:{_FIELD})(?:\s*(?:,|;|/|&|\band\b)\s*(?:and )?(?:{_FIELD}))+", re.IGNORECASE)
_COMPILED = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _ASKED.items()}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_PHONE = re.compile(r"\+?\d[\d ()/.-]{5,}\d")
_WORDS = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=4096)
def fields(text: str) -> frozenset[str]:
    """Return the details that a question lists, where it lists two or more in a row."""
    listed = " ".join(found[0] for found in _LIST.finditer(text))
    return frozenset(name for name, pattern in _COMPILED.items() if pattern.search(listed))


def told_fields(answer: str) -> frozenset[str]:
    """Return the details that an answer may give; of words nobody can tell whether they are a name or a title."""
    bare = _PHONE.sub(" ", _EMAIL.sub(" ", answer))
    found = {"an e-mail address"} if _EMAIL.search(answer) else set()
    found |= {"a phone number"} if _PHONE.search(answer) else set()
    return frozenset(found | ({"a name", "a title"} if _WORDS.search(bare) else set()))
