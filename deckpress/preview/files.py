"""Which files were saved, as the system tells, or by looking again and again."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from watchfiles import Change, watch

from deckpress.preview.snapshot import files_in

# In ms. An editor that saves in more than one step is done within QUIET; saves that go on are told after MOST.
QUIET, MOST = 15, 400
AWAY = 1000  # so often it is seen whether the folders are still the same, and all that is in them
LEFT_OUT = ("__pycache__", "4913")  # vim tries with 4913 whether it may write in a folder
ENDINGS_LEFT_OUT = ("~", ".tmp", ".swp", ".swx", ".bak", "___jb_old___", "___jb_tmp___")
Told = frozenset[Path]


class Watcher:
    """Watches folders in a thread of its own; `changes` are told in the order in which they came."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = [folder.resolve() for folder in folders]
        self._told: queue.SimpleQueue[Told] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._known = self._snapshot()
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stop.set()

    @property
    def waiting(self) -> bool:
        """Whether something was saved that wasn't told yet."""
        return not self._told.empty()

    def wait(self, seconds: float) -> Told:
        """The files that were saved, all that are known by now; none where nothing was within so many seconds."""
        try:
            told = set(self._told.get(timeout=seconds))
            while self.waiting:
                told |= self._told.get()
        except queue.Empty:
            return frozenset()
        return frozenset(told)

    def matters(self, change: Change, path: str) -> bool:
        """Whether a file may be the deck's, and not something that an editor or the system keeps beside it."""
        folder = next((folder for folder in self.folders if Path(path).is_relative_to(folder)), Path())
        names = Path(path).relative_to(folder).parts
        hidden = any(name.startswith((".", "#")) or name in LEFT_OUT for name in names)
        return not hidden and not path.endswith(ENDINGS_LEFT_OUT)

    def _run(self) -> None:
        polling = None  # as the library thinks best
        while not self._stop.is_set():
            try:
                self._watch(polling)
            except (OSError, RuntimeError):  # the system has no more watches to give
                polling = True
                time.sleep(AWAY / 1000)

    def _watch(self, polling: bool | None) -> None:
        """Tell of changes until a folder was replaced by another of its name.

        What the system doesn't tell, as on a network drive, is seen a moment later.
        """
        same = self._identity()
        changes = watch(
            *(folder for folder in self.folders if folder.is_dir()),
            watch_filter=self.matters,
            debounce=MOST,
            step=QUIET,
            stop_event=self._stop,
            rust_timeout=AWAY,
            yield_on_timeout=True,
            force_polling=polling,
        )
        # What was saved before the watch began is told now.
        first = frozenset(self.folders)
        for told in changes:
            now = self._snapshot()  # before it is told: what is saved after it will be seen
            files = {Path(path) for _, path in told} or {Path(file[0]) for file in self._known ^ now}
            self._known = now
            if first or files:
                self._told.put(first.union(files))
            first = frozenset()
            gone = any(change == Change.deleted and Path(path) in self.folders for change, path in told)
            if gone or self._identity() != same:
                return

    def _snapshot(self) -> frozenset[tuple[str, int, int, int]]:
        found = (file for folder in self.folders for file in files_in(folder))
        return frozenset(file for file in found if self.matters(Change.modified, file[0]))

    def _identity(self) -> list[tuple[int, int] | None]:
        return [_identity(folder) for folder in self.folders]


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(folder)
    except OSError:
        return None
    return found.st_dev, found.st_ino
