"""Edits of the bank that a person confirms: shown as a diff, taken one by one, all, or not at all."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.bank.edit import AddEntry, apply, preview
from questionnaire_filler.cli import talk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from questionnaire_filler.bank.edit import Edit
    from questionnaire_filler.model import Bank

Command = Any


def confirm_options(command: Command) -> Command:
    """Add the options of commands that suggest edits."""
    for option in (
        click.option("--dry-run", is_flag=True, help="Print the diff and write nothing."),
        click.option("--yes", is_flag=True, help="Take all over without asking."),
    ):
        command = option(command)
    return command


def below(root: Path, given: Path) -> Path:
    """Return a file of the bank as it lies below the bank's folder, wherever the user stands."""
    absolute = given.absolute()
    return absolute.relative_to(root.absolute()) if absolute.is_relative_to(root.absolute()) else given


def settle(bank: Bank, edits: Sequence[Edit], *, yes: bool, dry_run: bool, abouts: Sequence[str] = ()) -> tuple[Edit, ...]:
    """Show edits as one diff, or one by one to a person who may refuse each; write those that are taken, and return them.

    Args:
        bank: The bank.
        edits: The suggestions.
        yes: Take all.
        dry_run: Take none: print the diff.
        abouts: A line about each edit, for the person.
    """
    if not edits:
        return ()
    asks = not yes and not dry_run and sys.stdin.isatty() and sys.stderr.isatty()
    if asks:
        taken = _asked(bank, edits, abouts)
    else:
        talk.data(preview(bank, edits).rstrip("\n"))
        taken = tuple(edits) if yes and not dry_run else ()
        if not taken and not dry_run:
            talk.say("Nothing was written: give --yes to take all of it over, or run this in a terminal to choose.")
    if taken:
        apply(bank, taken)
    return taken


def write(bank: Bank, edits: Sequence[Edit], *, yes: bool, dry_run: bool) -> tuple[Edit, ...]:
    """Write edits without a word where --yes says so: for --json."""
    if not edits or dry_run or not yes:
        return ()
    apply(bank, edits)
    return tuple(edits)


def _asked(bank: Bank, edits: Sequence[Edit], abouts: Sequence[str]) -> tuple[Edit, ...]:
    taken: list[Edit] = []
    for at, edit in enumerate(edits):
        talk.say(f"\n({at + 1}/{len(edits)}) {abouts[at] if at < len(abouts) else ''}".rstrip())
        talk.data(preview(bank, [edit]).rstrip("\n"))
        reply = click.prompt(
            "Take it over? y)es, n)o, a)ll of the rest, q)uit",
            type=click.Choice(["y", "n", "a", "q"]),
            default="y",
            show_choices=False,
            err=True,
        )
        if reply == "a":
            return (*taken, *edits[at:])
        if reply == "q":
            break
        if reply == "y":
            taken.append(edit)
    return tuple(taken)


def tell_taken(taken: Sequence[Edit], suggested: int) -> None:
    """Say how many suggestions were taken over."""
    if suggested:
        drafts = sum(1 for edit in taken if isinstance(edit, AddEntry) and edit.entry.status.value == "draft")
        waits = f"; {drafts} new entries are drafts and fill nothing in until they are approved" if drafts else ""
        talk.say(f"{len(taken)} of {suggested} suggestions taken over{waits}.")
