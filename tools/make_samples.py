#!/usr/bin/env python3
"""Build the forms in samples/: a workbook and a Word form as customers send them, and a form that was completed for another customer.

Usage: make_samples.py [FOLDER]

Customers, people and addresses in them are invented. The same run gives the same bytes, so that a change of a sample shows in git.
"""

import sys
from pathlib import Path

from sample_completed import completed_form
from sample_document import vendor_document
from sample_files import save
from sample_workbook import vendor_workbook

SAMPLES = Path(__file__).resolve().parent.parent / "samples"

BUILDERS = {
    "vendor_form.xlsx": vendor_workbook,
    "vendor_form.docx": vendor_document,
    "completed_form.xlsx": completed_form,
}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in BUILDERS.items():
        save(build(), folder / name)
        print(folder / name)


if __name__ == "__main__":
    main()
