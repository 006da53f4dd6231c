"""The proof for Word documents: which parts may differ, and which paragraphs and cells do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.archive import same
from questionnaire_filler.forms.verify.certificate import Change, Difference, PartChange
from questionnaire_filler.forms.verify.findings import Findings
from questionnaire_filler.forms.verify.story import compare_stories, place_texts
from questionnaire_filler.forms.verify.xml_parts import additions, canonical, kept_as_written, main_part, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaire_filler.forms.verify.archive import Archive
    from questionnaire_filler.forms.verify.story import PlaceChange
    from questionnaire_filler.model import Address

_TYPES = "[Content_Types].xml"
#: What the first paragraph of a list of sources says; only what follows it may stand at the end.
_SOURCES = "Citations"


@dataclass(slots=True)
class DocumentProof:
    """Compares two documents part by part.

    Attributes:
        announced: Address and text of each place that may differ; None to list whatever differs.
        citations: Not empty: a list of sources may be added at the end.
        notes: Comments may be added.
    """

    old: Archive
    new: Archive
    announced: Mapping[Address, str] | None
    citations: str = ""
    notes: bool = False
    findings: Findings = field(default_factory=Findings)
    _sources_begun: bool = False

    def run(self) -> Findings:
        """Compare everything."""
        main = main_part(self.old)
        for name in self.old.parts:
            if name not in self.new.parts:
                self._part(name, Change.REMOVED, "is missing in the filled file", allowed=False)
            elif not same(self.old, self.new, name):
                if name == main:
                    self._changed_document(name)
                else:
                    self._part(name, Change.CHANGED, *self._explained(name))
        for name in self.new.parts:
            if name not in self.old.parts:
                comments = "comments" in name.lower() or name.lower().endswith("people.xml")
                rels = name.lower().endswith("document.xml.rels")
                allowed = self.notes and (comments or rels)
                self._part(name, Change.ADDED, "comments" if comments else "names the comments" if rels else "unknown", allowed=allowed)
        self._prove_announced(main)
        return self.findings

    def _part(self, name: str, change: Change, why: str, allowed: bool) -> None:
        self.findings.parts.append(PartChange(name, change, why))
        if self.announced is not None and not allowed:
            self.findings.problems.append(f"the part {name} {change}: {why}")

    def _explained(self, name: str) -> tuple[str, bool]:
        lower = name.lower()
        if not lower.endswith((".xml", ".rels")):
            return "other content", False
        before, after = parse(self.old, name), parse(self.new, name)
        more = additions(before, after)
        intact = more.intact and kept_as_written(self.old.read(name), self.new.read(name))
        if name == _TYPES or lower.endswith(".rels"):
            return f"names {len(more.added)} added parts", intact
        if "comments" in lower:
            return f"{len(more.added)} comments added", intact and self.notes
        return ("written in another way, the same content", False) if canonical(before) == canonical(after) else ("other content", False)

    def _changed_document(self, name: str) -> None:
        changes = compare_stories(parse(self.old, name), parse(self.new, name), self.announced)
        for change in changes:
            self._changed_place(change)
        self.findings.parts.append(PartChange(name, Change.CHANGED, f"{len(self.findings.differences)} places differ"))

    def _changed_place(self, change: PlaceChange) -> None:
        if self.announced is None:
            if change.before != change.after or change.structure:
                self.findings.differences.append(Difference(change.where, change.before, change.after))
            return
        if change.added and change.at_end and self.citations:
            self._sources_begun |= _plain(change.after) == _SOURCES
            if self._sources_begun:
                return
        if self.notes and change.only_comments:
            return
        known = change.own if change.added else any(_covers(change.where, where) for where in self.announced)
        self.findings.differences.append(Difference(change.where, change.before, change.after, known))
        if change.structure:
            self.findings.problems.append(f"{change.where}: {change.structure}")
        if not known:
            what = "is followed by a new block that" if change.added else "changed and"
            self.findings.problems.append(f"{change.where} {what} was not announced")

    def _prove_announced(self, main: str) -> None:
        """Check that every announced text stands where it was announced. Boxes (`#2`, or no text) are proven by their change alone."""
        if self.announced is None:
            return
        standing: dict[Address, str] | None = None
        for where, text in self.announced.items():
            here = [one.after for one in self.findings.differences if _covers(one.where, where)]
            if len(here) > 1 and not any(other.startswith(f"{where}#") for other in self.announced):
                self.findings.problems.append(f"{where} changed, and was answered in a paragraph of its own as well")
            if not here and text and "#" not in where:
                standing = place_texts(parse(self.new, main)) if standing is None else standing
                here = [standing.get(where, "")]
            if text and "#" not in where and not any(_plain(text) in _plain(after) for after in here):
                self.findings.problems.append(f"{where} does not hold what was written")


def _covers(place: Address, announced: Address) -> bool:
    """Say whether an announced address is this place or a box in it."""
    return announced.partition("#")[0] == place


def _plain(text: str) -> str:
    return " ".join(text.split())
