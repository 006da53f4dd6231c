"""Handing over: proven first, replaced in one step, and whatever goes wrong leaves the form and the earlier output whole."""

from __future__ import annotations

import dataclasses
import errno
import os
import resource
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import openpyxl
import pytest
from raw_books import book, row, sheet, text

from questionnaire_filler.errors import (
    ChangedOnDiskError,
    OutputExistsError,
    RefusedError,
    UnsupportedFormError,
    VerificationError,
)
from questionnaire_filler.forms import handover
from questionnaire_filler.forms.handover import Handed, file_sha256, hand_over
from questionnaire_filler.forms.xlsx import writer
from questionnaire_filler.model import CitationRow, Filling, Note, Role, Slot, Write

ANSWER = Write(Slot(Role.ANSWER, "S!B1"), "Yes")


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return book(tmp_path / "form.xlsx", {"S": sheet(row(1, text("A1", "Question?"), '<c r="B1"/>'))})


@pytest.fixture
def target(form: Path) -> Path:
    return form.with_name("form.filled.xlsx")


def hand(form: Path, target: Path, *writes: Write, sha256: str = "", **more: object) -> Handed:
    return hand_over(form, sha256 or file_sha256(form), target, Filling(writes or (ANSWER,)), **more)


def left_behind(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name not in ("form.xlsx", "form.filled.xlsx"))


def test_hands_over_with_its_proof(form: Path, target: Path) -> None:
    before = form.read_bytes()
    handed = hand(form, target)
    assert openpyxl.load_workbook(target)["S"]["B1"].value == "Yes"
    assert handed.certificate.ok
    assert handed.certificate.filled == target.name
    assert handed.certificate.filled_sha256 == handed.sha256 == file_sha256(target)
    assert [one.where for one in handed.certificate.differences] == ["S!B1"]
    assert form.read_bytes() == before
    assert left_behind(form.parent) == []


def test_with_notes_and_sources(form: Path, target: Path) -> None:
    filling = Filling((ANSWER,), (Note("S!B1", "See policy"),), (CitationRow("Question?", "S!B1", ("Policy",)),))
    handed = hand_over(form, file_sha256(form), target, filling)
    assert handed.written.citations == "Citations"
    assert openpyxl.load_workbook(target)["S"]["B1"].comment.text == "See policy"


def test_replaces_only_the_output_that_it_knows(form: Path, target: Path) -> None:
    first = hand(form, target)
    second = hand(form, target, dataclasses.replace(ANSWER, text="No"), replace=first.sha256)
    assert second.sha256 == file_sha256(target) != first.sha256
    target.write_bytes(b"edited by somebody")
    for known in (None, first.sha256, second.sha256):
        with pytest.raises(OutputExistsError, match="somebody else"):
            hand(form, target, replace=known)
    assert target.read_bytes() == b"edited by somebody"
    assert left_behind(form.parent) == []


def test_a_form_that_changed_since_it_was_read(form: Path, target: Path) -> None:
    with pytest.raises(ChangedOnDiskError, match="changed on disk"):
        hand(form, target, sha256="0" * 64)
    form.unlink()
    with pytest.raises(ChangedOnDiskError, match="no longer be read"):
        hand(form, target, sha256="0" * 64)
    assert not target.exists()


def test_a_form_that_changes_while_it_is_filled(form: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(source: Path, path: Path, filling: Filling, *, force_locked: bool) -> object:
        written = writer.write(source, path, filling, force_locked=force_locked)
        source.write_bytes(source.read_bytes() + b"\0")
        return written

    with monkeypatch.context() as patched:
        patched.setattr(handover, "format_of", lambda _: type("Format", (), {"write": staticmethod(slow)}))
        with pytest.raises((ChangedOnDiskError, VerificationError)):
            hand(form, target)
    assert left_behind(form.parent) == []
    assert not target.exists()


def test_a_copy_that_fails_its_proof_is_not_handed_over(form: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target.write_bytes(b"earlier")

    def wrong(source: Path, path: Path, filling: Filling, *, force_locked: bool) -> object:
        written = writer.write(source, path, filling, force_locked=force_locked)
        return dataclasses.replace(written, writes=())

    monkeypatch.setattr(handover, "format_of", lambda _: type("Format", (), {"write": staticmethod(wrong)}))
    with pytest.raises(VerificationError, match="S!B1 changed and was not announced") as caught:
        hand(form, target, replace=file_sha256(target))
    assert caught.value.exit_code == 6
    assert target.read_bytes() == b"earlier"
    assert left_behind(form.parent) == []


def test_a_copy_that_cannot_be_read_is_not_handed_over(form: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_source: Path, path: Path, _filling: Filling, *, force_locked: bool) -> object:
        path.write_bytes(b"PK\x03\x04")
        return writer.Written(())

    monkeypatch.setattr(handover, "format_of", lambda _: type("Format", (), {"write": staticmethod(broken)}))
    with pytest.raises(VerificationError, match="failed its proof"):
        hand(form, target)
    assert left_behind(form.parent) == []


def test_places_that_cannot_be_written(form: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="is a folder"):
        hand(form, tmp_path)
    with pytest.raises(RefusedError, match="folder of the output does not exist"):
        hand(form, tmp_path / "none" / "a.xlsx")
    with pytest.raises(RefusedError, match="the form itself"):
        hand(form, form)
    link = tmp_path / "link.xlsx"
    link.symlink_to(form)
    with pytest.raises(RefusedError, match="the form itself"):
        hand(form, link)
    link.unlink()
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(RefusedError, match="does not exist"):
        hand(form, link)


def test_a_form_that_cannot_be_given_back_leaves_nothing(tmp_path: Path, target: Path) -> None:
    form = book(tmp_path / "form.xlsx", {"S": sheet(row(1, '<c r="B1"/>'))}, extra={"_xmlsignatures/a.xml": "<a/>"})
    with pytest.raises(UnsupportedFormError, match="signature"):
        hand(form, target)
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize(
    "refused",
    [
        (errno.ENOSPC, "no room left"),
        (errno.EACCES, "may not be written"),
        (errno.EROFS, "may not be written"),
        (errno.EBUSY, "open in another program"),
        (errno.EIO, "could not be written"),
    ],
)
@pytest.mark.parametrize("step", [(os, "fsync"), (Path, "replace")])
def test_what_the_system_refuses_is_told_in_words(
    target: Path, form: Path, monkeypatch: pytest.MonkeyPatch, refused: tuple[int, str], step: tuple[object, str]
) -> None:
    number, words = refused
    target.write_bytes(b"earlier")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*step, refuse)
    with pytest.raises(RefusedError, match=words) as caught:
        hand(form, target, replace=file_sha256(target))
    assert caught.value.hint
    assert target.read_bytes() == b"earlier"
    assert left_behind(form.parent) == []


def run(form: Path, target: Path, before: str) -> subprocess.CompletedProcess[str]:
    """Hand over in a process of its own, after some lines of preparation."""
    known = file_sha256(target) if target.exists() else None
    script = f"""
    import os, signal, sys
    from pathlib import Path
    from questionnaire_filler.forms.handover import file_sha256, hand_over
    from questionnaire_filler.forms import handover
    from questionnaire_filler.model import Filling, Role, Slot, Write
    form, target = Path({str(form)!r}), Path({str(target)!r})
    sha = file_sha256(form)
    filling = Filling((Write(Slot(Role.ANSWER, "S!B1"), "second " * 4000),))
    """
    body = textwrap.dedent(script) + textwrap.dedent(before) + f"\nhand_over(form, sha, target, filling, replace={known!r})\n"
    return subprocess.run([sys.executable, "-c", body], capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX's")
@pytest.mark.parametrize("limit", [0, 1, 1000, 2400])
def test_disk_full_at_any_byte(form: Path, target: Path, limit: int) -> None:
    hand(form, target)
    before = (form.read_bytes(), target.read_bytes())
    limited = f"""
    import resource
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
    """
    done = run(form, target, limited)
    assert "no room left on the disk" in done.stderr
    assert (form.read_bytes(), target.read_bytes()) == before
    assert left_behind(form.parent) == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


KILL_WHEN_CALLED = """
    count = 0
    def kill(frame, event, argument):
        global count
        if event in ("call", "c_call", "c_return", "return"):
            count += 1
            if count == {at}:
                os.kill(os.getpid(), signal.SIGKILL)
    def total():
        print(count)
    import atexit
    atexit.register(total)
    sys.setprofile(kill)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_at_many_points(form: Path, target: Path) -> None:
    hand(form, target)
    original, earlier = form.read_bytes(), target.read_bytes()
    dry = run(form, target, KILL_WHEN_CALLED.format(at=-1))
    assert dry.returncode == 0, dry.stderr
    finished = target.read_bytes()
    assert finished != earlier
    steps = int(dry.stdout.split()[-1])
    outcomes = set()
    for share in range(1, 25):
        target.write_bytes(earlier)
        done = run(form, target, KILL_WHEN_CALLED.format(at=steps * share // 25))
        assert done.returncode == -signal.SIGKILL
        assert form.read_bytes() == original
        assert target.read_bytes() in (earlier, finished)
        outcomes.add(target.read_bytes() == finished)
    assert False in outcomes
    assert [name for name in left_behind(form.parent) if not name.startswith(".fill-")] == []
    hand(form, target, replace=file_sha256(target))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("step", ["os.fsync", "Path.replace", "handover.verify", "handover._flush_folder"])
@pytest.mark.parametrize("after", [False, True])
def test_killed_at_each_step_of_the_replacement(form: Path, target: Path, step: str, after: bool) -> None:
    hand(form, target)
    original, earlier = form.read_bytes(), target.read_bytes()
    kill = f"""
    original = {step}
    def killing(*arguments, **named):
        if {after}:
            original(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)
    {step} = killing
    """
    assert run(form, target, kill).returncode == -signal.SIGKILL
    assert form.read_bytes() == original
    replaced = step == "handover._flush_folder" or (step == "Path.replace" and after)
    assert (target.read_bytes() != earlier) is replaced
    assert openpyxl.load_workbook(target)["S"]["B1"].value.startswith("second" if replaced else "Yes")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege")
def test_what_a_killed_run_left_goes_with_the_next_run_and_nothing_else(form: Path, target: Path) -> None:
    def left(name: str, *inside: str, days: float = 2) -> Path:
        folder = form.parent / name
        folder.mkdir()
        for one in inside:
            (folder / one).write_bytes(b"half")
        age(folder, days)
        return folder

    def age(path: Path, days: float) -> None:
        then = path.stat().st_mtime - days * 86_400
        os.utime(path, (then, then))

    left(".fill-abc_1234", "filled.xlsx")
    left(".fill-00000000")
    kept = [
        left(".fill-young123", "filled.xlsx", days=0.9),
        left(".fill-mine"),
        left(".fill-abc_1234.bak"),
        left(".fill-others12", "filled.xlsx", "notes.txt"),
        left("fill-abc_1234", "filled.xlsx"),
        left("folder", "filled.xlsx"),
        form.parent / ".fill-afile123",
        form.parent / ".fill-alink123",
    ]
    kept[-2].write_bytes(b"a file")
    age(kept[-2], 2)
    kept[-1].symlink_to(form.parent / "folder", target_is_directory=True)
    hand(form, target)
    assert left_behind(form.parent) == sorted(one.name for one in kept)
    assert (kept[3] / "filled.xlsx").exists()
    assert (kept[5] / "filled.xlsx").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_leaves_what_the_sweep_knows(form: Path, target: Path) -> None:
    run(form, target, "handover.verify = lambda *arguments, **named: os.kill(os.getpid(), signal.SIGKILL)")
    (name,) = left_behind(form.parent)
    then = form.stat().st_mtime - 2 * 86_400
    os.utime(form.parent / name, (then, then))
    hand(form, target)
    assert left_behind(form.parent) == []
