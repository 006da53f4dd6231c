"""Save a workbook or document so that the same content is the same file, whenever and wherever it is built."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

STAMP = (2026, 9, 14, 9, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")


def save(document: Any, target: Path) -> None:
    """Save anything with a `save(stream)` as a package with fixed dates; the order of its members is the library's own."""
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>2026-09-14T09:00:00Z\g<3>", data)
            member = zipfile.ZipInfo(name, STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            package.writestr(member, data)
