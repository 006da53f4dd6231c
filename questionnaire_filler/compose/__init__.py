"""From an approved answer to what is written into the form's slots, in the form's own vocabulary.

No text is generated: a position is put into the form's words, an entry's text is taken as it stands, and a citation is put after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.compose.answers import Answer, Citation, Unfit, citations, cite, contradiction
from questionnaire_filler.compose.beside import explained, source_lines
from questionnaire_filler.compose.main import main_place
from questionnaire_filler.settings import Cite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.model import Disclosure, Question, Write

__all__ = ["Answer", "Citation", "Unfit", "citations", "cite", "compose"]


def compose(
    question: Question, answers: Sequence[Answer], *, cite_where: Sequence[Cite], disclosure: Disclosure
) -> tuple[Write, ...] | Unfit:
    """Return the writes that put the answers into the question's slots.

    Args:
        question: The question with its slots.
        answers: One for each part of the question; usually one.
        cite_where: Where citations go; only `Cite.COMMENT` matters here.
        disclosure: What this customer may be told.

    Returns:
        Writes in the order of the slots, or why nothing fits.
    """
    main = contradiction(answers) or main_place(question, answers)
    if isinstance(main, Unfit):
        return main
    sources = source_lines(answers, disclosure) if Cite.COMMENT in cite_where else ()
    return explained(question, answers, main, sources)
