"""Every reason has words."""

from __future__ import annotations

import pytest

from questionnaire_filler.model import Reason
from questionnaire_filler.reasons import REASONS

_DONE = {Reason.EXACT, Reason.CONFIRMED, Reason.INSTRUMENT, Reason.MATCHED, Reason.FOLLOW_UP, Reason.ACCEPTED, Reason.LEFT_BLANK}


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason):
    words = REASONS[reason]
    assert 3 < len(words.label) < 30
    assert words.means.endswith(".")
    assert words.means.count(". ") == 0
    assert bool(words.todo) is (reason not in _DONE)


def test_no_two_reasons_read_the_same():
    assert len({words.label for words in REASONS.values()}) == len(Reason)
