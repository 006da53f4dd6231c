"""The semantic extra: a sentence model that the user provides, read from disk and run here; nothing is ever downloaded."""

from questionnaire_filler.semantic.encoder import Encoder
from questionnaire_filler.semantic.models import SentenceModel, find_model

__all__ = ["Encoder", "SentenceModel", "find_model"]
