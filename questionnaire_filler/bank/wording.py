"""What a text of the bank says: numbers with their units, blanks left in, personal data."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from questionnaire_filler.text import printable, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = re.compile(
    r"\[\[.*?\]\]|\{\{.*?\}\}|<(?!https?:|mailto:|/)[^<>\n@=]{2,60}>|_{4,}|\b(?:TODO|TBD|TBC|FIXME|XXX+)\b"
    r"|\[(?i:insert|your|enter|company|vendor|customer|name|date|number|link|url|fill)\b[^\]\n]{0,60}\]|(?i:\blorem ipsum\b)",
    re.DOTALL,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Addresses of a function, which may be given to anybody.
_ROLES = frozenset(
    words(
        "abuse account accounts admin billing care ciso compliance contact dataprotection dpo feedback finance gdpr hello help helpdesk hr "
        "incident incidents info it legal mail noreply office ops postmaster press privacy psirt sales security service soc status support "
        "team trust vulnerability webmaster"
    )
)
_PHONE = re.compile(r"(?<![\w./#-])(?:\+\d|\(0?\d|0\d)[\d ()/.-]{6,20}\d(?![\w/-])")
_PHONE_DIGITS = range(8, 16)
_CONTACT = re.compile(
    r"\b(?:contacts?|signer|signatory|signature|signed|respondents?|officer|representative|dpo|e-?mail|phone|telephone|address|reach|report(?:ed|ing)?)\b",
    re.IGNORECASE,
)

_UNITS: dict[str, tuple[str, Fraction]] = {
    "second": ("time", Fraction(1)),
    "minute": ("time", Fraction(60)),
    "hour": ("time", Fraction(3600)),
    "day": ("time", Fraction(86_400)),
    "week": ("time", Fraction(7 * 86_400)),
    "month": ("time", Fraction(30 * 86_400)),
    "year": ("time", Fraction(365 * 86_400)),
    "%": ("share", Fraction(1)),
    "percent": ("share", Fraction(1)),
    "bit": ("bits", Fraction(1)),
    "character": ("characters", Fraction(1)),
    "employee": ("people", Fraction(1)),
    "staff": ("people", Fraction(1)),
    "attempt": ("attempts", Fraction(1)),
}
_QUANTITY = re.compile(
    rf"(?<![\w.])(\d{{1,6}}(?:\.\d{{1,4}})?)(?:\s*-?\s*({'|'.join(filter(str.isalpha, _UNITS))})s?\b|\s*(%))", re.IGNORECASE
)


def quantities(text: str) -> dict[str, frozenset[Fraction]]:
    """Return the numbers of a text by what they measure, in one unit each: 48 hours and 2 days are the same time."""
    found: dict[str, set[Fraction]] = {}
    for number, name, sign in _QUANTITY.findall(text):
        measure, factor = _UNITS[(name or sign).casefold()]
        found.setdefault(measure, set()).add(Fraction(number) * factor)
    return {measure: frozenset(values) for measure, values in found.items()}


def other_number(left: str, right: str) -> str:
    """Return what two texts measure with different numbers throughout ("time"); empty where they do not."""
    first, second = quantities(left), quantities(right)
    return next((measure for measure in first if measure in second and not first[measure] & second[measure]), "")


def blank(text: str) -> str:
    """Return the first blank left in a text, such as [[company]], TODO or <date>; empty where there is none."""
    found = _BLANKS.search(text)
    return found.group() if found else ""


def personal(text: str) -> Iterator[str]:
    """Yield a text's e-mail addresses and phone numbers; those of a function (security@) do not count."""
    for found in _EMAIL.finditer(text):
        if re.sub(r"[^a-z]", "", found.group().split("@")[0].casefold()) not in _ROLES:
            yield found.group()
    for found in _PHONE.finditer(text):
        if sum(map(str.isdigit, found.group())) in _PHONE_DIGITS:
            yield found.group()


def is_contact(text: str) -> bool:
    """Whether a text speaks of a person or place to turn to, whose data belongs there."""
    return _CONTACT.search(text) is not None


def invisible(text: str) -> bool:
    """Whether a text holds characters that nobody sees, such as zero-width spaces or marks that turn the writing direction."""
    return printable(text) != text
