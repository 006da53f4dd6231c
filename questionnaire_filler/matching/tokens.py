"""From a text to its features: words, pairs of words and character n-grams, after the field's synonyms are made one.

Features are hashed into a fixed number of buckets (the hashing trick: Weinberger et al., "Feature Hashing for Large Scale Multitask
Learning", 2009), so that no vocabulary has to be shipped or built. CRC-32 is the same on every machine.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import chain, pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from questionnaire_filler.matching.synonyms import PHRASES, WORDS

BUCKETS = 1 << 20

#: A name with its own abbreviation in brackets: "data protection officer (DPO)", once both are one word.
_TWICE = re.compile(r"(?<!\w)(\w+)(\s*\(\s*)\1(?!\w)")
#: What formal controls say of everything ("policies and procedures are established, documented and maintained"): it tells no fact apart.
_PADDING = re.compile(
    r"\b(?:established|defined|documented|communicated|evaluated|maintained|implemented|formal(?:ly)?|currently|in place|"
    r"commensurate(?: with(?: the)? risk)?)\b"
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SUFFIXES = ("ization", "isation", "izations", "isations", "ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ed", "es", "s")
_SHORTEST_STEM = 4

#: The share of each kind of feature in a vector's length.
_KINDS = {"w": 1.0, "b": 0.7, "c": 0.75}

Vector = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]


def normal(text: str) -> str:
    """Return the text in lower case with known phrases as one word: "multi-factor authentication" becomes "mfa"."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("'s ", " ")
    plain = _PADDING.sub(" ", plain)
    return _TWICE.sub(r"\1\2", PHRASES.sub(lambda found: _phrase(found[0]), plain))


@lru_cache(maxsize=4096)
def _phrase(found: str) -> str:
    from questionnaire_filler.matching.synonyms import phrase

    return f" {phrase(found)} "


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the word with its ending cut off, and a synonym of the field replaced by the usual word."""
    word = WORDS.get(word, word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            word = word[: -len(suffix)]
            break
    return WORDS.get(word, word).rstrip("e") if len(word) > _SHORTEST_STEM else word


@lru_cache(maxsize=65536)  # a bank's texts are needed three times: for their frequencies, their links, and the index
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the text's words, in order."""
    return tuple(map(stem, _WORD.findall(normal(text))))


@lru_cache(maxsize=65536)
def _grams(word: str) -> tuple[int, ...]:
    """Return the buckets of a word's character n-grams of 3 to 5, its edges marked."""
    edged = f" {word} "
    return tuple(
        crc32(f"c{edged[start : start + size]}".encode()) % BUCKETS for size in (3, 4, 5) for start in range(len(edged) - size + 1)
    )


@lru_cache(maxsize=65536)
def _bucket(term: str) -> int:
    return crc32(term.encode()) % BUCKETS


def counts(text: str) -> dict[str, Counter[int]]:
    """Return how often each bucket occurs, for each kind of feature."""
    words = stems(text)
    return {
        "w": Counter(_bucket(f"w{word}") for word in words),
        "b": Counter(_bucket(f"b{first} {second}") for first, second in pairwise(words)),
        "c": Counter(chain.from_iterable(map(_grams, words))),
    }


def vector(text: str, idf: npt.NDArray[np.float32]) -> Vector:
    """Return a text's sorted buckets and tf-idf weights; each kind of feature is normalised, then the whole to length 1.

    Args:
        text: The text.
        idf: Inverse document frequency of each bucket, shape (BUCKETS,).
    """
    kinds = [_weighted(found, idf, _KINDS[kind]) for kind, found in counts(text).items()]
    buckets, weights = (np.concatenate(columns) for columns in zip(*kinds, strict=True))
    order = np.argsort(buckets, kind="stable")
    buckets, weights = buckets[order], weights[order]
    first = np.flatnonzero(np.diff(buckets, prepend=-1))
    if len(first) < len(buckets):  # two kinds meet in one bucket where their hashes do
        buckets, weights = buckets[first], np.add.reduceat(weights, first)
    return buckets, weights / (math.sqrt(float(weights @ weights)) or 1.0)


def _weighted(found: Counter[int], idf: npt.NDArray[np.float32], share: float) -> Vector:
    """Return buckets and weights of one kind of feature, its length its share."""
    buckets = np.fromiter(found.keys(), np.int64, len(found))
    weights: npt.NDArray[np.float64] = (1 + np.log(np.fromiter(found.values(), np.float64, len(found)))) * idf[buckets]
    return buckets, weights * (share / (math.sqrt(float(weights @ weights)) or 1.0))
