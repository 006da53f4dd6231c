"""What every format must do: read, slots, write, refuse. Its tests inherit `FormatContract` and say how to make a small form.

The form that `make` writes asks three questions, each with an answer and a comment of its own; the second is answered "Yes" already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from questionnaire_filler.errors import FormError, RefusedError
from questionnaire_filler.forms.registry import format_of
from questionnaire_filler.model import Filling, Role, Slot, Write

if TYPE_CHECKING:
    from pathlib import Path

    from questionnaire_filler.forms.registry import Format
    from questionnaire_filler.model import Form

QUESTIONS = ("Do you encrypt data at rest?", "Do you enforce multi-factor authentication?", "Describe your incident response process.")
ANSWER = "All data is encrypted with AES-256 & keys are rotated <yearly>."


class FormatContract:
    """Inherit, set `suffix`, and write the form in `make`."""

    suffix = ""
    #: An address that no form of this format has.
    nowhere = ""

    def make(self, path: Path) -> None:
        """Write the small form to the path."""
        raise NotImplementedError

    @pytest.fixture
    def source(self, tmp_path: Path) -> Path:
        path = tmp_path / f"form{self.suffix}"
        self.make(path)
        return path

    @pytest.fixture
    def handler(self, source: Path) -> Format:
        return format_of(source)

    @pytest.fixture
    def form(self, handler: Format, source: Path) -> Form:
        return handler.read(source)

    # read

    def test_every_question_is_found_once_in_reading_order(self, form):
        assert tuple(question.text for question in form.questions) == QUESTIONS
        assert [question.id for question in form.questions] == ["Q1", "Q2", "Q3"]
        assert len({question.where for question in form.questions}) == len(QUESTIONS)

    def test_reading_says_what_it_read(self, form, source):
        assert form.path == source
        assert form.format == self.suffix.lstrip(".")
        assert len(form.sha256) == 64
        assert form.fingerprint
        assert sum(area.questions for area in form.areas) == len(QUESTIONS)
        assert all(column.reason for area in form.areas for column in area.columns if column.role in {"question", "answer"})

    def test_reading_twice_gives_the_same(self, handler, form, source):
        assert handler.read(source) == form

    def test_reading_changes_nothing(self, form, source, tmp_path):
        again = tmp_path / f"again{self.suffix}"
        self.make(again)
        assert [path.name for path in sorted(tmp_path.iterdir())] == [again.name, source.name]

    # slots

    def test_the_main_slot_comes_first_and_slots_are_places_of_their_own(self, form):
        for question in form.questions:
            assert [slot.role for slot in question.slots[:2]] == [Role.ANSWER, Role.COMMENT]
        places = [slot.where for question in form.questions for slot in question.slots]
        assert len(set(places)) == len(places)
        assert not {question.where for question in form.questions} & set(places)

    def test_what_stands_there_is_told(self, form):
        assert [question.slots[0].before for question in form.questions] == ["", "Yes", ""]

    # write

    def test_an_empty_filling_gives_the_same_bytes(self, handler, source, tmp_path):
        target = tmp_path / f"out{self.suffix}"
        written = handler.write(source, target, Filling())
        assert target.read_bytes() == source.read_bytes()
        assert not written.writes
        assert not written.refused

    def test_what_is_written_is_read_back_and_nothing_else_differs(self, handler, form, source, tmp_path):
        target = tmp_path / f"out{self.suffix}"
        before = source.read_bytes()
        slots = {form.questions[0].slots[0], form.questions[2].slots[1]}
        written = handler.write(source, target, Filling(tuple(Write(slot, ANSWER) for slot in sorted(slots, key=str))))
        assert {item.slot for item in written.writes} == slots
        found = {slot.where: slot.before for question in handler.read(target).questions for slot in question.slots}
        expected = {slot.where: ANSWER if slot in slots else slot.before for question in form.questions for slot in question.slots}
        assert found == expected
        assert source.read_bytes() == before

    def test_writing_keeps_the_fingerprint(self, handler, form, source, tmp_path):
        target = tmp_path / f"out{self.suffix}"
        handler.write(source, target, Filling((Write(form.questions[0].slots[0], ANSWER),)))
        assert handler.read(target).fingerprint == form.fingerprint

    def test_writing_is_reproducible(self, handler, form, source, tmp_path):
        filling = Filling((Write(form.questions[0].slots[0], ANSWER), Write(form.questions[2].slots[0], "Two\nlines")))
        first, second = tmp_path / f"a{self.suffix}", tmp_path / f"b{self.suffix}"
        handler.write(source, first, filling)
        handler.write(source, second, filling)
        assert first.read_bytes() == second.read_bytes()

    # refuse

    def test_a_target_that_exists_is_not_touched(self, handler, source, tmp_path):
        target = tmp_path / f"out{self.suffix}"
        target.write_bytes(b"mine")
        with pytest.raises(FileExistsError):
            handler.write(source, target, Filling())
        assert target.read_bytes() == b"mine"

    def test_a_place_that_the_form_does_not_have_is_refused(self, handler, source, tmp_path):
        with pytest.raises(RefusedError):
            handler.write(source, tmp_path / f"out{self.suffix}", Filling((Write(Slot(Role.ANSWER, self.nowhere), "x"),)))

    def test_a_missing_file_is_told(self, handler, tmp_path):
        with pytest.raises(FormError):
            handler.read(tmp_path / f"missing{self.suffix}")
