from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deckpress import fresh, write


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    folder = tmp_path / "deck"
    (folder / "images").mkdir(parents=True)
    (folder / "deck.yaml").write_text("a", encoding="utf-8")
    (folder / "images" / "a.svg").write_text("b", encoding="utf-8")
    return folder


def of(folder: Path, **options: str) -> str:
    return fresh.fingerprint([str(folder)], options)


def test_the_same_inputs_have_the_same_fingerprint(deck: Path) -> None:
    assert of(deck) == of(deck)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file changed": lambda deck: (deck / "deck.yaml").write_text("c", encoding="utf-8"),
    "a file in a folder changed": lambda deck: (deck / "images" / "a.svg").write_text("c", encoding="utf-8"),
    "a file added": lambda deck: (deck / "new.yaml").write_text("", encoding="utf-8"),
    "a file gone": lambda deck: (deck / "deck.yaml").unlink(),
    "a file renamed": lambda deck: (deck / "deck.yaml").rename(deck / "other.yaml"),
    "text moved to the next file": lambda deck: [
        (deck / "deck.yaml").write_text("", encoding="utf-8"),
        (deck / "images" / "a.svg").write_text("ab", encoding="utf-8"),
    ],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_each_change_changes_the_fingerprint(deck: Path, change: Callable[[Path], object]) -> None:
    before = of(deck)
    change(deck)
    assert of(deck) != before


def test_what_is_left_out_changes_nothing(deck: Path) -> None:
    def pictures() -> str:
        return fresh.fingerprint([str(deck)], {}, but=(".yaml", ".md"))

    before = pictures()
    assert before != of(deck)
    (deck / "deck.yaml").write_text("c", encoding="utf-8")
    (deck / "manual.md").write_text("d", encoding="utf-8")
    assert pictures() == before
    (deck / "images" / "a.svg").write_text("e", encoding="utf-8")
    assert pictures() != before


def test_options_change_the_fingerprint(deck: Path) -> None:
    assert of(deck, marks="yes") != of(deck)


def test_what_an_editor_or_python_leaves_changes_nothing(deck: Path) -> None:
    before = of(deck)
    (deck / ".deck.yaml.swp").write_text("x", encoding="utf-8")
    (deck / "__pycache__").mkdir()
    (deck / "__pycache__" / "x.pyc").write_text("x", encoding="utf-8")
    assert of(deck) == before


def test_a_released_edition_changes_nothing_but_a_picture_beside_it_does(deck: Path) -> None:
    """Nothing is built of it."""
    before = of(deck)
    (deck / "editions").mkdir()
    (deck / "editions" / "2026.1.json").write_text("{}", encoding="utf-8")
    assert of(deck) == before
    (deck / "editions" / "a.svg").write_text("x", encoding="utf-8")
    assert of(deck) != before
    before = of(deck)
    (deck / "2026.1.json").write_text("{}", encoding="utf-8")
    assert of(deck) != before


def test_a_file_moved_to_another_input_changes_the_fingerprint(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    (one / "a.css").write_text("a", encoding="utf-8")
    before = fresh.fingerprint([str(one), str(two)], {})
    (one / "a.css").rename(two / "a.css")
    assert fresh.fingerprint([str(one), str(two)], {}) != before


def test_a_package_changes_the_fingerprint(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "site-packages"
    (packages / "engine-1.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(packages)])
    before = of(deck)
    (packages / "engine-1.0.dist-info").rename(packages / "engine-1.1.dist-info")
    assert of(deck) != before


def test_a_link_is_what_it_leads_to(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("a", encoding="utf-8")
    (deck / "logo.svg").symlink_to(tmp_path / "logo.svg")
    before = of(deck)
    (tmp_path / "logo.svg").write_text("b", encoding="utf-8")
    assert of(deck) != before


def huge(deck: Path) -> None:
    with (deck / "huge.yaml").open("wb") as file:
        file.truncate(1 << 42)  # on disk it takes no room


def unlisted(deck: Path) -> None:
    scandir = os.scandir

    def refused(path: str) -> object:
        if Path(path) == deck / "images":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    pytest.MonkeyPatch().setattr(os, "scandir", refused)


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "a link that leads nowhere": lambda deck: (deck / "1.1.yaml").symlink_to("nowhere"),
    "a link to a folder": lambda deck: (deck / "more").symlink_to("/"),
    "a folder that may not be listed": unlisted,
    "a file far too large": huge,
    "no deck": shutil.rmtree,
}
if sys.platform != "win32":
    UNREADABLE["a pipe"] = lambda deck: os.mkfifo(deck / "1.1.yaml")


@pytest.mark.parametrize("happen", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cant_be_read_is_never_fresh(
    deck: Path, out: Path, happen: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "scandir", os.scandir)  # and back to it afterwards
    happen(deck)
    assert of(deck) == ""
    (out / fresh.MANIFEST).write_bytes(fresh.manifest({"fingerprint": "", "files": {}}))
    assert not fresh.is_fresh(str(out), "")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"pdf")
    files = {"a.pdf": fresh.describe(str(folder / "a.pdf"))}
    (folder / fresh.MANIFEST).write_bytes(fresh.manifest({"fingerprint": "f", "files": files}))
    return folder


def test_what_was_built_from_this_is_fresh(out: Path) -> None:
    assert fresh.is_fresh(str(out), "f")
    assert not fresh.is_fresh(str(out), "g")


@pytest.mark.parametrize("damage", [b"pdg", b"pdf ", b""])
def test_a_damaged_output_is_not_fresh(out: Path, damage: bytes) -> None:
    (out / "a.pdf").write_bytes(damage)
    assert not fresh.is_fresh(str(out), "f")


def test_a_missing_output_is_not_fresh(out: Path) -> None:
    (out / "a.pdf").unlink()
    assert not fresh.is_fresh(str(out), "f")


@pytest.mark.parametrize("left", [write.JOURNAL, ".staging-0123456789abcdef"])
def test_what_a_killed_build_left_is_not_fresh(out: Path, left: str) -> None:
    assert write.STAGING.fullmatch(".staging-0123456789abcdef")
    (out / left).mkdir()
    assert not fresh.is_fresh(str(out), "f")


def test_outdated_is_what_the_last_build_made_and_nobody_changed(out: Path) -> None:
    for name in ("b.pdf", "changed.pdf", "gone.pdf"):
        (out / name).write_bytes(b"pdf")
    files = {name: fresh.describe(str(out / name)) for name in ("a.pdf", "b.pdf", "changed.pdf", "gone.pdf")}
    (out / fresh.MANIFEST).write_bytes(fresh.manifest({"files": files}))
    (out / "changed.pdf").write_bytes(b"mine")
    (out / "gone.pdf").unlink()
    (out / "mine.pdf").write_bytes(b"mine")
    assert fresh.outdated(str(out), ["a.pdf"]) == ["b.pdf"]


@pytest.mark.parametrize("text", ["", "[]", '{"files": 3}', '{"files": {"a.pdf": 3}}'])
def test_a_broken_manifest_makes_nothing_outdated(out: Path, text: str) -> None:
    (out / fresh.MANIFEST).write_text(text, encoding="utf-8")
    assert fresh.outdated(str(out), []) == []


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"fingerprint": "f"}', '{"fingerprint": "f", "files": 3}']
)
def test_a_broken_manifest_is_not_fresh(out: Path, text: str) -> None:
    (out / fresh.MANIFEST).write_text(text, encoding="utf-8")
    assert not fresh.is_fresh(str(out), "f")


def test_a_manifest_is_the_same_bytes_whatever_the_order() -> None:
    assert fresh.manifest({"a": 1, "b": 2}) == fresh.manifest({"b": 2, "a": 1})
    said = json.loads(fresh.manifest({"title": "ë"}))
    assert said == {"format": fresh.FORMAT, "title": "ë", "sum": said["sum"]} and len(said["sum"]) == 64


def test_a_manifest_of_which_any_bit_changed_is_not_believed(tmp_path: Path) -> None:
    file = tmp_path / fresh.MANIFEST
    whole = fresh.manifest({"fingerprint": "f", "files": {}, "cards": {"1.1": {"pages": [5, 6]}}})
    file.write_bytes(whole)
    assert fresh.is_fresh(str(tmp_path), "f")
    for at in range(len(whole)):
        for bit in (1, 16):
            file.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
            assert not fresh.is_fresh(str(tmp_path), "f"), whole[at - 20 : at + 20]


def test_the_way_to_nothing_changed_imports_only_the_standard_library() -> None:
    root = str(Path(__file__).parent.parent)
    code = (
        f"import sys; sys.path.insert(0, {root!r})\nimport deckpress.cli\n"
        "known = set(sys.stdlib_module_names) | {'deckpress', '__main__'}\n"
        "heavy = {n.split('.')[0] for n in sys.modules} - known\n"
        "print(sorted(n for n in heavy if not n.startswith(('_', 'sitecustomize', 'distutils'))))"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ended.stdout.strip() == "[]"
