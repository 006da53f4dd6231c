"""The short list names the topics that looking at every phrasing names, and leaves nothing behind from one text to the next."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.linking import topics_of
from questionnaire_filler.matching.evidence import BEST_WEIGHT, facts_of
from questionnaire_filler.matching.index import build, document_frequencies
from questionnaire_filler.matching.shortlist import Shortlist, by_row
from questionnaire_filler.matching.tokens import vector
from tests.matching.kit import knowledge, sampled

KNOWN = knowledge()
SHARED = Shortlist(KNOWN, BEST_WEIGHT)


def test_rows_hold_what_the_index_holds():
    texts = ["Do you encrypt data?", "", "Is data backed up and data restored?"]
    idf = document_frequencies(texts)
    index = build(texts, idf)
    rows = by_row(index)
    for number, text in enumerate(texts):
        span = slice(rows.starts[number], rows.starts[number + 1])
        alone = build([text], idf)
        assert sorted(zip(rows.buckets[span].tolist(), rows.weights[span].tolist(), strict=True)) == sorted(
            zip(alone.buckets.tolist(), alone.weights.tolist(), strict=True)
        )


def test_it_names_the_topic_that_all_phrasings_name():
    facts = facts_of((), {}, KNOWN)
    asked = [text for _, *texts in sampled(60) for text in texts]
    alike = [topics_of(text, facts)[0][0] == SHARED.topics(text)[0][0] for text in asked]
    assert np.mean(alike) >= 0.95


def test_likeness_is_that_of_the_nearest_phrasing():
    topic, text, _ = sampled(1)[0]
    found, likely, alike = SHARED.topics(text)[0]
    assert KNOWN.topics[found].id == topic.id
    assert alike == pytest.approx(KNOWN.phrasings.dot(vector(text, KNOWN.idf)).max(), abs=1e-4)
    assert alike == pytest.approx(1, abs=0.1)  # small weights are not stored
    assert likely > 0.5


@given(st.text(max_size=100))
@settings(max_examples=25, deadline=None)
def test_any_text_gives_topics_likeliest_first(text):
    found = SHARED.topics(text)
    likely = [probability for _, probability, _ in found]
    assert likely == sorted(likely, reverse=True)
    assert sum(likely) == pytest.approx(1)
    assert len({topic for topic, _, _ in found}) == len(found) == 12


def test_one_text_leaves_nothing_behind_for_the_next():
    first = SHARED.topics("Do you support single sign-on?")
    SHARED.topics("Is customer data encrypted at rest?")
    assert SHARED.topics("Do you support single sign-on?") == first
