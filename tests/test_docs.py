"""The documentation under test: generated pages are fresh, links resolve, examples name what exists."""

from __future__ import annotations

import importlib
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from questionnaire_filler import catalogue
from questionnaire_filler.bank.reference import json_schema
from questionnaire_filler.cli.main import COMMANDS, cli

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
PROGRAMS = {"fill", "questionnaire-filler"}
SHELL = {"&&", "||", "|", ";", ">", "<", "&"}


def tool(name: str) -> ModuleType:
    folder = str(ROOT / "tools")
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module(name)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    return re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL)


def headings(page: Path) -> set[str]:
    anchor = tool("docs_tables").anchor
    return {anchor(heading.replace("`", "")) for heading in re.findall(r"^#{1,6} +(.+)$", prose(page), re.MULTILINE)}


def links(page: Path) -> Iterator[str]:
    yield from (found for found in re.findall(r"\]\(([^)\s]+)\)", prose(page)) if not re.match(r"[a-z]+:", found))


def console_commands(page: Path) -> list[str]:
    commands_in = tool("docs_examples").commands_in
    blocks = re.findall(r"^ *```console\n(.*?)```", text_of(page), re.MULTILINE | re.DOTALL)
    return [command for block in blocks for command in commands_in(re.sub(r"^ +(?=\$ )", "", block, flags=re.MULTILINE))]


def calls(command: str) -> Iterator[list[str]]:
    """Yield the simple commands of a line: what stands between pipes, `&&` and `;`, without redirections."""
    lexer = shlex.shlex(re.sub(r"\d>&\d", "", command), posix=True, punctuation_chars="&|;<>")
    lexer.whitespace_split = True
    lexer.commenters = "#"
    words: list[str] = []
    skip = False
    for word in [*lexer, ";"]:
        if set(word) & {"<", ">"}:
            skip = True
        elif set(word) <= set("&|;"):
            if words:
                yield words
            words = []
        elif skip:
            skip = False
        else:
            words.append(word)


def parse(words: list[str]) -> None:
    """Parse a call of the program as click would, without running it."""
    context = click.Context(cli, info_name="fill")
    command: click.Command = cli
    args = words
    if not args or (args[0] not in COMMANDS and args[0] not in {"--help", "--version"}):
        args = ["fill", *args]
    while isinstance(command, click.Group) and args and not args[0].startswith("-"):
        found = command.get_command(context, args[0])
        assert found is not None, f"there is no command {args[0]}"
        command, args = found, args[1:]
    if args not in (["--help"], ["--version"]):
        command.make_context(command.name, args, parent=context)


@pytest.fixture(scope="module")
def reference() -> str:
    return tool("docs_reference").reference()


def test_the_reference_is_fresh(reference):
    assert text_of(DOCS / "reference.md") == reference, "run `make docs`"


def test_the_schema_is_fresh():
    assert json.loads(text_of(DOCS / "answers.schema.json")) == json_schema(), "run `make docs`"


def test_the_page_of_topics_is_fresh():
    """From the compiled catalogue, which tests/catalogue hold to its sources: quicker than their YAML."""
    assert text_of(DOCS / "topics.md") == tool("docs_topics").topics_page(catalogue.load().topics), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_resolve(page):
    broken = []
    for link in links(page):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in headings(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", [page for page in PAGES if "```console" in text_of(page)], ids=lambda page: page.name)
def test_console_examples_name_what_exists(page):
    targets = set(re.findall(r"^([\w-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    commands = console_commands(page)
    assert commands
    for command in commands:
        for words in calls(command):
            if words[0] in PROGRAMS:
                try:
                    parse(words[1:])
                except click.UsageError as error:
                    pytest.fail(f"{command}: {error.message}")
            elif words[0] == "make":
                assert set(words[1:]) <= targets, command
            elif words[0] == "python" and words[1].endswith(".py"):
                assert (ROOT / words[1]).is_file(), command


@pytest.mark.parametrize("wrong", [["inspekt", "--jsn"], ["f.xlsx", "--scoop", "cloud"], ["bank", "chek"], ["f.xlsx", "--cite", "nowhere"]])
def test_a_wrong_example_would_be_found(wrong):
    with pytest.raises((click.UsageError, AssertionError)):
        parse(wrong)


def test_every_command_and_option_is_in_the_reference(reference):
    for name, command in tool("docs_commands").walk():
        section = reference.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
        assert section, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert all(f"{spelling}" in section for spelling in option.opts), (name, option.opts)


def test_help_names_only_options_that_the_command_has():
    for name, command in tool("docs_commands").walk():
        options = [option for option in command.params if isinstance(option, click.Option)]
        named = {spelling for option in options for spelling in re.findall(r"--[a-z][a-z-]+", option.help or "")}
        assert named <= {spelling for option in options for spelling in option.opts}, name


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if "<!-- run -->" in text_of(page)], ids=lambda page: page.name)
def test_examples_print_what_the_page_says(page):
    assert text_of(page) == tool("docs_examples").with_output(text_of(page), ROOT), "run `make docs`"


def test_the_recording_fetches_nothing_and_knows_no_machine():
    picture = text_of(DOCS / "demo.svg")
    assert "url(" not in picture.replace("url(#", "")
    assert not re.search(r"/tmp/|/home/|/work/|\b[0-9a-f]{40,}\b", picture)


def test_figures_have_their_place():
    page = text_of(ROOT / "README.md")
    block = page.partition("<!-- figures: tools/figures.py -->")[2].partition("<!-- /figures -->")[0]
    assert "| r@1 |" in block, "run tools/figures.py"


def test_the_figures_tool_explains_itself():
    done = subprocess.run([sys.executable, ROOT / "tools" / "figures.py", "--help"], capture_output=True, text=True, check=True)
    assert "--dry-run" in done.stdout
