"""A review in the terminal: one question a screen, one key a decision."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.control import Control
from rich.text import Text

from questionnaire_filler.review import pages, screen
from questionnaire_filler.review.keys import Keys, Line
from questionnaire_filler.review.selection import Kind, Reply
from questionnaire_filler.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console

    from questionnaire_filler.review.session import Session

#: What a line break looks like where a text is edited on one line.
_BREAK = "⏎"
_MOST_FOUND = 9
_SYNONYMS = {"a": "enter", " ": "d", "down": "j", "pagedown": "j", "up": "k", "pageup": "k", "/": "s", "eof": "q"}


def review(session: Session, console: Console) -> None:
    """Let a person decide, until they quit or nothing is left.

    Args:
        session: What is decided; it saves every decision at once.
        console: On a terminal; stdin must be one too.

    Raises:
        KeyboardInterrupt: Ctrl-C; what was decided is saved.
        EOFError: The terminal is gone; what was decided is saved.
    """
    with Keys() as keys:
        Terminal(session, console, keys).run()


class Terminal:
    """The terminal as a front end of the session; dumb ones scroll, others show a page at a time."""

    def __init__(self, session: Session, console: Console, keys: Keys) -> None:
        self._session = session
        self._console = console
        self._keys = keys
        self._plain = console.is_dumb_terminal
        self._notice = Text()

    def run(self) -> None:
        """Show question after question and do what the keys say."""
        with self._own_screen():
            self._show()
            while (key := self._keys.read()) != "q" and _SYNONYMS.get(key) != "q":
                if self._session.queue.finished and key in {"enter", "a"}:
                    return
                if key:
                    self._press(_SYNONYMS.get(key, key))
                    self._show()

    # --- keys ---

    def _press(self, key: str) -> None:
        anywhere: dict[str, Callable[[], Reply]] = {
            "u": self._session.undo,
            "o": self._session.toggle_open,
            "k": lambda: self._session.move(-1),
        }
        here: dict[str, Callable[[], Reply]] = {
            "enter": self._accept,
            "p": self._session.turn,
            "c": self._choose,
            "e": self._edit,
            "s": self._search,
            "b": self._session.blank,
            "d": self._session.defer,
            "j": lambda: self._session.move(1),
            "v": lambda: self._page(pages.whole(self._session, self._paper)),
            "x": lambda: self._page(pages.explained(self._session, self._paper)),
        }
        if key in {"resize", "escape"}:
            self._notice = Text()
        elif key == "?":
            self._tell(self._page(pages.help_lines(self._paper)))
        elif key in anywhere:
            self._tell(anywhere[key]())
        elif self._session.queue.finished:
            self._notice = Text()
        elif key in here:
            self._tell(here[key]())
        elif key.isdecimal() and len(key) == 1:
            self._tell(self._session.select(int(key) - 1))
        else:
            self._tell(Reply(Kind.REFUSED, "this key does nothing here; ? shows the keys"))

    def _tell(self, reply: Reply) -> None:
        """Keep what came of a key for the foot of the screen."""
        message = reply.message[:1].upper() + reply.message[1:]
        match reply.kind:
            case Kind.WARNED:
                self._notice = Text(f"{message}. Press Enter again to write it all the same.", style="bold red")
            case Kind.REFUSED:
                self._notice = Text(f"{message}.", style="bold yellow")
            case Kind.DONE:
                self._notice = Text(f"{message} · u takes it back", style="green")
            case _:
                self._notice = Text(message, style="green")

    def _accept(self) -> Reply:
        return self._settled(self._session.accept())

    def _settled(self, reply: Reply) -> Reply:
        """Let the person pick a choice where the answer is none of them, and accept with that."""
        while reply.kind is Kind.CHOOSE:
            picked = self._pick(pages.numbered(self._session.choices, self._paper, reply.message), len(self._session.choices))
            if picked is None:
                return Reply(Kind.CHANGED, "nothing was picked")
            self._session.choose(picked)
            reply = self._session.accept()
        return reply

    def _choose(self) -> Reply:
        choices = self._session.choices
        if not choices:
            return Reply(Kind.REFUSED, "the form offers no choices here")
        picked = self._pick(pages.numbered(choices, self._paper, ""), len(choices))
        return Reply(Kind.CHANGED) if picked is None else self._session.choose(picked)

    def _edit(self) -> Reply:
        before = self._session.words()
        if not (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
            typed = self._line("Answer: ", before.replace("\n", _BREAK))
            return self._settled(self._session.edit((typed or "").replace(_BREAK, "\n")))
        try:
            with self._own_screen(leave=True), self._keys.paused():
                text = click.edit(before, require_save=False)
        except click.ClickException as error:
            return Reply(Kind.REFUSED, error.format_message().rstrip("."))
        except UnicodeDecodeError:
            return Reply(Kind.REFUSED, "the editor left a text that is not UTF-8")
        return self._settled(self._session.edit(text or ""))

    def _search(self) -> Reply:
        text = self._line("Search the bank: ")
        if not text or not text.strip():
            return Reply(Kind.CHANGED)
        options = self._session.search(text)[:_MOST_FOUND]
        if not options:
            return Reply(Kind.REFUSED, "the bank has nothing like that")
        picked = self._pick(pages.found(options, self._paper), len(options))
        return Reply(Kind.CHANGED) if picked is None else self._session.take(options[picked])

    # --- pages ---

    def _page(self, lines: Sequence[Text]) -> Reply:
        """Show lines that may be more than the screen takes, until another key than those that scroll."""
        top = 0
        while True:
            room = max(1, self._height - 1)
            top = max(0, min(top, len(lines) - room))
            more = len(lines) - top - room
            self._draw(
                lines[top : top + room] if not self._plain else lines,
                Text(
                    "Space, j, k: scroll   any other key: back" if (more > 0 or top) and not self._plain else "any key: back", style="dim"
                ),
            )
            match self._keys.read():
                case "j" | "down" | "enter":
                    top += 1
                case "k" | "up":
                    top -= 1
                case " " | "pagedown":
                    top += room
                case "b" | "pageup":
                    top -= room
                case "resize":
                    pass
                case _:
                    return Reply(Kind.CHANGED)
            if self._plain:
                return Reply(Kind.CHANGED)

    def _pick(self, lines: Sequence[Text], count: int) -> int | None:
        """Let the person pick a number from 1; return it counted from 0, or None when they go back."""
        line = Line()
        ten = 10
        while True:
            room = max(1, self._height - 1)
            self._draw(lines if self._plain else lines[:room], Text(f"Number 1-{count}, Esc goes back: {line.text}"))
            key = self._keys.read()
            if key == "enter" and line.text:
                number = int(line.text)
                return number - 1 if 1 <= number <= count else None
            if key in {"escape", "q", "eof", "enter"}:
                return None
            if key.isdecimal() or key == "backspace":
                line.press(key)
            if line.text and int(line.text) * ten > count:
                number = int(line.text)
                if 1 <= number <= count:
                    return number - 1
                line = Line()

    def _line(self, prompt: str, start: str = "") -> str | None:
        """Let the person type a line at the foot of the screen; None when they go back."""
        typed = Line(start)
        self._prompt(prompt, typed)
        while (key := self._keys.read()) not in {"enter", "escape", "eof"}:
            before = typed.text
            if typed.press(key):
                self._prompt(prompt, typed, before)
        if self._plain:
            self._console.print()
        return typed.text if key == "enter" else None

    def _prompt(self, prompt: str, typed: Line, before: str | None = None) -> None:
        """Show the line as far as it fits, the cursor in it; a dumb terminal gets what was added to it, or the line again."""
        shown = printable(typed.text)
        if self._plain:
            added = before is not None and shown.startswith(before)
            self._console.print(Text(shown[len(before or "") :] if added else f"\n{prompt}{shown}"), end="", soft_wrap=True)
            return
        room = max(8, self._width - len(prompt) - 2)
        begin = max(0, typed.at - room)
        shown = shown[begin : begin + room]
        text = Text(prompt, style="bold").append(shown[: typed.at - begin], style="not bold")
        text.append(shown[typed.at - begin :][:1] or " ", style="reverse not bold").append(shown[typed.at - begin + 1 :], style="not bold")
        text.truncate(self._width)
        self._show(text)

    # --- drawing ---

    @property
    def _width(self) -> int:
        return max(20, min(self._console.width - 1, 110))

    @property
    def _paper(self) -> screen.Paper:
        return screen.Paper(self._console, self._width)

    @property
    def _height(self) -> int:
        return max(6, self._console.height)

    def _show(self, foot: Text | None = None) -> None:
        """Draw the question at hand, or the end, with what is to be told."""
        width, console, session = self._width, self._console, self._session
        notice = [] if foot is not None or not self._notice.plain else list(self._notice.wrap(console, width))[:3]
        if session.queue.finished:
            self._draw(pages.end(session, width), *notice)
            return
        head = screen.header(session, width)
        room = self._height - len(head) - len(notice) - 1
        self._draw([*head, *self._fitted(room)], *notice, foot if foot is not None else pages.foot(width))

    def _fitted(self, height: int) -> list[Text]:
        """Return the question in the roomiest way that the screen takes; cut, with a hint, where even the tightest does not fit."""
        lines: list[Text] = []
        for room in screen.ROOMS:
            lines = screen.body(self._session, screen.Paper(self._console, self._width, room))
            if self._plain or len(lines) <= height:
                cut = any(line.plain.endswith(" …") for line in lines)
                return [*lines[: height - 1], Text("v view in full", style="dim")] if cut and len(lines) < height else lines
        return [*lines[: max(1, height - 1)], Text("… v view in full", style="bold dim")]

    def _draw(self, lines: Sequence[Text], *foot: Text) -> None:
        """Draw a page, its foot at the bottom."""
        console = self._console
        with console:  # written at once, so that nothing flickers
            if not self._plain:
                console.control(Control.home(), Control.clear())
            for line in lines:
                console.print(line, no_wrap=True, overflow="crop", crop=True)
            gap = 0 if self._plain else self._height - len(lines) - len(foot)
            if gap > 0:
                console.print("\n" * (gap - 1))
            for number, line in enumerate(foot, 1):
                console.print(line, no_wrap=True, overflow="crop", crop=True, end="" if number == len(foot) and not self._plain else "\n")

    @contextmanager
    def _own_screen(self, *, leave: bool = False) -> Iterator[None]:
        """Use the terminal's other page, so that what stood there is back afterwards; or leave it for an editor."""
        if self._plain:
            yield
            return
        self._console.set_alt_screen(not leave)
        try:
            yield
        finally:
            self._console.set_alt_screen(leave)
