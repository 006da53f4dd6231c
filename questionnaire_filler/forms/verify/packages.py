"""The proof for Office files: which of the two kinds they are, and what was counted on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.archive import same
from questionnaire_filler.forms.verify.counts import counts
from questionnaire_filler.forms.verify.xml_parts import local, main_part, parse

if TYPE_CHECKING:
    from questionnaire_filler.forms.verify.archive import Archive
    from questionnaire_filler.forms.verify.certificate import Count
    from questionnaire_filler.forms.verify.findings import Expected, Findings


_VALUES = "its values were compared, formulas and formats were not"
_TEXTS = "the texts of its places were compared, their formats were not"


def compare(old: Archive, new: Archive, expected: Expected) -> tuple[Findings, int, tuple[Count, ...]]:
    """Compare two packages; return findings, the number of identical parts, and the counts."""
    main = main_part(old)
    if local(parse(old, main)) == "document":
        from questionnaire_filler.forms.verify.document import DocumentProof

        found = DocumentProof(old, new, expected).run()
        compared = _TEXTS
    else:
        from questionnaire_filler.forms.verify.workbook import WorkbookProof

        found = WorkbookProof(old, new, expected).run()
        compared = _VALUES
    found.judge_rewriting(main, compared)
    counted = counts(old, new)
    found.problems += [f"{one.what}: {one.before} before, {one.after} after" for one in counted if one.after < one.before]
    moved = [name for name in new.parts if name in old.parts] != [name for name in old.parts if name in new.parts]
    if moved and not found.saved_anew:
        found.problems.append("the parts are in another order")
    identical = sum(name in new.parts and same(old, new, name) for name in old.parts)
    return found, identical, counted
