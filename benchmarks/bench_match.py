"""How matching grows with the bank: 2,000 questions against banks of 200 to 10,000 entries (50,000 with --large).

    python benchmarks/bench_match.py [--large] [--plot docs/scale.svg]

Each size runs in a process of its own, one after the other. The banks are made of the catalogue's phrasings, each entry with two
alternates; the questions are its near misses. Printed for each size: seconds to link and index and to match (of the processor), time per
question against the smallest bank, how many times larger the bank is, and the peak memory. The bars at 10,000: 30 s in all, 400 MB.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from itertools import islice, product
from pathlib import Path

from questionnaire_filler.catalogue import load
from questionnaire_filler.linking import judges, links
from questionnaire_filler.matching.knowledge import from_catalogue
from questionnaire_filler.matching.matcher import Matcher
from questionnaire_filler.model import Entry, Place, Question

QUESTIONS = 2000
SIZES, LARGE = (200, 1000, 3000, 10_000), (20_000, 50_000)
_WIDTH, _HEIGHT, _EDGE = 460, 300, 56


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


def measure(size: int) -> dict[str, float]:
    """Return seconds and peak memory for one size; to be run in a process of its own."""
    knowledge, asked, bank = from_catalogue(load()), questions(), entries(size)
    start = time.process_time()
    matcher = Matcher(bank, {link.entry: link.topics for link in links(bank, knowledge)}, knowledge, judges()["catalogue"])
    made = time.process_time()
    matcher.match(asked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return {"size": size, "index": made - start, "match": time.process_time() - made, "peak": peak}


def plot(found: list[dict[str, float]]) -> str:
    """Return the time per question over the size of the bank, both axes logarithmic, as SVG; dashed: as fast as the bank grows."""
    first, last = found[0], found[-1]
    across, up = math.log(last["size"] / first["size"]), math.log(last["size"] / first["size"])

    def point(size: float, seconds: float) -> str:
        x = _EDGE + math.log(size / first["size"]) / across * (_WIDTH - 2 * _EDGE)
        y = _HEIGHT - _EDGE - math.log(seconds / first["match"]) / up * (_HEIGHT - 2 * _EDGE)
        return f"{x:.1f},{y:.1f}"

    line = " ".join(point(one["size"], one["match"]) for one in found)
    linear = f"{point(first['size'], first['match'])} {point(last['size'], first['match'] * last['size'] / first['size'])}"
    marks = "".join(_mark(*point(one["size"], one["match"]).split(","), one) for one in found)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" font-family="system-ui, sans-serif" font-size="11">'
        f'<rect width="100%" height="100%" fill="white"/><text x="{_EDGE}" y="24" font-size="14">Time per question as the bank grows</text>'
        f'<polyline points="{linear}" fill="none" stroke="#8b949e" stroke-dasharray="4 4"/>'
        f'<polyline points="{line}" fill="none" stroke="#1f6feb" stroke-width="2"/>{marks}'
        f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 14}" text-anchor="middle">entries in the bank; dashed: growing as fast as the bank</text>'
        "</svg>\n"
    )


def _mark(x: str, y: str, one: dict[str, float]) -> str:
    told = f'<text x="{x}" y="{float(y) - 9:.1f}" text-anchor="middle">{one["match"] / QUESTIONS * 1000:.1f} ms</text>'
    size = f'<text x="{x}" y="{_HEIGHT - _EDGE + 18}" text-anchor="middle">{one["size"]:,.0f}</text>'
    return f'<circle cx="{x}" cy="{y}" r="4" fill="#1f6feb"/>{told}{size}'


def main() -> None:
    """Measure each size in a fresh process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one)))
        return
    print(f"{'entries':>8} {'times':>6} {'link+index s':>13} {'match s':>8} {'ms/question':>12} {'times':>6} {'peak MB':>8}")
    found: list[dict[str, float]] = []
    for size in (*SIZES, *(LARGE if args.large else ())):
        done = subprocess.run([sys.executable, __file__, "--one", str(size)], check=True, capture_output=True, text=True)
        found.append(json.loads(done.stdout))
        now, first = found[-1], found[0]
        each = now["match"] / QUESTIONS * 1000
        growth = (
            f"{size / first['size']:>6.0f} {now['index']:>13.1f} {now['match']:>8.1f} {each:>12.2f} {now['match'] / first['match']:>6.2f}"
        )
        print(f"{size:>8} {growth} {now['peak']:>8.0f}", flush=True)
    if args.plot:
        args.plot.write_text(plot(found), encoding="utf-8")


if __name__ == "__main__":
    main()
