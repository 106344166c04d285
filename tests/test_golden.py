"""Where everything stands on every page of a small deck, kept in a file: a change of layout shows as lines that differ.

Where the change is meant: `pytest tests/test_golden.py --update-golden`, and look at the diff before you commit it.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest

from deckpress import pipeline
from deckpress.reading import Request
from tests.decks import replace_in, tiny_deck
from tests.layout import layout

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "klein.txt"
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("golden")]

THIRD = """\
id: "1.3"
title: Een lange titel die over meer regels loopt, want zo gaat het soms (zelfs met haakjes)
quote:
  text: >-
    Toen ik binnenkwam, zei er eerst niemand iets. Pas toen het kind begon te vertellen, keek iemand op. En "daarna"
    ging het vanzelf, alsof het altijd zo geweest was.
  speaker: Een grootmoeder, die het al eens meemaakte
reflect:
  lead: Denk terug aan de laatste keer dat iemand jou iets vertelde wat je niet verwachtte, en wat je toen zei.
  questions:
    - Wat maakte dat je bleef luisteren, ook toen het lang duurde en je eigenlijk nog iets anders te doen had?
    - Welke woorden koos je, en welke liet je liever *ongezegd*? Vergelijk met Fiches 1.1 en 1.2.
    - Wie sprak er het meest? En wie het minst?
    - Hoe weet je dat de ander begreep wat je bedoelde?
inspire:
  - Begin met een vraag waarop geen ja of nee past, en laat daarna een stilte vallen van minstens 10 seconden.
  - text: Luister met je hele lichaam
    items:
      - draai je naar wie spreekt, en leg weg wat je in je handen hebt
      - knik, maar niet te vaak
      - herhaal in je eigen woorden wat je hoorde, en vraag of dat klopt
  - text: Schrijf op wat je wil onthouden
    items:
      - "**meteen**, want morgen is het weg"
  - Bedank, ook als het gesprek moeilijk was.
tools:
  - text: Een leidraad voor gesprekken
    items:
      - een [boek](resource:boek) om samen te lezen
      - de [website](https://example.org/gesprek) met voorbeelden
  - Luik 1
"""
MANUAL = """\
Voor wie wil proberen. Begin met Fiche 1.1.

## Zo ga je te werk

1. Kies een kaart.
2. Lees ze **samen**:
   - eerst de voorkant
   - dan de achterkant

@lines 2
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("golden")
    deck = tiny_deck(folder / "deck")
    (deck / "1.3.yaml").write_text(THIRD, encoding="utf-8")
    replace_in(deck / "manual.md", "Voor wie wil proberen. Begin met Fiche 1.1.\n", MANUAL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DECKPRESS_CACHE", str(folder / "cache"))
        pipeline.build(Request(deck, folder / "out", ROOT / "templates", ROOT / "styles"), lambda line: None)
    yield layout((folder / "out" / "klein.pdf").read_bytes())


def test_everything_stands_where_it_stood(found: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(found, encoding="utf-8")
    kept = GOLDEN.read_text(encoding="utf-8")
    changed = list(unified_diff(kept.split("\n"), found.split("\n"), "kept", "found", n=0, lineterm=""))
    assert not changed, "\n".join(["if this is meant, run pytest with --update-golden", *changed])


def test_every_page_is_in_the_file() -> None:
    pages = [line for line in GOLDEN.read_text(encoding="utf-8").split("\n") if line.startswith("page ")]
    assert pages == [f"page {number}: 148 x 210" for number in range(1, len(pages) + 1)]
    assert len(pages) == 12
