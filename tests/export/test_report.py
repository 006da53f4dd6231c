"""The report: complete, internal, harmless, the same every time."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from drafts import DECISIONS, QUESTIONS, SECRET, WRITTEN, asking, draft
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Page

from questionnaire_filler.export.report import report_html
from questionnaire_filler.reasons import REASONS

OUTPUT = Path("/elsewhere/vendor_form.filled.xlsx")


@pytest.fixture(scope="module")
def page():
    return Page(report_html(draft(written=None), OUTPUT))


def section(title, words):
    """Return the words of the page from a heading on."""
    return words[words.index(title) :]


def test_carries_everything_in_itself_and_runs_nothing(page):
    policy = next(value for name, value in page.attributes if name == "content" and "default-src" in value)
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not {"script", "img", "iframe", "form", "base", "object", "link"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name in {"src", "srcset", "onclick", "onload"}]


def test_every_question_stands_in_it_once_with_its_place(page):
    ids = [value for name, value in page.attributes if name == "id"]
    assert sorted(key for key in ids if key.startswith("Q")) == [question.id for question in QUESTIONS]
    assert all(question.where in page.words for question in QUESTIONS)


def test_is_headed_as_internal_and_names_no_folder(page):
    assert page.words.index("Internal. Do not send") < page.words.index("vendor_form.xlsx Questionnaire report")
    assert "/secret" not in page.words
    assert "vendor_form.filled.xlsx" in page.words


def test_the_private_note_is_never_in_it(page):
    assert SECRET not in report_html(draft(), OUTPUT)
    assert "Board minutes" not in page.words


def test_filled_answers_show_text_place_source_age_and_confidence(page):
    words = section("Filled (2)", page.words)
    assert "S!C2 (answer) Yes" in words
    assert "S!D2 (comment) All data is encrypted with AES-256." in words
    assert "Encryption standard, §3.2, version 2.1, https://example.com/enc_1" in words
    assert "99% confidence" in words
    assert "reviewed 2026-08-01 (4 months ago)" in words
    assert "Edited by a person" in words
    assert "reviewed 2023-01-01 (3.9 years ago)" in words
    assert ("href", "https://example.com/enc_1") in page.attributes


def test_waiting_questions_show_reason_candidates_guards_and_gates(page):
    words = section("To review (2)", page.words)
    assert "Scope not settled holds for cloud only" in words
    assert "97% sso · Do you support SSO? Yes. SAML and OIDC." in words
    assert "Scope not settled: the answer holds for cloud only, and nothing says what the form is about" in words
    assert "Different number asks within 4 hours 60% dr" in words
    assert "1% rest" not in words


def test_each_reason_is_told_with_what_to_do(page):
    words = section("Why questions wait", page.words)
    for decision in DECISIONS[1:4]:
        assert REASONS[decision.reason].means in words
        assert REASONS[decision.reason].todo in words


def test_what_ends_within_thirty_days_or_has_ended(page):
    words = section("Ends within 30 days Reviews", page.words)
    assert words.index("2026-11-01 has passed") < words.index("2026-11-29 Review of 2026-08-01")
    assert "2027-06-01" not in words


def test_declined_notes_dropped_and_hashes(page):
    words = section("Asked for and not in the bank", page.words)
    assert "Cyber insurance”, which the bank does not answer Q4" in words
    assert "judged more strictly" in words
    assert "Your decision on S!B99 (“An old question”) was dropped: the entry changed in the bank" in words
    assert f"Form, SHA-256 {'f' * 64} Bank, SHA-256 {'b' * 64}" in words


def test_warnings_of_the_writer_are_told():
    words = Page(report_html(draft(written=WRITTEN), OUTPUT)).words
    assert "row 12 has a fixed height" in words


def test_kept_and_blank_questions(page):
    assert "Acme GmbH" in section("Answered before (1)", page.words)
    assert "only asked when the answer above is No" in section("Left blank (1)", page.words)


def test_bars_say_in_words_what_they_draw(page):
    said = [value for name, value in page.attributes if name == "aria-label"]
    assert "2 filled, 2 to review, 1 open, 1 answered before, 1 left blank" in said


def test_tables_have_headers_and_captions(page):
    assert page.tags.count("table") == page.tags.count("caption") == page.tags.count("thead")
    assert page.tags.count("h1") == 1


def test_the_same_draft_gives_the_same_bytes():
    assert report_html(draft(), OUTPUT) == report_html(draft(), OUTPUT)


def test_an_empty_form_makes_a_page():
    none = draft(form=replace(draft().form, questions=()), decisions={}, proposals={})
    assert "no questions" in report_html(none, None)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60) | st.sampled_from(["<script>x</script>", '" onload="x', "</style><img src=x>", "&lt;", "\x1b[31m\u202e"]))
def test_no_text_of_a_form_becomes_markup(text):
    plain, hostile = Page(report_html(asking("x"), None)), Page(report_html(asking(text), None))
    assert set(hostile.tags) <= {*plain.tags, "a"}
    assert not [name for name, _ in hostile.attributes if name.startswith("on") or name == "src"]
    assert not set("\x1b\u202e\x00") & set("".join(hostile.text))


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", range(3), ids=["light", "dark", "print"])
def test_text_stands_out_from_its_ground(scheme):
    css = resources.files("questionnaire_filler.export").joinpath("page.css").read_text()
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    colours = {
        name: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
        for name, value in re.findall(r"--([\w-]+): (#\w+)", blocks[scheme])
    }
    grounds = {"ink": ("paper", "faint"), "soft": ("paper", "faint"), "link": ("paper",), "review": ("paper", "review-wash")}
    grounds |= {state: (f"{state}-wash", "paper") for state in ("filled", "open", "kept")}
    for text, behind in grounds.items():
        for ground in behind:
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


@pytest.mark.parametrize("scheme", range(3), ids=["light", "dark", "print"])
def test_remarks_in_the_picture_stand_out_from_the_roles_colours(scheme):
    folder = resources.files("questionnaire_filler.export")
    found = [re.findall(r":root \{(.*?)\}", folder.joinpath(name).read_text(), re.DOTALL)[scheme] for name in ("page.css", "picture.css")]
    soft = dict(re.findall(r"--([\w-]+): (#\w{6})", found[0]))["soft"]
    for role, ground in re.findall(r"--(\w): (#\w{6})", found[1]):
        assert contrast(soft, ground) >= 4.5, role
