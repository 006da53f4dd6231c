from __future__ import annotations

from questionnaire_filler.forms import xlsx
from questionnaire_filler.forms.layout.fingerprint import fingerprint
from tests.forms.layout.workbooks import workbook

HEAD = ["#", "Question", "Answer"]


def of(path, sheets):
    return xlsx.read(workbook(path, sheets)).fingerprint


def test_the_next_copy_of_a_form_has_the_same_fingerprint_whatever_is_answered(tmp_path):
    one = of(tmp_path / "a.xlsx", {"Q": [HEAD, [1, "Do you log?", None], [2, "Do you scan?", None]]})
    other = of(tmp_path / "b.xlsx", {"Q": [["#", "QUESTION ", "Answer:"], [1, "Do you log?", "Yes"], [2, "Do you really scan?", "No"]]})
    assert one == other


def test_other_sheets_or_headers_make_another_form(tmp_path):
    rows = [[1, "Do you log?"], [2, "Do you scan?"]]
    prints = [
        of(tmp_path / "a.xlsx", {"Q": [HEAD, *rows]}),
        of(tmp_path / "b.xlsx", {"R": [HEAD, *rows]}),
        of(tmp_path / "c.xlsx", {"Q": [[*HEAD, "Comment"], *rows]}),
        of(tmp_path / "d.xlsx", {"Q": [HEAD, *rows], "More": [HEAD, *rows]}),
    ]
    assert len(set(prints)) == len(prints)


def test_parts_do_not_run_into_one_another():
    assert fingerprint([["a", "b"], ["c"]]) != fingerprint([["a"], ["b", "c"]])
