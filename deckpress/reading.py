"""What a build begins with: the deck read and judged as far as that goes without laying it out.

A module of its own, so that what is wrong with a deck is told before the page engine is imported, which takes longer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deckpress.examine import examine
from deckpress.fresh import Stood
from deckpress.model import BuildError, Deck, DeckProblems
from deckpress.options import OF_CENTRE, OF_SELECTION, OUTPUTS, Choice, PrintOptions
from deckpress.plan import Plan
from deckpress.select import chosen
from deckpress.theme import Theme, load_theme


class Changed(BuildError):
    """What a build is made of was written meanwhile, so what it made may be of both; nothing was written."""

    exit_code = 1


@dataclass(frozen=True)
class Request:
    """What to build from where: the folders of deck, output (None: only check), templates and styles; which outputs."""

    deck: Path
    out: Path | None
    templates: Path
    styles: Path
    fingerprint: str = ""
    inputs: str = ""
    outputs: tuple[str, ...] = OUTPUTS
    printing: PrintOptions = field(default_factory=PrintOptions)
    choice: Choice = field(default_factory=Choice)
    since: str = ""  # the edition of which only what changed is made
    centre: str = ""  # whose own edition it is
    stood: tuple[Stood, ...] = ()  # all that it is made of, as it was before any of it was read

    def require_still_so(self) -> None:
        """Raises Changed where something that it is made of was written since it began."""
        if not all(stood.is_still_so() for stood in self.stood):
            raise Changed(
                f"{self.deck} was changed while it was being built: nothing was written. Build again"
            )

    @property
    def possible(self) -> Sequence[str]:
        """The outputs that there can be."""
        if self.centre:
            return OF_CENTRE
        return OF_SELECTION if self.choice.is_made or self.since else OUTPUTS


@dataclass(frozen=True)
class Ready:
    """A deck that was read and has no problems that can be seen before it is laid out; what it is made with."""

    deck: Deck
    labels: Mapping[str, Any]
    theme: Theme
    plan: Plan


def read(request: Request) -> Ready:
    """What a build begins with.

    Raises DeckProblems, SelectionError for a choice that the deck doesn't have, UsageError for a way to print that
    isn't known.
    """
    theme = load_theme(request.styles)
    plan = Plan.of(request.printing, request.styles, theme.rules.page)
    ready = Ready(*read_deck(request, theme), theme, plan)
    if request.choice.is_made:
        chosen(ready.deck, request.choice)
    return ready


def read_deck(request: Request, theme: Theme) -> tuple[Deck, Mapping[str, Any]]:
    """The deck and its labels. Raises DeckProblems with all that is wrong with the deck and the theme's colours."""
    found = examine(request.deck, request.templates, theme)
    if found.problems:
        raise DeckProblems(found.problems)
    return found.deck, found.labels
