"""Drafts on disk: what is kept, what is carried over, and why a decision has to go."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from questionnaire_filler.draft import store
from questionnaire_filler.draft.apply import filling
from questionnaire_filler.errors import FillError, UsageError
from questionnaire_filler.model import DecidedBy, Decision, Disclosure, Reason, Role, Slot, SlotKind, State
from tests.draft.kit import NO, PARTIAL, YES, drafted, entry, outcome, question, sure

CHOICE = Slot(Role.ANSWER, "S!C2", SlotKind.CHOICE, ("Yes", "No", "Planned"))
QUESTIONS = [question(1, "One?"), question(2, "Two?", CHOICE), question(3, "Three?"), question(4, "Three?")]
ENTRIES = [entry("sso"), entry("mfa")]
PERSON = [
    Decision("Q1", State.FILLED, Reason.EDITED, DecidedBy.PERSON, 0.5, ("sso",), YES, "In our words\u2028."),
    Decision("Q2", State.FILLED, Reason.ACCEPTED, DecidedBy.PERSON, 0.6, ("mfa",), PARTIAL, "", "Planned"),
    Decision("Q3", State.BLANK, Reason.LEFT_BLANK, DecidedBy.PERSON),
]


def draft(questions=QUESTIONS, entries=ENTRIES, **given):
    proposals = [sure(4, "sso")] if any(one.id == "sso" for one in entries) else []
    return drafted(questions, entries, *proposals, **given)


def kept(tmp_path: Path):
    """Return what is read back after the three decisions were kept."""
    path = tmp_path / "form.xlsx.draft.json"
    store.save(draft().with_decisions(PERSON), path, tmp_path / "form.filled.xlsx", "c" * 64)
    return store.load(path)


def carried(tmp_path: Path, **changed):
    return store.carry_over(draft(**changed), kept(tmp_path).decisions)


def test_what_is_kept_is_what_comes_back(tmp_path: Path):
    stored = kept(tmp_path)
    assert (stored.form_sha256, stored.bank_sha256, stored.output_sha256) == ("f" * 64, "b" * 64, "c" * 64)
    again = store.carry_over(draft(), stored.decisions)
    assert again.dropped == ()
    assert [again.decisions[one.question] for one in PERSON] == PERSON
    assert again.decisions["Q4"].decided_by is DecidedBy.AUTO


def test_the_file_is_private_and_says_so(tmp_path: Path):
    kept(tmp_path)
    path = tmp_path / "form.xlsx.draft.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["warning"].startswith("Internal")
    assert data["version"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["form.xlsx.draft.json"]


def test_named_after_the_whole_form_name():
    assert store.beside(Path("out/x.xlsx"), Path("in/vendor.xlsx"), "draft.json") == Path("out/vendor.xlsx.draft.json")


def why(made):
    return {one.where: one.why for one in made.dropped}


def test_a_question_that_moved_is_found_by_its_words(tmp_path: Path):
    moved = [question(7, "ONE"), question(8, "Two?", replace(CHOICE, where="S!C8"))]
    made = carried(tmp_path, questions=moved)
    assert made.decisions["Q7"].text == "In our words\u2028."
    assert made.decisions["Q8"].choice == "Planned"
    assert list(why(made)) == ["S!B3"]


def test_of_two_questions_with_the_same_words_the_place_decides(tmp_path: Path):
    assert carried(tmp_path).decisions["Q4"].state is State.FILLED
    moved = carried(tmp_path, questions=[question(13, "Three?"), question(14, "Three?")])
    assert why(moved)["S!B3"].startswith("the question is no longer in the form")
    assert {one.decided_by for one in moved.decisions.values()} == {DecidedBy.AUTO}


@pytest.mark.parametrize(
    ("changed", "where", "words"),
    [
        ({"entries": [entry("sso", answer="Other words."), entry("mfa")]}, "S!B1", "the entry changed"),
        ({"entries": [entry("mfa")]}, "S!B1", "the entry changed"),
        ({"entries": [entry("sso"), entry("mfa", position=PARTIAL)]}, "S!B2", "the entry changed"),
        ({"entries": [entry("sso", disclosure=Disclosure.NDA), entry("mfa")]}, "S!B1", "disclosure public"),
        ({"questions": [question(1, "One?", Slot(Role.ANSWER, "S!C1", before="No")), *QUESTIONS[1:]]}, "S!B1", "stands in the form now"),
        ({"questions": [QUESTIONS[0], question(2, "Two?", replace(CHOICE, choices=("Yes", "No")))]}, "S!B2", "no longer offers"),
        ({"questions": [question(1, "One?", replace(CHOICE, where="S!C1", choices=("Low", "High")))]}, "S!B1", "no choice says"),
    ],
)
def test_a_decision_that_no_longer_holds_is_listed(tmp_path: Path, changed, where: str, words: str):
    made = carried(tmp_path, **changed)
    assert words in why(made)[where]
    assert made.decisions[f"Q{where[-1]}"].decided_by is DecidedBy.AUTO


def test_what_the_form_no_longer_takes_waits_for_a_person_and_is_not_answered_otherwise(tmp_path: Path):
    asked = [question(1, "One?", replace(CHOICE, where="S!C1")), question(2, "If yes, please describe.", parent="Q1")]
    auto = drafted(asked, ENTRIES, sure(1, "sso"))
    said = Decision("Q1", State.FILLED, Reason.EDITED, DecidedBy.PERSON, 0.97, ("sso",), NO, "Not yet.")
    path = tmp_path / "form.xlsx.draft.json"
    store.save(auto.with_decisions([said]), path, None, "")
    changed = [question(5, "One?", replace(CHOICE, where="S!C5", choices=("Yes", "Planned"))), replace(asked[1], parent="Q5", id="Q6")]
    for _ in range(2):  # what waits is not forgotten by the next run
        fresh = drafted(changed, ENTRIES, sure(5, "sso"))
        assert [one.state for one in fresh.decisions.values()] == [State.FILLED, State.FILLED]
        made = store.carry_over(fresh, store.load(path).decisions * 2)
        assert [outcome(made, 5), outcome(made, 6)] == [("review", "vocabulary"), ("review", "parent")]
        assert "no choice says “No”" in made.decisions["Q5"].why
        assert filling(made).writes == ()
        assert [one.where for one in made.dropped] == ["S!B5"]
        store.save(made, path, None, "")
    settled = made.with_decisions([replace(said, question="Q5", position=YES)])
    store.save(settled, path, None, "")
    assert [item["position"] for item in store.load(path).decisions] == ["yes"]


def test_of_two_decisions_on_a_question_the_last_that_fits_holds(tmp_path: Path):
    yes, no = ({**store.load(_saved(tmp_path, position)).decisions[0]} for position in (YES, NO))
    form = [question(1, "One?", replace(CHOICE, where="S!C1", choices=("Yes", "Planned")))]
    for items in ([yes, no], [no, yes]):
        made = store.carry_over(draft(questions=form), items)
        assert (made.decisions["Q1"].position, made.decisions["Q1"].decided_by, made.dropped) == (YES, DecidedBy.PERSON, ())


def _saved(folder: Path, position) -> Path:
    """Keep a draft with one decision of a person; return its file."""
    said = Decision("Q1", State.FILLED, Reason.ACCEPTED, DecidedBy.PERSON, 0.9, ("sso",), position)
    store.save(draft().with_decisions([said]), folder / "one.json", None, "")
    return folder / "one.json"


def test_a_note_or_a_review_date_changes_no_decision(tmp_path: Path):
    made = carried(tmp_path, entries=[entry("sso", note="new", tags=("x",)), entry("mfa", alternates=("Two?",))])
    assert made.dropped == ()


def test_no_draft_is_none_and_another_file_is_refused(tmp_path: Path):
    path = tmp_path / "form.xlsx.draft.json"
    assert store.load(path) is None
    for content in ("", "[]", '{"version": 2}', '{"version": 1}', "\udcff"):
        path.write_text(content, encoding="utf-8", errors="surrogateescape")
        with pytest.raises(FillError, match="draft"):
            store.load(path)
    with pytest.raises(UsageError):
        store.load_earlier(tmp_path / "other.xlsx")


def test_writing_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "kept.json"
    store.write_private(path, "first")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(FillError, match="No space left"):
        store.write_private(path, "second")
    assert path.read_text() == "first"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(FillError, match="cannot write here"):
        store.write_private(tmp_path / "nowhere" / "x", "")
