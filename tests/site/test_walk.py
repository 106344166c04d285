"""The page as people use it, in a real browser: find, choose, order, share, draw."""

from __future__ import annotations

import functools
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser import DESK
from tests.site.conftest import follow, ids, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.tools, pytest.mark.slow, pytest.mark.xdist_group("site")]
LISTED = ".card:not(.out)"


def choose(page: Page, *names: str) -> None:
    for name in names:
        page.locator(f'.card[data-id="{name}"] .choose').click()


def test_a_card_is_found_by_a_word_of_its_questions(shown: Page) -> None:
    shown.fill("#q", "TELEFOON als  Eérste")
    assert ids(shown, LISTED) == ["1.1"]
    assert shown.inner_text("#found") == "1 van 28 fiches"
    marked = shown.locator(".hit mark").all_inner_texts()
    assert [word.lower() for word in marked] == ["telefoon", "als", "eerste"]
    assert "Hoe klink je aan de telefoon?" in shown.inner_text(".hit")
    shown.fill("#q", "xyzzy")
    assert (ids(shown, LISTED), shown.locator(".part:not(.out)").count()) == ([], 0)
    assert shown.inner_text("#found").startswith("Geen fiche gevonden.")
    shown.click("#clear")
    expect(shown.locator(LISTED)).to_have_count(28)  # polled from outside: the page's own policy forbids eval
    assert shown.evaluate("document.activeElement.id") == "q"


def test_cards_are_narrowed_by_part_theme_and_way_in(shown: Page) -> None:
    shown.select_option("#by-part", "6")
    assert ids(shown, LISTED) == [f"6.{number}" for number in range(1, 7)]
    shown.select_option("#by-theme", "digitaal")
    by_both = ids(shown, LISTED)
    assert "6.6" in by_both and set(by_both) < {f"6.{number}" for number in range(1, 7)}
    shown.select_option("#by-part", "")
    assert set(by_both) < set(ids(shown, LISTED))
    follow(shown, '.card[data-id="1.1"] h3 a')
    follow(shown, ".card.open .themes a >> nth=0")
    assert shown.input_value("#by-theme") == "onthaal" and "1.1" in ids(shown, LISTED)


def test_a_situation_proposes_cards_and_says_why(shown: Page) -> None:
    shown.click("#what summary")
    shown.wait_for_selector("#situations button")
    assert shown.locator("#situations button").count() >= 28
    shown.fill("#what-q", "volzet")
    shown.click("#situations button")
    proposed = shown.locator("#proposals li")
    assert proposed.first.locator("a").inner_text().split()[0] == "1.1"
    assert proposed.first.locator(".why").inner_text() == "voor deze situatie gemaakt"
    others = proposed.locator(".why").all_inner_texts()[1:]
    assert others and all(why.startswith("hoort bij 1.1: ") for why in others)
    proposed.first.locator(".choose").click()
    assert shown.inner_text("#count") == "1"
    shown.click("#no-proposals")
    assert not shown.is_visible("#proposals")


def test_drawing_shows_each_card_once_before_one_comes_again(shown: Page) -> None:
    shown.select_option("#by-part", "2")
    drawn: list[str] = []
    for left in (2, 1, 0, 2):
        shown.click("#draw") if not drawn else shown.click("#notice button")
        shown.wait_for_selector(f"#notice:has-text('{'laatste' if left == 0 else f'Nog {left}'}')")
        drawn += ids(shown, ".card.open")
    assert sorted(drawn[:3]) == ["2.1", "2.2", "2.3"]
    assert drawn[3] in drawn[:2]


def test_three_cards_ordered_by_keyboard_come_back_from_their_link(
    shown: Page, site: Path, chromium: Browser
) -> None:
    choose(shown, "1.1", "3.2", "6.5")
    follow(shown, "#bar a")
    assert ids(shown, ".row") == ["1.1", "3.2", "6.5"]
    shown.focus('.row[data-id="6.5"] .up')
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.closest('.row').dataset.id") == "6.5"
    shown.keyboard.press("Alt+ArrowUp")
    assert ids(shown, ".row") == ["6.5", "1.1", "3.2"]
    assert shown.inner_text("#say") == "Fiche 6.5 staat nu op plaats 1 van 3."
    assert shown.url.endswith("#kaarten=6.5,1.1,3.2")
    link = shown.input_value("#link")
    assert link == "https://verbinden-met-ouders.example/#kaarten=6.5,1.1,3.2"
    fresh = chromium.new_context(viewport=DESK)
    other = fresh.new_page()
    other.goto(site.as_uri() + "#" + link.split("#")[1])
    assert ids(other, ".row") == ["6.5", "1.1", "3.2"]
    other.reload()
    assert ids(other, ".row") == ["6.5", "1.1", "3.2"]
    fresh.close()


def test_the_code_on_the_screen_is_the_link(shown: Page) -> None:
    choose(shown, "2.1", "1.1")
    follow(shown, "#bar a")
    seen = zxingcpp.read_barcodes(Image.open(io.BytesIO(shown.locator("#qr svg").screenshot())))
    assert [code.text for code in seen] == [shown.input_value("#link")]


def test_a_row_is_dragged_and_taken_away(shown: Page) -> None:
    choose(shown, "1.1", "3.2", "6.5")
    follow(shown, "#bar a")
    shown.locator('.row[data-id="1.1"] .grip').hover()
    shown.mouse.down()
    box = shown.locator('.row[data-id="6.5"]').bounding_box()
    assert box
    shown.mouse.move(box["x"] + 20, box["y"] + box["height"] * 0.8, steps=8)
    shown.mouse.up()
    assert ids(shown, ".row") == ["3.2", "6.5", "1.1"]
    shown.click('.row[data-id="6.5"] .remove')
    assert ids(shown, ".row") == ["3.2", "1.1"]
    assert shown.evaluate("document.activeElement.closest('.row').dataset.id") == "1.1"
    shown.click("#empty")
    assert shown.is_visible("#choice-none") and not shown.is_visible("#bar")
    shown.click("#notice button")
    assert ids(shown, ".row") == ["3.2", "1.1"]


def test_a_choice_stays_on_the_device_and_a_link_does_not_lose_it(shown: Page, site: Path) -> None:
    choose(shown, "1.1", "3.2")
    visit(shown, site, "6.6")
    assert shown.inner_text("#count") == "2"
    assert shown.url.endswith("#6.6&kaarten=1.1,3.2")
    visit(shown, site, "kaarten=5.1")
    assert ids(shown, ".row") == ["5.1"]
    shown.click("#notice button")
    assert ids(shown, ".row") == ["1.1", "3.2"]


def test_without_storage_the_address_keeps_the_choice(page: Page, site: Path) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})")
    visit(page, site, "kaarten=5.1,1.1")
    page.reload()
    assert ids(page, ".row") == ["5.1", "1.1"]


def test_a_card_opens_from_its_printed_code(shown: Page, site: Path) -> None:
    visit(shown, site, "3.1")
    assert ids(shown, ".card:visible") == ["3.1"]
    assert shown.locator(".card.open .tools a").count() >= 3
    follow(shown, ".card.open .tools a:has-text('Praatplaat')")
    assert shown.is_visible("#voorbeeld-praatplaat") and not shown.is_visible("#voorbeeld-wenbundel")
    shown.go_back()
    follow(shown, ".card.open .next")
    shown.wait_for_selector('.card.open[data-id="3.2"]')
    assert ids(shown, ".card:visible") == ["3.2"]
    shown.go_back()
    shown.wait_for_selector('.card.open[data-id="3.1"]')
    assert ids(shown, ".card:visible") == ["3.1"]


@pytest.mark.parametrize(
    ("anchor", "near"),
    [("1.10", "1.9"), ("9.9", "6.6"), ("4.7", "4.3"), ("0.1", None), ("luik-9", None), ("onzin", None)],
)
def test_a_place_that_is_not_there_is_told(shown: Page, site: Path, anchor: str, near: str | None) -> None:
    visit(shown, site, anchor)
    assert shown.is_visible("#notice") and shown.is_visible("#q")
    if near:
        assert f"Fiche {anchor} bestaat niet" in shown.inner_text("#notice")
        follow(shown, "#notice a")
        assert ids(shown, ".card:visible") == [near]


@pytest.mark.parametrize(
    "anchor",
    [
        "kaarten=<img src=x onerror=alert(1)>,1.1",
        "kaarten=1.1,1.1,9.9,__proto__,constructor,%00,%",
        "kaarten=" + ",".join(["1.1", "7.7"] * 5000),
        "1.1&kaarten=javascript:alert(1),1.1",
    ],
)
def test_a_hostile_address_chooses_what_it_can(shown: Page, site: Path, anchor: str) -> None:
    asked: list[str] = []
    shown.on("dialog", lambda dialog: asked.append(dialog.message))
    visit(shown, site, anchor)
    assert shown.inner_text("#count") == "1" and asked == []
    assert shown.locator("main img[src=x]").count() == 0


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    """The page's address on a real web server, below a path of its own."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site.parent.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/site/"
        server.shutdown()


def test_on_a_web_server_the_link_is_its_own_address(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served + "?van=mail#kaarten=2.3")
    assert page.input_value("#link") == served + "?van=mail#kaarten=2.3"
    assert asked == [served + "?van=mail"]  # and nothing else
