"""Names of columns as numbers counted from 1, and back."""

from __future__ import annotations


def column_number(name: str) -> int:
    """Return the number of a column: A is 1."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def column_name(column: int) -> str:
    """Return the name of a column: 1 is A."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
