"""The machine is made ready: in a copy of the setup with packages of its own, with real environments and a real pip."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from deckpress import bootstrap, system

ROOT = Path(__file__).parent.parent
UNKNOWN_PACKAGE = f"no-such-package==1 --hash=sha256:{'0' * 64}\n"
HAM = system.Part("Ham", lambda: False, ("ham",))
CHEESE = system.Part("Cheese", lambda: False, ("cheese",))

# They share an environment that takes seconds to make, so one worker takes them all.
pytestmark = pytest.mark.xdist_group("bootstrap")

SETUP = ("__init__.py", "bootstrap.py", "system.py")


class Clone:
    """A clone of the project that holds only what sets it up, and needs no package."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.venv = folder, folder / ".venv"
        (folder / "deckpress").mkdir(exist_ok=True)
        for name in SETUP:
            shutil.copy(ROOT / "deckpress" / name, folder / "deckpress" / name)
        (folder / "requirements").mkdir(exist_ok=True)
        self.pin("")

    def pin(self, packages: str) -> None:
        for name in ("deck", "test"):
            (self.folder / "requirements" / f"{name}.txt").write_text(f"# {name}\n{packages}")

    def offer(self, text: str) -> str:
        """Makes a package `ham` that can be installed, and that holds a text; its hash."""
        (self.folder / "wheels").mkdir(exist_ok=True)
        wheel = self.folder / "wheels" / "ham-1-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as files:
            for name, content in {
                "ham.py": text,
                "ham-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: ham\nVersion: 1\n",
                "ham-1.dist-info/WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any\n",
                "ham-1.dist-info/RECORD": "",
            }.items():
                files.writestr(zipfile.ZipInfo(name), content)  # without the time of day
        return hashlib.sha256(wheel.read_bytes()).hexdigest()

    def bootstrap(self, purpose: str = "deck") -> tuple[int, list[str], str]:
        """Runs it as `make deck` does: the exit code, what the project says of its doings, and its complaint."""
        done = subprocess.run(
            [sys.executable, "-m", "deckpress.bootstrap", purpose],
            cwd=self.folder,
            env={
                **os.environ,
                "DECKPRESS_NO_APT": "1",
                "PIP_NO_INDEX": "1",
                "PIP_FIND_LINKS": str(self.folder / "wheels"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        said = [line for line in done.stdout.splitlines() if line.startswith("deckpress:")]
        return done.returncode, [line.split()[1] for line in said], done.stderr


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """A clone that nothing was done with."""
    return Clone(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def first_run(first: Clone) -> tuple[int, list[str], str]:
    return first.bootstrap()


@pytest.fixture
def clone(first: Clone, first_run: object, tmp_path: Path) -> Clone:
    """A clone that is ready: a copy of the first, since making an environment takes seconds."""
    return Clone(Path(shutil.copytree(first.folder, tmp_path / "clone", symlinks=True)))


@pytest.mark.slow
def test_the_environment_is_made_once(first: Clone, first_run: tuple[int, list[str], str]) -> None:
    assert first_run[:2] == (0, ["making", "installing"])
    assert first.bootstrap() == (0, [], "")
    python = first.venv / "bin" / "python"
    assert (
        subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    )


@pytest.mark.slow
def test_packages_are_installed_when_the_pins_change(clone: Clone) -> None:
    clone.pin("# another\n")
    assert clone.bootstrap()[:2] == (0, ["installing"])
    assert clone.bootstrap() == (0, [], "")


@pytest.mark.slow
def test_the_packages_of_the_tests_hold_those_of_the_deck(clone: Clone) -> None:
    assert clone.bootstrap("dev")[:2] == (0, ["installing"])
    assert clone.bootstrap("dev") == (0, [], "")
    clone.pin("# another\n")
    assert clone.bootstrap("dev")[:2] == (0, ["installing"])
    assert clone.bootstrap("deck") == (0, [], "")


@pytest.mark.slow
def test_what_could_not_be_installed_is_tried_again(clone: Clone) -> None:
    clone.pin(UNKNOWN_PACKAGE)
    for _ in range(2):
        code, said, complaint = clone.bootstrap()
        assert (code, said) == (3, ["installing"])
        assert "no-such-package" in complaint
        assert "the packages can't be installed" in complaint
    clone.pin("")
    assert clone.bootstrap() == (0, [], "")


@pytest.mark.slow
def test_only_what_was_locked_byte_for_byte_is_installed(clone: Clone) -> None:
    good = clone.offer("kind = 'smoked'")
    clone.pin("ham==1\n")
    code, _, complaint = clone.bootstrap()
    assert code == 3 and "Hashes are required" in complaint
    clone.pin(f"ham==1 --hash=sha256:{good}\n")
    clone.offer("kind = 'poisoned'")
    code, _, complaint = clone.bootstrap()
    assert code == 3 and "DO NOT MATCH THE HASHES" in complaint
    clone.offer("kind = 'smoked'")
    assert clone.bootstrap() == (0, ["installing"], "")


@pytest.mark.slow
def test_a_half_made_environment_is_made_anew(clone: Clone) -> None:
    (clone.venv / "leftover").touch()
    (clone.venv / "made-with.txt").unlink()
    assert clone.bootstrap()[:2] == (0, ["making", "installing"])
    assert not (clone.venv / "leftover").exists()


@pytest.mark.parametrize("fault", ["half made", "no python", "another python"])
def test_an_environment_is_whole_or_not(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp, python = tmp_path / "made-with.txt", tmp_path / "bin" / "python"
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV_STAMP", stamp)
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    stamp.write_text("{}.{}".format(*sys.version_info))
    assert bootstrap._venv_whole()
    if fault == "another python":
        stamp.write_text("3.9")
    else:
        (stamp if fault == "half made" else python).unlink()
    assert not bootstrap._venv_whole()


def test_an_old_python_is_told_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.version_info", (3, 9, 2, "final", 0))
    assert bootstrap.main(["deck"]) == bootstrap.MISSING
    assert "Python 3.9 is too old: it takes 3.10 or newer" in capsys.readouterr().err


def test_wrong_usage_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        bootstrap.main(["dekc"])
    assert stop.value.code == 2
    assert "choose from" in capsys.readouterr().err


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has the packages but lacks ham, and on which nothing can be installed."""
    monkeypatch.setattr(system, "PARTS", {"deck": (HAM,), "test": (CHEESE,)})
    monkeypatch.setattr(system, "install_command", lambda parts: f"get {parts[0].packages[0]}")
    monkeypatch.setattr(system, "install", lambda parts: None)
    monkeypatch.setattr(bootstrap, "packages_installed", lambda purpose: True)
    monkeypatch.setattr(bootstrap, "_venv_whole", lambda: True)


@pytest.mark.usefixtures("lacking")
def test_a_missing_part_stops_with_the_one_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["deck"]) == bootstrap.MISSING
    assert capsys.readouterr().err == (
        "deckpress: this machine lacks Ham. Type this, and then the same again:\n\n    get ham\n"
    )


@pytest.mark.usefixtures("lacking")
def test_a_part_that_could_be_installed_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "install", lambda parts: monkeypatch.setattr(system, "PARTS", {"deck": ()}))
    assert bootstrap.main(["deck"]) == 0


@pytest.mark.usefixtures("lacking")
def test_only_the_tests_need_their_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "has_apt", lambda: True)
    assert [bootstrap.missing_parts(purpose) for purpose in bootstrap.PURPOSES] == [
        ["Ham"],
        ["Ham"],
        ["Ham", "Cheese"],
    ]
    monkeypatch.setattr(system, "has_apt", lambda: False)
    assert bootstrap.missing_parts("test") == ["Ham"], "without apt they are skipped"


@pytest.mark.usefixtures("lacking")
def test_nothing_is_written_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "PARTS", {"deck": ()})
    monkeypatch.setattr(bootstrap, "_one_at_a_time", lambda: pytest.fail("it wrote a lock into the clone"))
    assert bootstrap.main(["deck"]) == 0


@pytest.mark.usefixtures("lacking")
def test_advice_names_what_is_missing_and_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bootstrap.missing_parts() == ["Ham"]
    assert "lacks Ham" in bootstrap.advice()
    monkeypatch.setattr(system, "PARTS", {"deck": ()})
    assert bootstrap.missing_parts() == []
    assert bootstrap.advice().endswith(f"{bootstrap.python_of_venv()} build.py")
    monkeypatch.setattr(bootstrap, "packages_installed", lambda purpose: False)
    assert bootstrap.missing_parts() == ["the Python packages"]
    assert bootstrap.advice().endswith(f"{sys.executable} -m deckpress.bootstrap deck")
