"""Large inputs of one thing again and again: what takes time by more than the size is seen by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import yaml

from deckpress.publication.reading import MOST_CARDS
from deckpress.publication.source import MOST_BYTES, MOST_LINES, lines_of

MEGABYTE = 1_000_000
READ = 256 * 1024  # bytes: the most that is read of a file of a deck

REPEATS = yaml.safe_load((Path(__file__).parent / "repeats.yaml").read_text(encoding="utf-8"))


def inputs(name: str, size: int = MEGABYTE) -> Mapping[str, bytes]:
    """The inputs of a target, each of about so many bytes, by what is in them again and again."""
    return _MAKERS[name](size)


def _times(bits: Iterable[str], size: int, before: str = "", after: str = "") -> dict[str, bytes]:
    return {bit: (before + bit * (size // len(bit.encode())) + after).encode() for bit in bits}


def _numbered(line: str, size: int) -> str:
    """A line again and again, with a number of its own each time."""
    return "".join(line.replace("#", str(number)) for number in range(size // (len(line) + 5)))


def _loader(size: int) -> dict[str, bytes]:
    """As large as is read at all; what is larger is refused at once, which the last sees."""
    size = min(size, READ - 100)
    made: dict[str, bytes] = {}
    for name in ("1.1.yaml", "deck.yaml", "glossary.yaml"):
        made |= {f"{name} {bit}": data for bit, data in _times(REPEATS["yaml"], size, f"{name}\n").items()}
    made |= {
        f"manual {bit}": data for bit, data in _times(REPEATS["blocks"], size, "manual.md\n# A\n\n").items()
    }
    made |= {f"paragraphs {bit}": _paragraphs(bit, size) for bit in REPEATS["inline"]}
    return (
        made
        | {f"lines {line}": text.encode() for line, text in _lines(size)}
        | {"too large": b"\n" + b"a" * MEGABYTE}
    )


def _paragraphs(bit: str, size: int) -> bytes:
    """A manual of paragraphs as long as they may be."""
    paragraph = bit * (7_900 // len(bit))
    return ("manual.md\n# A\n\n" + f"{paragraph}\n\n" * (size // len(paragraph.encode()))).encode()


def _lines(size: int) -> list[tuple[str, str]]:
    """Files of many lines that each are a fault, or a thing."""
    whole = {
        "1.1.yaml": ("k#: a\n", "title#: a\n"),
        "resources.yaml": ("- {id: a#, name: x, kind: y}\n", "- {id: boek, name: x, kind: y}\n", "- k#: a\n"),
        "glossary.yaml": ("- {term: a#, meaning: b}\n", "- {term: a, meaning: b}\n", "- {ter#: a, meaning: b}\n"),
        "manual.md": ("# a#\n\n", "# a\n\n", "[a](card:9.#)\n\n", "[a](resource:b#)\n\n", "@lin#\n\n", "![a](b#)\n\n"),
    }  # fmt: skip
    made = [
        (f"{name} {line.strip()}", f"{name}\n{_numbered(line, size)}")
        for name, lines in whole.items()
        for line in lines
    ]
    keys = {
        "themes": "  a#: b\n",
        "parts": "  - {number: #, title: a, line: b}\n",
        "part": "  - {numbr: #, titl: a}\n",
    }
    made += [
        (f"deck.yaml {key}", f"deck.yaml\n{key.rstrip('s')}s:\n{_numbered(line, size)}")
        for key, line in keys.items()
    ]
    names = "deck.yaml", "1.1.yaml"
    made += [
        ("1.1.yaml unknown themes", f"1.1.yaml\nthemes:\n{_numbered('  - onthal#' + chr(10), size)}"),
        ("1.1.yaml tips", f"1.1.yaml\ninspire:\n{_numbered('  - a#: b' + chr(10), size)}"),
    ]
    return made + [(f"{name} long key", f"{name}\n{'k' * size}: a\n") for name in names]


def _centre(size: int) -> dict[str, bytes]:
    size = min(size, READ - 100)
    tools = "name: x\ntools:\n" + _numbered("  9.#: [a]\n", size)
    return {**_times(REPEATS["yaml"], size), "tools": tools.encode(), "name": b"name: " + b"a" * size}


def _translated(size: int) -> dict[str, bytes]:
    size = min(size, READ - 100)
    prints = {"same": "0123abcd " * (size // 9), "others": _numbered("#", size)}
    made = {
        name: f"language: nl\ntexts:\n  card-1.1: {text.strip()}\n".encode() for name, text in prints.items()
    }
    keys = "language: nl\ntexts:\n" + _numbered("  card-#: 0123abcd\n", size)
    return {**_times(REPEATS["yaml"], size), **made, "keys": keys.encode()}


def _importer(size: int) -> dict[str, bytes]:
    """As many lines as are read at all; what has more, or is larger, is refused at once, which the last two see."""
    card = "1.1 a\n‘b’\nREFLECTEREN\n- c\nINSPIREREN\n- d\n"
    size, lines = min(size, MOST_BYTES[".txt"]) - 100, MOST_LINES - 10
    cards = [card.replace("1.1", f"{1 + n // 900}.{1 + n % 900}") for n in range(size // 60)]
    made = {f"{count} cards": f"T\n{''.join(cards[:count])}".encode() for count in (MOST_CARDS, lines // 6)}
    made |= {"title": b"woord " * (size // 6) + f"\n{card}".encode()}
    for bit in REPEATS["text"]:
        text = _repeated(bit, size, lines)
        made[bit] = f"T\n{text}\n{card}".encode()
        made[f"in a card: {bit}"] = f"T\n{card}{text}\n".encode()
    made["long points"] = f"T\n{card}{_repeated('- ' + 'woord ' * 16 + chr(10), size, lines)}".encode()
    return made | {"lines": b"T\n" + b"a\n" * (size // 2), "too large": b"a" * MEGABYTE}


def _repeated(bit: str, size: int, lines: int) -> str:
    """A bit as often as a size and a number of lines allow."""
    return bit * min(size // len(bit.encode()), lines // (len(lines_of(bit)) - 1 or 1))


def _edition(size: int) -> dict[str, bytes]:
    return _times(REPEATS["json"], size) | _times(REPEATS["json"], size, '{"format": 1, "cards": ')


def _mailing(size: int) -> dict[str, bytes]:
    return _times(REPEATS["csv"], size) | {
        f"rows {bit}": d for bit, d in _times(REPEATS["csv"], size, "naam;e-mail\n").items()
    }


def _picture(size: int) -> dict[str, bytes]:
    opened, closed = '<svg xmlns="http://www.w3.org/2000/svg">', "</svg>"
    groups = "".join(f"<g id='a{n}'>" for n in range(size // 30)) + "</g>" * (size // 30)
    uses = _numbered("<use href='#b'/>", size)
    return _times(REPEATS["svg"], size, opened, closed) | {
        "groups": f"{opened}{groups}{closed}".encode(),
        "uses": f"{opened}{uses}{closed}".encode(),
    }


_MAKERS: Mapping[str, Callable[[int], dict[str, bytes]]] = {
    "loader": _loader,
    "inline": lambda size: _times((*REPEATS["inline"], *REPEATS["blocks"]), min(size, READ)),
    "selection": lambda size: (
        _times((*REPEATS["inline"], ",", "-", "thema:", "luik:", "1.*,", ":"), size)
        | _times(("1.1,", "-", "thema:"), 2000)
    ),
    "importer": _importer,
    "centre": _centre,
    "edition": _edition,
    "mailing": _mailing,
    "translated": _translated,
    "picture": _picture,
}
