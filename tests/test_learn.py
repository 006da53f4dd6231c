"""A completed form teaches the bank, so that a blank copy of it fills itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.bank import load, load_or_begin
from questionnaire_filler.bank.edit import AddEntry, AddText, TextList, apply, preview
from questionnaire_filler.draft.propose import propose
from questionnaire_filler.forms.registry import format_of
from questionnaire_filler.learn import Terms, TroubleKind, learn, offers
from questionnaire_filler.learn.naming import Names
from questionnaire_filler.learn.original import completed
from questionnaire_filler.learn.shapes import shaped
from questionnaire_filler.learn.stood import stood
from questionnaire_filler.linking import matcher_for
from questionnaire_filler.model import (
    Bank,
    Disclosure,
    Entry,
    Filling,
    Form,
    Place,
    Position,
    Question,
    Role,
    Slot,
    SlotKind,
    Source,
    State,
    Status,
    Write,
)
from questionnaire_filler.settings import Settings
from tests.forms.layout.workbooks import workbook

DAY = dt.date(2026, 11, 23)
SETTINGS = Settings(as_of=DAY, catalogue=False)
PLACE = Place(Path("x.yaml"), 1, 1)
YES_NO = ("Yes", "No", "N/A")
QUESTIONS = (
    "Do you encrypt customer data at rest?",
    "Is multi-factor authentication enforced for administrators?",
    "Do you carry out penetration tests every year?",
    "Describe your backup process.",
    "Which cloud providers host the service?",
    "Do you have a security awareness programme?",
    "Is customer data used to train models?",
    "Do you support single sign-on?",
)


def slot(role=Role.ANSWER, where="S!C2", before="", **keys):
    return Slot(role, where, before=before, **keys)


def choice(before="", choices=YES_NO, where="S!C2"):
    return slot(where=where, before=before, kind=SlotKind.CHOICE, choices=choices)


def comment(before="", where="S!D2"):
    return slot(Role.COMMENT, where, before)


def ask(*slots, text="Do you encrypt?", number=1, **keys):
    return Question(f"Q{number}", text, f"S!B{number + 1}", slots, **keys)


def form_of(*questions):
    return Form(Path("acme.xlsx"), "xlsx", "0" * 64, questions=questions)


def bank_of(root, *entries):
    bank = load_or_begin(root / "answers")
    return apply(bank, [AddEntry(entry, Path("base.yaml")) for entry in entries]) if entries else bank


def learnt(form, bank, **terms):
    return learn(form, bank, matcher_for(bank, SETTINGS), Terms("acme.xlsx", DAY, **terms))


# how an answer is stored, and given back


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ([choice("Yes"), comment("We use AES-256.")], (Position.YES, "", "We use AES-256.")),
        ([choice("No"), comment()], (Position.NO, "", "")),
        ([slot(before="Yes"), comment("We use AES-256.")], (Position.YES, "", "We use AES-256.")),
        ([slot(before="Y", label="Response (Y/N)"), comment("We use AES-256.")], (Position.YES, "", "We use AES-256.")),
        ([slot(before="Y"), comment()], (Position.YES, "", "Y")),
        ([slot(before="Yes. We use AES-256."), comment()], (Position.YES, "", "Yes. We use AES-256.")),
        ([slot(before="AES-256\nfor all disks")], (None, "", "AES-256\nfor all disks")),
        ([slot(before="AES-256"), comment("For all disks.\nAnd backups.")], (None, "AES-256", "AES-256\nFor all disks.\nAnd backups.")),
        ([choice("Planned", ("Yes", "No", "Planned")), comment("In May.")], (None, "Planned", "Planned\nIn May.")),
        ([choice("3", ("1", "2", "3")), comment()], (None, "", "3")),
        ([choice("Yes, for some", ("No", "Yes, for some", "Yes, for all")), comment("x y")], (None, "Yes, for some", "Yes, for some\nx y")),
        ([slot(Role.MARK, value="Yes"), slot(Role.MARK, "S!D2", "x", value="No")], (Position.NO, "", "")),
        ([slot(before="In part, see above."), slot(Role.MARK, "S!E2", "☒", value="Inherited", kind=SlotKind.CHECK)],
         (None, "Inherited", "Inherited\nIn part, see above.")),
        ([slot(before="X", kind=SlotKind.CHECK)], (Position.YES, "", "")),
        ([slot(before="2026-03-04", kind=SlotKind.DATE)], (None, "", "2026-03-04")),
    ],
)  # fmt: skip
def test_the_shape_that_gives_all_places_back(slots, expected):
    entry, echo = shaped(stood(ask(*slots)), Entry("a", "Do you encrypt?", PLACE))
    assert echo.whole
    assert (entry.position, entry.short, entry.answer) == expected


def test_an_answer_in_the_comment_of_a_yes_no_list():
    question = ask(choice(""), comment("AWS and GCP."), text="Which providers host the platform?")
    entry, echo = shaped(stood(question), Entry("a", question.text, PLACE))
    assert echo.whole
    assert (entry.position, entry.answer) == (None, "AWS and GCP.")


@pytest.mark.parametrize(
    "question",
    [ask(choice("")), ask(slot(), comment("only a remark")), ask(slot(Role.OTHER, before="Jane")), ask(slot(Role.EVIDENCE, before="x"))],
)
def test_what_is_no_answer(question):
    assert stood(question) is None


def test_what_is_cited_becomes_sources_and_the_forms_own_number_does_not():
    evidence = slot(Role.EVIDENCE, "S!E2", "Policy 4\nReport 2")
    assert stood(ask(choice("Yes"), evidence)).evidence == ("Policy 4", "Report 2")
    assert stood(ask(choice("Yes"), slot(Role.EVIDENCE, "S!A2", "A-1"), ref="A-1")).evidence == ()
    cited = stood(ask(choice("Yes"), comment("By AES.\nSource: Standard, §3; Report")))
    assert (cited.comment, cited.evidence) == ("By AES.", ("Standard, §3", "Report"))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(lambda text: text.strip())


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["Yes", "No", "N/A"]), st.none() | TEXTS)
def test_choice_and_comment_always_come_back(position, words):
    question = ask(choice(position), comment(words or ""))
    _, echo = shaped(stood(question), Entry("a", "Do you encrypt?", PLACE))
    assert echo.main


# what is suggested


def test_new_entries_are_drafts_that_cite_the_form_to_nobody(tmp_path):
    found = learnt(form_of(ask(choice("Yes"), comment("By AES."), section=("Data", "Encryption"))), bank_of(tmp_path))
    [lesson] = found.lessons
    entry = lesson.edit.entry
    assert (entry.status, entry.reviewed, entry.section, entry.id) == (Status.DRAFT, None, "Encryption", "encrypt")
    assert entry.sources == (Source("acme.xlsx", ref="S!B2", date=DAY, disclosure=Disclosure.INTERNAL),)
    assert lesson.whole
    assert found.answered == 1


def test_approval_is_a_persons_word_and_recorded(tmp_path):
    found = learnt(form_of(ask(choice("Yes"))), bank_of(tmp_path), approve=True, disclosure=Disclosure.NDA, scope=frozenset({"cloud"}))
    entry = found.lessons[0].edit.entry
    assert (entry.status, entry.reviewed, entry.disclosure, entry.scope) == (Status.APPROVED, DAY, Disclosure.NDA, {"cloud"})


ENTRY = Entry(
    "encryption", "Is customer data encrypted at rest?", PLACE, position=Position.YES, answer="All customer data is encrypted with AES-256."
)


@pytest.mark.parametrize(
    ("told", "words", "known", "kind"),
    [
        ("Yes", "All customer data is encrypted with AES-256.", 1, None),
        ("Yes", "", 1, None),
        ("No", "", 0, TroubleKind.POSITION),
        ("Yes", "We do our best here.", 0, TroubleKind.WORDS),
    ],
)
def test_a_question_that_the_bank_has(tmp_path, told, words, known, kind):
    form = form_of(ask(choice(told), comment(words), text="is customer data ENCRYPTED at rest"))
    found = learnt(form, bank_of(tmp_path, ENTRY))
    assert (found.lessons, found.known) == ((), known)
    assert [(trouble.kind, trouble.entry) for trouble in found.troubles] == ([(kind, "encryption")] if kind else [])


class Fixed:
    """A matcher that has made up its mind."""

    def __init__(self, *candidates):
        self.candidates = candidates

    def match(self, questions):
        return SimpleNamespace(threshold=0.9, proposals=[SimpleNamespace(candidates=self.candidates) for _ in questions])


def candidate(confidence, position=Position.YES, guards=()):
    return SimpleNamespace(entry="encryption", confidence=confidence, via="matched", position=position, guards=guards)


GUARD = SimpleNamespace(reason="other-object")


@pytest.mark.parametrize(
    ("found", "told", "words", "outcome"),
    [
        (candidate(0.95), "Yes", "", "alternate"),
        (candidate(0.95), "Yes", "All customer data is encrypted with AES-256.", "alternate"),
        (candidate(0.6), "Yes", "", "entry"),  # a bare Yes proves nothing
        (candidate(0.6), "Yes", "All customer data is encrypted with AES-256.", "alternate"),
        (candidate(0.3), "Yes", "All customer data is encrypted with AES-256.", "alternate"),  # the very words
        (candidate(0.1), "Yes", "All customer data is encrypted with AES-256.", "entry"),
        (candidate(0.95), "No", "", TroubleKind.POSITION),
        (candidate(0.6), "No", "", TroubleKind.POSITION),
        (candidate(0.6, guards=(GUARD,)), "No", "", "entry"),
        (candidate(0.95), "Yes", "Disks are locked away.", "entry"),
        (candidate(0.95, Position.NO), "No", "", "entry"),  # an inverted question is no alternate
        (candidate(0.95, Position.NO), "No", "All customer data is encrypted with AES-256.", "entry"),
        (candidate(0.95), "N/A", "", TroubleKind.POSITION),
        (candidate(0.95), "Planned", "All customer data is encrypted with AES-256.", "entry"),  # the entry would choose Yes
    ],
)
def test_a_question_like_one_of_the_banks(tmp_path, found, told, words, outcome):
    bank = bank_of(tmp_path, ENTRY)
    form = form_of(ask(choice(told, (*YES_NO, "Planned")), comment(words), text="Do you encrypt stored information?"))
    result = learn(form, bank, Fixed(found), Terms("acme.xlsx", DAY))
    kinds = ["entry" if isinstance(lesson.edit, AddEntry) else "alternate" for lesson in result.lessons]
    assert kinds + [trouble.kind for trouble in result.troubles] == [outcome]
    if outcome == "alternate":
        assert result.lessons[0].edit == AddText("encryption", TextList.ALTERNATES, "Do you encrypt stored information?")


def test_words_beside_a_list_that_says_nothing_to_the_question_are_an_alternate(tmp_path):
    bank = bank_of(tmp_path, replace(ENTRY, position=None))
    form = form_of(ask(choice(""), comment(ENTRY.answer), text="How do you encrypt stored information?"))
    [lesson] = learn(form, bank, Fixed(candidate(0.95, None)), Terms("acme.xlsx", DAY)).lessons
    assert lesson.edit == AddText("encryption", TextList.ALTERNATES, "How do you encrypt stored information?")


def test_a_question_asked_twice(tmp_path):
    same = [ask(choice("Yes", where=f"S!C{n}"), number=n) for n in (1, 2)]
    [lesson] = learnt(form_of(*same), bank_of(tmp_path)).lessons
    assert lesson.covers == 2
    other = [ask(choice(told, where=f"S!C{n}"), number=n) for n, told in enumerate(("Yes", "No"), 1)]
    found = learnt(form_of(*other), bank_of(tmp_path))
    assert not found.lessons
    assert [trouble.kind for trouble in found.troubles] == [TroubleKind.TOLD_TWICE] * 2


def test_several_boxes_are_no_answer_that_an_entry_can_hold(tmp_path):
    boxes = [slot(Role.MARK, f"S!C2#{n}", "x", value=value, kind=SlotKind.CHECK) for n, value in enumerate(("SAML", "OIDC"))]
    [trouble] = learnt(form_of(ask(*boxes)), bank_of(tmp_path)).troubles
    assert trouble.kind is TroubleKind.SEVERAL


def test_a_mere_request_to_explain_belongs_to_the_question_above(tmp_path):
    parent = ask(choice("Yes"))
    below = ask(slot(where="S!C3", before="By AES."), text="If yes, please describe.", number=2, parent="Q1")
    found = learnt(form_of(parent, below), bank_of(tmp_path))
    [lesson] = found.lessons
    assert (lesson.edit.entry.position, lesson.edit.entry.answer) == (Position.YES, "By AES.")
    alone = learnt(form_of(below), bank_of(tmp_path))
    assert [trouble.kind for trouble in alone.troubles] == [TroubleKind.DEPENDS]


def test_ids_are_short_and_never_taken_twice():
    names = Names(["encrypt-data-rest"])
    assert [names.name("Do you encrypt the data at rest?") for _ in range(2)] == ["encrypt-data-at-rest", "encrypt-data-at-rest-2"]
    assert names.name("データを暗号化していますか。", "acme Q7") == "acme-q7"
    assert len(names.name("word " * 90)) <= 60


# the whole way: learn with approval, fill a blank copy


def written(folder, suffix, answers):
    """Return a blank form and its completed copy."""
    blank = folder / f"blank{suffix}"
    if suffix == ".xlsx":
        rows = [["No.", "Question", "Response", "Comments"], *([str(n), text, None, None] for n, text in enumerate(QUESTIONS, 1))]
        workbook(blank, {"Security": rows}, lists={"Security!C2:C9": '"Yes,No,Planned,N/A"'})
    elif suffix == ".csv":
        blank.write_text("No.,Question,Response,Comments\n" + "".join(f'{n},"{text}",,\n' for n, text in enumerate(QUESTIONS, 1)))
    else:
        word_form(blank)
    done = folder / f"acme{suffix}"
    form = format_of(blank).read(blank)
    assert len(form.questions) == len(QUESTIONS)
    writes = [
        Write(place, text)
        for question, (told, words) in zip(form.questions, answers, strict=True)
        for place, text in zip(question.slots, (told, words), strict=False)
        if text
    ]
    format_of(blank).write(blank, done, Filling(tuple(writes)))
    return blank, done


def word_form(path):
    import docx

    document = docx.Document()
    table = document.add_table(rows=1, cols=4)
    for cell, text in zip(table.rows[0].cells, ("No.", "Question", "Response", "Comments"), strict=True):
        cell.text = text
    for number, text in enumerate(QUESTIONS, 1):
        for cell, value in zip(table.add_row().cells, (str(number), text, "", ""), strict=True):
            cell.text = value
    document.save(path)


ANSWERS = (
    ("Yes", "AES-256, keys rotate every 90 days."),
    ("No", "Planned for the next quarter."),
    ("Planned", "With an outside company:\nfirst in March."),
    ("", ""),
    ("Yes", "AWS: Frankfurt."),
    ("Yes", ""),
    ("No", ""),
    ("N/A", "Not for this edition."),
)
WORDS = (*ANSWERS[:3], ("Daily, encrypted", "Kept for 30 days."), ("AWS", "In Frankfurt."), *ANSWERS[5:])


@pytest.mark.parametrize(("suffix", "answers"), [(".xlsx", ANSWERS), (".csv", WORDS), (".docx", WORDS)])
@pytest.mark.parametrize("through_blank", [False, True])
def test_a_blank_copy_gives_every_answer_back(tmp_path, suffix, answers, through_blank):
    blank, done = written(tmp_path, suffix, answers)
    form = format_of(done).read(done)
    if through_blank:
        form = completed(format_of(blank).read(blank), done)
    bank = bank_of(tmp_path)
    found = learnt(form, bank, approve=True)
    assert not found.troubles
    apply(bank, [lesson.edit for lesson in found.lessons])
    bank = load(bank.root)
    draft = propose(format_of(blank).read(blank), bank, matcher_for(bank, SETTINGS), SETTINGS)
    assert back(draft) == {slot.where: slot.before for question in form.questions for slot in question.slots if slot.before}


def back(draft):
    from questionnaire_filler.draft.apply import filling

    return {write.slot.where: write.text for write in filling(draft).writes}


def test_without_approval_nothing_fills_itself_in(tmp_path):
    blank, done = written(tmp_path, ".csv", WORDS)
    bank = bank_of(tmp_path)
    found = learnt(format_of(done).read(done), bank)
    bank = apply(bank, [lesson.edit for lesson in found.lessons])
    draft = propose(format_of(blank).read(blank), bank, matcher_for(bank, SETTINGS), SETTINGS)
    assert {decision.state for decision in draft.decisions.values()} == {State.REVIEW}


def test_learning_again_finds_nothing_new(tmp_path):
    _, done = written(tmp_path, ".csv", WORDS)
    bank = bank_of(tmp_path)
    form = format_of(done).read(done)
    bank = apply(bank, [lesson.edit for lesson in learnt(form, bank, approve=True).lessons])
    again = learnt(form, bank)
    assert not again.lessons
    assert not again.troubles
    assert again.known == len(QUESTIONS)


def test_a_question_with_signs_that_nobody_sees_is_found_again(tmp_path):
    text = "Do you encrypt\u200bdata\x0bat rest?"
    bank = bank_of(tmp_path)
    bank = apply(bank, [lesson.edit for lesson in learnt(form_of(ask(choice("Yes"), text=text)), bank, approve=True).lessons])
    draft = propose(form_of(ask(choice(""), text=text)), bank, matcher_for(bank, SETTINGS), SETTINGS)
    assert draft.decisions["Q1"].state is State.FILLED


# what a review offers


def outcome(accepted=(), rejected=(), edited=()):
    one = lambda question, entry, position=Position.YES: SimpleNamespace(question=question, entry=entry, position=position)  # noqa: E731
    return SimpleNamespace(
        accepted=[one(*pair) for pair in accepted],
        rejected=[one(*pair) for pair in rejected],
        edited=[SimpleNamespace(question=q, entries=e, position=p, text=t) for q, e, p, t in edited],
    )


def test_what_a_review_offers(tmp_path):
    bank = bank_of(tmp_path, ENTRY)
    review = outcome(
        accepted=[
            ("Is stored data encrypted?", "encryption"),
            ("is stored data ENCRYPTED", "encryption"),
            ("Please explain", "encryption"),
        ],
        rejected=[("Are backups encrypted?", "encryption"), (ENTRY.question, "encryption"), ("Else?", "gone")],
        edited=[("How is data encrypted?", ("encryption",), None, "With AES."), ("Describe", (), None, "x")],
    )
    made = offers(review, bank, name="acme.xlsx", as_of=DAY, into=Path("learned.yaml"))
    assert made[:2] == (
        AddText("encryption", TextList.ALTERNATES, "Is stored data encrypted?"),
        AddText("encryption", TextList.NOT_FOR, "Are backups encrypted?"),
    )
    [draft] = made[2:]
    assert (draft.entry.status, draft.entry.answer, draft.entry.disclosure) == (Status.DRAFT, "With AES.", Disclosure.PUBLIC)
    assert "+  - id: how-data-encrypted" in preview(bank, made)


UNENCRYPTED = "Is any customer data stored unencrypted?"


def test_a_question_answered_the_other_way_round_is_no_alternate(tmp_path):
    """Else the next form is told Yes, by the person's own confirmation."""
    bank = bank_of(tmp_path, replace(ENTRY, topic="encryption-at-rest", sources=(Source("Standard"),), alternates=("Encrypted?",)))
    review = outcome(accepted=[(UNENCRYPTED, "encryption", Position.NO), ("Which colour?", "encryption", None)])
    [made] = offers(review, bank, name="acme.xlsx", as_of=DAY, into=Path("learned.yaml"))
    entry = made.entry
    assert (entry.question, entry.position, entry.answer, entry.status) == (UNENCRYPTED, Position.NO, ENTRY.answer, Status.DRAFT)
    assert (entry.topic, entry.alternates, [source.title for source in entry.sources]) == ("", (), ["Standard", "acme.xlsx"])
    bank = apply(bank, [made])
    approved = replace(bank, entries=tuple(replace(entry, status=Status.APPROVED) for entry in bank.entries))
    form = form_of(ask(choice(), text=UNENCRYPTED), ask(choice(where="S!C3"), text=ENTRY.question, number=2))
    for taken in (bank, approved):
        decisions = propose(form, taken, matcher_for(taken, SETTINGS), SETTINGS).decisions
        assert [(one.state, one.position) for one in decisions.values() if one.state is State.FILLED] == [
            *([(State.FILLED, Position.NO)] if taken is approved else []),
            (State.FILLED, Position.YES),
        ]


def test_a_wording_that_was_answered_both_ways_teaches_nothing(tmp_path):
    bank = bank_of(tmp_path, ENTRY)
    review = outcome(accepted=[("Is it safe?", "encryption", Position.YES), ("Is it safe?", "encryption", Position.NO)])
    assert offers(review, bank, name="acme.xlsx", as_of=DAY, into=Path("learned.yaml")) == ()


def test_own_words_the_other_way_round_leave_the_topic(tmp_path):
    bank = bank_of(tmp_path, replace(ENTRY, topic="encryption-at-rest"))
    review = outcome(edited=[("Is it?", ("encryption",), Position.YES, "It is."), (UNENCRYPTED, ("encryption",), Position.NO, "None is.")])
    made = offers(review, bank, name="acme.xlsx", as_of=DAY, into=Path("learned.yaml"))
    assert [edit.entry.topic for edit in made] == ["encryption-at-rest", ""]


def test_an_empty_folder_is_a_bank_to_begin(tmp_path):
    assert load_or_begin(tmp_path / "new") == Bank(tmp_path / "new", (), load_or_begin(tmp_path / "other").sha256)
    (tmp_path / "a.yaml").write_text("schema: 1\nanswers: []\n")
    assert load_or_begin(tmp_path).entries == ()
    assert len(apply(load_or_begin(tmp_path), [AddEntry(ENTRY, Path("a.yaml"))]).entries) == 1


def test_a_preset_that_people_wrote_beside_is_their_answer(tmp_path):
    blank, done = tmp_path / "blank.csv", tmp_path / "done.csv"
    rows = [f"{number},{text},Select...,\n" for number, text in enumerate(QUESTIONS[:4], 1)]
    blank.write_text("No.,Question,Answer,Comments\n" + "".join(rows), encoding="utf-8")
    form = format_of(blank).read(blank)
    preset = replace(form.questions[0].slots[0], kind=SlotKind.CHOICE, choices=("Not started", "Done"), placeholder="Not started")
    form = replace(form, questions=(replace(form.questions[0], slots=(preset, *form.questions[0].slots[1:])), *form.questions[1:]))
    done.write_text(
        blank.read_text(encoding="utf-8").replace(rows[0], rows[0].replace("Select...,", "Not started,Next year.")), encoding="utf-8"
    )
    first, second, *_ = completed(form, done).questions
    assert (stood(first).main, stood(first).comment) == ("Not started", "Next year.")
    assert stood(second) is None
