"""A small deck on the press: what is measured and kept, which page everything is on, what is too long by how much."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from deckpress import fit
from deckpress.model import Card, DeckProblems, SideFit
from deckpress.preflight.seen import see_pages
from deckpress.typeset import write_pdf
from tests.decks import replace_in, tiny_deck
from tests.presses import a_press, laid_out_names

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("press")]
LONG = "Welke woorden van het gezin en van het team hoorde je deze week, en wat deed je daarmee? "
FITS = {f"1.{n}": (SideFit(11, 13, 5), SideFit(11, gap=3, lines=3)) for n in (1, 2)}  # near enough
MANUAL = "Voor wie wil proberen. Begin met Fiche 1.1."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    return tiny_deck(tmp_path / "deck")


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all that is laid out, in order."""
    return laid_out_names(monkeypatch)


def fitted(folder: Path, styles: Path = ROOT / "styles") -> dict[str, tuple[SideFit, SideFit]]:
    press = a_press(folder, styles)
    fits = press.fits()
    press.dividers()
    press.kept.save()
    return fits


def lengthen(
    folder: Path, times: int, name: str = "1.1.yaml", old: str = "- Wat zie je?", size: int = 1
) -> None:
    """Put this many points of `size` sentences each in place of a point."""
    text = (folder / name).read_text(encoding="utf-8")
    point = next(line for line in text.split("\n") if line.endswith(old))
    indent = " " * (len(point) - len(old))
    replace_in(folder / name, point, "\n".join(f'{indent}- "{(LONG * size).strip()}"' for _ in range(times)))


def test_a_size_is_the_largest_that_fits(folder: Path) -> None:
    lengthen(folder, 20)
    lengthen(folder, 18, old="- Doe iets.")
    press = a_press(folder)
    card, step = press.deck.cards[0], press.room.rules.step
    for side in ("front", "back"):
        size = press.largest(card, side)
        assert size is not None and press.room.rules.min < size < press.room.rules.max
        assert fit.fits_on(press.measure(card), press.room, side, size)
        assert not fit.fits_on(press.measure(card), press.room, side, size + step)


def test_no_side_is_set_more_than_the_spread_above_the_smallest(folder: Path) -> None:
    lengthen(folder, 26)
    press = a_press(folder)
    sizes = [side.size for pair in press.fits().values() for side in pair]
    largest = [size for pair in press.sizes() for size in pair]
    assert max(largest) - min(largest) > press.room.rules.spread == max(sizes) - min(sizes)


def test_what_was_fitted_is_not_measured_again(folder: Path, laid_out: list[str]) -> None:
    first = fitted(folder)
    assert {name.split(",")[0] for name in laid_out} == {"card 1.1", "card 1.2", "part 1"}
    laid_out.clear()
    assert fitted(folder) == first
    assert laid_out == []


def test_only_what_was_changed_is_measured_again(folder: Path, laid_out: list[str]) -> None:
    fitted(folder)
    laid_out.clear()
    lengthen(folder, 1, "1.2.yaml", "- Wat hoorde je?")
    fitted(folder)
    assert {name.split(",")[0] for name in laid_out} == {"card 1.2"}
    laid_out.clear()
    replace_in(folder / "1.2.yaml", "De tweede kaart", "Een andere naam")
    fitted(folder)
    assert {name.split(",")[0] for name in laid_out} == {"card 1.2", "part 1"}  # the divider names its cards


def test_another_style_is_measured_anew(folder: Path, laid_out: list[str], tmp_path: Path) -> None:
    first = fitted(folder)
    laid_out.clear()
    shutil.copytree(ROOT / "styles", tmp_path / "styles")
    with open(tmp_path / "styles" / "deck.css", "a", encoding="utf-8") as css:
        css.write(".title { font-size: 30pt }")
    second = fitted(folder, tmp_path / "styles")
    assert {name.split(",")[0] for name in laid_out} == {"card 1.1", "card 1.2", "part 1"}
    assert second["1.1"][0].gap < first["1.1"][0].gap


def test_a_broken_cache_is_as_good_as_none(folder: Path, tmp_path: Path) -> None:
    first = fitted(folder)
    (tmp_path / "cache" / "fit.json").write_text('{"half', encoding="utf-8")
    assert fitted(folder) == first


def test_fitting_says_what_it_is_at(folder: Path) -> None:
    said: list[str] = []
    press = a_press(folder, say=said.append)
    press.fits()
    press.fits()
    assert said == [f"fitting card 1.{n}, {side}" for n in (1, 2) for side in ("front", "back")]


def test_page_numbers_by_arithmetic_are_where_the_anchors_are(folder: Path) -> None:
    press = a_press(folder)
    documents = list(press.documents(FITS))
    pages = enumerate((page for document in documents for page in document.pages), start=1)
    anchors = {name: number for number, page in pages for name in page.anchors}
    first = len(documents[0].pages) + 1
    assert press.folios(first) == {"part-1": first, "card-1.1": first + 2, "card-1.2": first + 4}
    _, folios = press.front_matter()
    assert folios == anchors | {name: folios[name] for name in folios.keys() - anchors.keys()}
    assert folios.keys() >= {"part-1", "card-1.1", "card-1.2", "woorden", "waarvoor-dient-dit"}


@pytest.mark.parametrize("paragraphs", [0, 12, 24, 40])
def test_the_front_matter_is_even_and_its_contents_are_right(folder: Path, paragraphs: int) -> None:
    sections = "".join(f"# Deel {n} van alles\n\n{LONG * 3}\n\n" for n in range(1, paragraphs + 1))
    replace_in(folder / "manual.md", MANUAL, f"{MANUAL}\n\n{sections}")
    press = a_press(folder)
    documents = list(press.documents(FITS))
    assert len(documents[0].pages) % 2 == 0
    write_pdf(documents, folder / "all.pdf")
    seen = see_pages((folder / "all.pdf").read_bytes())
    _, folios = press.front_matter()
    contents = "".join(page.text for page in seen[1 : folios["waarvoor-dient-dit"] - 1])
    named = [(f"card-{card.id}", f"{card.id} {card.title}") for card in press.deck.cards]
    for anchor, title in [*named, *((section.id, section.title) for section in press.deck.manual)]:
        assert re.search(rf"{re.escape(title)}\s*{folios[anchor]}(?!\d)", contents), title
        assert title in seen[folios[anchor] - 1].text


def test_both_kinds_of_front_matter_were_seen(folder: Path) -> None:
    """Of two lengths of manual, one page apart, one needs the page of notes and the other does not."""
    needed = []
    for paragraphs in (1, 14):
        replace_in(folder / "manual.md", MANUAL, f"{MANUAL}\n\n" + f"{LONG * 4}\n\n" * paragraphs + MANUAL)
        document, _ = a_press(folder).front_matter()
        needed.append(any(bookmark[1] == "Notities" for bookmark in document.pages[-1].bookmarks))
        tiny_deck(folder)
    assert sorted(needed) == [False, True]


def test_contents_that_are_right_are_laid_out_once(folder: Path, laid_out: list[str]) -> None:
    press = a_press(folder)
    press.front_matter()
    press.kept.save()
    assert laid_out.count("manual.md") > 1
    laid_out.clear()
    a_press(folder).front_matter()
    assert laid_out == ["manual.md"]


def cut(card: Card, side: str, characters: int) -> Card:
    """The card with as many characters gone as an author would take, point by point from the last."""
    texts = list(card.reflect.questions if side == "front" else [tip.text for tip in card.inspire])
    while characters >= len(texts[-1]):
        characters -= len(texts.pop())
    texts[-1] = texts[-1][: len(texts[-1]) - characters]
    data = card.model_dump()
    changed = {"reflect": data["reflect"] | {"questions": texts}} if side == "front" else {"inspire": texts}
    return Card.model_validate(data | changed, strict=False)


@pytest.mark.parametrize(
    ("side", "old", "key"),
    [("front", "- Wat hoorde je?", "reflect"), ("back", "- Zie Fiche 1.1.", "inspire")],
)
def test_the_number_of_characters_too_many_is_exact(folder: Path, side: str, old: str, key: str) -> None:
    name = "1.2.yaml"
    lengthen(folder, 15, name, old, 3)
    press = a_press(folder)
    with pytest.raises(DeckProblems) as caught:
        press.fits()
    [problem] = caught.value.problems
    line = (folder / name).read_text(encoding="utf-8").split("\n").index(f"{key}:") + 2
    assert (Path(problem.place.file).name, problem.place.line) == (name, line)
    found = re.match(
        rf"card 1\.2, {side}: too long by (\d+) characters at 8 pt, the smallest type", problem.message
    )
    assert found
    over, card, smallest = int(found[1]), press.deck.cards[1], press.room.rules.min
    assert fit.fits_on(press.measure(cut(card, side, over)), press.room, side, smallest)
    assert not fit.fits_on(press.measure(cut(card, side, over - 1)), press.room, side, smallest)


def test_everything_too_long_is_said_at_once(folder: Path) -> None:
    lengthen(folder, 40)
    lengthen(folder, 40, "1.2.yaml", "- Wat hoorde je?")
    with pytest.raises(DeckProblems) as caught:
        a_press(folder).fits()
    assert [problem.message.split(":")[0] for problem in caught.value.problems] == [
        "card 1.1, front",
        "card 1.2, front",
    ]


def test_a_divider_that_is_too_long(folder: Path) -> None:
    lengthen(folder, 40, "deck.yaml", "- Waarvoor het dient. Zie Fiche 1.2.")
    with pytest.raises(
        DeckProblems, match=r"the divider of part 1 is too long: shorten `purpose` or `together`"
    ):
        a_press(folder).dividers()


def test_a_side_that_is_two_pages_after_all_stops_the_build(folder: Path) -> None:
    press = a_press(folder)
    fits = FITS | {"1.2": (SideFit(90, 90), SideFit(12, lines=3))}
    with pytest.raises(DeckProblems, match=r"1\.2\.yaml:\S+ card 1\.2 takes \d+ pages, not 2"):
        list(press.documents(fits))
