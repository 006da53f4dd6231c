"""Filling a large form, the whole process, against openpyxl's load and save of the same file, in one run.

    python benchmarks/bench_fill.py FORM.xlsx --answers BANK [--rounds 5] [--through rooms]

Each round starts two fresh processes one after the other, so that both meet the same machine; both find their modules compiled, as an
installation has them, and a first round that does not count sees to that. Printed are the medians, their ratio (the
bar is 0.15) and the highest peak memory of the filling process (the bar is 150 MB). `--through rooms` leaves out the bank and the command
line: it reads the form, writes every slot and hands over, which is the share of forms/ alone.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

_OPENPYXL = "import openpyxl, sys; openpyxl.load_workbook(sys.argv[1], keep_vba=sys.argv[1].endswith('m')).save(sys.argv[2])"
_ROOMS = """
import sys
from pathlib import Path
from questionnaire_filler.forms.handover import hand_over
from questionnaire_filler.forms.registry import format_of
from questionnaire_filler.model import Filling, Role, Write
source, target = map(Path, sys.argv[1:3])
form = format_of(source).read(source)
writes = {}
for question in form.questions:
    for slot in question.slots[:2]:
        writes.setdefault(slot.where, Write(slot, slot.choices[0] if slot.choices else "All customer data is encrypted at rest."))
handed = hand_over(source, form.sha256, target, Filling(tuple(writes.values())))
print(len(form.questions), len(handed.written.writes), len(handed.written.refused), handed.certificate.ok, file=sys.stderr)
"""
RATIO_BAR, MEMORY_BAR_MB = 0.15, 150


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Run a command to its end; return seconds of wall time and peak memory in MB.

    Raises:
        SystemExit: It failed.
    """
    start = time.perf_counter()
    child = os.spawnve(os.P_NOWAIT, command[0], command, environment)  # noqa: S606 - it is our own command
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"failed: {' '.join(command)[:200]}")
    return seconds, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def fill_command(form: Path, target: Path, answers: Path | None) -> list[str]:
    """Return the command that fills the form: the command line with a bank, the rooms alone without."""
    if answers is None:
        return [sys.executable, "-c", _ROOMS, str(form), str(target)]
    options = ["--answers", str(answers), "--no-input", "--force", "--fresh", "--as-of", "2026-11-23", "-o", str(target)]
    return [sys.executable, "-m", "questionnaire_filler", str(form), *options]


def main() -> int:
    """Measure, print, and return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("form", type=Path)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--through", choices=("cli", "rooms"), default="cli")
    given = parser.parse_args()
    if given.through == "cli" and given.answers is None:
        parser.error("--answers is needed, or --through rooms")
    answers = given.answers if given.through == "cli" else None
    ours: list[tuple[float, float]] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for count in range(given.rounds + 1):
            with tempfile.TemporaryDirectory() as folder:
                target = Path(folder) / f"filled{given.form.suffix}"
                saved = target.with_stem("saved")
                one = timed(fill_command(given.form, target, answers), environment)
                other = timed([sys.executable, "-W", "ignore", "-c", _OPENPYXL, str(given.form), str(saved)], environment)
            if count:
                ours.append(one)
                theirs.append(other[0])
    fill, save, memory = statistics.median(one[0] for one in ours), statistics.median(theirs), max(one[1] for one in ours)
    print(f"fill {fill:.2f} s   openpyxl load and save {save:.2f} s   ratio {fill / save:.3f} (bar {RATIO_BAR})")
    print(f"peak memory {memory:.0f} MB (bar {MEMORY_BAR_MB})")
    return int(fill / save > RATIO_BAR or memory > MEMORY_BAR_MB)


if __name__ == "__main__":
    sys.exit(main())
