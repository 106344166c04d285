"""A build from end to end on a small deck: what it expects of the PDF, what it says, and when it writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pypdf
import pytest

from deckpress import expect, fresh, job, outputs, pipeline, preflight, typeset
from deckpress.job import Job
from deckpress.labels import load_labels
from deckpress.load import load
from deckpress.model import Deck, DeckProblems, SideFit, UsageError
from deckpress.options import OUTPUTS, PrintOptions
from deckpress.reading import Request, read_deck
from deckpress.render import Look, Renderer
from deckpress.theme import load_theme
from tests.decks import replace_in, tiny_deck

ROOT = Path(__file__).parent.parent
THEME = load_theme(ROOT / "styles")
PRINTED = ("press", "press-manual", "a4-duplex", "a4-fold", "a4-large", "manual-booklet")
pytestmark = pytest.mark.xdist_group("pipeline")


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One cache for all tests here, so that the deck is fitted once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DECKPRESS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    deck = tiny_deck(tmp_path / "deck")
    return Request(deck, tmp_path / "out", ROOT / "templates", ROOT / "styles", "print", "inputs")


@pytest.fixture
def deck(request_: Request) -> Deck:
    loaded = load(request_.deck)
    assert loaded.deck and not loaded.problems
    return loaded.deck


def a_renderer(deck: Deck, request: Request) -> Renderer:
    return Renderer(deck, Look(THEME, load_labels(request.templates, "nl"), request.templates), request.deck)


def files(folder: Path) -> dict[str, bytes]:
    """All files under a folder that a user sees."""
    found = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def built(request: Request) -> list[str]:
    return pipeline.build(request, lambda line: None)


def a_job(deck: Deck, fits: dict[str, tuple[SideFit, SideFit]], pages: int) -> Job:
    """As much of one as a report is made of."""
    chosen = tuple(card for card in deck.cards if card.id in fits)
    return cast(Job, SimpleNamespace(deck=deck, fits=fits, pages=pages, chosen=chosen, stem=deck.about.slug))


def test_the_report_says_what_was_made(deck: Deck, request_: Request) -> None:
    made = a_job(deck, {"1.1": (SideFit(12), SideFit(10.25)), "1.2": (SideFit(11), SideFit(10.5))}, 10)
    out = request_.out
    assert pipeline.report(request_, made) == [f"{out}/klein.pdf: 10 pages, type from 10.25 to 12 pt"]
    checked = pipeline.report(replace(request_, out=None), made)
    assert checked == ["no problems: 10 pages, type from 10.25 to 12 pt"]


@pytest.mark.parametrize(
    ("address", "warned"),
    [
        ("https://klein.example/", True),
        ("https://example.org/", False),
        ("https://x.be/.example", False),
        ("https://notexample/", False),
    ],
)
def test_the_report_warns_of_an_address_that_leads_nowhere(
    deck: Deck, request_: Request, address: str, warned: bool
) -> None:
    about = deck.about.model_copy(update={"site_url": address})
    made = a_job(replace(deck, about=about), {"1.1": (SideFit(12), SideFit(12))}, 1)
    lines = pipeline.report(request_, made)
    assert any(f"site_url is {address}" in line for line in lines) == warned


def test_a_deck_s_problems_come_together(request_: Request) -> None:
    replace_in(request_.deck / "1.1.yaml", "- Wat zie je?", "- Zie <b>Fiche 9.9</b>.")
    replace_in(request_.deck / "1.2.yaml", "speaker: een vader", "speeker: een vader")
    with pytest.raises(DeckProblems) as caught:
        read_deck(request_, THEME)
    messages = "\n".join(map(str, caught.value.problems))
    assert all(words in messages for words in ("<b>", "9.9", "speeker"))


def test_a_language_without_labels_is_a_problem_at_its_place(request_: Request) -> None:
    replace_in(request_.deck / "deck.yaml", "language: nl", "language: xx")
    with pytest.raises(DeckProblems, match=r"deck\.yaml:4:\d+: .*no words for the language xx"):
        read_deck(request_, THEME)


def test_colours_that_can_t_be_read_are_a_problem(request_: Request) -> None:
    rules = THEME.rules.model_copy(update={"colours": THEME.rules.colours | {"ink": (0.0, 0.0, 0.0, 30.0)}})
    with pytest.raises(DeckProblems, match="text on paper"):
        read_deck(request_, replace(THEME, rules=rules))


@pytest.mark.slow
def test_a_build_writes_the_deck_and_what_it_was_made_of(request_: Request) -> None:
    assert request_.out
    said: list[str] = []
    lines = pipeline.build(request_, said.append)
    assert lines == [f"{request_.out}/klein.pdf: 10 pages, type from 12 to 12 pt"]
    assert said[0] == f"{request_.deck}: cards 2, parts 1"
    assert said[-11:] == [
        "writing klein.pdf",
        "judging klein.pdf",
        *(f"writing klein-{kind}.pdf" for kind in PRINTED),
        "writing parts",
        "writing cards",
        "writing site/index.html",
    ]
    assert files(request_.out).keys() == {
        *("klein.pdf", "manifest.json", "klein-press.txt"),
        *("parts/1.pdf", "cards/1.1.pdf", "cards/1.2.pdf", "site/index.html"),
        *(f"klein-{kind}.pdf" for kind in PRINTED),
    }
    manifest = json.loads((request_.out / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["slug"], manifest["edition"], manifest["fingerprint"]) == ("klein", "2026.1", "print")
    assert manifest["cards"].keys() == {"1.1", "1.2"}
    assert manifest["files"]["klein.pdf"]["size"] == (request_.out / "klein.pdf").stat().st_size


@pytest.mark.slow
def test_a_check_writes_nothing(request_: Request, tmp_path: Path) -> None:
    before = files(tmp_path)
    lines = built(replace(request_, out=None))
    assert lines == ["no problems: 10 pages, type from 12 to 12 pt"]
    assert files(tmp_path) == before
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_where_preflight_finds_a_problem_nothing_is_written(
    request_: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert request_.out
    built(request_)
    before = files(tmp_path)
    replace_in(request_.deck / "1.1.yaml", "Doe iets.", "Doe iets anders.")
    changed = files(request_.deck)

    def one_too_many(documents: Sequence[Any], target: Path) -> None:
        typeset.write_pdf([*documents, documents[0].copy(documents[0].pages[1:2])], target)

    monkeypatch.setattr(job, "write_pdf", one_too_many)
    with pytest.raises(DeckProblems, match=r"^klein\.pdf: .*11"):
        built(request_)
    assert files(request_.out) == {name[4:]: data for name, data in before.items() if name.startswith("out/")}
    assert files(request_.deck) == changed
    assert [path.name for path in request_.out.iterdir() if path.is_dir() and path.name.startswith(".")] == []


@pytest.mark.slow
def test_a_damaged_pdf_is_judged_so(request_: Request, tmp_path: Path) -> None:
    assert request_.out
    built(request_)
    pdf, copy = request_.out / "klein.pdf", tmp_path / "klein.pdf"
    loaded = load(request_.deck)
    assert loaded.deck
    expected = expect.expected(loaded.deck, a_renderer(loaded.deck, request_), 4)
    copy.write_bytes(pdf.read_bytes())
    assert preflight.preflight(copy, expected) == []  # whole, it passes
    copy.write_bytes(pdf.read_bytes()[:-2000])
    assert preflight.preflight(copy, expected)
    writer = pypdf.PdfWriter(clone_from=pdf)
    pages = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
    pages[6], pages[8] = pages[8], pages[6]  # the fronts of both cards
    writer.write(copy)
    assert "De eerste kaart" in "\n".join(map(str, preflight.preflight(copy, expected)))


@pytest.mark.slow
def test_a_deck_s_title_is_a_text_like_others(request_: Request) -> None:
    replace_in(request_.deck / "deck.yaml", "title: Klein deck", "title: Foto's *van* hier")
    built(request_)
    metadata = pypdf.PdfReader(request_.deck.parent / "out" / "klein.pdf").metadata
    assert metadata and metadata.title == "Foto’s van hier"


@pytest.mark.slow
def test_a_build_of_some_outputs_leaves_the_others_and_says_which_are_old(request_: Request) -> None:
    assert request_.out
    built(request_)
    before = files(request_.out)
    some = replace(request_, outputs=("fold",), fingerprint="fold")
    assert len(built(some)) == 1
    assert fresh.is_fresh(str(request_.out), "fold")
    assert {name: data for name, data in files(request_.out).items() if name != "manifest.json"} == {
        name: data for name, data in before.items() if name != "manifest.json"
    }
    replace_in(request_.deck / "1.1.yaml", "Doe iets.", "Doe iets anders.")
    [_, old] = built(replace(some, inputs="others"))
    assert old == (
        "not asked for, and of an earlier state of the deck: "
        "cards/1.1.pdf, cards/1.2.pdf, klein-a4-duplex.pdf, klein-a4-large.pdf and 7 more"
    )
    assert {name for name, data in files(request_.out).items() if data != before[name]} == {
        "klein-a4-fold.pdf",
        "manifest.json",
    }
    assert len(built(replace(request_, inputs="others"))) == 1


def test_every_output_has_its_maker() -> None:
    assert tuple(outputs.OUTPUTS) == OUTPUTS


@pytest.mark.parametrize(
    "printing",
    [PrintOptions(sheet="a4"), PrintOptions(copies=0), PrintOptions(printer="none"), PrintOptions(flip="x")],
)
def test_what_can_t_be_printed_is_said_before_anything_is_made(
    request_: Request, printing: PrintOptions, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DECKPRESS_CONFIG", str(tmp_path / "config"))
    with pytest.raises(UsageError):
        built(replace(request_, printing=printing))
    assert not (tmp_path / "out").exists()
