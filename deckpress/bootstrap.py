"""Makes this machine ready: `.venv` with the pinned packages, and the parts of the system that they need.

`python3 -m deckpress.bootstrap deck` is what `make deck` runs first; `dev` adds the packages of the tests and the
linters, `test` the programs that the tests run as well. Only the standard library is imported, and Python 3.7 reads
this far enough to say that it is too old.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deckpress import system

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_STAMP = VENV / "made-with.txt"
# On macOS page-validation has nothing for 3.10.
OLDEST_PYTHON = (3, 11) if sys.platform == "darwin" else (3, 10)
# What the machine can be made ready for, and the pinned packages that it takes; those of `test` hold those of `deck`.
PURPOSES = {"deck": "deck", "dev": "test", "test": "test"}

# The exit code for a machine that lacks something, as `model.MissingPart` has it.
MISSING = 3


class Unready(Exception):
    """The machine can't be made ready; the message says what is missing and what to type."""


def python_of_venv() -> Path:
    """The Python of `.venv`, whether it is there or not."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def packages_installed(purpose: str = "deck") -> bool:
    """Whether `.venv` holds the packages that are pinned for the purpose now."""
    return _venv_whole() and _read(_stamp(purpose)) == _state(purpose)


def missing_parts(purpose: str = "deck") -> list[str]:
    """The names of what the purpose needs and this machine lacks. Python's own packages are one name, the last."""
    names = [part.name for part in _missing_system_parts(purpose)]
    return names if packages_installed(purpose) else [*names, "the Python packages"]


def advice(purpose: str = "deck") -> str:
    """What this machine lacks for the purpose, and the one command to type: for whoever can't import a package."""
    parts = _missing_system_parts(purpose)
    if parts:
        return _system_advice(parts)
    if packages_installed(purpose):
        return f"this is not the Python that has the packages. Type:\n\n    {python_of_venv()} build.py"
    return f"this machine lacks the Python packages. Type:\n\n    {sys.executable} -m deckpress.bootstrap {purpose}"


def make_ready(purpose: str) -> None:
    """Installs what the purpose needs and this machine lacks. Raises Unready where that can't be done."""
    if sys.version_info < OLDEST_PYTHON:
        raise Unready(
            "Python {}.{} is too old: it takes {}.{} or newer. With one beside it: make deck PYTHON=python3.12".format(
                *sys.version_info[:2], *OLDEST_PYTHON
            )
        )
    if not missing_parts(purpose):
        return
    with _one_at_a_time():
        parts = _missing_system_parts(purpose)
        if parts:
            system.install(parts)
            parts = _missing_system_parts(purpose)
        if parts:
            raise Unready(_system_advice(parts))
        if not packages_installed(purpose):
            _install_packages(purpose)


def main(arguments: list[str] | None = None) -> int:
    """Makes the machine ready for a purpose. Returns the exit code: 0, or 3 where something is missing."""
    parser = argparse.ArgumentParser(
        prog="python3 -m deckpress.bootstrap", description="Makes this machine ready."
    )
    parser.add_argument(
        "purpose",
        choices=PURPOSES,
        help="deck: to build a deck; dev: to work on the builder; test: to test all of it",
    )
    try:
        make_ready(parser.parse_args(arguments).purpose)
    except (Unready, OSError) as error:
        print(f"deckpress: {error}", file=sys.stderr)
        return MISSING
    return 0


def _missing_system_parts(purpose: str) -> list[system.Part]:
    parts = list(system.PARTS["deck"])
    # Elsewhere the tests that need more are skipped.
    if purpose == "test" and system.has_apt():
        parts += system.PARTS["test"]
    if not _venv_whole():
        parts.insert(0, system.VENV_MODULE)
    return system.missing(parts)


def _system_advice(parts: list[system.Part]) -> str:
    names = ", ".join(part.name for part in parts)
    return f"this machine lacks {names}. Type this, and then the same again:\n\n    {system.install_command(parts)}"


def _install_packages(purpose: str) -> None:
    if not _venv_whole():
        print(f"deckpress: making {VENV}", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], f"{VENV} can't be made")
        VENV_STAMP.write_text(_version(), encoding="utf-8")
    print("deckpress: installing the pinned packages into .venv, once", flush=True)
    pip = [str(python_of_venv()), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    _run([*pip, "--require-hashes", "-r", str(_lock(purpose))], "the packages can't be installed")
    for served in {"deck", purpose}:
        _stamp(served).write_text(_state(served), encoding="utf-8")


def _run(command: list[str], failure: str) -> None:
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode:
        raise Unready(
            f"{failure}: the reason stands above. Once it is mended, the same command goes on from there."
        )


def _venv_whole() -> bool:
    """Whether `.venv` was made to the end, and by this version of Python."""
    return python_of_venv().exists() and _read(VENV_STAMP) == _version()


def _version() -> str:
    return "{}.{}".format(*sys.version_info)


def _read(stamp: Path) -> str | None:
    return stamp.read_text(encoding="utf-8") if stamp.exists() else None


def _lock(purpose: str) -> Path:
    return ROOT / "requirements" / f"{PURPOSES[purpose]}.txt"


def _stamp(purpose: str) -> Path:
    return VENV / f"installed-{PURPOSES[purpose]}.txt"


def _state(purpose: str) -> str:
    """What makes an installation stale when it changes."""
    return hashlib.sha256(_lock(purpose).read_bytes()).hexdigest()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Keeps two that run at once from installing into one `.venv`, except on Windows, which has no such lock."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with (ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
