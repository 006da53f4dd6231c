"""`fill bank check`: what a person should look at in the bank."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import Day, answers_option, debug_option, json_option
from questionnaire_filler.errors import BankError, ExitCode
from questionnaire_filler.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from questionnaire_filler.bank.check import Finding
    from questionnaire_filler.model import Bank


@click.command()
@click.option("--strict", is_flag=True, help="Exit with 5 on warnings too; for CI.")
@click.option("--fix", is_flag=True, help="Apply the fixes that need no decision.")
@click.option("--all", "show_all", is_flag=True, help="List every piece of advice; by default it is counted for each file.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day by which stale and expired are judged. Default: today.")
@click.option("--no-catalogue", is_flag=True, help="Leave the entries' topics unchecked.")
@json_option
@answers_option
@debug_option
def check(*, strict: bool, fix: bool, show_all: bool, as_json: bool, **given: Any) -> int:
    """Find what is stale, contradictory, unfinished or unsafe to send.

    Exits with 5 when a file cannot be read or a customer would be told something wrong (errors), with --strict on warnings too.
    """
    from questionnaire_filler.bank.findings import Severity
    from questionnaire_filler.draft.session import open_bank

    as_of = given["as_of"] or datetime.now(UTC).astimezone().date()
    topics = None if given["no_catalogue"] else _topics()
    try:
        bank = open_bank(None, given["answers"])
    except BankError as error:
        if as_json:
            talk.json_line(_broken(error), many=False)
        raise
    findings = _findings(bank, as_of, topics)
    fixed = 0
    if fix:
        fixed, bank = _fixed(bank, findings)
        findings = _findings(bank, as_of, topics)
    if as_json:
        talk.json_line(_record(bank, as_of, findings, fixed), many=False)
    else:
        _show(bank, findings, fixed, show_all=show_all)
    weighty = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return ExitCode.BANK if any(found.severity in weighty for found in findings) else ExitCode.DONE


def _topics() -> frozenset[str]:
    from questionnaire_filler.catalogue import load

    return frozenset(topic.id for topic in load().topics)


def _findings(bank: Bank, as_of: date, topics: frozenset[str] | None) -> tuple[Finding, ...]:
    from questionnaire_filler.bank.check import check as look

    found = look(bank, as_of=as_of, topics=topics)
    if topics is None:
        return found
    from questionnaire_filler.topic_advice import topic_advice

    return (*found, *topic_advice(bank))


def _fixed(bank: Bank, findings: Sequence[Finding]) -> tuple[int, Bank]:
    from questionnaire_filler.bank.edit import apply

    fixes = list(dict.fromkeys(found.fix for found in findings if found.fix is not None))
    return len(fixes), apply(bank, fixes) if fixes else bank


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    from questionnaire_filler.bank.findings import Severity

    return {f"{severity.value}s": sum(1 for found in findings if found.severity is severity) for severity in Severity}


def _broken(error: BankError) -> dict[str, Any]:
    problems = [{"where": problem.where, "what": problem.what} for problem in error.problems]
    return {"bank": error.where, "entries": 0, "problems": problems or [{"where": error.where, "what": error.what}], "findings": []}


def _record(bank: Bank, as_of: date, findings: Sequence[Finding], fixed: int) -> dict[str, Any]:
    return {
        "bank": str(bank.root),
        "entries": len(bank.entries),
        "as_of": as_of.isoformat(),
        "summary": _counts(findings),
        "fixed": fixed,
        "problems": [],
        "findings": [
            {
                "severity": found.severity.value,
                "code": found.code.value,
                "where": str(found.place),
                "entry": found.entry,
                "other": found.other or None,
                "message": found.message,
                "fixable": found.fix is not None,
            }
            for found in findings
        ],
    }


def _show(bank: Bank, findings: Sequence[Finding], fixed: int, *, show_all: bool) -> None:
    from questionnaire_filler.bank.findings import Severity

    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
    for found in findings:
        if show_all or found.severity is not Severity.ADVICE:
            severity = click.style(found.severity.value, fg=colours[found.severity])
            fixable = "  (--fix)" if found.fix is not None else ""
            talk.data(f"{found.place}: {severity}: {found.entry}: {printable(found.message)} [{found.code.value}]{fixable}")
    if not show_all:
        _show_advice(findings)
    if fixed:
        talk.say(f"{fixed} fixes applied.")
    counts = ", ".join(f"{count} {name}" for name, count in _counts(findings).items())
    talk.say(f"{len(bank.entries)} entries in {len(bank.files)} files: {counts}")


def _show_advice(findings: Sequence[Finding]) -> None:
    """Print how often each piece of advice goes for each file: it often goes for all of its entries."""
    from questionnaire_filler.bank.findings import RULES, Severity

    advice = Counter((found.place.file, found.code) for found in findings if found.severity is Severity.ADVICE)
    for (file, code), count in advice.items():
        entries = "1 entry" if count == 1 else f"{count} entries"
        talk.data(f"{file}: {click.style('advice', fg='cyan')}: {entries}: {RULES[code].help} [{code.value}]")
