"""The page itself: its HTML by a template, its style and its script from `templates/preview/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

Made = tuple[str, bytes]  # a content type and what is sent

STATIC = {"page.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8"}
PREFIX = "preview_"  # of the labels that are the page's


def own(labels: Mapping[str, Any]) -> dict[str, Any]:
    """The labels that are the page's, by their names there."""
    return {name.removeprefix(PREFIX): text for name, text in labels.items() if name.startswith(PREFIX)}


def files(
    templates: Path, words: Callable[[], tuple[str, Mapping[str, Any]]]
) -> dict[str, Callable[[], Made]]:
    """What the page is made of, by path. `words`: the deck's language and its labels, asked for each time."""
    folder = templates / "preview"
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)

    def page() -> Made:
        language, labels = words()
        html = environment.get_template("page.html.j2").render(language=language, words=own(labels))
        return "text/html; charset=utf-8", html.encode()

    def static(name: str, kind: str) -> Callable[[], Made]:
        return lambda: (kind, (folder / name).read_bytes())

    return {"/": page, **{f"/{name}": static(name, kind) for name, kind in STATIC.items()}}
