"""The harness in its short form; and that it sees what is lost, by a builder that loses things."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.faults.processes import ROOT
from tests.faults.run import KINDS, drawn

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("faults"),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how long a process has run"),
]

# A builder that puts its files in place one after the other, and looks at none of them when it says that all is well.
CARELESS = """
import shutil, sys
from deckpress import fresh, write
def commit(out, folder, names, outdated=tuple):
    for name in names:
        (out / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(folder / name, out / name)
        (folder / name).unlink()
write.commit = commit
fresh._same = lambda path, known: True
from tests.faults.run import main
sys.exit(main())
"""


def harness(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_a_fault_of_each_kind_loses_nothing() -> None:
    done = harness("-m", "tests.faults.run", "--faults", "30", "--seed", "1")
    assert done.returncode == 0 and "| all | " in done.stdout, done.stdout


def test_what_is_lost_is_seen() -> None:
    done = harness("-c", CARELESS, "--faults", "14", "--kinds", "killed at a change,output damaged")
    assert done.returncode == 1, done.stdout
    assert "the output is a mix" in done.stdout and ".pdf is believed" in done.stdout, done.stdout


def test_each_kind_is_drawn_and_spread_over_a_build_s_life() -> None:
    for faults in (1, 30, 300):
        found = [(kind.name, share) for kind, share in drawn(KINDS, faults)]
        assert len(found) >= faults and {name for name, _ in found} == {kind.name for kind in KINDS}
    shares = [share for name, share in found if name == "killed"]
    assert min(shares) < 0.05 and max(shares) > 0.95 and len(shares) > 20
