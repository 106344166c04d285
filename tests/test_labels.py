"""The words that the layout prints: every language has all of them, and each template finds those that it asks for."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from deckpress.editions.compare import FATES
from deckpress.editions.content import FIELDS as FIELDS_OF_CONTENT
from deckpress.editions.swap import STEPS
from deckpress.labels import load_labels
from deckpress.model import DeckProblems, Place
from deckpress.words import Words

TEMPLATES = Path(__file__).parent.parent / "templates"
LANGUAGES = sorted(path.stem for path in (TEMPLATES / "labels").glob("*.yaml"))
PRINT_FORMS = ("a5", "long", "short", "fold")
SCRIPTS = sorted((TEMPLATES / "site" / "script").glob("*.js"))
FIELDS = {
    "qr_alt": {"id"},
    "deck_summary": {"cards", "parts"},
    "chosen_from": {"deck"},
    "cards_chosen": {"cards"},
    "from_to": {"since", "edition"},
    "changed_since": {"since"},
    "nothing_changed": {"since"},
    "divider": {"part"},
    "moved_from": {"called"},
    "swap_intro": {"since"},
    "swap_count": {"cards", "parts"},
    "swap_printed_how": {"cards", "parts"},
}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def read(*files: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def asked_for() -> set[str]:
    """The labels that the templates and the code name; those of the site as `site.found`."""
    text = read(*TEMPLATES.rglob("*.j2"), *(TEMPLATES.parent / "deckpress").rglob("*.py"))
    names = set(re.findall(r"\blabels\.([a-z_]+)", text)) | set(re.findall(r"\blabels\[.([a-z_]+).\]", text))
    on_page = set(re.findall(r"\bwords\.([a-z_]+)", read(*(TEMPLATES / "site").glob("*.j2"))))
    of_site = on_page | set(re.findall(r'\b(?:label|around)\("([a-z_]+)"', read(*SCRIPTS)))
    return names | {f"site.{name}" for name in of_site}


def whole(language: str) -> dict[str, Any]:
    return dict(load_labels(TEMPLATES, language))


def flat(language: str) -> dict[str, Any]:
    """The labels of a language by their names, those of the site as `site.found`."""
    labels = whole(language)
    site = labels.pop("site")
    return labels | {f"site.{name}": text for name, text in site.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_that_is_asked_for(language: str) -> None:
    asked = asked_for() - {"get"}
    asked |= {f"field_{field}" for field in FIELDS_OF_CONTENT} | {f"fate_{fate}" for fate in FATES}
    asked |= {f"swap_{step}{how}" for step in (*STEPS, "other") for how in ("", "_how")}
    assert {
        "reflect",
        "own_tools",
        "edition",
        "site.skip",
        "site.moved",
    } <= asked  # in templates, code and script
    assert asked - set(flat(language)) - {"site"} == set()


def test_every_word_of_the_site_is_used() -> None:
    used = set(re.findall(r'"([a-z_0-9]+)"', read(*SCRIPTS))) | {f"form_{form}" for form in PRINT_FORMS}
    assert {f"site.{name}" for name in whole("nl")["site"] if name not in used} - asked_for() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_same_labels_as_the_first(language: str) -> None:
    first, other = flat("nl"), flat(language)
    assert (set(first) ^ set(other)) - {"units"} == set()
    for name, text in first.items():
        if isinstance(text, str):
            assert fields(other[name]) == fields(text), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_label_is_words_and_takes_the_fields_that_it_gets(language: str) -> None:
    labels = flat(language)
    lists = [labels.pop("joiners"), labels.pop("units", [])]
    assert all(isinstance(word, str) and word.strip() == word != "" for words in lists for word in words)
    for name, text in labels.items():
        assert isinstance(text, str) and text.strip() == text != ""
        assert not set("<>&") & set(text)
        assert name.startswith("site.") or fields(text) == FIELDS.get(name, set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_finds_its_own_references(language: str) -> None:
    words = Words.from_labels(load_labels(TEMPLATES, language))
    for kind, number in (("card", "6.2"), ("part", "6")):
        found = [(kind, numbers[0][0]) for kind, _, numbers in words.mentions(words.called(kind, number))]
        assert found == [(kind, number)]


def test_a_language_without_words_is_asked_for_at_its_place() -> None:
    with pytest.raises(DeckProblems) as caught:
        load_labels(TEMPLATES, "xx", Place("deck.yaml", 4, 1))
    known = ", ".join(LANGUAGES)
    assert [str(problem) for problem in caught.value.problems] == [
        f"deck.yaml:4:1: templates/labels has no words for the language xx: write xx.yaml there, or use {known}"
    ]


def test_a_language_without_words_and_without_a_place_is_named_by_its_file(tmp_path: Path) -> None:
    with pytest.raises(DeckProblems, match=re.escape(str(tmp_path / "labels" / "xx.yaml"))):
        load_labels(tmp_path, "xx")


def test_words_that_are_no_yaml_are_a_problem(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "nl.yaml").write_text("reflect: [", encoding="utf-8")
    with pytest.raises(DeckProblems, match=r"nl\.yaml: can't be read"):
        load_labels(tmp_path, "nl")


def test_labels_are_read_without_tags(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "nl.yaml").write_text("reflect: !!python/name:os.system", encoding="utf-8")
    with pytest.raises(DeckProblems, match="can't be read"):
        load_labels(tmp_path, "nl")
