"""`check --translations` lists what a translation lacks, has too much, or has of an older source, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.cli import main
from tests.decks import replace_in
from tests.translation.decks import check, source, translated


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    translated(Path())


Change = tuple[str, str, str]

# What is changed in which file, and what is said of it.
MISSING_AND_EXTRA: dict[str, tuple[Change, str]] = {
    "questions": (
        ("nl/1.1.yaml", "  - Wat doe je?\n", ""),
        "en/1.1.yaml:22:5: `questions`: 2 here, 1 in the source (nl/1.1.yaml:11:5)",
    ),
    "points": (
        ("en/1.1.yaml", "  # Doe iets.\n  - >-\n    Words 7\n", ""),
        "en/1.1.yaml:29:11: `inspire`: 1 here, 2 in the source (nl/1.1.yaml:14:5)",
    ),
    "points under a point": (
        ("nl/1.1.yaml", "      - dat\n", "      - dat\n      - ook dat\n"),
        "en/1.1.yaml:36:9: `items` of point 2 of `inspire`: 2 here, 3 in the source (nl/1.1.yaml:17:9)",
    ),
    "a list that isn't there": (
        ("nl/1.2.yaml", "inspire:\n", "situations: [Zo]\ninspire:\n"),
        "en/1.2.yaml:3:1: `situations`: 0 here, 1 in the source (nl/1.2.yaml:10:14)",
    ),
    "a lead": (
        ("nl/1.2.yaml", "  lead: Denk even terug.\n", ""),
        "en/1.2.yaml:16:9: `lead` of `reflect` is not in the source (nl/1.2.yaml:1:1): remove it, or add it there",
    ),
    "a theme of a card": (
        ("en/1.1.yaml", "themes: [onthaal]\n", ""),
        "en/1.1.yaml:3:1: `onthaal` of `themes` of the source (nl/1.1.yaml:6:9) is missing: translate it",
    ),
    "a path of the deck": (
        (
            "nl/deck.yaml",
            "  team: Samen met het team\n",
            "  team: Samen met het team\n  alleen: Alleen\n",
        ),
        "en/deck.yaml:43:9: `alleen` of `paths` of the source (nl/deck.yaml:21:11) is missing: translate it",
    ),
    "paragraphs of a part": (
        ("nl/deck.yaml", "      - Hoe het samenhangt.\n", "      - Hoe het samenhangt.\n      - En meer.\n"),
        "en/deck.yaml:35:9: `together`: 1 here, 2 in the source (nl/deck.yaml:16:9)",
    ),
    "a term": (
        ("nl/glossary.yaml", "- term: Luik\n", "- term: Fiche\n  meaning: Een kaart.\n- term: Luik\n"),
        "en/glossary.yaml: term fiche of the source (nl/glossary.yaml:1:3) is missing: translate it",
    ),
    "a term too many": (
        ("en/glossary.yaml", "- id: luik\n", "- term: CIK\n  meaning: A centre.\n- id: luik\n"),
        "en/glossary.yaml:3:3: term cik is not in the source: remove it, or add it there",
    ),
    "points of the example": (
        ("nl/examples/boek.md", "- twee\n", ""),
        "en/examples/boek.md:16:1: `points`: 2 here, 1 in the source (nl/examples/boek.md:5:1)",
    ),
    "a section of the manual": (
        ("nl/manual.md", "# Woorden\n", "# Nieuw\n\nEen.\n\nTwee.\n\n# Woorden\n"),
        "en/manual.md:15:1: section “Nieuw” of the source (nl/manual.md:7:1) seems to be missing",
    ),
    "a section too many": (
        ("en/manual.md", "@glossary\n", "@glossary\n\n# More\n\nOne.\n\nTwo.\n"),
        "en/manual.md:19:1: section “More” seems not to be in the source",
    ),
    "a line to write on": (
        ("en/examples/boek.md", "@lines 2\n", ""),
        "en/examples/boek.md:7:1: `directives`: 0 here, 1 in the source (nl/examples/boek.md:8:1)",
    ),
}


@pytest.mark.parametrize("name", MISSING_AND_EXTRA)
def test_what_is_missing_or_too_much(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (file, old, new), said = MISSING_AND_EXTRA[name]
    replace_in(Path(file), old, new)
    code, lines = check(capsys=capsys)
    assert code == 1
    assert said in lines


def test_a_card_an_example_and_a_part_that_are_missing_or_too_many(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("en/1.2.yaml").rename("en/1.3.yaml")
    replace_in(Path("en/1.3.yaml"), 'id: "1.2"', 'id: "1.3"')
    Path("en/examples/boek.md").unlink()
    replace_in(Path("nl/deck.yaml"), "themes:\n", "  - {number: 2, title: Meer, line: Zo.}\nthemes:\n")
    code, lines = check(capsys=capsys)
    assert code == 1
    assert lines == [
        "en/1.2.yaml: card 1.2 of the source (nl/1.2.yaml:1:1) is missing: translate it",
        "en/1.3.yaml:3:1: card 1.3 is not in the source: remove it, or add it there",
        "en/deck.yaml: part 2 of the source (nl/deck.yaml:17:5) is missing: translate it",
        "en/examples/boek.md: example boek of the source (nl/examples/boek.md:1:1) is missing: translate it",
    ]


def test_resources_may_differ(capsys: pytest.CaptureFixture[str]) -> None:
    with Path("en/resources.yaml").open("a", encoding="utf-8") as file:
        file.write("- {id: tool, name: A tool, kind: site}\n")
    with Path("nl/resources.yaml").open("a", encoding="utf-8") as file:
        file.write("- {id: film, name: De film, kind: film}\n")
    assert check(capsys=capsys)[0] == 0


def test_what_is_not_translated_yet_is_missing_too(capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(Path("en/1.2.yaml"), "  Words 16\n", "  ???\n")
    code, lines = check(capsys=capsys)
    assert code == 1
    assert [line.partition(": ")[2] for line in lines] == [
        "not translated yet: write it in en in place of ???"
    ]


def test_without_a_deck_all_translations_beside_the_source_are_compared(
    capsys: pytest.CaptureFixture[str],
) -> None:
    source(Path("los"))  # no translation of it
    assert main(["translate", "fr", "--deck", "nl"]) == 0
    assert main(["check", "--translations", "--source", "nl", "--deck", "nl"]) == 1
    said = capsys.readouterr().err
    assert "fr/1.1.yaml" in said and "en/" not in said and "los/" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--deck", "ver/los", "--source", "ver/los"),
            "ver/los has no translation beside it: make one, as with `translate fr`",
        ),
        (("--deck", "nl", "--source", "nl", "--accept", "all"), "--accept is about one translation"),
        (
            ("--deck", "en", "--source", "en2"),
            "en was translated from nl, and en2 is in en: name the other with --source",
        ),
    ],
)
def test_what_it_refuses(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("ver").mkdir()
    source(Path("ver/los"))
    translated(Path("anders"))
    Path("anders/en").rename("en2")
    assert main(["check", "--translations", *words]) == 2
    assert said in capsys.readouterr().err


def test_accept_without_translations_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--accept", "1.1"]) == 2
    assert capsys.readouterr().err == "--accept is about translations: add --translations\n"
