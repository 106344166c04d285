"""Which saves are told, as editors do them: in place, by a renamed file, with files of their own beside it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import watchfiles
from watchfiles import Change

from deckpress.preview import files
from deckpress.preview.files import Watcher

pytestmark = pytest.mark.slow
LONG = 30.0  # seconds until a test gives up


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deck" / "examples").mkdir(parents=True)
    (tmp_path / "deck" / "1.1.yaml").write_text("a")
    (tmp_path / "deck" / "1.2.yaml").write_text("b")
    return tmp_path / "deck"


@pytest.fixture
def watcher(folder: Path) -> Iterator[Watcher]:
    """Watches the folder already."""
    made = Watcher([folder])
    assert made.wait(LONG) == {folder.resolve()}
    yield made
    made.stop()


def in_place(file: Path) -> None:
    file.write_text("changed")


def by_a_rename(file: Path) -> None:
    beside = file.with_name(f".{file.name}.swx")
    beside.write_text("changed")
    os.replace(beside, file)


def by_a_rename_with_a_backup(file: Path) -> None:
    os.replace(file, f"{file}~")
    file.write_text("changed")


def by_removal(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("save", [in_place, by_a_rename, by_a_rename_with_a_backup, by_removal])
def test_a_save_is_told_by_the_name_of_the_file(
    save: Callable[[Path], None], watcher: Watcher, folder: Path
) -> None:
    save(folder / "1.1.yaml")
    assert watcher.wait(LONG) == {folder.resolve() / "1.1.yaml"}


def test_new_files_and_folders_are_told(watcher: Watcher, folder: Path) -> None:
    (folder / "examples" / "gids.md").write_text("x")
    assert folder.resolve() / "examples" / "gids.md" in watcher.wait(LONG)


def test_saves_that_wait_are_told_together(watcher: Watcher, folder: Path) -> None:
    (folder / "1.1.yaml").write_text("x")
    told = watcher.wait(LONG)
    (folder / "1.1.yaml").write_text("y")
    (folder / "1.2.yaml").write_text("y")
    while len(told) < 2:
        more = watcher.wait(LONG)
        assert more
        told |= more
    assert told == {folder.resolve() / "1.1.yaml", folder.resolve() / "1.2.yaml"}


def test_nothing_is_told_where_nothing_is_saved(watcher: Watcher) -> None:
    assert not watcher.waiting
    assert watcher.wait(0.01) == frozenset()


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("1.1.yaml", True),
        ("examples/gids.md", True),
        ("images/plaat.svg", True),
        (".1.1.yaml.swp", False),
        ("1.1.yaml~", False),
        ("1.1.yaml.tmp", False),
        ("#1.1.yaml#", False),
        (".#1.1.yaml", False),
        ("4913", False),
        (".git/index", False),
        ("__pycache__/x.pyc", False),
        ("1.1.yaml___jb_tmp___", False),
    ],
)
def test_what_editors_keep_beside_a_file_is_left_out(
    name: str, matters: bool, watcher: Watcher, folder: Path
) -> None:
    assert watcher.matters(Change.modified, str(folder.resolve() / name)) is matters


def test_a_deck_in_a_hidden_folder_is_watched_too(tmp_path: Path) -> None:
    hidden = tmp_path / ".decks" / "nl"
    hidden.mkdir(parents=True)
    watcher = Watcher([hidden])
    watcher.stop()
    assert watcher.matters(Change.modified, str(hidden.resolve() / "1.1.yaml"))


def test_a_folder_that_comes_back_is_watched_again(
    watcher: Watcher, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    real = watchfiles.watch

    def counted(*folders: Path, **given: Any) -> Any:
        begun.append("again")
        return real(*folders, **given)

    monkeypatch.setattr(files, "watch", counted)
    shutil.copytree(folder, folder.with_name("new"))
    shutil.rmtree(folder)
    os.replace(folder.with_name("new"), folder)
    told: set[Path] = set()
    for number in range(int(LONG)):
        (folder / "1.2.yaml").write_text(f"after {number}")
        told = told | watcher.wait(1)
        if folder.resolve() / "1.2.yaml" in told:
            break
    else:
        raise AssertionError(f"only {told} was told")
    while not begun:  # it doesn't only look now and then
        watcher.wait(1)


def test_what_the_system_does_not_tell_is_seen_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deaf(*folders: Path, **given: Any) -> Iterator[set[Any]]:
        while True:
            time.sleep(0.05)
            yield set()

    monkeypatch.setattr(files, "watch", deaf)
    watcher = Watcher([folder])
    assert watcher.wait(LONG) == {folder.resolve()}
    (folder / "1.1.yaml").write_text("a")  # at another time, though nothing else of it changed
    assert watcher.wait(LONG) == {folder.resolve() / "1.1.yaml"}
    (folder / "1.1.yaml~").write_text("x")
    assert watcher.wait(0.2) == frozenset()
    watcher.stop()


def test_where_the_system_has_no_watches_left_it_looks_again_and_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = watchfiles.watch

    def none_left(*folders: Path, force_polling: bool | None, **given: Any) -> Any:
        if not force_polling:
            raise OSError(28, "no space left on device")
        return real(*folders, force_polling=True, **given)

    monkeypatch.setattr(files, "watch", none_left)
    monkeypatch.setattr(files, "AWAY", 100)
    watcher = Watcher([folder])
    assert watcher.wait(LONG) == {folder.resolve()}
    (folder / "1.1.yaml").write_text("saved")
    assert watcher.wait(LONG) == {folder.resolve() / "1.1.yaml"}
    watcher.stop()
