"""The frame in which a question puts a fact: a plan for it, its past, its reason, whose duty it is.

Whether something is done is one fact; whether it is planned, was done once, why, or whether the customer ought to do it, is another.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SEEKING = (
    r"(?:obtain|achiev|get|becom|pursu|seek|introduc|implement|adopt|support|add|offer|launch|roll|move|migrat|certif|start|begin|run|"
    r"perform|conduct|deploy|build|open|hire|replac|undergo|complet)\w*"
)
_PLANS = (
    r"\b(?:you|we|they|it|company|organi[sz]ation|vendor|supplier|provider) (?:currently |also |now |still )?"
    r"(?:plan|planning|intend|intending|consider|considering|aim|expect|hope|about) (?:to |on )?(?!how|which)\w+"
    rf"|\bplans? (?:to|for) (?:the )?{_SEEKING}|\b(?:are there|have|any) (?:any )?plans? (?:to|for)\b"
    r"|\b(?:is|are|was|were)\b[^.?]{3,60}\bplanned\b(?! (?:interval|schedul|frequen|mainten|change|release|outage|downtime))"
    r"|\b(?:on (?:the|your) )?roadmap\b|\bin (?:the )?(?:near )?future\b|\bfuture plans?\b"
    r"|\bworking towards?\b|\b(?:from|by|during|within) (?:the )?next (?:year|quarter|month)\b|\bby when\b|\btarget date\b"
    r"|\bwhen will\b|\bwill you (?:soon|ever)\b|\bin (?:the )?process of (?:obtaining|becoming|getting)\b"
)
_PAST = (
    r"\b(?:in|during|over|within) the (?:last|past|previous|preceding)\b|\b(?:last|past|previous) (?:year|quarter|month)\b|\bpreviously\b"
    r"|\bin the past\b|\bever\b|\b(?:in|during|since) (?:19|20)\d\d\b|\bso far\b|\bto date\b|\bsince when\b|\bhistor(?:y|ically)\b"
)
_CUSTOMERS_DUTY = (
    r"\b(?:should|must) (?:we|our|customers?|clients?|institutions?)\b|\bdo (?:we|customers?|clients?) (?:have|need) to\b"
    r"|\b(?:are|is) (?:we|customers?|clients?|the customer|our \w+) (?:required|obliged|expected|supposed|responsible)\b"
)
_FRAMES: tuple[tuple[str, str], ...] = (
    ("plans", _PLANS),
    ("the past", _PAST),
    ("the reason", r"^\W*why\b(?! not)|\breasons? (?:for|why)\b|\brationale\b|\bjustif(?:y|ication)\b"),
    ("what the customer should do", _CUSTOMERS_DUTY),
    ("help for the customer", r"\b(?:help|assist|advise|train|support) (?:us|our (?:staff|users|team|employees))\b|\bon our behalf\b"),
    ("a legal duty", r"\byou (?:legally |contractually )?(?:required|obliged|obligated|mandated) (?:by|to)\b"),
    ("how well it works", r"\bhow (?:do|does|did) (?:you|\w+) (?:measure|evaluate)\b|\bhow (?:effective|mature|successful)\b"),
)
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _FRAMES)


@lru_cache(maxsize=16384)
def frames(text: str) -> frozenset[str]:
    """Return the frames that a text puts its fact in: "plans", "the past", "the reason"; empty for the plain fact."""
    return frozenset(name for name, pattern in _COMPILED if pattern.search(text))
