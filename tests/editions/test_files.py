"""Editions on the disk: written once, read as a stranger's, never believed where they are damaged."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckpress.editions import files
from deckpress.editions.content import Content, Key
from deckpress.editions.files import CantKeep
from deckpress.editions.form import Edition, parsed, written
from deckpress.model import DeckProblems, UsageError

EDITION = Edition(
    "2026.1",
    "https://example.org/",
    {
        Key("card", "1.1"): Content({"title": "Één", "reflect": ("a", ("b", "c"))}),
        Key("card", "1.10"): Content({"title": "Tien"}),
        Key("part", "1"): Content({"title": "Luik"}),
        Key("manual"): Content({"title": "Deck"}),
        Key("example", "boek"): Content({"title": "Boek"}),
    },
)
DATA = written(EDITION)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "deck").mkdir()
    return tmp_path / "deck"


def damaged(change: Callable[[Any], object]) -> bytes:
    form = json.loads(DATA)
    change(form)
    return json.dumps(form).encode()


def test_what_is_kept_is_read_again_and_is_the_same_bytes_each_time(deck: Path) -> None:
    path = files.record(deck, EDITION)
    assert path == deck / "editions" / "2026.1.json" and path.read_bytes() == DATA
    assert files.read(deck, "2026.1") == EDITION
    assert files.known(deck) == ["2026.1"]
    assert [path.name for path in path.parent.iterdir()] == ["2026.1.json"]


def test_an_edition_is_never_written_over(deck: Path) -> None:
    path = files.record(deck, EDITION)
    with pytest.raises(CantKeep, match=r"2026\.1\.json can't be made, for there is something"):
        files.record(deck, Edition("2026.1", "https://example.org/", {Key("manual"): Content({})}))
    assert path.read_bytes() == DATA


def test_an_edition_is_never_written_over_where_there_are_no_links(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    path = files.record(deck, EDITION)
    assert path.read_bytes() == DATA
    with pytest.raises(CantKeep, match="nothing was written over it"):
        files.record(deck, EDITION)


def test_where_the_disk_is_full_nothing_stays(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CantKeep, match="No space left on device"):
        files.record(deck, EDITION)
    assert list((deck / "editions").iterdir()) == []


def test_what_a_killed_release_left_goes_with_the_next(deck: Path) -> None:
    (deck / "editions").mkdir()
    (deck / "editions" / ".2026.1.json.0123.draft").write_bytes(DATA[:100])
    assert files.known(deck) == []
    files.record(deck, EDITION)
    assert [path.name for path in (deck / "editions").iterdir()] == ["2026.1.json"]


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", "a\\b", "x" * 41, ".x", "a b", "a\n", "a..b", "é"])
def test_what_can_t_be_a_name_is_refused(deck: Path, name: str) -> None:
    for read in (files.read, files.is_known):
        with pytest.raises(UsageError, match="can't be the name of an edition"):
            read(deck, name)


def test_an_edition_that_was_not_released_is_told_with_those_that_were(deck: Path) -> None:
    with pytest.raises(UsageError, match=r"none was; type `build\.py release 2025\.2`"):
        files.read(deck, "2025.2")
    files.record(deck, EDITION)
    with pytest.raises(UsageError, match=r"not released: did you mean `2026\.1`\? known are 2026\.1"):
        files.read(deck, "2026.2")


@pytest.mark.parametrize("kept", [0, 1, 2, 3, len(DATA) // 3, len(DATA) // 2, len(DATA) - 3])
def test_a_file_that_is_cut_off_is_told_where(kept: int) -> None:
    with pytest.raises(DeckProblems, match=r"^e\.json:\d+:\d+: the file is damaged, or cut off here: put it"):
        parsed(DATA[:kept], "2026.1", "e.json")


def test_wherever_a_file_is_cut_off_it_is_not_believed() -> None:
    for kept in range(len(DATA) - 2):
        with pytest.raises(DeckProblems):
            parsed(DATA[:kept], "2026.1", "e.json")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            damaged(lambda form: form["cards"]["1.1"]["texts"].update(title="Twee")),
            "the text of card 1.1 is not",
        ),
        (damaged(lambda form: form["cards"]["1.1"].update(sha256="0")), "the text of card 1.1 is not"),
        (damaged(lambda form: form["cards"].pop("1.10")), "its list of cards is not what was released"),
        (
            damaged(lambda form: form["cards"].update({"1.2": form["cards"].pop("1.1")})),
            "its list of cards is not what was released",
        ),
        (damaged(lambda form: form.update(site_url="https://example.net/")), "its list of cards is not"),
        (damaged(lambda form: form.update(edition="2025.1")), "holds edition 2025.1, not 2026.1"),
        (damaged(lambda form: form.update(format=2)), "`format` is not as an edition has it"),
        (damaged(lambda form: form.pop("cards")), "`cards` is not as an edition has it"),
        (damaged(lambda form: form.update(more=1)), "`more` is not as an edition has it"),
        (damaged(lambda form: form["cards"].update({"../x": form["manual"]})), "`cards.../x.[key]` is not"),
        (damaged(lambda form: form["parts"].update({"0": form["manual"]})), "`parts.0.[key]` is not"),
        (damaged(lambda form: form["manual"]["texts"].update({"title": 3})), "`manual.texts.title"),
        (
            damaged(lambda form: form["manual"]["texts"].update({"<b>": "x"})),
            "`manual.texts.<b>.[key]` is not",
        ),
        (b"[" * 100_000, "the file is damaged, or cut off here"),
        (b"\xff\xfe" + DATA, "the file is damaged, or cut off here"),
        (b"null", "this is not as an edition has it"),
        (b'{"format": 1' + b"0" * 100_000 + b"}", "the file is damaged, or cut off here"),
    ],
)
def test_a_file_that_is_not_an_edition_is_told_why(data: bytes, said: str) -> None:
    with pytest.raises(DeckProblems) as caught:
        parsed(data, "2026.1", "e.json")
    assert said in str(caught.value) and len(caught.value.problems) == 1


@given(st.integers(0, len(DATA) - 1), st.binary(max_size=3))
def test_whatever_bytes_are_put_in_it_is_the_same_edition_or_a_problem(at: int, put_in: bytes) -> None:
    try:
        assert parsed(DATA[:at] + put_in + DATA[at + 1 :], "2026.1", "e.json") == EDITION
    except DeckProblems as error:
        assert str(error).startswith("e.json")


def test_a_text_that_would_act_on_a_terminal_is_not_an_edition_s() -> None:
    """With a hash that fits it, too."""
    bad = Edition("2026.1", EDITION.site_url, {Key("manual"): Content({"title": "\x1b[2J \u202e"})})
    with pytest.raises(DeckProblems, match="the text of manual is not what was released"):
        parsed(written(bad), "2026.1", "e.json")


@pytest.mark.parametrize("what", ["folder", "link", "large"])
def test_what_stands_in_the_place_of_a_file_is_refused(
    deck: Path, tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = deck / "editions" / "2026.1.json"
    path.parent.mkdir()
    (tmp_path / "outside.json").write_bytes(DATA)
    if what == "folder":
        path.mkdir()
    elif what == "link":
        path.symlink_to(tmp_path / "outside.json")
    else:
        monkeypatch.setattr(files, "MAX_BYTES", 100)
        path.write_bytes(DATA)
    said = {"folder": "not a file", "link": "leads out of the deck's folder", "large": "so it is no edition"}
    with pytest.raises(DeckProblems, match=said[what]):
        files.read(deck, "2026.1")
    with pytest.raises(CantKeep):
        files.record(deck, EDITION)
    assert (tmp_path / "outside.json").read_bytes() == DATA


def test_a_folder_that_leads_out_of_the_deck_gets_nothing(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (deck / "editions").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CantKeep, match="leads out of the deck's folder: remove that link"):
        files.record(deck, EDITION)
    assert list((tmp_path / "elsewhere").iterdir()) == []
