"""`translate` writes a folder that says what to fill in, and refuses what it can't do without writing anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress import cli
from deckpress.load import load
from deckpress.model import Deck
from deckpress.texts import UNTRANSLATED, texts
from tests.decks import replace_in
from tests.translation.decks import check, filled_in, names, source, translated

ROOT = Path(__file__).parent.parent.parent

CARD = """\
# Write the translation in place of each ???. Above it stands the text in nl.
# What is left to do: python build.py check --translations
id: "1.1"
# De eerste kaart
title: >-
  ???
quote:
  # Zo zei iemand het.
  text: >-
    ???
  # een moeder
  speaker: >-
    ???
themes: [onthaal]
paths: [team]
situations:
  # Iemand komt binnen
  - >-
    ???
reflect:
  # Wat zie je?
  - >-
    ???
  # Wat doe je?
  - >-
    ???
inspire:
  # Doe iets.
  - >-
    ???
  # Denk aan
  - text: >-
      ???
    items:
      # dit
      - >-
        ???
      # dat
      - >-
        ???
tools:
  # Fiche 1.2 en Luik 1
  - >-
    ???
  # een [boek](resource:boek)
  - >-
    ???
"""
EXAMPLE = """\
<!--
Write the translation in place of each ???. Above it stands the text in nl.
What is left to do: python build.py check --translations
-->

<!-- # Boek -->
# ???

<!-- Lees dit. -->
???

<!--
- een
- twee
-->
- ???
- ???

@lines 2
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))


def translate(*words: str) -> int:
    return cli.main(["translate", *words])


def loaded(folder: str) -> Deck:
    found = load(Path(folder))
    assert found.deck and not found.problems
    return found.deck


def test_every_file_has_a_twin_with_the_source_beside_each_text() -> None:
    nl = source(Path("nl"))
    assert translate("fr", "--deck", "nl") == 0
    assert names(Path("fr")) == sorted([*names(nl), "translated.yaml"])
    assert Path("fr", "1.1.yaml").read_text(encoding="utf-8") == CARD
    assert Path("fr", "examples", "boek.md").read_text(encoding="utf-8") == EXAMPLE


def test_what_is_no_text_is_the_same_and_all_texts_are_to_do() -> None:
    source(Path("nl"))
    translate("fr", "--deck", "nl", "--to", "elders/frans")
    nl, fr = loaded("nl"), loaded("elders/frans")
    assert {text.text for text in texts(fr) if not text.block} == {"2026.1", UNTRANSLATED, ""}
    assert (fr.about.language, fr.about.slug, fr.about.edition) == ("fr", "klein-fr", "2026.1")
    assert [(card.id, card.themes, card.paths) for card in fr.cards] == [
        (card.id, card.themes, card.paths) for card in nl.cards
    ]
    assert list(fr.about.themes) == list(nl.about.themes) and list(fr.about.paths) == list(nl.about.paths)
    assert fr.resources["boek"].url == nl.resources["boek"].url
    assert [term.id for term in fr.glossary] == ["luik"]
    assert len(list(texts(fr))) == len(list(texts(nl)))


def test_the_check_names_each_text_that_is_not_translated_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    source(Path("nl"))
    translate("fr", "--deck", "nl")
    capsys.readouterr()
    assert cli.main(["check", "--deck", "fr"]) == 1
    said = capsys.readouterr().err.splitlines()[:-1]
    message = "not translated yet: write it in fr in place of ???"
    assert said and all(line.endswith(f": {message}") for line in said)
    assert {f"fr/1.1.yaml:5:8: {message}", f"fr/examples/boek.md:16:3: {message}"} <= set(said)
    marks = sum(file.read_text(encoding="utf-8").count(UNTRANSLATED) for file in Path("fr").rglob("*.[ym]*"))
    heads = len(names(Path("fr"))) - 1  # all but translated.yaml
    assert len(said) == marks - heads


def test_filled_in_it_is_a_deck_that_builds() -> None:
    source(Path("nl"))
    translate("fr", "--deck", "nl")
    filled_in(Path("fr"))
    card = Path("fr", "1.1.yaml")
    words = card.read_text(encoding="utf-8").rstrip("\n").rpartition("\n")[0]
    card.write_text(f"{words}\n    un [livre](resource:boek)\n", encoding="utf-8")
    assert cli.main(["--deck", "fr", "--only", "screen", "--quiet"]) == 0
    assert Path("output", "klein-fr.pdf").exists()


def test_a_new_translation_is_up_to_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translated(tmp_path)
    assert check(capsys=capsys) == (0, ["en: complete and up to date: 2 cards, 45 texts"])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("FR",), 2, "FR is no language: write two small letters, as in fr"),
        (("frans",), 2, "frans is no language: write two small letters, as in fr"),
        (("../x",), 2, "../x is no language: write two small letters, as in fr"),
        (("nl", "--to", "nieuw"), 2, "nl is in nl already: name another language"),
        (("fr", "--to", "vol"), 2, "vol is not empty: name a new folder with --to"),
        (("fr", "--to", "nl/fr"), 2, "nl/fr is in the deck itself: name a folder beside nl with --to"),
        (
            ("fr", "--deck", "weg"),
            1,
            "weg: there is no such folder: name the folder of a deck, as in `--deck cards/nl`",
        ),
    ],
)
def test_what_it_refuses(
    words: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source(Path("nl"))
    Path("vol").mkdir()
    Path("vol", "mine.txt").write_text("x", encoding="utf-8")
    before = names(Path())
    options = () if "--deck" in words else ("--deck", "nl")
    assert translate(*words, *options) == code
    assert capsys.readouterr().err.splitlines()[0] == said
    assert names(Path()) == before


def test_a_language_without_labels_is_told_which_file_to_make(capsys: pytest.CaptureFixture[str]) -> None:
    source(Path("nl"))
    assert translate("xx", "--deck", "nl") == 1
    said = capsys.readouterr().err
    assert "templates/labels/xx.yaml: " in said and "write xx.yaml there, or use en, fr, nl" in said
    assert not Path("xx").exists()


def test_a_broken_source_is_not_translated(capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(source(Path("nl")) / "1.1.yaml", "title:", "titel:")
    assert translate("fr", "--deck", "nl") == 1
    assert capsys.readouterr().err.startswith("nl/1.1.yaml:2:1: unknown key `titel`")
    assert not Path("fr").exists()
