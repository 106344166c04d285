"""All outputs of a build: the same on one core as on more, also what is known of fits afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.decks import add_cards, add_example, tiny_deck

ROOT = Path(__file__).parent.parent
ONE_CORE = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
BUILD = "import runpy, sys; sys.argv[0] = 'build.py'; runpy.run_path(sys.argv[0], run_name='__main__')"


def built(folder: Path, deck: Path, before: str) -> tuple[dict[str, bytes], set[str]]:
    """What a build makes, by name, and what is known of fits then."""
    command = [
        sys.executable,
        "-c",
        before + BUILD,
        "--quiet",
        "--deck",
        str(deck),
        "--out",
        str(folder / "out"),
    ]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"DECKPRESS_CACHE": str(folder / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    files = [file for file in (folder / "out").rglob("*") if file.is_file()]
    _, _, known = (folder / "cache" / "fit.json").read_bytes().partition(b"\n")
    made = {file.relative_to(folder / "out").as_posix(): file.read_bytes() for file in files}
    return made, set(json.loads(known))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is done aside")
def test_a_core_more_changes_nothing(tmp_path: Path) -> None:
    deck = tiny_deck(tmp_path / "deck")
    add_cards(deck, 7)  # enough to be fitted by two
    add_example(deck, "Een zin.\n\n@lines 3\n")
    one, known = built(tmp_path / "one", deck, ONE_CORE)
    all_of_them = built(tmp_path / "all", deck, "")
    assert {"examples/boek.pdf", "parts/1.pdf", "cards/1.1.pdf", "klein.pdf", "site/index.html"} <= set(one)
    assert all_of_them == (one, known)
