"""The command itself, on a tiny deck: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from deckpress import cli
from tests.decks import replace_in, tiny_deck

ROOT = Path(__file__).parent.parent
PRINTED = (
    *("klein-a4-duplex.pdf", "klein-a4-fold.pdf", "klein-a4-large.pdf", "klein-manual-booklet.pdf"),
    *("klein-press-manual.pdf", "klein-press.pdf", "klein-press.txt"),
)
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    tiny_deck(tmp_path / "deck")
    return tmp_path


def own(home: Path) -> dict[str, str]:
    """Folders for the cache and the printers that nobody else uses."""
    return {"DECKPRESS_CACHE": str(home / "cache"), "DECKPRESS_CONFIG": str(home / "config")}


@pytest.fixture
def run(home: Path) -> Run:
    def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *words],
            cwd=home,
            env=os.environ | own(home) | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return command


def test_a_build_writes_the_deck_and_a_second_has_nothing_to_do(run: Run, home: Path) -> None:
    first = run("--deck", "deck")
    assert first.returncode == 0, first.stderr
    assert "output/klein.pdf: " in first.stdout and not first.stderr
    before = (home / "output" / "klein.pdf").stat().st_mtime_ns
    second = run("build", "--deck", "deck")
    assert (second.returncode, second.stdout) == (0, "nothing changed: output is up to date\n")
    assert (home / "output" / "klein.pdf").stat().st_mtime_ns == before


def test_a_change_a_loss_or_force_builds_again(run: Run, home: Path) -> None:
    run("--deck", "deck")
    replace_in(home / "deck" / "1.1.yaml", "Doe iets.", "Doe iets anders.")
    assert "writing klein.pdf" in run("--deck", "deck").stdout
    (home / "output" / "klein.pdf").unlink()
    assert "writing klein.pdf" in run("--deck", "deck").stdout
    assert "nothing changed" in run("--deck", "deck").stdout
    assert "writing klein.pdf" in run("--deck", "deck", "--force").stdout


def test_the_manifest_says_what_was_made_of_what(run: Run, home: Path) -> None:
    run("--deck", "deck")
    manifest = json.loads((home / "output" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["slug"] == "klein" and manifest["edition"] == "2026.1"
    assert sorted(manifest["cards"]) == ["1.1", "1.2"]
    assert list(manifest["files"]) == [
        "cards/1.1.pdf",
        "cards/1.2.pdf",
        *PRINTED,
        "klein.pdf",
        "parts/1.pdf",
        "site/index.html",
    ]
    before = manifest["cards"]
    replace_in(home / "deck" / "1.1.yaml", "Doe iets.", "Doe iets anders.")
    run("--deck", "deck")
    after = json.loads((home / "output" / "manifest.json").read_text(encoding="utf-8"))["cards"]
    assert after["1.1"]["content"] != before["1.1"]["content"]
    assert after["1.2"]["content"] == before["1.2"]["content"]


def test_check_judges_and_writes_nothing(run: Run, home: Path) -> None:
    done = run("check", "--deck", "deck")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no problems: " in done.stdout
    assert not (home / "output").exists()


def test_an_address_that_leads_nowhere_is_said_before_printing(run: Run, home: Path) -> None:
    assert "before you print" not in run("--deck", "deck").stdout
    replace_in(home / "deck" / "deck.yaml", "https://example.org/klein/", "https://klein.example/")
    assert "before you print: site_url is https://klein.example/" in run("--deck", "deck").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["biuld"], "invalid choice: 'biuld'"),
        (["--dek", "x"], "unrecognized arguments: --dek"),
        (["check", "--out", "x"], "unrecognized arguments: --out x"),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, words: list[str], said: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert not done.stdout


def test_help_names_the_commands_and_exit_codes(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("build", "check", "Exit codes", "3 something missing"))


def test_a_deck_that_is_not_there_ends_with_1(run: Run, home: Path) -> None:
    done = run("--deck", "dekc")
    assert done.returncode == 1
    assert done.stderr.startswith("dekc: ") and "1 problem: nothing was written" in done.stderr
    assert not (home / "output").exists()


def test_an_output_that_cant_be_written_ends_with_3(run: Run, home: Path) -> None:
    (home / "output").write_text("in the way", encoding="utf-8")
    done = run("--deck", "deck")
    assert done.returncode == 3
    assert "can't write" in done.stderr and (home / "output").read_text(encoding="utf-8") == "in the way"


def test_a_package_that_is_missing_ends_with_3_and_the_command(home: Path) -> None:
    """As on a machine where nothing is installed: this Python starts without its packages."""
    command = [sys.executable, "-S", str(ROOT / "build.py"), "--deck", "deck"]
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "No module named" in done.stderr and "Type:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_of_the_builder_ends_with_4(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setattr("deckpress.reading.load_theme", lambda folder: 1 / 0)
    assert cli.main(["--deck", "deck"]) == 4
    assert "this is a fault of the builder; nothing was written" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
def test_stopped_by_ctrl_c_it_leaves_the_output_as_it_was(run: Run, home: Path) -> None:
    run("--deck", "deck")
    before = {path: path.read_bytes() for path in (home / "output").rglob("*") if path.is_file()}
    replace_in(home / "deck" / "1.1.yaml", "Doe iets.", "Doe iets anders.")
    # A shell starts what it puts in the background deaf to Ctrl-C, and so all that starts from there.
    hearing = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code = hearing + "from deckpress.cli import main; sys.exit(main())"
    environment = os.environ | {"DECKPRESS_CACHE": str(home / "cache"), "PYTHONPATH": str(ROOT)}
    with FileLock(home / "output" / ".lock"):  # so that it can't end before it is stopped
        process = subprocess.Popen(
            [sys.executable, "-c", code, "--deck", "deck"],
            cwd=home,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout and process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    after = {path: path.read_bytes() for path in (home / "output").rglob("*") if path.is_file()}
    assert (process.returncode, said) == (130, "stopped: nothing was written\n")
    assert after == before


def test_two_builds_at_once_both_end_well(run: Run, home: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "--quiet", "--deck", "deck"]
    environment = os.environ | {"DECKPRESS_CACHE": str(home / "cache")}
    both = [subprocess.Popen(command, cwd=home, env=environment) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert "nothing changed" in run("--deck", "deck").stdout
    assert sorted(path.name for path in (home / "output").iterdir()) == [
        ".lock",
        "cards",
        *PRINTED,
        "klein.pdf",
        "manifest.json",
        "parts",
        "site",
    ]


def test_a_printer_is_calibrated_and_used(run: Run, home: Path) -> None:
    sheet = run("calibrate", "--printer", "kantoor")
    assert sheet.returncode == 0 and "output/calibration.pdf: print it on both sides" in sheet.stdout
    first = (home / "output" / "calibration.pdf").read_bytes()
    kept = run("calibrate", "--printer", "kantoor", "--flip", "short-edge", "--back-offset", "-1.5,0.5")
    assert kept.returncode == 0 and "kantoor.yaml: kept" in kept.stdout
    assert run("calibrate", "--printer", "kantoor").returncode == 0
    assert (home / "output" / "calibration.pdf").read_bytes() != first
    build = ("--deck", "deck", "--only", "duplex", "--printer", "kantoor")
    assert run(*build).returncode == 0
    corrected = (home / "output" / "klein-a4-duplex.pdf").read_bytes()
    assert b"/DuplexFlipShortEdge" in corrected
    assert "nothing changed" in run(*build).stdout
    run("calibrate", "--printer", "kantoor", "--flip", "short-edge", "--back-offset", "1,1")
    assert "nothing changed" not in run(*build).stdout
    assert (home / "output" / "klein-a4-duplex.pdf").read_bytes() != corrected


def test_chosen_cards_have_a_folder_of_their_own(run: Run, home: Path) -> None:
    words = ("--deck", "deck", "--select", "1.2", "--name", "Avond Gent", "--only", "screen")
    assert "output/avond-gent/avond-gent.pdf: 4 pages" in run(*words).stdout
    assert run(*words).stdout == "nothing changed: output/avond-gent is up to date\n"
    drawn = ("--deck", "deck", "--random", "1", "--seed", "7", "--only", "screen")
    assert run(*drawn).returncode == 0
    before = (home / "output" / "selectie" / "selectie.pdf").read_bytes()
    run(*drawn, "--force")
    assert (home / "output" / "selectie" / "selectie.pdf").read_bytes() == before
    wrong = run("--deck", "deck", "--select", "thema:x")
    assert wrong.returncode == 1 and "there is no thema `x`" in wrong.stderr
