"""The own editions of centres, by the command: what is theirs, what is the deck's, and one's fault no other's."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from deckpress import fresh
from deckpress.preflight import see_pages
from tests import verapdf
from tests.centres.test_reading import GOOD, LOGO
from tests.decks import replace_in, tiny_deck

ROOT = Path(__file__).parent.parent.parent
ZON = "name: De Zon\n"
Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Path:
    centres = tiny_deck(tmp_path / "deck") / "centres"
    centres.mkdir()
    (centres / "de-regenboog.yaml").write_text(GOOD, encoding="utf-8")
    (centres / "logo.svg").write_text(LOGO, encoding="utf-8")
    (centres / "de-zon.yaml").write_text(ZON, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(home: Path) -> Run:
    def command(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(ROOT / "build.py"), "--deck", "deck", *words],
            cwd=home,
            env=os.environ
            | {"DECKPRESS_CACHE": str(home / "cache"), "DECKPRESS_CONFIG": str(home / "config")},
            capture_output=True,
            text=True,
            check=False,
        )

    return command


def complaints(done: subprocess.CompletedProcess[str]) -> str:
    """What was said of what is wrong, without how far it was."""
    return re.sub(r"^\d+/\d+\n", "", done.stderr, flags=re.MULTILINE)


def ended(folder: Path) -> bool:
    """Whether the deck of this centre was made, and nothing of its making is left."""
    return (folder / fresh.MANIFEST).exists() and not any(
        path.name.startswith(fresh.LEFT) for path in folder.iterdir()
    )


def pages(home: Path, centre: str) -> list[str]:
    data = (home / "output" / "centres" / centre / "klein.pdf").read_bytes()
    return [" ".join(page.text.split()) for page in see_pages(data)]


def test_each_centre_has_its_own_deck(run: Run, home: Path) -> None:
    assert run().returncode == 0
    deck = [" ".join(page.text.split()) for page in see_pages((home / "output" / "klein.pdf").read_bytes())]
    done = run("--centre", "all")
    assert (done.returncode, complaints(done)) == (0, "")
    assert done.stdout == "output/centres: 2 made\n"
    for name, called in (("de-regenboog", "De Regenboog"), ("de-zon", "De Zon")):
        own = pages(home, name)
        assert len(own) == len(deck) and called in own[0]
        assert all(page.count(f"editie 2026.1 · {called}") == 1 for page in own[1:])
    for one, other in zip(deck[1:], pages(home, "de-zon")[1:], strict=True):
        assert other.replace(" · De Zon", "") == one
    front = next(at for at, text in enumerate(deck) if "De eerste kaart" in text and "Reflecteren" in text)
    back = pages(home, "de-regenboog")[front + 1]
    assert (
        back.index("Wat heeft jullie team zelf in huis?") < back.index("Onze map") < back.index("met foto’s")
    )
    assert "info@regenboog.be" in pages(home, "de-regenboog")[0]
    reader = pypdf.PdfReader(home / "output" / "centres" / "de-regenboog" / "klein.pdf")
    assert reader.metadata and reader.metadata.title == "Klein deck · De Regenboog"
    assert "mailto:info@regenboog.be" in [
        str(link["/A"]["/URI"]) for link in reader.pages[0].get("/Annots", ()) if "/A" in link
    ]


def test_only_what_changed_is_made_again(run: Run, home: Path) -> None:
    run("--centre", "all")
    assert run("--centre", "all").stdout == "output/centres: 0 made, 2 already up to date\n"
    replace_in(home / "deck" / "centres" / "de-zon.yaml", "De Zon", "De Maan")
    assert run("--centre", "all").stdout == "output/centres: 1 made, 1 already up to date\n"
    assert "De Maan" in pages(home, "de-zon")[0]
    replace_in(home / "deck" / "1.2.yaml", "Wat hoorde je?", "Wat zag je?")
    assert run("--centre", "all").stdout == "output/centres: 2 made\n"


def test_a_centre_makes_the_deck_itself_no_older(run: Run, home: Path) -> None:
    run("--only", "screen")
    replace_in(home / "deck" / "centres" / "de-zon.yaml", "De Zon", "De Maan")
    assert "nothing changed" in run("--only", "screen").stdout


def test_one_centres_fault_is_no_others(run: Run, home: Path) -> None:
    centres = home / "deck" / "centres"
    (centres / "html.yaml").write_text("name: <b>Vet</b>\n", encoding="utf-8")
    (centres / "kaart.yaml").write_text('name: Wie\ntools:\n  "7.7": [x]\n', encoding="utf-8")
    (centres / "link.yaml").write_text(
        'name: Wie\ntools:\n  "1.1": ["[x](javascript:1)"]\n', encoding="utf-8"
    )
    long = "\n".join(f"    - Een hulpmiddel dat veel plaats neemt, nummer {n}" for n in range(60))
    (centres / "lang.yaml").write_text(f'name: Lang\ntools:\n  "1.2":\n{long}\n', encoding="utf-8")
    done = run("--centre", "all")
    assert done.returncode == 1
    assert done.stdout == "output/centres: 2 made\n"
    assert "deck/centres/html.yaml:1:7: `</b>` is HTML" in done.stderr
    assert "deck/centres/kaart.yaml:3:10: the deck has no card 7.7" in done.stderr
    assert "deck/centres/link.yaml:3:11: the address “javascript:1” can't be linked" in done.stderr
    assert "deck/centres/lang.yaml:4:5: card 1.2, back: too long by" in done.stderr
    assert done.stderr.endswith("not made: html, kaart, lang, link; the others are\n")
    assert sorted(path.name for path in (home / "output" / "centres").iterdir()) == ["de-regenboog", "de-zon"]


def test_a_broken_deck_is_told_once(run: Run, home: Path) -> None:
    replace_in(home / "deck" / "1.1.yaml", "title:", "titel:")
    done = run("--centre", "all")
    assert done.returncode == 1 and done.stderr.count("unknown key `titel`") == 1
    assert not (home / "output" / "centres").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--centre", "de-zn"], 2, "there is no centre `de-zn`: did you mean `de-zon`?"),
        (["--centre", "de-zon", "--select", "1.1"], 2, "leave out --select and --random"),
        (["--centre", "de-zon", "--only", "site"], 2, "a centre's edition has no site: choose from screen"),
    ],
)
def test_what_can_t_be_asked_for_is_told(run: Run, words: list[str], code: int, said: str) -> None:
    done = run(*words)
    assert done.returncode == code and said in done.stderr


def test_without_centres_it_says_where_they_go(run: Run, home: Path) -> None:
    for file in (home / "deck" / "centres").iterdir():
        file.unlink()
    done = run("--centre", "all")
    assert (
        done.returncode == 1
        and "deck/centres: there is no centre yet: write `<name>.yaml` here" in done.stderr
    )


def test_a_centre_has_every_form_of_print(run: Run, home: Path) -> None:
    only = "screen,examples,parts,cards,press,duplex,fold,large,booklet"
    done = run("--centre", "de-regenboog", "--only", only)
    assert done.returncode == 0, done.stderr
    folder = home / "output" / "centres" / "de-regenboog"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert {"klein.pdf", "klein-press.pdf", "klein-a4-duplex.pdf", "klein-a4-fold.pdf"} <= set(
        manifest["files"]
    )
    duplex = see_pages((folder / "klein-a4-duplex.pdf").read_bytes())
    assert all("De Regenboog" in page.text for page in duplex)


@pytest.mark.verapdf
def test_a_centres_deck_is_accessible(run: Run, home: Path) -> None:
    run("--centre", "de-regenboog")
    file = home / "output" / "centres" / "de-regenboog" / "klein.pdf"
    assert verapdf.validate([file], "ua1")[file].failures == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
def test_stopped_by_ctrl_c_it_ends_at_once_and_goes_on_later(run: Run, home: Path) -> None:
    for number in range(8):
        file = home / "deck" / "centres" / f"centrum-{number}.yaml"
        file.write_text(f"name: Centrum {number}\n", encoding="utf-8")
    # A shell starts what it puts in the background deaf to Ctrl-C, and so all that starts from there.
    hearing = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    start = f"import runpy, sys; sys.argv[0] = {str(ROOT / 'build.py')!r}; "
    code = f"{hearing}{start}runpy.run_path(sys.argv[0], run_name='__main__')"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "--deck", "deck", "--centre", "all"],
        cwd=home,
        env=os.environ | {"DECKPRESS_CACHE": str(home / "cache"), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not any(map(ended, home.glob("output/centres/*"))):
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate()
    assert (
        process.returncode == 130
        and said.endswith("stopped: what was made stays\n")
        and "Traceback" not in said
    )
    done = run("--centre", "all")
    assert done.returncode == 0 and "already up to date" in done.stdout
    assert len(list(home.glob("output/centres/*/klein.pdf"))) == 10
    assert list(home.glob("output/centres/*/.staging-*")) == []
