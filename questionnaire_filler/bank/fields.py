"""The one table of what may stand in the bank: it makes the checks, the reference page and `answers.schema.json`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What kind of value a field takes; the value is what the reference page prints."""

    ID = "id"
    LINE = "text"
    TEXT = "text, may have several lines"
    LINES = "text or list of texts"
    TAGS = "word or list of words"
    SCOPE = "tag or list of tags"
    POSITION = "yes, no, partial or n/a"
    DISCLOSURE = "public, nda or internal"
    STATUS = "draft or approved"
    DATE = "date (YYYY-MM-DD)"
    REVIEWED = "date (YYYY-MM-DD) or never"
    PERIOD = "period (180d, 26w, 6m, 1y) or never"
    URL = "link (https://...)"
    SOURCES = "list of sources"
    FRAMEWORKS = "mapping of instrument to id or list of ids"
    SCHEMA = "1"
    ENTRIES = "list of entries"


@dataclass(frozen=True, slots=True)
class Field:
    """One key that may stand in the bank.

    Attributes:
        name: As the user writes it.
        kind: What it takes.
        help: What it means, as one sentence.
        example: A value as it may stand in the file.
        required: It must be there.
        attribute: The attribute of `Entry` or `Source` that takes it, where the name differs.
        known_as: What people write instead; named in the hint for an unknown key.
    """

    name: str
    kind: Kind
    help: str
    example: str
    required: bool = False
    attribute: str = ""
    known_as: tuple[str, ...] = ()

    @property
    def target(self) -> str:
        """The attribute of `Entry` or `Source` that takes the value."""
        return self.attribute or self.name


_SECTION = Field(
    "section", Kind.LINE, "The heading that the entries belong under.", "Encryption", known_as=("category", "domain", "chapter")
)
_OWNER = Field(
    "owner",
    Kind.LINE,
    "Who keeps the answer true; named in findings.",
    "security@example.com",
    known_as=("author", "sme", "contact", "responsible"),
)
_DISCLOSURE = Field(
    "disclosure",
    Kind.DISCLOSURE,
    "Who may be told: everybody, customers under a non-disclosure agreement, or nobody outside. Absent: public.",
    "nda",
    known_as=("visibility", "confidentiality", "classification"),
)
_REVIEWED = Field(
    "reviewed",
    Kind.REVIEWED,
    "The day a person last checked the answer.",
    "2026-08-01",
    known_as=("last_reviewed", "reviewed_on", "review_date", "updated"),
)
_REVIEW_EVERY = Field(
    "review_every",
    Kind.PERIOD,
    "How long a review holds; after that the answer is stale and waits for a person. A month is a twelfth of 365 days. Absent: for ever.",
    "180d",
    attribute="review_days",
    known_as=("review_cycle", "review_days", "review_interval", "max_age"),
)
_SCOPE = Field(
    "scope",
    Kind.SCOPE,
    "The products or deployments that the answer holds for. Absent, or an empty list: all.",
    "[cloud]",
    known_as=("product", "products", "applies_to", "scopes", "deployment"),
)

#: The keys that an entry takes from its file when it has none of its own.
DEFAULTS = (_SECTION, _OWNER, _DISCLOSURE, _REVIEWED, _REVIEW_EVERY, _SCOPE)

FILE_FIELDS = (
    Field("schema", Kind.SCHEMA, "The version of the format.", "1", required=True, known_as=("version",)),
    *DEFAULTS,
    Field(
        "answers",
        Kind.ENTRIES,
        "The entries.",
        "- id: encryption-at-rest ...",
        required=True,
        known_as=("entries", "questions", "items", "bank"),
    ),
)

ENTRY_FIELDS = (
    Field(
        "id",
        Kind.ID,
        "Stable name of the entry; cited, never reused.",
        "encryption-at-rest",
        required=True,
        known_as=("key", "name", "slug"),
    ),
    Field(
        "question",
        Kind.LINE,
        "The question, in your own words.",
        "Is customer data encrypted at rest?",
        required=True,
        known_as=("q", "title", "prompt", "text"),
    ),
    Field(
        "alternates",
        Kind.LINES,
        "Other phrasings of the same question; each counts as confirmed by a person.",
        "[Do you encrypt stored data?]",
        known_as=("alternate", "aliases", "synonyms", "variants", "phrasings", "also"),
    ),
    Field(
        "not_for",
        Kind.LINES,
        "Questions that look alike and ask something else; never answered with this entry.",
        "[Are backups encrypted?]",
        known_as=("not", "never", "exclude", "negatives"),
    ),
    Field("topic", Kind.ID, "The topic of the catalogue that the entry answers.", "enc-rest", known_as=("fact", "catalogue")),
    Field(
        "position",
        Kind.POSITION,
        "Where you stand; absent for answers that are neither. The answer or the position must be there.",
        "yes",
        known_as=("stance", "value", "yes_no", "verdict"),
    ),
    Field(
        "answer",
        Kind.TEXT,
        "The approved words. The answer or the position must be there.",
        "All customer data is encrypted at rest with AES-256.",
        known_as=("a", "response", "reply", "text", "answers"),
    ),
    Field(
        "short",
        Kind.LINE,
        "The same in few words, for places with a length limit.",
        "AES-256",
        known_as=("brief", "short_answer", "summary"),
    ),
    Field(
        "sources",
        Kind.SOURCES,
        "What a citation points to.",
        "[{title: Encryption standard, ref: §3.2}]",
        known_as=("source", "references", "citations", "evidence"),
    ),
    _SCOPE,
    _DISCLOSURE,
    Field(
        "status",
        Kind.STATUS,
        "Only an approved entry fills itself in. Absent: approved.",
        "approved",
        known_as=("state", "approved", "draft"),
    ),
    _REVIEWED,
    _REVIEW_EVERY,
    Field(
        "expires",
        Kind.DATE,
        "The last day on which the answer holds.",
        "2027-02-01",
        known_as=("valid_until", "expiry", "expire", "expiration"),
    ),
    Field(
        "frameworks",
        Kind.FRAMEWORKS,
        "Ids of the same question in known instruments.",
        "{CAIQ-4: CEK-03.1}",
        known_as=("framework", "controls", "mappings", "refs"),
    ),
    Field("tags", Kind.TAGS, "Words to find the entry by.", "[encryption]", known_as=("tag", "keywords", "labels")),
    Field(
        "note",
        Kind.TEXT,
        "Private: shown in review only, never written to a form, draft or report.",
        "Never promise customer-managed keys.",
        known_as=("notes", "comment", "comments", "internal_note"),
    ),
    _OWNER,
    _SECTION,
)

SOURCE_FIELDS = (
    Field("title", Kind.LINE, "The document's name.", "Encryption standard", required=True, known_as=("name", "document")),
    Field("version", Kind.LINE, "Its version.", '"2.1"', known_as=("revision", "rev")),
    Field("ref", Kind.LINE, "The section, page or control in it.", "§3.2", known_as=("section", "page", "clause", "paragraph")),
    Field("url", Kind.URL, "Where it stands.", "https://trust.example.com/encryption", known_as=("link", "href", "uri")),
    Field("date", Kind.DATE, "Its date.", "2026-08-01", known_as=("published", "updated", "on")),
    Field(
        "expires",
        Kind.DATE,
        "The last day on which the document is valid, for certificates and reports.",
        "2027-02-01",
        known_as=("valid_until", "expiry"),
    ),
    Field(
        "disclosure",
        Kind.DISCLOSURE,
        "Who may read of it; a citation above what the customer may be told is left out. Absent: public.",
        "public",
        known_as=("visibility", "confidentiality"),
    ),
)
