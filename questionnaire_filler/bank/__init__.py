"""The answer bank on disk: its fields, its files, checks, search, and edits that leave the user's text alone."""

from questionnaire_filler.bank.store import load

__all__ = ["load"]
