"""The shipped catalogue: large enough, unambiguous, looked through, compiled afresh, and quick to load."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from questionnaire_filler import catalogue
from questionnaire_filler.catalogue import lint, source

ROOT = Path(__file__).resolve().parent.parent.parent
_SPEC = importlib.util.spec_from_file_location("check_catalogue", ROOT / "tools" / "check_catalogue.py")
assert _SPEC is not None
assert _SPEC.loader is not None
check = importlib.util.module_from_spec(_SPEC)
sys.modules["check_catalogue"] = check  # dataclasses look their module up
_SPEC.loader.exec_module(check)


@pytest.fixture(scope="module")
def topics():
    return source.read_sources()


def test_covers_the_field(topics):
    assert sum(not topic.decoy for topic in topics) >= 320
    assert sum(topic.decoy for topic in topics) >= 120


def test_breaks_no_rule(topics):
    assert [str(finding) for finding in lint.faults(topics)] == []


def test_every_suspicion_was_looked_at(topics):
    assert [str(finding) for finding in check.not_reviewed(topics)] == []


def test_the_list_of_looked_at_suspicions_holds_phrasings_only(topics):
    phrasings = {text for topic in topics for text in topic.phrasings}
    listed = check.REVIEWED.read_text(encoding="utf-8").splitlines()
    assert listed == sorted(set(listed))
    assert set(listed) - phrasings == set()


def test_words_that_no_dictionary_has_are_listed_once_and_used(topics):
    listed = check.WORDS.read_text(encoding="utf-8").split()
    assert listed == sorted(set(listed))
    unknown = {finding.what.split("“")[1].split("”")[0] for finding in lint.misspelt(topics, ())}
    assert set(listed) - unknown == set()


def test_compiled_from_these_sources():
    assert catalogue.load().sources_sha256 == source.sources_sha256(), "run tools/compile_catalogue.py"


def test_compiled_whole(topics):
    compiled = catalogue.load()
    assert [topic.id for topic in topics if compiled.by_id.get(topic.id) != topic] == [], "run tools/compile_catalogue.py"
    assert len(compiled.topics) == len(topics)


def test_loading_reads_no_yaml():
    code = "import sys; from questionnaire_filler.catalogue import load; load(); print(*{'yaml', 'scipy', 'sklearn'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""


def test_phrasings_that_were_left_out_find_their_topic(topics):
    """One topic in four, so that it is quick; of the whole catalogue see docs/catalogue.md."""
    found = check.held_out(topics[::4])
    assert found.asked > 1000
    assert found.within[1] >= 0.80
    assert found.within[5] >= 0.96
    assert found.within[10] >= 0.98
