"""Large files of a deck: what takes time by more than the size, and what is just not too much, is seen by them."""

from __future__ import annotations

from deckpress.limits import MOST_LINES, MOST_SIGNS, MOST_VALUES, endless_file
from tests.fuzz.repeated import MEGABYTE, READ, REPEATS, numbered, times


def loader(size: int) -> dict[str, bytes]:
    """As large as is read at all; what is larger is refused at once, which the last sees."""
    size = min(size, READ - 100)
    made: dict[str, bytes] = {}
    for name in ("1.1.yaml", "deck.yaml", "glossary.yaml"):
        made |= {f"{name} {bit}": data for bit, data in times(REPEATS["yaml"], size, f"{name}\n").items()}
    made |= {
        f"manual {bit}": data for bit, data in times(REPEATS["blocks"], size, "manual.md\n# A\n\n").items()
    }
    made |= {f"paragraphs {bit}": _paragraphs(bit, size) for bit in REPEATS["inline"]}
    made |= {f"lines {line}": text.encode() for line, text in _lines(size)}
    return made | _at_limits(size) | {"too large": b"\n" + b"a" * MEGABYTE}


def _at_limits(size: int) -> dict[str, bytes]:
    """Files of as many values, lines and marks as are read, each text with as many signs as it may hold."""
    made: dict[str, bytes] = {}
    for bit in REPEATS["blocks"]:
        lines = sum(bool(line.strip()) for line in bit.split("\n"))
        text = bit * min(size // len(bit), (MOST_LINES - 10) // max(lines, 1))
        made[f"lines at most {bit}"] = f"manual.md\n# A\n\n{text}".encode()
    for bit in REPEATS["inline"]:
        few = bit * min(7_900 // len(bit), MOST_SIGNS - 10)
        manual = _while_sound(few, size)
        made[f"marks at most {bit}"] = f"manual.md\n# A\n\n{manual}".encode()
        text = (bit * min(1_900 // len(bit), MOST_SIGNS - 10)).replace("'", "''").replace("\n", " ")
        tips = f"  - 'a {text}'\n" * (size // len(text.encode()))
        card = "id: '1.1'\ntitle: a\nquote: {text: a, speaker: b}\nreflect: [a]\ninspire:\n"
        made[f"tips {bit}"] = f"1.1.yaml\n{card}{tips}".encode()
    for label, text in _lines(size):
        first, _, rest = text.partition("\n")
        values = 1 + max(line.count(":") for line in rest.split("\n", 9))
        rows = rest.split("\n")[: (MOST_VALUES - 10) // values]
        made[f"values at most {label}"] = "\n".join([first, *rows, ""]).encode()
    return made


def _while_sound(paragraph: str, size: int) -> str:
    """A paragraph as often as a file of Markdown may hold it."""
    count = size // (len(paragraph.encode()) + 2)
    while count and endless_file(f"{paragraph}\n\n" * count):
        count = count * 9 // 10
    return f"{paragraph}\n\n" * count


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
        (f"{name} {line.strip()}", f"{name}\n{numbered(line, size)}")
        for name, lines in whole.items()
        for line in lines
    ]
    keys = {
        "themes": "  a#: b\n",
        "parts": "  - {number: #, title: a, line: b}\n",
        "part": "  - {numbr: #, titl: a}\n",
    }
    made += [
        (f"deck.yaml {key}", f"deck.yaml\n{key.rstrip('s')}s:\n{numbered(line, size)}")
        for key, line in keys.items()
    ]
    names = "deck.yaml", "1.1.yaml"
    made += [
        ("1.1.yaml unknown themes", f"1.1.yaml\nthemes:\n{numbered('  - onthal#' + chr(10), size)}"),
        ("1.1.yaml tips", f"1.1.yaml\ninspire:\n{numbered('  - a#: b' + chr(10), size)}"),
    ]
    return made + [(f"{name} long key", f"{name}\n{'k' * size}: a\n") for name in names]
