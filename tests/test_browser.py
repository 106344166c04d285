"""The browser of the tests shows a page, and a test fails of what goes wrong in one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.tools, pytest.mark.slow]
ROOT = Path(__file__).parent.parent

WRONG = {
    "a script that throws": "<script>nothing.here</script>",
    "what its policy blocks": (
        "<meta http-equiv='Content-Security-Policy' content='script-src none'><script>1</script>"
    ),
}


def test_it_shows_a_page(page: Page) -> None:
    page.set_content("<h1>Eén</h1><script>document.body.append(' en twee')</script>")
    assert page.inner_text("body").split() == ["Eén", "en", "twee"]


@pytest.mark.parametrize("html", WRONG.values(), ids=WRONG)
def test_a_test_fails_of_a_fault_in_a_page(html: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    (tmp_path / "test_it.py").write_text(
        f"def test(page): page.goto({(tmp_path / 'page.html').as_uri()!r})", encoding="utf-8"
    )
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "-q"]
    done = subprocess.run(
        [*command, "-c", "pyproject.toml", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 passed, 1 error" in done.stdout, done.stdout
