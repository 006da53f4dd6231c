"""What an answer names in passing: only what its sentence is about."""

from __future__ import annotations

import pytest

from questionnaire_filler.matching.details import KINDS, names_detail

TRAINED = (
    "All employees are trained in security within 14 days of joining and then once a year. "
    "Simulated phishing mails go out every quarter, and whoever clicks is trained again."
)


@pytest.mark.parametrize(
    ("title", "kind", "named"),
    [
        ("Frequency of security training", "frequency", True),
        ("Frequency of phishing simulations", "frequency", True),
        ("Time until new employees are trained", "period", True),
        ("Result of phishing simulations", "number", False),
        ("Share of employees trained", "number", False),
        ("Content of security training", "text", False),
    ],
)
def test_a_detail_is_named_where_the_answer_speaks_of_it(title, kind, named):
    assert names_detail(TRAINED, title, kind) is named


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("Yes, quarterly.", "frequency"),
        ("Yes, at least once every two years.", "frequency"),
        ("Yes. It happens each month.", "frequency"),
        ("We keep them for 30 days.", "period"),
        ("There are 12.", "number"),
        ("In the last round it was 97 %.", "number"),
    ],
)
def test_where_no_sentence_is_about_it_any_may_name_it(answer, kind):
    assert names_detail(answer, "Backup", kind)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("Identity is checked for everyone.", "frequency"),
        ("There has been a yearling in the yard.", "frequency"),
        ("Within 14 days, or 3 business days.", "number"),
        ("See version 2.1 of ISO-27001.", "period"),
        ("", "number"),
    ],
)
def test_what_only_looks_like_a_detail_names_none(answer, kind):
    assert not names_detail(answer, "Backup", kind)


def test_other_kinds_are_never_named_in_passing():
    assert {"yes-no", "text", "document"}.isdisjoint(KINDS)
    assert not names_detail("Yes, a copy is sent once a year.", "Copy", "document")
