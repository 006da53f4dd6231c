"""How long a bank of 5,000 entries takes to load, check, search and edit, against PyYAML's safe_load of the same text in the same run.

    .venv/bin/python benchmarks/bench_bank.py [ENTRIES]

The entries are made up: each has its own question and answer, alternates, a source, dates and tags; a tenth has something to find.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import yaml

from questionnaire_filler.bank import load
from questionnaire_filler.bank.check import check
from questionnaire_filler.bank.edit import AddText, TextList, apply
from questionnaire_filler.bank.search import search
from questionnaire_filler.text import words

ENTRIES = 5_000
FILES = 20
AS_OF = date(2026, 11, 23)
NOUNS = words("data backups keys passwords incidents vendors networks laptops servers staff trainings policies audits logs regions cookies")
VERBS = words("encrypted reviewed tested monitored retained deleted stored shared trained documented approved rotated scanned restricted")
WHERE = (
    "at rest",
    "in transit",
    "by default",
    "in production",
    "for customers",
    "for staff",
    "on request",
    "in every region",
    "after leaving",
)


def entry(number: int) -> str:
    """Return one entry as YAML."""
    noun, verb, where = NOUNS[number % len(NOUNS)], VERBS[number // 16 % len(VERBS)], WHERE[number // 224 % len(WHERE)]
    asked = f"{noun} of kind {number // 2016} {verb} {where}"
    return f"""\
  - id: entry-{number}
    question: Are {asked}?
    alternates:
      - Do you have {noun} that are {verb} {where}, kind {number // 2016}?
      - "Describe: how are {asked}?"
    position: {"yes" if number % 3 else "no"}
    answer: |
      The {asked} within {number % 9 + 1} days.
      {"TODO" if number % 10 == 0 else "This holds for all customers."}
    sources: [{{title: Standard on {noun}, version: "2.1", ref: §{number}, date: 2026-08-01}}]
    reviewed: 2026-08-01
    review_every: 180d
    tags: [{noun}, {verb}]
"""


def timed(name: str, base: float, work: object) -> tuple[float, object]:
    """Run `work`, print how long it took and how that compares with `base` seconds, and return both."""
    start = time.perf_counter()
    result = work()  # type: ignore[operator]
    took = time.perf_counter() - start
    print(f"{name:<34}{took:8.2f} s" + (f"{took / base:8.2f} x" if base else ""))
    return took, result


def main() -> None:
    """Make the bank, run everything once, print the times."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        texts = []
        for file in range(FILES):
            texts.append("schema: 1\nowner: security@example.com\nanswers:\n" + "".join(map(entry, range(file, count, FILES))))
            (root / f"file{file:02}.yaml").write_text(texts[-1])
        print(f"{count} entries, {sum(map(len, texts)) / 1e6:.1f} MB, libyaml {'yes' if yaml.__with_libyaml__ else 'no'}")
        base, _ = timed("yaml.safe_load", 0, lambda: [yaml.safe_load(text) for text in texts])
        if yaml.__with_libyaml__:
            timed("yaml.load, CSafeLoader", base, lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts])
        _, bank = timed("load", base, lambda: load(root))
        _, findings = timed("check", base, lambda: check(bank, as_of=AS_OF))  # type: ignore[arg-type]
        timed("search", base, lambda: search(bank, "encrypted backups region"))  # type: ignore[arg-type]
        edits = [AddText(f"entry-{number}", TextList.ALTERNATES, f"Another {number}?") for number in range(0, count, 10)]
        timed(f"{len(edits)} edits", base, lambda: apply(bank, edits))  # type: ignore[arg-type]
        found = sum(len(entry.alternates) for entry in load(root).entries) - 2 * count
        print(f"{len(findings)} findings, {found} alternates added")  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
