"""A deck of a stranger reads nothing outside its folders, reaches no network and runs no code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from weasyprint.urls import FatalURLFetchingError

from deckpress.load import load
from deckpress.model import DeckProblems
from deckpress.pictures import picture_fault
from deckpress.typeset import PinnedFetcher, Typesetter
from tests.decks import tiny_deck
from tests.htmls import documents, renderer, words

CODE = "{{ 7*7 }} {% include x %} {{ deck.slug }} {# weg #}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3">{}</svg>'


def test_what_looks_like_a_template_in_a_text_is_text(tmp_path: Path) -> None:
    deck = load(tiny_deck(tmp_path / "deck")).deck
    assert deck
    card = deck.cards[0].model_copy(update={"title": CODE})
    shown = " ".join(map(words, documents(replace(deck, cards=(card, *deck.cards[1:])))))
    assert CODE in shown
    assert "49" not in shown.replace(CODE, "")


def test_templates_run_in_a_sandbox(tmp_path: Path) -> None:
    deck = load(tiny_deck(tmp_path / "deck")).deck
    assert deck
    environment = renderer(deck).environment
    assert isinstance(environment, SandboxedEnvironment)
    for code in ("{{ ''.__class__.__mro__ }}", "{{ deck.cards_of.__globals__ }}", "{{ labels.clear() }}"):
        with pytest.raises(SecurityError):
            environment.from_string(code).render()


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "{inside}/../secret.txt",
        "{inside}/link.txt",
        "{inside}/%2e%2e/secret.txt",
    ],
)
def test_the_page_engine_fetches_nothing_from_outside(tmp_path: Path, address: str) -> None:
    inside = tmp_path / "deck"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    asked = address.replace("{inside}", inside.as_uri())
    with pytest.raises((FatalURLFetchingError, ValueError)):
        PinnedFetcher([inside]).fetch(asked)
    with pytest.raises(DeckProblems, match="the page engine says"):
        Typesetter("", [inside]).lay_out(f'<p><img src="{asked}" alt="x">', "page")


def test_the_page_engine_reads_what_is_inside(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("van het deck", encoding="utf-8")
    assert PinnedFetcher([tmp_path]).fetch((tmp_path / "a.txt").as_uri()).read() == b"van het deck"


@pytest.mark.parametrize(
    "drawn",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)"/>',
        '<image href="http://127.0.0.1:9/x.png"/>',
        '<image href="file:///etc/passwd"/>',
        '<image href="../secret.png"/>',
        "<style>@import url(http://127.0.0.1:9/)</style>",
        '<path fill="url(http://127.0.0.1:9/#a)"/>',
        "<foreignObject><p/></foreignObject>",
        '<set attributeName="href" to="javascript:alert(1)"/>',
        "<g>" * 200 + "</g>" * 200,
    ],
)
def test_an_svg_that_runs_or_reaches_outside_is_refused(tmp_path: Path, drawn: str) -> None:
    (tmp_path / "a.svg").write_text(SVG.format('<path d="M0 0h9v3z"/>'), encoding="utf-8")
    (tmp_path / "b.svg").write_text(SVG.format(drawn), encoding="utf-8")
    assert picture_fault(tmp_path, "a.svg") is None
    assert picture_fault(tmp_path, "b.svg")
