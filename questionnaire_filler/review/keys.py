"""Single keys and single lines from a terminal, without a wait for Enter; what was typed ahead is kept."""

from __future__ import annotations

import codecs
import os
import re
import select
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

#: A lone Escape is one after which nothing more comes for so many seconds; arrows and the like send the rest at once.
_ESCAPE_WAIT = 0.05
_SEQUENCE = re.compile(r"\x1b(?:\[[0-9;]*|O)[A-Za-z~]")
_NAMED = {
    "\r": "enter",
    "\n": "enter",
    "\x7f": "backspace",
    "\x08": "backspace",
    "\x1b": "escape",
    "\x04": "eof",
    "\x15": "clear",
    "\x01": "home",
    "\x05": "end",
    "\t": "tab",
}
_FINAL = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
_TILDE = {"1": "home", "3": "delete", "4": "end", "5": "pageup", "6": "pagedown", "7": "home", "8": "end"}


class Keys:
    """Reads keys while it is entered; the terminal is as it was afterwards, and in between for an editor.

    Ctrl-C stays what it is: it raises KeyboardInterrupt.
    """

    def __init__(self) -> None:
        self._fd = sys.stdin.fileno()
        self._typed = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        self._wake, self._woken = os.pipe()
        self._before: list[Any] = []
        self._handler: Any = None

    def __enter__(self) -> Self:
        self._single()
        if sys.platform != "win32":
            os.set_blocking(self._woken, False)
            signal.set_wakeup_fd(self._woken)
            self._handler = signal.signal(signal.SIGWINCH, lambda *_: None)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if sys.platform != "win32":
            signal.signal(signal.SIGWINCH, self._handler)
            signal.set_wakeup_fd(-1)
        self._restore()
        os.close(self._wake)
        os.close(self._woken)

    def read(self) -> str:
        """Return the next key: a character, or the name of one ("enter", "up", "escape"); "resize" when the window changed.

        Raises:
            EOFError: The terminal is gone.
        """
        while not self._typed:
            if self._wait():
                return "resize"
        if self._typed.startswith("\x1b"):
            return self._escape()
        key, self._typed = self._typed[0], self._typed[1:]
        return _NAMED.get(key, key)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Give the terminal to another program, such as an editor."""
        self._restore()
        try:
            yield
        finally:
            self._single()

    def _wait(self, seconds: float | None = None) -> bool:
        """Wait for keys; return True when the window changed its size instead."""
        if sys.platform == "win32":
            self._typed += click.getchar()
            return False
        ready, _, _ = select.select([self._fd, self._wake], [], [], seconds)
        if self._wake in ready:
            return signal.SIGWINCH in os.read(self._wake, 64)
        if self._fd in ready:
            try:
                got = os.read(self._fd, 1024)
            except OSError as error:  # the window was closed
                raise EOFError from error
            if not got:
                raise EOFError
            self._typed += self._decoder.decode(got)
        return False

    def _escape(self) -> str:
        """Return the key that an escape sequence stands for; one that is not known is passed over as an empty key."""
        if len(self._typed) == 1:
            self._wait(_ESCAPE_WAIT)
        found = _SEQUENCE.match(self._typed)
        if found is None:
            self._typed = self._typed[1:]
            return "escape"
        self._typed = self._typed[found.end() :]
        digits = re.sub(r"\D.*", "", found[0][2:-1])
        return _TILDE.get(digits, "") if found[0].endswith("~") else _FINAL.get(found[0][-1], "")

    def _single(self) -> None:
        if sys.platform != "win32":
            import termios

            self._before = termios.tcgetattr(self._fd)
            changed = termios.tcgetattr(self._fd)
            changed[3] &= ~(termios.ICANON | termios.ECHO)
            changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0
            termios.tcsetattr(self._fd, termios.TCSADRAIN, changed)  # not FLUSH: keys typed ahead are meant

    def _restore(self) -> None:
        if sys.platform != "win32":
            import termios

            termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)


class Line:
    """A line of text that is being typed.

    Attributes:
        text: What was typed so far.
        at: Where the cursor stands, in characters.
    """

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.at = len(text)

    def press(self, key: str) -> bool:
        """Take a key; return False when it is not for the line (Enter, Escape and the like)."""
        match key:
            case "backspace":
                self.text, self.at = self.text[: max(0, self.at - 1)] + self.text[self.at :], max(0, self.at - 1)
            case "delete":
                self.text = self.text[: self.at] + self.text[self.at + 1 :]
            case "clear":
                self.text, self.at = "", 0
            case "left" | "right":
                self.at = min(max(0, self.at + (1 if key == "right" else -1)), len(self.text))
            case "home" | "end":
                self.at = 0 if key == "home" else len(self.text)
            case _ if len(key) == 1 and key.isprintable():
                self.text, self.at = self.text[: self.at] + key + self.text[self.at :], self.at + 1
            case _:
                return False
        return True
