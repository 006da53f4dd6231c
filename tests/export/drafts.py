"""A small draft with one question of every kind, made by hand: what reports and exports are tested on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from questionnaire_filler.draft.draft import Draft, Dropped
from questionnaire_filler.model import (
    Area,
    Bank,
    Candidate,
    Column,
    DecidedBy,
    Decision,
    Declined,
    Disclosure,
    Entry,
    Form,
    Guard,
    Place,
    Position,
    Proposal,
    Question,
    Reason,
    Role,
    Skipped,
    Slot,
    SlotKind,
    Source,
    State,
    Written,
)
from questionnaire_filler.settings import Settings

AS_OF = date(2026, 11, 23)
SECRET = "never promise this"
PLACE = Place(Path("answers/a.yaml"), 1, 1)

ENTRIES = (
    Entry(
        "rest",
        "Is data encrypted at rest?",
        PLACE,
        Position.YES,
        "All data is encrypted with AES-256.",
        sources=(
            Source("Encryption standard", "§3.2", "2.1", "https://example.com/enc_1"),
            Source("Board minutes", disclosure=Disclosure.INTERNAL),
            Source("Certificate", expires=date(2026, 11, 1)),
        ),
        reviewed=date(2026, 8, 1),
        review_days=120,
        note=SECRET,
    ),
    Entry("sso", "Do you support SSO?", PLACE, Position.YES, "Yes. SAML and OIDC.", scope=frozenset({"cloud"}), note=SECRET),
    Entry("dr", "How often is recovery tested?", PLACE, None, "Once a year.", expires=date(2027, 6, 1), reviewed=date(2023, 1, 1)),
)


def slots(row, *choices):
    kind = SlotKind.CHOICE if choices else SlotKind.TEXT
    return (Slot(Role.ANSWER, f"S!C{row}", kind, choices), Slot(Role.COMMENT, f"S!D{row}"))


QUESTIONS = (
    Question("Q1", "Encrypted at rest?", "S!B2", slots(2, "Yes", "No"), "A.1", ("Security", "Data")),
    Question("Q2", "Single <b>sign-on</b> & more?", "S!B3", slots(3), "A.2", ("Security", "Access")),
    Question("Q3", "Is recovery tested within 4 hours?", "S!B4", slots(4), "", ("Continuity",)),
    Question("Q4", "Do you insure cyber risk?", "S!B5", slots(5), "", ("Continuity",)),
    Question("Q5", "Your name", "S!B6", (Slot(Role.ANSWER, "S!C6", before="Acme GmbH"),), "", ("Continuity",)),
    Question("Q6", "If not, why?", "S!B7", slots(7), "", ("Continuity",), parent="Q1"),
    Question("Q7", "Recovery tests", "S!B8", (Slot(Role.ANSWER, "S!C8"),), "", ("Continuity",)),
)

PROPOSALS = {
    "Q2": Proposal("Q2", (Candidate("sso", 0.979),), declined=()),
    "Q3": Proposal("Q3", (Candidate("dr", 0.6, guards=(Guard(Reason.NUMBER, "asks within 4 hours", 0.6),)), Candidate("rest", 0.01))),
    "Q4": Proposal("Q4", (), declined=(Declined("insurance", "asks for “Cyber insurance”, which the bank does not answer"),)),
}

DECISIONS = (
    Decision("Q1", State.FILLED, Reason.MATCHED, confidence=0.996, entries=("rest",), position=Position.YES),
    Decision("Q2", State.REVIEW, Reason.SCOPE, confidence=0.979, entries=("sso",), position=Position.YES, why="holds for cloud only"),
    Decision("Q3", State.REVIEW, Reason.NUMBER, confidence=0.6, entries=("dr",), why="asks within 4 hours"),
    Decision("Q4", State.OPEN, Reason.DECLINED, why="asks for “Cyber insurance”, which the bank does not answer"),
    Decision("Q5", State.KEPT, Reason.OCCUPIED),
    Decision("Q6", State.BLANK, Reason.PARENT, why="only asked when the answer above is No"),
    Decision("Q7", State.FILLED, Reason.EDITED, DecidedBy.PERSON, 0.5, ("dr",), text="Twice a year.\n\n= a lot"),
)

FORM = Form(
    Path("/secret/folder/vendor_form.xlsx"),
    "xlsx",
    "f" * 64,
    "",
    QUESTIONS,
    (Area("S", "2-8", (Column("question", "B", "Question", "header says “Question”"), Column("id", "A"), Column("answer", "C")), 7),),
    (Skipped("Lists", "hidden sheet"),),
    ("column E is free",),
)


def draft(**changes):
    """Return the draft, with fields changed."""
    bank = Bank(Path("/secret/answers"), ENTRIES, "b" * 64)
    decisions = {decision.question: decision for decision in DECISIONS}
    dropped = (Dropped("An old question", "S!B99", "the entry changed in the bank"),)
    made = Draft(FORM, bank, Settings(AS_OF), 0.9, PROPOSALS, decisions, dropped, ("judged more strictly",))
    return replace(made, **changes)


def asking(text):
    """Return the draft with this text in every place that a form's author controls."""
    questions = tuple(
        replace(
            question,
            text=text,
            ref=text,
            section=(text,),
            slots=tuple(replace(s, before=text if s.before else "", label=text) for s in question.slots),
        )
        for question in QUESTIONS
    )
    areas = (Area("S", text, (Column("question", "B", text, text),), 7),)
    return draft(form=replace(FORM, questions=questions, areas=areas, skipped=(Skipped(text, text),), notes=(text,)))


WRITTEN = Written((), warnings=("row 12 has a fixed height",), citations="Citations")
