"""What is wrong with the files of a deck is told once, at its place, and all of it in one pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from deckpress.load import load
from tests.decks import replace_in
from tests.load.folders import write_card

NO_TITLE = "no title before this text: write one above it, as `# Title`"
VALUE_LACKS = (
    "a value lacks here, within brackets: write it, or, if this is a text, put the whole text in quotes"
)


def told(deck: Path) -> list[str]:
    return [str(problem) for problem in load(deck).problems]


@pytest.mark.parametrize(
    ("name", "text", "unread", "message"),
    [
        (
            "resources.yaml",
            "- {id: boek, name: N}\n",
            ("resources", "boek"),
            "resources.yaml:1:3: this entry lacks `kind`: add it",
        ),
        (
            "resources.yaml",
            "- {name: N, kind: k}\n",
            ("resources",),
            "resources.yaml:1:3: this entry lacks `id`: add it",
        ),
        (
            "resources.yaml",
            "boek: x\n",
            ("resources",),
            "resources.yaml:1:1: expected a list, with `- ` before each entry",
        ),
        ("resources.yaml", "- [\n", ("resources",), f"resources.yaml:2:1: {VALUE_LACKS}"),
        (
            "glossary.yaml",
            "- {term: T}\n",
            ("glossary",),
            "glossary.yaml:1:3: this entry lacks `meaning`: add it",
        ),
        ("manual.md", "Tekst.\n", ("manual",), f"manual.md:1:1: {NO_TITLE}"),
        ("manual.md", "", ("manual",), "manual.md: the file is empty: write its text, or remove it"),
    ],
)
def test_what_could_not_be_read_is_known(
    deck: Path, name: str, text: str, unread: tuple[str, ...], message: str
) -> None:
    (deck / name).write_text(text, encoding="utf-8")
    loaded = load(deck)
    assert [str(problem) for problem in loaded.problems] == [f"deck/{message}"]
    assert loaded.unread == {unread}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda deck: write_card(deck, "1.3", **{'"1.3"': '"1.7"'}),
            "deck/1.3.yaml:1:5: the id is 1.7, but the file is 1.3.yaml: make them the same",
        ),
        (
            lambda deck: write_card(deck, "1.3", **{'"1.3"': '"1.1"'}),
            "deck/1.3.yaml:1:5: the id 1.1 is that of deck/1.1.yaml: this file's name says 1.3",
        ),
        (
            lambda deck: (deck / "glossary.yaml").write_text(
                "- {term: A, meaning: M}\n- {term: a, meaning: N}\n"
            ),
            "deck/glossary.yaml:2:10: the term `a` is also at deck/glossary.yaml:1:10: keep one of them",
        ),
        (
            lambda deck: (deck / "resources.yaml").write_text("- {id: a, name: N, kind: k}\n" * 2),
            "deck/resources.yaml:2:8: the id `a` is also at deck/resources.yaml:1:3: each needs its own",
        ),
        (
            lambda deck: replace_in(
                deck / "deck.yaml", "parts:\n", "parts:\n  - {number: 1, title: T, line: L}\n"
            ),
            "deck/deck.yaml:11:13: the part `1` is also at deck/deck.yaml:10:14: keep one of them",
        ),
        (
            lambda deck: (deck / "2-1.yaml").touch(),
            "deck/2-1.yaml: not the name of a card's file: did you mean `2.1.yaml`?",
        ),
        (
            lambda deck: (deck / "2.1.yaml").mkdir(),
            "deck/2.1.yaml: this is not a file: remove it, or put the file in its place",
        ),
        (
            lambda deck: (deck / "manual.md").unlink() or (deck / "manual.md").symlink_to("/etc/hostname"),
            "deck/manual.md: a link that leads out of the deck's folder: put the file itself here",
        ),
        (
            lambda deck: (deck / "1.3.yaml").symlink_to("../gone.yaml"),
            "deck/1.3.yaml: a link that leads out of the deck's folder: put the file itself here",
        ),
        (
            lambda deck: replace_in(deck / "1.1.yaml", "title: De eerste kaart", "title: *x"),
            "deck/1.1.yaml:2:8: `*x` stands for a text elsewhere: write the text out here",
        ),
    ],
)
def test_a_fault_is_told_once(deck: Path, change: Callable[[Path], object], message: str) -> None:
    change(deck)
    assert told(deck) == [message]


def test_every_fault_of_every_file_in_one_pass(deck: Path) -> None:
    replace_in(deck / "1.1.yaml", "title:", "titel:")
    replace_in(deck / "1.2.yaml", "quote:", "quote: &q")
    replace_in(deck / "deck.yaml", "edition:", "uitgave:")
    (deck / "glossary.yaml").write_text("- x\n- 'y", encoding="utf-8")
    (deck / "resources.yaml").write_bytes(b"\xff")
    (deck / "manual.md").write_text("# A\n### B\n", encoding="utf-8")
    files = [message.split(":")[0] for message in told(deck)]
    assert files == [
        "deck/1.1.yaml",
        "deck/1.2.yaml",
        "deck/deck.yaml",
        "deck/deck.yaml",
        "deck/glossary.yaml",
        "deck/manual.md",
        "deck/resources.yaml",
    ]
