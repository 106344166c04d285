"""`build.py watch` as a user runs it: a process of its own, what it says, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60.0  # seconds until a test gives up; a busy machine is slow


class Watched:
    """The command on the deck in `home`/deck."""

    def __init__(self, home: Path, cache: Path, *words: str, builder: Path = ROOT) -> None:
        environment = os.environ | {"DECKPRESS_CACHE": str(cache), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [sys.executable, str(builder / "build.py"), "watch", "--deck", "deck", *words],
            cwd=home,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))

    @property
    def address(self) -> str:
        """Where the page is."""
        return self.hear(r"(http://127\.0\.0\.1:\d+/)")

    def hear(self, pattern: str, after: int = 0) -> str:
        """The first line that matches, or its first group, once it was said; of the lines from `after` on."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for line in self.said[after:]:
                if found := re.search(pattern, line):
                    return found[1] if found.re.groups else line
            assert self.process.poll() is None or self.reader.is_alive(), f"it ended: {self.said}"
            time.sleep(0.02)
        raise AssertionError(f"no {pattern} in {self.said}")

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        return code

    def kill(self) -> None:
        """End it, however it is."""
        self.process.kill()
        self.process.wait()
        self.reader.join(PATIENCE)
        if self.process.stdout:
            self.process.stdout.close()
