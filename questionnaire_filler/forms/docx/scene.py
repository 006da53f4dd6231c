"""What detection carries along while it reads a document: headings, protection, offers looked up once, and what was found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.slots import Offer, Protection, offer
from questionnaire_filler.forms.layout.lexicon import ColumnRole, header_role, is_follow_up, looks_like_question
from questionnaire_filler.forms.layout.refs import is_ref, leading_ref
from questionnaire_filler.model import Area, Role, Skipped, Slot
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.body import Place
    from questionnaire_filler.forms.docx.styles import Styles

_LABELS = {ColumnRole.ANSWER: Role.ANSWER, ColumnRole.COMMENT: Role.COMMENT, ColumnRole.EVIDENCE: Role.EVIDENCE}
_LONGEST_SECTION = 120
_PARAGRAPH_HEADING = 9  # bold lines stand below every heading style
_SHORT_LABELS = frozenset({"a", "ans", "resp"})
_LONGEST_POSITION = 4  # characters: "Yes", "Oui"; longer ones say what is to be stated ("Compliant")
_JAPANESE_WORD = 6  # characters that count as a word where nothing divides them
_ANSWER_WORD = re.compile(
    r"\b(?:answer|response|reply|r[ée]ponse|antwort|respuesta|resposta|risposta|antwoord|a|ans|resp)\b|回答|答え", re.IGNORECASE
)
_COUNTED = re.compile(r"(?<=[A-Za-zéÉ])\s*#?\d+(?:\.\d+)*$")  # "Answer 3", "A3"
_REQUIRED = re.compile(r"(?:\*\s*$|\((?:required|mandatory|obligatoire|erforderlich|pflicht|obligatorio|必須)\))", re.IGNORECASE)


@dataclass(slots=True)
class Item:
    """A question on its way to the form: not yet numbered.

    Attributes:
        where: The address of its text.
        text: The question.
        slots: Where its answer goes; the main one first.
        ref: The form's own identifier.
        section: Headings, outermost first.
        context: What else stands beside it.
        assumed: Nothing but blank room says that it is to be answered here.
        fact: It stands in a table of labels that all have a value: a form that people completed, or no form.
    """

    where: str
    text: str
    slots: list[Slot]
    ref: str = ""
    section: tuple[str, ...] = ()
    context: str = ""
    assumed: bool = False
    fact: bool = False

    @property
    def follow_up(self) -> bool:
        """It hangs on the answer to the question above."""
        return is_follow_up(self.text)

    @property
    def required(self) -> bool:
        """The form says that it must be answered."""
        return bool(_REQUIRED.search(self.text))


@dataclass(slots=True)
class Scene:
    """The state of detection."""

    styles: Styles
    protection: Protection
    items: list[Item] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    _offers: dict[int, Offer] = field(default_factory=dict)

    def offer(self, place: Place) -> Offer:
        """Return what a place offers, looked up once."""
        key = id(place)
        if key not in self._offers:
            self._offers[key] = offer(place, self.protection)
        return self._offers[key]

    def heading(self, level: int, text: str) -> None:
        """Enter a section."""
        text = squeeze(text)[:_LONGEST_SECTION]
        if text:
            self.headings = [(depth, title) for depth, title in self.headings if depth < level]
            self.headings.append((level, text))

    def line_heading(self, text: str) -> None:
        """Enter a section that only a bold line names."""
        self.heading(_PARAGRAPH_HEADING, text)

    @property
    def section(self) -> tuple[str, ...]:
        """The headings that the reading stands under, outermost first."""
        return tuple(title for _, title in self.headings)

    def add(self, where: str, text: str, slots: list[Slot], *, ref: str = "", section: tuple[str, ...] = ()) -> Item:
        """Keep a question with its slots."""
        ref = ref or leading_ref(text)
        if ref and text.startswith(ref) and is_ref(ref):
            text = text[len(ref) :].lstrip(" .):\t-–") or text
        item = Item(where, text, slots, ref.strip(" []().:"), (*self.section, *section))
        self.items.append(item)
        return item


def asks(text: str) -> bool:
    """Tell whether a text clearly asks or demands something by itself."""
    line = squeeze(text)
    return looks_like_question(line) >= 0.45 and len(line) < 1500  # noqa: PLR2004 -- ask word and enough words; longer is prose


def answer_label(text: str) -> Role | None:
    """Return the role that a label like `Answer:`, `A:` or `Vendor comments` names, or None for any other text."""
    line = _COUNTED.sub("", squeeze(text).rstrip(":：").strip())
    if line.casefold() in _SHORT_LABELS and squeeze(text).endswith((":", "：")):
        return Role.ANSWER
    hint = header_role(line) if line and len(line.split()) <= 4 else None  # noqa: PLR2004 -- longer is a question
    return _LABELS.get(hint.role) if hint is not None and hint.weight >= 0.9 else None  # noqa: PLR2004 -- the label says that and no more


def role_beside(text: str) -> Role | None:
    """Return the role of a label in a small table below or beside a question: `Response`, `Compliant (Y/N)`, `Explanation`."""
    hint = header_role(squeeze(text).rstrip(":："))
    if hint is not None and hint.role is ColumnRole.MARK and len(squeeze(text)) > _LONGEST_POSITION:
        return Role.ANSWER
    return answer_label(text)


def says_answer(label: str) -> bool:
    """Tell whether a label speaks of an answer in so many words, where `Status` or `Compliance` may head anything."""
    return answer_label(label) is Role.ANSWER and bool(_ANSWER_WORD.search(_COUNTED.sub("", label.rstrip(":： "))))


def asked_before_label(text: str) -> str:
    """Return the question of a text that ends in a label for its own answer, as "Who signs off? Answer:" does; empty for any other."""
    line = text.rstrip()
    if not line.endswith((":", "：")):
        return ""
    cut = max(line.rfind(sign) for sign in "\n?？。") + 1
    asked, label = line[:cut].strip(), line[cut:]
    return asked if len(asked.split()) + len(asked) // _JAPANESE_WORD > 1 and says_answer(label) else ""


def is_label(text: str) -> bool:
    """Tell whether a text is a short label that ends in a colon: "Company name:"."""
    line = squeeze(text)
    return line.endswith((":", "：")) and len(line.split()) <= 12 and len(line) <= 100  # noqa: PLR2004 -- longer is a sentence that announces
