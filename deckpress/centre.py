"""A centre's own edition: what `centres/<name>.yaml` in a deck's folder holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from deckpress.model import CardId, Item, Place, Text

FOLDER = "centres"
MOST_NAME = 80  # characters


class CentreFile(BaseModel):
    """The centre's name, which stands on its cover and on each of its cards; its logo, contact and own tools."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_NAME)]
    logo: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    contact: Text | None = None
    tools: dict[CardId, Annotated[tuple[Item, ...], Field(min_length=1)]] = Field(default_factory=dict)


@dataclass(frozen=True)
class Centre:
    """A centre, by the name of its file; `folder` is where its logo stands, `places` where its values were read."""

    id: str
    about: CentreFile
    folder: Path
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict)

    @property
    def logo(self) -> str:
        """The address of its logo; nothing where it has none."""
        return (self.folder / self.about.logo).resolve().as_uri() if self.about.logo else ""

    def own(self, card: str) -> tuple[Item, ...]:
        """Its own tools for the card with this id."""
        return self.about.tools.get(card, ())
