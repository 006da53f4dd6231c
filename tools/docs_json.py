"""What `--json` prints: the fields with their meaning, held against what the commands really print."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from docs_json_bank import AUDIT, CHECK, COVERAGE, IMPORT, SEARCH, STALE
from docs_tables import table

from questionnaire_filler.cli.main import cli
from questionnaire_filler.errors import ExitCode

ROOT = Path(__file__).resolve().parent.parent
_SAMPLES, _ANSWERS = ROOT / "samples", ("--answers", str(ROOT / "answers"), "--as-of", "2026-01-01")

_QUESTION = {
    "questions[].id": "`Q1`, `Q2` ... in reading order.",
    "questions[].section": "The headings above it, outermost first, joined by ` > `.",
    "questions[].question": "Its text.",
    "questions[].where": "The [address](#addresses) of its text.",
    "questions[].slots[]": "The places that take its answer, the main one first.",
    "questions[].slots[].role": "`answer`, `comment`, `evidence`, `mark` (one column or box for each option) or `other` (never written).",
    "questions[].slots[].where": "Its address.",
    "questions[].slots[].kind": "`text`, `choice`, `check` (a box) or `date`.",
    "questions[].slots[].choices": "The values that a choice takes. Absent where any text will do.",
    "questions[].slots[].before": "The answer that stood there; empty text for none.",
    "questions[].slots[].value": "For a mark: the option that it stands for. Else absent.",
    "questions[].slots[].label": "The header or label that named it. Absent where there is none.",
    "questions[].slots[].placeholder": "Preset text that is no answer. Absent where there is none.",
    "questions[].slots[].locked": "`true` where the form protects the place. Else absent.",
    "questions[].slots[].max_length": "Longest text it takes, in characters. Absent without a limit.",
    "questions[].ref": "The form's own identifier. Absent where there is none.",
    "questions[].parent": "The id of the question that this one follows up. Absent where there is none.",
    "questions[].required": "`true` where the form says that it must be answered. Else absent.",
    "questions[].hidden": "`true` in a hidden row, column or sheet. Else absent.",
}
_CANDIDATES = {
    "candidates[]": "Up to five entries of the bank, best first.",
    "candidates[].entry": "Its id.",
    "candidates[].confidence": "How likely it is the right answer, after guards, 0 to 1.",
    "candidates[].guards[]": "The [guards](#guards) that it ran into: `name` and `why`.",
    "declined[]": "Topics that it asks for and the bank does not answer: `topic` and `why`.",
}
_FILL = {
    "form": "The form, as it was named.",
    "output": "The filled file; `null` with `--dry-run`.",
    "as_of": "The day by which stale and expired were judged.",
    "bank": "`entries`: how many; `sha256`: of the bank's files. `null` where the form has no questions.",
    "settings": "`scope`, `disclosure` and `cite` of this run.",
    "summary": "How many `questions`, and how many of them are `filled`, `review`, `open`; `kept` and `blank` where there are any.",
    "notes[]": "What the user should know of the form as a whole.",
    "dropped[]": "Decisions of an earlier review that no longer hold: `question`, `where` and `why`.",
    "questions[]": "The questions, in reading order.",
    **_QUESTION,
    "questions[].state": "`filled`, `review` (a candidate, but not sure enough, or a gate is shut), `open` (nothing fits), "
    "`kept` (answered before), `blank` (left blank).",
    "questions[].decided_by": "`auto` or `person`.",
    "questions[].reason": "One of the [reasons](#reasons).",
    "questions[].why": "What stopped it, in words; empty where there is nothing to say.",
    "questions[].confidence": "Of the match, after guards; the lowest where there are several parts. Always a number.",
    "questions[].position": "`yes`, `no`, `partial`, `n/a`, or `null` for free text.",
    "questions[].entries[]": "The entries that answer it; several where it asks several things.",
    "questions[].written[]": "Every place that was changed for the answer or its explanation: `where` and `text`.",
    "questions[].citations[]": "What the customer is shown (and `entry`): `title`, `ref`, `version`, `url`, `date`, `reviewed`.",
    **{f"questions[].{name}": text for name, text in _CANDIDATES.items()},
}
_INSPECT = {
    "form": "The form, as it was named.",
    "format": "`xlsx`, `xlsm`, `docx` or `csv`.",
    "fingerprint": "Of sheets and headers: the same for the next copy of the form, answered or not.",
    "summary": "`questions`: how many.",
    "questions[]": "The questions, in reading order.",
    **_QUESTION,
    "areas[]": "The blocks of questions: `where`, `rows`, `questions` (how many), `mapped` (empty, `given` or `remembered`).",
    "areas[].columns[]": "What each column was taken for, and why: `role`, `where`, `header`, `reason`.",
    "skipped[]": "What was passed over: `where` and `reason`.",
    "notes[]": "What the user should know of the form.",
}
_EXPLAIN = {
    **{name.removeprefix("questions[]."): text for name, text in _QUESTION.items()},
    "state": "As `fill --json` has it; so `reason`, `why` and `confidence`.",
    "threshold": "The lowest confidence that fills itself in, for this form.",
    "parts[]": "The things asked, where there are several: `text` and `candidates`, as below.",
    **_CANDIDATES,
    "candidates[].via": "`exact`, `confirmed`, `instrument` or `matched`.",
    "candidates[].topic": "The topic through which the entry was found; empty for its own question.",
    "candidates[].features": "The [features](#features) by name, strongest first.",
    "candidates[].gate": "The first [gate](#gates) that is shut (`name` and `why`), or `null`.",
}
_VERIFY = {
    "ok": "Whether the proof holds; the exit code is 0 then, else 6.",
    "original": "Name of the original; so `filled`, and `original_sha256` and `filled_sha256` of their bytes.",
    "identical": "How many parts are the same, byte for byte.",
    "parts[]": "The other parts: `name`, `change` (`changed`, `added`, `removed`) and `why`.",
    "differences[]": "The places that differ: `where`, `before`, `after`, `announced` (it may differ), `what` changed besides the text.",
    "counts[]": "What a careless save loses, counted on both sides: `what`, `before`, `after`.",
    "problems[]": "Why the proof failed; empty when it holds.",
    "saved_anew": "Whether another program wrote the whole file again: then values were compared, not bytes, and `ok` is false.",
    "basis": "In words, what the places that may differ were known from: the draft beside the filled file, the original, or nothing.",
}
_DIFF = {
    "old": "The forms as they were named; so `new`.",
    "same_form": "Whether sheets and headers are the same.",
    "summary": "How many are `unchanged`, `changed`, `new` and `removed`.",
    "questions[]": "One pair a line.",
    "questions[].change": "`unchanged`, `changed`, `new` or `removed`.",
    "questions[].alike": "How alike the two texts are, 0 to 1.",
    "questions[].other_choices": "Whether the place takes other choices than before.",
    "questions[].old": "`id`, `ref`, `where` and `question`, or `null`; so `new`.",
}
_LEARN = {
    "form": "The completed form, as it was named.",
    "bank": "The bank's folder.",
    "summary": "How many are `answered`, `known`, `alternates`, `entries` and `conflicts`, and how many come back `not_whole`.",
    "suggestions[]": "`kind` (`alternate` or `entry`), `entry` (its id), `question`, `where`, `told`, `near` (a bank's entry that seems to "
    "state the same in other words; else empty), and `comes_back`: whether a blank "
    "copy would be filled in with all that was told (`whole`), with the main answer (`answer`) or not (`no`).",
    "conflicts[]": "Answers that the bank does not agree with: `kind`, `question`, `where`, `told`, `entry`, `bank_says`, `why`.",
    "diff": "The edits as a unified diff.",
    "written": "How many suggestions were written into the bank; 0 without `--yes`.",
}
_TABLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "fill --json": ("One object a form; a line each where there are several forms.", _FILL),
    "fill inspect --json": ("The same without what needs the bank, and how the questions were found.", _INSPECT),
    "fill explain --json": ("One question.", _EXPLAIN),
    "fill verify --json": ("The certificate.", _VERIFY),
    "fill diff --json": ("Two versions of a form.", _DIFF),
    "fill learn --json": ("What a completed form would teach the bank.", _LEARN),
    "fill bank check --json": ("What a person should look at.", CHECK),
    "fill bank search --json": ("The entries that were found.", SEARCH),
    "fill bank stale --json": ("The entries whose review or expiry falls due.", STALE),
    "fill bank import --json": ("What a file would bring to the bank.", IMPORT),
    "fill bank coverage --json": ("What the bank could answer: of the catalogue, or of a form.", COVERAGE),
    "fill bank audit --json": ("What earlier customers were told, beside the bank of today.", AUDIT),
}


def json_tables() -> str:
    """Return the section on JSON.

    Raises:
        ValueError: A command prints a field that is not told here.
    """
    problems = undocumented()
    if problems:
        raise ValueError(f"fields of --json without a line in {Path(__file__).name}: {', '.join(problems)}")
    parts = ["## JSON\n\nAdded fields are no breaking change; a field that is told here stays."]
    for name, (about, fields) in _TABLES.items():
        rows = [(f"`{field}`", text) for field, text in fields.items()]
        parts.append(f"### {name}\n\n{about}\n\n{table(('field', 'meaning'), rows)}")
    return "\n\n".join(parts) + "\n"


def undocumented() -> list[str]:
    """Return the fields that the commands print for the samples and that the tables do not tell."""
    missing = []
    with tempfile.TemporaryDirectory() as folder:
        for name, args in _runs(Path(folder)):
            told = _TABLES[name][1]
            backticked = "`".join(told.values())
            for path in dict.fromkeys(_paths(_printed(args))):
                last = path.rpartition(".")[2]
                if path not in told and f"{path}[]" not in told and f"`{last}`" not in f"`{backticked}`":
                    missing.append(f"{name}: {path}")
    return missing


def _runs(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for name in ("vendor_form.xlsx", "vendor_form.docx"):
        form, filled = str(_SAMPLES / name), str(folder / f"filled_{name}")
        yield "fill --json", [form, *_ANSWERS, "--json", "-o", filled]
        yield "fill inspect --json", ["inspect", form, "--json"]
        yield "fill verify --json", ["verify", form, filled, "--json"]
        yield "fill diff --json", ["diff", form, filled, "--json"]
        yield "fill explain --json", ["explain", form, "Q17", *_ANSWERS, "--json"]
    completed, dated = str(_SAMPLES / "completed_form.xlsx"), [*_ANSWERS, "--json"]
    faq = folder / "faq.md"
    faq.write_text("# FAQ\n\n## How often are backups restored?\n\nEvery quarter.\n", encoding="utf-8")
    yield "fill learn --json", ["learn", completed, *dated, "--dry-run"]
    yield "fill bank check --json", ["bank", "check", *dated]
    yield "fill bank search --json", ["bank", "search", "encrypted", *_ANSWERS[:2], "--json"]
    yield "fill bank stale --json", ["bank", "stale", "--within", "30d", *dated]
    yield "fill bank import --json", ["bank", "import", str(faq), *dated, "--dry-run"]
    yield "fill bank coverage --json", ["bank", "coverage", *_ANSWERS[:2], "--json"]
    yield "fill bank coverage --json", ["bank", "coverage", str(_SAMPLES / "vendor_form.xlsx"), *dated]
    yield "fill bank audit --json", ["bank", "audit", completed, *dated]


def _printed(args: list[str]) -> Any:
    done = CliRunner().invoke(cli, args, standalone_mode=False)
    if done.exception is not None or done.return_value not in {None, ExitCode.DONE}:
        raise ValueError(f"fill {' '.join(args)}: {done.exception or done.return_value}\n{done.output}")
    return json.loads(done.stdout)


def _paths(value: Any, prefix: str = "") -> Iterator[str]:
    """Yield the fields of a printed object, those of a list's items below `name[]`; a mapping of free names is one field."""
    if isinstance(value, list):
        for item in value:
            yield from _paths(item, f"{prefix}[]")
    elif isinstance(value, dict) and not prefix.endswith("features"):
        for name, inner in value.items():
            path = f"{prefix}.{name}" if prefix else name
            yield path
            yield from _paths(inner, path)
