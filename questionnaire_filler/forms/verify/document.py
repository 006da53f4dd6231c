"""The proof for Word documents: which parts may differ, and which paragraphs and cells do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from questionnaire_filler.forms.verify.added_names import TYPES, malformed, wrong_names
from questionnaire_filler.forms.verify.archive import same
from questionnaire_filler.forms.verify.certificate import Change, Difference, PartChange
from questionnaire_filler.forms.verify.comment_marks import loose_marks
from questionnaire_filler.forms.verify.findings import Findings
from questionnaire_filler.forms.verify.place_proof import place_problem
from questionnaire_filler.forms.verify.raw_spans import same_around
from questionnaire_filler.forms.verify.story import compare_stories, place_texts
from questionnaire_filler.forms.verify.story_text import visible_text
from questionnaire_filler.forms.verify.xml_parts import additions, canonical, kept_as_written, local, main_part, parse

if TYPE_CHECKING:
    from lxml import etree

    from questionnaire_filler.forms.verify.archive import Archive
    from questionnaire_filler.forms.verify.findings import Expected
    from questionnaire_filler.forms.verify.raw_spans import Pair
    from questionnaire_filler.forms.verify.story import PlaceChange
    from questionnaire_filler.model import Address

#: What the first paragraph of a list of sources says; only what follows it may stand at the end.
_SOURCES = "Citations"
#: Parts that are read as the document is: their text stays, whatever program saves them.
_TEXT_PARTS = re.compile(r"/(?:header|footer|footnotes|endnotes)\d*\.xml$")
_OTHER_TEXT = "other text"


@dataclass(slots=True)
class DocumentProof:
    """Compares two documents part by part."""

    old: Archive
    new: Archive
    expected: Expected
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
                self._added(name)
        self._prove_announced(main)
        return self.findings

    def _part(self, name: str, change: Change, why: str, allowed: bool) -> None:
        self.findings.parts.append(PartChange(name, change, why))
        problem = f"the part {name} {change}: {why}"
        if not allowed and why == _OTHER_TEXT:
            self.findings.problems.append(problem)
        elif not allowed:
            self.findings.written_otherwise(problem, name)

    def _added(self, name: str) -> None:
        lower = name.lower()
        comments = "comments" in lower
        rels = lower.endswith("document.xml.rels")
        why = "comments" if comments else "names the comments" if rels else "unknown"
        self._part(name, Change.ADDED, why, allowed=self.expected.notes and (comments or rels))
        problems = malformed(self.new.read(name)) + (wrong_names(self.old, self.new, name) if rels else [])
        self.findings.problems += [f"{name}: {problem}" for problem in problems]

    def _explained(self, name: str) -> tuple[str, bool]:
        lower = name.lower()
        if not lower.endswith((".xml", ".rels")):
            return "other content", False
        before, after = parse(self.old, name), parse(self.new, name)
        more = additions(before, after)
        intact = more.intact and kept_as_written(self.old.read(name), self.new.read(name))
        if name == TYPES or lower.endswith(".rels"):
            return f"names {len(more.added)} added parts", intact and not wrong_names(self.old, self.new, name)
        if "comments" in lower:
            only = all(local(one) == "comment" for one in more.added)
            return f"{len(more.added)} comments added", intact and only and self.expected.notes
        if _TEXT_PARTS.search(lower) and visible_text(before) != visible_text(after):
            return _OTHER_TEXT, False
        return ("written in another way, the same content", False) if canonical(before) == canonical(after) else ("other content", False)

    def _changed_document(self, name: str) -> None:
        roots = parse(self.old, name), parse(self.new, name)
        changes = compare_stories(*roots, self.expected.announced)
        for change in changes:
            self._changed_place(change)
        self.findings.parts.append(PartChange(name, Change.CHANGED, f"{len(self.findings.differences)} places differ"))
        self.findings.problems += [f"{name}: {problem}" for problem in loose_marks(*roots, self.new, name)]
        pairs = [change.pair for change in changes]
        if not same_around((self.old.read(name), self.new.read(name)), roots, [*pairs, *self._controls(pairs)]):
            self.findings.written_otherwise(f"{name}: something changed outside the places that differ", name)

    def _controls(self, pairs: list[Pair]) -> list[Pair]:
        """Return the properties of the controls around places that differ, once they are found in order."""
        found: dict[etree._Element, Pair] = {}
        for old, new in pairs:
            for control, again in zip(_around(old), _around(new), strict=False):
                for one, other in zip(_properties(control), _properties(again), strict=False):
                    found[one] = one, other
        return list(found.values())

    def _changed_place(self, change: PlaceChange) -> None:
        if change.added and change.at_end and self.expected.citations != "":
            self._sources_begun |= _plain(change.after) == _SOURCES
            if self._sources_begun:
                if self.expected.announced is None:
                    self.findings.differences.append(Difference(change.where, "", change.after, what="the list of sources"))
                return
        if self.expected.notes and change.only_comments:
            return
        known = self._known(change)
        what = change.structure or place_problem(change, self.expected)
        self.findings.differences.append(Difference(change.where, change.before, change.after, known, what or _added(change)))
        if what:
            self.findings.problems.append(f"{change.where}: {what}")
        if not known:
            added = change.added and self.expected.announced is not None
            self.findings.problems.append(
                f"{change.where} is followed by a new block that was not announced" if added else f"{change.where} {self._outside(change)}"
            )

    def _known(self, change: PlaceChange) -> bool:
        if not change.added:
            return self.expected.covers(change.where)
        if self.expected.announced is not None:
            return change.own
        # Without the places nobody can tell an answer from anything else that was added.
        return self.expected.places is not None and self.expected.covers(change.where) and bool(change.after.strip())

    def _outside(self, change: PlaceChange) -> str:
        return "is followed by a paragraph that was added" if change.added else self.expected.outside

    def _prove_announced(self, main: str) -> None:
        """Check that every announced text stands where it was announced. Boxes (`#2`, or no text) are proven by their change alone."""
        announced = self.expected.announced
        if announced is None:
            return
        standing: dict[Address, str] | None = None
        for where, text in announced.items():
            here = [one.after for one in self.findings.differences if where.partition("#")[0] == one.where]
            if len(here) > 1 and not any(other.startswith(f"{where}#") for other in announced):
                self.findings.problems.append(f"{where} changed, and was answered in a paragraph of its own as well")
            if not here and text and "#" not in where:
                standing = place_texts(parse(self.new, main)) if standing is None else standing
                here = [standing.get(where, "")]
            if text and "#" not in where and not any(_plain(text) in _plain(after) for after in here):
                self.findings.problems.append(f"{where} does not hold what was written")


def _added(change: PlaceChange) -> str:
    return "a paragraph was added" if change.added else ""


def _around(element: etree._Element | None) -> list[etree._Element]:
    return [] if element is None else [up for up in element.iterancestors() if local(up) == "sdt"]


def _properties(control: etree._Element) -> list[etree._Element]:
    return [child for child in control if local(child) == "sdtPr"]


def _plain(text: str) -> str:
    return " ".join(text.split())
