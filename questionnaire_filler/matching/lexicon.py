"""Names that change the fact whenever they stand in a question and in nothing that is stored for its answer: actors and standards."""

from __future__ import annotations

import re
from functools import lru_cache

Lexicon = tuple[tuple[str, str], ...]

#: Whose fact it is, when it is not the vendor's own.
ACTORS: Lexicon = (
    ("subprocessors", r"sub-?\s?processors?|sub-?\s?contractors?|fourth[- ]part(?:y|ies)|downstream (?:providers|vendors)"),
    (
        "the hosting provider",
        r"hosting (?:provider|facility|facilities|partner|compan(?:y|ies))|data ?cent(?:er|re)s?(?: provider)?|co-?lo(?:cation)?|cloud (?:service )?providers?|aws|amazon web services|azure|gcp|google cloud",
    ),
    (
        "suppliers",
        r"(?:your|the|key|critical|external|other) (?:suppliers|vendors)|outsourc\w+|service providers|third[- ]part(?:y|ies)(?! (?:penetration|pen|offensive|red[- ]team\w*|audits?|auditors?|assess|tests?|testing|certif|verif|review|attest|security (?:assess|audit|test)))",
    ),
    (
        "client systems",
        r"client (?:systems?|devices?|machines?|computers?|endpoints?)|workstations?|laptops?|desktops?|endpoints?|mobile devices?",
    ),
    ("AI", r"ai|artificial intelligence|machine[- ]learning|llms?|generative"),
    ("developers", r"developers?|programmers?|engineers"),
    ("backups", r"back-?\s?ups?"),
    ("paper records", r"paper|hard ?cop(?:y|ies)|printed"),
    ("parent company", r"parent compan(?:y|ies)|subsidiar(?:y|ies)|affiliates?"),
    ("mobile app", r"mobile apps?|mobile applications?"),
    ("API", r"apis?"),
    ("wireless networks", r"wireless|wi-?fi"),
)

#: What it is about, where a word beside the others makes it another fact: change management, and whether it includes *privacy*.
OBJECTS: Lexicon = (
    # "security and privacy" is how customers say security
    ("privacy", r"(?<!security and )(?<!security & )(?:privacy|data protection)(?! and (?:information )?security)"),
    ("contracts", r"contractual(?:ly)?|(?:part of|in) (?:the|our|your|a|any) (?:\w+ )?contracts?"),
    ("training", r"training|trained|awareness"),
    ("supply chain", r"supply[- ]chains?"),
    ("source code", r"source[- ]code"),
    ("network devices", r"network (?:devices?|equipment)|routers?|switches"),
    ("environmental controls", r"environmental"),
)

#: Standards, laws and schemes; the name as users know it.
STANDARDS: Lexicon = (
    ("ISO 27701", r"27701"),
    ("ISO 27017", r"27017"),
    ("ISO 27018", r"27018"),
    ("ISO 22301", r"22301"),
    ("ISO 9001", r"9001"),
    ("ISO 42001", r"42001"),
    ("ISO 27001", r"27001"),
    ("ISO 27002", r"27002"),
    ("SOC 1", r"soc[- ]?1|ssae[- ]?(?:16|18)|isae[- ]?3402"),
    ("SOC 2", r"soc[- ]?2|soc ii"),
    ("SOC 3", r"soc[- ]?3"),
    ("HITRUST", r"hitrust"),
    ("HIPAA", r"hipaa|hitech"),
    ("PCI DSS", r"pci(?:[- ]?dss)?"),
    ("FedRAMP", r"fedramp"),
    ("StateRAMP", r"stateramp|txramp|tx-ramp"),
    ("CMMC", r"cmmc"),
    ("NIST 800-171", r"800-171"),
    ("NIST 800-53", r"800-53"),
    ("FERPA", r"ferpa"),
    ("GLBA", r"glba|gramm[- ]leach"),
    ("SOX", r"sox|sarbanes"),
    ("CJIS", r"cjis"),
    ("ITAR", r"itar"),
    ("DORA", r"dora"),
    ("NIS2", r"nis ?2"),
    ("GDPR", r"gdpr|general data protection regulation"),
    ("CCPA", r"ccpa|cpra|california consumer privacy"),
    ("LGPD", r"lgpd"),
    ("COPPA", r"coppa"),
    ("TISAX", r"tisax"),
    ("CSA STAR", r"csa star|star (?:registry|certification|level)"),
    ("Cyber Essentials", r"cyber essentials"),
    ("FIPS", r"fips"),
    ("WCAG", r"wcag"),
    ("Section 508", r"(?:section )?508"),
    ("EU AI Act", r"ai act"),
)


@lru_cache(maxsize=8)
def _compiled(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)) for name, pattern in lexicon)


@lru_cache(maxsize=8192)
def named(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the names of a lexicon that a text uses."""
    return frozenset(name for name, pattern in _compiled(lexicon) if pattern.search(text))
