"""The small deck and a translation of it that is complete, for tests to spoil."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from deckpress.cli import main
from deckpress.texts import UNTRANSLATED
from tests.decks import tiny_deck

EXAMPLE = "# Boek\n\nLees dit.\n\n- een\n- twee\n\n@lines 2\n"


def source(folder: Path) -> Path:
    """The small deck in `folder`, with an example document; the folder."""
    tiny_deck(folder)
    (folder / "examples").mkdir()
    (folder / "examples" / "boek.md").write_text(EXAMPLE, encoding="utf-8")
    return folder


def filled_in(folder: Path) -> Path:
    """The folder of a translation, with words in place of each mark."""
    number = count(1)
    for file in sorted(folder.rglob("*.[ym][ad]*")):
        lines = file.read_text(encoding="utf-8").split("\n")
        for at, line in enumerate(lines):
            if UNTRANSLATED in line and not line.startswith(("#   ", "# W", "Write")):
                lines[at] = line.replace(UNTRANSLATED, f"Words {next(number)}")
        file.write_text("\n".join(lines), encoding="utf-8")
    return folder


def names(folder: Path) -> list[str]:
    """The files of a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def translated(folder: Path) -> tuple[Path, Path]:
    """A deck in `folder`/nl and its complete translation in `folder`/en."""
    nl = source(folder / "nl")
    assert main(["translate", "en", "--deck", str(nl)]) == 0
    return nl, filled_in(folder / "en")


def check(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """What `check --translations` answers for `nl` and `en` in the current folder: its exit code, and its lines."""
    capsys.readouterr()
    code = main(["check", "--translations", "--source", "nl", "--deck", "en", *words])
    said = capsys.readouterr()
    lines = (said.out + said.err).splitlines()
    return code, [line for line in lines if not line.endswith("nothing was written")]
