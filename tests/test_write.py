"""Commits are tried where they can go wrong: killed at every step, on a full disk, two at once."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from deckpress import write

NAMES = ["deck.pdf", "cards/1.1.pdf", "manifest.json"]


def fill(folder: Path, word: str, names: list[str] = NAMES) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{word} {name}", encoding="utf-8")


def build(out: Path, word: str) -> None:
    with write.staging(out) as folder:
        fill(folder, word)
        write.commit(out, folder, NAMES)


def state(out: Path) -> dict[str, bytes]:
    """The files of the output folder, without the lock."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != write.LOCK
    }


def wholly(word: str) -> dict[str, bytes]:
    return {name: f"{word} {name}".encode() for name in sorted(NAMES)}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "output"


def test_a_commit_puts_every_file_in_its_place(out: Path) -> None:
    build(out, "new")
    assert state(out) == wholly("new")


def test_the_users_own_files_stay(out: Path) -> None:
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    build(out, "new")
    assert state(out) == wholly("new") | {"notes.txt": b"mine"}


def test_a_build_that_fails_leaves_everything_as_it_was(out: Path) -> None:
    build(out, "old")
    with pytest.raises(RuntimeError), write.staging(out) as folder:
        fill(folder, "new")
        raise RuntimeError
    assert state(out) == wholly("old")


def test_a_commit_that_fails_halfway_puts_everything_back(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(out, "old")
    move = write._move
    done: list[str] = []

    def failing(out: Path, folder: Path, name: str) -> None:
        if len(done) == 2:
            raise PermissionError(13, "Permission denied", name)
        done.append(name)
        move(out, folder, name)

    monkeypatch.setattr(write, "_move", failing)
    with pytest.raises(write.CantWrite, match=r"can't write manifest\.json \(Permission denied\)"):
        build(out, "new")
    assert state(out) == wholly("old")


KILLED = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    sys.path[:0] = [{root!r}, {root!r} + "/tests"]
    from tests import test_write
    from deckpress import write
    steps, left = ["_sync", "_write_journal", "_keep_old", "_move"], [{step}]
    def counted(step):
        def call(*given):
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return step(*given)
        return call
    for name in steps:
        setattr(write, name, counted(getattr(write, name)))
    test_write.build(Path({out!r}), "new")
""")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_any_step_the_next_start_finds_the_old_or_the_new_whole(tmp_path: Path) -> None:
    """The steps are: sync each file, the journal with its sync, keep each old file and move the new one."""
    root = str(Path(__file__).parent.parent)
    outcomes = []
    for step in range(40):
        out = tmp_path / f"out{step}"
        build(out, "old")
        code = KILLED.format(root=root, step=step, out=str(out))
        ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
        write.recover(out)
        outcomes.append(
            "new" if state(out) == wholly("new") else "old" if state(out) == wholly("old") else "torn"
        )
        assert not list(out.glob(f"{write.STAGING}*"))
        if ended.returncode == 0:
            break
    assert ended.returncode == 0, ended.stderr
    assert "torn" not in outcomes
    assert outcomes == sorted(outcomes, reverse=True) and {"old", "new"} == set(outcomes)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk with room for little."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
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
        (folder / "deck.pdf").write_bytes(b"x" * 100_000)
    assert state(out) == wholly("old")
    assert not list(out.glob(f"{write.STAGING}*"))


def test_two_builds_at_once_never_mix(out: Path) -> None:
    root = str(Path(__file__).parent.parent)
    code = (
        f"import sys; sys.path.insert(0, {root!r})\nfrom pathlib import Path\nfrom tests import test_write\n"
    )
    code += f"for _ in range(30): test_write.build(Path({str(out)!r}), sys.argv[1])"
    both = [subprocess.Popen([sys.executable, "-c", code, word]) for word in ("one", "two")]
    seen = 0
    while any(process.poll() is None for process in both):
        if out.exists():
            seen += 1
    assert [process.returncode for process in both] == [0, 0] and seen
    assert state(out) in (wholly("one"), wholly("two"))


def test_a_living_builds_staging_folder_is_left_alone(out: Path) -> None:
    with write.staging(out) as folder:
        fill(folder, "slow")
        build(out, "quick")
        assert (folder / "deck.pdf").exists()
        write.commit(out, folder, NAMES)
    assert state(out) == wholly("slow")


def test_a_link_out_of_the_folder_is_not_followed(out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    out.mkdir()
    (out / "cards").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(write.CantWrite, match=r"cards is a link: remove it"):
        build(out, "new")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert not (out / "deck.pdf").exists()


@pytest.mark.parametrize("name", ["../deck.pdf", "/tmp/deck.pdf"])
def test_a_name_outside_the_folder_is_refused(out: Path, name: str) -> None:
    with pytest.raises(write.CantWrite, match="outside"), write.staging(out) as folder:
        write.commit(out, folder, [name])


def test_an_output_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("x", encoding="utf-8")
    with pytest.raises(write.CantWrite, match=r"output \(File exists\)"):
        build(tmp_path / "output", "new")


def test_a_broken_journal_does_not_stop_the_next_build(out: Path) -> None:
    build(out, "old")
    (out / write.JOURNAL).write_text('{"folder": ', encoding="utf-8")
    build(out, "new")
    assert state(out) == wholly("new")
