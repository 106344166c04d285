"""Folders for a moment: gone with who made them, however that ended, and only then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from deckpress.model import MissingPart
from deckpress.scratch import PREFIX, Scratch, writing

ROOT = Path(__file__).parent.parent
HOLD = "from deckpress.scratch import Scratch; held = Scratch(); print(held.folder, flush=True); input()"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def holding() -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


def test_it_is_there_until_it_is_left(temporary: Path) -> None:
    with Scratch() as folder:
        assert folder.parent == temporary and folder.stat().st_mode & 0o777 == 0o700
        (folder / "file").touch()
    assert os.listdir(temporary) == []


def test_it_goes_with_its_object_and_with_its_process(temporary: Path) -> None:
    scratch = Scratch()
    del scratch
    process, folder = holding()
    assert folder.exists()
    process.communicate("\n")
    assert process.returncode == 0 and os.listdir(temporary) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks no folders")
def test_that_of_a_killed_process_goes_with_the_next_and_no_other_one(temporary: Path) -> None:
    living, kept = holding()
    killed, left = holding()
    (left / "sub").mkdir()
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    (temporary / "of-others").mkdir()
    (temporary / f"{PREFIX}file").touch()
    (temporary / f"{PREFIX}link").symlink_to(temporary / "of-others")
    with Scratch():
        assert not left.exists() and kept.exists()
    assert set(os.listdir(temporary)) == {f"{PREFIX}file", f"{PREFIX}link", kept.name, "of-others"}
    living.communicate("\n")
    assert not kept.exists()


def test_where_none_can_be_made_it_is_said(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(temporary / "no" / "such"))
    with pytest.raises(MissingPart, match=r"can't write .*no/such/.* \(No such file.*TMPDIR"):
        Scratch()
    with pytest.raises(MissingPart, match=r"can't write here \(No space left"), writing(Path("here")):
        raise OSError(28, "No space left on device")
