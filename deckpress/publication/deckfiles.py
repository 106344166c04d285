"""Parts and cards, sorted → the YAML of a deck, in the source's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deckpress.anchors import slug
from deckpress.model import Resource
from deckpress.publication.blocks import Point
from deckpress.publication.cards import CardLines, PartLines
from deckpress.publication.folder import as_yaml
from deckpress.publication.manual import escaped
from deckpress.publication.source import Line
from deckpress.publication.words import Mender
from deckpress.yamlfile import read

SHORTEST_NAME = 4  # letters of a resource that is looked for in a text
PLACEHOLDER = "Vul dit in"


def deck_files(
    title: Sequence[Line],
    parts: Sequence[PartLines],
    cards: Sequence[CardLines],
    mender: Mender,
    resources: Path | None,
) -> dict[str, str]:
    """The text of each YAML file, by its name."""
    known = known_resources(resources)
    used: dict[str, dict[str, Any]] = {}
    files = {}
    for card in cards:
        files[f"{card.id}.yaml"] = as_yaml(_card(card, mender, known, used))
    _compare_titles(parts, cards, mender)
    files["deck.yaml"] = as_yaml(_deck(title, parts, cards, mender))
    if used:
        files["resources.yaml"] = as_yaml([used[name] for name in sorted(used)])
    return files


def known_resources(file: Path | None) -> dict[str, dict[str, Any]]:
    """The resources of a file that have an address, by their name."""
    if file is None or not file.exists():
        return {}
    data = read(file, str(file)).data
    entries = [dict(entry) for entry in data] if isinstance(data, tuple) else []
    good = [entry for entry in entries if entry.get("url") and len(str(entry.get("name"))) >= SHORTEST_NAME]
    return {
        str(entry["name"]): {key: entry[key] for key in Resource.model_fields if key in entry}
        for entry in good
    }


def _deck(
    title: Sequence[Line], parts: Sequence[PartLines], cards: Sequence[CardLines], mender: Mender
) -> dict[str, Any]:
    name = mender.text(title)
    called = slug(name) or "deck"
    numbers = {int(card.id.split(".")[0]) for card in cards}
    titles = {part.number: escaped(mender.text(part.title)) for part in parts if part.title}
    for number in sorted(numbers - titles.keys()):
        mender.report.doubt(1, f"no divider of part {number}: give it a title in deck.yaml")
    counts = {number: sum(card.id.startswith(f"{number}.") for card in cards) for number in numbers}
    return {
        "slug": called,
        "title": escaped(name),
        "subtitle": f"{len(cards)} fiches in {len(numbers)} luiken",
        "language": "nl",
        "edition": "1",
        "publisher": PLACEHOLDER,
        "contact": PLACEHOLDER,
        "site_url": f"https://{called}.example/",
        "parts": [
            {
                "number": number,
                "title": titles.get(number, f"Luik {number}"),
                "line": f"{counts[number]} {'fiche' if counts[number] == 1 else 'fiches'}",
            }
            for number in sorted(numbers)
        ],
    }


def _card(card: CardLines, mender: Mender, known: Mapping[str, Any], used: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"id": card.id, "title": escaped(mender.text(card.title))}
    made["quote"] = {
        "text": escaped(_unquoted(mender.text(card.quote))),
        "speaker": escaped(_speaker(card, mender)),
    }
    questions = [escaped(mender.text(point.lines)) for point in _flat(card.reflect)]
    lead = escaped(mender.text(card.lead))
    made["reflect"] = {"lead": lead, "questions": questions} if lead else questions
    made["inspire"] = [_point(point, mender, {}, used) for point in card.inspire]
    if card.tools:
        made["tools"] = [_point(point, mender, known, used) for point in card.tools]
    if not card.quote:
        mender.report.doubt(card.start.number, f"card {card.id} has no quote")
    return made


def _flat(points: Sequence[Point]) -> list[Point]:
    return [each for point in points for each in (point, *point.items)]


def _point(point: Point, mender: Mender, known: Mapping[str, Any], used: dict[str, Any]) -> Any:
    text = linked(mender.text(point.lines), known, used)
    items = [linked(mender.text(item.lines), known, used) for item in point.items]
    return {"text": text, "items": items} if items else text


def linked(text: str, known: Mapping[str, Any], used: dict[str, Any]) -> str:
    """A text with a link on each known name in it; the words stay."""
    names = sorted((name for name in known if name in text), key=len, reverse=True)
    if not names:
        return escaped(text)
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?![\w-])")
    made: list[str] = []
    for at, words in enumerate(pattern.split(text)):
        if at % 2:
            used[known[words]["id"]] = known[words]
            made.append(f"[{escaped(words)}](resource:{known[words]['id']})")
        elif words:
            made.append(escaped(words))
    return "".join(made)


def _unquoted(text: str) -> str:
    """What is said, without the marks around it: the layout sets them."""
    text = text.strip()
    opened, closed = text[:1] in "‘“\"'«‚", text[-1:] in "’”\"'»"
    return text[1:-1].strip() if opened and closed and len(text) > 2 else text.lstrip('‘“"«‚')


def _speaker(card: CardLines, mender: Mender) -> str:
    """Who says it, without the dash before; printed twice, it is kept once."""
    said = [re.sub(r"^[-–—]\s*", "", line.text) for line in card.speaker]
    once = list(dict.fromkeys(said))
    if len(once) < len(said):
        mender.report.doubt(
            card.speaker[0].number, f"card {card.id}: the speaker stands there twice: {once[0]}"
        )
    if not once:
        mender.report.doubt(card.start.number, f"card {card.id}: nobody says who speaks")
    return " ".join(once) or "…"


def _compare_titles(parts: Sequence[PartLines], cards: Sequence[CardLines], mender: Mender) -> None:
    """Doubts about titles that the list of contents has otherwise: the card's is kept."""
    listed = {name: lines for part in parts for name, lines in part.contents.items()}
    for card in cards:
        own = " ".join(line.text for line in card.title)
        if card.id in listed:
            other = " ".join(line.text for line in listed.pop(card.id))
            if _same(own) != _same(other):
                mender.report.doubt(
                    card.start.number, f"card {card.id}: “{own}” is “{other}” in the list of contents"
                )
    for name, lines in listed.items():
        mender.report.doubt(
            lines[0].number, f"card {name} is in the list of contents, but there is no such card"
        )


def _same(title: str) -> str:
    return re.sub(r"\W+", "", title).casefold()
