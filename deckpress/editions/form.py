"""An edition as the text of a file, and back. The file may be a stranger's, or damaged: form and texts are judged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from deckpress.editions.content import Content, Key, Kind, hash_of
from deckpress.model import CardId, DeckProblems, Name, Place, Problem, WebAddress
from deckpress.texts import listed

FORMAT = 1
KEEP = "put it back from a copy that you kept, or out of version control"
MOST_TOLD = 4
_AT = re.compile(r" at line (\d+) column (\d+)")

# Longer than a paragraph of the manual may be, and more than it may have.
MOST_CHARACTERS = 10_000
MOST_POINTS = 10_000
Line = Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)]
Points = Annotated[tuple[Line, ...], Field(max_length=MOST_POINTS)]
Texts = Line | Annotated[tuple[Line | Points, ...], Field(max_length=MOST_POINTS)]
Field_ = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,20}$")]
PartNumber = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?$")]


@dataclass(frozen=True)
class Edition:
    """What was released: its name, where its QR codes lead, and the content of everything in it."""

    name: str
    site_url: str
    contents: Mapping[Key, Content]

    @property
    def sha256(self) -> str:
        """A hash of all of it: which texts are of which card, too."""
        found = {str(key): content.sha256 for key, content in self.contents.items()}
        return hash_of([self.name, self.site_url, found])


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Kept(_Form):
    sha256: str
    texts: dict[Field_, Texts]

    @property
    def content(self) -> Content:
        return Content(self.texts)

    @property
    def is_whole(self) -> bool:
        return self.content.is_whole and self.content.sha256 == self.sha256


class _File(_Form):
    format: Literal[1]
    edition: str
    sha256: str
    site_url: WebAddress
    cards: dict[CardId, _Kept]
    parts: dict[PartNumber, _Kept]
    manual: _Kept
    examples: dict[Name, _Kept] = Field(default_factory=dict)


def written(edition: Edition) -> bytes:
    """The file of an edition. The same edition is the same bytes."""

    def of(kind: Kind) -> dict[str, Any]:
        found = {key.id: content for key, content in edition.contents.items() if key.kind == kind}
        return {name: {"sha256": content.sha256, "texts": content.texts} for name, content in found.items()}

    about = {
        "format": FORMAT,
        "edition": edition.name,
        "sha256": edition.sha256,
        "site_url": edition.site_url,
    }
    things = {"cards": of("card"), "parts": of("part"), "manual": of("manual")[""], "examples": of("example")}
    return json.dumps({**about, **things}, indent=1, ensure_ascii=False).encode() + b"\n"


def parsed(data: bytes, name: str, shown_as: str) -> Edition:
    """The edition in a file that has the name of `name`. Raises DeckProblems for what isn't as it was released."""
    try:
        form = _File.model_validate_json(data)
    except ValidationError as error:
        raise DeckProblems([_explained(error, shown_as)]) from error
    if form.edition != name:
        raise _refused(
            shown_as, f"holds edition {form.edition[:40]}, not {name}: give the file its own name back"
        )
    kept = dict(_keyed(form))
    if odd := [str(key) for key, each in kept.items() if not each.is_whole]:
        raise _refused(shown_as, f"the text of {listed(odd, MOST_TOLD)} is not what was released: {KEEP}")
    edition = Edition(name, form.site_url, {key: each.content for key, each in kept.items()})
    if edition.sha256 != form.sha256:
        raise _refused(shown_as, f"its list of cards is not what was released: {KEEP}")
    return edition


def _refused(shown_as: str, message: str) -> DeckProblems:
    return DeckProblems([Problem(Place(shown_as), message)])


def _keyed(form: _File) -> Iterator[tuple[Key, _Kept]]:
    yield from ((Key("card", name), kept) for name, kept in form.cards.items())
    yield from ((Key("part", name), kept) for name, kept in form.parts.items())
    yield Key("manual"), form.manual
    yield from ((Key("example", name), kept) for name, kept in form.examples.items())


def _explained(error: ValidationError, shown_as: str) -> Problem:
    """Where a file breaks off, or what doesn't belong in it."""
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        at = _AT.search(first["msg"])
        place = Place(shown_as, int(at[1]), int(at[2])) if at else Place(shown_as)
        return Problem(place, f"the file is damaged, or cut off here: {KEEP}")
    what = f"`{'.'.join(map(str, first['loc']))[:80]}`" if first["loc"] else "this"
    return Problem(Place(shown_as), f"{what} is not as an edition has it: {KEEP}")
