"""The words of a text that carry meaning: what is left without the frame that every question has."""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from questionnaire_filler.matching.tokens import BUCKETS, stems

#: Words that say nothing about the fact asked, however rare they are in a catalogue of questions.
_EMPTY_WORDS = """
    please describe explain provide list specify detail outline indicate state confirm give include including e g i e etc for
    example such as your you the a an is are was were do does did have has had can could will would should may might must be been
    being of in on at to from by with and or if so yes no not any all each every how what which who whom whose when where why
    there this that these those it its it they them their our we us as into about within under per than then other others own use
    used using organization company vendor place implement implemented ensure support following below above applicable appropriate
    process procedure procedures formal formally currently current both also least one two number question answer information
    system systems service services product established defined documented communicated maintained evaluated conducted performed followed
    adopted configured executed applied technologies technology technical strategy capability capabilities programme effective effectively
    appropriately institution institutional csp csc
"""
_EMPTY = frozenset(stems(_EMPTY_WORDS))


@lru_cache(maxsize=65536)
def content_words(text: str) -> tuple[tuple[str, int], ...]:
    """Return the stems of a text that carry meaning, each once, with their buckets."""
    return tuple((word, crc32(f"w{word}".encode()) % BUCKETS) for word in dict.fromkeys(stems(text)) if word not in _EMPTY)
