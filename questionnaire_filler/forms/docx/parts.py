"""The parts of a Word package: the main document and what it points to (ECMA-376-2, 9; ISO/IEC 29500-1, 11.3)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.errors import UnreadableFormError
from questionnaire_filler.forms.docx.tree import Source, parse
from questionnaire_filler.forms.package import Package

if TYPE_CHECKING:
    from pathlib import Path

    from questionnaire_filler.forms.docx.tree import Node


@dataclass(frozen=True, slots=True)
class Document:
    """An opened Word form.

    Attributes:
        package: The file.
        name: The main document's part name.
        main: The main document, parsed.
        styles: Root of the styles part, or None.
        settings: Root of the settings part, or None.
    """

    package: Package
    name: str
    main: Source
    styles: Node | None
    settings: Node | None

    @property
    def body(self) -> Node:
        """The w:body."""
        body = self.main.root.child("w:body")
        if body is None:
            raise UnreadableFormError("the document has no body", where=str(self.package.path))
        return body


def open_document(path: Path) -> Document:
    """Open a Word form and parse its main parts.

    Raises:
        FormError: The file is no Word document, or is damaged, encrypted or unsafe.
    """
    package = Package.open(path)
    name = related(package, "", "officeDocument")
    if name not in package or not name.lower().endswith(".xml") or name.startswith(("xl/", "ppt/")):
        raise UnreadableFormError("the file is no Word document", where=str(path), hint="Check that its name ends as its content does.")
    main = parse(package.read(name), f"{path}: {name}")
    if main.root.tag != "w:document":
        raise UnreadableFormError("the file is no Word document", where=str(path), hint="Check that its name ends as its content does.")
    return Document(package, name, main, _root(package, name, "styles"), _root(package, name, "settings"))


def _root(package: Package, name: str, kind: str) -> Node | None:
    part = related(package, name, kind)
    return parse(package.read(part), f"{package.path}: {part}").root if part in package else None


def rels_name(part: str) -> str:
    """Return the name of a part's relationships; of the package's for an empty name."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def related(package: Package, part: str, kind: str) -> str:
    """Return the part that the given part points to with this kind of relationship, or an empty string."""
    name = rels_name(part)
    if name not in package:
        return ""
    for rel in parse(package.read(name), f"{package.path}: {name}").root.iter("rel:Relationship"):
        if rel.attrs.get("Type", "").rsplit("/", 1)[-1] == kind and rel.attrs.get("TargetMode") != "External":
            target = rel.attrs.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
    return ""
