"""A form's sections as headings: which new headings stand before each line of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from questionnaire_filler.export.paper import Line


def outline(lines: Iterable[Line]) -> Iterator[tuple[list[tuple[int, str]], Line]]:
    """Yield each line with the headings that begin before it, as pairs of level (0 the outermost) and text."""
    last: tuple[str, ...] = ()
    for line in lines:
        shared = next((level for level, pair in enumerate(zip(last, line.section, strict=False)) if pair[0] != pair[1]), None)
        first = min(len(last), len(line.section)) if shared is None else shared
        yield list(enumerate(line.section))[first:], line
        last = line.section
