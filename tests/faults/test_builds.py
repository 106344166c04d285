"""Builds that are killed, raced, and whose files are changed, damaged or taken away under them.

After each the output is the old deck or the new one, never a mix, and the next build is right.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.builds import NEW, NEWER, OLD, Home, State, states
from tests.preview.watched import Watched

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("faults")]
KILLS = 10


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[State, State]:
    return states(tmp_path_factory.mktemp("states"))


@pytest.fixture
def home(tmp_path: Path, both: tuple[State, State]) -> Home:
    """The old deck built, and its new text written."""
    made = Home(tmp_path)
    assert made.build()[0] == 0 and made.state() == both[0]
    made.write(OLD, NEW)
    return made


def is_new_after_one_more(home: Home, new: State) -> bool:
    """Whether the next build makes the new deck, and leaves nothing of what went before."""
    code, said = home.build()
    assert code == 0, said
    return home.state() == new and home.left() == []


def test_killed_at_any_moment_it_is_the_old_or_the_new(home: Home, both: tuple[State, State]) -> None:
    start = time.monotonic()
    assert home.build("--force")[0] == 0
    whole = time.monotonic() - start
    for number in range(KILLS):
        old, new = both if number % 2 else both[::-1]
        home.write(*((OLD, NEW) if number % 2 else (NEW, OLD)))
        process = home.start()
        time.sleep(whole * (number + 0.7) / KILLS)
        process.kill()
        process.communicate()
        assert home.state() in (old, new), number
        assert is_new_after_one_more(home, new), number


@pytest.mark.parametrize("name", ["fit.json", "manifest.json", "verbinding.pdf"])
def test_what_was_cut_in_half_is_made_anew(home: Home, both: tuple[State, State], name: str) -> None:
    assert home.build()[0] == 0 and home.state() == both[1]
    target = {"fit.json": home.cache / name, "manifest.json": home.out / name}.get(
        name, home.out / "klein.pdf"
    )
    target.write_bytes(target.read_bytes()[: target.stat().st_size // 2])
    assert is_new_after_one_more(home, both[1])
    target.write_bytes(b"")
    assert is_new_after_one_more(home, both[1])


def test_a_card_taken_away_in_mid_build(home: Home, both: tuple[State, State]) -> None:
    process = home.start()
    assert process.stdout
    assert "cards 2" in process.stdout.readline()
    home.card.rename(home.folder / "away.yaml")
    process.communicate()
    assert home.state() in both
    before = home.state()
    code, said = home.build()
    assert code == 1 and "nothing was written" in said and home.state() == before
    (home.folder / "away.yaml").rename(home.card)
    assert is_new_after_one_more(home, both[1])


def test_a_card_changed_in_mid_build_is_built_by_the_next(home: Home, both: tuple[State, State]) -> None:
    process = home.start()
    assert process.stdout
    assert "cards 2" in process.stdout.readline()
    home.write(NEW, NEWER)
    process.communicate()
    assert process.returncode == 0
    code, said = home.build()
    assert code == 0 and "nothing changed" not in said
    home.write(NEWER, NEW)
    assert is_new_after_one_more(home, both[1])


def test_a_clock_set_back_changes_nothing(home: Home, both: tuple[State, State]) -> None:
    assert home.build()[0] == 0
    for path in [*home.folder.rglob("*")]:
        os.utime(
            path, (4_000_000_000, 4_000_000_000)
        )  # in 2096, which is what now looks like to an earlier clock
    assert "nothing changed" in home.build()[1]
    home.write(NEW, OLD)
    os.utime(home.card, (1, 1))
    code, said = home.build()
    assert code == 0 and "nothing changed" not in said and home.state() == both[0]


def test_two_builds_and_a_preview_at_once(home: Home, both: tuple[State, State]) -> None:
    watched = Watched(home.folder, home.cache, "--port", "0")
    try:
        assert watched.address
        builds = [home.start() for _ in range(2)]
        for process in builds:
            _, error = process.communicate()
            assert process.returncode == 0, error
        assert home.state() == both[1] and home.left() == []
        assert watched.process.poll() is None
    finally:
        watched.kill()
    assert is_new_after_one_more(home, both[1])


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk_leaves_the_old_deck(home: Home, both: tuple[State, State]) -> None:
    small = home.folder / "small"
    small.mkdir()
    size = sum(path.stat().st_size for path in home.out.rglob("*") if path.is_file()) * 1.2 // 4096 * 4096
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={int(size)}", "tmpfs", str(small)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this machine mounts no small disk")
    try:
        home.out = small / "output"
        home.write(NEW, OLD)
        assert home.build("--out", str(home.out))[0] == 0
        home.write(OLD, NEW)
        code, said = home.build("--out", str(home.out))
        assert code == 3 and "No space left" in said, said
        assert home.state() == both[0] and home.left() == []
    finally:
        subprocess.run(["umount", str(small)], check=True)
