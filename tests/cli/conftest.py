"""A folder with a small bank and a small form, for every test of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli import kit

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder that holds `answers/` and `vendor.xlsx`."""
    kit.write_bank(tmp_path)
    kit.write_xlsx(tmp_path / "vendor.xlsx")
    return tmp_path
