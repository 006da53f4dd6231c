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
        r"hosting (?:provider|facility|facilities|partner|compan(?:y|ies)|environment|platform)|data ?cent(?:er|re)s?(?: provider)?|co-?lo(?:cation)?|cloud (?:service )?providers?|aws|amazon web services|azure|gcp|google cloud",
    ),
    (
        "suppliers",
        r"(?:your|the|key|critical|external|other) (?:suppliers|vendors)|outsourc\w+|service providers|third[- ]part(?:y|ies)(?! (?:penetration|pen|offensive|red[- ]team\w*|audits?|auditors?|assessments?|tests?|testing|certif\w+|verif\w+|reviews?|attest\w+|security (?:assess\w*|audits?|tests?)|assessors?)\b)",
    ),
    (
        "client systems",
        r"client (?:systems?|devices?|machines?|computers?|endpoints?)|workstations?|laptops?|desktops?|endpoints?|mobile devices?",
    ),
    ("AI", r"ai|artificial intelligence|machine[- ]learning|llms?|generative"),
    ("developers", r"developers?|programmers?|engineers"),
    ("consultants", r"consultants?"),
    ("backups", r"back-?\s?ups?"),
    ("paper records", r"paper|hard ?cop(?:y|ies)|printed"),
    ("parent company", r"parent compan(?:y|ies)|subsidiar(?:y|ies)|affiliates?"),
    ("mobile app", r"mobile apps?|mobile applications?"),
    ("API", r"apis?"),
    ("wireless networks", r"wireless|wi-?fi"),
    (
        "cleaning and facility staff",
        r"(?:cleaning|cleaners?|facilit(?:y|ies)|janitorial|maintenance) (?:and \w+ )?(?:staff|personnel|crews?|compan(?:y|ies))",
    ),
)

_PROVIDERS = (
    r"(?:payment|payroll|ai|llm|model|e-?mail|database|backup|cdn|dns|support|insurance|identity|internet|network|telecom\w*|software|"
    r"hardware|saas|iaas|paas|analytics|marketing|recruitment|staffing|logistics|managed(?: security)?(?: service)?) "
    r"(?:processors?|providers?|vendors?|suppliers?|registrars?|agenc(?:y|ies)|firms?|partners?)|mssps?|manufacturers?|oems?|couriers?"
)
_COMPANY = (
    r"stripe|paypal|adyen|microsoft|google|openai|anthropic|okta|auth0|datadog|splunk|github|gitlab|atlassian|jira|slack|zoom|cloudflare|"
    r"fastly|crowdstrike|salesforce|hubspot|zendesk|intercom|twilio|sendgrid|snowflake|mongodb|oracle|ibm|neon(?:db)?|vercel|heroku|"
    r"digitalocean"
)
#: Who else may do it, where they are the subject of the question; in other places these words say nothing of whose fact it is.
SUBJECTS: Lexicon = (
    ("customers", r"customers?|clients?"),
    ("users", r"(?:end[- ])?users?"),
    (
        "partners",
        r"(?:business |channel |sales )?partners?|resellers?|distributors?|agents|franchisees?|joint ventures?|affiliates?|(?:group|sister|holding) compan(?:y|ies)",
    ),
    (
        "auditors",
        r"(?:external )?(?:auditors?|assessors?)|regulators?|investors?|shareholders?|competitors?|insurers?|banks?|landlords?|law firms?",
    ),
    (
        "applicants",
        r"(?:job )?(?:applicants?|candidates?)|(?:former|past|terminated|departed|departing) (?:employees|staff|personnel|users)|leavers|visitors?|guests",
    ),
    ("an officer", r"dpo|data protection officer|c[ieft]so?|chief (?:\w+ ){1,2}officer"),
    ("contractors", r"sub-?contractors?|contractors|freelancers?|consultants?|interns|volunteers|temps|agency staff"),
    ("other providers", _PROVIDERS),
    ("another company", _COMPANY),
)
_SUBJECT = r"(?:^|[?.;:,] |\band )\W*(?:please (?:confirm|state) (?:that|whether|if) )?(?:(?:do|does|did|can|could|will|would|have|has|are|is|must|should|may) )?(?:all |any |each |every |most )?(?:of )?(?:the |your |our )?"

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
    ("customer-managed keys", r"customer[- ](?:managed|controlled|held) (?:encryption )?keys?|byok|cmek|bring your own key"),
    ("the DPA", r"dpas?|data processing (?:agreement|addendum)"),
    ("anonymity", r"anonymous(?:ly)?"),
    (
        "data of employees",
        r"(?<!our )(?<!our own )(?:employees?['’]?|staff|personnel|hr|human resources|(?:job )?applicants?['’]?|candidates?['’]?) (?:personal )?(?:data|information|records)|(?:data|information|records) of (?!our )(?:\w+ )?(?:employees|staff|applicants|candidates)|application data",
    ),
    ("e-mail", r"e-?mails?(?! (?:address|contact))"),
    ("the website", r"(?:corporate|company|marketing|public|documentation|docs|your) (?:web ?)?(?:site|page)s?|website"),
    ("visitors", r"visitors?"),
    ("biometric data", r"biometric\w*"),
    ("log data", r"log data"),
    ("internal traffic", r"micro-?services?|internal (?:networks?|traffic|services?|communications?)|service[- ]to[- ]service"),
    ("threat models", r"threat[- ]model\w*"),
    (
        "test environments",
        r"(?:test|testing|staging|development|non-?production|dev|qa|sandbox) (?:and \w+ )?(?:environments?|systems?|data)",
    ),
    ("an office", r"(?:in|at|from) (?:your|the|its) [\w-]+ (?:office|branch|site|location)"),
    ("licence keys", r"licen[cs]e keys?"),
    ("security staff", r"security (?:staff|employees|personnel|specialists|professionals|engineers|people)"),
)

#: Names that an answer must say itself: what others call the same fact does not tell where, or with what, this vendor does it.
DETAILS: Lexicon = (
    ("the EU", r"e\.?u\.?(?! (?:gdpr|general|ai act|data protection|directive|regulation))|eea|europe|european (?:union|economic area)"),
    ("the US", r"(?-i:US|USA|U\.S\.(?:A\.)?)|united states|america"),
    ("the UK", r"(?-i:UK|U\.K\.)(?! gdpr)|united kingdom|great britain|england"),
    ("Canada", r"canada|canadian"),
    ("Germany", r"germany|german"),
    ("France", r"france|french"),
    ("Switzerland", r"switzerland|swiss"),
    ("Ireland", r"ireland|irish"),
    ("Australia", r"australian?"),
    ("India", r"indian?"),
    ("Japan", r"japan|japanese"),
    ("China", r"china|chinese"),
    ("Singapore", r"singapore"),
    ("Brazil", r"brazil(?:ian)?"),
    ("AES-256", r"aes[- ]?256|256[- ]bit(?: aes)?"),
    ("AES-128", r"aes[- ]?128|128[- ]bit(?: aes)?"),
    ("TLS 1.2", r"tls[- ]?v?1\.2"),
    ("TLS 1.3", r"tls[- ]?v?1\.3"),
    ("SHA-256", r"sha[- ]?256"),
    ("AWS", r"aws|amazon web services"),
    ("RDS", r"rds|aurora"),
    ("Azure", r"azure"),
    ("GCP", r"gcp|google cloud(?: platform)?"),
    ("Oracle", r"oracle"),
    ("Okta", r"okta"),
    ("Entra ID", r"entra(?: id)?|azure ad|azure active directory"),
    ("Google Workspace", r"google workspace|g suite"),
    ("all plans", r"(?:all|every|each) (?:plans?|tiers?|editions?|subscriptions?)"),
)
#: Who names the one names the other as well.
WITHIN = {"Germany": "the EU", "France": "the EU", "Ireland": "the EU", "Entra ID": "Azure", "RDS": "AWS"}

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


#: "name of your largest customer": the detail is another's.
_DETAIL_OF = (
    r"\b(?:name|address|telephone|phone|e-?mail|contact|number|location|headquarters)s? (?:number |details |person |address )?(?:of|for|at) "
    r"(?:the |your |our )?(?:\w+ )?"
)
_COMPANIES = frozenset({"other providers", "another company"})


@lru_cache(maxsize=8)
def _subjects() -> tuple[tuple[str, re.Pattern[str]], ...]:
    # "customers' data", "user access": there the word only describes what the question is about
    after = r"(?!['’]s?\b)(?! (?:data|information|content|records?|access|accounts?|environments?|systems?|support|passwords?)\b)(?![\w-])"
    return tuple(
        (name, re.compile(rf"(?:{_SUBJECT}|{_DETAIL_OF})(?:{pattern}){'' if name in _COMPANIES else after}", re.IGNORECASE))
        for name, pattern in SUBJECTS
    )


@lru_cache(maxsize=16384)
def subjects(text: str) -> frozenset[str]:
    """Return the others that a question says do something: "partners" in "Do your partners encrypt data?"."""
    return frozenset(name for name, pattern in _subjects() if pattern.search(text))


@lru_cache(maxsize=8)
def _compiled(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)) for name, pattern in lexicon)


@lru_cache(maxsize=16384)
def named(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the names of a lexicon that a text uses."""
    return frozenset(name for name, pattern in _compiled(lexicon) if pattern.search(text))


def mentioned(text: str, lexicon: Lexicon, names: frozenset[str]) -> frozenset[str]:
    """Return those of the names that a text uses: all that stands for a fact is long, and is searched for no others."""
    return frozenset(name for name, pattern in _compiled(lexicon) if name in names and pattern.search(text))
