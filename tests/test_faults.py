"""A fault of a template or a style is said at its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jinja2 import TemplateError

from deckpress import faults
from deckpress.examine import examine
from deckpress.model import DeckProblems, Problem
from deckpress.render import Look, Renderer
from deckpress.theme import load_theme
from deckpress.typeset import Typesetter
from tests.decks import replace_in, tiny_deck

ROOT = Path(__file__).parent.parent


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with templates and styles of its own."""
    for name in ("templates", "styles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def renderer_of(builder: Path) -> Renderer:
    theme = load_theme(builder / "styles")
    found = examine(tiny_deck(builder / "deck"), builder / "templates", theme)
    return Renderer(found.deck, Look(theme, found.labels, builder / "templates"), builder / "deck")


TEMPLATES = {
    "what isn't there": (
        "blocks.html.j2",
        "{{ labels.inspire }}",
        "{{ labels.inspired }}",
        "blocks.html.j2:23:1: the template: ",
    ),
    "what can't be read": (
        "blocks.html.j2",
        "{% macro points(items, class) -%}",
        "{% makro points %}",
        "blocks.html.j2:16:1: the template: ",
    ),
    "a template that isn't there": (
        "card.html.j2",
        '"blocks.html.j2"',
        '"block.html.j2"',
        "card.html.j2:2:1: the template: ",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "said"), TEMPLATES.values(), ids=TEMPLATES)
def test_a_template(file: str, old: str, new: str, said: str, builder: Path) -> None:
    replace_in(builder / "templates" / file, old, new)
    renderer = renderer_of(builder)
    with pytest.raises(TemplateError) as caught:
        renderer.block(renderer.deck.cards[0], "inspire", 10)
        renderer.environment.get_template("card.html.j2").render(
            card=renderer.deck.cards[0],
            part=renderer.deck.about.parts[0],
            card_top=3,
            folio=1,
            **dict.fromkeys(("front", "back")),
        )
    assert str(faults.of_template(caught.value, builder / "templates")).startswith(f"templates/{said}")


def css_problems(builder: Path) -> list[Problem]:
    renderer = renderer_of(builder)
    with pytest.raises(DeckProblems) as caught:
        Typesetter(renderer.stylesheet, [builder])
    return faults.of_stylesheet(caught.value.problems, renderer)


@pytest.mark.parametrize("file", ["deck.css", "text.css"])
def test_a_style_sheet(file: str, builder: Path) -> None:
    style = builder / "styles" / file
    lines = style.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines, 1) if line[:1] in ".a" and line.endswith("}"))
    style.write_text("\n".join([*lines[:at], "a { colour: red }", *lines[at:]]), encoding="utf-8")
    [problem] = css_problems(builder)
    said = "the page engine says: Ignored `colour: red `, unknown property."
    assert str(problem) == f"styles/{file}:{at + 1}:5: {said}"


def test_a_style_sheet_at_its_very_end(builder: Path) -> None:
    with open(builder / "styles" / "text.css", "a", encoding="utf-8") as css:
        css.write("a { colour: red }")
    line = (builder / "styles" / "text.css").read_text(encoding="utf-8").count("\n") + 1
    [problem] = css_problems(builder)
    assert str(problem.place) == f"styles/text.css:{line}:5"


def test_a_style_sheet_that_is_a_template_is_named_without_a_line(builder: Path) -> None:
    replace_in(
        builder / "templates" / "theme.css.j2", "@page measure {", "a { colour: red }\n@page measure {"
    )
    [problem] = css_problems(builder)
    assert str(problem.place) == "templates/theme.css.j2"
