"""From decisions to the file: what is composed, cited and noted, and what becomes of places that refuse."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Protection

from questionnaire_filler.bank import load as load_bank
from questionnaire_filler.draft import store
from questionnaire_filler.draft.apply import answers_for, apply, filling, writes_by_question, writes_for
from questionnaire_filler.draft.propose import propose, rules_for
from questionnaire_filler.draft.record import draft_record
from questionnaire_filler.errors import RefusedError
from questionnaire_filler.forms.registry import format_of
from questionnaire_filler.model import Candidate, DecidedBy, Decision, Part, Proposal, Reason, Role, Slot, SlotKind, Source, State, Written
from questionnaire_filler.review.options import options_for
from questionnaire_filler.settings import Cite, Settings
from tests.cli import kit as forms
from tests.draft.kit import AS_OF, NO, YES, StubMatcher, drafted, entry, question, sure

if TYPE_CHECKING:
    from pathlib import Path

SOURCED = entry("sso", sources=(Source("Standard", "§1", date=date(2026, 1, 1)),))


def test_only_what_is_filled_is_written():
    draft = drafted([question(1), question(2)], [SOURCED], sure(1, "sso"), sure(2, "sso", 0.5))
    (write,) = filling(draft).writes
    assert (write.slot.where, write.text) == ("S!C1", "Yes. All of sso.")
    assert writes_for(draft, draft.form.questions[1], draft.decisions["Q2"]) == ()


@pytest.mark.parametrize(
    ("cite", "rows", "notes"),
    [((), 0, 0), ((Cite.SHEET,), 1, 0), ((Cite.NOTE,), 0, 1), ((Cite.COMMENT,), 0, 0), ((Cite.NOTE, Cite.SHEET), 1, 1)],
)
def test_sources_go_where_they_are_wanted(cite, rows, notes):
    draft = drafted([question(1, "What\nnow?", ref="A.1")], [SOURCED], sure(1, "sso"), cite=cite)
    made = filling(draft)
    assert (len(made.citations), len(made.notes)) == (rows, notes)
    for row in made.citations:
        assert (row.question, row.where, row.sources, row.ref) == ("What now?", "S!C1", ("Standard, §1, 2026-01-01",), "A.1")
    for note in made.notes:
        assert (note.where, note.text) == ("S!C1", "Standard, §1, 2026-01-01")


def test_parts_keep_their_own_positions():
    parts = tuple(Part(name, (Candidate(name, 0.97, position=position),)) for name, position in (("sso", YES), ("mfa", NO)))
    proposal = Proposal("Q1", tuple(part.candidates[0] for part in parts), parts)
    draft = drafted([question(1)], [SOURCED, entry("mfa")], proposal)
    answers = answers_for(draft.bank.by_id(), draft.decisions["Q1"])
    assert [(answer.entry.id, answer.position) for answer in answers] == [("sso", YES), ("mfa", NO)]
    assert filling(draft).writes[0].text == "Yes. All of sso.\nNo. All of mfa."


def test_a_sibling_that_answers_a_part_keeps_the_part_turned_round(tmp_path: Path):
    cloud = entry("cloud", scope=frozenset({"cloud"}))
    entries = [SOURCED, cloud, replace(cloud, id="own", answer="All of own.", scope=frozenset({"self-hosted"}))]
    parts = tuple(Part(name, (Candidate(name, 0.97, position=position),)) for name, position in (("sso", YES), ("cloud", NO)))
    proposal = Proposal("Q1", tuple(part.candidates[0] for part in parts), parts)
    matcher = StubMatcher(groups=[("cloud", "own")])
    draft = drafted([question(1)], entries, proposal, matcher=matcher, scope=("self-hosted",))
    assert options_for(draft, draft.form.questions[0], rules_for(draft, matcher))[0].positions == (YES, NO)
    told = "Yes. All of sso.\nNo. All of own."
    assert filling(draft).writes[0].text == told
    store.save(draft.with_decisions([replace(draft.decisions["Q1"], decided_by=DecidedBy.PERSON)]), tmp_path / "kept.json", None, "")
    again = store.carry_over(draft, store.load(tmp_path / "kept.json").decisions)
    assert again.decisions["Q1"].decided_by is DecidedBy.PERSON
    assert filling(again).writes[0].text == told


def test_a_follow_up_to_an_answer_of_several_entries_says_no_position():
    parts = tuple(Part(name, (Candidate(name, 0.97, position=YES),)) for name in ("sso", "mfa"))
    proposal = Proposal("Q1", tuple(part.candidates[0] for part in parts), parts)
    draft = drafted([question(1), question(2, "If yes, please describe.", parent="Q1")], [SOURCED, entry("mfa")], proposal)
    assert filling(draft).writes[1].text == "All of sso.\nAll of mfa."


def test_a_persons_words_go_before_the_entrys():
    draft = drafted([question(1), question(2)], [SOURCED])
    draft = draft.with_decisions(
        [
            Decision("Q1", State.FILLED, Reason.EDITED, DecidedBy.PERSON, entries=("sso",), position=YES, text="Ask us."),
            Decision("Q2", State.FILLED, Reason.EDITED, DecidedBy.PERSON, text="By hand."),
        ]
    )
    assert [write.text for write in filling(draft).writes] == ["Yes. Ask us.", "By hand."]
    assert [row.where for row in filling(draft).citations] == ["S!C1"]


def _workbook(desk: Path):
    return format_of(desk / "vendor.xlsx").read(desk / "vendor.xlsx"), load_bank(desk / "answers")


def made(desk: Path, **given):
    """Return the draft of the look-alike workbook, its first two questions filled."""
    matcher = StubMatcher({"Q1": sure(1, "at-rest"), "Q2": sure(2, "sso")})
    return propose(*_workbook(desk), matcher, Settings(AS_OF, **given))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    forms.write_bank(tmp_path)
    forms.write_xlsx(tmp_path / "vendor.xlsx")
    return tmp_path


def test_written_proven_and_told(desk: Path):
    applied = apply(made(desk), desk / "out.xlsx", None)
    assert applied.certificate.ok
    assert applied.sha256 == hashlib.sha256((desk / "out.xlsx").read_bytes()).hexdigest()
    assert [write.slot.where for write in applied.draft.written.writes] == ["Security!C3", "Security!D3", "Security!C4", "Security!D4"]
    assert (applied.sidecar, applied.warnings) == (None, ())
    assert load_workbook(desk / "out.xlsx").sheetnames == ["Security", "Citations"]


def test_a_question_whose_place_refuses_is_back_in_review_with_nothing_of_it_written(desk: Path):
    book = load_workbook(desk / "vendor.xlsx")
    book["Security"]["E3"] = "=1+1"
    book.save(desk / "vendor.xlsx")
    draft = made(desk)
    first, *others = draft.form.questions
    first = replace(first, slots=(first.slots[0], Slot(Role.COMMENT, "Security!E3")))
    form = replace(draft.form, questions=(first, *others))
    applied = apply(replace(draft, form=form), desk / "out.xlsx", None)
    decision = applied.draft.decisions["Q1"]
    assert (decision.state, decision.reason) == (State.REVIEW, Reason.NO_PLACE)
    assert "Security!E3" in decision.why
    assert "formula" in decision.why
    out = load_workbook(desk / "out.xlsx")
    assert [out["Security"][cell].value for cell in ("C3", "E3", "C4")] == [None, "=1+1", "Yes"]
    assert "Encryption standard" not in str([list(sheet.values) for sheet in out])
    assert {write.slot.where for write in applied.draft.written.writes} == {"Security!C4", "Security!D4"}


def test_locked_cells_are_written_only_by_force(desk: Path):
    book = load_workbook(desk / "vendor.xlsx")
    book["Security"].protection.sheet = True
    book["Security"]["C4"].protection = Protection(locked=False)
    book["Security"]["D4"].protection = Protection(locked=False)
    book.save(desk / "vendor.xlsx")
    draft = made(desk)
    assert (draft.decisions["Q1"].state, draft.decisions["Q1"].reason) == (State.REVIEW, Reason.LOCKED)
    assert draft.decisions["Q2"].state is State.FILLED
    accepted = Decision("Q1", State.FILLED, Reason.ACCEPTED, DecidedBy.PERSON, entries=("at-rest",), position=YES)
    applied = apply(draft.with_decisions([accepted]), desk / "out.xlsx", None)
    assert (applied.draft.decisions["Q1"].state, applied.draft.decisions["Q1"].reason) == (State.REVIEW, Reason.LOCKED)
    forced = apply(made(desk, force_locked=True), desk / "forced.xlsx", None)
    assert forced.draft.decisions["Q1"].state is State.FILLED
    assert load_workbook(desk / "forced.xlsx")["Security"]["C3"].value == "Yes"


def test_nothing_to_write_gives_the_same_bytes(desk: Path):
    form, bank = format_of(desk / "vendor.xlsx").read(desk / "vendor.xlsx"), load_bank(desk / "answers")
    apply(propose(form, bank, StubMatcher(), Settings(AS_OF)), desk / "out.xlsx", None)
    assert (desk / "out.xlsx").read_bytes() == (desk / "vendor.xlsx").read_bytes()


def test_what_stands_at_the_target_is_left(desk: Path):
    (desk / "out.xlsx").write_bytes(b"work")
    with pytest.raises(RefusedError):
        apply(made(desk), desk / "out.xlsx", None)
    assert (desk / "out.xlsx").read_bytes() == b"work"


def test_sources_beside_a_form_that_takes_no_list(desk: Path):
    forms.write_csv(desk / "vendor.csv")
    form, bank = format_of(desk / "vendor.csv").read(desk / "vendor.csv"), load_bank(desk / "answers")
    draft = propose(form, bank, StubMatcher({"Q1": sure(1, "at-rest")}), Settings(AS_OF))
    applied = apply(draft, desk / "out.csv", None)
    assert applied.sidecar == desk / "vendor.csv.citations.csv"
    assert any("citations are in" in warning for warning in applied.warnings)
    with applied.sidecar.open(encoding="utf-8-sig", newline="") as stream:
        head, row = csv.reader(stream)
    assert head == ["No", "Question", "Answer in", "Source"]
    assert row[:3] == ["1", "Is customer data encrypted at rest?", "C2"]


@pytest.mark.parametrize(("cite", "said"), [((Cite.COMMENT,), True), ((Cite.COMMENT, Cite.SHEET), False), ((), False)])
def test_answers_that_no_comment_can_cite_are_named(desk: Path, cite: tuple[Cite, ...], *, said: bool):
    forms.write_docx(desk / "vendor.docx")
    form, bank = format_of(desk / "vendor.docx").read(desk / "vendor.docx"), load_bank(desk / "answers")
    draft = propose(form, bank, StubMatcher({"Q1": sure(1, "at-rest"), "Q2": sure(2, "sso")}), Settings(AS_OF, cite=cite))
    warnings = apply(draft, desk / "out.docx", None).warnings
    assert any("no source is given for T0.R1.C1 (1 in all)" in warning for warning in warnings) is said  # the other answer has no source
    beside = propose(*_workbook(desk), StubMatcher({"Q1": sure(1, "at-rest")}), Settings(AS_OF, cite=cite))
    assert apply(beside, desk / "out.xlsx", None).warnings == ()


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_no_cell_of_the_list_beside_a_form_begins_a_formula(desk: Path, sign: str):
    forms.write_csv(desk / "vendor.csv")
    form, bank = format_of(desk / "vendor.csv").read(desk / "vendor.csv"), load_bank(desk / "answers")
    first, *others = form.questions
    form = replace(form, questions=(replace(first, ref=f"{sign}1", text=f"{sign}{first.text}"), *others))
    applied = apply(propose(form, bank, StubMatcher({"Q1": sure(1, "at-rest")}), Settings(AS_OF)), desk / "out.csv", None)
    with applied.sidecar.open(encoding="utf-8-sig", newline="") as stream:
        _, row = csv.reader(stream)
    assert [cell[:2] for cell in row[:2]] == [f"'{sign}"] * 2


def shared(number: int, **more: object):
    """Return a question whose comment and evidence cells it shares with the others."""
    where = {Role.ANSWER: f"S!C{number}", Role.COMMENT: "S!D1", Role.EVIDENCE: "S!E1"}
    choices = {Role.ANSWER: {"kind": SlotKind.CHOICE, "choices": ("Yes", "No")}}
    return question(number, "", *(Slot(role, where[role], **choices.get(role, more)) for role in where))


def test_questions_that_share_a_cell_for_comments_write_into_it_below_one_another():
    entries = [SOURCED, entry("mfa", NO, sources=(*SOURCED.sources, Source("Policy"))), entry("dup", answer="All of sso.")]
    proposals = [sure(1, "sso"), sure(2, "mfa", position=NO), sure(3, "dup")]
    draft = drafted([shared(1), shared(2), shared(3)], entries, *proposals, cite=(Cite.COMMENT,))
    texts = {write.slot.where: write.text for write in filling(draft).writes}
    assert texts == {
        "S!C1": "Yes",
        "S!C2": "No",
        "S!C3": "Yes",
        "S!D1": "All of sso.\nAll of mfa.",
        "S!E1": "Standard, §1, 2026-01-01\nPolicy",
    }
    written = replace(draft, written=Written(filling(draft).writes))
    assert [write.slot.where for write in writes_by_question(written)["Q2"]] == ["S!C2", "S!D1", "S!E1"]
    assert [item["written"][1]["text"] for item in draft_record(written, None)["questions"]] == [texts["S!D1"]] * 3


def test_what_does_not_fit_into_a_shared_cell_is_left_for_the_writer_to_refuse():
    draft = drafted([shared(1, max_length=12), shared(2, max_length=12)], [SOURCED, entry("mfa")], sure(1, "sso"), sure(2, "mfa"), cite=())
    assert [write.text for write in filling(draft).writes] == ["Yes", "All of sso.", "Yes", "All of mfa."]


def test_a_merged_cell_for_comments_takes_both_explanations(desk: Path):
    book = load_workbook(desk / "vendor.xlsx")
    book["Security"].merge_cells("D3:D4")
    book.save(desk / "vendor.xlsx")
    applied = apply(made(desk), desk / "out.xlsx", None)
    assert [applied.draft.decisions[name].state for name in ("Q1", "Q2")] == [State.FILLED] * 2
    told = load_workbook(desk / "out.xlsx")["Security"]["D3"].value.splitlines()
    assert [line for line in told if not line.startswith("Source")] == [
        applied.draft.bank.by_id()[name].answer for name in ("at-rest", "sso")
    ]
