"""Two texts → which words went and which came, as `git diff --word-diff` marks them: [-went-]{+came+}."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from deckpress.editions.content import Value
from deckpress.editions.effort import Effort

# A word, or one other sign, each with the space before it, so that all of a text is in some token.
_TOKEN = re.compile(r"\s*(?:\w+(?:['’.,-]\w+)*|[^\w\s])|\s+")
_ALIKE = 0.4  # lines with less in common are no versions of each other
NEAR = 8  # lines further on in which another version of a line is looked for
KEPT = 8  # words around a change that are told


class Stretch(NamedTuple):
    """Some words of two texts."""

    kind: Literal["same", "went", "came"]
    text: str


def stretches(before: str, after: str, effort: Effort | None = None) -> Iterator[Stretch]:
    """The words of both texts in order. Those that are the same or went are the one, the same or came the other."""
    old, new = _tokens(before), _tokens(after)
    for is_same, a, b, c, d in (effort or Effort()).steps(old, new):
        if is_same:
            yield Stretch("same", "".join(old[a:b]))
            continue
        if a < b:
            yield Stretch("went", "".join(old[a:b]))
        if c < d:
            yield Stretch("came", "".join(new[c:d]))


def marked(before: str, after: str, effort: Effort | None = None) -> str:
    """Both texts in one line, what went and what came in marks; long stretches that are the same are cut."""
    if not before or not after:
        return _signed("-" if before else "+", before or after) if before or after else ""
    found = list(stretches(before, after, effort))
    last = len(found) - 1
    return "".join(_marked(stretch, at == 0, at == last) for at, stretch in enumerate(found))


def line_differences(before: Value, after: Value, effort: Effort | None = None) -> Iterator[str]:
    """Each line of a field that isn't in both versions as it was, in marks."""
    old, new, effort = lines(before), lines(after), effort or Effort()
    for is_same, a, b, c, d in effort.steps(old, new):
        if not is_same:
            yield from _versions(old[a:b], new[c:d], effort)


def lines(value: Value) -> list[str]:
    """The texts of a field, one under another; a point under a point begins with a dash."""
    if isinstance(value, str):
        return [value] if value else []
    return [
        line
        for point in value
        for line in ([point] if isinstance(point, str) else [point[0], *(f"– {text}" for text in point[1:])])
    ]


def _versions(old: Sequence[str], new: Sequence[str], effort: Effort) -> Iterator[str]:
    """Lines that stood at one place, and those that stand there now: together where they are alike."""
    done = 0  # of the new ones
    for before in old:
        near = range(done, done if effort.is_spent else min(done + NEAR, len(new)))
        at = next((at for at in near if _are_alike(before, new[at], effort)), None)
        if at is None:
            yield marked(before, "")
        else:
            yield from (marked("", after) for after in new[done:at])
            yield marked(before, new[at], effort)
            done = at + 1
    yield from (marked("", after) for after in new[done:])


def _are_alike(before: str, after: str, effort: Effort) -> bool:
    old, new = _tokens(before), _tokens(after)
    same = sum(b - a for is_same, a, b, _, _ in effort.steps(old, new) if is_same)
    return 2 * same >= _ALIKE * (len(old) + len(new))


@lru_cache(maxsize=64)  # a line is held against several
def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _marked(stretch: Stretch, is_first: bool, is_last: bool) -> str:
    if stretch.kind == "same":
        return _cut(stretch.text, is_first, is_last)
    return _signed("-" if stretch.kind == "went" else "+", stretch.text)


def _signed(sign: Literal["-", "+"], text: str) -> str:
    """What went or came, in its marks; the space before it stays outside them."""
    words = text.lstrip()
    opening, closing = ("[", "]") if sign == "-" else ("{", "}")
    return f"{text[: len(text) - len(words)]}{opening}{sign}{words}{sign}{closing}"


def _cut(text: str, is_first: bool, is_last: bool) -> str:
    """A stretch with no more words than a reader needs to find the place."""
    words = text.split(" ")
    head = [] if is_first else words[:KEPT]
    tail = [] if is_last else words[-KEPT:]
    return text if len(words) <= len(head) + len(tail) + 2 else " ".join([*head, "…", *tail])
