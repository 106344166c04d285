"""The real publication, word for word, where its text is beside the project."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deckpress.load import load
from deckpress.model import Deck
from deckpress.publication.blocks import bullet_of, heading_of, is_open
from deckpress.publication.reading import Import, import_publication, sort
from deckpress.publication.source import Line, read_source
from tests.publication.plain import ROOT, rows
from tests.publication.printing import FORMS, Form, printed

SOURCE = ROOT.parent / "shared" / "publication" / "verbinden-met-ouders.txt"
# Of each card: questions, tips, points under them, tools, points under them, as counted in the publication.
COUNTED = """
1.1 6 8 0 1 0 | 1.2 9 11 0 2 0 | 1.3 9 14 5 4 0 | 1.4 8 13 6 2 0 | 1.5 4 12 0 3 0 | 1.6 8 12 8 1 0 | 1.7 7 8 2 3 0
1.8 6 10 3 2 0 | 1.9 7 12 0 2 0 | 2.1 8 7 2 2 0 | 2.2 6 5 5 2 3 | 2.3 6 8 10 1 0 | 3.1 9 13 0 2 0 | 3.2 9 13 0 1 0
3.3 6 10 0 1 0 | 3.4 6 9 5 4 0 | 3.5 6 8 3 2 0 | 4.1 4 8 8 1 0 | 4.2 2 4 0 1 0 | 4.3 6 16 0 1 0 | 5.1 7 9 6 1 0
5.2 4 5 4 7 0 | 6.1 7 8 0 2 0 | 6.2 4 11 0 1 0 | 6.3 7 16 4 4 0 | 6.4 3 7 4 4 0 | 6.5 4 14 0 3 0 | 6.6 7 7 0 1 0
"""

pytestmark = [pytest.mark.slow, pytest.mark.spelling, pytest.mark.xdist_group("spelling")]


@pytest.fixture(scope="module")
def source() -> Path:
    if not SOURCE.exists():
        pytest.skip("the publication is not beside this clone")
    return SOURCE


@pytest.fixture(scope="module")
def imported(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported") / "deck"
    import_publication(Import(source, folder, ROOT / "cards" / "nl" / "resources.yaml"), lambda line: None)
    return folder


@pytest.fixture(scope="module")
def deck(imported: Path) -> Deck:
    loaded = load(imported)
    assert loaded.deck and not loaded.problems
    return loaded.deck


def counted(deck: Deck) -> Iterator[str]:
    for card in deck.cards:
        tips, tools = card.inspire, card.tools
        under = [sum(len(item.items) for item in items) for items in (tips, tools)]
        yield f"{card.id} {len(card.reflect.questions)} {len(tips)} {under[0]} {len(tools)} {under[1]}"


def letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).casefold()


def test_every_list_has_as_many_points_as_the_publication(deck: Deck) -> None:
    assert list(counted(deck)) == [
        row.strip() for row in COUNTED.replace("\n", "|").split("|") if row.strip()
    ]


def test_every_card_has_its_open_point_and_only_the_last(source: Path) -> None:
    lines, _ = read_source(source)
    found = sort(lines)
    assert [len(card.open) for card in found.cards] == [1] * 28
    assert found.left == [] and [part.number for part in found.parts] == [1, 2, 3, 4, 5, 6]


def test_every_word_of_the_cards_is_in_the_deck_in_order(source: Path, deck: Deck) -> None:
    """Letters only: what is mended are hyphens, blanks, arrows. The quote, which the text has elsewhere, by itself."""
    lines, _ = read_source(source)
    said = rows(deck)
    for card in sort(lines).cards:
        row = said[card.id]
        for name, kept in (("reflect", row["questions"]), ("inspire", row["tips"]), ("tools", row["tools"])):
            points = getattr(card, name)
            printed = "".join(
                line.text for point in points for each in (point, *point.items) for line in each.lines
            )
            ours = kept if name == "reflect" else [text for tip, under in kept for text in (tip, *under)]
            assert letters("".join(ours)) == letters(printed), f"{card.id}, {name}"
        assert letters(row["quote"][0]) == letters("".join(line.text for line in card.quote)), card.id


def test_every_line_with_words_is_somewhere(source: Path, imported: Path) -> None:
    lines, _ = read_source(source)
    found = sort(lines)
    deck = "".join(letters(path.read_text(encoding="utf-8")) for path in sorted(imported.glob("*.*")))
    known = {line.number for line in (*found.furniture, *found.title)}
    for line in lines:
        if line.number not in known and not heading_of(line) and not _is_open(line):
            bullet = bullet_of(line)
            words = re.findall(r"[^\W\d_]{4,}", bullet[1] if bullet else line.text)
            assert all(letters(word) in deck for word in words), f"line {line.number}: {line.text}"


def _is_open(line: Line) -> bool:
    bullet = bullet_of(line)
    return bullet is not None and is_open(bullet[1])


def test_words_are_mended_and_each_is_listed(imported: Path) -> None:
    report = (imported / "import-report.md").read_text(encoding="utf-8")
    for mended in ("partnerschap", "verantwoordelijken", "behulpzaam", "handleiding", "gezinsopvang"):
        assert f"→ “{mended}”" in report
    for kept in ("up-to-date", "ouder-schoolsamenwerking", "dicht bij", "door vragen"):
        assert any(kept in path.read_text(encoding="utf-8") for path in imported.glob("*.yaml")), kept
    assert report.count("in the list of contents") >= 7 and "the speaker stands there twice" in report


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_the_same_words_are_read_in_other_forms(deck: Deck, form: Form, tmp_path: Path) -> None:
    """Other bullets, ends of lines and pages, 60 and 100 columns; two cards in each other's place, and a 29th."""
    more = deck.cards[0].model_copy(update={"id": "1.10"})
    cards = (deck.cards[1], deck.cards[0], *deck.cards[2:], more)
    (tmp_path / "gedrukt.txt").write_bytes(printed(replace(deck, cards=cards), form))
    import_publication(Import(tmp_path / "gedrukt.txt", tmp_path / "deck", strict=True), lambda line: None)
    back = load(tmp_path / "deck").deck
    assert back and len(back.cards) == 29
    assert rows(back) == rows(replace(deck, cards=cards))


def test_known_names_are_linked_and_the_words_stay(deck: Deck) -> None:
    texts = [item.text for card in deck.cards for item in card.tools]
    assert any("(resource:" in text for text in texts)


def test_strict_mends_nothing_inside_words(source: Path, tmp_path: Path) -> None:
    import_publication(Import(source, tmp_path / "deck", strict=True), lambda line: None)
    manual = (tmp_path / "deck" / "manual.md").read_text(encoding="utf-8")
    assert "vertrouwens persoon" in manual and "partner-schap" in manual
    assert "## Repairs\n\nNone." in (tmp_path / "deck" / "import-report.md").read_text(encoding="utf-8")


def test_ci_has_the_publication() -> None:
    if os.environ.get("CI") and (ROOT.parent / "shared").exists():
        assert SOURCE.exists()
