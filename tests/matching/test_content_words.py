"""The words that carry meaning."""

from __future__ import annotations

import pytest

from questionnaire_filler.matching.content_words import content_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Do you encrypt the data?", ["encrypt", "data"]),
        ("Please describe your process.", []),
        ("Data, data and DATA", ["data"]),
        ("", []),
        ("!?", []),
    ],
)
def test_content_words_leave_out_what_every_question_has(text, words):
    assert [word for word, _ in content_words(text)] == words
