"""What the writer asks of the styles part: is a cell locked, is it text, which style wraps lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaire_filler.forms.xlsx.relations import read, walk

if TYPE_CHECKING:
    from questionnaire_filler.forms.package import Package

_TEXT_FORMAT = 49  # "@" (ECMA-376-1 18.8.30)
_FALSE = ("0", "false", "off")


@dataclass(slots=True)
class _Format:
    """One `xf`: a cell format, or a named style that formats are based on."""

    number_format: int
    base: int
    plain: bool
    locked: bool | None = None
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class CellStyles:
    """The cell formats of a book, by the number that a cell's `s` gives.

    Attributes:
        font: Name and size of the book's default font; empty where the book does not say.
    """

    formats: tuple[_Format, ...] = ()
    bases: tuple[_Format, ...] = ()
    font: tuple[str, str] = ("", "")

    @classmethod
    def of(cls, package: Package, part: str) -> CellStyles:
        """Read the styles part; an empty name gives a book without styles."""
        if not part:
            return cls()
        lists: dict[str, list[_Format]] = {"cellXfs": [], "cellStyleXfs": []}
        font: dict[str, str] = {}
        fonts = 0
        current: list[_Format] | None = None

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal current, fonts
            local = name.rpartition(" ")[2]
            if local in lists:
                current = lists[local]
            elif local in ("dxfs", "cellStyles"):
                current = None
            elif local == "font":
                fonts += 1
            elif fonts == 1 and local in ("name", "sz"):
                font.setdefault(local, attributes.get("val", ""))
            elif current is not None:
                _add(current, local, attributes)

        walk(read(package, part), f"{package.path}: {part}", start)
        return cls(tuple(lists["cellXfs"]), tuple(lists["cellStyleXfs"]), (font.get("name", ""), font.get("sz", "")))

    def locked(self, style: int) -> bool:
        """Say whether a cell of this style is locked once its sheet is protected; without a word, it is (18.8.33)."""
        own = self.formats[style] if style < len(self.formats) else None
        if own is None:
            return True
        if own.locked is None and own.base < len(self.bases):
            return self.bases[own.base].locked is not False
        return own.locked is not False

    def is_text(self, style: int) -> bool:
        """Say whether the style's number format is text."""
        return style < len(self.formats) and self.formats[style].number_format == _TEXT_FORMAT

    def wrapping(self) -> int:
        """Return the number of a plain style that wraps lines, or 0: none is added for our own sheet."""
        return next((at for at, one in enumerate(self.formats) if one.plain and one.wraps), 0)


def _add(formats: list[_Format], local: str, attributes: dict[str, str]) -> None:
    if local == "xf":
        plain = not any(int(attributes.get(name) or 0) for name in ("fontId", "fillId", "borderId", "numFmtId"))
        formats.append(_Format(int(attributes.get("numFmtId") or 0), int(attributes.get("xfId") or 0), plain))
    elif local == "protection" and formats:
        formats[-1].locked = attributes.get("locked", "1").lower() not in _FALSE
    elif local == "alignment" and formats:
        formats[-1].wraps = attributes.get("wrapText", "0").lower() not in _FALSE
        formats[-1].plain &= not set(attributes) - {"wrapText", "vertical"} and attributes.get("vertical", "top") == "top"
