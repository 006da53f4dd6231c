"""Edits by splice: the bank says the old plus the change, and the user's text stays."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bank import ugly
from questionnaire_filler.bank import load
from questionnaire_filler.bank.edit import AddEntry, AddText, SetValue, TextList, apply, preview
from questionnaire_filler.errors import BankError, ChangedOnDiskError, RefusedError, UsageError
from questionnaire_filler.model import Disclosure, Entry, Place, Position, Source, Status

ALTERNATES, NOT_FOR = TextList.ALTERNATES, TextList.NOT_FOR
HEAD = "schema: 1\nanswers:\n"
PLACE = Place(Path("x"), 1, 1)


def edited(root, text, *edits):
    """Return the file's text after the edits, which are also read back."""
    path = root / "x.yaml"
    path.write_bytes(text.encode())
    before = load(root)
    after = apply(before, edits)
    again = load(root)
    assert after == again
    return path.read_bytes().decode()


def said(entries):
    return [replace(entry, place=PLACE) for entry in entries]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - id: a\n    question: A?\n    answer: A\n", "  - id: a\n    question: A?\n    alternates:\n      - New?\n    answer: A\n"),
        ("- id: a\n  question: A? # q\n  answer: A", "- id: a\n  question: A? # q\n  alternates:\n    - New?\n  answer: A"),
        (
            "  - id: a\n    question: A?\n    alternates:\n    - B?  # b\n    # - C?\n\n    answer: A\n",
            "  - id: a\n    question: A?\n    alternates:\n    - B?  # b\n    - New?\n    # - C?\n\n    answer: A\n",
        ),
        ("  - {id: a, question: A, answer: A}\n", '  - {id: a, question: A, alternates: ["New?"], answer: A}\n'),
        ("  - {id: a, question: A, answer: A, alternates: B, }\n", '  - {id: a, question: A, answer: A, alternates: [B, "New?"], }\n'),
        (
            "  - id: a\n    question: A?\n    alternates: ['B?',]  # c\n    answer: A\n",
            "  - id: a\n    question: A?\n    alternates: ['B?', \"New?\",]  # c\n    answer: A\n",
        ),
        (
            "  - id: a\n    question: A?\n    alternates: [\n      'B?',  # b\n      'C?'  # c\n    ]\n    answer: A\n",
            "  - id: a\n    question: A?\n    alternates: [\n      'B?',  # b\n      'C?',  # c\n      \"New?\"\n    ]\n    answer: A\n",
        ),
        (
            "  - id: a\n    question: A?\n    alternates: []\n    answer: A\n",
            '  - id: a\n    question: A?\n    alternates: ["New?"]\n    answer: A\n',
        ),
        (
            "  - id: a\n    question: A?\n    alternates: B?  # why\n    answer: A\n",
            "  - id: a\n    question: A?\n    alternates:\n    - B?  # why\n    - New?\n    answer: A\n",
        ),
        (
            "  - id: a\n    question: A?\n    alternates: |  # why\n      B\n    answer: A\n",
            "  - id: a\n    question: A?\n    alternates:\n    - |  # why\n      B\n    - New?\n    answer: A\n",
        ),
    ],
)
def test_adding_an_alternate_changes_its_lines_only(tmp_path, before, after):
    assert edited(tmp_path, HEAD + before, AddText("a", ALTERNATES, "New?")) == HEAD + after


def test_line_ends_and_byte_order_mark_stay(tmp_path):
    text = "\ufeff" + (HEAD + "  - id: a\n    question: A?\n    answer: A").replace("\n", "\r\n")
    assert edited(tmp_path, text, SetValue("a", "reviewed", "2026-11-23")) == text + "\r\n    reviewed: 2026-11-23"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("reviewed: 2025-01-01  # by hand", "reviewed: 2026-11-23  # by hand"),
        ("reviewed: '2025-01-01'", "reviewed: '2026-11-23'"),
        ('"reviewed": "2025-01-01"', '"reviewed": "2026-11-23"'),
        ("reviewed: |  # odd\n      2025-01-01\n", "reviewed: 2026-11-23  # odd\n"),
        ("reviewed: 2026-11-23", "reviewed: 2026-11-23"),
    ],
)
def test_a_value_is_replaced_in_its_own_style(tmp_path, line, after):
    text = HEAD + "  - id: a\n    question: A?\n    answer: A\n    %s\n    note: n\n"
    assert edited(tmp_path, text % line, SetValue("a", "reviewed", "2026-11-23")) == text % after


def test_status_topic_and_position_are_written_as_words(tmp_path):
    edits = [
        SetValue("a", "status", "draft"),
        SetValue("a", "topic", "sso"),
        SetValue("a", "position", "no"),
        SetValue("a", "answer", "Line: 1\nLine 2"),
    ]
    text = edited(tmp_path, HEAD + "  - id: a\n    question: A?\n    answer: A\n", *edits)
    assert (
        text == HEAD + '  - id: a\n    question: A?\n    topic: sso\n    position: no\n    answer: "Line: 1\\nLine 2"\n    status: draft\n'
    )


def test_several_edits_of_one_file_go_together(tmp_path):
    (tmp_path / "y.yaml").write_text(HEAD + "  - {id: b, question: B, answer: B}\n")
    edits = [AddText("a", ALTERNATES, "X?"), AddText("a", NOT_FOR, "Y?"), AddText("a", ALTERNATES, "Z?"), SetValue("b", "status", "draft")]
    text = edited(tmp_path, HEAD + "  - id: a\n    question: A?\n    alternates: W\n    answer: A\n", *edits)
    assert text == HEAD + (
        "  - id: a\n    question: A?\n    alternates:\n    - W\n    - X?\n    - Z?\n    not_for:\n      - Y?\n    answer: A\n"
    )
    assert (tmp_path / "y.yaml").read_text() == HEAD + "  - {id: b, question: B, answer: B, status: draft}\n"


def test_what_is_there_already_changes_nothing(tmp_path):
    text = HEAD + "  - id: a\n    question: A?\n    alternates: [ B ]\n    answer: A\n"
    (tmp_path / "x.yaml").write_text(text)
    assert preview(load(tmp_path), [AddText("a", ALTERNATES, " B ")]) == ""
    assert edited(tmp_path, text, AddText("a", ALTERNATES, "B")) == text


FULL = Entry(
    "full",
    "What: is it?",
    PLACE,
    position=Position.NO,
    answer="One.\n\n  Two: 2\nThree",
    short="x",
    alternates=("- Q?", "'q'"),
    not_for=("N?",),
    topic="t",
    sources=(Source("T: t", "§1, 2", "2.1", "https://x.example/?a=1#b", date(2026, 1, 2), Disclosure.NDA, date(2027, 1, 1)), Source("U")),
    scope=frozenset({"cloud", "self-hosted"}),
    disclosure=Disclosure.NDA,
    status=Status.DRAFT,
    reviewed=date(2026, 3, 4),
    review_days=90,
    expires=date(2028, 1, 1),
    frameworks={"CAIQ-4": ("A-1",), "SIG 2025": ("1", "2")},
    tags=("one", "yes"),
    note="a\nb",
    owner="o",
    section="s",
)


DEFAULTS = """\
schema: 1
owner: me
scope: cloud
reviewed: 2020-01-01
review_every: 1y
disclosure: nda
answers:
- id: a
  question: A?
  answer: |
    A
"""


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "  - id: a\n    question: A?\n    answer: A\n",
        HEAD + "  - {id: a, question: A, answer: A}",
        "schema: 1\nanswers: [{id: a, question: A, answer: A}]\n",
        "{schema: 1, answers: [{id: a, question: A, answer: A}]}\n",
        DEFAULTS,
    ],
)
def test_an_added_entry_reads_as_it_was_given(tmp_path, text):
    (tmp_path / "x.yaml").write_text(text)
    small = Entry("small", "Small?", PLACE, position=Position.YES)
    after = apply(load(tmp_path), [AddEntry(FULL, Path("x.yaml")), AddEntry(small, Path("x.yaml")), AddText("small", ALTERNATES, "S?")])
    assert after == load(tmp_path)
    assert (tmp_path / "x.yaml").read_text().startswith(text.rstrip("\n}]"))
    full, least = said(after.entries)[1:]
    assert full == FULL
    assert (least.scope, least.disclosure, least.reviewed, least.review_days) == (frozenset(), Disclosure.PUBLIC, None, None)
    assert least.alternates == ("S?",)


def test_an_added_entry_looks_like_its_neighbours(tmp_path):
    text = HEAD + "- id: a\n  question: A?\n  alternates:\n  - B?\n  answer: A\n\n- id: b\n  question: B?\n  answer: B\n"
    new = Entry("c", "C?", PLACE, answer="C", alternates=("D?",))
    assert edited(tmp_path, text, AddEntry(new, Path("x.yaml"))) == text + "\n- id: c\n  question: C?\n  alternates:\n  - D?\n  answer: C\n"


def test_an_added_entry_may_begin_a_file(tmp_path):
    (tmp_path / "x.yaml").write_text(HEAD + "  - {id: a, question: A, answer: A}\n")
    bank = load(tmp_path)
    edit = AddEntry(Entry("b", "B?", PLACE, answer="B"), Path("more/learned.yaml"))
    assert preview(bank, [edit]) == (
        "--- /dev/null\n+++ b/more/learned.yaml\n@@ -0,0 +1,5 @@\n+schema: 1\n+answers:\n+  - id: b\n+    question: B?\n+    answer: B\n"
    )
    assert apply(bank, [edit]) == load(tmp_path)


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (AddText("z", ALTERNATES, "B?"), "has no entry 'z'"),
        (AddText("a", ALTERNATES, " \u200b"), "empty text"),
        (SetValue("a", "reviewed", "soon"), "'soon' is no date"),
        (SetValue("a", "id", "b"), "not written by the program"),
        (SetValue("a", "colour", "b"), "not written by the program"),
        (AddEntry(Entry("A", "B?", PLACE, answer="B"), Path("x.yaml")), "the id 'A' is taken"),
        (AddEntry(Entry("b", "B?", PLACE, answer="B"), Path("_x.yaml")), "would not count"),
        (AddEntry(Entry("b", "B?", PLACE, answer="B"), Path("/etc/x.yaml")), "outside"),
        (AddEntry(Entry("b", "B?", PLACE, answer="B"), Path("../x.yaml")), "outside"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error_and_writes_nothing(tmp_path, edit, says):
    text = HEAD + "  - {id: a, question: A, answer: A}\n"
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(UsageError, match=says):
        apply(load(tmp_path), [SetValue("a", "status", "draft"), edit])
    assert (tmp_path / "x.yaml").read_text() == text


def test_an_entry_without_an_answer_is_refused(tmp_path):
    (tmp_path / "x.yaml").write_text(HEAD + "  - {id: a, question: A, answer: A}\n")
    with pytest.raises(RefusedError, match="'answer' or 'position' is missing"):
        apply(load(tmp_path), [AddEntry(Entry("b", "B?", PLACE), Path("x.yaml"))])


def test_a_file_that_changed_since_is_not_written(tmp_path):
    for name in ("x", "y"):
        (tmp_path / f"{name}.yaml").write_text(HEAD + f"  - {{id: {name}, question: A, answer: A}}\n")
    bank = load(tmp_path)
    (tmp_path / "y.yaml").write_text("changed")
    with pytest.raises(ChangedOnDiskError):
        apply(bank, [SetValue("x", "status", "draft"), SetValue("y", "status", "draft")])
    assert "draft" not in (tmp_path / "x.yaml").read_text()
    assert (tmp_path / "y.yaml").read_text() == "changed"


def test_links_and_modes_stay(tmp_path):
    real = tmp_path / "real.txt"
    real.write_text(HEAD + "  - {id: a, question: A, answer: A}\n")
    real.chmod(0o640)
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "x.yaml").symlink_to(real)
    apply(load(tmp_path / "bank"), [SetValue("a", "status", "draft")])
    assert (tmp_path / "bank" / "x.yaml").is_symlink()
    assert "draft" in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (tmp_path / "bank").iterdir()] == ["x.yaml"]


def test_a_preview_shows_line_ends_that_are_not_there(tmp_path):
    (tmp_path / "x.yaml").write_text(HEAD + "  - id: a\n    question: A?\n    answer: A")
    shown = preview(load(tmp_path), [SetValue("a", "status", "draft")])
    assert shown.endswith(
        "-    answer: A\n\\ No newline at end of file\n+    answer: A\n+    status: draft\n\\ No newline at end of file\n"
    )


EDITS = st.lists(
    st.one_of(
        st.builds(AddText, st.sampled_from(["e0", "e1", "e2"]), st.sampled_from(TextList), ugly.TEXTS),
        st.builds(SetValue, st.sampled_from(["e0", "e1", "e2"]), st.just("reviewed"), st.dates(date(2000, 1, 1)).map(date.isoformat)),
        st.builds(SetValue, st.sampled_from(["e0", "e1", "e2"]), st.sampled_from(["note", "answer", "short"]), ugly.TEXTS),
        st.builds(SetValue, st.sampled_from(["e0", "e1", "e2"]), st.just("status"), st.sampled_from(["draft", "approved"])),
        st.builds(lambda text: AddEntry(Entry("new", text, PLACE, answer=text, alternates=(text,)), Path("x.yaml")), ugly.TEXTS),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda edit: (edit.entry, getattr(edit, "field", "")) if not isinstance(edit, AddEntry) else "new",
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(raw=ugly.files(), edits=EDITS)
def test_an_edit_is_the_old_bank_plus_the_change(tmp_path, raw, edits):
    path = tmp_path / "x.yaml"
    path.write_bytes(raw)
    try:
        bank = load(tmp_path)
    except BankError as error:
        pytest.fail(f"the strategy wrote no bank: {error}\n{raw.decode()}")
    known = bank.by_id()
    edits = [edit for edit in edits if isinstance(edit, AddEntry) or edit.entry in known]
    assume(edits)
    after = apply(bank, edits)
    assert after == load(tmp_path)
    assert_only_these_changed(bank, after, edits)
    assert_text_stays(raw.decode(), path.read_bytes().decode(), edits)


def assert_only_these_changed(before, after, edits):
    told = {edit.entry: edit for edit in edits if not isinstance(edit, AddEntry)}
    for old, new in zip(before.entries, after.entries, strict=False):
        touched = {edit.field for edit in edits if not isinstance(edit, AddEntry) and edit.entry == old.id}
        assert {name for name in Entry.__slots__ if name != "place" and getattr(old, name) != getattr(new, name)} <= touched
        for edit in edits:
            if isinstance(edit, AddText) and edit.entry == old.id:
                assert edit.text in getattr(new, edit.field)
    assert len(after.entries) - len(before.entries) == len(edits) - len([edit for edit in edits if not isinstance(edit, AddEntry)])
    assert told.keys() <= {entry.id for entry in after.entries}


def assert_text_stays(before, after, edits):
    old, new = (Counter(text.replace("\r\n", "\n").split("\n")) for text in (before, after))
    replaced = (old - new).total()
    several = 8  # a folded or literal value that is replaced has as many lines at most
    assert replaced <= sum(several if isinstance(edit, SetValue) else 1 for edit in edits)
    assert after.startswith("\ufeff") == before.startswith("\ufeff")
    assert after.endswith("\n") == before.endswith("\n")
    if "\r\n" in before:
        assert "\n" not in after.replace("\r\n", "")
    for comment in ("# why", "# yes: 'no", "# note", "# far: [in", "# head", "# end", "# about"):
        assert after.count(comment) >= before.count(comment)
