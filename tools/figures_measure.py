"""Labelled questions through the command line: what was filled in, what was right, and how sure the program said it was."""

import csv
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

_FILL = Path(sys.executable).parent / "fill"
_BINS = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run over a set of questions gave.

    Attributes:
        asked: Number of questions.
        answerable: Those that have a right entry.
        filled: Those that filled themselves in.
        right: Those of them that took right entries only, and all where all are needed.
        threshold: Lowest confidence among the filled ones; 1 where there is none.
        recall_first: Share of the answerable ones whose first candidate is right.
        recall_five: The same of the first five.
        auroc: How well the best candidate's confidence tells the answerable from the others; 0.5 is chance.
        scored: Confidence of the first candidate and whether it is right, for all questions that have one.
    """

    asked: int
    answerable: int
    filled: int
    right: int
    threshold: float
    recall_first: float
    recall_five: float
    auroc: float
    scored: tuple[tuple[float, bool], ...]

    @property
    def wrong(self) -> int:
        """Number of questions that filled themselves in wrongly."""
        return self.filled - self.right

    @property
    def precision(self) -> float:
        """Share of the filled ones that are right."""
        return self.right / max(1, self.filled)

    @property
    def coverage(self) -> float:
        """Share of the answerable ones that filled themselves in rightly."""
        return self.right / max(1, self.answerable)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the precision (Wilson)."""
        return wilson(self.right, self.filled)

    @property
    def bins(self) -> tuple[tuple[float, float, int], ...]:
        """Mean confidence, share right and number in ten bins with equally many questions, the least sure first."""
        ordered = sorted(self.scored)
        cuts = [len(ordered) * n // _BINS for n in range(_BINS + 1)]
        parts = [ordered[start:end] for start, end in pairwise(cuts) if end > start]
        return tuple((sum(c for c, _ in part) / len(part), sum(ok for _, ok in part) / len(part), len(part)) for part in parts)

    @property
    def ece(self) -> float:
        """The expected calibration error over these bins."""
        return sum(abs(said - was) * count for said, was, count in self.bins) / max(1, len(self.scored))

    def __str__(self) -> str:
        return (
            f"asked {self.asked}, answerable {self.answerable}, filled {self.filled}, wrong {self.wrong}, precision {self.precision:.3f}, "
            f"coverage {self.coverage:.3f}, r@1 {self.recall_first:.3f}, r@5 {self.recall_five:.3f}, "
            f"AUROC {self.auroc:.3f}, ECE {self.ece:.3f}"
        )


def measure(questions: Path, bank: Path, options: Sequence[str]) -> Measured:
    """Return what the program makes of labelled questions.

    Args:
        questions: JSON lines with `text`, `gold` (accepted entries; empty when none answers) and, where every one is needed, `all`.
        bank: The answer bank.
        options: Further options of `fill`.
    """
    items = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = _fill(items, bank, options)
    answerable = [bool(item["gold"]) for item in items]
    filled = [(item, got) for item, got in zip(items, found, strict=True) if got["state"] == "filled"]
    ranked = [[candidate["entry"] for candidate in got["candidates"]] for got in found]
    best = [got["candidates"][0]["confidence"] if got["candidates"] else 0.0 for got in found]
    first = [bool(set(entries[:1]) & set(item["gold"])) for entries, item in zip(ranked, items, strict=True)]
    five = [bool(set(entries[:5]) & set(item["gold"])) for entries, item in zip(ranked, items, strict=True)]
    total = max(1, sum(answerable))
    return Measured(
        len(items),
        sum(answerable),
        len(filled),
        sum(_right(item, got["entries"]) for item, got in filled),
        min((got["confidence"] for _, got in filled), default=1.0),
        sum(first) / total,
        sum(five) / total,
        _auroc(best, answerable),
        tuple((sure, ok) for sure, ok, entries in zip(best, first, ranked, strict=True) if entries),
    )


def wilson(right: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Return Wilson's interval of a share."""
    if not of:
        return 0.0, 1.0
    share, width = right / of, z * z / of
    middle = (share + width / 2) / (1 + width)
    half = z / (1 + width) * math.sqrt(share * (1 - share) / of + width / of / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


def _fill(items: Sequence[dict[str, Any]], bank: Path, options: Sequence[str]) -> list[dict[str, Any]]:
    """Fill a CSV form with the questions, one form for each questionnaire that they come from; return what was said of each."""
    found: list[dict[str, Any]] = [{}] * len(items)
    for source in dict.fromkeys(item.get("source", "") for item in items):
        numbers = [number for number, item in enumerate(items) if item.get("source", "") == source]
        said = _fill_form([items[number]["text"] for number in numbers], bank, options)
        for number, got in zip(numbers, said, strict=True):
            found[number] = got
    return found


def _fill_form(texts: Sequence[str], bank: Path, options: Sequence[str]) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        form = Path(folder) / "form.csv"
        with form.open("w", newline="", encoding="utf-8") as handle:
            writer = csv.writer(handle)
            writer.writerow(["No", "Question", "Answer", "Comment"])
            writer.writerows([number, text, "", ""] for number, text in enumerate(texts, 1))
        call = [str(_FILL), str(form), "--answers", str(bank), "--dry-run", "--json", *options]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(call)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    said = {item["where"]: item for item in json.loads(done.stdout)["questions"]}
    missing = {"state": "open", "candidates": [], "entries": [], "confidence": 0.0}
    return [said.get(f"B{row}", missing) for row in range(2, len(texts) + 2)]


def _right(item: dict[str, Any], entries: Sequence[str]) -> bool:
    gold, given = set(item["gold"]), set(entries)
    return bool(gold) and (gold <= given if item.get("all") else bool(given) and given <= gold)


def _auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    yes = [score for score, is_positive in zip(scores, positive, strict=True) if is_positive]
    no = [score for score, is_positive in zip(scores, positive, strict=True) if not is_positive]
    if not yes or not no:
        return math.nan
    return sum((a > b) + 0.5 * (a == b) for a in yes for b in no) / (len(yes) * len(no))
