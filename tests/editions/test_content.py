"""What counts as content: words that a reader reads. Nothing else makes a card another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from deckpress.editions.content import FIELDS, Key, contents, normalised
from deckpress.labels import load_labels
from deckpress.load import load
from deckpress.markup import Words
from tests.decks import replace_in, tiny_deck

ROOT = Path(__file__).parent.parent.parent
CARD = Key("card", "1.1")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return tiny_deck(tmp_path / "deck")


def hashes(folder: Path) -> dict[Key, str]:
    loaded = load(folder)
    assert loaded.deck and not loaded.problems
    words = Words.from_labels(load_labels(ROOT / "templates", "nl"))
    return {key: content.sha256 for key, content in contents(loaded.deck, words).items()}


def changed(folder: Path, before: dict[Key, str]) -> set[Key]:
    after = hashes(folder)
    return {key for key in {**before, **after} if before.get(key) != after.get(key)}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("1.1.yaml", "- Wat zie je?", "- >-\n    Wat zie\n    je?"),
        ("1.1.yaml", "- Wat zie je?", "- 'Wat  zie je?'"),
        ("1.1.yaml", "- Wat zie je?", "- Wat **zie** je?"),
        ("1.1.yaml", "- Wat zie je?", "- Wat zie [je](https://example.org)?"),
        ("1.1.yaml", "- Wat zie je?", "- Wat zie\u00a0je?"),
        ("1.1.yaml", "- Wat zie je?", '- "Wat zi\\u00ade je?"'),
        ("1.1.yaml", "[boek](resource:boek)", "[boek](https://example.org/ander)"),
        ("1.1.yaml", "themes: [onthaal]", "themes: []"),
        ("1.1.yaml", "paths: [team]", "# niets"),
        ("1.1.yaml", "- Iemand komt binnen", "- Iemand gaat buiten"),
        ("deck.yaml", "title: Klein deck\n", "title: Klein *deck*\n"),
        ("deck.yaml", "contact: info@example.org", "contact: ander@example.org"),
        ("deck.yaml", "site_url: https://example.org/klein/", "site_url: https://example.org/groot/"),
        ("deck.yaml", 'edition: "2026.1"', 'edition: "2026.2"'),
        ("deck.yaml", "Onthaal\n", "Ontvangst\n"),
        ("manual.md", "Voor wie wil proberen. Begin", "Voor wie wil proberen.\nBegin"),
        ("manual.md", "@parts\n", ""),
        ("resources.yaml", "https://example.org/boek", "https://example.org/ander"),
        ("resources.yaml", "name: Het boek", "name: Een ander boek"),
    ],
)
def test_what_no_reader_reads_changes_nothing(deck: Path, file: str, old: str, new: str) -> None:
    before = hashes(deck)
    replace_in(deck / file, old, new)
    if "https://example.org/ander)" in new:
        (deck / "resources.yaml").unlink()
    assert changed(deck, before) == set()


@pytest.mark.parametrize(
    ("file", "old", "new", "keys"),
    [
        ("1.1.yaml", "Wat zie je?", "Wat zie, je?", {CARD}),
        ("1.1.yaml", "Wat zie je?\n  - Wat doe je?", "Wat doe je?\n  - Wat zie je?", {CARD}),
        ("1.1.yaml", "Zo zei iemand het.", "Zo zei Iemand het.", {CARD}),
        ("1.1.yaml", "een moeder", "een vader", {CARD}),
        ("1.1.yaml", "- dit\n      - dat", "- dit en dat", {CARD}),
        ("1.1.yaml", "een [boek]", "het [boek]", {CARD}),
        ("1.1.yaml", "Fiche 1.2 en", "Fiche 1.1 en", {CARD}),
        ("1.2.yaml", "lead: Denk even terug.", "lead: Denk terug.", {Key("card", "1.2")}),
        ("1.1.yaml", "De eerste kaart", "De kaart", {CARD, Key("part", "1")}),
        ("deck.yaml", "line: Waarom dit", "line: Waarvoor dit", {Key("part", "1")}),
        ("deck.yaml", "Hoe het samenhangt.", "Hoe het samengaat.", {Key("part", "1")}),
        ("deck.yaml", "title: Eerste luik", "title: Begin", {Key("part", "1")}),
        ("deck.yaml", "title: Klein deck", "title: Mini", {Key("manual")}),
        ("manual.md", "wil proberen", "durft", {Key("manual")}),
        ("glossary.yaml", "Een deel", "Een stuk", {Key("manual")}),
    ],
)
def test_a_word_or_a_comma_changes_what_it_stands_on(
    deck: Path, file: str, old: str, new: str, keys: set[Key]
) -> None:
    before = hashes(deck)
    replace_in(deck / file, old, new)
    assert changed(deck, before) == keys


def test_the_order_of_keys_and_the_form_of_yaml_are_no_content(deck: Path) -> None:
    before = hashes(deck)
    for file in deck.glob("*.yaml"):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        if isinstance(data, dict):
            data = dict(reversed(data.items()))
        file.write_text(yaml.safe_dump(data, width=20, sort_keys=False, allow_unicode=True), encoding="utf-8")
    assert changed(deck, before) == set()


def test_a_glossary_that_the_manual_does_not_print_is_no_content(deck: Path) -> None:
    replace_in(deck / "manual.md", "@glossary", "Niets.")
    before = hashes(deck)
    replace_in(deck / "glossary.yaml", "Een deel", "Een stuk")
    assert changed(deck, before) == set()


def test_an_example_document_is_content_by_itself(deck: Path) -> None:
    (deck / "examples").mkdir()
    (deck / "examples" / "boek.md").write_text("# Het boek\n\nEen *zin*.\n\n@lines 3\n", encoding="utf-8")
    before = hashes(deck)
    replace_in(deck / "examples" / "boek.md", "*zin*", "zin")
    assert changed(deck, before) == set()
    replace_in(deck / "examples" / "boek.md", "zin", "regel")
    assert changed(deck, before) == {Key("example", "boek")}


def test_each_field_is_among_those_that_have_a_label(deck: Path) -> None:
    (deck / "examples").mkdir()
    (deck / "examples" / "boek.md").write_text("# Het boek\n\nEen zin.\n", encoding="utf-8")
    loaded = load(deck)
    assert loaded.deck
    words = Words.from_labels(load_labels(ROOT / "templates", "nl"))
    found = {field for content in contents(loaded.deck, words).values() for field in content.texts}
    assert found == set(FIELDS)


def test_a_word_of_two_unicode_forms_is_one_word() -> None:
    assert normalised("cafe\u0301  \u2060is\u00a0dicht\n") == "café is dicht"


def test_the_hash_of_a_text_stays_what_it_is(deck: Path) -> None:
    """Editions were released by it: with another hash every card of every old edition would be changed."""
    assert hashes(deck)[CARD] == "0fedba31a91e6652a08a17feccff5b50a3507f14bfa437db0f8eb148750c6f92"


def test_cards_are_in_their_order_then_parts_then_the_rest() -> None:
    keys = [Key("card", "1.10"), Key("manual"), Key("part", "2"), Key("example", "b"), Key("card", "1.9")]
    found = [str(key) for key in sorted(keys, key=lambda key: key.order)]
    assert found == ["card 1.9", "card 1.10", "part 2", "manual", "example b"]


def test_nothing_is_read_but_the_deck(deck: Path, tmp_path: Path) -> None:
    """Other labels, such as a comma in a heading, change nothing but what the deck's own words are."""
    before = hashes(deck)
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    replace_in(templates / "labels" / "nl.yaml", "reflect: Reflecteren", "reflect: Denk, en spreek")
    loaded = load(deck)
    assert loaded.deck
    words = Words.from_labels(load_labels(templates, "nl"))
    assert {key: content.sha256 for key, content in contents(loaded.deck, words).items()} == before
