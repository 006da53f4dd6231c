"""Failures that a user sees: what happened, where, and what to do next, each with an exit code of its own.

The codes are part of the command line's contract: 0 done, 1 failure, 2 usage, 3 questions left (only with --strict), 4 form unreadable,
5 bank has errors, 6 refused to write, 130 interrupted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class ExitCode(IntEnum):
    """How a run of the program ended, as the shell sees it."""

    DONE = 0
    FAILURE = 1
    USAGE = 2
    QUESTIONS_LEFT = 3
    FORM = 4
    BANK = 5
    REFUSED = 6
    INTERRUPTED = 130


class FillError(Exception):
    """A failure that is told to the user without a traceback.

    Attributes:
        what: What happened, as one sentence without a final full stop.
        where: The place, such as `answers/access.yaml:12:5` or `Sheet1!C5`; empty when there is none.
        hint: The next thing to do; empty when there is none.
    """

    exit_code = ExitCode.FAILURE

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f"\n  {self.hint}" if self.hint else ""
        return f"{place}{self.what}{hint}"


class UsageError(FillError):
    """An option or argument that cannot be meant."""

    exit_code = ExitCode.USAGE


class FormError(FillError):
    """The form cannot be read."""

    exit_code = ExitCode.FORM


class UnreadableFormError(FormError):
    """The file is damaged, or is not what its name says."""


class UnsupportedFormError(FormError):
    """The file is of a kind that the program does not fill in."""


class EncryptedFormError(FormError):
    """The file is protected by a password."""


class UnsafeFormError(FormError):
    """The file is built like an attack: a bomb, a DTD, a path that leaves the package, members twice."""


class NoQuestionsError(FormError):
    """The file was read and asks nothing that was recognised as a question."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One error in the answer bank.

    Attributes:
        where: `file:line:column`, the path as the user gave it.
        what: What is wrong there, with a suggestion where there is one.
    """

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class BankError(FillError):
    """The answer bank is missing or has errors; every error of every file at once."""

    exit_code = ExitCode.BANK

    def __init__(self, what: str, *, where: str = "", hint: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(what, where=where, hint=hint)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([*map(str, self.problems), super().__str__()])


class RefusedError(FillError):
    """The program will not write: something stands there, or the result would not be whole."""

    exit_code = ExitCode.REFUSED


class OutputExistsError(RefusedError):
    """The output is there already and was not written, or was changed since, by somebody else."""


class ChangedOnDiskError(RefusedError):
    """A file that the work is built on changed meanwhile."""


class VerificationError(RefusedError):
    """The filled file failed its proof and is not handed over."""
