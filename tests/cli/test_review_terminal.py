"""The review through a real terminal: the behaviour suite, and what only a terminal has."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest
from openpyxl import load_workbook

from tests.review import lookalike
from tests.review.behaviour import BACKUPS, SSO, STAFF, Front, ReviewBehaviour

if TYPE_CHECKING:
    from pathlib import Path

_PLACE = re.compile(r"Security!B\d+")
_DRAWN = [r"q(?:\x1b\[0m)? quit", r"Enter writes the form[^\n]*\n"]
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")


class Terminal(Front):
    """`fill review` in a pseudo terminal; `TERM=dumb` prints page after page, so that what is shown can be read as it comes."""

    def __init__(self, folder: Path, *options: str, command: str = "review", form: str = "vendor.xlsx", **environment: str):
        self.folder = folder
        self.draft_file = folder / f"{form}.draft.json"
        kept = {name: value for name, value in os.environ.items() if name not in {"EDITOR", "VISUAL", "NO_COLOR", "FILL_ANSWERS"}}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "questionnaire_filler", *([command] if command else []), form, "--as-of", "2026-11-23", "--no-catalogue", *options],
            cwd=str(folder),
            env=kept | {"TERM": "dumb", "COLUMNS": "100", "LINES": "40", **environment},
            dimensions=(40, 100),
            encoding="utf-8",
            timeout=30,
        )

    def drawn(self) -> str:
        """Wait until the screen is drawn; return what it says."""
        which = self.child.expect([*_DRAWN, pexpect.EOF])
        self.shown = self.child.before + (self.child.after if which < 2 else "")
        assert which < 2, self.shown
        self.end = which == 1
        return self.shown

    def press(self, *keys: str) -> str:
        for key in keys:
            self.child.send(key)
            self.drawn()
        return self.shown

    def at(self):
        return "" if self.end else _PLACE.findall(self.shown)[0]

    def accept(self):
        self.press("\r")

    def pick(self, number):
        self.press(str(number))

    def turn(self):
        self.press("p")

    def choose(self, number):
        self.child.send("c")
        self.child.expect("Number 1-")
        self.press(str(number))

    def accept_choosing(self, number):
        self.child.send("\r")
        self.child.expect("Number 1-")
        self.press(str(number))

    def edit(self, text):
        """Type the words in place of the ones that stand there; there is no editor here."""
        self.child.send("e")
        self.child.expect("Answer: ")
        self.press("\x15" + text + "\r")

    def search(self, text, number):
        self.child.send("s")
        self.child.expect("Search the bank: ")
        self.child.send(text + "\r")
        self.child.expect("Number 1-")
        self.press(str(number))

    def blank(self):
        self.press("b")

    def defer(self):
        self.press("d")

    def undo(self):
        self.press("u")

    def move(self, by):
        self.press(*("j" if by > 0 else "k") * abs(by))

    def toggle_open(self):
        self.press("o")

    def quit(self) -> int:
        self.child.send("q")
        return self.over()

    def over(self) -> int:
        """Wait for the end, declining what the review would teach the bank; return the exit code."""
        if self.child.expect([pexpect.EOF, r"Look at (?:them|it) now\?.*: "]):
            self.child.send("n\r")
            self.child.expect(pexpect.EOF)
        self.shown = self.child.before
        self.child.close()
        return self.child.exitstatus


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lookalike.bank(tmp_path)
    lookalike.form(tmp_path)
    return tmp_path


@pytest.fixture
def start(folder: Path):
    running = []

    def begin(*options: str, **environment: str) -> Terminal:
        running.append(Terminal(folder, *options, **environment))
        running[-1].drawn()
        return running[-1]

    yield begin
    for terminal in running:
        terminal.child.close(force=True)


@pytest.fixture
def front(start) -> Terminal:
    return start()


class TestTerminal(ReviewBehaviour):
    """The suite through a terminal."""


def cells(folder: Path) -> dict[str, str]:
    sheet = load_workbook(folder / "vendor.filled.xlsx")["Security"]
    return {cell.coordinate: cell.value for row in sheet["C3:D8"] for cell in row if cell.value}


def editor(folder: Path, *lines: str) -> str:
    """Write an editor that does what the lines of shell say to the file that it is given."""
    script = folder / "editor.sh"
    script.write_text("\n".join(["#!/bin/sh", *lines]), encoding="utf-8")
    script.chmod(0o755)
    return str(script)


def test_quitting_writes_what_is_decided_and_says_where(front: Terminal, folder: Path):
    front.accept()
    front.accept()
    front.pick(2)
    front.turn()
    front.accept()
    front.accept()
    assert front.quit() == 0
    assert "vendor.filled.xlsx\r\n" in front.shown
    assert "2 decided in this review" in front.shown
    written = cells(folder)
    assert (written["C3"], written["C4"], written["C7"]) == ("Yes", "Yes", "Yes")
    assert written["D3"].endswith("Source: Backup standard, §2, 2025-01-01")
    assert "C5" not in written
    for kept in (folder / "vendor.xlsx.draft.json", folder / "vendor.xlsx.report.html"):
        assert kept.stat().st_mode & 0o777 == 0o600
        assert "no customer may see" not in kept.read_text(encoding="utf-8")


def test_the_end_writes_on_enter_and_the_next_review_has_the_rest(front: Terminal, start, folder: Path):
    front.blank()
    front.blank()
    front.blank()
    front.accept_choosing(3)
    assert "Everything here is decided" in front.shown
    front.child.send("\r")
    assert front.over() == 0
    assert cells(folder)["C6"] == "Planned"
    assert cells(folder)["D6"] == "Forty-two people."
    again = start()
    assert again.at() == "Security!B8"
    assert "Question 1 of 1" in again.shown
    assert again.quit() == 0
    assert cells(folder)["C6"] == "Planned"


def test_what_stands_on_the_screen_is_what_a_person_needs(front: Terminal):
    for said in (
        "Question 1 of 4",
        "Are backups encrypted?",
        "one of Yes · No · Planned · N/A",
        "private: The note that no customer may see.",
        "held until 2025-04-01",
        "23 months ago",
        "Backup standard, §2, 2025-01-01",
        "→ Yes",
    ):
        assert said in front.shown
    front.child.send("x")
    front.child.expect("any key: back")
    assert "threshold" in front.child.before
    assert "exact" in front.child.before
    front.press("z")
    front.child.send("?")
    front.child.expect("any key: back")
    assert "without writing the form" in front.child.before
    front.press("z")
    assert front.at() == BACKUPS


def test_the_editor_is_the_users(start, folder: Path):
    front = start(EDITOR=editor(folder, 'sed -i "s/of their own/that we keep/" "$1"'))
    front.press("e")
    assert front.kept()[BACKUPS]["words"] == "Backups are encrypted with keys that we keep."
    assert front.quit() == 0
    assert cells(folder)["D3"].startswith("Backups are encrypted with keys that we keep.")


def test_an_editor_that_fails_changes_nothing(start, folder: Path):
    front = start(EDITOR=editor(folder, "exit 3"))
    assert "Editing failed" in front.press("e")
    assert front.kept() == {}


def test_an_editor_left_unchanged_decides_nothing(start, folder: Path):
    front = start(EDITOR=editor(folder, "true"))
    assert "Nothing was changed" in front.press("e")
    assert front.kept() == {}


def test_killing_loses_no_decision(front: Terminal, start):
    front.blank()
    front.child.kill(signal.SIGKILL)
    front.child.expect(pexpect.EOF)
    again = start()
    assert again.at() == SSO
    assert "Question 1 of 3" in again.shown


def test_interrupting_keeps_the_decisions_and_leaves_the_file(front: Terminal, folder: Path):
    front.blank()
    front.child.sendintr()
    assert front.over() == 130
    assert "The form itself was not written. Go on with: fill review vendor.xlsx --no-catalogue" in " ".join(front.shown.split())
    assert list(front.kept()) == [BACKUPS]
    assert not (folder / "vendor.filled.xlsx").exists()


def test_keys_typed_ahead_are_taken_in_their_order(front: Terminal):
    front.child.send("bbd")
    for _ in range(3):
        front.drawn()
    assert front.at() == STAFF
    assert list(front.kept()) == [BACKUPS, SSO]


def test_what_changed_meanwhile_is_said(front: Terminal, start, folder: Path):
    front.accept()
    front.accept()
    assert front.quit() == 0
    bank = folder / "answers" / "security.yaml"
    bank.write_text(bank.read_text(encoding="utf-8").replace("keys of their own", "other keys"), encoding="utf-8")
    lookalike.form(folder, ("Are backups encrypted?", "Do you have a phone number?", *lookalike.QUESTIONS[2:]))
    again = start()
    assert "the form changed since it was last filled" in again.shown
    assert "the answer bank changed since then" in again.shown
    assert re.search(r"dropped: your decision on Security!B3 .*: the entry changed in the bank", again.shown)
    assert again.at() in again.shown
    assert again.kept() != {}  # the file keeps the earlier decisions until the first new one
    assert again.quit() == 0
    assert again.kept() == {}


def test_scope_and_disclosure_stay_those_of_the_earlier_run(start, folder: Path):
    fill = [sys.executable, "-m", "questionnaire_filler", "vendor.xlsx", "--no-input", "--as-of", "2026-11-23"]
    subprocess.run([*fill, "--scope", "cloud", "--disclosure", "nda"], cwd=folder, check=True, capture_output=True)
    front = start()
    assert "as before: --scope cloud --disclosure nda" in front.shown
    front.move(1)
    assert front.at() == STAFF  # what stands between may be told under NDA
    assert front.quit() == 0
    assert cells(folder)["C5"] == "Yes"


def test_fill_offers_the_review(folder: Path):
    front = Terminal(folder, command="")
    front.child.expect(r"Review 4 questions now\? \[Y/n\]: ")
    front.child.send("\r")
    front.drawn()
    front.blank()
    assert front.quit() == 0
    assert list(front.kept()) == [BACKUPS]


def test_a_changed_output_is_refused_before_the_first_question(front: Terminal, folder: Path):
    assert front.quit() == 0
    (folder / "vendor.filled.xlsx").write_bytes(b"somebody's work")
    again = Terminal(folder)
    assert again.over() == 6
    assert "was changed since" in again.shown
    assert (folder / "vendor.filled.xlsx").read_bytes() == b"somebody's work"


def test_without_a_terminal_it_says_what_to_do(folder: Path):
    done = subprocess.run(
        [sys.executable, "-m", "questionnaire_filler", "review", "vendor.xlsx"],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
    assert "--json" in done.stderr
    assert done.stdout == ""


def test_standard_output_has_the_path_alone(folder: Path):
    front = pexpect.spawn(
        "/bin/sh",
        ["-c", f"{sys.executable} -m questionnaire_filler review vendor.xlsx --as-of 2026-11-23 >out.txt"],
        cwd=str(folder),
        env={**os.environ, "TERM": "dumb"},
        encoding="utf-8",
        timeout=30,
    )
    front.expect(_DRAWN[0])
    front.send("q")
    front.expect(pexpect.EOF)
    assert (folder / "out.txt").read_text(encoding="utf-8") == "vendor.filled.xlsx\n"


def hostile(folder: Path) -> None:
    """Put into a form what a terminal would obey, and what rich would: as CSV, since XML cannot hold an escape."""
    text = "Are backups encrypted?\x1b]0;owned\x07\x1b[2J[bold red]now[/bold red] \u202egnp.exe :smile: [/nothing]"
    (folder / "vendor.csv").write_text(
        f'No,Question,Response,Comments\n1,"{text}",,\n2,Do you support single sign-on?,,\n', encoding="utf-8"
    )


def test_a_forms_text_is_shown_and_not_obeyed(folder: Path):
    hostile(folder)
    front = Terminal(folder, form="vendor.csv", TERM="xterm-256color")
    front.drawn()
    front.child.send("o")
    shown = front.drawn() + (front.press("k") if "[bold red]" not in front.shown else "")
    assert "[bold red]now[/bold red]" in shown
    assert ":smile:" in shown
    assert "\x1b]0;owned" not in shown
    assert "\u202e" not in shown
    assert front.quit() == 0


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (12, 40), (6, 20)])
def test_a_page_never_outgrows_the_screen(folder: Path, rows: int, columns: int):
    front = Terminal(folder, TERM="xterm-256color", COLUMNS=str(columns), LINES=str(rows))
    for page in (front.drawn(), front.press("j"), front.press("j"), front.press("j")):
        drawn = _ANSI.sub("", page.rpartition("\x1b[2J")[2])
        lines = drawn.split("\r\n")
        assert len(lines) <= rows
        assert max(map(len, lines)) <= columns
    assert front.quit() == 0


def test_the_screen_follows_the_window(folder: Path):
    front = Terminal(folder, TERM="xterm-256color", COLUMNS="", LINES="")
    front.drawn()
    front.child.setwinsize(20, 50)
    page = front.drawn()
    assert "─" * 49 in page
    assert "─" * 50 not in page
    assert front.quit() == 0


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colours_can_be_off(folder: Path, environment: dict[str, str], coloured: bool):
    front = Terminal(folder, **({"TERM": "xterm-256color"} | environment))
    assert bool(re.search(r"\x1b\[[0-9;]*3[0-9]m", front.drawn())) is coloured
    assert front.quit() == 0


def test_the_terminal_is_as_it_was_afterwards(folder: Path):
    shell = pexpect.spawn("/bin/sh", cwd=str(folder), env={**os.environ, "TERM": "xterm", "PS1": "$ "}, encoding="utf-8", timeout=30)
    shell.sendline("stty -a | md5sum > before.txt")
    shell.sendline(f"{sys.executable} -m questionnaire_filler review vendor.xlsx --as-of 2026-11-23")
    shell.expect(_DRAWN[0])
    shell.sendintr()
    shell.expect("Interrupted")
    shell.sendline("stty -a | md5sum > after.txt; exit")
    shell.expect(pexpect.EOF)
    assert (folder / "before.txt").read_text() == (folder / "after.txt").read_text()


def test_blanks_that_are_undone_leave_nothing_decided(front: Terminal):
    front.press("b", "u", "b", "u", "b", "u")
    assert json.loads(front.draft_file.read_text(encoding="utf-8"))["decided"] == []
