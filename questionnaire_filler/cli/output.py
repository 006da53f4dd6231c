"""Where a filled form goes, whether it may stand there, and writing it with its draft and its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaire_filler.cli import talk
from questionnaire_filler.errors import OutputExistsError, UsageError
from questionnaire_filler.forms.registry import format_of

if TYPE_CHECKING:
    from pathlib import Path

    from questionnaire_filler.draft.draft import Draft
    from questionnaire_filler.draft.store import Stored


def placed(path: Path, output: Path | None) -> Path:
    """Return the path of the filled copy, unchecked: the given one, in the given folder, or beside the form."""
    name = f"{path.stem}.filled{path.suffix}"
    if output is None:
        return path.with_name(name)
    return output / name if output.is_dir() else output


def output_for(path: Path, output: Path | None) -> Path:
    """Return where the filled copy of a form goes.

    Raises:
        UsageError: That would be the form itself, or a file of another kind.
        UnsupportedFormError: The form is of a kind that is not filled in.
    """
    format_of(path)
    target = placed(path, output)
    if target.suffix.lower() != path.suffix.lower():
        raise UsageError(
            f"the filled form is a {path.suffix} file too", where=str(target), hint=f"Name it {target.with_suffix(path.suffix)}."
        )
    if target.resolve() == path.resolve() or (target.exists() and path.exists() and target.samefile(path)):
        raise UsageError("the form is never filled in place", where=str(target), hint="Give another -o.")
    return target


def may_replace(target: Path, stored: Stored | None, *, force: bool) -> str | None:
    """Return the hash of the file at the target where it may be replaced: it is ours and unchanged, or --force was given.

    Raises:
        OutputExistsError: It may not.
    """
    from questionnaire_filler.forms.handover import file_sha256

    if not target.exists():
        return None
    standing = file_sha256(target)
    if force or (stored is not None and stored.output_sha256 == standing):
        return standing
    raise OutputExistsError(
        "the output exists and was not written by this program, or was changed since",
        where=str(target),
        hint="Give another -o, or --force.",
    )


def write_all(draft: Draft, target: Path, replaces: str | None) -> Draft:
    """Write the filled form, its draft and its report, all or none; return the draft with what was written."""
    from questionnaire_filler.draft import store
    from questionnaire_filler.draft.apply import apply
    from questionnaire_filler.draft.together import together
    from questionnaire_filler.export.report import report_html

    kept, report, sources = (store.beside(target, draft.form.path, ending) for ending in ("draft.json", "report.html", "citations.csv"))
    with together([target, kept, report, sources]):
        applied = apply(draft, target, replaces)
        store.save(applied.draft, kept, target, applied.sha256)
        store.write_private(report, report_html(applied.draft, target))
    for warning in applied.warnings:
        talk.say(f"  note: {warning}")
    return applied.draft
