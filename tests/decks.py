"""A minimal deck that is whole, for tests to break or build."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "deck.yaml": """\
slug: klein
title: Klein deck
subtitle: Twee kaarten
language: nl
edition: "2026.1"
publisher: De makers
contact: info@example.org
site_url: https://example.org/klein/
parts:
  - number: 1
    title: Eerste luik
    line: Waarom dit luik er is.
    purpose:
      - Waarvoor het dient. Zie Fiche 1.2.
    together:
      - Hoe het samenhangt.
themes:
  onthaal: Onthaal
paths:
  team: Samen met het team
""",
    "1.1.yaml": """\
id: "1.1"
title: De eerste kaart
quote:
  text: Zo zei iemand het.
  speaker: een moeder
themes: [onthaal]
paths: [team]
situations:
  - Iemand komt binnen
reflect:
  - Wat zie je?
  - Wat doe je?
inspire:
  - Doe iets.
  - text: Denk aan
    items:
      - dit
      - dat
tools:
  - Fiche 1.2 en Luik 1
  - een [boek](resource:boek)
""",
    "1.2.yaml": """\
id: "1.2"
title: De tweede kaart
quote:
  text: Zo zei iemand anders het.
  speaker: een vader
reflect:
  lead: Denk even terug.
  questions:
    - Wat hoorde je?
inspire:
  - Zie Fiche 1.1.
""",
    "resources.yaml": """\
- id: boek
  name: Het boek
  kind: boek
  url: https://example.org/boek
  scope: exact
""",
    "glossary.yaml": """\
- term: Luik
  meaning: Een deel van het deck.
""",
    "manual.md": """\
# Waarvoor dient dit?

Voor wie wil proberen. Begin met Fiche 1.1.

@parts

# Woorden

@glossary
""",
}


def tiny_deck(folder: Path) -> Path:
    """Write the deck into `folder`, which is made; the answer is the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def replace_in(file: Path, old: str, new: str) -> None:
    """Change the one place in a file where `old` stands."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def add_cards(folder: Path, last: int) -> None:
    """Give a minimal deck more cards, up to 1.`last`, all like its second."""
    second = (folder / "1.2.yaml").read_text(encoding="utf-8")
    for number in range(3, last + 1):
        (folder / f"1.{number}.yaml").write_text(second.replace("1.2", f"1.{number}"), encoding="utf-8")


def add_example(folder: Path, text: str) -> None:
    """Give a minimal deck an example, called "Een gids", for the resource that it has."""
    (folder / "examples").mkdir()
    (folder / "examples" / "boek.md").write_text(f"# Een gids\n\n{text}", encoding="utf-8")


def larger_deck(folder: Path, last: int) -> Path:
    """Write a deck with cards up to 1.`last` and an example into `folder`; the answer is the folder."""
    add_cards(tiny_deck(folder), last)
    add_example(folder, "Een zin.\n")
    return folder
