"""`fill bank ...` as a shell sees it."""

from __future__ import annotations

import json

import pytest

from tests.cli.kit import program, write_bank
from tests.forms.layout.workbooks import workbook

DAY = ("--as-of", "2026-11-23")
CLEAN = """schema: 1
owner: security@example.com
reviewed: 2026-11-01
review_every: 90d
answers:
  - id: sso
    question: Is single sign-on available?
    position: yes
    answer: SAML is supported.
    sources: [Handbook]
"""


# check


def test_check_counts_advice_by_file_and_fails_on_errors_only(desk):
    run = program(desk, "bank", "check", "--no-catalogue", *DAY)
    assert run.code == 0
    assert "security.yaml:" in run.out
    assert "warning: backups: was reviewed on 2025-01-01" in run.out
    assert "[stale]" in run.out
    assert "advice: 3 entries: The answer cites nothing" in run.out
    assert "4 entries in 1 files: 0 errors, 1 warnings" in run.err
    assert program(desk, "bank", "check", "--no-catalogue", "--strict", *DAY).code == 5


def test_check_lists_all_advice_when_asked(desk):
    run = program(desk, "bank", "check", "--no-catalogue", "--all", *DAY)
    assert "advice: sso: cites no source [no-source]" in run.out


def test_a_clean_bank_passes_the_strict_check(tmp_path):
    write_bank(tmp_path, CLEAN)
    run = program(tmp_path, "bank", "check", "--strict", "--no-catalogue", *DAY)
    assert (run.code, run.out) == (0, "")


def test_errors_exit_with_5_and_fixes_are_applied(tmp_path):
    path = write_bank(tmp_path, CLEAN.replace("SAML is supported.", "SAML is supported by [[company]]."))
    run = program(tmp_path, "bank", "check", "--json", "--no-catalogue", *DAY)
    assert run.code == 5
    assert [(found["code"], found["severity"], found["fixable"]) for found in run.json["findings"]] == [("blank", "error", True)]
    again = program(tmp_path, "bank", "check", "--fix", "--json", "--no-catalogue", *DAY)
    assert again.json["fixed"] == 1
    assert "status: draft" in path.read_text()


def test_a_bank_that_does_not_load_tells_every_problem(tmp_path):
    write_bank(tmp_path, CLEAN.replace("position: yes", "position: maybe").replace("reviewed:", "reviwed:"))
    run = program(tmp_path, "bank", "check", "--json")
    assert run.code == 5
    assert len(run.json["problems"]) == 2
    assert all("security.yaml:" in problem["where"] for problem in run.json["problems"])
    assert "did you mean" in run.err


def test_an_unknown_topic_is_found_with_the_catalogue(tmp_path):
    write_bank(tmp_path, CLEAN + "    topic: no-such-topic\n")
    assert "[unknown-topic]" in program(tmp_path, "bank", "check", *DAY).out


# search, stale


def test_search(desk):
    run = program(desk, "bank", "search", "aes")
    assert (
        run.out.splitlines()[:2]
        == [
            "encryption  Is customer data encrypted at rest?",
            "    yes: Customer data is encrypted at rest with AES-256.",
        ]
        or "AES-256" in run.out
    )
    assert "no customer may see" not in run.out
    found = program(desk, "bank", "search", "SSO", "support", "--json").json
    assert (found["all_words"], [entry["id"] for entry in found["entries"]]) == (True, ["sso"])


def test_search_for_what_is_nowhere_lists_nothing(desk):
    run = program(desk, "bank", "search", "zebra")
    assert (run.code, run.out) == (0, "")
    assert run.err == "Nothing matches: no entry holds all of these words.\n"
    assert program(desk, "bank", "search", "zebra", "--json").json == {"query": "zebra", "all_words": False, "entries": []}


def test_search_falls_back_to_what_is_most_alike(desk):
    run = program(desk, "bank", "search", "encrypted", "zebra", "--json")
    assert run.json["all_words"] is False


def test_stale(desk):
    run = program(desk, "bank", "stale", *DAY)
    assert "backups" in run.out
    assert "1 of 4 entries" in run.err
    early = program(desk, "bank", "stale", "--as-of", "2025-03-20", "--json")
    assert early.json["entries"] == []
    soon = program(desk, "bank", "stale", "--as-of", "2025-03-20", "--within", "30d", "--json")
    assert [(entry["id"], entry["holds_until"]) for entry in soon.json["entries"]] == [("backups", "2025-04-01")]
    assert program(desk, "bank", "stale", "--within", "soon").code == 2


# init, add


def test_init_writes_an_example_that_loads_and_fills_nothing_in(tmp_path):
    run = program(tmp_path, "bank", "init", "--schema")
    assert run.out.split() == ["answers/answers.yaml", "answers/answers.schema.json"]
    assert json.loads((tmp_path / "answers/answers.schema.json").read_text())["title"] == "Answer bank"
    assert program(tmp_path, "bank", "search", "encrypted").out.count("[draft]") == 1
    again = program(tmp_path, "bank", "init")
    assert again.code == 6
    assert "there is something already" in again.err


def test_add_keeps_the_rest_of_the_file(tmp_path):
    program(tmp_path, "bank", "init")
    path = tmp_path / "answers" / "answers.yaml"
    before = path.read_text()
    run = program(tmp_path, "bank", "add", "--question", "Do you have a CISO?", "--position", "yes", "--source", "Chart", "--ref", "p. 2")
    assert run.code == 0
    assert path.read_text() == before + (
        "\n  - id: ciso\n    question: Do you have a CISO?\n    position: yes\n"
        "    sources:\n      - {title: Chart, ref: p. 2}\n    status: draft\n"
    )
    assert "+  - id: ciso" in run.out


def test_add_to_a_file_named_from_where_the_user_stands(desk):
    run = program(desk, "bank", "add", "--question", "x?", "--answer", "y", "--approve", "--into", "answers/more.yaml", "--id", "a-b", *DAY)
    assert run.code == 0
    assert "reviewed: 2026-11-23" in (desk / "answers" / "more.yaml").read_text()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--question", "x?"], "--answer or --position"),
        (["--question", "x?", "--answer", "y", "--ref", "p"], "need --source"),
        (["--question", "x?", "--answer", "y", "--id", "a b!"], "is no id"),
        (["--question", "x?", "--answer", "y", "--id", "sso"], "is taken"),
    ],
)
def test_what_add_refuses(desk, args, words):
    run = program(desk, "bank", "add", *args)
    assert run.code == 2
    assert words in run.err


# import


def test_import_proposes_and_writes_only_with_yes(desk):
    (desk / "faq.md").write_text("# FAQ\n\n## Company\nLegal name: Example Ltd\n- Is single sign-on available? No\n")
    run = program(desk, "bank", "import", "faq.md", *DAY)
    assert run.code == 0
    assert "+    question: Legal name" in run.out
    assert "Nothing was written" in run.err
    assert "conflict  Is single sign-on available?" in run.err
    assert not (desk / "answers" / "imported.yaml").exists()
    program(desk, "bank", "import", "faq.md", "--yes", "--dry-run", *DAY)
    assert not (desk / "answers" / "imported.yaml").exists()
    done = program(desk, "bank", "import", "faq.md", "--yes", "--json", *DAY)
    assert done.err == ""
    assert done.json["written"] == 1
    assert "status: draft" in (desk / "answers" / "imported.yaml").read_text()


def test_import_of_what_holds_nothing(desk):
    (desk / "empty.csv").write_text("Colour,Weight\nred,2\n")
    run = program(desk, "bank", "import", "empty.csv")
    assert run.code == 4
    assert "no question with an answer" in run.err


# audit


def test_audit_lists_contradictions_first(desk):
    rows = [["No", "Question", "Response", "Comments"]]
    rows += [
        ["1", "Is single sign-on available?", "Partially", "SAML is supported."],
        ["2", "Is customer data encrypted at rest?", "No", "Not yet."],
        ["3", "Which colour are your offices painted in?", "N/A", "Grey all over."],
    ]
    workbook(desk / "acme.xlsx", {"S": rows})
    run = program(desk, "bank", "audit", "acme.xlsx", "--no-catalogue")
    assert run.code == 0
    assert run.out.startswith("other-position  acme.xlsx S!C3")
    assert "bank  yes Customer data is encrypted" in run.out
    assert "offices" not in run.out
    found = program(desk, "bank", "audit", "acme.xlsx", "--no-catalogue", "--json").json
    assert found["summary"] == {"other-position": 1, "unknown": 1, "same": 1}
    assert found["answers"][0]["entry"] == "at-rest"


def test_help_of_the_group_names_every_command(tmp_path):
    run = program(tmp_path, "bank", "--help")
    assert all(name in run.out for name in ("check", "search", "init", "add", "stale", "import", "coverage", "audit"))
