"""Edits of the bank by the program: planned, shown as a diff, verified by reading them back, and only then written.

An edit changes the lines concerned and nothing else. The bank that is read back must be the old one plus the edits, or nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from questionnaire_filler.bank import render, splice
from questionnaire_filler.bank.disk import difference, replace_file
from questionnaire_filler.bank.edited import AddEntry, AddText, Edit, SetValue, TextList, cleaned, expected, field_of, same
from questionnaire_filler.bank.entries import file_defaults, read_entries
from questionnaire_filler.bank.fields import Kind
from questionnaire_filler.bank.nodes import Mapping, Sequence, compose
from questionnaire_filler.bank.places import ProblemError, SourceFile, read_source
from questionnaire_filler.bank.store import belongs, hash_of
from questionnaire_filler.errors import ChangedOnDiskError, RefusedError, UsageError
from questionnaire_filler.model import Bank

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence as List
    from pathlib import Path

    from questionnaire_filler.errors import Problem
    from questionnaire_filler.model import Entry

__all__ = ["AddEntry", "AddText", "Edit", "SetValue", "TextList", "apply", "preview"]

_EMPTY_FILE = "schema: 1\nanswers: []\n"
_TEXT_KINDS = {Kind.LINE, Kind.TEXT}


@dataclass(frozen=True, slots=True)
class _Rewrite:
    """One file as it is and as it will be; `before` is None where the file is new."""

    before: SourceFile | None
    after: SourceFile
    entries: tuple[Entry, ...]


def preview(bank: Bank, edits: Iterable[Edit]) -> str:
    """Return what `apply` would change, as a unified diff; empty where nothing would.

    Raises:
        UsageError: An edit names what is not there, or takes an id that is.
        ChangedOnDiskError: A file is not as it was when the bank was loaded.
        RefusedError: The text of a file does not take the edit.
    """
    return "".join(
        difference(rewrite.before.text if rewrite.before else "", rewrite.after.text, rewrite.after.path.relative_to(bank.root))
        for rewrite in _plan(bank, tuple(edits))
    )


def apply(bank: Bank, edits: Iterable[Edit]) -> Bank:
    """Write edits to the bank's files and return the bank as it is then; all edits of one file at once, each file atomically.

    Raises:
        UsageError: As for `preview`.
        ChangedOnDiskError: As for `preview`; nothing is written then.
        RefusedError: As for `preview`, or a file cannot be written.
    """
    rewrites = _plan(bank, tuple(edits))
    for rewrite in rewrites:
        replace_file(
            rewrite.after.path, (rewrite.after.bom + rewrite.after.text).encode(), rewrite.before.sha256 if rewrite.before else None
        )
    changed = {rewrite.after.path: rewrite for rewrite in rewrites}
    files = {**bank.files, **{path: rewrite.after.sha256 for path, rewrite in changed.items()}}
    files = dict(sorted(files.items(), key=lambda item: item[0].relative_to(bank.root).as_posix()))
    kept = {path: tuple(entries) for path, entries in groupby(bank.entries, key=lambda entry: entry.place.file)}
    entries = [entry for path in files for entry in (changed[path].entries if path in changed else kept.get(path, ()))]
    return Bank(bank.root, tuple(entries), hash_of(bank.root, files), files)


def _plan(bank: Bank, edits: tuple[Edit, ...]) -> list[_Rewrite]:
    """Return the files that change, verified."""
    added = {edit.entry.id: (cleaned(edit.entry), _file(bank, edit.file)) for edit in edits if isinstance(edit, AddEntry)}
    _refuse_taken_ids(bank, edits)
    changes = [edit for edit in edits if not isinstance(edit, AddEntry)]
    wanted = expected([*bank.entries, *(entry for entry, _ in added.values())], changes)
    old = bank.by_id()
    paths = {file for _, file in added.values()} | {old[edit.entry].place.file for edit in changes if edit.entry in old}
    rewrites = []
    for path in sorted(paths):
        here = [entry for entry in bank.entries if entry.place.file == path]
        news = [wanted[name] for name, (_, file) in added.items() if file == path]
        before = _source(bank, path)
        source = before or SourceFile(path, _EMPTY_FILE, "", "")
        after, entries = _edited(source, here, wanted, changes, news)
        if before is None or before.text != after.text:
            rewrites.append(_Rewrite(before, after, entries))
    return rewrites


def _file(bank: Bank, file: Path) -> Path:
    path = file if file.is_relative_to(bank.root) else bank.root / file
    if ".." in file.parts or not path.is_relative_to(bank.root):
        raise UsageError("is outside of the answer bank's folder", where=str(file), hint=f"Name a file in {bank.root}.")
    if not belongs(path.relative_to(bank.root)):
        raise UsageError(
            "would not count as a file of the answer bank", where=str(file), hint="Name it *.yaml, without a leading '.' or '_'."
        )
    return path


def _refuse_taken_ids(bank: Bank, edits: Iterable[Edit]) -> None:
    taken = {entry.id.casefold(): str(entry.place) for entry in bank.entries}
    for edit in edits:
        if isinstance(edit, AddEntry):
            if where := taken.get(edit.entry.id.casefold()):
                raise UsageError(f"the id '{edit.entry.id}' is taken", where=where, hint="Choose another one.")
            taken[edit.entry.id.casefold()] = "another entry to be added"


def _source(bank: Bank, path: Path) -> SourceFile | None:
    """Return a file as the bank was loaded from it; None where there is to be a new one."""
    known = bank.files.get(path)
    if known is None and not path.exists():
        return None
    try:
        source = read_source(path)
    except ProblemError as error:
        raise ChangedOnDiskError(error.problem.what, where=error.problem.where, hint="Try again.") from error
    if source.sha256 != known:
        raise ChangedOnDiskError("the file changed since the answer bank was loaded", where=str(path), hint="Try again.")
    return source


def _edited(
    source: SourceFile, old: List[Entry], wanted: dict[str, Entry], changes: List[AddText | SetValue], news: List[Entry]
) -> tuple[SourceFile, tuple[Entry, ...]]:
    """Return the file with its edits, and its entries then."""
    root = compose(source, [])
    if not isinstance(root, Mapping) or not isinstance(answers := root.get("answers"), Sequence):
        raise _refused(source, "has no list of answers")
    splices = _changed(source, root, {entry.id: entry for entry in old}, wanted, changes)
    defaults = file_defaults(root)
    news = [_inheriting(entry, defaults) for entry in news]
    if news:
        indent = " " * (2 if answers.flow else answers.column - 1)
        offset = splice.list_offset(root)
        blocks = [render.block(entry, defaults, indent, source.newline, offset) for entry in news]
        splices += splice.add_entries(source, answers, blocks, [render.flow(entry, defaults) for entry in news])
    after = source.with_text(splice.spliced(source.text, splices))
    return after, _verified(after, [*(wanted[entry.id] for entry in old), *news])


def _inheriting(entry: Entry, defaults: dict[str, object]) -> Entry:
    """Return a new entry with the file's owner and section where it has none: they cannot be taken back, and do no harm."""
    return replace(entry, owner=entry.owner or str(defaults.get("owner", "")), section=entry.section or str(defaults.get("section", "")))


def _changed(
    source: SourceFile, root: Mapping, old: dict[str, Entry], wanted: dict[str, Entry], changes: List[AddText | SetValue]
) -> splice.Splices:
    """Return the splices for the entries that stand in the file already."""
    answers = root.get("answers")
    items = answers.items if isinstance(answers, Sequence) else ()
    # The bank has no errors: each item of the list is the entry that was read from it.
    nodes = {name: node for name, node in zip(old, items, strict=True) if isinstance(node, Mapping)}
    offset = splice.list_offset(root)
    found: splice.Splices = []
    # The last edit of a field says it all: `wanted` has the outcome of all of them.
    for edit in {(edit.entry, edit.field): edit for edit in changes if edit.entry in old}.values():
        entry, node = old[edit.entry], nodes[edit.entry]
        if isinstance(edit, AddText):
            before, after = getattr(entry, edit.field), getattr(wanted[edit.entry], edit.field)
            if len(after) > len(before):
                found += splice.add_texts(source, node, edit.field, list(after[len(before) :]), offset)
        else:
            field = field_of(edit)
            if getattr(entry, field.target) != getattr(wanted[edit.entry], field.target):
                text = render.clean(edit.value, lines=field.kind is Kind.TEXT)
                found += splice.set_value(source, node, edit.field, text, word=field.kind not in _TEXT_KINDS)
    return found


def _verified(after: SourceFile, wanted: List[Entry]) -> tuple[Entry, ...]:
    """Return the entries of the file as it will be, which must be the ones that are wanted."""
    problems: list[Problem] = []
    try:
        found = read_entries(after, problems)
    except ProblemError as error:
        problems.append(error.problem)
    if problems:
        raise _refused(after, f"would have an error then: {problems[0]}")
    for was, want in zip(found, wanted, strict=False):
        if not same(was, want):
            raise _refused(after, f"'{want.id}' would not read as it should")
    if len(found) != len(wanted):
        raise _refused(after, "would have lost or gained an entry")
    return tuple(found)


def _refused(source: SourceFile, why: str) -> RefusedError:
    return RefusedError(f"the edit does not fit the way this file is written: it {why}", where=str(source.path), hint="Edit it by hand.")
