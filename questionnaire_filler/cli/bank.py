"""`fill bank ...`: the group of commands that look after the answer bank."""

from __future__ import annotations

from importlib import import_module

import click

#: Where each command lives, as in `cli.main`.
COMMANDS = {
    "check": ("questionnaire_filler.cli.bank_check", "check", "Find what is stale, contradictory, unfinished or unsafe to send."),
    "search": ("questionnaire_filler.cli.bank_look", "search", "Find entries by words of their questions, answers and sources."),
    "init": ("questionnaire_filler.cli.bank_start", "init", "Begin a bank with a commented example."),
    "add": ("questionnaire_filler.cli.bank_start", "add", "Add an entry, by prompts or options."),
    "stale": ("questionnaire_filler.cli.bank_look", "stale", "List entries whose review or expiry falls due."),
    "import": ("questionnaire_filler.cli.bank_import", "import_", "Propose entries from a spreadsheet, an export or an FAQ page."),
    "coverage": ("questionnaire_filler.cli.bank_coverage", "coverage", "Say which topics that customers ask about the bank answers."),
    "audit": ("questionnaire_filler.cli.bank_audit", "audit", "Compare what earlier customers were told with the bank of today."),
}


class _Lazy(click.Group):
    """A group that imports a command when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which users meet them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        del ctx
        module, name, _ = COMMANDS.get(cmd_name, ("", "", ""))
        return getattr(import_module(module), name) if module else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the commands in a line each; none is imported."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, _, about) in COMMANDS.items()])


@click.group(cls=_Lazy)
def bank() -> None:
    """Check, search, start and extend the answer bank."""
