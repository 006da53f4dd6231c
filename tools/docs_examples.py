"""Examples that are really run: the commands of a console block, and what they print."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_BLOCK = re.compile(r"(<!-- run -->\n```console\n)(.*?)(```\n)", re.DOTALL)
#: Dates and hashes of this very run would make a page new every day.
_VARYING = ((re.compile(r"\b[0-9a-f]{64}\b"), "…"),)


def with_output(page: str, root: Path) -> str:
    """Return a page with the output of its examples; they run one after the other in one fresh copy of the samples and the bank."""
    with tempfile.TemporaryDirectory() as folder:
        work = workplace(root, Path(folder))
        return _BLOCK.sub(lambda found: found[1] + _run(found[2], work) + found[3], page)


def workplace(root: Path, folder: Path) -> Path:
    """Return a new folder with the samples in it and the bank below it."""
    work = folder / "work"
    shutil.copytree(root / "samples", work)
    shutil.copytree(root / "answers", work / "answers")
    return work


def commands_in(block: str) -> list[str]:
    """Return the commands of a console block, continued lines joined."""
    return [line[2:] for line in block.replace("\\\n", "").splitlines() if line.startswith("$ ")]


def _run(block: str, work: Path) -> str:
    shown = []
    kept = re.findall(r"^\$ .*?(?<!\\)$\n?", block, re.MULTILINE | re.DOTALL)
    for written, command in zip(kept, commands_in(block), strict=True):
        shown.append(written.rstrip("\n"))
        shown += output_of(command, work)
    return "\n".join(shown) + "\n"


def output_of(command: str, work: Path) -> list[str]:
    """Return the lines that a command prints, stderr among them as a terminal shows it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FILL_")}
    environment = kept | {"PATH": path, "COLUMNS": "110", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=work,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    text = done.stdout.replace(f"{work}/", "")
    for pattern, instead in _VARYING:
        text = pattern.sub(instead, text)
    return [line.rstrip() for line in text.splitlines()]
