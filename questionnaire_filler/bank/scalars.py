"""What the words of a bank's file mean: positions, levels, dates, periods. Each function raises ValueError with a message for the user."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from rapidfuzz import fuzz, process

from questionnaire_filler.model import Disclosure, Position, Status
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_T = TypeVar("_T")

#: YAML 1.1's booleans among them: a bank that went through another tool must not lose its positions.
_POSITIONS: dict[str, Position] = {
    **dict.fromkeys(("yes", "y", "true", "on"), Position.YES),
    **dict.fromkeys(("no", "n", "false", "off"), Position.NO),
    **dict.fromkeys(("partial", "partially", "partly"), Position.PARTIAL),
    **dict.fromkeys(("n/a", "na", "n.a.", "not applicable"), Position.NA),
}
_DISCLOSURES = {str(level): level for level in Disclosure}
_STATUSES = {status.value: status for status in Status}

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PERIOD = re.compile(r"(\d{1,5})\s*(d|days?|w|weeks?|m|mo|months?|y|years?)", re.IGNORECASE)
#: Days of a unit, as a fraction: a month is a twelfth of a year, so that 12m is 1y.
_UNITS = {"d": (1, 1), "w": (7, 1), "m": (365, 12), "y": (365, 1)}
_MAX_DAYS = 36_500
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CUTOFF = 60.0


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'answer'?", or nothing where no known word is near."""
    best = process.extractOne(word.casefold(), list(known), scorer=fuzz.ratio, score_cutoff=_CUTOFF)
    return f"; did you mean '{best[0]}'?" if best else ""


def position(text: str) -> Position:
    """Return the position that a word stands for, in any case."""
    return _one_of(text, _POSITIONS, [member.value for member in Position])


def disclosure(text: str) -> Disclosure:
    """Return the level that a word stands for."""
    return _one_of(text, _DISCLOSURES, list(_DISCLOSURES))


def status(text: str) -> Status:
    """Return the status that a word stands for."""
    return _one_of(text, _STATUSES, list(_STATUSES))


def _one_of(text: str, meanings: Mapping[str, _T], names: list[str]) -> _T:
    found = meanings.get(squeeze(text).casefold())
    if found is None:
        raise ValueError(f"'{squeeze(text)}' is none of {', '.join(names)}{did_you_mean(text, names)}")
    return found


def day(text: str) -> date:
    """Return a date written YYYY-MM-DD."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"'{squeeze(text)}' is no date; write it as YYYY-MM-DD")
    try:
        return date(*map(int, found.groups()))
    except ValueError as error:
        raise ValueError(f"'{text.strip()}' is no day of the calendar; write it as YYYY-MM-DD") from error


def period(text: str) -> int:
    """Return a period (180d, 26w, 6m, 1y) in days; a month counts as a twelfth of 365 days."""
    found = _PERIOD.fullmatch(text.strip())
    if not found:
        hint = f"; did you mean '{text.strip()}d'?" if text.strip().isdigit() else "; write it as 180d, 26w, 6m or 1y"
        raise ValueError(f"'{squeeze(text)}' is no period{hint}")
    days, per = _UNITS[found[2][0].casefold()]
    length = int(found[1]) * days // per
    if not 0 < length <= _MAX_DAYS:
        raise ValueError(f"'{text.strip()}' is no review cycle; write 1d to 100y, or delete the line for none")
    return length


def identifier(text: str) -> str:
    """Return an entry's id: letters, digits, dots, hyphens and underscores, at most 100."""
    if not _ID.fullmatch(text):
        raise ValueError(f"'{squeeze(text)}' is no id: use lower-case words with hyphens, such as '{kebab(text) or 'encryption-at-rest'}'")
    return text


def kebab(text: str) -> str:
    """Return the text as lower-case words with hyphens between them, at most 100 characters."""
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold()))[:100].rstrip("-")


def is_kebab(text: str) -> bool:
    """Whether an id is written in lower-case words with hyphens."""
    return _KEBAB.fullmatch(text) is not None
