"""Large inputs of one thing again and again: what takes time by more than the size is seen by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deckpress.editions.form import MOST_POINTS
from deckpress.publication.pdf import MOST_TOKENS
from deckpress.publication.reading import MOST_CARDS
from deckpress.publication.source import MOST_BYTES, MOST_LINES, lines_of
from tests.fuzz.large_decks import loader
from tests.fuzz.pdfs import pdf, shown
from tests.fuzz.repeated import MEGABYTE, READ, REPEATS, numbered, times


def inputs(name: str, size: int = MEGABYTE) -> Mapping[str, bytes]:
    """The inputs of a target, each of about so many bytes, by what is in them again and again."""
    return _MAKERS[name](size)


def _centre(size: int) -> dict[str, bytes]:
    size = min(size, READ - 100)
    tools = "name: x\ntools:\n" + numbered("  9.#: [a]\n", size)
    return {**times(REPEATS["yaml"], size), "tools": tools.encode(), "name": b"name: " + b"a" * size}


def _translated(size: int) -> dict[str, bytes]:
    size = min(size, READ - 100)
    prints = {"same": "0123abcd " * (size // 9), "others": numbered("#", size)}
    made = {
        name: f"language: nl\ntexts:\n  card-1.1: {text.strip()}\n".encode() for name, text in prints.items()
    }
    keys = "language: nl\ntexts:\n" + numbered("  card-#: 0123abcd\n", size)
    return {**times(REPEATS["yaml"], size), **made, "keys": keys.encode()}


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


def _spelling(size: int) -> dict[str, bytes]:
    """Words without end, with a number of letters of their own where there is a #."""
    size = min(size, MOST_BYTES[".txt"]) - 100
    return {bit: _lettered(bit, size).encode() for bit in REPEATS["words"]}


def _changes(size: int) -> dict[str, bytes]:
    """Two editions of which the second has one word more in each line, has no number in common, or is turned about."""
    made: dict[str, bytes] = {}
    for bit in REPEATS["changes"]:
        lines = [
            line[at : at + 8_000]
            for line in numbered(bit, size // 2).split("\n")
            for at in range(0, len(line), 8_000)
        ]
        before = "\n".join(lines[:MOST_POINTS])
        others = {"more": before.replace("a", "a x"), "other": before.replace("1", "y"), "back": before[::-1]}
        made |= {f"{bit} {name}": f"{before}\n===\n{after}".encode() for name, after in others.items()}
    return made | {"too many": b"a\n" * (size // 2)}


def _pdf(size: int) -> dict[str, bytes]:
    """Pages of one thing, at the limit of a page and beyond; and files that are damaged in one way all along."""
    made: dict[str, bytes] = {}
    for bit in map(str.encode, REPEATS["pdf"]):
        most = MOST_TOKENS // max(len(bit.split()), 1) - 10
        for count in (most, size // len(bit)):
            made[f"{count} {bit.decode()}"] = pdf(
                [b"BT /F 9 Tf " + bit * min(count, size // len(bit)) + b"ET"]
            )
    sound = pdf([shown("a")])
    for bit in map(str.encode, REPEATS["pdf_raw"]):
        many = bit * (size // len(bit))
        made |= {f"raw {bit!r}": b"%PDF-1.7\n" + many, f"before {bit!r}": b"%PDF-1.7\n" + many + sound}
        made[f"after {bit!r}"] = sound + many
    return made | {f"{count} pages": pdf([shown("woord " * 12)] * count) for count in (500, size // 300)}


def _lettered(bit: str, size: int) -> str:
    """A text again and again, with letters of its own each time."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    numbers = range(size // (len(bit) + 4 * bit.count("#")))
    names = ("".join(letters[n // 26**at % 26] for at in range(4)) for n in numbers)
    return "".join(bit.replace("#", name) for name in names)


def _edition(size: int) -> dict[str, bytes]:
    return times(REPEATS["json"], size) | times(REPEATS["json"], size, '{"format": 1, "cards": ')


def _mailing(size: int) -> dict[str, bytes]:
    return times(REPEATS["csv"], size) | {
        f"rows {bit}": d for bit, d in times(REPEATS["csv"], size, "naam;e-mail\n").items()
    }


def _picture(size: int) -> dict[str, bytes]:
    opened, closed = '<svg xmlns="http://www.w3.org/2000/svg">', "</svg>"
    groups = "".join(f"<g id='a{n}'>" for n in range(size // 30)) + "</g>" * (size // 30)
    uses = numbered("<use href='#b'/>", size)
    return times(REPEATS["svg"], size, opened, closed) | {
        "groups": f"{opened}{groups}{closed}".encode(),
        "uses": f"{opened}{uses}{closed}".encode(),
    }


_MAKERS: Mapping[str, Callable[[int], dict[str, bytes]]] = {
    "loader": loader,
    "inline": lambda size: times((*REPEATS["inline"], *REPEATS["blocks"]), min(size, READ)),
    "selection": lambda size: (
        times((*REPEATS["inline"], ",", "-", "thema:", "luik:", "1.*,", ":"), size)
        | times(("1.1,", "-", "thema:"), 2000)
    ),
    "importer": _importer,
    "spelling": _spelling,
    "pdf": _pdf,
    "changes": _changes,
    "centre": _centre,
    "edition": _edition,
    "mailing": _mailing,
    "translated": _translated,
    "picture": _picture,
}
