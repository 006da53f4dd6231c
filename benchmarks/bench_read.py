"""How long reading a form to the full plan takes, beside openpyxl only loading it.

Usage: python benchmarks/bench_read.py FORM [FORM ...]

Prints one line a form: the best of several runs of each, taken in turns, and how many times faster the reader is. The bar is 5.
Exit status 1 when a form that openpyxl needs at least 0.2 s for stays below it.
"""

import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import openpyxl

from questionnaire_filler.forms.registry import format_of

RUNS = 5
BAR = 5.0
SMALL = 0.2  # seconds; below that, fixed costs decide


def seconds(work: Callable[[], object]) -> float:
    """Return how long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(form: Path) -> tuple[float, float, int]:
    """Return the best time of our reader and of openpyxl, in seconds, and the number of questions found."""
    ours, theirs = [], []
    questions = 0
    for _ in range(RUNS):
        ours.append(seconds(lambda: format_of(form).read(form)))
        theirs.append(seconds(lambda: openpyxl.load_workbook(form)))
    questions = len(format_of(form).read(form).questions)
    return min(ours), min(theirs), questions


def main(forms: list[str]) -> int:
    """Compare the readers on each form."""
    warnings.simplefilter("ignore")
    slow = 0
    print(f"{'form':50s}{'questions':>10s}{'ours s':>9s}{'openpyxl s':>12s}{'ratio':>8s}")
    for name in forms:
        ours, theirs, questions = compare(Path(name))
        slow += theirs >= SMALL and theirs / ours < BAR
        print(f"{Path(name).name[:49]:50s}{questions:10d}{ours:9.3f}{theirs:12.3f}{theirs / ours:8.1f}", flush=True)
    return int(slow > 0)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
