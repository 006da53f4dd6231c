"""From a text to its features: the same for every way of writing it, and of one length."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.matching.tokens import BUCKETS, counts, normal, stem, stems, vector

IDF = np.ones(BUCKETS, dtype=np.float32)
UNEVEN = np.linspace(1, 8, BUCKETS, dtype=np.float32)
WORDS = ["data", "backup", "backups", "MFA", "the", "is", "ISO27001", "no."]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_vector_is_sorted_and_has_length_one(text):
    buckets, weights = vector(text, UNEVEN)
    assert (np.diff(buckets) > 0).all()
    assert np.isfinite(weights).all()
    assert len(buckets) == len(weights)
    assert np.isclose(weights @ weights, 1.0 if stems(text) else 0.0)


@given(st.text(alphabet=st.sampled_from("aﬁＭＦＡ①²Å é’'\u0301eﾊﾟ- ")))
@settings(max_examples=80, deadline=None)
def test_compatible_forms_are_the_same_text(text):
    plain = unicodedata.normalize("NFKC", text)
    assert [column.tolist() for column in vector(text, IDF)] == [column.tolist() for column in vector(plain, IDF)]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("ＭＦＡ for staff", "MFA for staff"),
        ("Conﬁdential ﬁles", "confidential files"),
        ("DO YOU ENCRYPT?", "do you encrypt"),
        ("the vendor’s staff", "the vendor's staff"),
        ("  Do you\n\tencrypt —  data? ", "do you encrypt data"),
        ("multi-factor authentication", "2FA"),
        ("Are back-ups tested?", "Are backups tested?"),
        ("ISO/IEC 27001", "iso 27001"),
    ],
)
def test_ways_of_writing_that_do_not_count(text, other):
    assert stems(text) == stems(other)
    assert (vector(text, IDF)[0] == vector(other, IDF)[0]).all()


@pytest.mark.parametrize(
    ("text", "other"), [("encrypt data", "data encrypt"), ("audit", "assessment"), ("ISO 27001", "ISO 27701"), ("24", "48")]
)
def test_ways_of_writing_that_do(text, other):
    assert vector(text, IDF)[0].tolist() != vector(other, IDF)[0].tolist()


@pytest.mark.parametrize("text", ["", "   ", "?!…—", "\x00\x1b", "___", "🔒🔑"])
def test_no_words_no_features(text):
    assert stems(text) == ()
    assert vector(text, IDF)[0].size == 0


@pytest.mark.parametrize(
    ("word", "same"),
    [("encryption", "encrypted"), ("policies", "policy"), ("backups", "backup"), ("employees", "staff"), ("yearly", "annual")],
)
def test_a_word_and_its_forms_have_one_stem(word, same):
    assert stem(word) == stem(same)


@pytest.mark.parametrize("word", ["aws", "sso", "used", "bed", "is", "a"])
def test_short_words_keep_their_endings(word):
    assert stem(word) == word


def test_known_phrases_become_one_word_only_where_they_stand_alone():
    assert normal("Single Sign-On, please").split() == ["sso", ",", "please"]
    assert "sso" not in normal("crossover").split()
    assert "mfa" not in normal("non-multi-factor").split()


def test_features_are_words_pairs_and_pieces():
    found = counts("customer data, customer data")
    assert sorted(found["w"].values()) == [2, 2]
    assert sorted(found["b"].values()) == [1, 2]
    assert sum(found["c"].values()) == 2 * sum(counts("customer data")["c"].values())
    assert all(0 <= bucket < BUCKETS for kind in found.values() for bucket in kind)


def test_a_rare_word_weighs_more_than_a_common_one():
    buckets, _ = vector("kubernetes", IDF)
    idf = IDF.copy()
    idf[buckets] = 8
    before, after = (dict(zip(*vector("kubernetes data", weights), strict=True)) for weights in (IDF, idf))
    assert all(after[bucket] > before[bucket] for bucket in buckets)
