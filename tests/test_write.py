"""All or nothing: what a build, or one that fails, leaves in the output folder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from deckpress import write

NAMES = ["deck.pdf", "cards/1.1.pdf", "manifest.json"]


def fill(folder: Path, word: str, names: list[str] = NAMES) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{word} {name}", encoding="utf-8")


def build(out: Path, word: str, names: list[str] = NAMES) -> None:
    with write.staging(out) as folder:
        fill(folder, word, names)
        write.commit(out, folder, names)


def state(out: Path) -> dict[str, bytes | None]:
    """All that is in the output folder but its lock; a folder that is empty is None."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(out.rglob("*"))
        if path != out / write.LOCK and not (path.is_dir() and any(path.iterdir()))
    }


def wholly(word: str, names: list[str] = NAMES) -> dict[str, bytes | None]:
    return {name: f"{word} {name}".encode() for name in sorted(names)}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "output"


def test_a_commit_puts_every_file_in_its_place(out: Path) -> None:
    build(out, "new")
    assert state(out) == wholly("new")


def test_the_users_own_files_stay(out: Path) -> None:
    (out / "cards").mkdir(parents=True)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "cards" / "notes.txt").write_text("mine", encoding="utf-8")
    build(out, "new")
    assert state(out) == wholly("new") | {"notes.txt": b"mine", "cards/notes.txt": b"mine"}


def test_a_build_that_fails_leaves_everything_as_it_was(out: Path) -> None:
    build(out, "old")
    with pytest.raises(RuntimeError), write.staging(out) as folder:
        fill(folder, "new")
        raise RuntimeError
    assert state(out) == wholly("old")


def failing(name: str, word: str = "new") -> Callable[[Path], None]:
    """A build that may not put `name` in its place."""

    def fails(out: Path) -> None:
        replace = os.replace

        def refused(source: Path, target: Path) -> None:
            if target == out / name and "new" in source.read_text(encoding="utf-8"):
                raise PermissionError(13, "Permission denied", str(target))
            replace(source, target)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "replace", refused)
            with pytest.raises(write.CantWrite, match=rf"{name} \(Permission denied\)"):
                build(out, word)

    return fails


@pytest.mark.parametrize("name", NAMES)
def test_a_commit_that_fails_halfway_puts_everything_back(out: Path, name: str) -> None:
    build(out, "old")
    failing(name)(out)
    assert state(out) == wholly("old")


def test_a_commit_that_fails_leaves_no_empty_folder(out: Path) -> None:
    failing("manifest.json")(out)
    assert state(out) == {}


def test_what_stands_in_the_way_stays(out: Path) -> None:
    build(out, "old", NAMES[:2])
    (out / "manifest.json").mkdir()
    with pytest.raises(write.CantWrite, match=r"output.manifest\.json \(Is a directory\)"):
        build(out, "new")
    assert state(out) == wholly("old", NAMES[:2]) | {"manifest.json": None}


@pytest.mark.parametrize("place", ["output", "output/sub"])
def test_an_output_folder_that_is_a_file_is_said(tmp_path: Path, place: str) -> None:
    (tmp_path / "output").write_text("x", encoding="utf-8")
    with pytest.raises(write.CantWrite, match=r"output.* \((File exists|Not a directory)\): move away"):
        build(tmp_path / place, "new")
    assert (tmp_path / "output").read_text(encoding="utf-8") == "x"


def test_what_goes_wrong_elsewhere_is_not_said_of_the_output(out: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), write.staging(out):
        (tmp_path / "template").read_text(encoding="utf-8")
    assert state(out) == {}


def test_what_an_earlier_build_made_goes_away(out: Path) -> None:
    build(out, "old")
    (out / "cards" / "notes.txt").write_text("mine", encoding="utf-8")
    with write.staging(out) as folder:
        fill(folder, "new", ["deck.pdf"])
        outdated = ["cards/1.1.pdf", "deck.pdf", "../x.pdf", "never-was.pdf"]
        write.commit(out, folder, ["deck.pdf"], lambda: outdated)
    assert state(out) == wholly("new", ["deck.pdf"]) | {
        "cards/notes.txt": b"mine",
        "manifest.json": b"old manifest.json",
    }


def test_a_folder_that_becomes_empty_goes_too(out: Path) -> None:
    build(out, "old")
    with write.staging(out) as folder:
        write.commit(out, folder, [], lambda: ["cards/1.1.pdf"])
    assert not (out / "cards").exists()


def test_what_an_earlier_build_made_stays_where_a_commit_fails(out: Path) -> None:
    build(out, "old")
    with (
        pytest.raises(write.CantWrite, match=r"manifest\.json"),
        write.staging(out) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        fill(folder, "new", ["deck.pdf"])
        patch.setattr(write._Exchange, "_sync_folders", failing_once())
        write.commit(out, folder, ["deck.pdf"], lambda: ["cards/1.1.pdf"])
    assert state(out) == wholly("old")


def failing_once() -> Callable[[object], None]:
    """Fails the second time it is called, which is when all files are exchanged."""
    calls: list[object] = []

    def call(exchange: object) -> None:
        calls.append(exchange)
        if len(calls) == 2:
            raise PermissionError(13, "Permission denied", "manifest.json")

    return call


def test_a_living_builds_staging_folder_is_left_alone(out: Path) -> None:
    with write.staging(out) as folder:
        fill(folder, "slow")
        build(out, "quick")
        assert (folder / "deck.pdf").exists()
        write.commit(out, folder, NAMES)
    assert state(out) == wholly("slow")


def test_what_only_looks_like_a_staging_folder_is_left_alone(out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (out / ".staging-photos").mkdir(parents=True)
    (out / ".staging-photos" / "1.jpg").write_text("mine", encoding="utf-8")
    (out / ".staging-0123456789abcdef").symlink_to(tmp_path / "elsewhere")
    build(out, "new")
    assert (out / ".staging-photos" / "1.jpg").exists()
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("link", ["cards", "cards/1.1.pdf"])
def test_a_link_out_of_the_folder_is_not_followed(out: Path, tmp_path: Path, link: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (out / link).parent.mkdir(parents=True)
    (out / link).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(write.CantWrite, match=rf"{link} is a link: remove it"):
        build(out, "new")
    assert not list((tmp_path / "elsewhere").iterdir())
    assert not (out / "deck.pdf").exists()


@pytest.mark.parametrize(
    "name",
    ["../deck.pdf", "/tmp/deck.pdf", "a/../../b", "", ".lock", "cards//1.1.pdf", "C:x.pdf", r"..\x.pdf"],
)
def test_a_name_outside_the_folder_is_refused(out: Path, name: str) -> None:
    with pytest.raises(write.CantWrite, match="is no name for a file inside"), write.staging(out) as folder:
        write.commit(out, folder, [name])
    assert state(out) == {}


DEAD = ".staging-0123456789abcdef"
JOURNALS = [
    b'{"folder": ',
    b"\xff",
    b"[]",
    b'{"folder": 1, "names": ["deck.pdf"], "gone": []}',
    b'{"folder": ".staging-aaaaaaaaaaaaaaaa", "names": ["deck.pdf"], "gone": ["manifest.json"]}',
    b'{"folder": "mine", "names": ["x"], "gone": []}',
    b'{"folder": "mine", "names": [], "gone": ["deck.pdf", "../x"]}',
    f'{{"folder": "{DEAD}", "names": [1], "gone": []}}'.encode(),
    f'{{"folder": "{DEAD}", "names": ["deck.pdf"], "gone": ["../x"]}}'.encode(),
    f'{{"folder": "{DEAD}", "names": [], "gone": ["manifest.json", "link/x"]}}'.encode(),
    b'{"folder": ".staging-eeeeeeeeeeeeeeee", "names": ["x"], "gone": ["deck.pdf"]}',
]


@pytest.mark.parametrize("journal", JOURNALS)
def test_a_journal_that_cant_be_true_moves_nothing(out: Path, tmp_path: Path, journal: bytes) -> None:
    build(out, "old")
    for folder in (out / "mine", out / DEAD, tmp_path / "elsewhere"):
        folder.mkdir()
        (folder / "x").write_text("mine", encoding="utf-8")
    for link in ("link", ".staging-eeeeeeeeeeeeeeee"):
        (out / link).symlink_to(tmp_path / "elsewhere")
    (out / write.JOURNAL).write_bytes(journal)
    write.recover(out)
    for link in ("link", ".staging-eeeeeeeeeeeeeeee"):
        (out / link).unlink()
    assert state(out) == wholly("old") | {"mine/x": b"mine"}
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["x"]


def test_a_link_that_came_while_a_file_was_away_is_not_followed(out: Path, tmp_path: Path) -> None:
    """Killed after its file was put in; then someone moves the folder away and links to it."""
    build(out, "old")
    (out / DEAD / "cards").mkdir(parents=True)
    (out / "cards").rename(tmp_path / "elsewhere")
    (out / "cards").symlink_to(tmp_path / "elsewhere")
    for name in ("deck.pdf", "cards/2.1.pdf"):
        (out / DEAD / name).write_text("new", encoding="utf-8")
    begun = {"folder": DEAD, "names": ["deck.pdf", "cards/1.1.pdf", "cards/2.1.pdf"], "gone": []}
    (out / write.JOURNAL).write_text(json.dumps(begun), encoding="utf-8")
    write.recover(out)
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["1.1.pdf"]
    assert (out / "deck.pdf").read_bytes() == b"old deck.pdf"
