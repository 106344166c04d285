"""What the page carries in itself: fonts, pictures, styles, script, and the policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import tinycss2
from fontTools.ttLib import TTFont

from deckpress import svg
from deckpress.contrast import contrast_ratio
from deckpress.svg import Paint
from deckpress.theme import Theme

PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
NIGHT = "#14191c"  # the page's background in the dark
AAA = 7.0  # WCAG 2.2, 1.4.6: the contrast of text


def data_uri(kind: str, data: bytes) -> str:
    """Data as an address that holds it."""
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def picture(file: Path) -> str:
    """A picture's file as an address that holds it."""
    return data_uri(PICTURES[file.suffix.lower()], file.read_bytes())


def fonts(theme: Theme) -> Iterator[dict[str, object]]:
    """Each font of the theme as WOFF2 (half as large): its weight and its address."""
    for rule in theme.rules.fonts:
        packed = io.BytesIO()
        with TTFont(theme.folder / rule.file, recalcTimestamp=False) as font:
            font.flavor = "woff2"
            font.save(packed, reorderTables=None)
        yield {"weight": rule.weight, "url": data_uri("font/woff2", packed.getvalue())}


def art(theme: Theme, paint: Paint, count: int) -> Iterator[dict[str, object]]:
    """For each part its look, and the art of its fronts and backs, which is drawn with its bleed."""
    for index in range(1, count + 1):
        look = theme.look(index)
        sides = {
            side: svg.data_uri(svg.side_art(theme, index, count, side == "front", paint))
            for side in ("front", "back")
        }
        colour = paint(f"part-{look}")
        yield {"number": index, "look": look, "night": lifted(colour, NIGHT, AAA), **sides}


def shape(theme: Theme, index: int) -> str:
    """The SVG path, in a box of 10 × 10, of the shape of a part, by its place in the deck."""
    return theme.rules.parts[theme.look(index) - 1].shape


def lifted(colour: str, background: str, ratio: float) -> str:
    """The colour (#rrggbb) made lighter until it has a contrast with a dark background."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    for step in range(101):
        mixed = "#" + "".join(f"{round(part + (255 - part) * step / 100):02x}" for part in parts)
        if contrast_ratio(mixed, background) >= ratio:
            return mixed
    return "#ffffff"


def scoped(css: str, scope: str) -> str:
    """A stylesheet's plain rules, for what is inside `scope` (a selector) only; @-rules are left out."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    made = []
    for rule in rules:
        if rule.type == "qualified-rule":
            inside = ", ".join(_inside(selector, scope) for selector in _selectors(rule.prelude))
            made.append(f"{inside} {{{tinycss2.serialize(rule.content)}}}")
    return "\n".join(made)


def _selectors(prelude: Iterable[tinycss2.ast.Node]) -> Iterator[str]:
    """The selectors of a rule, one by one."""
    held: list[tinycss2.ast.Node] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tinycss2.serialize(held).strip()
            held = []
        else:
            held.append(token)
    yield tinycss2.serialize(held).strip()


def _inside(selector: str, scope: str) -> str:
    return scope if selector in ("html", "body", ":root") else f"{scope} {selector}"


def script(folder: Path) -> str:
    """The page's script: the library that draws QR codes, and the files of `order.txt`, in one closed scope."""
    library = (folder / "vendor" / "qrcode.js").read_text(encoding="utf-8")
    names = (folder / "order.txt").read_text(encoding="utf-8").split()
    own = "\n".join((folder / f"{name}.js").read_text(encoding="utf-8") for name in names)
    return f'(function () {{\n"use strict";\n{library}\n{own}\n}})();'


def first_script(folder: Path) -> str:
    """What runs before anything is drawn."""
    return (folder / "first.js").read_text(encoding="utf-8")


def policy(*scripts: str) -> str:
    """The page's Content Security Policy: these scripts, styles and pictures of its own, and no request."""
    rules: Mapping[str, str] = {
        "default-src": "'none'",
        "script-src": " ".join(map(_digest, scripts)),
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _digest(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
