"""The answer bank on disk: its fields, its files, checks, search, and edits that leave the user's text alone."""

from questionnaire_filler.bank.store import load, load_or_begin

__all__ = ["load", "load_or_begin"]
