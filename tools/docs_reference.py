"""The reference page: commands, codes, JSON, reasons, bank, addresses; everything that the code can say itself is taken from it."""

from docs_commands import commands, review_keys
from docs_json import json_tables
from docs_matching import features_table, gates_table, guards_table, reasons_table
from docs_tables import table

from questionnaire_filler import errors
from questionnaire_filler.bank.reference import field_tables, finding_table
from questionnaire_filler.errors import ExitCode, FillError

_HEAD = """# Reference

<!-- Written by tools/make_docs.py from the code. Do not edit. -->

[Commands](#commands) · [Keys of a review](#keys-of-a-review) · [Exit codes](#exit-codes) · [JSON](#json) · [Reasons](#reasons) ·
[Guards](#guards) · [Gates](#gates) · [Features](#features) · [Answer bank](#answer-bank) ·
[Findings of the bank's check](#findings-of-the-banks-check) · [Addresses](#addresses) · [Files](#files)
"""

#: What the codes mean that no failure has.
_OUTCOMES = {
    ExitCode.DONE: "Done.",
    ExitCode.QUESTIONS_LEFT: "Questions are left for review or open. Only with `--strict`.",
    ExitCode.INTERRUPTED: "Interrupted. What was decided and saved before is kept.",
    ExitCode.FAILURE: "Any other failure.",
    ExitCode.USAGE: "An option or argument that is unknown, missing or cannot be meant.",
    ExitCode.FORM: "",
    ExitCode.BANK: "`fill bank check` found errors.",
    ExitCode.REFUSED: "`fill verify` found more than answers changed.",
}

_BANK = """A bank is a folder of YAML files. Texts are taken as they are written: `yes`, `no`, `on` and `2.10` stay what they are.
[`answers.schema.json`](answers.schema.json) gives editors completion and checks."""

_ADDRESSES = """## Addresses

| form | address | meaning |
| --- | --- | --- |
| `.xlsx`, `.xlsm` | `Security!B5` | Sheet and cell. The sheet's name is never quoted. A merged range is named by its first cell. |
| `.csv` | `B5` | Column and record number. The header is record 1. A record that spans several lines counts once. |
| `.docx` | `T0.R1.C2` | Table, row and column of the grid, counted from 0. Tables are those directly in the body, as in python-docx. |
| `.docx` | `P4` | Paragraph directly in the body, counted from 0. |
| `.docx` | `S0/P1`, `X0/P0` | Inside the first block-level content control (`S`) or text box (`X`). |
| `.docx` | `T0.R1.C2/T0.R0.C0` | Inside a table that stands in a cell. |
| any | `...#1` | The second control, box or blank inside a place. |

Spans, vertical merges and skipped columns of a Word table count as grid columns. Rows and cells in a content control count too.
"""

_FILES = """## Files

| file | what it is |
| --- | --- |
| `vendor_form.filled.xlsx` | The filled copy; `-o` names another. The only file for the customer. |
| `vendor_form.xlsx.draft.json` | Beside the output: proposals and decisions; a review resumes it. Internal, mode 0600. |
| `vendor_form.xlsx.report.html` | Beside the output: what was filled in, what waits and why. Internal, mode 0600. |
| `vendor_form.xlsx.citations.csv` | Beside the output: the citations, where the form cannot hold their list (CSV, locked). |
| `.fill/forms.json` | Beside the bank's folder: corrections given with `--map`, by kind of form. Internal, mode 0600. |
"""


def reference() -> str:
    """Return the page."""
    parts = [
        _HEAD,
        commands(),
        review_keys(),
        _exit_codes(),
        json_tables(),
        reasons_table(),
        guards_table(),
        gates_table(),
        features_table(),
        _bank(),
        _findings(),
        _ADDRESSES,
        _FILES,
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _exit_codes() -> str:
    failures = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, FillError) and kind is not FillError]
    rows = []
    for code in ExitCode:
        told = [_OUTCOMES[code], *(kind.__doc__.split("\n")[0] for kind in failures if kind.exit_code is code and code > ExitCode.USAGE)]
        rows.append((f"`{code.value}`", " ".join(text for text in told if text)))
    text = "\nWith several forms, the highest of their codes. A failure names the place and the next step; `--debug` shows the traceback.\n"
    return f"## Exit codes\n\n{table(('code', 'meaning'), rows)}\n{text}"


def _bank() -> str:
    parts = [
        "## Answer bank",
        _BANK,
    ]
    for heading, rows in field_tables():
        lines = [(f"`{name}`", kind, remark, text, f"`{example}`") for name, kind, remark, text, example in rows]
        parts.append(f"### {heading}\n\n{table(('key', 'takes', '', 'meaning', 'example'), lines)}")
    return "\n\n".join(parts) + "\n"


def _findings() -> str:
    rows = [(f"`{code}`", severity, text) for code, severity, text in finding_table()]
    return f"## Findings of the bank's check\n\n{table(('finding', 'weight', 'meaning and remedy'), rows)}\n"
