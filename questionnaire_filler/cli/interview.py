"""`fill bank init --interview`: the interview in a terminal, its entries written as they come."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.bank import load_or_begin
from questionnaire_filler.bank.edit import AddEntry, apply
from questionnaire_filler.cli import talk
from questionnaire_filler.coverage import answered_topics
from questionnaire_filler.draft.store import make_folder, write_file, write_private
from questionnaire_filler.errors import FillError, UsageError
from questionnaire_filler.interview import KEYS, begin, conduct, entry_for, file_for, keys_for, question_of
from questionnaire_filler.review.keys import Keys, Line
from questionnaire_filler.text import printable

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from questionnaire_filler.interview import Interview
    from questionnaire_filler.model import Bank, Position, Topic

_EXAMPLES = 3


def run(folder: Path, as_of: date | None = None) -> None:
    """Hold the interview for the bank in a folder; go on where an earlier sitting stopped.

    Args:
        folder: The bank; made where it is missing.
        as_of: The day that entries are reviewed on; None for today.

    Raises:
        UsageError: There is no terminal to ask in.
        KeyboardInterrupt: Ctrl-C; what was answered is kept.
    """
    from questionnaire_filler.catalogue import load
    from questionnaire_filler.matching.knowledge import from_catalogue

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("an interview needs a terminal", where="--interview", hint="`fill bank add` takes an entry by options.")
    talk.progress("loading the catalogue")
    bank = load_or_begin(folder)
    knowledge = from_catalogue(load())
    memory = recall(folder)
    answered = answered_topics(bank.entries, knowledge, drafts=True)
    interview = begin(knowledge.topics, answered, memory["skipped"], memory["later"])
    keeper = Writer(bank, as_of or datetime.now(UTC).astimezone().date())
    talk.say("Answer what you can; every answer is written at once, and you can stop at any time.")
    with Keys() as keys:
        try:
            interview = conduct(interview, Terminal(keys), keeper)
        except EOFError as error:
            raise KeyboardInterrupt from error
    _tell(interview, keeper)


def memory_file(folder: Path) -> Path:
    """Return where it is kept what was skipped and put off: beside the bank."""
    return folder.absolute().parent / ".fill" / "interview.json"


def recall(folder: Path) -> dict[str, list[str]]:
    """Return what was skipped and put off in earlier sittings.

    Raises:
        FillError: The file cannot be read.
    """
    path = memory_file(folder)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {name: [str(topic) for topic in found[name]] for name in ("skipped", "later")}
    except FileNotFoundError:
        return {"skipped": [], "later": []}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FillError("what was skipped in the interview cannot be read", where=str(path), hint="Mend or delete the file.") from error


class Writer:
    """Writes each answer into the bank's file for its section, and remembers what was put off."""

    def __init__(self, bank: Bank, as_of: date) -> None:
        self._bank = bank
        self._as_of = as_of
        self.files: dict[Path, None] = {}

    def add(self, topic: Topic, position: Position | None, text: str) -> None:
        """Add the entry; a section's file is begun with its heading."""
        entry = entry_for(topic, position, text, self._bank.by_id(), self._as_of)
        path = self._bank.root / file_for(topic)
        if not path.exists():
            make_folder(self._bank.root)
            write_file(path, f"schema: 1\nsection: {json.dumps(topic.section, ensure_ascii=False)}\nanswers: []\n")
            self._bank = load_or_begin(self._bank.root)
        self._bank = apply(self._bank, [AddEntry(entry, file_for(topic))])
        self.files[path] = None

    def keep(self, interview: Interview) -> None:
        """Remember what was skipped and put off."""
        path = memory_file(self._bank.root)
        if path.exists() or interview.skipped or interview.later:
            make_folder(path.parent)
            kept = {"skipped": list(interview.skipped), "later": list(interview.later)}
            write_private(path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


class Terminal:
    """Shows a topic at a time on stderr, line after line, and hears single keys."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._section = ""

    def ask(self, interview: Interview, topic: Topic) -> str:
        """Show the topic at hand; return the key that the person presses."""
        here, left = interview.place
        if topic.section != self._section:
            self._section = topic.section
            talk.say(f"\n── {topic.section}: {here} to ask, {left} in all ──")
        talk.say(f"\n{question_of(topic)}")
        others = [text for text in topic.phrasings if text != question_of(topic)][:_EXAMPLES]
        talk.say(f"  {topic.fact}  Also asked: {' · '.join(others)}")
        fitting = keys_for(topic)
        talk.say("  " + "  ".join(f"{key} {KEYS[key]}" for key in fitting))
        key = ""
        while key not in (*fitting, "eof"):
            key = self._keys.read().lower()
        click.echo(f"> {KEYS.get(key, '')}", err=True)
        return "q" if key == "eof" else key

    def words(self, topic: Topic, position: Position | None) -> str | None:
        """Let the person type a line, or write in an editor; None when they go back."""
        del topic
        empty = f"Enter alone: just “{position}”" if position else "Enter alone: back"
        editor = ", Tab: editor" if os.environ.get("VISUAL") or os.environ.get("EDITOR") else ""
        talk.say(f"  In your words ({empty}{editor}, Esc: back)")
        line = Line()
        self._draw(line)
        while (key := self._keys.read()) not in {"enter", "escape", "eof"}:
            if key == "tab" and editor:
                return self._edited(line.text)
            if line.press(key):
                self._draw(line)
        click.echo(err=True)
        return line.text if key == "enter" else None

    def _draw(self, line: Line) -> None:
        click.echo(f"\r\x1b[K  {printable(line.text)}", nl=False, err=True)

    def _edited(self, start: str) -> str | None:
        click.echo(err=True)
        try:
            with self._keys.paused():
                return click.edit(start, require_save=False)
        except (click.ClickException, UnicodeDecodeError) as error:
            talk.say(f"  the editor did not work: {error}")
            return None


def _tell(interview: Interview, keeper: Writer) -> None:
    """Say what came of the sitting, and list the files that were written."""
    for path in keeper.files:
        talk.data(str(path))
    counts: dict[str, Any] = {"answered": interview.answered, "put off": len(interview.later), "skipped": len(interview.skipped)}
    talk.say(", ".join(f"{count} {what}" for what, count in counts.items()) + f", {len(interview.queue)} left to ask.")
    talk.say("`fill bank init --interview` goes on from here; `fill bank coverage` says how far the bank reaches.")
