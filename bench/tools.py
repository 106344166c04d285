"""The engines that the builder itself doesn't need, kept apart from it: its own packages tell what it is built with.

usage: tools.py

Installs Typst into `.cache/bench-venv`, with hashes, and what `PROGRAMS` names into `.cache/bench-node` where there is
npm: its packages are pinned by their version only. Says what isn't to be had; nothing else needs them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from deckpress import system  # noqa: E402

CACHE = ROOT / ".cache"
VENV, NODE = CACHE / "bench-venv", CACHE / "bench-node"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements" / "bench.txt"
# Programs of npm: the package that each is in. Their browser is the system's.
PROGRAMS = {"pagedjs-cli": "pagedjs-cli@0.4.3", "vivliostyle": "@vivliostyle/cli@11.3.3"}
HOW = "type: make bench"


def no_sandbox() -> list[str]:
    """What a browser must be told to run for root, as it does in a container."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []


def no_browser() -> str:
    return "" if system.chromium() else "no Chromium on this machine"


def no_typst() -> str:
    return "" if PYTHON.exists() else f"Typst isn't in {VENV}; {HOW}"


def program(name: str) -> Path:
    """Where a program of npm is, if it is."""
    return NODE / name / "node_modules" / ".bin" / name


def no_program(name: str) -> str:
    if not program(name).exists():
        return f"it isn't in {NODE}; {HOW}" if shutil.which("npm") else "no npm on this machine"
    return no_browser()


def install_typst() -> int:
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    return subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=False).returncode


def install_program(name: str) -> int:
    """By npm, each into a folder of its own, as their packages don't go together. None of their scripts is run."""
    folder = NODE / name
    folder.mkdir(parents=True, exist_ok=True)
    npm = [
        "npm",
        "install",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--loglevel=error",
        "--prefix",
        str(folder),
    ]
    return subprocess.run([*npm, PROGRAMS[name]], cwd=folder, check=False).returncode


def main() -> None:
    if no_typst() and install_typst():
        print("Typst can't be installed: the reason stands above")
    for name in PROGRAMS:
        if not program(name).exists() and shutil.which("npm") and install_program(name):
            print(f"{name} can't be installed: the reason stands above")


if __name__ == "__main__":
    main()
