"""Writes docs/dependencies.md: what the builder is made of that others made, what for, and under which licence.

usage: python docs/dependencies.py

Versions and who needs what are read from the lock files, purposes from the comments in `requirements/*.in`, licences
from the installed packages: so it takes an environment that `python3 -m deckpress.bootstrap dev` made.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from requirements.pins import LOCKS, Pin, listed, pins  # noqa: E402

TARGET = ROOT / "docs" / "dependencies.md"
LISTS = {name: ROOT / "requirements" / f"{name}.in" for name in LOCKS}

# Licences (SPDX) that this project may use: they ask for no more than naming, and sharing changes to their own files.
ALLOWED = {
    *("MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "Zlib", "OFL-1.1"),
    *("MPL-1.1", "MPL-2.0"),
}
# What packages call their licences that say it in no SPDX expression.
SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
}
# Where a package's data isn't precise, or wrong, what its licence file says.
READ = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # MPL-2.0: axe-core, which it carries
    "colorama": "BSD-3-Clause",
    "cssselect2": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "pydyf": "BSD-3-Clause",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "qrcode": "BSD-3-Clause AND MIT",
    "tinycss2": "BSD-3-Clause",
    "weasyprint": "BSD-3-Clause",
    "webencodings": "BSD-3-Clause",
}
# Packages for other systems and versions of Python, and for bench/, which aren't installed where this runs.
ELSEWHERE = {
    "brotlicffi": "MIT",
    "exceptiongroup": "MIT AND PSF-2.0",
    "tomli": "MIT",
    "typst": "Apache-2.0",
}


class Bundled(NamedTuple):
    """A file of others in the repository: from its root; what it is, its version, licence, and where it is from."""

    path: str
    name: str
    version: str
    licence: str
    source: str


_FONT = ("2.001", "OFL-1.1", "https://github.com/googlefonts/atkinson-hyperlegible-next")
BUNDLED = (
    Bundled(
        "styles/fonts/AtkinsonHyperlegibleNext_400Regular.ttf", "Atkinson Hyperlegible Next Regular", *_FONT
    ),
    Bundled(
        "styles/fonts/AtkinsonHyperlegibleNext_600SemiBold.ttf", "Atkinson Hyperlegible Next SemiBold", *_FONT
    ),
    Bundled("styles/fonts/AtkinsonHyperlegibleNext_700Bold.ttf", "Atkinson Hyperlegible Next Bold", *_FONT),
    Bundled(
        "styles/icc/FOGRA39L_coated.icc",
        "FOGRA39L coated, a profile for offset on coated paper",
        "of 2018",
        "Zlib",
        "colord's `cd-create-profile`, by way of TeX Live's package colorprofiles",
    ),
    Bundled(
        "templates/site/script/vendor/qrcode.js",
        "qrcode-generator, by which the site draws a choice's QR code",
        "2.0.4",
        "MIT",
        "https://github.com/kazuhikoarase/qrcode-generator, `dist/qrcode.js`",
    ),
)

HEAD = """# Dependencies

What the builder is made of that others made. `python docs/dependencies.py` writes this file from the lock files in
`requirements/` and the installed packages; a test holds that it names all that is pinned. `make audit` asks whether a
known vulnerability is in a pin.

Every package is pinned with hashes, and installed with `--require-hashes`: what isn't byte for byte what was locked is
refused. Licences are SPDX; of a choice (OR) one is enough. The programs of the system that `deckpress/system.py` names
(Pango for the builder; Chromium, Java, Ghostscript, qpdf, Poppler and MuPDF for the tests) come with its licences.
"""
PINNED = "| package | version | for | licence | needed by |\n|---|---|---|---|---|"
ASKED = "| package | version | what for | licence |\n|---|---|---|---|"
FILES = "| file | what | version | licence | from | SHA-256 |\n|---|---|---|---|---|---|"


def licence(name: str) -> str:
    """A package's licence as an SPDX expression, or as near as its data says. Raises PackageNotFoundError."""
    if name in READ:
        return READ[name]
    try:
        data = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        if name in ELSEWHERE:
            return ELSEWHERE[name]
        raise
    expression, named = ((data.get_all(key) or [""])[0] for key in ("License-Expression", "License"))
    said = expression or _short(named) or _classified(data.get_all("Classifier") or [])
    return SPDX.get(said, said)


def is_allowed(expression: str) -> bool:
    """Whether a licence may be used: of each part (AND) one alternative (OR) is allowed."""
    return all(
        any(choice.strip(" ()") in ALLOWED for choice in part.split(" OR "))
        for part in expression.split(" AND ")
    )


def sha256(path: str) -> str:
    """The hash of a file of the repository."""
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()


def document() -> str:
    """The text of the file."""
    locked = {name: pins(lock.read_text(encoding="utf-8")) for name, lock in LOCKS.items()}
    asked = {name: listed(file) for name, file in LISTS.items()}
    of_deck = {(pin.name, pin.version) for pin in locked["deck"]}
    only_tests = [pin for pin in locked["test"] if (pin.name, pin.version) not in of_deck]
    sections = [
        ("What the builder asks for", ASKED, _asked(locked["deck"], asked["deck"])),
        ("What that needs", PINNED, _needed(locked["deck"], asked["deck"])),
        ("What tests and linters ask for", ASKED, _asked(only_tests, asked["test"])),
        ("What that needs", PINNED, _needed(only_tests, asked["test"])),
        (
            "What bench/ compares with, in an environment of its own",
            ASKED,
            _asked(locked["bench"], asked["bench"]),
        ),
        ("Files in this repository", FILES, _files()),
    ]
    return HEAD + "".join(
        f"\n## {title}\n\n{head}\n" + "\n".join(rows) + "\n" for title, head, rows in sections
    )


def _asked(locked: Sequence[Pin], asked: dict[str, str]) -> Iterator[str]:
    for pin in locked:
        if pin.name in asked:
            yield _row(pin.name, _version(pin), asked[pin.name], licence(pin.name))


def _needed(locked: Sequence[Pin], asked: dict[str, str]) -> Iterator[str]:
    for pin in locked:
        if pin.name not in asked:
            needed_by = ", ".join(name for name in pin.needed_by if not name.startswith("-"))
            yield _row(
                pin.name,
                pin.version,
                f"`{pin.marker}`" if pin.marker else "all",
                licence(pin.name),
                needed_by,
            )


def _files() -> Iterator[str]:
    for file in BUNDLED:
        yield _row(
            f"`{file.path}`", file.name, file.version, file.licence, file.source, f"`{sha256(file.path)}`"
        )


def _version(pin: Pin) -> str:
    return f"{pin.version} (`{pin.marker}`)" if pin.marker else pin.version


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _short(said: str) -> str:
    """A licence that is named; the field may hold all of its text, or nothing that is one."""
    return said if len(said) < 40 and said != "UNKNOWN" else ""


def _classified(classifiers: Sequence[str]) -> str:
    names = [
        name.rpartition(" :: ")[2] for name in classifiers if name.startswith("License :: OSI Approved :: ")
    ]
    return " AND ".join(sorted({SPDX.get(name, name) for name in names})) or "unknown"


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
