"""From an approved answer to what is written into the form's slots, in the form's own vocabulary.

No text is generated: a position is put into the form's words, an entry's text is taken as it stands, and a citation is put after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from questionnaire_filler.model import Disclosure, Entry, Position, Reason, Role, Slot, SlotKind, Source, Write
from questionnaire_filler.settings import Cite
from questionnaire_filler.text import fold, squeeze
from questionnaire_filler.vocabulary import asks_for_position, choice_for, leading_position, offers_positions, position_in, position_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.model import Question

_WORDS = {Position.YES: "Yes", Position.NO: "No", Position.PARTIAL: "Partially", Position.NA: "N/A"}
#: Questions that want to be told something: the words go into the place of the answer, not a bare Yes.
_OPEN = re.compile(
    r"^\W*(?:[\d.]+\W+)?(?:please\s+|kindly\s+)?(?:describe|explain|provide|list|specify|state|name|identify|outline|detail|give|summari[sz]e|"
    r"elaborate|enter|attach|define|indicate|how|what|which|who|whom|whose|when|where|why|"
    r"beschreiben|erläutern|nennen|wie|was|welche\w*|wer|wann|wo|warum|décri\w+|expliqu\w+|précis\w+|indiqu\w+|quel\w*|comment|qui|quand|où|"
    r"describ\w+|expli\w+|indi\w+|qué|cuál\w*|cómo|quién\w*|cuándo|dónde)\b",
    re.IGNORECASE,
)
#: Questions that a Yes or No would answer, whatever the bank says in words.
_CLOSED = re.compile(
    r"^\W*(?:[\w.]{1,8}[.):]\s+)?(?:please\s+(?:confirm|indicate|state)\b|if\b|do|does|did|is|are|was|were|has|have|had|can|could|will|would|"
    r"should|may|must)\b",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


@dataclass(frozen=True, slots=True)
class Answer:
    """One entry's part of an answer.

    Attributes:
        entry: The entry; None for words that a person wrote where the bank has nothing.
        position: The position to write, already inverted where the question asks the opposite; None for free text.
        text: Words of a person instead of the entry's; empty for the entry's own.
        choice: The form's choice that a person picked for the question; empty for the one that says the position.
    """

    entry: Entry | None
    position: Position | None = None
    text: str = ""
    choice: str = ""

    @property
    def words(self) -> str:
        """The words that explain the answer."""
        return self.text or (self.entry.answer if self.entry else "")

    @property
    def short(self) -> str:
        """The entry's words for places with a length limit; empty where a person wrote other words."""
        return self.entry.short if self.entry and not self.text else ""

    @property
    def rest(self) -> str:
        """What the words say after their first lines, where these are the short form: what goes beside it; empty otherwise."""
        return self.words.removeprefix(f"{self.short}\n") if self.short and self.words.startswith(f"{self.short}\n") else ""


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why an answer does not fit the form's slots: nothing is written."""

    reason: Reason
    why: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as the customer reads it, and the entry that it belongs to."""

    entry: Entry
    source: Source


def citations(entries: Sequence[Entry], disclosure: Disclosure) -> tuple[Citation, ...]:
    """Return the sources that this customer may be told, each once, where it is first used and with the entry that uses it first."""
    found: dict[tuple[str, ...], Citation] = {}
    for entry in entries:
        for source in entry.sources:
            if source.disclosure <= disclosure:
                found.setdefault((source.title, source.ref, source.version, source.url), Citation(entry, source))
    return tuple(found.values())


def cite(source: Source) -> str:
    """Return a source as one line: title, section, version or date, link."""
    when = f"version {source.version}" if source.version else source.date.isoformat() if source.date else ""
    return ", ".join(part for part in (source.title, source.ref, when, source.url) if part)


def compose(
    question: Question, answers: Sequence[Answer], *, cite_where: Sequence[Cite], disclosure: Disclosure
) -> tuple[Write, ...] | Unfit:
    """Return the writes that put the answers into the question's slots.

    Args:
        question: The question with its slots.
        answers: One for each part of the question; usually one.
        cite_where: Where citations go; only `Cite.COMMENT` matters here.
        disclosure: What this customer may be told.

    Returns:
        Writes in the order of the slots, or why nothing fits.
    """
    main = _contradiction(answers) or _main(question, answers)
    if isinstance(main, Unfit):
        return main
    sources = _source_lines(answers, disclosure) if Cite.COMMENT in cite_where else ()
    extra = _explanations(question, answers, main, sources)
    return (*main, *extra)


def _contradiction(answers: Sequence[Answer]) -> Unfit | None:
    """Return why an approved answer cannot be given with its position: its words begin with the opposite ("Yes. All data is ...").

    That happens where the question asks the other way round; a person's own words are taken as they are.
    """
    for answer in answers:
        said = None if answer.text or answer.position is None else leading_position(answer.words)
        if said is not None and said is not answer.position and answer.position is said.inverted():
            why = f"the answer here is “{_WORDS[said.inverted()]}”, and the bank's words begin with “{_WORDS[said]}”"
            return Unfit(Reason.POLARITY, why)
    return None


def _main(question: Question, answers: Sequence[Answer]) -> tuple[Write, ...] | Unfit:
    slot = question.slot(Role.ANSWER)
    if slot is None and question.marks:
        return _marked(question.marks, answers)
    if slot is None:
        comment = question.slot(Role.COMMENT)
        return (Write(comment, _full_text(answers)),) if comment else Unfit(Reason.NO_PLACE, "the form has no place for the answer")
    match slot.kind:
        case SlotKind.CHOICE:
            return _told_beside(question, slot, answers) or _chosen(slot, answers)
        case SlotKind.CHECK:
            return _ticked(slot, answers)
        case SlotKind.DATE:
            return _dated(slot, answers)
        case SlotKind.TEXT:
            return _marked_and_worded(question, slot, answers) or _worded(question, slot, answers)


def _joint_position(answers: Sequence[Answer]) -> Position | None:
    positions = {answer.position for answer in answers}
    return positions.pop() if len(positions) == 1 else None


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
    words = answers[0].rest or answers[0].words
    told = words and fold(words) != fold(marked[0].slot.value) and position_of(words) is None and _fits(slot, words)
    return (Write(slot, words), *marked) if told else marked


def _chosen(slot: Slot, answers: Sequence[Answer]) -> tuple[Write, ...] | Unfit:
    option = _option(slot.choices, answers)
    return option if isinstance(option, Unfit) else (Write(slot, option),)


def _told_beside(question: Question, slot: Slot, answers: Sequence[Answer]) -> tuple[Write, ...]:
    """Return the words for the comment where a list of Yes and No can say nothing to what is asked: "Who hosts the platform?"."""
    comment = next((other for other in question.slots if other.role is Role.COMMENT and _free(other)), None)
    free = all(answer.position is None and not answer.choice for answer in answers)
    if comment is None or not free or _CLOSED.match(question.text) or not offers_positions(slot.choices):
        return ()
    text = _full_text(answers)
    return (Write(comment, text),) if text and _fits(comment, text) and isinstance(_option(slot.choices, answers), Unfit) else ()


def _option(options: Sequence[str], answers: Sequence[Answer]) -> str | Unfit:
    """Return the option that says the answer: a person's choice, the position's word, or the very words of a free-text entry."""
    if picked := next((answer.choice for answer in answers if answer.choice), ""):
        return picked if picked in options else Unfit(Reason.VOCABULARY, f"the form does not offer “{squeeze(picked)}”: {_listed(options)}")
    if (position := _joint_position(answers)) is not None:
        found = choice_for(position, options)
        return found if found is not None else Unfit(Reason.VOCABULARY, f"no choice says “{_WORDS[position]}”: {_listed(options)}")
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
    if _joint_position(answers) is Position.YES:
        return (Write(slot, "X"),)
    return Unfit(Reason.VOCABULARY, "a single box can only say Yes")


def _dated(slot: Slot, answers: Sequence[Answer]) -> tuple[Write, ...] | Unfit:
    text = _full_text(answers)
    found = _ISO_DATE.findall(text)
    if len(found) == 1:
        try:
            return (Write(slot, date(*map(int, found[0])).isoformat()),)
        except ValueError:
            pass
    return Unfit(Reason.VOCABULARY, "the form takes a date and the answer does not hold just one")


def _worded(question: Question, slot: Slot, answers: Sequence[Answer]) -> tuple[Write, ...] | Unfit:
    position = _joint_position(answers)
    if position is not None and question.slot(Role.COMMENT) and (asks_for_position(slot.label) or _parted(question, answers)):
        return (Write(slot, position_in(slot.label, position) or _WORDS[position]),)
    if len(answers) == 1 and position is None and answers[0].rest and _beside(question, answers[0].rest):
        return (Write(slot, answers[0].short),)
    text = _full_text(answers)
    if slot.max_length is not None and len(text) > slot.max_length:
        text = _short_text(answers)
        if not text or len(text) > slot.max_length:
            return Unfit(Reason.VOCABULARY, f"the form takes at most {slot.max_length} characters and there is no short answer that fits")
    return (Write(slot, text),)


def _parted(question: Question, answers: Sequence[Answer]) -> bool:
    """Whether the position goes into the place of the answer and the explanation beside it: there is one, and it is asked whether."""
    words = [answer.words for answer in answers if answer.words]
    takes = any(leading_position(text) or position_of(text) for text in words)  # the words take the position themselves
    return not _OPEN.match(question.text) and not takes and _beside(question, "\n".join(words))


def _beside(question: Question, text: str) -> bool:
    comment = next((slot for slot in question.slots if slot.role is Role.COMMENT and _free(slot)), None)
    return bool(text) and comment is not None and _fits(comment, text)


def _full_text(answers: Sequence[Answer]) -> str:
    return "\n".join(_with_position(answer.position, answer.words) for answer in answers)


def _short_text(answers: Sequence[Answer]) -> str:
    parts = [answer.short or (_WORDS[answer.position] if answer.position else "") for answer in answers]
    return "; ".join(parts) if all(parts) else ""


def _with_position(position: Position | None, words: str) -> str:
    """Return position and text in one: "Yes. All data is encrypted."; once where the text says it itself."""
    if position is None:
        return words
    if not words:
        return _WORDS[position]
    if leading_position(words) is position or position_of(words) is position:
        return words
    return f"{_WORDS[position]}. {words}"


def _source_lines(answers: Sequence[Answer], disclosure: Disclosure) -> tuple[str, ...]:
    return tuple(cite(citation.source) for citation in citations([answer.entry for answer in answers if answer.entry], disclosure))


def _explanations(question: Question, answers: Sequence[Answer], main: Sequence[Write], sources: Sequence[str]) -> tuple[Write, ...]:
    """Return what goes beside the main answer: the explanation where the main place took only a position, and the citation."""
    taken = {write.slot.where for write in main}
    comment = next((s for s in question.slots if s.role is Role.COMMENT and s.where not in taken and _free(s)), None)
    evidence = next((s for s in question.slots if s.role is Role.EVIDENCE and s.where not in taken and _free(s)), None)
    explained = any(_says(write.text, answers) for write in main)
    writes: list[Write] = []
    explanation = "" if explained else "\n".join(filter(None, (_explaining(answer, main) for answer in answers)))
    if comment is not None:
        cited = () if evidence is not None else sources
        text = "\n".join(filter(None, [explanation, _source_note(cited)]))
        writes += [Write(comment, text)] if text and _fits(comment, text) else []
    if evidence is not None and sources:
        text = "\n".join(sources)
        writes += [Write(evidence, text)] if _fits(evidence, text) else []
    return tuple(writes)


def _explaining(answer: Answer, main: Sequence[Write]) -> str:
    """Return the words that explain an answer beside what was written: not the short form again, and no bare position."""
    written = {fold(write.slot.value if write.slot.role is Role.MARK else write.text) for write in main}
    if answer.rest and fold(answer.short) in written:
        return answer.rest
    return "" if position_of(answer.words) is not None or fold(answer.words) in written else answer.words


def _free(slot: Slot) -> bool:
    return slot.kind is SlotKind.TEXT and not slot.before


def _says(text: str, answers: Sequence[Answer]) -> bool:
    return all(not answer.words or answer.words in text for answer in answers)


def _source_note(sources: Sequence[str]) -> str:
    return f"Source: {'; '.join(sources)}" if sources else ""


def _fits(slot: Slot, text: str) -> bool:
    return slot.max_length is None or len(text) <= slot.max_length
