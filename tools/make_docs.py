#!/usr/bin/env python3
"""Write what the documentation takes from the code: docs/reference.md, topics.md and answers.schema.json, and the output of examples.

Usage: make_docs.py [--check]

An example is a ```console block below a line `<!-- run -->`: its commands are run in a copy of samples/ and answers/, and what they print
is put below them, so that no page shows what the program does not say. --check writes nothing and exits with 1 when a file is out of date.
"""

import argparse
import json
import sys
from pathlib import Path

from docs_examples import with_output
from docs_reference import reference
from docs_topics import topics_page

from questionnaire_filler.bank.reference import json_schema
from questionnaire_filler.catalogue.source import read_sources

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def schema_text() -> str:
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def generated() -> dict[Path, str]:
    """Return the files that are written whole, with their text."""
    return {
        DOCS / "reference.md": reference(),
        DOCS / "answers.schema.json": schema_text(),
        DOCS / "topics.md": topics_page(read_sources()),
    }


def examples() -> dict[Path, str]:
    """Return the pages with the output of their examples."""
    pages = [path for path in sorted(DOCS.glob("*.md")) if "<!-- run -->" in path.read_text(encoding="utf-8")]
    return {page: with_output(page.read_text(encoding="utf-8"), ROOT) for page in pages}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when a file is out of date")
    args = parser.parse_args()
    old = []
    for path, text in (generated() | examples()).items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        old.append(path)
        if not args.check:
            path.write_text(text, encoding="utf-8")
        print(f"{'out of date' if args.check else 'written'}: {path.relative_to(ROOT)}")
    return int(bool(old) and args.check)


if __name__ == "__main__":
    sys.exit(main())
