"""Known instruments: recognising a standard questionnaire and its version by its questions' identifiers.

An identifier is strong evidence, but only of the version that it belongs to, and only where the text is alike: "IAM-07.1" asks different
things in CAIQ 3.1 and 4. Identifiers are facts; no sentence of an instrument is stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaire_filler.model import Question

#: Share of a form's identifiers that must fit.
_SHARE = 0.6
_FEWEST = 8


@dataclass(frozen=True, slots=True)
class Instrument:
    """A standard questionnaire in one version.

    Attributes:
        name: As banks write it in `frameworks`: "CAIQ-4".
        pattern: What its identifiers look like.
        domains: The domains that tell this version from others of the same look; empty where the look is enough.
    """

    name: str
    pattern: re.Pattern[str]
    domains: frozenset[str] = frozenset()


def _domains(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: The more telling ones first.
INSTRUMENTS = (
    Instrument(
        "CAIQ-4",
        re.compile(r"([A-Z][A-Z&]{1,2})-\d{2}\.\d{1,2}"),
        _domains("A&A AIS BCR CCC CEK DCS DSP GRC HRS IAM IPY IVS LOG SEF STA TVM UEM"),
    ),
    Instrument(
        "CAIQ-3.1",
        re.compile(r"([A-Z]{3})-\d{2}\.\d{1,2}"),
        _domains("AIS AAC BCR CCC DSI DCS EKM GRM HRS IAM IVS IPY MOS SEF STA TVM"),
    ),
    Instrument(
        "HECVAT-4",
        re.compile(r"([A-Z]{4})-\d{2}"),
        _domains(
            "GNRL COMP REQU DOCU ITAC CONS APPL AAAI CHNG DATA DCTR FIDP PPPR HFIH VULN HIPA PCID OPEM PRGN PCOM PDOC PTHP PCHG PDAT "
            "PRPO INTL DRPV DPAI AIQU AIGN AIPL AISC AIML AILM"
        ),
    ),
    Instrument(
        "HECVAT-3",
        re.compile(r"([A-Z]{4})-\d{2}"),
        _domains(
            "GNRL QUAL DOCU COMP HLAA HLAP HLDA HLDC HLDB HLIH HLMS HLNT HLPP HLPH HLSY HLTP HLVM APPL AAAI BCPL CHNG DATA DBAS DCTR "
            "DRPL FIDP PHYS PPPR QLAS THRD VULN HIPA PCID"
        ),
    ),
    Instrument("SIG", re.compile(r"[A-V]\.\d{1,2}(?:\.\d{1,3}){0,4}")),
    Instrument("VSA", re.compile(r"(?:DP|VM|SP|PM|PR|RM|HP|PS|AP|BC)[-_ ]?\d{1,2}(?:\.\d{1,2}){1,2}")),
)


def recognise(questions: Sequence[Question]) -> Instrument | None:
    """Return the instrument that a form is, or None: most of its identifiers fit, in look and in domains."""
    refs = [question.ref.strip().upper() for question in questions if question.ref.strip()]
    if len(refs) < _FEWEST:
        return None
    shares = [(_share(instrument, refs), -number) for number, instrument in enumerate(INSTRUMENTS)]
    best, number = max(shares)
    return INSTRUMENTS[-number] if best >= _SHARE else None


def _share(instrument: Instrument, refs: Sequence[str]) -> float:
    """Return how many of the identifiers are the instrument's."""
    found = [instrument.pattern.fullmatch(ref) for ref in refs]
    fits = [match for match in found if match and (not instrument.domains or match[1] in instrument.domains)]
    return len(fits) / len(refs)


def names(frameworks: Mapping[str, Sequence[str]], instrument: Instrument, ref: str) -> bool:
    """Tell whether an entry's `frameworks` name this very question of the instrument, in this version."""
    wanted = ref.strip().upper()
    return any(
        _plain(name) == _plain(instrument.name) and wanted in {known.strip().upper() for known in ids} for name, ids in frameworks.items()
    )


def _plain(name: str) -> str:
    return re.sub(r"[^A-Z0-9.]", "", name.upper().replace("V", ""))
