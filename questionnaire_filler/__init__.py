"""Fill in vendor security questionnaires from an approved answer bank, and give the same file back."""

__version__ = "0.1.0"
