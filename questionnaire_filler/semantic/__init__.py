"""The semantic extra: a sentence model that the user provides, read from disk and run here; nothing is ever downloaded."""

from questionnaire_filler.semantic.cache import VectorCache, cache_folder
from questionnaire_filler.semantic.encoder import Encoder, OnnxNetwork
from questionnaire_filler.semantic.models import SentenceModel, find_model

__all__ = ["Encoder", "OnnxNetwork", "SentenceModel", "VectorCache", "cache_folder", "find_model"]
