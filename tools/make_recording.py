#!/usr/bin/env python3
"""Record the program at work as docs/demo.svg: real commands on the samples, and what they really print.

Usage: make_recording.py [OUT.svg]

The commands run in a fresh copy of samples/ and answers/, so that the picture holds no path and no date of the machine it is made on.
"""

import re
import sys
import tempfile
from pathlib import Path

from docs_examples import output_of, workplace
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 104
#: Each command, and the lines of its output that are shown: so many from the one that holds a text. The rest is counted.
SCENES = (
    ("fill inspect vendor_form.xlsx", {"": 13}),
    ("fill vendor_form.xlsx --scope cloud", {"": 10}),
    ("fill explain vendor_form.xlsx Q17 --scope cloud", {"": 5}),
    ("fill verify vendor_form.xlsx vendor_form.filled.xlsx", {"": 5, " places differ": 7, "Proven": 1}),
)
THEME = TerminalTheme(
    (24, 26, 31),
    (214, 218, 224),
    [(24, 26, 31), (235, 110, 110), (120, 200, 130), (229, 192, 123), (97, 175, 239), (198, 120, 221), (86, 182, 194), (171, 178, 191)],
)
#: Rich's frame without the fonts that it would fetch.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace("Fira Code", "ui-monospace, Menlo, Consolas")
_STYLES = {
    "review": "yellow",
    "guard": "yellow",
    "gate": "yellow",
    "answer": "green",
    "comment": "green",
    "evidence": "green",
    "changed": "yellow",
    "added": "yellow",
    "question": "cyan",
}


def styled(line: str) -> Text:
    """Return a line of output cut to the width, with the word that says what it is in colour."""
    text = Text(line, no_wrap=True, overflow="ellipsis")
    text.truncate(WIDTH, overflow="ellipsis")
    first = next((word for word in line.split()[:2] if word in _STYLES), "")
    if first and line.startswith(" "):
        start = line.index(first)
        text.stylize(_STYLES[first], start, start + len(first))
    return text


def shown(lines: list[str], wanted: dict[str, int]) -> list[str]:
    """Return the wanted lines of an output, with a line for each run that is left out."""
    kept: set[int] = set()
    for text, most in wanted.items():
        start = next((number for number, line in enumerate(lines) if text in line), len(lines))
        kept.update(range(start, min(start + most, len(lines))))
    found: list[str] = []
    left = 0
    for number, line in enumerate(lines):
        if number not in kept:
            left += 1
            continue
        found += [*_left_out(left), line]
        left = 0
    return [*found, *_left_out(left)]


def _left_out(count: int) -> list[str]:
    return [f"  ... {count} more line{'s' if count > 1 else ''}"] if count else []


def record() -> str:
    """Return the recording as SVG."""
    console = Console(record=True, width=WIDTH, file=_Nowhere(), color_system="truecolor", force_terminal=True, legacy_windows=False)
    with tempfile.TemporaryDirectory() as folder:
        work = workplace(ROOT, Path(folder))
        for number, (command, wanted) in enumerate(SCENES):
            if number:
                console.print()
            console.print(Text("$ ", style="bold green") + Text(command, style="bold"))
            for line in shown(output_of(command, work), wanted):
                console.print(styled(line))
    return console.export_svg(title="Questionnaire filler", theme=THEME, code_format=FORMAT, unique_id="demo")


class _Nowhere:
    """A stream for a console that only records."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        pass


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "demo.svg"
    out.write_text(record(), encoding="utf-8")
    print(out)


if __name__ == "__main__":
    main()
