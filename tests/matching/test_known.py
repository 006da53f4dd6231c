"""What stands for an entry: its own words, and those of the topic through which it was found."""

from __future__ import annotations

from questionnaire_filler.matching.asks import Asks, kinds
from questionnaire_filler.matching.known import known_of
from tests.matching.kit import entry, knowledge

KNOWN = knowledge()
ENTRY = entry("e", "Do you back up data?", alternates=("How often are backups made?",), answer="Yes, every night.")


def test_without_a_topic_an_entry_stands_for_itself():
    found = known_of(ENTRY)
    assert found.texts == ("Do you back up data?", "How often are backups made?")
    assert found.stored == "Do you back up data? How often are backups made? Yes, every night."
    assert found.words == found.own_words
    assert found.kinds == {Asks.WHETHER, Asks.HOW_OFTEN}
    assert not found.document
    assert known_of(ENTRY, KNOWN) == found


def test_a_topic_adds_its_phrasings_and_what_they_ask_for():
    row, topic = next((row, topic) for row, topic in enumerate(KNOWN.topics) if topic.kind == "document")
    found, alone = known_of(ENTRY, KNOWN, row), known_of(ENTRY)
    assert found.texts == (*alone.texts, *topic.phrasings)
    assert found.stored.endswith(f"{topic.phrasings[-1]} Yes, every night.")
    assert found.kinds == kinds(found.texts)
    assert found.own_words == alone.own_words < found.words
    assert found.document
