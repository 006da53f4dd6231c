"""The proof for Office files: which of the two kinds they are, and what was counted on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.archive import same
from questionnaire_filler.forms.verify.counts import counts
from questionnaire_filler.forms.verify.xml_parts import local, main_part, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaire_filler.forms.verify.archive import Archive
    from questionnaire_filler.forms.verify.certificate import Count
    from questionnaire_filler.forms.verify.findings import Findings
    from questionnaire_filler.model import Address


def compare(
    old: Archive, new: Archive, announced: Mapping[Address, str] | None, citations: str, *, notes: bool
) -> tuple[Findings, int, tuple[Count, ...]]:
    """Compare two packages; return findings, the number of identical parts, and the counts."""
    if local(parse(old, main_part(old))) == "document":
        from questionnaire_filler.forms.verify.document import DocumentProof

        found = DocumentProof(old, new, announced, citations, notes).run()
    else:
        from questionnaire_filler.forms.verify.workbook import WorkbookProof

        found = WorkbookProof(old, new, announced, citations, notes).run()
    counted = counts(old, new)
    found.problems += [f"{one.what}: {one.before} before, {one.after} after" for one in counted if one.after < one.before]
    if announced is not None and [name for name in new.parts if name in old.parts] != [name for name in old.parts if name in new.parts]:
        found.problems.append("the parts are in another order")
    identical = sum(name in new.parts and same(old, new, name) for name in old.parts)
    return found, identical, counted
