"""What a machine does: disks and memory that are full, permissions that are taken away, a clock that is set."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.builds import Home
from tests.faults.trial import Trial

CLOCKS = (
    1,
    1_000_000_000,
    4_000_000_000,
)  # 1970, 2001, and 2096, which is what now looks like to an earlier clock
MIB = 1024 * 1024
BLOCK = 4096


def full_disk(trial: Trial) -> None:
    """A disk with room for the old output and a part of the new one, or a little more."""
    size = _size(trial.home)
    room = size + trial.share * 1.3 * size
    with _disk(trial.home.out, f"size={int(room) // BLOCK * BLOCK}"):
        said = trial.end(trial.home.fork(), 0, 3)
        if "Traceback" in said or ("No space left" in said) == ("pages" in said.splitlines()[-1]):
            trial.wrong.append(f"said of a full disk: {said}")
        trial.struck = "No space left" in said
        if left := trial.home.left():
            trial.wrong.append(f"left behind on a full disk: {left}")


def full_disk_of_the_cache(trial: Trial) -> None:
    """With room for what is there, and for a part of what is new, or for all of it. The build goes on without it."""
    blocks = sum(-(-path.stat().st_size // BLOCK) for path in trial.home.caches())
    room = blocks + 1 + int(trial.share * 1.2 * blocks)
    with _disk(trial.home.cache, f"size={BLOCK * room}"):
        trial.end(trial.home.fork(), 0)


def file_that_may_not_grow(trial: Trial) -> None:
    """As a full disk, for those who can't mount one."""
    largest = max(path.stat().st_size for path in trial.home.out.rglob("*"))
    most = int(largest * (0.001 + trial.share * 1.1))
    process = trial.home.fork(first=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    trial.struck = "make room" in trial.end(process, 0, 3)


def disk_that_may_only_be_read(trial: Trial) -> None:
    """From before the build."""
    with _disk(trial.home.out, f"size={16 * MIB}"):
        subprocess.run(["mount", "-o", "remount,ro", str(trial.home.out)], check=True)
        trial.end(trial.home.fork(), 3)
        subprocess.run(["mount", "-o", "remount,rw", str(trial.home.out)], check=True)


def permission_taken_away(trial: Trial) -> None:
    """Of the output, a folder in it or the cache, in mid-build."""
    home = trial.home
    folder = trial.rng.choice([home.out, home.out / "cards", home.cache])
    mode = trial.rng.choice([0o555, 0o000])
    process = home.fork(first=powerless)
    trial.strike(process, lambda: folder.chmod(mode))
    said = trial.end(process, 0, 3)
    folder.chmod(0o755)
    if "Traceback" in said:
        trial.wrong.append(said)
    # What it couldn't remove, as it was forbidden, goes with the next build.
    trial.crashed |= folder == home.out


def file_that_cant_be_moved(trial: Trial) -> None:
    """One that another program holds, as Windows does with what is open: the exchange goes back in the middle."""
    names = [name for name in trial.home.state() if name.endswith((".pdf", ".html", ".json"))]
    held = trial.home.out / trial.rng.choice(names)
    subprocess.run(["chattr", "+i", str(held)], check=True)
    try:
        said = trial.end(trial.home.fork(), 3)
    finally:
        subprocess.run(["chattr", "-i", str(held)], check=True)
    if "Traceback" in said or held.name not in said:
        trial.wrong.append(f"said of {held.name}, which can't be moved: {said}")


def memory_that_runs_out(trial: Trial) -> None:
    """Somewhere in the build: the engine's libraries may end the process at once."""
    now = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    most = now + int(trial.share * 48 * MIB)
    process = trial.home.fork(first=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)))
    code, _ = process.end()
    trial.struck, trial.crashed = code != 0, code < 0


def too_many_open_files(trial: Trial) -> None:
    """So that one can't be opened somewhere in the build."""
    most = len(os.listdir("/proc/self/fd")) + int(trial.share * 6)
    process = trial.home.fork(first=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)))
    code, _ = process.end()
    trial.struck = code != 0
    trial.crashed = True  # what it couldn't open it couldn't remove either


def clock_set_back(trial: Trial) -> None:
    """In mid-build all or some files get times of long ago or of the future."""
    process = trial.home.fork()
    trial.strike(process, lambda: _date(trial))
    trial.end(process, 0)
    _date(trial)


def _date(trial: Trial) -> None:
    clock = trial.rng.choice(CLOCKS)
    for path in trial.home.folder.rglob("*"):
        if trial.rng.random() < 0.7 and path.exists():
            os.utime(path, (clock, clock))


def powerless() -> None:
    """Make this process one to which permissions apply, also where it runs as root (capset(2))."""
    if os.geteuid():
        return
    none = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset((ctypes.c_uint32 * 2)(0x20080522, 0), none):
        raise OSError(ctypes.get_errno(), "capset")


def _size(home: Home) -> int:
    """What the output takes on a disk."""
    files = [path.stat().st_size for path in home.out.rglob("*") if path.is_file()]
    return sum(size + BLOCK for size in files)


@contextmanager
def _disk(folder: Path, options: str) -> Iterator[None]:
    """A small disk of its own for what is in a folder; afterwards that is back in the folder, as it was left."""
    kept = folder.rename(folder.with_name(f"{folder.name}-before"))
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        _move(kept, folder)
        yield
    finally:
        _move(folder, kept)
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()
        kept.rename(folder)


def _move(source: Path, target: Path) -> None:
    """Have what is in one folder in another, which may be full: nothing of it is left there."""
    subprocess.run(["find", str(target), "-mindepth", "1", "-delete"], check=True)
    subprocess.run(["cp", "-a", f"{source}/.", str(target)], check=False)


def lacks_mounts() -> str:
    """Why no small disk can be mounted here; nothing where it can."""
    if sys.platform != "linux" or os.geteuid():
        return "only root on Linux mounts a small disk"
    tried = ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    done = subprocess.run(tried, capture_output=True, check=False)
    return f"no disk can be mounted: {done.stderr.decode().strip()}" if done.returncode else ""


def lacks_attributes(folder: Path) -> str:
    """Why no file of a folder can be made immovable; nothing where it can."""
    file = folder / "held"
    file.touch()
    done = subprocess.run(["chattr", "+i", str(file)], capture_output=True, check=False)
    subprocess.run(["chattr", "-i", str(file)], capture_output=True, check=False)
    file.unlink()
    return done.stderr.decode().strip() if done.returncode else ""
