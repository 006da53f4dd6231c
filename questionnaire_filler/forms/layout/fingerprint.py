"""The mark by which the next copy of the same form is known: its sheets and headers, without any answer."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from questionnaire_filler.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable


def fingerprint(parts: Iterable[Iterable[str]]) -> str:
    """Return the fingerprint of a form.

    Args:
        parts: For each sheet or table its name and the texts of its headers; case, space and punctuation do not count.
    """
    digest = hashlib.sha256()
    for part in parts:
        digest.update("\x1f".join(fold(text) for text in part).encode())
        digest.update(b"\x1e")
    return digest.hexdigest()[:32]
