"""Word forms (.docx): reading them into the model and writing answers back by splicing bytes."""

from questionnaire_filler.forms.docx.reader import read
from questionnaire_filler.forms.docx.writer import write

__all__ = ["read", "write"]
