"""Inputs of 1 MB of one thing again and again: each target comes to an end. bench/hostile.py says how soon."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import NAMES

ROOT = Path(__file__).parent.parent.parent
SIZES = {"loader": 128_000}  # bytes, as there are very many; all others are as large as can be
SECONDS = 300  # far more than they need together on a busy machine; what hangs takes hours
RUN = """
import sys
from tests.fuzz.pathological import inputs
from tests.fuzz.targets import target
for label, data in inputs(sys.argv[1], int(sys.argv[2])).items():
    print(ascii(label), flush=True)
    target(sys.argv[1])(data)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_nothing_hangs(name: str) -> None:
    command = [sys.executable, "-c", RUN, name, str(SIZES.get(name, 1_000_000))]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        shown = (error.stdout or b"").decode() if isinstance(error.stdout, bytes) else error.stdout or ""
        pytest.fail(f"{name} hangs at {shown.splitlines()[-1:]}")
    assert done.returncode == 0, done.stdout.splitlines()[-1:] + done.stderr.splitlines()[-8:]
