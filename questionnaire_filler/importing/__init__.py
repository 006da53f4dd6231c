"""Importing: what other programs and pages know, as drafts of entries for a person to confirm."""

from questionnaire_filler.importing.found import Contents, Found
from questionnaire_filler.importing.page import read_page
from questionnaire_filler.importing.propose import Imported, Skipped, propose, read
from questionnaire_filler.importing.tables import read_table

__all__ = ["Contents", "Found", "Imported", "Skipped", "propose", "read", "read_page", "read_table"]
