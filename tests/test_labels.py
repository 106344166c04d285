"""The words that the layout prints: every language has all of them, and each template finds those that it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from deckpress.editions.compare import FATES
from deckpress.editions.content import FIELDS as FIELDS_OF_CONTENT
from deckpress.editions.swap import STEPS
from deckpress.labels import load_labels
from deckpress.model import DeckProblems, Place
from deckpress.theme import load_theme
from deckpress.words import THIN, Words

TEMPLATES = Path(__file__).parent.parent / "templates"
LANGUAGES = sorted(path.stem for path in (TEMPLATES / "labels").glob("*.yaml"))
SIGNS = {"quotes": 4, "thin_before": None, "thin_after": None}  # how many
LISTS = ("joiners", "units")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def flat(labels: Mapping[str, Any]) -> dict[str, str]:
    """Every label that is words, the site's too, by its name."""
    words = {name: text for name, text in labels.items() if name not in (*SIGNS, *LISTS, "site")}
    return words | {f"site.{name}": text for name, text in labels["site"].items()}


DUTCH = flat(load_labels(TEMPLATES, "nl"))


def asked_for() -> set[str]:
    """The labels that the templates and the code name, the site's too."""
    sources = [*TEMPLATES.rglob("*.j2"), *(TEMPLATES.parent / "deckpress").rglob("*.py")]
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    scripts = "\n".join(file.read_text(encoding="utf-8") for file in (TEMPLATES / "site").rglob("*.j[s2]*"))
    own = set(re.findall(r"\blabels\.([a-z_]+)", text)) | set(re.findall(r"\blabels\[.([a-z_]+).\]", text))
    of_site = re.findall(r"\{[{%][^}]*?\bwords\.([a-z_]+)", scripts) + re.findall(
        r"\blabel\(\"([a-z_]+)\"", scripts
    )
    page = (TEMPLATES / "preview" / "page.html.j2").read_text(encoding="utf-8")
    own |= {f"preview_{name}" for name in re.findall(r"\bwords\.([a-z_]+)", page)}
    own |= {f"field_{field}" for field in FIELDS_OF_CONTENT} | {f"fate_{fate}" for fate in FATES}
    own |= {f"swap_{step}{how}" for step in (*STEPS, "other") for how in ("", "_how")}
    return own - {"get", "items", "site"} | {f"site.{name}" for name in of_site}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_that_is_asked_for(language: str) -> None:
    asked = asked_for()
    # In a template, in a macro, in the code; in the site's page, in its script.
    assert {"reflect", "own_tools", "edition", "site.skip", "site.restored"} <= asked
    labels = load_labels(TEMPLATES, language)
    assert asked - set(flat(labels)) - set(labels) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_labels_with_the_same_fields(language: str) -> None:
    labels = load_labels(TEMPLATES, language)
    assert set(labels) == set(load_labels(TEMPLATES, "nl"))
    assert {name: fields(text) for name, text in flat(labels).items()} == {
        name: fields(text) for name, text in DUTCH.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_label_is_words(language: str) -> None:
    labels = load_labels(TEMPLATES, language)
    assert all(word.strip() == word != "" for name in LISTS for word in labels[name])
    for name, text in flat(labels).items():
        assert text.strip(" \n") == text != "", name
        assert not set("<>&") & set(text), name
    for name, length in SIGNS.items():
        assert isinstance(labels[name], str) and length in (None, len(labels[name]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_font_has_all_letters_of_a_language(language: str) -> None:
    glyphs = load_theme(TEMPLATES.parent / "styles").glyphs | {ord(THIN)}
    letters = set("".join(flat(load_labels(TEMPLATES, language)).values()))
    assert {letter for letter in letters if ord(letter) not in glyphs} == set()


def test_french_labels_have_thin_spaces_by_their_signs() -> None:
    labels = load_labels(TEMPLATES, "fr")
    assert (labels["quote_open"], labels["quote_close"]) == (f"«{THIN}", f"{THIN}»")
    texts = "".join(flat(labels).values())
    assert not re.search(r"(?<!\u202f)[;:!?»]|«(?!\u202f)", texts)
    assert labels["thin_before"] == ";:!?»"


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
