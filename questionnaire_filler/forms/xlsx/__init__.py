"""Excel workbooks: read as grids, written back by splicing single cells into the parts as they are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from questionnaire_filler.forms.layout.assemble import FileFacts, assemble
from questionnaire_filler.forms.layout.corrections import Tab, plan_mapped
from questionnaire_filler.forms.package import Package
from questionnaire_filler.forms.xlsx.reader import WorkbookReader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from questionnaire_filler.model import Filling, Form, SheetMap, Written


def read(path: Path, maps: Sequence[SheetMap] = ()) -> Form:
    """Read a workbook and find its questions and slots.

    Args:
        path: The .xlsx or .xlsm file.
        maps: Corrections of the detection, by sheet.

    Raises:
        FormError: The file cannot be read; never for a form without questions.
    """
    package = Package.open(path)
    reader = WorkbookReader(package)
    tabs = [Tab(sheet.name, partial(reader.grid, index), sheet.hidden) for index, sheet in enumerate(reader.workbook.sheets)]
    plans, mapped = plan_mapped(tabs, maps)
    return assemble(FileFacts(path, path.suffix.lower().lstrip("."), package.sha256), plans, mapped)


def write(source: Path, target: Path, filling: Filling, *, force_locked: bool = False) -> Written:
    """Write a filled copy of a workbook; see `Format.write`."""
    from questionnaire_filler.forms.xlsx import writer

    return writer.write(source, target, filling, force_locked=force_locked)
