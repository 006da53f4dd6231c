"""CSV: any delimiter, encoding, quoting and line end; what is not changed stays the bytes that it was."""

from __future__ import annotations

import csv as standard
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.errors import UnreadableFormError, UsageError
from questionnaire_filler.forms import csv
from questionnaire_filler.forms.csv_dialect import find_delimiter, records
from questionnaire_filler.forms.layout.mapping import parse_maps
from questionnaire_filler.model import Filling, Note, Role, Slot, SlotKind, Write
from questionnaire_filler.text import inert
from tests.forms.contract import QUESTIONS, FormatContract


class TestContract(FormatContract):
    suffix = ".csv"
    nowhere = "B9000"

    def make(self, path):
        rows = "\r\n".join(f"{n};{text};{'Yes' if n == 2 else ''};" for n, text in enumerate(QUESTIONS, 1))
        path.write_bytes(f"No;Question;Answer;Comment\r\n{rows}\r\n".encode())


def read(tmp_path, content, name="form.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return path, csv.read(path)


def filled(tmp_path, content, text, question=0):
    path, form = read(tmp_path, content)
    target = tmp_path / "out.csv"
    written = csv.write(path, target, Filling((Write(form.questions[question].slots[0], text),)))
    return target.read_bytes(), written


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-16-le", b"")],
)
def test_every_encoding_is_read_and_kept(tmp_path, encoding, bom):
    text = "Nr;Frage;Antwort\r\n1;Gibt es Schlüssel für Prüfer?;\r\n2;Wird geprüft?;\r\n"
    out, _ = filled(tmp_path, bom + text.encode(encoding), "Ja, über HSM")
    assert out == bom + text.replace("Prüfer?;", "Prüfer?;Ja, über HSM").encode(encoding)


def test_western_and_japanese_encodings_of_old_are_told_apart(tmp_path):
    _, western = read(tmp_path, "Question;Réponse\r\nAvez-vous chiffré les données ?;\r\n".encode("cp1252"))
    assert western.questions[0].text == "Avez-vous chiffré les données ?"
    _, japanese = read(tmp_path, "質問,回答\r\nデータを暗号化していますか,\r\n".encode("cp932"))
    assert japanese.questions[0].text == "データを暗号化していますか"


def test_what_an_encoding_lacks_is_simplified_or_refused(tmp_path):
    content = "Question;Réponse\r\nAvez-vous chiffré les données ?;\r\n".encode("cp1252")
    out, written = filled(tmp_path, content, "AES‑256…")
    assert out.endswith(b"?;AES-256...\r\n")
    (tmp_path / "out.csv").unlink()
    out, written = filled(tmp_path, content, "鍵")
    assert out == content
    assert "cp1252" in written.refused[0].reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_found(tmp_path, delimiter):
    content = delimiter.join(["ID", "Question", "Answer"]) + "\n" + delimiter.join(["1", '"Keys, tokens; and | such?"', ""]) + "\n"
    _, form = read(tmp_path, content.encode())
    assert [(q.text, q.slots[0].where) for q in form.questions] == [("Keys, tokens; and | such?", "C2")]


def test_commas_in_a_single_column_are_no_delimiters():
    assert find_delimiter("Question\nDo you, or they, encrypt?\nWho?\nWhere, when?\n") != ","


def test_excels_own_hint_names_the_delimiter(tmp_path):
    _, form = read(tmp_path, b"sep=;\nQuestion;Answer\nDo you, always, encrypt?;\n")
    assert form.questions[0].where == "A3"
    assert form.questions[0].slots[0].where == "B3"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1+1"])
def test_what_a_spreadsheet_would_run_is_neutralised(tmp_path, text):
    out, _ = filled(tmp_path, b"Question,Answer\nDo you encrypt data?,\nWhere?,\n", text)
    cells = list(standard.reader(io.StringIO(out.decode(), newline="")))
    assert cells[1][1] == "'" + text


def test_a_file_that_quotes_everything_gets_quoted_answers(tmp_path):
    out, _ = filled(tmp_path, b'"Question","Answer"\n"Do you encrypt data?",""\n"Where is it?",""\n', "Yes")
    assert out == b'"Question","Answer"\n"Do you encrypt data?","Yes"\n"Where is it?",""\n'


def test_a_short_record_is_extended_and_a_blank_line_counts(tmp_path):
    content = b"Question,Answer,Comment\n\nDo you encrypt data?\nWhere is the data stored?,EU,\n"
    path, form = read(tmp_path, content)
    assert [q.where for q in form.questions] == ["A3", "A4"]
    target = tmp_path / "out.csv"
    csv.write(path, target, Filling((Write(form.questions[0].slots[1], "a,b"),)))
    assert target.read_bytes() == content.replace(b"data?\n", b'data?,,"a,b"\n')


def test_without_an_answer_column_the_first_free_one_is_proposed(tmp_path):
    _, form = read(tmp_path, b"ID,Category,Question\n1,Keys,Do you encrypt data at rest?\n2,Keys,Who holds the keys?\n")
    assert [q.slots[0].where for q in form.questions] == ["D2", "D3"]
    assert "column D" in form.notes[0]


def test_notes_have_no_place_in_it(tmp_path):
    path, form = read(tmp_path, b"Question,Answer\nDo you encrypt data?,\n")
    written = csv.write(path, tmp_path / "o.csv", Filling(notes=(Note(form.questions[0].where, "x"),)))
    assert written.notes_refused
    assert not written.citations


def test_a_correction_names_columns_without_a_sheet(tmp_path):
    path, _ = read(tmp_path, b"a,b,c\nDo you encrypt data?,x,\nWhere is it stored?,y,\n")
    form = csv.read(path, parse_maps(["question=A answer=C rows=2-2"]))
    assert [(q.where, q.slots[0].where) for q in form.questions] == [("A2", "C2")]
    assert form.areas[0].mapped == "given"
    with pytest.raises(UsageError):
        csv.read(path, parse_maps(["Sheet1!question=A"]))


def test_binary_content_is_told(tmp_path):
    with pytest.raises(UnreadableFormError):
        read(tmp_path, bytes(range(256)) * 4)


def test_an_empty_file_asks_nothing(tmp_path):
    path, form = read(tmp_path, b"")
    assert form.questions == ()
    csv.write(path, tmp_path / "o.csv", Filling())
    assert (tmp_path / "o.csv").read_bytes() == b""


FIELDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=12)  # a lone CR is not quoted by the standard writer


@settings(max_examples=60, deadline=None)
@given(table=st.lists(st.lists(FIELDS, min_size=2, max_size=4), min_size=1, max_size=5), end=st.sampled_from(["\r\n", "\n"]))
def test_records_are_those_that_the_standard_library_wrote(table, end):
    out = io.StringIO()
    standard.writer(out, lineterminator=end).writerows(table)
    assert [[field.text for field in record] for record in records(out.getvalue(), ",")] == table


@settings(max_examples=60, deadline=None)
@given(text=FIELDS, column=st.integers(0, 2), content=st.lists(st.tuples(FIELDS, FIELDS), min_size=1, max_size=4))
def test_one_field_changes_and_no_other(tmp_path_factory, text, column, content):
    folder = tmp_path_factory.mktemp("csv")
    out = io.StringIO()
    standard.writer(out).writerows([("a", "b"), *content])
    source = folder / "f.csv"
    source.write_bytes(out.getvalue().encode())
    slot = Slot(Role.ANSWER, f"{'ABC'[column]}{len(content) + 1}")
    csv.write(source, folder / "o.csv", Filling((Write(slot, text),)))
    was = [[field.text for field in record] for record in records(out.getvalue(), ",")]
    now = [[field.text for field in record] for record in records((folder / "o.csv").read_bytes().decode(), ",")]
    was[-1] += [""] * (column + 1 - len(was[-1]) if text else 0)
    if column < len(was[-1]):
        was[-1][column] = inert(text)
    assert now == was


@pytest.mark.parametrize(
    ("header", "choices"),
    [
        ("Yes/No;Comments", ("Yes", "No")),
        ("Yes / No / N.A.;Comments", ("Yes", "No", "N.A.")),
        ("Y/N;Remarks", ("Y", "N")),
        ("Yes/No;Priority", ()),
        ("Answer;Comments", ()),
    ],
)
def test_a_header_that_states_the_choices(tmp_path, header, choices):
    _, form = read(tmp_path, f"No;Question;{header}\n1;Do you encrypt data?;;\n2;Do you have a firewall?;;\n".encode())
    for question in form.questions:
        slot = question.slot(Role.ANSWER)
        assert (slot.choices, slot.kind) == (choices, SlotKind.CHOICE if choices else SlotKind.TEXT)
