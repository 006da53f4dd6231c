"""The frame in which a question puts a fact."""

from __future__ import annotations

import pytest

from questionnaire_filler.matching.frames import frames


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Do you plan to obtain ISO 27001?", {"plans"}),
        ("Are there any plans for a bug bounty?", {"plans"}),
        ("Is SOC 2 on your roadmap?", {"plans"}),
        ("Do you have a plan to recover from disasters?", set()),
        ("Is there an incident response plan?", set()),
        ("Have you ever lost customer data?", {"the past"}),
        ("Was there an incident in the last three years?", {"the past"}),
        ("Why do you keep logs?", {"the reason"}),
        ("If not, why not?", set()),
        ("Do we have to encrypt our uploads?", {"what the customer should do"}),
        ("Will you help us to migrate?", {"help for the customer"}),
        ("How do you measure the effectiveness of training?", {"how well it works"}),
        ("Do you encrypt data?", set()),
    ],
)
def test_frames(text, found):
    assert frames(text) == found
