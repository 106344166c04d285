"""What the source changed since it was translated is told text by text, until someone says to have looked at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.decks import replace_in
from tests.translation.decks import check, translated

LOOK = "see to it, then --accept"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    translated(Path())


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "1.1.yaml",
            "Wat doe je?",
            "Wat zou je doen?",
            f"en/1.1.yaml:25:5: the source changed: it now says “Wat zou je doen?” (nl/1.1.yaml:12:5): {LOOK} card-1.1",
        ),
        (
            "1.1.yaml",
            "      - dat\n",
            "      - dat daar\n",
            f"en/1.1.yaml:39:9: the source changed: it now says “dat daar” (nl/1.1.yaml:18:9): {LOOK} card-1.1",
        ),
        (
            "deck.yaml",
            "line: Waarom dit luik er is.",
            "line: Daarom.",
            f"en/deck.yaml:27:11: the source changed: it now says “Daarom.” (nl/deck.yaml:12:11): {LOOK} part-1",
        ),
        (
            "glossary.yaml",
            "Een deel van het deck.",
            "Een stuk.",
            "en/glossary.yaml:8:12: the source changed: it now says “Een stuk.” "
            f"(nl/glossary.yaml:2:12): {LOOK} term-luik",
        ),
        (
            "resources.yaml",
            "https://example.org/boek",
            "https://example.org/nieuw",
            "en/resources.yaml:10:8: the source changed: it now says “https://example.org/nieuw” "
            f"(nl/resources.yaml:4:8): {LOOK} resource-boek",
        ),
        (
            "manual.md",
            "# Woorden",
            "# Termen",
            f"en/manual.md:15:1: the source changed: it now says “Termen” (nl/manual.md:7:1): {LOOK} manual",
        ),
        (
            "examples/boek.md",
            "Lees dit.",
            "Lees het.",
            "en/examples/boek.md:10:1: the source changed: it now says “Lees het.” "
            f"(nl/examples/boek.md:3:1): {LOOK} example-boek",
        ),
    ],
)
def test_a_text_that_changed(
    file: str, old: str, new: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(Path("nl", file), old, new)
    assert check(capsys=capsys) == (1, [said])
    [name] = [said.rpartition(" ")[2]]
    assert check("--accept", name, capsys=capsys)[0] == 0
    assert check(capsys=capsys)[0] == 0


def test_a_text_that_came_and_one_that_went(capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(Path("nl/1.1.yaml"), "  - Wat zie je?\n", "  - Nieuw?\n  - Wat zie je?\n")
    replace_in(Path("nl/1.1.yaml"), "      - dat\n", "")
    assert check(capsys=capsys)[1] == [
        f"en/1.1.yaml:3:1: a text was taken out of the source (nl/1.1.yaml:1:1): {LOOK} card-1.1",
        f"en/1.1.yaml:3:1: the source changed: it now says “Nieuw?” (nl/1.1.yaml:11:5): {LOOK} card-1.1",
        "en/1.1.yaml:22:5: `questions`: 2 here, 3 in the source (nl/1.1.yaml:11:5)",
        "en/1.1.yaml:36:9: `items` of point 2 of `inspire`: 2 here, 1 in the source (nl/1.1.yaml:18:9)",
    ]


def test_how_lines_are_broken_the_edition_and_comments_are_no_change(
    capsys: pytest.CaptureFixture[str],
) -> None:
    replace_in(
        Path("nl/1.1.yaml"), "  text: Zo zei iemand het.", "  # zo\n  text: >-\n    Zo zei\n    iemand het."
    )
    replace_in(Path("nl/manual.md"), "Voor wie wil", "<!-- ons -->\nVoor wie\nwil")
    replace_in(Path("nl/deck.yaml"), '"2026.1"', '"2026.2"')
    assert check(capsys=capsys)[0] == 0


def test_the_translation_itself_may_change(capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(Path("en/1.2.yaml"), "Words 16\n", "Other words\n")
    assert check(capsys=capsys)[0] == 0


def test_accept_keeps_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    for card in ("1.1", "1.2"):
        replace_in(Path(f"nl/{card}.yaml"), "title: De", "title: Onze")
    before = Path("en/translated.yaml").read_text(encoding="utf-8")
    code, lines = check("--accept", "1.1", capsys=capsys)
    assert code == 1 and len(lines) == 1 and lines[0].startswith("en/1.2.yaml:5:8: the source changed")
    after = Path("en/translated.yaml").read_text(encoding="utf-8")
    differing = [
        pair for pair in zip(before.split("\n"), after.split("\n"), strict=True) if pair[0] != pair[1]
    ]
    assert len(differing) == 1
    assert sorted(path.name for path in Path("en").glob(".*")) == []
    assert check("--accept", "all", capsys=capsys)[0] == 0


@pytest.mark.parametrize("name", ["2.1", "card-9.9", "../x", "trem-luik"])
def test_what_is_not_there_is_not_accepted(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("en/translated.yaml").read_bytes()
    code, lines = check("--accept", f"1.1,{name}", capsys=capsys)
    assert code == 2 and lines[0].startswith(f"--accept {name}: there is no such thing in both decks: ")
    assert ("did you mean `term-luik`?" in lines[0]) == (name == "trem-luik")
    assert Path("en/translated.yaml").read_bytes() == before


def test_a_thing_of_which_nothing_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    record = Path("en/translated.yaml").read_text(encoding="utf-8")
    start = record.index("  term-luik")
    end = record.index("  manual")
    Path("en/translated.yaml").write_text(record[:start] + record[end:], encoding="utf-8")
    code, lines = check(capsys=capsys)
    assert code == 1
    assert lines == [
        "en/glossary.yaml:3:3: nothing says from which text term luik was translated: compare it with "
        "nl/glossary.yaml:1:3, then --accept term-luik"
    ]


def test_without_a_record_that_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    Path("en/translated.yaml").unlink()
    assert check(capsys=capsys) == (
        1,
        [
            "en/translated.yaml: isn't there, so nothing says what this was translated from: "
            "look at all, then --accept all"
        ],
    )
    assert check("--accept", "all", capsys=capsys)[0] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("language: nl\ntexts: {card-1.1: zo}\n", "en/translated.yaml:2:19: expected fingerprints, as"),
        (
            "language: nl\ntext: {}\n",
            "en/translated.yaml:2:1: unknown key `text`: did you mean `texts`?",
        ),
        ("language: [\n", "en/translated.yaml:2:1: "),
        ("- a\n", "en/translated.yaml:1:1: expected keys with values"),
        (
            "language: !!python/name:os.system nl\n",
            "en/translated.yaml:1:11: the tag `!!python/name:os.system`",
        ),
        ("language: nl\ntexts: {card-1.1: 0badcafe", "en/translated.yaml:2:"),
    ],
)
def test_a_record_that_is_spoilt_is_told_at_its_place(
    text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("en/translated.yaml").write_text(text, encoding="utf-8")
    code, lines = check(capsys=capsys)
    assert code == 1 and lines[0].startswith(said)


def test_a_record_outside_the_deck_is_neither_read_nor_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("en/translated.yaml").rename("elders.yaml")
    Path("en/translated.yaml").symlink_to(Path("elders.yaml").resolve())
    before = Path("elders.yaml").read_bytes()
    replace_in(Path("nl/1.1.yaml"), "title: De", "title: Onze")
    for words in ((), ("--accept", "all")):
        code, lines = check(*words, capsys=capsys)
        assert code == 1 and "a link that leads out of the deck's folder" in lines[0]
    assert Path("elders.yaml").read_bytes() == before
