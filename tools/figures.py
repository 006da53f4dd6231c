#!/usr/bin/env python3
"""Measure the program on labelled questions and real forms, and put the figures into README.md and docs/.

Usage: figures.py [--shared DIR] [--model DIR] [--dry-run]

  README.md                 the block between `<!-- figures: tools/figures.py -->` and `<!-- /figures -->`
  docs/reliability.svg      how often a stated confidence was right, on tests/eval
  docs/risk-coverage.svg    what share of the answers would be wrong at each threshold, on tests/eval

Everything is measured through the command line (`fill --json`), as a user would see it. The sets in the shared folder are no part of the
repository; where they are missing, the block says so. `--model` adds a row for matching with that sentence model, which the extra
`semantic` must be installed for.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from figures_measure import Measured, measure
from figures_svg import reliability_svg, risk_coverage_svg

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- figures: tools/figures.py -->", "<!-- /figures -->"
MODES = {"with the catalogue": (), "without it": ("--no-catalogue",)}
_COLUMNS = (
    "questions",
    "matching",
    "right among filled",
    "wrong",
    "coverage",
    "r@1",
    "r@5",
    "AUROC",
    "ECE",
)
_WORDS = (
    "*Right among filled*: of the questions that filled themselves in, how many took the right entry; 95 % interval in brackets. "
    "*Wrong*: how many did not. *Coverage*: of the questions that the bank can answer, how many filled themselves in rightly. "
    "*r@1*, *r@5*: a right entry stands first, or among the first five candidates. *AUROC*: does the best candidate's confidence tell the "
    "answerable questions from the others. *ECE*: mean distance between stated confidence and how often it was right, in ten equal bins. "
    "The judge's weights and threshold were fitted with these sets at hand; [how, and what that means](docs/explanation.md)."
)


def matching_rows(
    sets: Sequence[tuple[str, Path, Path]], modes: Mapping[str, Sequence[str]]
) -> tuple[list[Sequence[str]], dict[str, dict[str, Measured]]]:
    """Return the table's rows for the sets that are there, and what was measured, by set and mode."""
    rows: list[Sequence[str]] = []
    found: dict[str, dict[str, Measured]] = {}
    for name, questions, bank in sets:
        if not questions.is_file():
            print(f"not measured: {questions} is not here")
            continue
        for mode, options in modes.items():
            result = measure(questions, bank, options)
            found.setdefault(name, {})[mode] = result
            print(f"{questions}, {mode}: {result}")
            rows.append((f"{name}: {result.asked}, {result.answerable} of them answerable", mode, *_cells(result)))
    return rows, found


def _cells(got: Measured) -> Sequence[str]:
    low, high = got.interval
    return (
        f"{got.precision:.1%} ({low:.0%} to {high:.0%})",
        f"{got.wrong} of {got.filled}",
        f"{got.coverage:.1%}",
        f"{got.recall_first:.2f}",
        f"{got.recall_five:.2f}",
        f"{got.auroc:.2f}",
        f"{got.ece:.3f}",
    )


def detection_text(shared: Path) -> str:
    """Return what detection scores on the real forms of the shared folder."""
    tool = shared / "tools" / "score_forms.py"
    if not (tool.is_file() and (shared / "corpus" / "truth").is_dir()):
        print(f"not measured: {shared / 'corpus'} is not here")
        return "Detection was not measured here: the real forms are not part of the repository."
    command = [sys.executable, str(tool), "--command", str(Path(sys.executable).parent / "fill")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    rows = re.findall(r"^macro (\S+) \((\d+) forms\)\s+(\d+)\s+\d+\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)", done.stdout, re.MULTILINE)
    print("\n".join(line for line in done.stdout.splitlines() if line.startswith(("macro", "crashed"))))
    if not rows:
        return f"Detection could not be measured: {(done.stderr.strip().splitlines() or ['no figures were printed'])[-1]}"
    table = [
        (f"{kind}, {forms} real forms", f"{int(expected):,}", *(f"{float(x):.1%}" for x in scores))
        for kind, forms, expected, *scores in rows
    ]
    head = ("forms", "questions", "found", "right among found", "place of the answer right")
    words = (
        "Detection without any mapping, each form weighing alike. The rules were made with these forms at hand: new ones may score lower."
    )
    return f"{words}\n\n{markdown(head, table)}"


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *rows))


def block(rows: Sequence[Sequence[str]], detection: str, missing: Sequence[str]) -> str:
    """Return the text between the markers."""
    parts = []
    if rows:
        parts += [markdown(_COLUMNS, rows), _WORDS]
        parts.append("![Stated confidence and how often it was right](docs/reliability.svg) ![Risk and coverage](docs/risk-coverage.svg)")
    parts += [f"Not measured here: {name}; the set is not part of the repository." for name in missing]
    return "\n\n".join([*parts, detection])


def put_into(readme: Path, text: str) -> None:
    page = readme.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{readme} has no block between {BEGIN} and {END}")
    readme.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with the sets that are not in the repository")
    parser.add_argument("--model", type=Path, help="folder of a sentence model, to be measured as well")
    parser.add_argument("--dry-run", action="store_true", help="measure and print; write nothing")
    args = parser.parse_args()
    own = "our evaluation set"
    sets = (
        (own, ROOT / "tests" / "eval" / "questions.jsonl", ROOT / "tests" / "eval" / "bank"),
        ("public questionnaires", args.shared / "matching" / "questions.jsonl", args.shared / "matching" / "acme-bank"),
    )
    modes = MODES | ({"with the catalogue and a sentence model": ("--model", str(args.model))} if args.model else {})
    rows, found = matching_rows(sets, modes)
    text = block(rows, detection_text(args.shared), [name for name, _, _ in sets if name not in found])
    if args.dry_run:
        print(text)
        return
    put_into(ROOT / "README.md", text)
    if own in found:
        (ROOT / "docs" / "reliability.svg").write_text(reliability_svg(found[own]["with the catalogue"]), encoding="utf-8")
        (ROOT / "docs" / "risk-coverage.svg").write_text(risk_coverage_svg(found[own]), encoding="utf-8")


if __name__ == "__main__":
    main()
