"""What a question asks for: whether, how often, when last, who, how many, a copy ...; and whether it asks for the opposite.

Rules, not statistics: each has a name that `fill explain` prints.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from questionnaire_filler.text import squeeze


class Asks(StrEnum):
    """The kind of fact that a question asks for."""

    COPY = "copy"  # a document to be handed over
    LAST = "last"  # the date or result of the last time
    HOW_OFTEN = "how-often"
    HOW_LONG = "how-long"
    HOW_MANY = "how-many"
    WHO = "who"
    WHERE = "where"
    WHICH = "which"
    WHETHER = "whether"
    HOW = "how"


_DOCUMENT = (
    r"(?:copy|copies|evidence|reports?|certificates?|document(?:s|ation)?|letter|results?|summary|sample|screenshots?|attestation|accounts|statements?|"
    r"diagram|plan|polic(?:y|ies))"
)
_COPY = (
    rf"\b(?:provide|send|share|attach|upload|submit|supply|furnish|forward|include|enclose)\b[^.?]{{0,40}}\b{_DOCUMENT}\b"
    r"|\bcopy of\b|\battach(?:ed|ment)?\b"
    rf"|\b(?:can|may|could|will) (?:we|you)\b[^.?]{{0,30}}\b(?:see|obtain|share|provide|get|receive|view)\b[^.?]{{0,40}}\b{_DOCUMENT}\b"
)
_HOW_LONG = (
    r"\bhow long\b|\bhow (?:soon|quickly|fast)\b|\b(?:for|within) how many\b|\bhow many (?:days|hours|months|years)\b"
    r"|\bwithin what\b|\bwhat is (?:the|your)[^.?]{0,30}\b(?:period|time ?frame|duration)\b"
)
# "in the last three years" is a span of time, not the last time
_LAST = (
    r"\b(?:last|latest|most recent(?:ly)?)\b(?! (?:name|resort|mile))(?! (?:\(?\w+\)? ){0,2}(?:months?|years?|days?|weeks?|quarters?)\b)"
    r"|\bdate of\b|\bwhen (?:was|were|did)\b"
)
_WHERE = (
    # "where permitted by law" limits, and asks for nothing
    r"(?:^|[,;:.?] |\band )\W*where\b(?! (?:\w+ly )?(?:permitted|possible|applicable|appropriate|required|allowed|available|necessary|"
    r"relevant|needed|feasible|supported|practica\w+)\b)|\bwhere (?:is|are|do|does|will|can)\b|"
    r"\b(?:which|what|list)\b[^.?]{0,20}\b(?:countr|region|location|jurisdiction)"
)
_HOW_OFTEN = (
    r"\bhow (?:often|frequently|regularly)\b|^\W*frequency\b|"
    r"\b(?:what|state|specify|which)\b[^.?]{0,30}\b(?:frequency|cadence|interval)"
)
_WHO = (
    # "personnel who are ..." describes people, "who are ..." asks for them
    r"(?:^|[^\w\s]\s*|\b(?:and|or|to|of|by|with|on|also|exactly|describe|explain|state|specify|indicate|identify|list|confirm|tell us|know|"
    r"including|please)\s+)[\"'“(]*who(?:se|m)?\b|^.{0,30}\bwhom\b|\bname and (?:title|contact|e-?mail)\b"
    r"|\bname of (?:the )?(?:person|individual|auditor|assessor|contact|company|firm|provider|vendor|tool|product)\b"
)
_WHICH = (
    r"\b(?:which|what (?:kind|type|tool|product|software|vendor|algorithm|standard|framework|version|company)s?)\b"
    r"|^\W*(?:please )?(?:list|identify|specify|name)\b"
)
_WHETHER = (
    r"^\W*(?:please )?(?:confirm|indicate|state|advise)\b.{0,12}\b(?:whether|if|that)\b"
    r"|^\W*(?:(?:do|does|did|is|are|was|were|has|have|had|could|would|must|should)(?:n['’]t)?|can(?:['’]t|not)?|will|won['’]t|may)\b"
    r"|[.:;,] ?(?:(?:do|does|is|are|has|have)(?:n['’]t)?|can(?:['’]t|not)?|will|won['’]t)\b"
)
_RULES: tuple[tuple[Asks, str], ...] = (
    (Asks.COPY, _COPY),
    (Asks.LAST, _LAST),
    (Asks.HOW_OFTEN, _HOW_OFTEN),
    (Asks.HOW_LONG, _HOW_LONG),
    (Asks.HOW_MANY, r"\bhow (?:many|much)\b|\b(?:number|percentage|amount|total) of\b"),
    (Asks.WHO, _WHO),
    (Asks.WHERE, _WHERE),
    (Asks.WHICH, _WHICH),
    (Asks.WHETHER, _WHETHER),
    (Asks.HOW, r"\bhow\b|\b(?:describe|explain|outline|detail|summari[sz]e|elaborate)\b"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _RULES)


@lru_cache(maxsize=65536)
def asks(text: str) -> Asks | None:
    """Return what a question asks for, the most telling kind first; None for a bare label or statement."""
    line = squeeze(text)
    return next((kind for kind, pattern in _COMPILED if pattern.search(line)), None)


@lru_cache(maxsize=16384)
def kinds(texts: tuple[str, ...]) -> frozenset[Asks | None]:
    """Return the kinds of fact that texts ask for."""
    return frozenset(asks(text) for text in texts)


_NEGATIONS = re.compile(
    r"\b(?:not|never|no|none|nor|neither|nobody|without|cannot|"
    r"(?:ca|do|does|did|is|are|was|were|wo|have|has|had|would|could|should|must|need)n't|"
    r"rarely|seldom|hardly|unable|impossible|neglect(?:s|ed)? to|refrain(?:s|ed)?|abstain(?:s|ed)?|ceas(?:e|es|ed) (?:to|using)|"
    # "controls to avoid ..." are for a purpose, "do you avoid ..." turns round
    r"(?<!to )(?:avoid(?:s|ed|ing)?|stop(?:s|ped)?|block(?:s|ed)?|eliminat(?:e|es|ed))|free (?:of|from)|"
    r"(?:turn|switch)(?:ed|es|s)?(?: (?!and |or |to )[\w'-]+){0,4} off|"
    r"(?:ke(?:pt|eps?)|sta(?:y|ys|yed)|left)(?: (?!and |or )[\w'-]+){0,3} out of(?! (?:hours|reach|band|office|scope|service)\b)|"
    r"(?:breach|incident|error|defect|malware|virus)-free|"
    r"(?:com|co-?|inter)mingl(?:e|es|ed|ing)|mixed (?:with|together)|"
    r"lacks?|lacking|absence|absent|"
    r"fail(?:s|ed|ure)? to|refuse[sd]?|except(?:ion|ions|ing|ed)?|exempt(?:ed|ion|ions)?|excluding|excluded?|excludes|other than|"
    r"outside|unless|prohibit(?:s|ed|ing)?|forbid(?:s|den)?|disallow(?:s|ed)?|prevent(?:s|ed|ing)?|disabled?|disables|"
    r"bypass(?:es|ed)?|missing|opt(?:ed)? out|"
    r"plain ?text|clear ?text|in the clear|hard-?coded|end[- ]of[- ]life|"
    r"single-factor|skip(?:s|ped)?|overdue|outdated|obsolete|(?:optional|voluntary)(?= (?:for|in|to|or)\b|\W*$)|optionally|voluntarily|"
    r"reversibl[ey]|freely(?! available| accessible)|"
    r"in (?:breach|violation|contravention) of|declin(?:e|es|ed|ing) to|disregard(?:s|ed|ing)?|ignor(?:e|es|ed|ing)|hesitat(?:e|es|ed)|"
    r"forg[eo]t(?:s|ten)?|omit(?:s|ted)?|flat network|network (?:is )?flat|(?:later|less|fewer|lower) (?:often |frequently )?than|"
    r"(?:keep|retain)(?:s|ed)?(?= (?:[\w']+ ){1,4}after (?:\w+ ){0,2}(?:deletion|erasure))|"
    r"(?:expired|lapsed)(?=\W*$)|retain(?:s|ed)? (?:their )?access)\b|\bnon-?(?=[a-z]{4})|"
    r"\bun(?=validat|segment|filter|scann|check|vett|supervis|audit|govern|inspect|encrypt|patch|"
    r"protect|authori[sz]|authenticat|secure|manage|monitor|approved|restrict|support|review|test|mask|"
    r"classif|control|document|logged|limited|answer|resolved|remediat|mitigat|verif|available|intentional)",
    re.IGNORECASE,
)
#: Turns of phrase in which a negation does not turn the question round.
_HARMLESS = re.compile(
    # how it is kept away, and what attackers are kept from, is no opposite
    r"\b(?:(?:how|what|explain|describe)\b[^.?]{0,40}\b(?:avoid|stop|block|prevent|eliminate)\w*|that nobody|"
    r"(?:attack\w*|intrusions?|intruders?|threats?|phishing|malware|spam|traffic|attempts?|requests|call-backs|devices?|attachments?|phones)\b"
    r"[^.?]{0,40}\b(?:stopped|blocked)|(?:stops?|blocks?) (?:\w+ ){0,4}"
    r"(?:attack\w*|intrusions?|threats?|phishing|malware|spam|traffic|attempts?|"
    r"requests|attachments?|devices?)|(?:once|if|when|should) [^.?]{0,30}\bstops?\b|"
    r"if (?:not|no)\b[^.?]*|^\W*if you (?:do not|don't|cannot|can't)\b[^,.?]*,|"
    r"whether or not|or not\b|not limited to|not only|(?:no|not|never) (?:later|less|fewer|lower) than|if none|"
    r"why not|n/?a or no|"
    r"yes/?no|yes or no|non-?disclosure\w*|non-?profit|non-?public|non-?repudiation|non-?compete|non-?production|"
    r"no more than|not less than|no less than|unauthori[sz]ed|not applicable|without (?:undue |unreasonable |any )?delay|"
    r"no longer (?:needed|required|necessary|used|in use)|no (?:single|one) (?:person|individual|employee|user|administrator)|"
    r"outside (?:of )?(?:the |your |our )?(?:regular|normal|usual|scheduled|standard|office|business|working)\b|"
    r"(?:phone|tel|telephone|fax|mobile|registration|reg|company|vat|tax|account|policy|ref|reference|serial|id|contact|house)\.? nos?\b|"
    r"\bno\.(?= ?(?:of\b|\d|:|$))|(?:including|through|until|at|to|,) end[- ]of[- ]life\b|"
    r"end[- ]of[- ]life (?:process|polic|management|disposal|media|procedure|notice|announcement)\w*|"
    r"\b(?:controls?|measures?|mechanisms?|tools?|tooling|solutions?|technolog(?:y|ies)|processes|procedures)\b[^.?]{0,40}"
    r"\b(?:prevent|avoid|stop|block)(?:s|ing)?\b|"
    # what a measure is for: "so that data is not recoverable"
    r"outside (?:researchers|parties|compan|counsel|auditors|firms|experts|consultants|organi|vendors|help|specialists)\w*|"
    r"(?:so that|such that|so|ensur\w+(?: that)?)\b[^.?]{0,40}\b(?:not|no longer|cannot|never)\b(?:[^.?]{0,30}mingled)?|^\W*other than\b|"
    r"(?:manag|handl|approv|track|document|review|grant|authori[sz])\w* (?:\w+ )?exceptions?|"
    r"(?:handling|management|approval) of exceptions?|"
    r"exceptions? (?:process|management|handling|register|log)\b|"
    r"loss prevention|intrusion prevention|prevention|"
    r"(?:yes|no) ?, ?(?:please|describe|explain)[^.?]*)",
    re.IGNORECASE,
)
#: Between two words that turn a question round together, as in "unsupported or end-of-life systems": they count once.
_JOINED = re.compile(r"\w*\W*(?:or|and|,|i\.e\.|that is)?\W*(?:or|and|,|i\.e\.|that is)\W*(?:\w+\W+)?", re.IGNORECASE)
_CLAUSE = re.compile(r"\([^)]*\)|\be\.?g\.?[^.?]*|\bsuch as\b[^.?,;]*", re.IGNORECASE)


@lru_cache(maxsize=65536)
def negations(text: str) -> tuple[str, ...]:
    """Return the words that turn a question round, in order; examples in brackets and turns that do no harm are left out."""
    plain = _HARMLESS.sub(" ", _CLAUSE.sub(" ", squeeze(text).replace("’", "'")))
    found: list[re.Match[str]] = []
    for match in _NEGATIONS.finditer(plain):
        if not (found and _JOINED.fullmatch(plain, found[-1].end(), match.start())):
            found.append(match)
    return tuple(_whole_word(plain, match) for match in found)


def turned_back(text: str) -> str:
    """Return the question without the words that turn it round: "Is any data stored unencrypted?" as "Is any data stored encrypted?"."""
    return squeeze(_NEGATIONS.sub("", squeeze(text).replace("’", "'")))


def _whole_word(text: str, match: re.Match[str]) -> str:
    """Return what was matched, to the end of the word that it begins: "unencrypted" for its "un"."""
    end = re.compile(r"[\w'-]*").match(text, match.end())
    return f"{match[0]}{end[0] if end else ''}".casefold()


def opposite(text: str, other: str) -> bool:
    """Tell whether two texts on the same fact ask for opposite things: one is turned round an odd number of times more than the other."""
    return (len(negations(text)) - len(negations(other))) % 2 == 1
