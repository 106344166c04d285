"""Which files of a folder are the deck's, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.load import folder
from deckpress.load.folder import likely_card, name_advice, no_deck, shown, yaml_files


def told(path: Path) -> str:
    return str(no_deck(path))


def test_a_path_is_shown_as_typed_or_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "cards" / "nl") == "cards/nl"
    assert shown(Path("../cards")) == "../cards"
    assert shown(Path("cards/")) == "cards"
    assert shown(tmp_path.parent) == tmp_path.parent.as_posix()


def test_a_folder_that_is_no_deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert told(Path("x")) == "x: there is no such folder: name the folder of a deck, as in `--deck cards/nl`"
    (tmp_path / "cards" / "nl").mkdir(parents=True)
    assert told(Path("cards")) == (
        "cards: there is no deck.yaml in this folder: write it, or name the folder of a deck"
    )
    (tmp_path / "cards" / "nl" / "deck.yaml").touch()
    assert (
        told(Path("cards")) == "cards: there is no deck.yaml in this folder: did you mean `--deck cards/nl`?"
    )
    assert told(Path("cards/n")) == "cards/n: there is no such folder: did you mean `cards/nl`?"
    assert told(Path("cards/nl/deck.yaml")).startswith("cards/nl/deck.yaml: there is no such folder")
    assert no_deck(Path("cards/nl")) is None


def test_a_folder_of_very_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.MAX_FILES == 5000
    monkeypatch.setattr(folder, "MAX_FILES", 3)
    for name in ("deck.yaml", "1.1.yaml", "1.2.yaml"):
        (tmp_path / name).touch()
    assert no_deck(tmp_path) is None
    (tmp_path / "1.3.yaml").touch()
    assert told(tmp_path).endswith(": more than 3 files: leave only the deck's own in this folder")


def test_card_files_and_others(tmp_path: Path) -> None:
    names = [
        "deck.yaml",
        "resources.yaml",
        "glossary.yaml",
        "manual.md",
        "1.1.yaml",
        "12.120.yaml",
        ".#1.1.yaml",
    ]
    wrong = ["1.0.yaml", "1.2.yml", "1.3.YAML", "notes.yaml"]
    for name in [*names, *wrong, "notes.txt", "1.1.yaml~"]:
        (tmp_path / name).touch()
    assert yaml_files(tmp_path) == (["1.1", "12.120"], wrong)


@pytest.mark.parametrize(
    ("name", "card"),
    [
        ("1-1.yaml", "1.1"),
        ("01.02.yaml", "1.2"),
        ("1.1 copy.yaml", "1.1"),
        ("fiche 6_2.yml", "6.2"),
        ("1.1.yml", "1.1"),
        ("1.yaml", None),
        ("0.1.yaml", None),
        ("2026-01-31.yaml", None),
        ("notes.yaml", None),
    ],
)
def test_a_name_near_that_of_a_card(name: str, card: str | None) -> None:
    assert likely_card(name) == card


def test_advice_on_a_name() -> None:
    assert name_advice("1-1.yaml") == ": did you mean `1.1.yaml`?"
    assert name_advice("Resources.YAML") == ": did you mean `resources.yaml`?"
    assert name_advice("notes.yaml") == ": name it `<id>.yaml`, as in `1.1.yaml`, or move it away"
