"""`build.py watch`, walked in Chromium: what is saved is seen, what is broken is said, and goes when it is mended."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.decks import replace_in, tiny_deck
from tests.preview.watched import ROOT, Watched

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.tools, pytest.mark.slow, pytest.mark.xdist_group("watch")]
Watch = Callable[..., Watched]
AWHILE = 60_000  # ms
LONG = "Welke woorden van het gezin en van het team hoorde je deze week, en wat deed je daarmee? " * 50


def side(page: Page, words: str) -> Locator:
    """The picture of a side that holds these words."""
    return page.locator("#sides").get_by_alt_text(re.compile(re.escape(words)))


def open_card(page: Page, watched: Watched, card: str, words: str) -> None:
    """Open the page at a card, and see that it is there as a picture."""
    page.goto(f"{watched.address}#card-{card}")
    expect(side(page, words)).to_be_visible(timeout=AWHILE)
    expect(page.locator("#left")).to_have_text("", timeout=AWHILE)


def drawn(picture: Locator) -> list[int]:
    """How bright a picture is as the browser has it, on a grid of 148 × 210."""
    found: list[int] = picture.evaluate(
        """async (image) => {
          await image.decode();
          const canvas = new OffscreenCanvas(148, 210);
          const paint = canvas.getContext("2d");
          paint.drawImage(image, 0, 0, 148, 210);
          return [...paint.getImageData(0, 0, 148, 210).data].filter((_, at) => at % 4 === 1);
        }"""
    )
    return found


def test_what_is_saved_is_seen(watch: Watch, home: Path, page: Page) -> None:
    watched = watch()
    open_card(page, watched, "1.1", "Wat zie je?")
    before = drawn(side(page, "Wat zie je?"))
    replace_in(home / "deck" / "1.1.yaml", "Wat zie je?", "Wat zie je en hoor je vandaag?")
    expect(side(page, "Wat zie je en hoor je vandaag?")).to_be_visible(timeout=AWHILE)
    after = drawn(side(page, "Wat zie je en hoor je vandaag?"))
    different = sum(abs(old - new) > 60 for old, new in zip(before, after, strict=True))
    assert 20 < different < len(before) / 3  # some words
    expect(page.locator("#changed")).to_have_text("Net gewijzigd")


def test_a_saved_card_is_turned_to_and_marked_in_the_list(watch: Watch, home: Path, page: Page) -> None:
    watched = watch()
    open_card(page, watched, "1.1", "Wat zie je?")
    replace_in(home / "deck" / "1.2.yaml", "De tweede kaart", "Een andere naam")
    expect(page.locator("#name")).to_have_text("1.2 Een andere naam", timeout=AWHILE)
    expect(side(page, "1.2 Een andere naam ‘Zo zei iemand anders het.’")).to_be_visible()
    entry = page.locator("#list [aria-current]")
    expect(entry).to_contain_text("1.2 Een andere naam")
    expect(entry).to_be_in_viewport()
    expect(page.locator("#list .changed")).to_have_count(1)
    assert page.url.endswith("#card-1.2")
    page.get_by_role("link", name="Luik 1 · Eerste luik").click()
    expect(
        side(page, "Eerste luik Waarom dit luik er is. 1.1 De eerste kaart 1.2 Een andere naam")
    ).to_be_visible()


def test_what_is_broken_is_said_and_the_last_good_side_stays(watch: Watch, home: Path, page: Page) -> None:
    watched = watch()
    open_card(page, watched, "1.1", "Wat zie je?")
    replace_in(home / "deck" / "1.1.yaml", "quote:", "quotes:")
    problem = page.locator("#problems li")
    expect(problem).to_contain_text("deck/1.1.yaml:3:1", timeout=AWHILE)
    expect(problem).to_contain_text("unknown key `quotes`: did you mean `quote`?")
    expect(page.locator("#count")).to_have_text("Er is 1 probleem")
    expect(page.locator("#stale")).to_be_visible()
    expect(side(page, "Wat zie je?")).to_be_visible()
    expect(page.locator("#name")).to_have_text("1.1 De eerste kaart")
    assert watched.hear(r"^deck/1\.1\.yaml:3:1: unknown key")
    replace_in(home / "deck" / "1.1.yaml", "quotes:", "quote:")
    expect(page.locator("#problems")).to_be_hidden(timeout=AWHILE)
    expect(page.locator("#stale")).to_be_hidden()
    assert watched.hear("^no problems left")


def test_a_text_that_is_too_long_is_said_beside_the_last_side_that_fitted(
    watch: Watch, home: Path, page: Page
) -> None:
    watched = watch()
    open_card(page, watched, "1.1", "Wat zie je?")
    replace_in(home / "deck" / "1.1.yaml", "- Wat zie je?", f'- "{LONG[:1900]}"\n  - "{LONG[:1900]}"')
    problem = page.locator("#problems li")
    expect(problem).to_contain_text(
        re.compile(r"deck/1\.1\.yaml:\d+:\d+card 1\.1, front: too long by \d+"), timeout=AWHILE
    )
    expect(side(page, "Wat zie je?")).to_be_visible()
    replace_in(home / "deck" / "1.2.yaml", "Wat hoorde je?", "Wat hoorde je toen?")
    expect(side(page, "Wat hoorde je toen?")).to_be_visible(timeout=AWHILE)  # others go on
    expect(problem).to_have_count(1)
    tiny_deck(home / "deck")
    expect(page.locator("#problems")).to_be_hidden(timeout=AWHILE)


def test_a_broken_deck_file_leaves_everything_and_a_deck_that_starts_broken_is_served(
    watch: Watch, home: Path, page: Page
) -> None:
    replace_in(home / "deck" / "deck.yaml", "parts:", "parts")
    watched = watch()
    page.goto(watched.address)
    expect(page.locator("#problems li").first).to_contain_text("deck/deck.yaml:", timeout=AWHILE)
    expect(page.locator("#sides img")).to_have_count(0)
    replace_in(home / "deck" / "deck.yaml", "parts", "parts:")
    expect(page.locator("#problems")).to_be_hidden(timeout=AWHILE)
    expect(side(page, "Wat zie je?")).to_be_visible(timeout=AWHILE)


def test_cards_that_come_go_and_get_another_name(watch: Watch, home: Path, page: Page) -> None:
    deck = home / "deck"
    watched = watch()
    open_card(page, watched, "1.1", "Wat zie je?")
    titles = page.locator("#list .name")
    (deck / "1.3.yaml").write_text(
        (deck / "1.2.yaml").read_text().replace("1.2", "1.3").replace("tweede", "derde")
    )
    expect(page.locator("#name")).to_have_text("1.3 De derde kaart", timeout=AWHILE)
    expect(titles).to_have_text(
        [
            "Handleiding",
            "Luik 1 · Eerste luik",
            "1.1 De eerste kaart",
            "1.2 De tweede kaart",
            "1.3 De derde kaart",
        ]
    )
    (deck / "1.3.yaml").rename(deck / "1.4.yaml")
    replace_in(deck / "1.4.yaml", 'id: "1.3"', 'id: "1.4"')
    expect(titles.last).to_have_text("1.4 De derde kaart", timeout=AWHILE)
    (deck / "1.4.yaml").unlink()
    expect(titles).to_have_count(4, timeout=AWHILE)
    expect(page.locator("#problems")).to_be_hidden(timeout=AWHILE)
    expect(side(page, "Wat zie je?")).to_be_visible(timeout=AWHILE)


def test_templates_and_styles_are_followed_too(watch: Watch, home: Path, page: Page) -> None:
    builder = home / "builder"
    for name in ("templates", "styles", "deckpress"):
        shutil.copytree(ROOT / name, builder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", builder)
    watched = watch("--port", "0", builder=builder)
    open_card(page, watched, "1.1", "Wat zie je?")
    before = drawn(side(page, "Wat zie je?"))
    with open(builder / "styles" / "deck.css", "a", encoding="utf-8") as css:
        css.write("\n.title { color: #c00; font-size: 26pt }\n")
    page.wait_for_function(
        "(old) => document.querySelector('#sides img').dataset.shown !== old", arg=shown(page)
    )
    assert drawn(side(page, "Wat zie je?")) != before
    with open(builder / "styles" / "deck.css", "a", encoding="utf-8") as css:
        css.write(".title { colour: red }\n")
    line = (builder / "styles" / "deck.css").read_text(encoding="utf-8").count("\n")
    problem = page.locator("#problems li")
    expect(problem).to_contain_text(
        re.compile(rf"builder/styles/deck\.css:{line}:10the page engine says: Ignored"), timeout=AWHILE
    )
    replace_in(builder / "styles" / "deck.css", ".title { colour: red }\n", "")
    expect(page.locator("#problems")).to_be_hidden(timeout=AWHILE)
    replace_in(
        builder / "templates" / "card.html.j2", "blocks.title(card, card_top)", "blocks.titel(card, card_top)"
    )
    expect(problem.first).to_contain_text("builder/templates/card.html.j2:4:1", timeout=AWHILE)
    expect(side(page, "Wat zie je?")).to_be_visible()


def shown(page: Page) -> str | None:
    return page.locator("#sides img").first.get_attribute("data-shown")


def test_a_page_that_was_left_open_says_that_it_ended(watch: Watch, page: Page) -> None:
    watched = watch()
    open_card(page, watched, "1.1", "Wat zie je?")
    assert watched.stop() == 0
    expect(page.locator("#lost")).to_be_visible()
    expect(page.locator("#lost")).to_contain_text("python build.py watch")


def test_the_whole_deck_is_had_as_a_build_makes_it(watch: Watch, home: Path, page: Page) -> None:
    watched = watch()
    open_card(page, watched, "1.1", "Wat zie je?")
    replace_in(home / "deck" / "1.1.yaml", "Wat zie je?", "Wat zie je en hoor je?")
    expect(side(page, "Wat zie je en hoor je?")).to_be_visible(timeout=AWHILE)
    link = page.get_by_role("link", name="Het hele deck als pdf")
    assert link.get_attribute("href") == "/deck.pdf"
    got = page.request.get(f"{watched.address}deck.pdf")
    assert got.ok and got.headers["content-type"] == "application/pdf"
    built = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "--only", "screen", "--deck", "deck", "--out", "out"],
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    assert got.body() == (home / "out" / "klein.pdf").read_bytes()
    replace_in(home / "deck" / "1.1.yaml", "hoor je?", "hoor je? [x](card:9.9)")
    expect(page.locator("#problems")).to_be_visible(timeout=AWHILE)
    assert page.request.get(f"{watched.address}deck.pdf").status == 503
