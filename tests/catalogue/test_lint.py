"""The catalogue's rules find what they are for, and pass what is right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questionnaire_filler.catalogue import lint
from questionnaire_filler.matching.asks import asks, negations
from questionnaire_filler.model import NearMiss, Topic

NEAR = (NearMiss("Are tapes sent away?"), NearMiss("Who makes the tapes?"), NearMiss("Is the cloud copied?"))
FILLER = tuple(f"Do you copy every one of the files of system number {number} at night?" for number in range(20))
BACKUP = Topic("backup", "Backups", "Whether data is backed up.", kind="yes-no", phrasings=(*FILLER[:1], "Backups", *FILLER[1:]), near=NEAR)


def other(name: str, **changes: object) -> Topic:
    """Return a topic like BACKUP with phrasings of its own."""
    texts = tuple(text.replace("copy", f"copy for {name}") for text in FILLER)
    near = tuple(NearMiss(f"{name}: {miss.text}") for miss in NEAR)
    return replace(BACKUP, id=name, **{"phrasings": (*texts, name), "near": near, **changes})


def found(*topics: Topic) -> list[str]:
    return [finding.what for finding in lint.faults(topics)]


def test_passes_what_is_right():
    assert found(BACKUP, other("exit", implies=("backup",)), other("tape", told_by=("backup",), decoy=True)) == []


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"id": "Back_up"}, "hyphens"),
        ({"phrasings": BACKUP.phrasings[:19]}, "20 are needed"),
        ({"phrasings": BACKUP.phrasings[:11], "decoy": True}, "12 are needed"),
        ({"near": NEAR[:2]}, "near misses"),
        ({"phrasings": (*BACKUP.phrasings, "BACKUPS!")}, "stands in backup already"),
        ({"near": (*NEAR, NearMiss("x", "nowhere"))}, "no topic"),
        ({"near": (*NEAR, NearMiss("x", "backup"))}, "another topic"),
        ({"near": (*NEAR, NearMiss("backups?"))}, "repeats a phrasing"),
        ({"phrasings": FILLER}, "no short form"),
        ({"phrasings": ("Are copies made?", *(f"copy {number}" for number in range(20)))}, "no long form"),
        ({"phrasings": (*BACKUP.phrasings[1:], FILLER[0])}, "first phrasing"),
        ({"implies": ("nowhere",)}, "no topic"),
        ({"told_by": ("backup",)}, "itself"),
    ],
)
def test_finds_what_is_wrong_with_a_topic(changes, what):
    told = found(replace(BACKUP, **changes))
    assert len(told) == 1
    assert what in told[0]


def test_finds_ids_and_phrasings_that_are_taken():
    assert any("the id is taken" in what for what in found(BACKUP, other("backup")))
    assert "stands in backup already" in found(BACKUP, other("exit", phrasings=(*other("exit").phrasings, "Backups")))


def test_a_decoy_is_not_the_same_as_a_topic():
    told = found(replace(BACKUP, implies=("exit",)), other("exit", implies=("backup",), decoy=True))
    assert told == ["cannot be the same as exit: one of them is a decoy", "cannot be the same as backup: one of them is a decoy"]


def test_two_topics_may_be_the_same_but_a_ring_of_three_makes_no_sense():
    assert found(replace(BACKUP, implies=("exit",)), other("exit", implies=("backup",))) == []
    ring = found(replace(BACKUP, implies=("exit",)), other("exit", implies=("tape",)), other("tape", implies=("backup",)))
    assert ring == ["implies itself by way of exit, tape", "implies itself by way of tape, backup", "implies itself by way of backup, exit"]


def test_whether_does_not_imply_how_often():
    assert "whether does not imply" in found(replace(BACKUP, implies=("often",)), other("often", kind="frequency"))[0]


def test_suspects_a_phrasing_that_is_turned_round():
    topic = replace(BACKUP, phrasings=("Is data sold?", "Do you sell data?", "Confirm that data is never sold.", "Data is sold"))
    assert [finding.text for finding in lint.turned_round([topic], negations)] == ["Confirm that data is never sold."]
    assert list(lint.turned_round([replace(topic, kind="text")], negations)) == []


def test_suspects_another_kind_of_fact():
    texts = ("Are backups tested?", "When was the last test?", "Who tests?", "How often do you test?", "Is it clear who tests the copies?")
    wide = replace(BACKUP, phrasings=texts)
    assert [finding.text for finding in lint.other_facts([wide], asks)] == list(texts[1:4])
    often = replace(wide, kind="frequency", phrasings=texts[3:4])
    assert list(lint.other_facts([often], asks)) == []


def test_suspects_words_that_no_dictionary_has():
    topic = replace(BACKUP, title="Backups", fact="", near=(), phrasings=("Are bakcups kept?", "Is MFA kept?", "Is the customer's kept?"))
    told = list(lint.misspelt([topic], {"backups", "kept", "customer"}))
    assert [(finding.what, finding.text) for finding in told] == [("is “bakcups” spelt right? (1 times)", "Are bakcups kept?")]
