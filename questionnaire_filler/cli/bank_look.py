"""`fill bank search` and `fill bank stale`: entries found by their words, and by when they fall due."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from questionnaire_filler.cli import talk
from questionnaire_filler.cli.options import Day, answers_option, debug_option, json_option
from questionnaire_filler.text import printable, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from questionnaire_filler.bank.search import Hit
    from questionnaire_filler.model import Bank, Entry

_MOST_NEAREST = 5


class Period(click.ParamType[int]):
    """A span of time written as in the bank: 30d, 6w, 3m, 1y."""

    name = "period"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the days, or fail with the form that is wanted."""
        from questionnaire_filler.bank.scalars import period

        if isinstance(value, int):
            return value
        try:
            return period(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="The most entries to list.")
@json_option
@answers_option
@debug_option
def search(words: tuple[str, ...], *, limit: int, as_json: bool, **given: Any) -> None:
    """Find the entries that hold all WORDS, best first; where none does, those that answer a question most like them."""
    from questionnaire_filler.bank.search import search as find
    from questionnaire_filler.draft.session import open_bank

    query = " ".join(words)
    bank = open_bank(None, given["answers"])
    hits = find(bank, query, limit=limit)
    nearest = () if hits else _nearest(bank, query, min(limit, _MOST_NEAREST))
    if as_json:
        found = [_hit_record(hit) for hit in hits] or [_entry_record(entry) for entry in nearest]
        talk.json_line({"query": query, "all_words": bool(hits), "entries": found}, many=False)
        return
    for hit in hits:
        _show(hit.entry, _marked(hit))
    if not hits:
        talk.say("Nothing matches: no entry holds all of these words." + (" The nearest in meaning:" if nearest else ""))
    for entry in nearest:
        _show(entry, "")


def _nearest(bank: Bank, query: str, limit: int) -> tuple[Entry, ...]:
    from questionnaire_filler.draft.decide import SUGGEST_FROM
    from questionnaire_filler.linking import matcher_for
    from questionnaire_filler.settings import Settings

    found = matcher_for(bank, Settings(as_of=_today())).search(query, limit)
    entries = bank.by_id()
    return tuple(entries[candidate.entry] for candidate in found if candidate.confidence >= SUGGEST_FROM)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _show(entry: Entry, excerpt: str) -> None:
    position = f"{entry.position.value}: " if entry.position else ""
    scope = f"  ({', '.join(sorted(entry.scope))})" if entry.scope else ""
    waits = "" if entry.status.value == "approved" else f"  [{entry.status.value}]"
    talk.data(f"{click.style(entry.id, bold=True)}{scope}{waits}  {shorten(entry.question, 90)}")
    talk.data(f"    {position}{shorten(entry.answer or entry.short, 160)}".rstrip())
    if excerpt:
        talk.data(f"    {excerpt}")
    talk.data(f"    {entry.place}")


def _marked(hit: Hit) -> str:
    """Return where the words stand with the first of them set off; nothing where the lines above show it."""
    if hit.field in {"id", "question", "answer"}:
        return ""
    before, word, after = hit.excerpt[: hit.start], hit.excerpt[hit.start : hit.end], hit.excerpt[hit.end :]
    return f"{hit.field}: {printable(before)}{click.style(printable(word), bold=True)}{printable(after)}"


def _hit_record(hit: Hit) -> dict[str, Any]:
    return _entry_record(hit.entry) | {"field": hit.field, "excerpt": hit.excerpt, "score": round(hit.score, 3)}


def _entry_record(entry: Entry) -> dict[str, Any]:
    """Return an entry as plain data; its private note is left out."""
    return {
        "id": entry.id,
        "question": entry.question,
        "position": entry.position.value if entry.position else None,
        "answer": entry.answer,
        "short": entry.short,
        "scope": sorted(entry.scope),
        "disclosure": str(entry.disclosure),
        "status": entry.status.value,
        "where": str(entry.place),
    }


@click.command()
@click.option("--within", type=Period(), default=0, metavar="PERIOD", help="Also what falls due within that time: 30d, 3m.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day that is judged by. Default: today.")
@json_option
@answers_option
@debug_option
def stale(*, within: int, as_json: bool, **given: Any) -> None:
    """List the entries that do not fill themselves in any more, or soon will not: review overdue, or expired."""
    from questionnaire_filler.bank.search import stale as find
    from questionnaire_filler.draft.session import open_bank

    as_of = given["as_of"] or _today()
    bank = open_bank(None, given["answers"])
    found = find(bank, as_of=as_of, within_days=within)
    if as_json:
        entries = [
            _entry_record(entry) | {"owner": entry.owner, "holds_until": last.isoformat() if last else None} for entry, last in found
        ]
        talk.json_line({"as_of": as_of.isoformat(), "within_days": within, "entries": entries}, many=False)
        return
    _show_due(found, as_of)
    talk.say(f"{len(found)} of {len(bank.entries)} entries")


def _show_due(found: Sequence[tuple[Entry, date | None]], as_of: date) -> None:
    for entry, last in found:
        if last is None:
            when = "never reviewed"
        else:
            days = (last - as_of).days
            when = f"until {last} ({f'{-days} days ago' if days < 0 else f'{days} days left'})"
        owner = f"  {entry.owner}" if entry.owner else ""
        talk.data(f"{when:<36} {entry.id:<32} {entry.place}{owner}")
