"""The twin of a file has all that its source has, and of the source's texts nothing but comments."""

from __future__ import annotations

import os
from pathlib import Path

from deckpress.cli import main
from deckpress.load import load
from tests.translation.decks import names, source


def test_lists_in_lists_numbers_pictures_and_comments(tmp_path: Path) -> None:
    nl = source(tmp_path / "nl")
    (nl / "manual.md").write_text(
        "<!-- van ons -->\n# Een *titel*\n\n1. een\n   vervolg\n2. twee\n   - diep\n\n     *los*\n@lines 3\n"
        "tekst --\\> op\ntwee regels\n\n![Wat je ziet](images/a.png)\n",
        encoding="utf-8",
    )
    main(["translate", "fr", "--deck", str(nl)])
    lines = (tmp_path / "fr" / "manual.md").read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if "???" in line or "@" in line][1:] == [
        "# ???",
        "1. ???",
        "2. ???",
        "   - ???",
        "     ???",
        "@lines 3",
        "???",
        "![???](images/a.png)",
    ]
    assert "van ons" not in "\n".join(lines)
    load(tmp_path / "fr")


def test_the_end_of_a_comment_in_a_text_does_not_end_the_comment(tmp_path: Path) -> None:
    nl = source(tmp_path / "nl")
    (nl / "manual.md").write_text("# Titel\n\neen --> twee en <!-- drie\n", encoding="utf-8")
    main(["translate", "fr", "--deck", str(nl)])
    assert "<!-- een --&gt; twee en &lt;!-- drie -->\n???" in (tmp_path / "fr" / "manual.md").read_text()
    assert load(tmp_path / "fr").problems == ()


def test_pictures_come_along_but_nothing_from_outside_the_deck(tmp_path: Path) -> None:
    nl = source(tmp_path / "nl")
    (nl / "images").mkdir()
    for file in (nl / "images" / "a.png", tmp_path / "b.png", nl / "c.txt", nl / "d.png"):
        file.write_bytes(b"\x89PNG")
    own = nl / "d.png"
    os.utime(own, (1, 1))
    (nl / "e.png").symlink_to(tmp_path / "b.png")
    shown = ["images/a.png", "../b.png", "c.txt", "images/../d.png", str(own), "e.png", "weg.png"]
    text = "# Titel\n" + "".join(f"\n![Zo](<{name}>)\n" for name in shown)
    (nl / "manual.md").write_text(text.replace("<", "").replace(">", ""), encoding="utf-8")
    assert main(["translate", "fr", "--deck", str(nl)]) == 0
    assert own.stat().st_mtime == 1  # not written over by its name from the root
    assert [name for name in names(tmp_path / "fr") if not name.endswith((".yaml", ".md"))] == [
        "images/a.png"
    ]
