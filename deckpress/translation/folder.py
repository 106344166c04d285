"""The files of a translation to fill in: a twin of each file of the source, and from which texts it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from deckpress.comments import uncommented
from deckpress.loaded import leads_out
from deckpress.model import Deck
from deckpress.textfile import read_text
from deckpress.texts import sections
from deckpress.translation.blocks import pictures
from deckpress.translation.record import NAME, record_text
from deckpress.translation.things import fingerprints, term_id, things
from deckpress.translation.twins import YamlTwin, head, markdown_twin
from deckpress.yamlfile import read

MOST_BYTES_OF_A_PICTURE = 5 * 1024 * 1024  # as `validate` takes
PICTURES = (".png", ".jpg", ".jpeg", ".svg")
_SLUG = "The files are called after this: you may translate it."
_SITE = "Where the QR codes lead: the address of this translation."
_NOTES: dict[str, dict[tuple[str | int, ...], str]] = {"deck": {("slug",): _SLUG, ("site_url",): _SITE}}


def files(folder: Path, deck: Deck, language: str) -> dict[str, str | bytes]:
    """The content of each file of the translation of a deck without problems, by its path in the new folder."""
    above = head(deck.about.language)
    made: dict[str, str | bytes] = {}
    for name, kind in _yaml_names(folder, deck):
        data = _adapted(kind, read(folder / name, name).data, deck, language)
        made[name] = YamlTwin(kind, _NOTES.get(kind, {})).text(data, above)
    for name in [name for name in _markdown_names(deck) if (folder / name).exists()]:
        text, _ = read_text(folder / name, name)
        made[name] = markdown_twin(uncommented(text, name)[0], above)
    for picture in sorted(set(_pictures(folder, deck))):
        made[picture] = (folder / picture).read_bytes()
    texts = {key: fingerprints(thing) for key, thing in things(deck).items()}
    return made | {NAME: record_text(deck.about.language, texts)}


def _yaml_names(folder: Path, deck: Deck) -> Iterator[tuple[str, str]]:
    """The YAML files of a deck, each with its kind."""
    yield "deck.yaml", "deck"
    yield from (
        (f"{kind}.yaml", kind) for kind in ("resources", "glossary") if (folder / f"{kind}.yaml").exists()
    )
    yield from ((f"{card.id}.yaml", "card") for card in deck.cards)


def _markdown_names(deck: Deck) -> list[str]:
    return ["manual.md", *(f"examples/{example.id}.md" for example in deck.examples)]


def _adapted(kind: str, data: Any, deck: Deck, language: str) -> Any:
    """A file's data with what is not text but differs: the language, the name of the files, the ids of terms."""
    if kind == "deck":
        slug = f"{deck.about.slug[: 80 - len(language) - 1].rstrip('-')}-{language}"
        return {**data, "slug": slug, "language": language}
    if kind == "glossary":
        return [
            {"id": term_id(term), **_without(entry, "id")}
            for entry, term in zip(data, deck.glossary, strict=True)
        ]
    return data


def _without(entry: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != key}


def _pictures(folder: Path, deck: Deck) -> Iterator[str]:
    """The names of the pictures that the manual and the examples show, where they are the deck's own."""
    for _, section in sections(deck):
        for name in pictures(section.body):
            path, steps = folder / name, Path(name)
            inside = ".." not in steps.parts and not steps.is_absolute() and not leads_out(path, folder)
            if not inside or steps.suffix.lower() not in PICTURES or not path.is_file():
                continue  # the checks of the source say what is wrong with it
            if path.stat().st_size <= MOST_BYTES_OF_A_PICTURE:
                yield name
