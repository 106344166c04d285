"""Files as other systems write them, folders of other things: read the same, or refused without waiting or stopping."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deckpress.load import folder, load
from deckpress.model import Card, DeckFile
from tests.decks import FILES, replace_in

NO_FILE = "this is not a file: remove it, or put the file in its place"


def told(deck: Path) -> list[str]:
    return [str(problem) for problem in load(deck).problems]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_a_deck_of_another_system_is_the_same_deck(deck: Path, ending: str) -> None:
    """Line ends and byte order marks change no text, no date, no place."""
    before = load(deck)
    for name, text in FILES.items():
        (deck / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", ending).encode())
    assert load(deck) == before
    assert before.problems == ()


def test_a_fault_after_other_line_ends_has_the_same_place(deck: Path) -> None:
    text = FILES["1.1.yaml"].replace("  - Doe iets.", "  - 5")
    (deck / "1.1.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert told(deck) == ['deck/1.1.yaml:14:5: expected text, found the number 5: put it in quotes: "5"']


@pytest.mark.parametrize("name", ["1.3.yaml", "manual.md", "glossary.yaml", "deck.yaml"])
def test_what_never_ends_is_not_read(deck: Path, name: str) -> None:
    (deck / name).unlink(missing_ok=True)
    os.mkfifo(deck / name)
    assert f"deck/{name}: {NO_FILE}" in told(deck)


@pytest.mark.parametrize("name", ["deck.yaml", "resources.yaml", "glossary.yaml", "manual.md", "1.1.yaml"])
def test_no_file_of_the_deck_may_be_a_link_out_of_it(deck: Path, tmp_path: Path, name: str) -> None:
    (deck / name).rename(tmp_path / name)
    (deck / name).symlink_to(tmp_path / name)
    message = f"deck/{name}: a link that leads out of the deck's folder: put the file itself here"
    assert told(deck) == [message]
    assert load(deck).unread


def test_a_link_to_a_folder_around_the_deck_is_no_way_out(deck: Path, tmp_path: Path) -> None:
    (deck / "up").symlink_to(tmp_path)
    (tmp_path / "1.3.yaml").write_text(FILES["1.2.yaml"], encoding="utf-8")
    (deck / "1.3.yaml").symlink_to("up/1.3.yaml")
    assert told(deck) == [
        "deck/1.3.yaml: a link that leads out of the deck's folder: put the file itself here"
    ]


@pytest.mark.slow
def test_a_folder_of_five_thousand_files_is_read_and_one_more_is_refused(deck: Path) -> None:
    for number in range(folder.MAX_FILES - len(FILES)):
        (deck / f"{number}.txt").touch()
    assert folder.MAX_FILES == 5000
    assert told(deck) == []
    (deck / "x.txt").touch()
    assert told(deck) == ["deck: more than 5000 files: leave only the deck's own in this folder"]
    assert load(deck).deck is None


@pytest.mark.parametrize("key", Card.model_fields)
def test_of_a_card_one_wrong_value_is_left_out(deck: Path, key: str) -> None:
    """The rest is there to be checked; of the value nothing is, nor is it said to be there."""
    whole = load(deck).deck
    lines = (deck / "1.1.yaml").read_text(encoding="utf-8").split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
    end = next(number for number in range(start + 1, len(lines)) if lines[number][:1] not in (" ", "-"))
    lines[start:end] = [f"{key}: 5"]
    (deck / "1.1.yaml").write_text("\n".join(lines), encoding="utf-8")
    loaded = load(deck)
    assert whole
    assert loaded.deck
    assert [problem.place.line for problem in loaded.problems] == [start + 1]
    assert loaded.unread == {("card", "1.1", key)}
    before, after = whole.cards[0], loaded.deck.cards[0]
    assert after.id == "1.1"
    for field in Card.model_fields.keys() - {key, "id"}:
        assert getattr(after, field) == getattr(before, field)
    assert key == "id" or getattr(after, key) != getattr(before, key)


@pytest.mark.parametrize("key", DeckFile.model_fields)
def test_of_a_deck_one_lacking_value_is_unread_and_the_rest_kept(deck: Path, key: str) -> None:
    whole = load(deck).deck
    replace_in(deck / "deck.yaml", f"\n{key}:" if key != "slug" else "slug:", f"\nx-{key}:")
    loaded = load(deck)
    assert whole
    assert loaded.deck
    assert ("deck", key) in loaded.unread or key in ("themes", "paths")
    for field in DeckFile.model_fields.keys() - {key}:
        assert getattr(loaded.deck.about, field) == getattr(whole.about, field)
    assert loaded.deck.cards == whole.cards
