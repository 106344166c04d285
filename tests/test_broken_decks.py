"""One fault each, from broken_decks.yaml: what the command says of it, word for word, and that it writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from deckpress.cli import main
from tests.decks import replace_in, tiny_deck

CASES = yaml.safe_load((Path(__file__).parent / "broken_decks.yaml").read_text(encoding="utf-8"))
BY_NAME = {case["name"]: case for case in CASES}


def spoil(deck: Path, name: str) -> None:
    """Make the changes of this case."""
    for change in BY_NAME[name]["change"]:
        file = deck / next(
            change[key] for key in ("in", "write", "link", "rename", "remove") if key in change
        )
        file.parent.mkdir(exist_ok=True)
        more = change.get("then", "") * change.get("times", 1)
        if "in" in change:
            replace_in(file, change["replace"], change["by"] + more)
        elif "text" in change:
            file.write_text(change["text"] * change.get("times", 1), encoding="utf-8")
        elif "bytes" in change:
            file.write_bytes(bytes.fromhex(change["bytes"]))
        elif "link" in change:
            file.unlink(missing_ok=True)
            file.symlink_to(change["to"])
        elif "rename" in change:
            file.rename(deck / change["to"])
        else:
            for each in list(deck.glob(change["remove"])):
                each.unlink()


def test_there_are_many_and_each_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(CASES) >= 40


@pytest.mark.parametrize("name", BY_NAME)
def test_a_broken_deck_is_told_what_to_mend_and_writes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    spoil(tiny_deck(Path("deck")), name)
    said = BY_NAME[name]["said"]
    Path("output").mkdir()
    Path("output", "klein.pdf").write_bytes(b"from before")
    assert main(["--quiet", "--deck", "deck"]) == 1
    count = "1 problem" if len(said) == 1 else f"{len(said)} problems"
    assert capsys.readouterr().err.splitlines() == [*said, f"{count}: nothing was written"]
    assert [(path.name, path.read_bytes()) for path in Path("output").iterdir()] == [
        ("klein.pdf", b"from before")
    ]


def test_everything_wrong_is_said_in_one_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Faults of the YAML, of the form, and of what the texts refer to, in five files."""
    monkeypatch.chdir(tmp_path)
    deck = tiny_deck(Path("deck"))
    names = ["unknown key", "dangling card", "duplicate part", "unknown directive"]
    for name in names:
        spoil(deck, name)
    (deck / "glossary.yaml").write_text('- term: "Luik', encoding="utf-8")
    assert main(["--quiet", "--deck", "deck"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == len(names) + 2
    assert all(line in said for name in names for line in BY_NAME[name]["said"])
    assert any(line.startswith("deck/glossary.yaml:1:9: ") for line in said)
