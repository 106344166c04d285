"""What is pinned: the lock files and the lists that they are made from, as data. The standard library only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
# `test` holds all of `deck`; `bench` is installed apart from both, into an environment of its own.
LOCKS = {name: FOLDER / f"{name}.txt" for name in ("deck", "test", "bench")}

_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))?(?: \\)?")
_LISTED = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9._-]*)(?:==\S+)?(?:\s+#\s*(?P<purpose>.+))?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Pin:
    """A package in a lock file: its version, where it is installed (""; everywhere), its hashes, and what needs it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]  # names of packages, and "-r deck.in" for a list


def pins(lock: str) -> list[Pin]:
    """The pins in the text of a lock file. Raises ValueError for what is neither a pin nor a comment."""
    return [_pin(lines) for lines in _entries(lock)]


def listed(file: Path) -> dict[str, str]:
    """The packages that a list asks for by itself, by name, each with what it is for as its comment says."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if match := _LISTED.fullmatch(line):
            found[canonical(match["name"])] = match["purpose"] or ""
    return found


def canonical(name: str) -> str:
    """A package's name as lock files write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _entries(lock: str) -> Iterator[list[str]]:
    """The lines of each pin: its own, and those below it that are indented."""
    entry: list[str] = []
    for line in lock.splitlines():
        if line.startswith(" ") and entry:
            entry.append(line.strip())
        elif line and not line.startswith("#"):
            if entry:
                yield entry
            entry = [line]
    if entry:
        yield entry


def _pin(lines: list[str]) -> Pin:
    match = _PIN.fullmatch(lines[0])
    if not match:
        raise ValueError(f"this is no pin: {lines[0]}")
    comments = [
        line.removeprefix("#").strip().removeprefix("via").strip() for line in lines if line[0] == "#"
    ]
    return Pin(
        canonical(match["name"]),
        match["version"],
        match["marker"] or "",
        tuple(found[1] for line in lines if (found := _HASH.match(line))),
        tuple(name for name in comments if name),
    )
