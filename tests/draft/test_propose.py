"""A form filled in mind: what the matcher is asked, what stands there already, and identifiers of known questionnaires."""

from __future__ import annotations

import pytest

from questionnaire_filler.model import Candidate, Guard, Proposal, Reason, Role, Slot, SlotKind
from tests.draft.kit import EXACT, StubMatcher, drafted, entry, outcome, question, sure

SSO, MFA = entry("sso"), entry("mfa")


def test_every_question_gets_a_decision_in_the_forms_order():
    matcher = StubMatcher(notes=("judged more strictly",))
    draft = drafted([question(1), question(2), question(3)], [SSO], sure(2, "sso"), matcher=matcher)
    assert matcher.asked == ["Q1", "Q2", "Q3"]
    assert [(asked.id, decision.state.value) for asked, _, decision in draft] == [("Q1", "open"), ("Q2", "filled"), ("Q3", "open")]
    assert draft.notes == ("judged more strictly",)
    assert (draft.summary().questions, draft.summary().filled, draft.summary().open) == (3, 1, 2)
    assert draft.threshold == 0.9


@pytest.mark.parametrize(
    ("slots", "stands"),
    [
        ([Slot(Role.ANSWER, "S!C1", before="No")], True),
        ([Slot(Role.ANSWER, "S!C1"), Slot(Role.COMMENT, "S!D1", before="a hint")], False),
        ([Slot(Role.COMMENT, "S!D1", before="our words")], True),
        ([Slot(Role.MARK, "S!C1", value="Yes", before="x"), Slot(Role.MARK, "S!D1", value="No")], True),
        ([Slot(Role.ANSWER, "S!C1", SlotKind.CHOICE, ("Yes", "No"), placeholder="Select...")], False),
    ],
)
def test_an_answer_that_stands_there_is_kept_unless_it_is_to_be_replaced(slots, stands):
    matcher = StubMatcher()
    draft = drafted([question(1, "", *slots)], [SSO], sure(1, "sso"), matcher=matcher)
    assert outcome(draft) == (("kept", "occupied") if stands else ("filled", "matched"))
    assert matcher.asked == ([] if stands else ["Q1"])
    over = drafted([question(1, "", *slots)], [SSO], sure(1, "sso"), overwrite=True)
    assert outcome(over) == ("filled", "matched")
    assert not any(slot.before for slot in over.form.questions[0].slots)


REFS = ["A&A-01.1", "A&A-02.1", "AIS-01.1", "BCR-01.1", "CEK-03.1", "DSP-01.1", "LOG-01.1", "UEM-14.1"]
NAMED = entry("named", frameworks={"CAIQ-4": ("A&A-01.1",)})


def caiq(proposal, refs=REFS, entries=(NAMED, SSO)):
    return drafted([question(number, ref=ref) for number, ref in enumerate(refs, 1)], entries, proposal)


def test_an_identifier_of_the_recognised_version_counts_where_the_text_is_alike():
    draft = caiq(Proposal("Q1", (Candidate("sso", 0.6), Candidate("named", 0.3))))
    assert outcome(draft) == ("filled", "instrument")
    assert draft.decisions["Q1"].entries == ("named",)
    assert any("CAIQ-4" in note for note in draft.notes)


@pytest.mark.parametrize(
    "candidates",
    [
        (Candidate("sso", 0.6), Candidate("named", 0.19)),
        (Candidate("sso", 0.6), Candidate("named", 0.5, guards=(Guard(Reason.POLARITY, "", 0.5),))),
        (Candidate("sso", 0.6),),
    ],
)
def test_an_identifier_alone_is_not_enough(candidates):
    assert outcome(caiq(Proposal("Q1", candidates))) == ("review", "low-confidence")


def test_an_identifier_takes_nothing_from_an_exact_match_and_nothing_from_other_versions():
    exact = caiq(Proposal("Q1", (Candidate("sso", 0.995, via=EXACT), Candidate("named", 0.3))))
    assert (outcome(exact), exact.decisions["Q1"].entries) == (("filled", "exact"), ("sso",))
    older = ["AAC-01.1", "AAC-02.1", "AIS-01.1", "BCR-01.1", "EKM-03.1", "DSI-01.1", "MOS-01.1", "GRM-14.1"]
    assert outcome(caiq(Proposal("Q1", (Candidate("named", 0.3),)), refs=older)) == ("review", "low-confidence")
    unproven = caiq(Proposal("Q1", (Candidate("named", 0.3),), uncovered=("and why",)))
    assert outcome(unproven)[0] == "review"
