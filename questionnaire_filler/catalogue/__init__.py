"""The catalogue: the open map of what security questionnaires ask, written in YAML (data/), shipped compiled (compiled/)."""

from questionnaire_filler.catalogue.loader import Catalogue, load, load_semantic

__all__ = ["Catalogue", "load", "load_semantic"]
