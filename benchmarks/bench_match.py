"""How matching grows with the bank: 2,000 questions against banks of 200 to 10,000 entries (50,000 with --large), in one run.

Usage: .venv/bin/python benchmarks/bench_match.py [--large]

The banks are made of the catalogue's own phrasings, each entry with two alternates; the questions are its near misses. Printed for each
size: seconds to link and index, seconds to match, time per question against the smallest bank, and the process's peak memory.
"""

from __future__ import annotations

import argparse
import resource
import time
from itertools import islice, product
from pathlib import Path

from questionnaire_filler.catalogue import load
from questionnaire_filler.linking import judges, links
from questionnaire_filler.matching.knowledge import from_catalogue
from questionnaire_filler.matching.matcher import Matcher
from questionnaire_filler.model import Entry, Place, Question

QUESTIONS = 2000
SIZES = (200, 1000, 3000, 10_000)


def entries(size: int) -> list[Entry]:
    """Return a made-up bank: a phrasing of each topic in turn, for as many products as it takes."""
    place = Place(Path("made.yaml"), 1, 1)
    topics = [topic for topic in load().topics if not topic.decoy]
    found = []
    for number, (product_number, topic) in enumerate(islice(product(range(1, 1000), topics), size)):
        texts = [f"{topic.phrasings[(product_number + turn) % len(topic.phrasings)]} (product {product_number})" for turn in range(3)]
        found.append(Entry(f"entry-{number}", texts[0], place, answer=topic.fact, alternates=tuple(texts[1:])))
    return found


def questions() -> list[Question]:
    """Return the questions that are asked of every bank."""
    texts = [near.text for topic in load().topics for near in topic.near]
    return [Question(f"Q{number}", text, f"B{number}") for number, text in enumerate(texts[:QUESTIONS])]


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true")
    args = parser.parse_args()
    knowledge, judge, asked = from_catalogue(load()), judges()["catalogue"], questions()
    print(f"{'entries':>8} {'link+index s':>13} {'match s':>9} {'ms/question':>12} {'ratio':>6} {'peak MB':>8}")
    first = 0.0
    for size in (*SIZES, *((50_000,) if args.large else ())):
        bank = entries(size)
        start = time.process_time()
        matcher = Matcher(bank, {link.entry: link.topics for link in links(bank, knowledge)}, knowledge, judge)
        made = time.process_time()
        matcher.match(asked)
        each = (time.process_time() - made) / len(asked)
        first = first or each
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>8} {made - start:>13.1f} {each * len(asked):>9.1f} {each * 1000:>12.2f} {each / first:>6.2f} {peak:>8.0f}", flush=True
        )


if __name__ == "__main__":
    main()
