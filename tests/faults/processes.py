"""A command in a process of its own that a fault can strike at any moment of its life."""

from __future__ import annotations

import atexit
import mmap
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link"}  # what Python tells its audit hooks
WRITING = ("w", "wb", "x", "xb")
LOOK = 0.001  # seconds
PATIENCE = 120.0  # seconds after which a build hangs

First = Callable[[], object]


class Process(ABC):
    """A process, by its number."""

    pid: int

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send it a signal; nothing where it has ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def at(self, seconds: float) -> bool:
        """Wait until it has used so many seconds of processor; whether it still runs then.

        By its own time, a fault strikes at the same place of its work however busy the machine is.
        """
        end = time.monotonic() + PATIENCE
        while self.runs() and time.monotonic() < end:
            if used(self.pid) >= seconds:
                return self.runs()
            time.sleep(LOOK)
        return False

    @abstractmethod
    def runs(self) -> bool:
        """Whether it hasn't ended yet."""

    @abstractmethod
    def end(self) -> tuple[int, str]:
        """Wait for its end: its exit code, a signal's number with a minus, and all that it said."""


class Started(Process):
    """`build.py` as users start it."""

    def __init__(self, words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), *words],
            cwd=folder,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.pid = self.process.pid

    def runs(self) -> bool:
        return self.process.poll() is None

    def end(self) -> tuple[int, str]:
        said, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


class Forked(Process):
    """The command in a copy of this process, which spares it the imports: most of what a small deck takes.

    `first` is done in the copy, before all else.
    """

    def __init__(
        self, words: Sequence[str], folder: Path, environment: Mapping[str, str], first: First
    ) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        self.pipe, into = os.pipe()
        self.code: int | None = None
        self.said = ""
        self.pid = os.fork()
        if not self.pid:
            os.dup2(into, 1)
            os.dup2(into, 2)
            os.close(self.pipe)
            _run(words, folder, environment, first)
        os.close(into)

    def runs(self) -> bool:
        if self.code is None and (ended := os.waitpid(self.pid, os.WNOHANG))[0]:
            self.code = os.waitstatus_to_exitcode(ended[1])
        return self.code is None

    def end(self) -> tuple[int, str]:
        until = time.monotonic() + PATIENCE
        while self.runs() and time.monotonic() < until:
            time.sleep(LOOK)
        if self.code is None:
            self.kill()
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        if self.pipe:
            with open(self.pipe, encoding="utf-8", errors="replace") as file:
                self.said, self.pipe = file.read(), 0
        return self.code, self.said


def _run(words: Sequence[str], folder: Path, environment: Mapping[str, str], first: First) -> None:
    """Be the command, in the copy. Never returns."""
    code = 70
    try:
        from deckpress.cli import main

        signal.signal(signal.SIGINT, signal.default_int_handler)  # also where the harness itself runs behind
        os.chdir(folder)
        os.environ.update(environment)
        tempfile.tempdir = None  # as it is set anew
        first()
        code = main(list(words))
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()  # as at the end of any process
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def before_changes(tell: Callable[[int], None]) -> None:
    """From now on, tell this process before each change of a file how many there were before."""
    count = 0

    def hook(event: str, details: tuple[object, ...]) -> None:
        nonlocal count
        if event in CHANGES or (event == "open" and details[1] in WRITING):
            tell(count)
            count += 1

    sys.addaudithook(hook)


def killed_before(change: int) -> First:
    """What has a process killed before that change of a file."""

    def tell(count: int) -> None:
        if count == change:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda: before_changes(tell)


def counted(fork: Callable[[First], Process]) -> int:
    """How many changes of files a process makes in its life."""
    with mmap.mmap(-1, 8) as shared:

        def tell(count: int) -> None:
            shared[:] = struct.pack("q", count + 1)

        code, said = fork(lambda: before_changes(tell)).end()
        assert code == 0, said
        return int(struct.unpack("q", shared[:])[0])


def used(pid: int) -> float:
    """Seconds of processor that a process has used; of one that has ended, without end."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    except (OSError, IndexError):
        return float("inf")
