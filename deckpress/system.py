"""The parts of the system that pip can't bring: what this machine lacks, and how to get it.

`bootstrap` imports this, so only the standard library is used, and Python 3.7 can read it.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

OLDEST_JAVA = 17
APT_LISTS = Path("/var/lib/apt/lists")
# What the tests of spelling read, `.aff` and `.dic`: OpenTaal's, as Debian's hunspell-nl has it.
DUTCH_DICTIONARY = Path("/usr/share/hunspell/nl_BE")
HOMEBREW_PANGO = Path("/opt/homebrew/lib/libpango-1.0.dylib")

# Where WeasyPrint looks for its libraries on Windows.
DLL_FOLDERS = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"

# What brings Pango where there is no apt, by the program that installs it.
OTHER_INSTALLERS = {
    "brew": "brew install pango",
    "dnf": "sudo dnf install pango",
    "pacman": "sudo pacman -S pango",
    "zypper": "sudo zypper install pango",
    "apk": "sudo apk add pango",
}


@dataclass(frozen=True)
class Part:
    """A part of the system: its name, whether it is there, and its Debian packages, of which the first known is meant.

    An `optional` part is done without where the system has no package of it.
    """

    name: str
    found: Callable[[], bool]
    packages: tuple[str, ...]
    optional: bool = False


def _library(linux: str, macos: str, windows: str) -> Callable[[], bool]:
    """Whether a shared library loads, by the name that WeasyPrint loads it by on each system."""

    def found() -> bool:
        try:
            ctypes.CDLL({"darwin": macos, "win32": windows}.get(sys.platform, linux))
        except OSError:
            return False
        return True

    return found


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def chromium() -> str | None:
    """The path of Chromium or of a browser made of it; None where there is none."""
    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, found), None)


def _venv_module_found() -> bool:
    """Debian's python3 has venv, but not the ensurepip that venv needs, until python3-venv is there."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def _java_found() -> bool:
    if not shutil.which("java"):
        return False
    words = subprocess.run(["java", "-version"], stderr=subprocess.PIPE, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', words)
    return version is not None and int(version.group(1)) >= OLDEST_JAVA


VENV_MODULE = Part("Python's venv module", _venv_module_found, ("python3-venv",))

PARTS = {
    "deck": (
        Part(
            "Pango",
            _library("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
            ("libpango-1.0-0",),
        ),
        Part(
            "PangoFT2",
            _library("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
            ("libpangoft2-1.0-0",),
        ),
        # Not before HarfBuzz 4, so not on Ubuntu 22.04: there, WeasyPrint cuts fonts down by slower means.
        Part(
            "HarfBuzz Subset",
            _library("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
            ("libharfbuzz-subset0",),
            optional=True,
        ),
    ),
    "test": (
        # Not just the default, which is 11 on Ubuntu 22.04.
        Part(
            f"Java {OLDEST_JAVA} or newer",
            _java_found,
            ("openjdk-21-jre-headless", "openjdk-17-jre-headless", "default-jre-headless"),
        ),
        Part("JAXB", Path("/usr/share/java/jaxb-runtime.jar").exists, ("libjaxb-java",)),
        Part("qpdf", _program("qpdf"), ("qpdf",)),
        Part("Poppler", _program("pdftoppm"), ("poppler-utils",)),
        Part("MuPDF", _program("mutool"), ("mupdf-tools",)),
        Part("Ghostscript", _program("gs"), ("ghostscript",)),
        # Ubuntu has it only as a snap, which apt can't bring.
        Part("Chromium", lambda: chromium() is not None, ("chromium",), optional=True),
        Part("Dutch dictionary", DUTCH_DICTIONARY.with_suffix(".dic").exists, ("hunspell-nl",)),
    ),
}


def missing(parts: list[Part]) -> list[Part]:
    """Those of the parts that this machine lacks and could have."""
    if sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", DLL_FOLDERS).split(";"):
            if os.path.isdir(folder):
                os.add_dll_directory(folder)
    lacking = [part for part in parts if not part.found()]
    return [part for part in lacking if not part.optional or package_of(part)]


def has_apt() -> bool:
    """Whether this is Debian, Ubuntu or a system made of them."""
    return shutil.which("apt-get") is not None


def package_of(part: Part) -> str | None:
    """The Debian package of a part; None for an optional part that has none here. No lists yet: the usual name."""
    if not has_apt():
        return None
    for name in part.packages:
        # `show` also knows names that are only referred to; `madison` lists what can be had.
        if subprocess.run(["apt-cache", "madison", name], capture_output=True, check=False).stdout:
            return name
    no_lists = not any(APT_LISTS.glob("*Packages*"))
    return part.packages[-1] if no_lists or not part.optional else None


def install_command(parts: list[Part]) -> str:
    """The one command, for a person to type, that brings the parts."""
    if has_apt():
        packages = " ".join(filter(None, map(package_of, parts)))
        command = f"apt-get update && apt-get install -y --no-install-recommends {packages}"
        if os.geteuid() == 0:
            return command
        return f"sudo sh -c '{command}'" if shutil.which("sudo") else f"su -c '{command}'"
    if sys.platform == "win32":
        return r"C:\msys64\usr\bin\pacman -S mingw-w64-ucrt-x86_64-pango"
    if sys.platform == "darwin" and HOMEBREW_PANGO.exists():
        return f"export DYLD_FALLBACK_LIBRARY_PATH={HOMEBREW_PANGO.parent}"
    known = [command for program, command in OTHER_INSTALLERS.items() if shutil.which(program)]
    return known[0] if known else "(your system's way to install Pango 1.44 or newer)"


def install(parts: list[Part]) -> None:
    """Installs the parts by apt, where that may be done without asking anyone; otherwise does nothing.

    `DECKPRESS_NO_APT=1` forbids it. Whether it worked, `missing` tells.
    """
    prefix = _root_prefix()
    if os.environ.get("DECKPRESS_NO_APT") or not has_apt() or prefix is None:
        return
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    # An outdated list names packages that are gone. One source that can't be reached may not be the one that matters.
    subprocess.run([*apt, "update"], check=False, stdin=subprocess.DEVNULL)
    packages = [package for package in map(package_of, parts) if package]
    print(f"deckpress: installing {' '.join(packages)}", flush=True)
    subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *packages], check=False, stdin=subprocess.DEVNULL
    )


def _root_prefix() -> list[str] | None:
    """What goes before a command for root to run it; None where that would ask for a password."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    asks = (
        not shutil.which("sudo")
        or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
    )
    return None if asks else ["sudo", "-n"]
