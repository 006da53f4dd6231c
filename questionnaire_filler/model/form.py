"""What a form is, for every format: questions with their slots, and how they were found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: `Sheet!B5` (the sheet's name raw), `B5` in CSV, `T0.R1.C2` or `P4` in Word; `#n` is the n-th box inside a place.
Address = str


class Role(StrEnum):
    """What part of the answer a slot takes."""

    ANSWER = "answer"
    COMMENT = "comment"  # explanation, remarks, details
    EVIDENCE = "evidence"  # reference, document, link: where a citation belongs
    MARK = "mark"  # one column or box per option; `Slot.value` is the option that a mark there means
    OTHER = "other"  # owner, date, score ...: seen and named in `Slot.label`, never written by itself


class SlotKind(StrEnum):
    """How a slot is written."""

    TEXT = "text"
    CHOICE = "choice"  # exactly one of `Slot.choices`
    CHECK = "check"  # a box to tick: check box control, legacy check box or glyph
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the form that takes (part of) an answer.

    Attributes:
        role: What part of the answer it takes.
        where: Its address; for a merged range, the first cell's.
        kind: How it is written.
        choices: The values that it accepts, in the form's order; empty where any text will do.
        before: The answer that stands there; empty also when only a placeholder or a preset default stands there.
        placeholder: The preset text that is not an answer ("Select...", "<Fill in>"), which writing replaces.
        value: For a mark: the option that it stands for ("Yes").
        label: The header or label that named it.
        locked: Protected against editing in the form; written only with --force-locked.
        max_length: Longest text it takes, in characters; None where there is no limit.
        row_label: For a tick matrix: the item that this mark is about; empty otherwise.
    """

    role: Role
    where: Address
    kind: SlotKind = SlotKind.TEXT
    choices: tuple[str, ...] = ()
    before: str = ""
    placeholder: str = ""
    value: str = ""
    label: str = ""
    locked: bool = False
    max_length: int | None = None
    row_label: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that the form asks.

    Attributes:
        id: `Q1`, `Q2` ... in reading order; stable for the same file and mapping.
        text: The question as it stands in the form, on as many lines as there.
        where: The address of its text.
        slots: Where its answer goes; the main one first.
        ref: The form's own identifier ("CEK-03.1", "2.4"), without its brackets.
        section: The headings that it stands under, outermost first; a sheet's name counts where it says something.
        context: What else the form says beside it: guidance, the header over its column. Never part of the question.
        parent: The id of the question above that this one follows up ("If yes, describe ..."); empty otherwise.
        required: The form says that it must be answered.
        hidden: It stands in a hidden row, column or sheet.
    """

    id: str
    text: str
    where: Address
    slots: tuple[Slot, ...] = ()
    ref: str = ""
    section: tuple[str, ...] = ()
    context: str = ""
    parent: str = ""
    required: bool = False
    hidden: bool = False

    def slot(self, role: Role) -> Slot | None:
        """Return the first slot with that role."""
        return next((slot for slot in self.slots if slot.role is role), None)

    @property
    def marks(self) -> tuple[Slot, ...]:
        """The mark slots, in the form's order."""
        return tuple(slot for slot in self.slots if slot.role is Role.MARK)


@dataclass(frozen=True, slots=True)
class Column:
    """A column (or its counterpart in Word) with the role that detection gave it.

    Attributes:
        role: "question", "id", "section", "guidance" or the role of a slot.
        where: "B" in a sheet, "C1" in a Word table.
        header: The header text; empty where there is none.
        reason: The evidence, in words that a user understands: "header says 'Vendor response', 41 of 43 cells empty".
    """

    role: str
    where: str
    header: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """One block of questions with the same layout: a table of a sheet, a table or a run of paragraphs in Word.

    Attributes:
        where: The sheet's name, or "T3", or "P10-P42".
        rows: First and last row or paragraph, as the user would name them: "5-90".
        columns: What each column was taken for, and why.
        questions: How many questions were found here.
        mapped: "" when detected, "given" for --map, "remembered" for a correction kept from an earlier run.
    """

    where: str
    rows: str
    columns: tuple[Column, ...] = ()
    questions: int = 0
    mapped: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sheet, table or block that holds no question to answer, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class SheetMap:
    """A correction of the detection: `Sheet!question=B answer=D comment=E rows=5-90`.

    Attributes:
        sheet: The sheet's name; empty for CSV.
        columns: Pairs of role ("question", "answer", "comment", "evidence", "id", "section", "mark:Yes") and column letters.
        rows: First and last row, both counted from 1; None for all rows.
        skip: The sheet holds no questions (`Sheet!skip`).
    """

    sheet: str
    columns: tuple[tuple[str, str], ...] = ()
    rows: tuple[int, int] | None = None
    skip: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was read: what it asks, where the answers go, and why that was believed.

    Attributes:
        path: The file.
        format: "xlsx", "xlsm", "docx" or "csv".
        sha256: Of the file's bytes; writing refuses when it changed meanwhile.
        fingerprint: Of sheet names and headers: the same for the next copy of the same form.
        questions: In reading order.
        areas: How the questions were found.
        skipped: What was looked at and passed over.
        notes: What the user should know: "no answer column: column E, the first free one, is proposed".
    """

    path: Path
    format: str
    sha256: str
    fingerprint: str = ""
    questions: tuple[Question, ...] = ()
    areas: tuple[Area, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Write:
    """One place to be written.

    Attributes:
        slot: Where, and how.
        text: The new content. For a choice exactly one of its choices; for a mark the sign to put there ("X"), unused for a check box.
    """

    slot: Slot
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a cell, or a comment in Word."""

    where: Address
    text: str


@dataclass(frozen=True, slots=True)
class CitationRow:
    """One line of the list of citations that the customer reads.

    Attributes:
        question: The question, on one line.
        where: The address of the answer.
        sources: Title, section, version or date and link of each source, ready to print.
        ref: The form's own identifier, or empty.
    """

    question: str
    where: Address
    sources: tuple[str, ...]
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """Everything that is to be written into one form.

    Attributes:
        writes: Answers, explanations and marks.
        notes: Notes on cells; only on demand.
        citations: Rows of the list at the end; empty for none.
    """

    writes: tuple[Write, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[CitationRow, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.writes or self.notes or self.citations)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A place that the writer would not write, and why ("formula", "locked", "outside the used range")."""

    where: Address
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """What the writer did.

    Attributes:
        writes: The places written.
        refused: The places left as they were.
        citations: Where the list of citations went: "Citations" (the sheet's name), "end of document"; "" when it must go
            beside the file.
        notes_refused: Why notes were not added; empty when they were or none was asked for.
        warnings: What the user should know ("row 12 has a fixed height: the text may be cut off in print").
    """

    writes: tuple[Write, ...]
    refused: tuple[Refusal, ...] = ()
    citations: str = ""
    notes_refused: str = ""
    warnings: tuple[str, ...] = field(default=())
