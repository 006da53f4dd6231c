"""The entry point: the group whose default command is `fill FORM`, and the one place where errors become exit codes."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from questionnaire_filler import __version__
from questionnaire_filler.errors import ExitCode, FillError, UsageError
from questionnaire_filler.text import printable

#: Where each command lives: modules are imported when the command is used, so that `--help` stays quick.
COMMANDS = {
    "inspect": ("questionnaire_filler.cli.inspect", "inspect", "Show the questions and slots found in a form, before any matching."),
    "review": ("questionnaire_filler.cli.review", "review", "Decide in the terminal what is left; resumes the draft."),
    "explain": ("questionnaire_filler.cli.explain", "explain", "Say why: every feature, guard, gate and candidate of a question."),
    "verify": ("questionnaire_filler.cli.verify", "verify", "Prove which parts and places differ between a form and its filled copy."),
    "export": ("questionnaire_filler.cli.export", "export", "Write questions, answers and citations as a clean document."),
    "diff": ("questionnaire_filler.cli.diff", "diff", "Compare two versions of a form: unchanged, changed, new, removed questions."),
    "learn": ("questionnaire_filler.cli.learn", "learn", "Suggest alternates and entries from a form that people completed."),
    "bank": ("questionnaire_filler.cli.bank", "bank", "Check, search, start and extend the answer bank."),
}
_DEFAULT = ("questionnaire_filler.cli.fill", "fill")


class DefaultGroup(click.Group):
    """A group that takes anything but its commands' names as arguments of `fill FORM`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command's name before arguments that name no command."""
        if not args or (args[0] not in COMMANDS and args[0] not in {"--help", "--version", "fill"}):
            if args:
                _refuse_mistyped(args[0])
            args = ["fill", *args] if args else ["--help"]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which users meet them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        del ctx
        module, name, *_ = (*_DEFAULT, "") if cmd_name == "fill" else COMMANDS.get(cmd_name, ("", ""))
        return getattr(import_module(module), name) if module else None

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the default command's help, then the others in a line each; none of the others is imported."""
        fill = self.get_command(ctx, "fill")
        assert fill is not None  # noqa: S101 - the default command is part of this package
        with click.Context(fill, info_name=ctx.info_name) as inner:
            fill.format_help(inner, formatter)
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, _, about) in COMMANDS.items()])


def _refuse_mistyped(word: str) -> None:
    """Refuse a word that is neither a command nor an option, and by its look no file: the forms after it must not be filled.

    Raises:
        UsageError: Names the command that may be meant.
    """
    path = Path(word)
    if word.startswith("-") or path.suffix or path.name != word:
        return
    with suppress(OSError):  # a name too long for a file
        if path.exists():
            return
    close = get_close_matches(word.casefold(), COMMANDS, 1)
    meant = f"; did you mean {close[0]}?" if close else ""
    raise UsageError(f"no command '{word}'{meant}", hint="`fill --help` lists the commands; a form's name ends in .xlsx, .docx or .csv.")


@click.group(cls=DefaultGroup, context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 110})
@click.version_option(__version__, prog_name="questionnaire-filler")
def cli() -> None:
    """Fill in vendor security questionnaires from an approved answer bank."""


def main() -> NoReturn:
    """Run the program and exit with the code that the contract gives the outcome."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    debug = "--debug" in sys.argv[1:]
    try:
        code = cli.main(args=sys.argv[1:], standalone_mode=False)
        sys.exit(code if isinstance(code, int) else ExitCode.DONE)
    except (click.exceptions.Abort, KeyboardInterrupt) as error:
        said = printable("\n  ".join(["Interrupted; what was decided and saved before is kept.", *map(str, error.args)]))
        click.echo(said, err=True)
        sys.exit(ExitCode.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except Exception as error:  # noqa: BLE001 - the one place where failures become words and codes
        if debug:
            traceback.print_exc()
        sys.exit(_tell(error))


def _tell(error: Exception) -> ExitCode:
    """Tell the user of a failure without a traceback, and return its code."""
    if isinstance(error, BrokenPipeError):
        sys.stderr.close()
        return ExitCode.FAILURE
    if isinstance(error, FillError):
        click.echo(f"Error: {printable(str(error))}", err=True)
        return error.exit_code
    fault = "This is a fault of the program. Run again with --debug to see where."
    click.echo(f"Error: {type(error).__name__}: {printable(str(error))}\n  {fault}", err=True)
    return ExitCode.FAILURE
