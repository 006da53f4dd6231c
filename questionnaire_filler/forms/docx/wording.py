"""What a paragraph is by its own words and look: a question, a request, an instruction, a short label, a bold line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaire_filler.forms.docx.body import Place
from questionnaire_filler.forms.docx.scene import asks, is_label
from questionnaire_filler.forms.layout import vocabulary
from questionnaire_filler.forms.layout.lexicon import is_follow_up, is_japanese, longest_term, looks_like_question, plain_words
from questionnaire_filler.forms.layout.refs import leading_ref
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from questionnaire_filler.forms.docx.body import Block
    from questionnaire_filler.forms.docx.scene import Scene

LONGEST_QUESTION = 1500  # characters
_CAPTION = {"caption"}
_QUESTION_END = re.compile(r"[?？][\s\"'”’)\]*]*(?:\([^()]*\)\s*|\[[^\[\]]*\]\s*)*[.*]?$")
_QUESTION_END_JA = re.compile(r"(?:か|ください|下さい)[。．.]?\s*(?:[(（][^()（）]*[)）])?$")
_INSTRUCTION_STYLES = ("instruction", "guidance")
_TELLS_HOW = re.compile(
    r"\b(?:to answer the|answer the (?:following|question)|select\W{1,3}yes|refer to|tick the|check the box|complete (?:the|this|each))\b",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"^\W{0,3}(?:please|note|n\.?b\.?|hint|guidance|include|for example|e\.g|see |attach|be as|use additional|where (?:relevant|applicable)"
    r"|bitte|hinweis|merci|veuillez|précis|indique si|por favor|nota|※)",
    re.IGNORECASE,
)
_REQUESTS = re.compile(
    r"^(?:please|describe|explain|list|provide|outline|specify|indicate|state|identify|detail|summari[sz]e|give|name|confirm|attach|elaborate"
    r"|briefly|discuss|tell|share|if|what|which|who|where|when|how|why|do|does|is|are|has|have|can|will"
    r"|décri\w+|précise\w*|indique\w*|fournisse\w*|liste\w*|veuillez|expliquez|beschreib\w+|erläuter\w+|nenn\w+|bitte|geben|führen|welche\w*|wie"
    r"|describ\w+|explique\w*|proporcione\w*|detalle\w*|descreva\w*|informe\w*|descriv\w+|fornire|elenc\w+|beschrijf|geef|licht)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:[:;,]|;\s+(?:and|or|und|et|y))$")
_REQUEST = 0.5  # likeness to a question that a numbered request without a question mark needs
_FEW_WORDS = 3
_LABEL_WORDS = 6


def is_strong(place: Place, scene: Scene) -> bool:
    """Tell whether a paragraph is a question by its own words: it ends as one, or is a numbered request."""
    line = squeeze(place.text)
    if len(line) > LONGEST_QUESTION or not asks(line):
        return False
    numbered = is_numbered(place, scene)
    if not numbered and _TELLS_HOW.search(line):
        return False
    if ends_as_question(line):
        return True
    return numbered and looks_like_question(line) >= _REQUEST and not _GOES_ON.search(line) and not _answers_itself(line)


def ends_as_question(text: str) -> bool:
    """Tell whether a text ends with a question mark, or as a question or a request does in Japanese."""
    line = squeeze(text)
    return bool(_QUESTION_END.search(line)) or (is_japanese(line) and bool(_QUESTION_END_JA.search(line)))


def is_numbered(place: Place, scene: Scene) -> bool:
    """Tell whether a paragraph has a number, of a list or of its own."""
    if place.node.child("w:pPr", "w:numPr") is not None or leading_ref(squeeze(place.text)):
        return True
    return "number" in scene.styles.of(place.node).name.casefold()


def in_list(place: Place, scene: Scene) -> bool:
    """Tell whether a paragraph is an item of a list."""
    return is_numbered(place, scene) or scene.styles.of(place.node).name.casefold().startswith("list")


def requests(text: str) -> bool:
    """Tell whether a text asks somebody to tell something, where others tell to do something: "Describe", not "Ensure"."""
    line = squeeze(text)
    ref = leading_ref(line)
    bare = line[len(ref) :].lstrip(" .):\t-–") if ref and line.startswith(ref) else line
    return ends_as_question(line) or "?" in line or is_japanese(line) or bool(_REQUESTS.match(bare))


def _answers_itself(line: str) -> bool:
    """Tell whether a statement follows the question mark: "Who decides? The owner decides.", where "Please describe." would ask."""
    head, mark, rest = line.rpartition("?")
    rest = rest.strip(" .")
    return bool(head and mark) and len(rest.split()) >= _FEW_WORDS and not (_REQUESTS.match(rest) or is_follow_up(rest))


def adds_to_question(place: Place, asked: Place, scene: Scene) -> bool:
    """Tell whether a paragraph only adds to the question above it: an instruction, an explanation, an item of the list it announces."""
    if is_strong(place, scene) or scene.styles.heading_level(place.node) is not None:
        return False
    line = squeeze(place.text)
    if asked.text.rstrip().endswith((":", "：")):
        return in_list(place, scene) or not asks(line)
    if is_advice(place, scene):
        return True
    numbered = is_numbered(place, scene)
    return not numbered and (not asks(line) or is_numbered(asked, scene)) and not is_label(line) and not is_bold_line(place)


def is_advice(place: Place, scene: Scene) -> bool:
    """Tell whether a paragraph says by its first words how a question is to be answered, or when."""
    line = squeeze(place.text)
    return is_instruction(place, scene) or is_follow_up(line) or bool(_ADDS.match(line)) or line.startswith(("(", "（", "["))


def is_instruction(place: Place, scene: Scene) -> bool:
    """Tell whether a paragraph says by its style or first word that it instructs."""
    name = scene.styles.of(place.node).name.casefold()
    return any(word in name for word in _INSTRUCTION_STYLES) or squeeze(place.text).casefold().startswith(("instruction:", "note:"))


def is_quiet(place: Place, scene: Scene) -> bool:
    """Tell whether a paragraph neither asks nor heads: a table of contents, a caption, an instruction."""
    styles = scene.styles
    return styles.is_contents(place.node) or styles.of(place.node).name.casefold() in _CAPTION or is_instruction(place, scene)


def is_bold_line(place: Place) -> bool:
    """Tell whether a paragraph is bold throughout and no sentence."""
    pieces = [piece for piece in place.paragraphs[0].pieces if piece.text.strip()]
    return bool(pieces) and all(piece.run.on("w:rPr", "w:b") for piece in pieces) and not place.text.endswith((".", ","))


def is_short_label(block: Block) -> bool:
    """Tell whether a block is a paragraph with a label of a few words: "Name:"."""
    return isinstance(block, Place) and is_label(block.text) and len(block.text.split()) <= _LABEL_WORDS and "\n" not in block.text


def names_vendor_fact(label: str) -> bool:
    """Tell whether a label is mostly the name of a fact about a vendor: "Company name", not "Version"."""
    found = plain_words(label)
    if found in {("date",), ("title",)}:
        return False  # of what the document is, as well as of whom
    return bool(found) and 2 * len(longest_term(vocabulary.VENDOR_FACTS, found)) >= len(found)
