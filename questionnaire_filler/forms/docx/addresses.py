"""Addresses of places in a Word form: `T0.R1.C2`, `P4`, `S0/P1`, `T0.R1.C2/T0.R0.C0`, `X1/P0`, each with `#n` for a box inside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from questionnaire_filler.errors import RefusedError

_STEP = re.compile(r"(?:P\d+|T\d+\.R\d+\.C\d+|S\d+|X\d+)")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart.

    Attributes:
        place: The address without its box.
        box: The number of the control, box or blank in that place, from 0; None for the place itself.
    """

    place: str
    box: int | None = None


def parse_address(address: str) -> Target:
    """Take an address apart.

    Raises:
        RefusedError: It is no address of a Word form.
    """
    place, mark, box = address.partition("#")
    steps = place.split("/")
    if not all(_STEP.fullmatch(step) for step in steps) or (mark and not box.isdecimal()):
        raise RefusedError("this is no place in a Word form", where=address, hint="See `fill inspect FORM` for the places there are.")
    return Target(place, int(box) if mark else None)


def box_address(place: str, number: int) -> str:
    """Return the address of the n-th control, box or blank in a place."""
    return f"{place}#{number}"


def cell_address(table: str, row: int, column: int) -> str:
    """Return the address of a cell by its row and its first column of the grid, both from 0."""
    return f"{table}.R{row}.C{column}"
