"""Check the catalogue: its rules, its spelling, what a person should look at; and whether phrasings that were left out find their topic.

Usage: uv run python tools/check_catalogue.py [--held-out] [--lost FILE] [--nearer FILE] [--accept]

Exit code 1 where a rule is broken, a word is in no dictionary, or a suspicion was not looked at. Suspicions (a phrasing that may ask the
opposite, or another kind of fact) that a person found harmless stand in catalogue_reviewed.txt; `--accept` puts all present ones there:
read them first. The dictionaries are those of Debian's wamerican and wbritish; words that they lack stand in catalogue_words.txt.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from questionnaire_filler.catalogue import lint
from questionnaire_filler.catalogue.source import SOURCES, read_sources
from questionnaire_filler.matching.asks import asks, negations
from questionnaire_filler.matching.index import build, document_frequencies, from_vectors
from questionnaire_filler.matching.tokens import vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.model import Topic

HERE = Path(__file__).parent
REVIEWED = HERE / "catalogue_reviewed.txt"
WORDS = HERE / "catalogue_words.txt"
DICTIONARIES = (Path("/usr/share/dict/american-english"), Path("/usr/share/dict/british-english"))
#: So many of the worst are written to the report of phrasings that are nearer to another topic.
WORST = 200
RANKS = (1, 5, 10)


def suspicions(topics: Sequence[Topic]) -> list[lint.Finding]:
    """Return what a person should look at, in the catalogue's order."""
    return [*lint.turned_round(topics, negations), *lint.other_facts(topics, asks)]


def not_reviewed(topics: Sequence[Topic]) -> list[lint.Finding]:
    """Return the suspicions that nobody has looked at yet."""
    reviewed = set(REVIEWED.read_text(encoding="utf-8").splitlines())
    return [found for found in suspicions(topics) if found.text not in reviewed]


def accept(topics: Sequence[Topic]) -> None:
    """Take all present suspicions for harmless; what was looked at before stays listed while the catalogue has it."""
    texts = {text for topic in topics for text in topic.phrasings}
    kept = texts & set(REVIEWED.read_text(encoding="utf-8").splitlines())
    listed = sorted(kept | {found.text for found in suspicions(topics)})
    REVIEWED.write_text("".join(f"{text}\n" for text in listed), encoding="utf-8")


def misspelt(topics: Sequence[Topic]) -> list[lint.Finding] | None:
    """Return the words that no dictionary has; None where there is no dictionary."""
    if not all(path.exists() for path in DICTIONARIES):
        return None
    known = {word.casefold() for path in (*DICTIONARIES, WORDS) for word in path.read_text(encoding="utf-8").split()}
    return list(lint.misspelt(topics, known))


@dataclass(frozen=True, slots=True)
class Found:
    """How many phrasings that were left out found their topic.

    Attributes:
        asked: Number of phrasings.
        within: Share that has its own topic among the first so many, by that number.
        related: The same, where a topic that is answered by the same line counts as well.
    """

    asked: int
    within: dict[int, float]
    related: dict[int, float]


class Rank(NamedTuple):
    """Where the topic of a phrasing that was left out was found.

    Attributes:
        topic: The topic's row.
        text: The phrasing.
        own: How many topics were found before its own.
        related: How many were found before any that is answered by the same line.
        first: The row of the topic that was found first.
    """

    topic: int
    text: str
    own: int
    related: int
    first: int


def ranks(topics: Sequence[Topic], every: int = 5, turn: int = 0) -> list[Rank]:
    """Leave one in `every` phrasings out, others at every `turn`; rank the topics for each by nearest phrasing and twice the centroid."""
    kept: list[tuple[int, str]] = []
    asked: list[tuple[int, str]] = []
    for number, topic in enumerate(topics):
        for place, text in enumerate(topic.phrasings):
            (asked if place % every == (number + turn) % every else kept).append((number, text))
    idf = document_frequencies([text for _, text in kept])
    vectors = [vector(text, idf) for _, text in kept]
    phrasings = from_vectors(vectors)
    owner = np.array([number for number, _ in kept])
    first = np.searchsorted(owner, np.arange(len(topics)))
    centres = from_vectors([_mean(vectors[begin:end]) for begin, end in zip(first, [*first[1:], len(kept)], strict=True)])
    fine = [_answered_together(topics, number) for number in range(len(topics))]
    found: list[Rank] = []
    for number, text in asked:
        query = vector(text, idf)
        score = np.maximum.reduceat(phrasings.dot(query), first) + 2 * centres.dot(query)
        before = int((score > score[number]).sum()), int((score > score[fine[number]].max()).sum())
        found.append(Rank(number, text, *before, int(score.argmax())))
    return found


def held_out(topics: Sequence[Topic]) -> Found:
    """Return how many of one phrasing in five find their topic when they are left out."""
    places = np.array([(rank.own, rank.related) for rank in ranks(topics)])
    share = [{rank: float((places[:, column] < rank).mean()) for rank in RANKS} for column in (0, 1)]
    return Found(len(places), share[0], share[1])


def lost(topics: Sequence[Topic], every: int = 5) -> list[str]:
    """Return the phrasings that, left out, do not find their topic among the first so many, and what they find instead."""
    found = [rank for turn in range(every) for rank in ranks(topics, every, turn) if rank.related >= RANKS[-1]]
    return [f"{topics[rank.topic].id}: {rank.text}\t{topics[rank.first].id}" for rank in sorted(found)]


def _mean(vectors: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the direction of the sum of sparse vectors."""
    buckets, place = np.unique(np.concatenate([found for found, _ in vectors]), return_inverse=True)
    weights = np.bincount(place, np.concatenate([values for _, values in vectors]))
    return buckets, weights / np.linalg.norm(weights)


def _answered_together(topics: Sequence[Topic], number: int) -> list[int]:
    """Return a topic and those whose answer is, or tells, its own."""
    own = topics[number]
    near = {own.id, *own.implies, *own.told_by}
    return [row for row, other in enumerate(topics) if other.id in near or own.id in (*other.implies, *other.told_by)]


def nearer(topics: Sequence[Topic]) -> list[tuple[float, str]]:
    """Return the phrasings that are more like one of another topic than like any of their own, the worst first."""
    texts = [text for topic in topics for text in topic.phrasings]
    owner = np.array([number for number, topic in enumerate(topics) for _ in topic.phrasings])
    idf = document_frequencies(texts)
    index = build(texts, idf)
    found = []
    for row, text in enumerate(texts):
        alike = index.dot(vector(text, idf))
        alike[row] = -1.0
        own = owner == owner[row]
        best = float(alike[own].max())
        alike[own] = -1.0
        other = int(alike.argmax())
        if alike[other] > best:
            line = f"{topics[owner[row]].id}: {text}\t{topics[owner[other]].id}: {texts[other]}"
            found.append((float(alike[other]) - best, line))
    return sorted(found, reverse=True)


def main() -> int:
    """Check; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=SOURCES)
    parser.add_argument("--held-out", action="store_true", help="print how many phrasings that were left out find their topic")
    parser.add_argument("--lost", type=Path, metavar="FILE", help="write those that do not find it among the first ten")
    parser.add_argument("--nearer", type=Path, metavar="FILE", help="write the phrasings nearest to another topic")
    parser.add_argument("--accept", action="store_true", help="take all present suspicions for harmless: read them first")
    args = parser.parse_args()
    topics = read_sources(args.sources)
    if args.accept:
        accept(topics)
    spelling = misspelt(topics)
    wrong = [*lint.faults(topics), *not_reviewed(topics), *(spelling or ())]
    for finding in wrong:
        print(finding)
    if spelling is None:
        print("spelling was not checked: install wamerican and wbritish", file=sys.stderr)
    decoys = sum(topic.decoy for topic in topics)
    print(
        f"{len(topics) - decoys} topics, {decoys} decoys, {sum(len(topic.phrasings) for topic in topics)} phrasings, {len(wrong)} findings"
    )
    if args.held_out:
        found = held_out(topics)
        for name, share in (("own topic", found.within), ("or one answered by the same line", found.related)):
            print(f"{found.asked} left out, {name} among the first " + ", ".join(f"{rank}: {share[rank]:.1%}" for rank in RANKS))
    if args.lost:
        args.lost.write_text("".join(f"{line}\n" for line in lost(topics)), encoding="utf-8")
    if args.nearer:
        args.nearer.write_text("".join(f"{by:.2f}\t{line}\n" for by, line in nearer(topics)[:WORST]), encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
