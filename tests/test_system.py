"""What the machine lacks, and how it is got: on machines made of a folder with a few made-up programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress import system
from deckpress.system import Part, install, install_command, missing, package_of

CHEESE = Part("Cheese", lambda: False, ("cheese-new", "cheese"))
HAM = Part("Ham", lambda: False, ("ham",))
GARNISH = Part("Garnish", lambda: False, ("garnish",), optional=True)
PRESENT = Part("Bread", lambda: True, ("bread",))
UPDATE = "env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update"


class Machine:
    """A machine that has only the programs given to it, and notes how each is called."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.log = folder / "bin", folder / "log"
        self.bin.mkdir()
        self.log.touch()

    def has(self, program: str, does: str = "") -> None:
        file = self.bin / program
        file.write_text(f'#!/bin/sh\necho "{program} $*" >>"{self.log}"\n{does}\n')
        file.chmod(0o755)

    def has_apt(self, *packages: str) -> None:
        """apt, which knows these packages, and `env`, which root runs it by."""
        self.has("apt-get")
        self.has("env")
        self.has(
            "apt-cache", f'case "$1 {" ".join(packages)} " in madison*" $2 "*) echo "$2 | 1.0 | here";; esac'
        )

    @property
    def calls(self) -> list[str]:
        """What was called, but for the questions to apt-cache."""
        return [line for line in self.log.read_text().splitlines() if not line.startswith("apt-cache")]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(made.bin))
    monkeypatch.delenv("DECKPRESS_NO_APT", raising=False)
    monkeypatch.setattr(system, "APT_LISTS", tmp_path)
    (tmp_path / "some_Packages").touch()
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return made


def as_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)


def test_a_library_is_found_by_loading_it() -> None:
    assert system._library("libc.so.6", "libSystem.dylib", "kernel32.dll")()
    assert not system._library("libno.so.6", "libno.dylib", "no.dll")()


@pytest.mark.parametrize(
    ("version", "enough"), [("17.0.21", True), ("21", True), ("11.0.2", False), ("1.8.0_292", False)]
)
def test_java_must_be_new_enough(version: str, enough: bool, machine: Machine) -> None:
    machine.has("java", f"echo 'openjdk version \"{version}\" 2026-11-17' >&2")
    assert system._java_found() is enough


def test_no_java_is_no_java(machine: Machine) -> None:
    assert not system._java_found()


def test_every_part_of_the_tests_is_missing_on_an_empty_machine(machine: Machine) -> None:
    machine.has_apt("chromium")
    files = ("JAXB", "Dutch dictionary")
    names = [part.name for part in missing(list(system.PARTS["test"])) if part.name not in files]
    assert names == ["Java 17 or newer", "qpdf", "Poppler", "MuPDF", "Ghostscript", "Chromium"]


def test_the_first_package_that_apt_has_is_meant(machine: Machine) -> None:
    machine.has_apt("cheese")
    assert package_of(CHEESE) == "cheese"
    machine.has_apt("cheese", "cheese-new")
    assert package_of(CHEESE) == "cheese-new"


def test_before_the_first_update_the_usual_package_is_meant(machine: Machine, tmp_path: Path) -> None:
    machine.has_apt()
    (tmp_path / "some_Packages").unlink()
    assert package_of(CHEESE) == "cheese"
    assert package_of(GARNISH) == "garnish"


def test_missing_leaves_out_what_is_there_and_what_can_be_done_without(machine: Machine) -> None:
    machine.has_apt("ham")
    assert missing([PRESENT, HAM, GARNISH]) == [HAM]
    machine.has_apt("ham", "garnish")
    assert missing([PRESENT, HAM, GARNISH]) == [HAM, GARNISH]


def test_root_installs(machine: Machine) -> None:
    machine.has_apt("ham", "cheese")
    install([HAM, CHEESE])
    assert machine.calls == [
        UPDATE,
        UPDATE.replace("update", "install -y --no-install-recommends ham cheese"),
    ]


def test_sudo_installs_where_it_asks_nothing(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    as_user(monkeypatch)
    machine.has_apt("ham")
    machine.has("sudo")
    install([HAM])
    assert machine.calls[:2] == ["sudo -n true", f"sudo -n {UPDATE}"]
    assert machine.calls[2].endswith("install -y --no-install-recommends ham")


def test_nothing_is_installed_where_it_may_not_be(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.has_apt("ham")
    monkeypatch.setenv("DECKPRESS_NO_APT", "1")
    install([HAM])
    monkeypatch.delenv("DECKPRESS_NO_APT")
    as_user(monkeypatch)
    install([HAM])
    machine.has("sudo", "exit 1")
    install([HAM])
    assert machine.calls == ["sudo -n true"]


def test_the_command_to_type_is_for_who_types_it(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.has_apt("ham")
    command = "apt-get update && apt-get install -y --no-install-recommends ham"
    assert install_command([HAM, GARNISH]) == command
    as_user(monkeypatch)
    assert install_command([HAM]) == f"su -c '{command}'"
    machine.has("sudo")
    assert install_command([HAM]) == f"sudo sh -c '{command}'"


@pytest.mark.parametrize("program", system.OTHER_INSTALLERS)
def test_the_command_is_the_one_of_the_system(program: str, machine: Machine) -> None:
    machine.has(program)
    assert install_command([HAM]) == system.OTHER_INSTALLERS[program]


def test_a_system_that_is_not_known_is_told_what_to_get(machine: Machine) -> None:
    assert "Pango 1.44" in install_command([HAM])


def test_macos_is_told_where_homebrew_has_pango(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(system, "HOMEBREW_PANGO", tmp_path / "lib" / "pango")
    machine.has("brew")
    assert install_command([HAM]) == "brew install pango"
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "pango").touch()
    assert install_command([HAM]) == f"export DYLD_FALLBACK_LIBRARY_PATH={tmp_path}/lib"


def test_windows_is_told_of_msys2(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert install_command([HAM]) == r"C:\msys64\usr\bin\pacman -S mingw-w64-ucrt-x86_64-pango"
