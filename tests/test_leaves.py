"""Which file is about which leaf, and what a problem keeps from being laid out."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress import leaves
from deckpress.examine import Examined, examine
from deckpress.model import DeckProblems, SideFit
from deckpress.press import Press
from deckpress.render import Look, Renderer
from deckpress.theme import load_theme
from tests.decks import replace_in, tiny_deck

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
ALL = ["manual", "part-1", "card-1.1", "card-1.2", "examples"]
EXAMPLE = "- id: gids\n  name: Gids\n  kind: gids\n"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    folder = tiny_deck(tmp_path / "deck")
    (folder / "examples").mkdir()
    (folder / "examples" / "gids.md").write_text("# Gids\n\nEerst dit.\n", encoding="utf-8")
    with open(folder / "resources.yaml", "a", encoding="utf-8") as resources:
        resources.write(EXAMPLE)
    replace_in(folder / "1.2.yaml", "- Zie Fiche 1.1.", '- "Zie de [gids](resource:gids)."')
    return folder


def looked_at(deck: Path) -> tuple[Examined, list[leaves.LeafPlan]]:
    theme = load_theme(ROOT / "styles")
    found = examine(deck, TEMPLATES, theme)
    return found, list(leaves.plans(found, Renderer(found.deck, Look(theme, found.labels, TEMPLATES), deck)))


def test_the_leaves_in_order_with_their_titles(deck: Path) -> None:
    _, plans = looked_at(deck)
    assert [(plan.name, plan.kind, plan.title) for plan in plans] == [
        ("manual", "manual", "Handleiding"),
        ("part-1", "part", "Luik 1 · Eerste luik"),
        ("card-1.1", "card", "1.1 De eerste kaart"),
        ("card-1.2", "card", "1.2 De tweede kaart"),
        ("examples", "examples", "Voorbeelden"),
    ]


@pytest.mark.parametrize(
    ("file", "leaf"),
    [
        ("1.1.yaml", "card-1.1"),
        ("manual.md", "manual"),
        ("glossary.yaml", "manual"),
        ("examples/gids.md", "examples"),
        ("images/plaat.svg", "examples"),
        ("deck.yaml", ""),
        ("resources.yaml", ""),
        ("notes.txt", ""),
    ],
)
def test_the_leaf_of_a_file(file: str, leaf: str) -> None:
    assert leaves.leaf_of(file) == leaf


BROKEN = {
    "a card": ("1.1.yaml", "Doe iets.", "Doe <b>iets</b>.", {"card-1.1"}),
    "a card that can't be read": (
        "1.1.yaml",
        "quote:",
        "quotes:",
        {"card-1.1", "part-1", "manual", "examples"},
    ),
    "the manual": ("manual.md", "@parts", "@partes", {"manual"}),
    "the glossary": ("glossary.yaml", "Een deel", "Een <b>deel", {"manual"}),
    "an example": ("examples/gids.md", "Eerst dit.", "Eerst {{ dit.", {"examples"}),
    "the resources": ("resources.yaml", "kind: boek", "kinds: boek", set(ALL)),
    "the deck": ("deck.yaml", "title: Klein deck", "titel: Klein deck", set(ALL)),
    "a resource that nobody links to": ("1.2.yaml", "[gids](resource:gids)", "gids", set()),
}


@pytest.mark.parametrize(("file", "old", "new", "kept_back"), BROKEN.values(), ids=BROKEN)
def test_what_a_problem_keeps_back(file: str, old: str, new: str, kept_back: set[str], deck: Path) -> None:
    replace_in(deck / file, old, new)
    found, plans = looked_at(deck)
    assert found.problems
    assert leaves.blocked(found, plans) == kept_back


def test_a_sound_deck_keeps_nothing_back(deck: Path) -> None:
    found, plans = looked_at(deck)
    assert (found.problems, leaves.blocked(found, plans)) == ([], set())


def test_a_problem_is_about_the_leaf_of_its_file(deck: Path) -> None:
    replace_in(deck / "1.2.yaml", "quote:", "quotes:")
    found, _ = looked_at(deck)
    assert {leaves.about(problem, found) for problem in found.problems} == {"card-1.2"}


def test_a_side_of_more_than_a_page_is_a_problem(deck: Path) -> None:
    found, plans = looked_at(deck)
    look = Look(load_theme(ROOT / "styles"), found.labels, TEMPLATES)
    press = Press(found.deck, Renderer(found.deck, look, deck), ROOT / "styles", deck, lambda line: None)
    front, back = leaves.layouts(press, plans[2], (SideFit(11, 13), SideFit(90)), 3)
    assert len(front.lay_out().pages) == 1
    with pytest.raises(
        DeckProblems, match=r"1\.1\.yaml:\S+ the back of card 1\.1 takes \d+ pages, not 1: shorten its texts"
    ):
        back.lay_out()
