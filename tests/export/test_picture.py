"""The picture of a form: grids by role, reasons, bounds, nothing harmful."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drafts import FORM, asking
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Page

from questionnaire_filler.export.picture import picture_html
from questionnaire_filler.export.picture_blocks import TEXT, Spot, blocks, spot
from questionnaire_filler.model import Area, Question, Role, Slot


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("My! Sheet!B5", Spot("My! Sheet", 5, "B")),
        ("B5", Spot("", 5, "B")),
        ("T1.R2.C3", Spot("T1", 2, "C3")),
        ("S0/T1.R2.C3#1", Spot("S0/T1", 2, "C3", "#1")),
        ("T0.R1.C2/T0.R0.C0", Spot("T0", 1, "C2", "/T0.R0.C0")),
        ("P4#2", Spot("Paragraphs", 4, TEXT, "#2")),
        ("X0/P1", Spot("X0/Paragraphs", 1, TEXT)),
        ("elsewhere", Spot("elsewhere", 0, TEXT)),
    ],
)
def test_addresses_of_every_format(address, where):
    assert spot(address) == where


def test_questions_places_and_identifiers_stand_where_they_are():
    (block,) = blocks(FORM)
    assert block.columns() == ["A", "B", "C", "D"]
    assert {column: piece.role for column, (piece, *_) in block.rows[2].items()} == {
        "A": "id",
        "B": "question",
        "C": "answer",
        "D": "comment",
    }
    assert block.rows[2]["A"][0].text == "A.1"


def test_the_page_says_what_each_column_was_taken_for_and_why():
    words = Page(picture_html(FORM)).words
    assert "B Question Question header says “Question”" in words
    assert "answer, Q1, one of: Yes, No" in words
    assert "stands there: Acme GmbH" in words
    assert "Lists hidden sheet" in words
    assert "column E is free" in words


def test_paragraphs_belong_to_their_area():
    asked = (Question("Q1", "Who?", "P3", (Slot(Role.ANSWER, "P4#0"),)),)
    (block,) = blocks(replace(FORM, questions=asked, areas=(Area("P3-P4", "3-4", (), 1),)))
    assert block.name == "Paragraphs"
    assert block.areas[0].rows == "3-4"
    assert "at #0" in Page(picture_html(replace(FORM, questions=asked))).words


def test_a_large_form_is_cut_and_says_so():
    many = tuple(
        Question(f"Q{n}", "Asked?", f"{'AB'[n > 4000]}!B{n}", (Slot(Role.ANSWER, f"{'AB'[n > 4000]}!C{n}"),)) for n in range(1, 5001)
    )
    page = Page(picture_html(replace(FORM, questions=many, areas=())))
    assert "2000 more rows are not drawn" in page.words
    assert "with 1000 questions, are not drawn" in page.words
    assert page.tags.count("td") < 5000


def test_a_form_without_questions():
    assert "No question was found" in Page(picture_html(replace(FORM, questions=(), areas=()))).words


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=40) | st.sampled_from(["<script>", '" onload="x', "</style>"]))
def test_no_text_of_a_form_becomes_markup(text):
    page = Page(picture_html(asking(text).form))
    assert not {"script", "img", "a"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
