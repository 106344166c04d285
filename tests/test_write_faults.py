"""Commits where the machine fails them: killed at every step, on a full disk; and two builds at once."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from deckpress import write
from tests.test_write import NAMES, build, failing, fill, state, wholly

ROOT = Path(__file__).parent.parent
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link"}  # what Python tells its audit hooks


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "output"


def start(call: str, *words: str, first: str = "") -> subprocess.Popen[str]:
    """A Python of its own that runs `call`, a function of this module, on a path and other words."""
    code = f"{first}; import sys; from pathlib import Path; from tests.test_write_faults import *; "
    code += f"{call}(Path(sys.argv[1]), *sys.argv[2:])"
    command = [sys.executable, "-B", "-c", code.removeprefix("; "), *words]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def killed_at(step: int, work: Callable[[Path], None], out: Path) -> bool:
    """Do `work` in a process that is killed before its file operation number `step`; False where it has fewer."""
    if not (child := os.fork()):
        left = [step]

        def count(event: str, details: tuple[object, ...]) -> None:
            if event in CHANGES or (event == "open" and details[1] in ("w", "wb")):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            work(out)
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or status == 0
    return os.WIFSIGNALED(status)


def kill_everywhere(
    folder: Path, work: Callable[[Path], None], begun: Callable[[Path], None]
) -> Iterator[Path]:
    """Output folders as `work` leaves them when killed at each of its steps, each first made by `begun`."""
    killed, step = True, 0
    while killed:
        out = folder / f"{step}"
        begun(out)
        killed, step = killed_at(step, work, out), step + 1
        yield out


def after_kills(folder: Path) -> None:
    """Print how often the next start found the old files, the new ones or a mixture, for kills at each step."""
    words: dict[str, int] = {"old": 0, "new": 0, "torn": 0}
    for number, work in enumerate([new, failing("manifest.json"), failing("deck.pdf")]):
        for out in kill_everywhere(folder / f"{number}", work, old):
            if (out / write.JOURNAL).exists() and int(out.name) % 4 == 0:  # a sample, for time
                for twice in kill_everywhere(
                    folder / f"{number}-{out.name}", write.recover, partial(copy, out)
                ):
                    words[found(twice)] += 1
            words[found(out)] += 1
    print(json.dumps(words))


def old(out: Path) -> None:
    build(out, "old")


def new(out: Path) -> None:
    build(out, "new")


def copy(folder: Path, to: Path) -> None:
    shutil.copytree(folder, to)


def found(out: Path) -> str:
    write.recover(out)
    return {str(wholly(word)): word for word in ("old", "new")}.get(str(state(out)), "torn")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.slow
def test_killed_at_any_step_the_next_start_finds_the_old_or_the_new_whole(tmp_path: Path) -> None:
    """Killed while building, while putting back what a failed build did, and while the next start mends that."""
    process = start("after_kills", str(tmp_path))
    told, errors = process.communicate()
    assert process.returncode == 0, errors
    words = json.loads(told)
    assert words["torn"] == 0 and words["old"] > 30 and words["new"] > 30, words


def test_what_cant_be_put_back_is_put_right_later(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(out, "old")
    replace, moves = os.replace, list[Path]()

    def breaking(source: Path, target: Path) -> None:
        moves.append(target)
        if len(moves) > 4:  # the journal, and two files half exchanged
            raise OSError(5, "Input/output error", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", breaking)
    with pytest.raises(write.CantWrite, match=r"can't put back .*Input/output error.*Then build again"):
        build(out, "new")
    with pytest.raises(write.CantWrite, match="can't put back"):
        write.recover(out)
    monkeypatch.undo()
    write.recover(out)
    assert state(out) == wholly("new")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk with room for 128 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)]
    if (
        sys.platform != "linux"
        or os.geteuid()
        or subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        pytest.skip("only root on Linux can mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_everything_as_it_was(small_disk: Path) -> None:
    out = small_disk / "output"
    build(out, "old")
    with (
        pytest.raises(write.CantWrite, match=r"No space left on device.*make room"),
        write.staging(out) as folder,
    ):
        (folder / "deck.pdf").write_bytes(b"x" * 200_000)
    assert state(out) == wholly("old")


def test_a_disk_full_when_the_journal_is_written_leaves_everything_as_it_was(small_disk: Path) -> None:
    out = small_disk / "output"
    build(out, "old")
    with pytest.raises(write.CantWrite, match="No space left on device"), write.staging(out) as folder:
        fill(folder, "new")
        with suppress(OSError), (small_disk / "others").open("wb", buffering=0) as others:
            while others.write(b"x" * 1024):
                pass
        write.commit(out, folder, NAMES)
    assert state(out) == wholly("old")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_file_that_may_not_grow_leaves_everything_as_it_was(out: Path) -> None:
    """As a full disk, for those who can't mount one."""
    build(out, "old")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4, 4))"
    errors = start("build", str(out), "new", first=limit).communicate()[1]
    assert "(File too large): make room" in errors.splitlines()[-1], errors
    assert state(out) == wholly("old")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    out = tmp_path / "output"
    out.mkdir(mode=0o555)
    if os.access(out, os.W_OK):
        pytest.skip("root may write everywhere")
    with pytest.raises(write.CantWrite, match=r"\(Permission denied\): .*permissions.*--out"):
        build(out, "new")


def test_a_disk_that_may_only_be_read_is_said(small_disk: Path) -> None:
    out = small_disk / "output"
    build(out, "old")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(write.CantWrite, match=r"\(Read-only file system\): .*--out"):
        build(out, "new")
    assert state(out) == wholly("old")


ONE, TWO = NAMES, ["deck.pdf", "cards/2.1.pdf", "manifest.json"]


def again_and_again(out: Path, word: str) -> None:
    names = {"one": ONE, "two": TWO}
    other = {"one": "cards/2.1.pdf", "two": "cards/1.1.pdf"}
    for _ in range(30):
        with write.staging(out) as folder:
            fill(folder, word, names[word])
            write.commit(out, folder, names[word], lambda: [other[word]])


def test_two_builds_at_once_never_mix(out: Path) -> None:
    both = [start("again_and_again", str(out), word) for word in ("one", "two")]
    assert [process.communicate()[1] for process in both] == ["", ""]
    assert state(out) in (wholly("one", ONE), wholly("two", TWO))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens no folders")
def test_all_is_on_the_disk_before_the_journal_speaks_of_it(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync, replace = os.fsync, os.replace
    synced: set[int] = set()

    def moved(source: Path, target: Path) -> None:
        needed = [source, *(source.parent / name for name in NAMES), source.parent, source.parent / "cards"]
        for path in needed if target == out / write.JOURNAL else [out]:
            assert path.stat().st_ino in synced
        if target == out / write.JOURNAL:
            synced.clear()  # from here on what counts is that the journal's own name is there
        replace(source, target)

    def recorded(handle: int) -> None:
        synced.add(os.fstat(handle).st_ino)
        sync(handle)

    monkeypatch.setattr(os, "fsync", recorded)
    monkeypatch.setattr(os, "replace", moved)
    build(out, "new")
    assert state(out) == wholly("new")
