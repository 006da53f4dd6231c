"""What an exported document says, and the same in CSV and Markdown."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from drafts import AS_OF, FORM, asking, draft
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.export.markdown import paper_markdown, plain
from questionnaire_filler.export.outline import outline
from questionnaire_filler.export.paper import Line, Paper, paper
from questionnaire_filler.export.separated import paper_csv
from questionnaire_filler.model import Question, Role, Slot, SlotKind
from questionnaire_filler.text import inert


def line(**changes):
    return replace(Line("1", ("A",), "Q?", "Yes", "", (), "S!B1"), **changes)


def test_only_answered_questions_unless_open_ones_are_wanted():
    assert [item.number for item in paper(draft()).lines] == ["A.1", "5", "7"]
    assert [item.number for item in paper(draft(), with_open=True).lines] == ["A.1", "A.2", "3", "4", "5", "7"]


def test_waiting_questions_carry_no_suggestion():
    waiting = paper(draft(), with_open=True).lines[1]
    assert (waiting.answer, waiting.comment, waiting.sources) == ("", "", ())


def test_answer_explanation_and_sources_apart():
    first, kept, edited = paper(draft()).lines
    assert (first.answer, first.comment) == ("Yes", "All data is encrypted with AES-256.")
    assert first.sources == ("Encryption standard, §3.2, version 2.1, https://example.com/enc_1", "Certificate")
    assert kept.answer == "Acme GmbH"
    assert edited.answer == "Twice a year.\n\n= a lot"


def test_the_explanation_is_told_even_where_the_form_has_no_place_for_it():
    only = replace(FORM.questions[0], slots=FORM.questions[0].slots[:1])
    first = paper(draft(form=replace(FORM, questions=(only, *FORM.questions[1:])))).lines[0]
    assert (first.answer, first.comment) == ("Yes", "All data is encrypted with AES-256.")


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ((Slot(Role.MARK, "S!C2", SlotKind.TEXT, value="Yes"), Slot(Role.MARK, "S!D2", SlotKind.TEXT, value="No")), "Yes"),
        ((Slot(Role.ANSWER, "S!C2", SlotKind.CHECK),), "Yes"),
        ((Slot(Role.ANSWER, "S!C2", SlotKind.CHOICE, ("Compliant", "Not compliant")),), "Compliant"),
    ],
)
def test_marks_and_boxes_are_told_in_words(slots, said):
    asked = replace(FORM.questions[0], slots=slots)
    assert paper(draft(form=replace(FORM, questions=(asked, *FORM.questions[1:])))).lines[0].answer == said


def test_marks_that_stood_there_before():
    before = Question("Q5", "Name", "S!B6", (Slot(Role.MARK, "S!C6", value="Partly", before="x"),))
    kept = paper(draft(form=replace(FORM, questions=(*FORM.questions[:4], before, *FORM.questions[5:])))).lines[1]
    assert kept.answer == "Partly"


def test_a_position_that_the_explanation_repeats_is_read_once():
    assert line(answer="No", comment="No. We do not.").texts == ("No. We do not.",)
    assert line(answer="No", comment="Nothing of the kind.").texts == ("No", "Nothing of the kind.")
    assert line(answer="Yes", comment="").texts == ("Yes",)


def test_headings_begin_where_sections_change():
    lines = [line(section=s) for s in (("A", "x"), ("A", "x"), ("A", "y"), ("B",), ("B", "x"), ("B",), ())]
    begun = [headings for headings, _ in outline(lines)]
    assert begun == [[(0, "A"), (1, "x")], [], [(1, "y")], [(0, "B")], [(1, "x")], [], []]


def test_csv_reads_back_with_one_row_a_question():
    text = paper_csv(paper(draft(), with_open=True))
    assert text.startswith("\ufeffNo,Section,Question,Answer,Comment,Sources,Where\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows[1][:5] == ["A.1", "Security > Data", "Encrypted at rest?", "Yes", "All data is encrypted with AES-256."]
    assert [row[-1] for row in rows[1:]] == ["S!B2", "S!B3", "S!B4", "S!B5", "S!B6", "S!B8"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20), st.sampled_from("=+-@\t\r\n＝"))
def test_no_cell_of_the_csv_begins_a_formula(text, sign):
    made = Paper("t", AS_OF, (line(number=sign + text, question=sign + text, answer=sign + text, where=sign + text),))
    rows = list(csv.reader(io.StringIO(paper_csv(made).removeprefix("\ufeff"), newline="")))
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r\n＝＋－＠")]
    assert inert(sign + text) == f"'{sign}{text}"
    assert inert("plain = text") == "plain = text"


def test_markdown_reads_in_order():
    text = paper_markdown(paper(draft(), with_open=True))
    assert text.startswith(
        "# Answers to vendor_form.xlsx\n\nAs of 2026-11-23\n\n## Security\n\n### Data\n\n**A.1 Encrypted at rest?**\n\nYes\n\n"
    )
    assert "Source: Encryption standard, §3.2, version 2.1, <https://example.com/enc_1>; Certificate\n" in text
    assert "**A.2 Single \\<b\\>sign-on\\</b\\> &amp; more?**\n\n*Not answered yet.*" in text
    assert "Twice a year.\n\n\\= a lot\n" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("- no list", "\\- no list"),
        ("a_b and _c_", "a_b and \\_c\\_"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("`x` *y* | $z$ ~a~", "\\`x\\` \\*y\\* \\| \\$z\\$ \\~a\\~"),
        ("<b> &copy;", "\\<b\\> &amp;copy;"),
        ("1.5 hours", "1\\.5 hours"),
    ],
)
def test_markdown_takes_no_text_for_markup(text, shown):
    assert plain(text) == shown


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_exported(text):
    made = paper(asking(text), with_open=True)
    assert paper_csv(made)
    assert paper_markdown(made).endswith("\n")
