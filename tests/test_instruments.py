"""Known questionnaires, recognised by their identifiers."""

from __future__ import annotations

import pytest

from questionnaire_filler.instruments import INSTRUMENTS, names, recognise
from questionnaire_filler.model import Question

REFS = {
    "CAIQ-4": ["A&A-01.1", "A&A-02.1", "AIS-01.1", "BCR-01.1", "CEK-03.1", "DSP-01.1", "LOG-01.1", "UEM-14.1", "TVM-01.2"],
    "CAIQ-3.1": ["AIS-01.1", "AAC-02.1", "BCR-01.1", "DSI-01.1", "EKM-02.1", "GRM-01.1", "MOS-01.1", "TVM-01.2", "IVS-01.1"],
    "HECVAT-4": ["GNRL-01", "COMP-01", "REQU-01", "ITAC-01", "APPL-01", "AAAI-01", "DATA-01", "DPAI-01", "PCOM-02"],
    "HECVAT-3": ["GNRL-01", "QUAL-01", "DOCU-01", "HLAA-01", "BCPL-01", "CHNG-01", "DBAS-01", "DRPL-01", "THRD-02"],
    "SIG": ["A.1", "A.1.1", "B.2.3", "C.10", "D.1.2.3", "E.4", "G.20.1", "P.3", "U.1.4"],
    "VSA": ["DP-1.1", "VM-2.1", "SP-1.2", "PM-1.1", "PR-2.2", "RM-1.1", "HP-1.1", "PS-3.1"],
}


def form(refs):
    return [Question(f"Q{number}", "?", f"S!B{number}", ref=ref) for number, ref in enumerate(refs, 1)]


@pytest.mark.parametrize("name", REFS)
def test_recognised_by_most_of_its_identifiers(name):
    refs = REFS[name]
    for shown in (refs, [f" {ref.lower()} " for ref in refs], [*refs, "Intro", "7"], ["", *refs, ""]):
        assert recognise(form(shown)).name == name


@pytest.mark.parametrize(
    "refs",
    [[], ["1", "2", "3", "4", "5", "6", "7", "8", "9"], REFS["CAIQ-4"][:7], [f"ABC-{n:02}.1" for n in range(12)], ["1.1"] * 12, ["A"] * 12],
)
def test_other_forms_are_none(refs):
    assert recognise(form(refs)) is None


def test_half_of_the_identifiers_is_not_enough():
    assert recognise(form([*REFS["CAIQ-4"], *map(str, range(9))])) is None


def test_names_the_very_question_in_this_version_only():
    instrument = next(one for one in INSTRUMENTS if one.name == "CAIQ-4")
    assert names({"CAIQ-4": ("CEK-03.1",)}, instrument, "cek-03.1 ")
    assert names({"CAIQ v4": ("CEK-03.1",)}, instrument, "CEK-03.1")
    assert not names({"CAIQ-3.1": ("CEK-03.1",)}, instrument, "CEK-03.1")
    assert not names({"CAIQ-4": ("CEK-03.2",)}, instrument, "CEK-03.1")
    assert not names({}, instrument, "CEK-03.1")
