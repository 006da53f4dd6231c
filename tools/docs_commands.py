"""The commands and their options, walked through click as the user meets them."""

from collections.abc import Iterator

import click
from docs_tables import table

from questionnaire_filler.cli.main import cli
from questionnaire_filler.review.pages import KEYS


def walk() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its name as it is typed: "fill", "fill inspect", "fill bank check"."""
    yield "fill", _get(cli, "fill")
    yield from _below("fill", cli)


def _below(prefix: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(click.Context(group)):
        command = _get(group, name)
        yield f"{prefix} {name}", command
        if isinstance(command, click.Group):
            yield from _below(f"{prefix} {name}", command)


def _get(group: click.Group, name: str) -> click.Command:
    found = group.get_command(click.Context(group), name)
    if found is None:
        raise LookupError(f"the group lists {name} and does not have it")
    return found


def commands() -> str:
    """Return the section on commands."""
    intro = (
        "`fill FORM` is the default command; `questionnaire-filler` is the same program. A form that is named like a command is written\n"
        "`./review`. Data goes to stdout, talk and progress to stderr."
    )
    return f"## Commands\n\n{intro}\n\n" + "\n\n".join(_command(name, command) for name, command in walk()) + "\n"


def review_keys() -> str:
    """Return the table of the keys of a review."""
    return f"## Keys of a review\n\n{table(('key', 'what it does'), ((f'`{key}`', about) for key, _, about in KEYS))}\n"


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    about = (command.help or "").replace("\f", "").strip()
    parts = [f"### {name}", f"```text\n{usage}\n```", "\n\n".join(" ".join(part.split()) for part in about.split("\n\n"))]
    options = [_option(option) for option in command.params if isinstance(option, click.Option) and not option.hidden]
    if options:
        parts.append(table(("option", "meaning"), options))
    return "\n\n".join(parts)


def _option(option: click.Option) -> tuple[str, str]:
    names = ", ".join((*option.opts, *option.secondary_opts))
    taken = "" if option.is_flag or option.count else f" {_taken(option)}"
    notes = []
    if option.multiple:
        notes.append("May be given several times.")
    if option.required:
        notes.append("Required.")
    if option.envvar:
        notes.append(f"Environment: `{option.envvar}`.")
    if isinstance(option.default, str) and option.show_default:
        notes.append(f"Default: `{option.default}`.")
    return f"`{names}{taken}`", " ".join([option.help or "", *notes])


def _taken(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "[" + "|".join(str(choice) for choice in option.type.choices) + "]"
    return option.metavar or option.type.name.upper()
