"""Two texts → which words went and which came, as `git diff --word-diff` marks them: [-went-]{+came+}."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from deckpress.editions.content import Value

# A word, or one other sign, each with the space before it, so that all of a text is in some token.
_TOKEN = re.compile(r"\s*(?:\w+(?:['’.,-]\w+)*|[^\w\s])|\s+")
_ALIKE = 0.4  # lines with less in common are no versions of each other
NEAR = 8  # lines further on in which another version of a line is looked for
KEPT = 8  # words around a change that are told


class Stretch(NamedTuple):
    """Some words of two texts."""

    kind: Literal["same", "went", "came"]
    text: str


def stretches(before: str, after: str) -> Iterator[Stretch]:
    """The words of both texts in order. Those that are the same or went are the one, the same or came the other."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield Stretch("same", "".join(old[a:b]))
            continue
        if a < b:
            yield Stretch("went", "".join(old[a:b]))
        if c < d:
            yield Stretch("came", "".join(new[c:d]))


def marked(before: str, after: str) -> str:
    """Both texts in one line, what went and what came in marks; long stretches that are the same are cut."""
    found = list(stretches(before, after))
    last = len(found) - 1
    return "".join(_marked(stretch, at == 0, at == last) for at, stretch in enumerate(found))


def line_differences(before: Value, after: Value) -> Iterator[str]:
    """Each line of a field that isn't in both versions as it was, in marks."""
    old, new = lines(before), lines(after)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            yield from _versions(old[a:b], new[c:d])


def lines(value: Value) -> list[str]:
    """The texts of a field, one under another; a point under a point begins with a dash."""
    if isinstance(value, str):
        return [value] if value else []
    return [
        line
        for point in value
        for line in ([point] if isinstance(point, str) else [point[0], *(f"– {text}" for text in point[1:])])
    ]


def _versions(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Lines that stood at one place, and those that stand there now: together where they are alike."""
    waiting = list(new)
    for before in old:
        at = next((at for at, after in enumerate(waiting[:NEAR]) if _are_alike(before, after)), None)
        if at is None:
            yield marked(before, "")
        else:
            yield from (marked("", after) for after in waiting[:at])
            yield marked(before, waiting[at])
            del waiting[: at + 1]
    yield from (marked("", after) for after in waiting)


def _are_alike(before: str, after: str) -> bool:
    matcher = difflib.SequenceMatcher(None, _TOKEN.findall(before), _TOKEN.findall(after))
    return matcher.ratio() >= _ALIKE


def _marked(stretch: Stretch, is_first: bool, is_last: bool) -> str:
    if stretch.kind == "same":
        return _cut(stretch.text, is_first, is_last)
    space = stretch.text[: len(stretch.text) - len(stretch.text.lstrip())]
    sign = "-" if stretch.kind == "went" else "+"
    opening, closing = ("[", "]") if sign == "-" else ("{", "}")
    return f"{space}{opening}{sign}{stretch.text.lstrip()}{sign}{closing}"


def _cut(text: str, is_first: bool, is_last: bool) -> str:
    """A stretch with no more words than a reader needs to find the place."""
    words = text.split(" ")
    head = [] if is_first else words[:KEPT]
    tail = [] if is_last else words[-KEPT:]
    return text if len(words) <= len(head) + len(tail) + 2 else " ".join([*head, "…", *tail])
