"""Details of a person that a question lists, and those that an answer may give."""

from __future__ import annotations

import pytest

from questionnaire_filler.matching.contact_fields import fields, told_fields


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Security contact (name, title, e-mail)", {"a name", "a title", "an e-mail address"}),
        ("Contact name and phone", {"a name", "a phone number"}),
        ("Name of the company", set()),
        ("E-mail", set()),
        ("Do you log names?", set()),
    ],
)
def test_two_in_a_row_are_a_list(text, found):
    assert fields(text) == found


def test_an_answer_that_is_only_an_address_gives_no_name():
    assert told_fields("security@example.com") == {"an e-mail address"}
    assert told_fields("Ada Lovelace, +49 30 123456") == {"a name", "a title", "a phone number"}
