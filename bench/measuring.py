"""Measures whole processes: wall time, processor time, peak memory. The standard library only, as a large process that
measures would be seen in the peak of a small one.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent
MEMORY_UNIT = 1024 * 1024 if sys.platform == "darwin" else 1024  # of ru_maxrss, in MiB
LINUX = sys.platform == "linux"
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER (prctl(2)): who loses its parent becomes a child of this process
OFTEN = 0.03  # seconds between two looks at the memory, at least
SELDOM = 10  # times as long as a look takes, at least: looking shall not be what is measured
DAY = 86_400.0  # seconds
PATIENCE = 10.0  # seconds: for what a process leaves behind to end by itself


@dataclass(frozen=True)
class Cost:
    """What one process and all that it started took: seconds, seconds of processor, peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


class Stopped(SystemExit):
    """Something couldn't be measured: it failed, took longer than it may, or did another thing. The message says what.

    Ends the bench with that message where nothing else is done about it.
    """


def run(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    limit: float = DAY,
) -> tuple[Cost, str]:
    """Run a command to its end; what it took, and what it said. `environment` is added to that of this process.

    Raises Stopped where it fails, or isn't done in `limit` seconds.
    """
    adopt_orphans()
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as errors, Peak() as peak:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=errors,
        )
        with ended_after(limit):
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        usages = [usage, *left_behind()]
        words, complaint = map(_text, (said, errors))
    if wall >= limit:
        raise Stopped(f"over {limit:.0f} s")
    if process.returncode:
        raise Stopped(f"{' '.join(command)} ended with {process.returncode}: {(complaint or words)[-2000:]}")
    cpu = sum(each.ru_utime + each.ru_stime for each in usages)
    return Cost(wall, cpu, max(peak.most, *(each.ru_maxrss / MEMORY_UNIT for each in usages))), words


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


class Peak(threading.Thread):
    """Watches the memory of all processes that this one started, in MiB, by what each has for itself and its share of
    what several have (PSS). Only Linux tells it; elsewhere `most` stays 0.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.over = 0.0, threading.Event()

    def __enter__(self) -> Peak:
        if LINUX:
            self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        if LINUX:
            self.join()

    def run(self) -> None:
        pause = 0.0
        while not self.over.wait(pause):
            begin = time.perf_counter()
            self.most = max(self.most, sum(map(_share, descendants())))
            pause = max(OFTEN, SELDOM * (time.perf_counter() - begin))


def descendants() -> list[int]:
    """The processes that this one started, and those that they did. Linux only, elsewhere none."""
    parents = dict(filter(None, map(_parent, filter(str.isdigit, os.listdir("/proc"))))) if LINUX else {}
    found: list[int] = []
    frontier = {os.getpid()}
    while frontier:
        frontier = {pid for pid, parent in parents.items() if parent in frontier}
        found += frontier
    return found


def processor() -> float:
    """Seconds of processor that the processes took that this one started and that still run. Linux only."""
    ticks = sum(sum(map(int, fields[11:13])) for pid in descendants() if (fields := _stat(str(pid))))
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(pid: str) -> list[str]:
    """What the system tells of a process behind its name (proc_pid_stat(5)); nothing where it is gone."""
    with suppress(OSError):
        return Path("/proc", pid, "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    return []


def _parent(pid: str) -> tuple[int, int] | None:
    fields = _stat(pid)
    return (int(pid), int(fields[1])) if fields else None


def _share(pid: int) -> float:
    """The memory of one process, in MiB; 0 where it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def adopt_orphans() -> None:
    """Be told what processes take whose parent doesn't wait for them, as a browser's. Linux only."""
    if LINUX:
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def left_behind() -> Iterator[resource.struct_rusage]:
    """Wait for all that is still running of what this process started; what each took."""
    with ended_after(PATIENCE), suppress(ChildProcessError):
        while True:
            yield os.wait4(-1, 0)[2]


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """End all that this process started, where what is done here isn't done in so many seconds."""
    timer = threading.Timer(seconds, end_all)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def end_all() -> None:
    """End all that this process started."""
    for pid in descendants():
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def spread(values: Sequence[float], form: str) -> str:
    """The median, and the least and most."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:{form}} ({low:{form}}–{high:{form}})"


def machine() -> str:
    """What the figures were taken on."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}, Python {platform.python_version()}, WeasyPrint {version('weasyprint')}"
