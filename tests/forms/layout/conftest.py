"""What tests of layouts share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from questionnaire_filler.forms import xlsx
from tests.forms.layout.workbooks import workbook

if TYPE_CHECKING:
    from questionnaire_filler.model import Form


@pytest.fixture
def form(tmp_path):
    """Return a function that builds a workbook and reads it."""

    def build(sheets, **options) -> Form:
        return xlsx.read(workbook(tmp_path / "form.xlsx", sheets, **options))

    return build
