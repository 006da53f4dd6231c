"""What goes into the main place of a question: the answer column, its dropdown, its boxes; the comment where there is no other."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from questionnaire_filler.compose.answers import WORDS, Answer, Unfit, full_text, joint_position, short_text, told_openly
from questionnaire_filler.compose.asked import asks_for_a_number, asks_for_words_alone, asks_openly, is_label
from questionnaire_filler.compose.beside import behind_position, fits, free
from questionnaire_filler.model import Position, Reason, Role, Slot, SlotKind, Write
from questionnaire_filler.text import fold, squeeze
from questionnaire_filler.vocabulary import (
    asks_for_position,
    choice_for,
    choices_in,
    leading_position,
    offers_yes_and_no,
    position_in,
    position_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.model import Question

_NUMBER = re.compile(r"\W*\d[\d.,' ]*\W*")
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def main_place(question: Question, answers: Sequence[Answer]) -> tuple[Write, ...] | Unfit:
    """Return what answers the question itself, or why its place cannot take it."""
    slot = question.slot(Role.ANSWER)
    if slot is None and question.marks:
        return _marked(question.marks, answers)
    if slot is None:
        comment = question.slot(Role.COMMENT)
        return (Write(comment, full_text(answers)),) if comment else Unfit(Reason.NO_PLACE, "the form has no place for the answer")
    if slot.kind is SlotKind.CHOICE or _stated(question, slot, answers):
        return _told_beside(question, slot, answers) or _chosen(slot, answers)
    match slot.kind:
        case SlotKind.CHECK:
            return _ticked(slot, answers)
        case SlotKind.DATE:
            return _dated(slot, answers)
        case SlotKind.TEXT:
            return _marked_and_worded(question, slot, answers) or _worded(question, slot, answers)


def _stated(question: Question, slot: Slot, answers: Sequence[Answer]) -> bool:
    """Whether the header of a free place states the choices, and the words have a place beside it; a person may write what they like."""
    return bool(choices_in(slot.label)) and _beside(question, "-") and not any(answer.text for answer in answers)


def _marked(marks: Sequence[Slot], answers: Sequence[Answer]) -> tuple[Write, ...] | Unfit:
    if len(items := {mark.row_label for mark in marks}) > 1:
        return Unfit(Reason.VOCABULARY, f"the form wants a mark for each of {len(items)} items")
    options = [mark.value for mark in marks]
    option = _option(options, answers)
    if isinstance(option, Unfit):
        return option
    chosen = marks[options.index(option)]
    return (Write(chosen, "X"),)


def _marked_and_worded(question: Question, slot: Slot, answers: Sequence[Answer]) -> tuple[Write, ...]:
    """Return a tick and the words beside it, where boxes stand next to a place for words and one of them says the answer."""
    marked = _marked(question.marks, answers) if question.marks and len(answers) == 1 else ()
    if not marked or isinstance(marked, Unfit):
        return ()
    words = answers[0].rest or behind_position(answers[0])
    told = words and fold(words) != fold(marked[0].slot.value) and position_of(words) is None and fits(slot, words)
    return (Write(slot, words), *marked) if told else marked


def _choices(slot: Slot) -> Sequence[str]:
    return slot.choices or choices_in(slot.label)


def _chosen(slot: Slot, answers: Sequence[Answer]) -> tuple[Write, ...] | Unfit:
    option = _option(_choices(slot), answers)
    return option if isinstance(option, Unfit) else (Write(slot, option),)


def _told_beside(question: Question, slot: Slot, answers: Sequence[Answer]) -> tuple[Write, ...]:
    """Return the words for the comment where a list of Yes and No can say nothing to what is asked: "Who hosts the platform?".

    Forms put the list into every row, whatever the row asks. Beside a question that it does answer, a requirement, or a list that
    judges ("Compliant"), words in the comment alone would leave the answer open: these wait for a person.
    """
    comment = next((other for other in question.slots if other.role is Role.COMMENT and free(other)), None)
    worded = all(answer.position is None and not answer.choice for answer in answers)
    if comment is None or not worded or not asks_for_words_alone(question.text) or not offers_yes_and_no(_choices(slot)):
        return ()
    text = full_text(answers)
    return (Write(comment, text),) if text and fits(comment, text) and isinstance(_option(_choices(slot), answers), Unfit) else ()


def _option(options: Sequence[str], answers: Sequence[Answer]) -> str | Unfit:
    """Return the option that says the answer: a person's choice, the position's word, or the very words of a free-text entry."""
    if picked := next((answer.choice for answer in answers if answer.choice), ""):
        return picked if picked in options else Unfit(Reason.VOCABULARY, f"the form does not offer “{squeeze(picked)}”: {_listed(options)}")
    if (position := joint_position(answers)) is not None:
        found = choice_for(position, options)
        return found if found is not None else Unfit(Reason.VOCABULARY, f"no choice says “{WORDS[position]}”: {_listed(options)}")
    if len(answers) == 1:
        said = {fold(words) for words in (answers[0].short, answers[0].words) if words}
        same = [option for option in options if fold(option) in said]
        if len(same) == 1:
            return same[0]
        return Unfit(Reason.VOCABULARY, f"the answer is free text and none of the choices: {_listed(options)}")
    return Unfit(Reason.PARTIAL, "the parts have different answers and the form takes one choice")


def _listed(options: Sequence[str], most: int = 6) -> str:
    shown = ", ".join(squeeze(option) for option in options[:most])
    return shown + (", …" if len(options) > most else "")


def _ticked(slot: Slot, answers: Sequence[Answer]) -> tuple[Write, ...] | Unfit:
    if joint_position(answers) is Position.YES:
        return (Write(slot, "X"),)
    return Unfit(Reason.VOCABULARY, "a single box can only say Yes")


def _dated(slot: Slot, answers: Sequence[Answer]) -> tuple[Write, ...] | Unfit:
    text = full_text(answers)
    found = _ISO_DATE.findall(text)
    if len(found) == 1:
        try:
            return (Write(slot, date(*map(int, found[0])).isoformat()),)
        except ValueError:
            pass
    return Unfit(Reason.VOCABULARY, "the form takes a date and the answer does not hold just one")


def _worded(question: Question, slot: Slot, answers: Sequence[Answer]) -> tuple[Write, ...] | Unfit:
    position = joint_position(answers)
    if position is not None and question.slot(Role.COMMENT) and (asks_for_position(slot.label) or _parted(question, answers)):
        return (Write(slot, position_in(slot.label, position) or WORDS[position]),)
    if len(answers) == 1 and position is None and answers[0].rest and _beside(question, answers[0].rest):
        return (Write(slot, answers[0].short),)
    if value := _value(question, answers):
        return (Write(slot, value),) if fits(slot, value) else _too_long(slot)
    text = told_openly(answers) if asks_for_words_alone(question.text) else full_text(answers)
    if slot.max_length is not None and len(text) > slot.max_length:
        text = short_text(answers)
        if not text or len(text) > slot.max_length:
            return _too_long(slot)
    return (Write(slot, text),)


def _too_long(slot: Slot) -> Unfit:
    return Unfit(Reason.VOCABULARY, f"the form takes at most {slot.max_length} characters and there is no short answer that fits")


def _value(question: Question, answers: Sequence[Answer]) -> str:
    """Return the short form of a fact where the form asks for no more: a field's label, or how many; empty otherwise.

    Whoever reads "E-mail for incidents" wants the address and no sentence around it. An answer with a position says more than its short
    form, and goes in whole.
    """
    if len(answers) != 1 or answers[0].position is not None or not answers[0].short:
        return ""
    number = asks_for_a_number(question.text) and _NUMBER.fullmatch(answers[0].short) is not None
    return answers[0].short if number or is_label(question.text) else ""


def _parted(question: Question, answers: Sequence[Answer]) -> bool:
    """Whether the position goes into the place of the answer and the explanation beside it: there is one, and it is asked whether."""
    words = [answer.words for answer in answers if answer.words]
    takes = any(leading_position(text) or position_of(text) for text in words)  # the words take the position themselves
    return not asks_openly(question.text) and not takes and _beside(question, "\n".join(words))


def _beside(question: Question, text: str) -> bool:
    comment = next((slot for slot in question.slots if slot.role is Role.COMMENT and free(slot)), None)
    return bool(text) and comment is not None and fits(comment, text)
