"""What each command imports before it answers: nothing that it doesn't need yet. Modules are listed, nothing timed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from deckpress.cli import COMMANDS
from tests.decks import replace_in, tiny_deck

ROOT = Path(__file__).parent.parent

# Runs a command, and writes the names of all that it has imported into the file that it is told first.
RUN = """
import sys
before, told = set(sys.modules), sys.argv.pop(1)
from deckpress.cli import main
try:
    code = main()
except SystemExit as end:
    code = end.code
with open(told, "w") as file:
    file.write(" ".join({name.split(".")[0] for name in set(sys.modules) - before}))
sys.exit(code)
"""
SLOW_OF_PYTHON = {
    "asyncio",
    "concurrent",
    "email",
    "http",
    "inspect",
    "multiprocessing",
    "ssl",
    "traceback",
    "xml",
}
READING = {
    *("pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection"),
    *("yaml", "_yaml", "markdown_it", "mdurl", "markupsafe"),
}
JUDGING = {*READING, "fontTools", "PIL"}  # also for the font's characters and the colours' contrast
MAILING = {*READING, "filelock", "jinja2"}
PAGE_ENGINE = "weasyprint"


@dataclass(frozen=True)
class Answer:
    code: int
    said: str
    modules: set[str]

    @property
    def packages(self) -> set[str]:
        """The modules at the top of an installed package."""
        return self.modules & packages_distributions().keys()


Ask = Callable[..., Answer]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    tiny_deck(tmp_path / "deck")

    def command(*words: str, path: Path = ROOT) -> Answer:
        listed = tmp_path / "modules.txt"
        paths = os.pathsep.join(map(str, dict.fromkeys((path, ROOT))))
        done = subprocess.run(
            [sys.executable, "-c", RUN, str(listed), *words],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": paths, "DECKPRESS_CACHE": str(tmp_path / "cache")},
            capture_output=True,
            text=True,
            check=False,
        )
        return Answer(done.returncode, done.stdout + done.stderr, set(listed.read_text().split()))

    return command


@pytest.fixture
def no_engine(tmp_path: Path) -> Path:
    """A folder in which the page engine is one that can't be imported, as on a machine without Pango."""
    (tmp_path / "lacking").mkdir()
    engine = tmp_path / "lacking" / f"{PAGE_ENGINE}.py"
    engine.write_text("raise OSError('cannot load library pango')", encoding="utf-8")
    return engine.parent


@pytest.mark.parametrize("words", [(), *((name,) for name in COMMANDS)], ids=" ".join)
def test_help_needs_no_package(ask: Ask, words: tuple[str, ...]) -> None:
    answer = ask(*words, "--help")
    assert (answer.code, answer.packages, answer.modules & SLOW_OF_PYTHON) == (0, set(), set())


@pytest.mark.parametrize(
    "words",
    [
        ("biuld",),
        ("check", "--out", "x"),
        ("--only", "screem"),
        ("--deck", "deck", "--name", "Avond"),
        ("--deck", "deck", "--select", "1.1", "--only", "site"),
        ("reprint", "--deck", "deck", "--since", "1", "--only", "site"),
    ],
    ids=" ".join,
)
def test_wrong_usage_needs_no_package(ask: Ask, words: tuple[str, ...]) -> None:
    answer = ask(*words)
    assert (answer.code, answer.packages, answer.modules & SLOW_OF_PYTHON) == (2, set(), set())


@pytest.mark.slow
def test_a_deck_that_has_not_changed_needs_no_package(ask: Ask) -> None:
    command = ("--deck", "deck", "--only", "screen")
    first = ask(*command)
    assert first.code == 0 and PAGE_ENGINE in first.packages, first.said
    again = ask(*command)
    assert again.said == "nothing changed: output is up to date\n"
    assert (again.packages, again.modules & SLOW_OF_PYTHON) == (set(), set())


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("new", "said"),
    [("speaker: [", "1.1.yaml:"), ("speeker: ", "did you mean `speaker`"), ("speaker: Fiche 9.9, ", "9.9")],
    ids=["no YAML", "no card", "no such card"],
)
def test_a_broken_deck_is_told_without_the_page_engine(
    ask: Ask, no_engine: Path, command: str, new: str, said: str
) -> None:
    replace_in(no_engine.parent / "deck" / "1.1.yaml", "speaker: ", new)
    for path in (ROOT, no_engine):
        answer = ask(command, "--deck", "deck", path=path)
        assert answer.code == 1 and said in answer.said
        assert answer.packages - JUDGING == set()


def test_a_broken_deck_s_addresses_are_not_asked_nor_is_it_laid_out(ask: Ask, tmp_path: Path) -> None:
    replace_in(tmp_path / "deck" / "1.1.yaml", "speaker: ", "speaker: [")
    answer = ask("check", "--links", "--deck", "deck")
    assert answer.code == 1 and "no address was asked" in answer.said
    assert PAGE_ENGINE not in answer.packages


@pytest.mark.parametrize(
    ("words", "code"), [(("check", "--deck", "dekc"), 1), (("--deck", "deck", "--sheet", "a4-9up"), 2)]
)
def test_what_is_not_there_is_told_before_anything_is_judged(
    ask: Ask, words: tuple[str, ...], code: int
) -> None:
    answer = ask(*words)
    assert answer.code == code
    assert answer.packages - READING == set()


@pytest.mark.parametrize(
    ("words", "code", "needs"),
    [
        ("changes --since 2025", 2, READING),
        ("release ../2026.1", 2, READING),
        ("release 2025", 1, JUDGING),
        ("reprint --since 2025", 2, READING),
        ("build --centre dageraad", 2, READING),
        ("build --centre all", 1, READING),
        ("build --select 9.9", 1, JUDGING),
        ("build --printer kantoor", 2, READING),
        ("mail list.csv", 2, MAILING),
        ("check --links --deck dekc", 1, READING),
        ("check --translations --source dekc", 1, READING),
        ("watch --deck dekc", 1, READING),
        ("translate nederlands", 2, READING),
        ("calibrate --back-offset 1,2", 2, READING),
        ("calibrate --sheet a4-9up", 2, READING),
        ("import list.pdf --to new", 1, READING),
    ],
)
def test_what_cant_be_done_is_told_with_what_is_needed_to_know_it(
    ask: Ask, words: str, code: int, needs: set[str]
) -> None:
    command, *rest = words.split()
    has_deck = "--deck" not in rest and command not in ("calibrate", "import")
    answer = ask(command, *rest, *(["--deck", "deck"] if has_deck else []))
    assert answer.code == code, answer.said
    assert answer.packages - needs == set()


@pytest.mark.parametrize("words", ["release 2026.1 --deck deck", "watch --deck deck", "calibrate"])
def test_other_commands_say_how_to_get_the_page_engine_as_well(ask: Ask, no_engine: Path, words: str) -> None:
    answer = ask(*words.split(), path=no_engine)
    assert answer.code == 3
    assert "cannot load library pango" in answer.said and "Type:" in answer.said


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_sound_deck_needs_the_page_engine_and_without_it_one_is_told_how_to_get_it(
    ask: Ask, no_engine: Path, command: str
) -> None:
    answer = ask(command, "--deck", "deck", path=no_engine)
    assert answer.code == 3
    assert "cannot load library pango" in answer.said and "Type:" in answer.said
    assert "Traceback" not in answer.said
