"""Two editions → what became of each card: changed, new, withdrawn, or moved to another number."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from deckpress.editions.content import Content, Key

Contents = Mapping[Key, Content]
Fate = Literal["changed", "moved", "added", "withdrawn"]
FATES: tuple[Fate, ...] = ("changed", "moved", "added", "withdrawn")


@dataclass(frozen=True)
class Change:
    """What something was, and what it is now; None where it wasn't, or is no more. Moved: it has another key."""

    was: Key | None
    now: Key | None
    before: Content | None = None
    after: Content | None = None

    @property
    def fate(self) -> Fate:
        """What became of it."""
        if not self.now or not self.was:
            return "added" if self.now else "withdrawn"
        return "changed" if self.was == self.now else "moved"

    @property
    def key(self) -> Key:
        """Where it is now, or where it was."""
        found = self.now or self.was
        assert found
        return found

    @property
    def title(self) -> str:
        """What it is called now, or was called."""
        found = self.after or self.before
        return found.title if found else ""

    @property
    def fields(self) -> list[str]:
        """The fields whose texts differ, in the order in which they are read."""
        before, after = (content.texts if content else {} for content in (self.before, self.after))
        return [name for name in {**after, **before} if before.get(name) != after.get(name)]


def compare(before: Contents, after: Contents) -> list[Change]:
    """What has changed from one edition to another, in the order of the deck.

    The same content under another number has moved. Of what is left the same number, or else the same title, is the
    same thing with other texts; the rest was withdrawn or is new.
    """
    gone = {key: content for key, content in before.items() if not _is_same(content, after.get(key))}
    new = {key: content for key, content in after.items() if not _is_same(content, before.get(key))}
    found = [change for trait in _TRAITS for change in _paired(gone, new, trait)]
    found += [Change(None, key, None, content) for key, content in new.items()]
    found += [Change(key, None, content, None) for key, content in gone.items()]
    return sorted(found, key=lambda change: change.key.order)


def _is_same(content: Content, other: Content | None) -> bool:
    return other is not None and content.sha256 == other.sha256


_Trait = Callable[[Key, Content], Hashable]
_TRAITS: tuple[_Trait, ...] = (
    lambda key, content: (key.kind, content.sha256),
    lambda key, content: (key, content.title),
    lambda key, content: (key.kind, content.title),
    lambda key, content: key,
)


def _paired(gone: dict[Key, Content], new: dict[Key, Content], trait: _Trait) -> Iterator[Change]:
    """Take out of both what has a trait in common, as one thing that changed."""
    waiting: dict[Hashable, list[Key]] = {}
    for key, content in gone.items():
        waiting.setdefault(trait(key, content), []).append(key)
    for key, content in list(new.items()):
        if same := waiting.get(trait(key, content)):
            was = same.pop(0)
            yield Change(was, key, gone.pop(was), new.pop(key))
