"""Where a tool is missing its tests are skipped, but not under CI."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("true", "1 error")])
@pytest.mark.parametrize(
    ("marker", "lacking"), [("verapdf", "Java 17 or newer"), ("tools", "qpdf, Poppler, MuPDF")]
)
def test_a_missing_tool_skips_or_fails(
    marker: str, lacking: str, ci: str, outcome: str, tmp_path: Path
) -> None:
    (tmp_path / "test_it.py").write_text(f"import pytest\n@pytest.mark.{marker}\ndef test(): pass\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        "-q",
        str(tmp_path),
    ]
    done = subprocess.run(
        [*command, "-c", "pyproject.toml"],
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "CI": ci, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert lacking in done.stdout
    assert done.stdout.splitlines()[-1].startswith(outcome)
