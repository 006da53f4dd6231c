"""Learning: what people answered, accepted, passed over and rewrote, as edits of the bank for a person to confirm."""

from questionnaire_filler.learn.lessons import learn
from questionnaire_filler.learn.offers import offers
from questionnaire_filler.learn.suggestions import Learnt, Lesson, Terms, Trouble, TroubleKind

__all__ = ["Learnt", "Lesson", "Terms", "Trouble", "TroubleKind", "learn", "offers"]
