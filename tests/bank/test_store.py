"""Loading a bank: what is accepted, and every problem with its place."""

from __future__ import annotations

from datetime import date

import pytest

from questionnaire_filler.bank import load
from questionnaire_filler.errors import BankError, ExitCode
from questionnaire_filler.model import Disclosure, Position, Status

ONE = "schema: 1\nanswers:\n  - id: a\n    question: Do you?\n    answer: We do.\n"


def write(root, **files):
    for name, text in files.items():
        path = root / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def entry(**keys):
    lines = [f"    {key}: {value}\n" for key, value in keys.items()]
    return ONE + "".join(lines)


def one(root, text):
    return load(write(root, x=text)).entries[0]


def problems(root, **files):
    with pytest.raises(BankError) as caught:
        load(write(root, **files))
    assert caught.value.exit_code is ExitCode.BANK
    return [str(problem).removeprefix(f"{root}/") for problem in caught.value.problems]


def test_every_field_is_read(tmp_path):
    text = """\
schema: 1
section: Encryption
owner: security@example.com
answers:
  - id: encryption-at-rest
    question: Is customer data
      encrypted at rest?
    alternates: [Do you encrypt stored data?]
    not_for: [Are backups encrypted?]
    topic: encryption-at-rest
    position: yes
    answer: |
      All customer data is encrypted.

      With AES-256.
    short: AES-256
    sources: [{title: Standard, version: 2.10, ref: §3.2, url: "https://x.example", date: 2026-08-01, expires: 2027-01-01, disclosure: nda}]
    scope: [Cloud]
    disclosure: nda
    status: draft
    reviewed: 2026-08-01
    review_every: 180d
    expires: 2027-02-01
    frameworks: {CAIQ-4: CEK-03.1, SIG: [D.1, D.2]}
    tags: encryption
    note: Never promise keys.
"""
    got = one(tmp_path, text)
    assert (got.id, got.question, got.position) == ("encryption-at-rest", "Is customer data encrypted at rest?", Position.YES)
    assert got.answer == "All customer data is encrypted.\n\nWith AES-256."
    assert (got.alternates, got.not_for) == (("Do you encrypt stored data?",), ("Are backups encrypted?",))
    source = got.sources[0]
    assert (source.version, source.ref, source.date, source.expires) == ("2.10", "§3.2", date(2026, 8, 1), date(2027, 1, 1))
    assert source.disclosure is Disclosure.NDA
    assert (got.scope, got.disclosure, got.status) == ({"cloud"}, Disclosure.NDA, Status.DRAFT)
    assert (got.reviewed, got.review_days, got.expires) == (date(2026, 8, 1), 180, date(2027, 2, 1))
    assert got.frameworks == {"CAIQ-4": ("CEK-03.1",), "SIG": ("D.1", "D.2")}
    assert (got.tags, got.note, got.owner, got.section) == (("encryption",), "Never promise keys.", "security@example.com", "Encryption")
    assert (got.place.line, got.place.column) == (5, 5)


@pytest.mark.parametrize(
    ("written", "position"),
    [
        *((word, "yes") for word in ("yes", "Yes", "YES", "y", "on", "true", "'yes'")),
        *((word, "no") for word in ("no", "No", "n", "off", "False")),
        *((word, "n/a") for word in ("n/a", "N/A", "NA")),
        ("partial", "partial"),
    ],
)
def test_positions_never_turn_into_booleans(tmp_path, written, position):
    assert one(tmp_path, entry(position=written)).position == position


@pytest.mark.parametrize(
    ("written", "days"), [("180d", 180), ("26w", 182), ("6m", 182), ("12m", 365), ("1y", 365), ("2 years", 730), ("never", None)]
)
def test_review_cycles(tmp_path, written, days):
    assert one(tmp_path, entry(review_every=written)).review_days == days


def test_defaults_of_the_file_hold_unless_the_entry_says_otherwise(tmp_path):
    text = (
        "schema: 1\nowner: o\ndisclosure: nda\nreviewed: 2026-01-01\nreview_every: 1y\nscope: cloud\nsection: S\nanswers:\n"
        "  - {id: a, question: A?, answer: A}\n"
        "  - {id: b, question: B?, answer: B, owner: p, disclosure: public, scope: [], review_every: never, section: T}\n"
    )
    first, second = load(write(tmp_path, x=text)).entries
    assert (first.owner, first.disclosure, first.reviewed, first.review_days) == ("o", Disclosure.NDA, date(2026, 1, 1), 365)
    assert (first.scope, first.section) == ({"cloud"}, "S")
    assert (second.owner, second.disclosure, second.scope, second.review_days) == ("p", Disclosure.PUBLIC, frozenset(), None)
    assert second.section == "T"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("position: yess", "x.yaml:6:15: 'position': 'yess' is none of yes, no, partial, n/a; did you mean 'yes'?"),
        ("reviewed: 2026-02-30", "x.yaml:6:15: 'reviewed': '2026-02-30' is no day of the calendar; write it as YYYY-MM-DD"),
        ("reviewed: 01/08/2026", "x.yaml:6:15: 'reviewed': '01/08/2026' is no date; write it as YYYY-MM-DD"),
        ("review_every: 180", "x.yaml:6:19: 'review_every': '180' is no period; did you mean '180d'?"),
        ("review_every: 0d", "x.yaml:6:19: 'review_every': '0d' is no review cycle; write 1d to 100y, or delete the line for none"),
        ("alternate: x", "x.yaml:6:5: 'alternate' is not known; did you mean 'alternates'?"),
        ("valid-until: x", "x.yaml:6:5: 'valid-until' is not known; did you mean 'expires'?"),
        ("dislosure: nda", "x.yaml:6:5: 'dislosure' is not known; did you mean 'disclosure'?"),
        ("disclosure: private", "x.yaml:6:17: 'disclosure': 'private' is none of public, nda, internal"),
        ("expires:", "x.yaml:6:13: 'expires' has no value; write one, or delete the line"),
        ("note: ~", "x.yaml:6:11: 'note' has no value; write one, or delete the line"),
        (
            "short: [x]",
            'x.yaml:6:12: \'short\' takes one text, not a list or mapping; put quotes around a text that begins with "[" or "{"',
        ),
        ("alternates: [A?, '']", "x.yaml:6:22: 'alternates' is empty; write a text, or delete the line"),
        ("sources: [{ref: x}]", "x.yaml:6:15: 'title' is missing; write 'title: Encryption standard'"),
        (
            "sources: [{title: x, url: example.com}]",
            "x.yaml:6:31: 'url': 'example.com' is no link; it begins with https:// and has no spaces",
        ),
        ("frameworks: CAIQ", "x.yaml:6:17: 'frameworks' takes a mapping, such as {CAIQ-4: CEK-03.1}"),
        ("answer: again", "x.yaml:6:5: 'answer' stands twice in the same mapping, first on line 5"),
        ("note: &a x", "x.yaml:6:11: &a: anchors are not used in an answer bank; write the value out, or quote it"),
        ("note: *a", "x.yaml:6:11: *a: aliases are not used in an answer bank; write the value out, or quote it"),
        ("note: !!str x", "x.yaml:6:11: tags (words that begin with !) are not used in an answer bank; delete it, or quote the value"),
        ("<<: {note: x}", "x.yaml:6:5: merge keys (<<) are not used in an answer bank; write the values out"),
        ('note: "\\e[31m"', "x.yaml:6:11: 'note' holds the control character U+001B; delete it"),
        ("note: a: b", 'x.yaml:6:12: a second ": " stands here: put quotes around text that contains ": ", or check the indentation'),
        ("\tnote: a", "x.yaml:6:5: a tab stands here; YAML is indented with spaces"),
        ("note: 'open", "x.yaml:6:11: a quote is opened and never closed"),
    ],
)
def test_a_problem_names_its_place_and_what_to_do(tmp_path, line, says):
    found = problems(tmp_path, x=ONE + f"    {line}\n")
    assert found == [says]


def test_all_problems_of_all_files_at_once(tmp_path):
    found = problems(
        tmp_path,
        a=ONE + "    positon: yes\n    expires: soon\n",
        b="schema: 2\nanswers:\n  - id: b c\n    question: B?\n  - 7\n",
        c="answers: {}\n",
        d="schema: 1\nanswers: [",
        e=b"schema: 1\n# caf\xe9\n",
        f="",
        g="# only a comment\n",
        h="- a list\n",
    )
    assert [line.split(" ", 1)[0] for line in found] == [
        "a.yaml:6:5:",
        "a.yaml:7:14:",
        "b.yaml:1:9:",
        "b.yaml:3:5:",
        "b.yaml:3:9:",
        "b.yaml:5:5:",
        "c.yaml:1:1:",
        "c.yaml:1:10:",
        "d.yaml:2:10:",
        "e.yaml:2:6:",
        "f.yaml:1:1:",
        "g.yaml:1:1:",
        "h.yaml:1:1:",
    ]
    assert "'é' in Latin-1" in found[9]
    assert "write 'schema: 1' and 'answers:'" in found[10]


def test_ids_are_unique_over_all_files(tmp_path):
    assert problems(tmp_path, a=ONE, b=ONE.replace("id: a", "id: A")) == [
        f"b.yaml:3:5: the id 'A' is taken by the entry at {tmp_path}/a.yaml:3:5"
    ]


def test_a_problem_in_one_entry_does_not_hide_the_next(tmp_path):
    found = problems(tmp_path, x=ONE.replace("Do you?", "[a, b]") + "  - id: a\n    question: B?\n")
    assert [line.split(": ", 1)[0] for line in found] == ["x.yaml:4:15", "x.yaml:6:5"]


@pytest.mark.parametrize(
    "text", ["\ufeff" + ONE, ONE.replace("\n", "\r\n"), "---\n" + ONE, "%YAML 1.1\n---\n" + ONE, ONE.rstrip("\n"), ONE + "...\n"]
)
def test_other_ways_of_writing_the_same(tmp_path, text):
    assert one(tmp_path, text).answer == "We do."


def test_a_second_document_and_utf16_are_refused(tmp_path):
    found = problems(tmp_path, a=ONE + "---\n" + ONE, b=ONE.encode("utf-16"))
    assert found == ["a.yaml:6:1: a second document begins here; keep one to a file", "b.yaml:1:1: is UTF-16 text; save the file as UTF-8"]


def test_deep_nesting_is_refused_without_a_crash(tmp_path):
    assert "nested too deep" in problems(tmp_path, x="schema: " + "[" * 900 + "]" * 900)[0]


def test_which_files_belong_to_a_bank(tmp_path):
    numbered = {
        name: ONE.replace("id: a", f"id: {number}") for number, name in enumerate(["b", "a__z", "_skip", ".hidden", "_dir__x", ".git__x"])
    }
    write(tmp_path, **numbered)
    (tmp_path / "c.yml").write_text(ONE)
    (tmp_path / "notes.txt").write_text("no")
    (tmp_path / "d.yaml").mkdir()
    bank = load(tmp_path)
    assert [entry.id for entry in bank.entries] == ["1", "0", "a"]
    assert [path.relative_to(tmp_path).as_posix() for path in bank.files] == ["a/z.yaml", "b.yaml", "c.yml"]


def test_a_missing_or_empty_folder_names_the_next_step(tmp_path):
    for root in (tmp_path / "none", tmp_path):
        with pytest.raises(BankError, match="fill bank init"):
            load(root)
    with pytest.raises(BankError, match="no entries"):
        load(write(tmp_path, x="schema: 1\nanswers: []\n"))
    with pytest.raises(BankError, match="folder of YAML files"):
        load(tmp_path / "x.yaml")


def test_the_hash_is_of_names_and_bytes_and_not_of_the_place(tmp_path):
    first = load(write(tmp_path / "one", x=ONE))
    assert load(write(tmp_path / "two", x=ONE)).sha256 == first.sha256
    assert load(write(tmp_path / "three", y=ONE)).sha256 != first.sha256
    assert load(write(tmp_path / "four", x=ONE + "# more\n")).sha256 != first.sha256
