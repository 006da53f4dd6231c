"""What stands for an entry when it is found through a topic: looked up once for each pair, and asked by features and guards alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.matching.asks import kinds
from questionnaire_filler.matching.content_words import content_words

if TYPE_CHECKING:
    from questionnaire_filler.matching.asks import Asks
    from questionnaire_filler.matching.knowledge import Knowledge
    from questionnaire_filler.model import Entry


@dataclass(frozen=True, slots=True)
class Known:
    """What stands for an entry.

    Attributes:
        texts: Its own questions and the topic's phrasings.
        stored: All of them and the answer, as one text.
        words: The buckets of the words of all that.
        own_words: The same without the topic's phrasings.
        kinds: What is asked for by the texts.
        document: The fact is a document to be handed over.
    """

    texts: tuple[str, ...]
    stored: str
    words: frozenset[int]
    own_words: frozenset[int]
    kinds: frozenset[Asks | None]
    document: bool = False


def known_of(entry: Entry, knowledge: Knowledge | None = None, fact: int = -1) -> Known:
    """Return what stands for an entry that was found through a topic; -1 for its own question."""
    own = (entry.question, *entry.alternates)
    words = frozenset(bucket for text in (*own, entry.answer) for _, bucket in content_words(text))
    if knowledge is None or fact < 0:
        return Known(own, _stored(own, entry), words, words, kinds(own))
    topic = knowledge.topics[fact]
    texts = (*own, *topic.phrasings)
    every_word = words | set(knowledge.words_of(fact).tolist())
    return Known(texts, _stored(texts, entry), every_word, words, kinds(own) | knowledge.kinds_of(fact), topic.kind == "document")


def _stored(texts: tuple[str, ...], entry: Entry) -> str:
    return " ".join((*texts, entry.answer))
