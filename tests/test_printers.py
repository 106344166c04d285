"""Printers in the user's configuration folder: kept, read back, and what is said where that can't be done."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from deckpress import printers
from deckpress.duplex import FLIPS, Flip, Offset
from deckpress.model import DeckProblems, MissingPart, UsageError
from deckpress.printers import Printer, load_printer, printer_names, save_printer


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DECKPRESS_CONFIG", str(tmp_path))
    return tmp_path / "printers"


@pytest.mark.parametrize("flip", FLIPS)
@pytest.mark.parametrize("offset", [Offset(), Offset(1.5, -0.5), Offset(-10, 10), Offset(0.125, 0.001)])
def test_a_printer_is_kept(flip: Flip, offset: Offset) -> None:
    save_printer("kantoor", Printer(flip, offset))
    assert load_printer("kantoor") == Printer(flip, offset)


def test_its_file_can_be_read_by_people(config: Path) -> None:
    path = save_printer("Kantoor", Printer("short-edge", Offset(1.5, -0.5)))
    assert path == config / "kantoor.yaml"
    assert path.read_text(encoding="utf-8").splitlines() == [
        "# How the printer `kantoor` prints on both sides. Written by `python build.py calibrate`.",
        "flip: short-edge          # or long-edge",
        "# How far backs are moved, in mm, seen through the paper from the front: x to the right, y down.",
        "back_offset: {x: 1.5, y: -0.5}",
    ]
    assert list(config.iterdir()) == [path]


def test_capitals_make_no_difference() -> None:
    save_printer("Kantoor", Printer("short-edge"))
    assert load_printer("KANTOOR").flip == "short-edge"


def test_a_later_calibration_takes_the_place_of_the_earlier() -> None:
    save_printer("kantoor", Printer("short-edge", Offset(1, 1)))
    save_printer("kantoor", Printer("long-edge"))
    assert load_printer("kantoor") == Printer("long-edge")
    assert printer_names() == ["kantoor"]


@pytest.mark.parametrize(
    "name", ["", "../kantoor", "a/b", "a.b", "é", "een printer", "-a", "x" * 41, "nul", "COM1", "a\n"]
)
def test_a_name_that_is_no_file_is_refused(name: str, config: Path) -> None:
    for use in (load_printer, lambda name: save_printer(name, Printer())):
        with pytest.raises(UsageError, match="can't be a printer's name"):
            use(name)
    assert not config.exists()


def test_a_printer_that_is_not_known_is_refused_and_the_others_named() -> None:
    with pytest.raises(UsageError, match=r"no printer `kantoor`: none is known yet\. To make it, type"):
        load_printer("kantoor")
    save_printer("kantoor", Printer())
    save_printer("thuis", Printer())
    with pytest.raises(UsageError, match="no printer `kantor`: did you mean `kantoor`"):
        load_printer("kantor")
    with pytest.raises(
        UsageError, match=r"no printer `zolder`: use kantoor, thuis\. .*calibrate --printer zolder"
    ):
        load_printer("zolder")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("flip: [", ":2:1: a value lacks here"),
        ("", ": the file is empty"),
        ("flip: long-edge\n", ":1:1: the printer lacks `back_offset`: add it"),
        ("flip: longedge\nback_offset: {x: 0, y: 0}\n", ":1:7: expected long-edge or short-edge, found the text"),
        ("flip: long-edge\nback_offset: {x: 10.5, y: 0}\n", ":2:18: expected a number from -10 to 10, found the"),
        ("flip: long-edge\nback_offset: {x: .nan, y: 0}\n", ":2:18: expected a number from -10 to 10"),
        ("flip: long-edge\nback_ofset: {x: 0, y: 0}\n", ":2:1: unknown key `back_ofset`: did you mean `back_offset`?"),
        ("!!python/object:os.system x", ":1:1: the tag"),
        ("een tekst", ":1:1: expected keys with values under it"),
    ],
)  # fmt: skip
def test_a_broken_file_says_where_and_what_to_do(config: Path, text: str, said: str) -> None:
    config.mkdir()
    (config / "kantoor.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DeckProblems) as caught:
        load_printer("kantoor")
    assert f"{config}/kantoor.yaml{said}" in str(caught.value)
    assert "calibrate: `python build.py calibrate --printer kantoor`" in str(caught.value)


def test_a_folder_that_can_not_be_made_is_told(config: Path) -> None:
    config.write_text("a file", encoding="utf-8")
    with pytest.raises(MissingPart, match=r"can't keep the printer in .*kantoor\.yaml"):
        save_printer("kantoor", Printer())


@pytest.mark.parametrize(
    ("platform", "variables", "wanted"),
    [
        ("linux", {"XDG_CONFIG_HOME": "/x/config"}, "/x/config/deckpress/printers"),
        ("linux", {"XDG_CONFIG_HOME": "relative"}, "/h/.config/deckpress/printers"),
        ("darwin", {}, "/h/Library/Application Support/deckpress/printers"),
        ("win32", {"APPDATA": "/a"}, "/a/deckpress/printers"),
    ],
)
def test_the_folder_is_where_the_system_has_settings(
    platform: str, variables: dict[str, str], wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DECKPRESS_CONFIG", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (variables | {"HOME": "/h"}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert printers.folder() == Path(wanted)
