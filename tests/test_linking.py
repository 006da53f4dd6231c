"""Linking: which topics an entry answers, said by the bank or found by its questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questionnaire_filler import linking
from questionnaire_filler.linking import Link, judges, links, matcher_for, topics_of
from questionnaire_filler.matching import details
from questionnaire_filler.matching.evidence import facts_of
from tests.matching.kit import SETTINGS, bank, entry, knowledge, matcher, questions, sampled

KNOWN = knowledge()
TOPICS = {topic.id: topic for topic in KNOWN.topics}


def linked(*entries):
    return links(entries, KNOWN)


def test_what_the_bank_says_itself_is_sure():
    (link,) = linked(entry("e", "Is the canteen open?", topic="sso"))
    assert (next(iter(link.topics)), link.probability, link.given, link.sure) == ("sso", 1.0, True, True)


def test_a_topic_that_the_catalogue_does_not_know_is_no_topic():
    (link,) = linked(entry("e", "Does the product support single sign-on?", topic="no-such-topic"))
    assert not link.given
    assert next(iter(link.topics)) == "sso"


def test_a_question_of_the_catalogue_links_to_its_topic():
    asked = sampled(60)
    found = linked(*[entry(topic.id, text) for topic, text, _ in asked])
    right = [next(iter(link.topics), "") == topic.id for link, (topic, _, _) in zip(found, asked, strict=True)]
    assert sum(right) >= 0.95 * len(right)
    assert all(0 <= weight <= 1 for link in found for weight in link.topics.values())
    assert [link.entry for link in found] == [topic.id for topic, _, _ in asked]


@pytest.mark.parametrize("question", ["Does the canteen serve fish on Fridays?", "", "???", "データ"])
def test_what_no_topic_asks_links_to_none(question):
    (link,) = linked(entry("e", question))
    assert link.topics == {}
    assert not link.sure


def test_each_part_of_a_question_links_to_its_own_topic():
    (link,) = linked(entry("e", "Does the product support single sign-on? Is customer data encrypted at rest?"))
    assert {"sso", "enc-rest"} <= set(link.topics)


def test_an_alternate_links_where_it_is_clear():
    plain, more = linked(
        entry("plain", "Does the canteen serve fish on Fridays?"),
        entry("more", "Does the canteen serve fish on Fridays?", alternates=("Does the product support single sign-on?",)),
    )
    assert plain.topics == {}
    assert "sso" in more.topics


def test_what_a_topic_implies_is_linked_as_far_as_the_topic():
    topic = next(topic for topic in KNOWN.topics if topic.implies)
    (link,) = linked(entry("e", "Is it so?", topic=topic.id))
    assert set(topic.implies) <= set(link.topics)
    assert {link.topics[other] for other in topic.implies} == {1.0}


TOLD = [
    (topic.id, detail, TOPICS[detail].kind) for topic in KNOWN.topics for detail in topic.told_by if TOPICS[detail].kind in details.KINDS
]


@pytest.mark.parametrize(
    ("kind", "answer"), [("frequency", "Yes, every quarter."), ("period", "We keep them for 30 days."), ("number", "There are 12.")]
)
def test_a_detail_is_linked_where_the_answer_names_it(kind, answer):
    topic, detail, _ = next(told for told in TOLD if told[2] == kind and told[1] not in TOPICS[told[0]].implies)
    silent, telling = linked(
        entry("a", "Is it so?", topic=topic, answer="Yes, we do so."), entry("b", "Is it so?", topic=topic, answer=answer)
    )
    assert detail not in silent.topics
    assert detail in telling.topics


def test_many_entries_are_linked_by_a_short_list_to_the_same_topics(monkeypatch):
    entries = [entry(topic.id, text) for topic, text, _ in sampled(40)]
    whole = linked(*entries)
    monkeypatch.setattr(linking, "_FEW_ENTRIES", 10)
    listed = linked(*entries)
    same = [next(iter(one.topics), "") == next(iter(other.topics), "") for one, other in zip(whole, listed, strict=True)]
    assert sum(same) >= 0.95 * len(same)


def test_beyond_many_entries_alternates_do_not_link(monkeypatch):
    one = entry("e", "Does the canteen serve fish on Fridays?", alternates=("Does the product support single sign-on?",))
    monkeypatch.setattr(linking, "_MANY_ENTRIES", 0)
    assert linked(one)[0].topics == {}


def test_topics_come_likeliest_first_and_are_alike():
    found = topics_of("Does the product support single sign-on?", facts_of((), {}, KNOWN))
    assert KNOWN.topics[found[0][0]].id == "sso"
    assert [probability for _, probability in found] == sorted((probability for _, probability in found), reverse=True)
    assert topics_of("", facts_of((), {}, KNOWN)) == []


@pytest.mark.parametrize(("probability", "topics", "sure"), [(0.8, {"a": 1.0}, True), (0.79, {"a": 1.0}, False), (0.99, {}, False)])
def test_a_link_is_sure_from_a_probability_on(probability, topics, sure):
    assert Link("e", topics, probability).sure is sure


@pytest.mark.parametrize("catalogue", [True, False])
def test_the_matcher_follows_the_settings(catalogue):
    entries = [entry(topic.id, text) for topic, text, _ in sampled(10)]
    asked = questions(other for *_, other in sampled(10))
    made = matcher_for(bank(entries), replace(SETTINGS, catalogue=catalogue)).match(asked)
    assert made == matcher(*entries, catalogue=catalogue).match(asked)
    assert any(candidate.topic for proposal in made.proposals for candidate in proposal.candidates) is catalogue
    assert made.threshold in {judges()["catalogue" if catalogue else "words"].threshold, judges()["words"].unusual_threshold}


def test_two_things_that_a_question_joins_are_linked_each():
    (link,) = linked(entry("e", "Do you require multi-factor authentication for employees and administrators?"))
    assert {"mfa-int", "mfa-int-priv"} <= set(link.topics)


def test_how_often_is_no_question_after_an_owner():
    (link,) = linked(entry("e", "How often do you test your business continuity and disaster recovery plans?"))
    assert {"bcp-test-freq", "dr-test-freq"} <= set(link.topics)
    assert "bc-owner" not in link.topics
