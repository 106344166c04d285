"""Lists of centres: what is read, what is odd, what stops."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckpress.mail import centres
from deckpress.mail.centres import Centre, Languages, read_centres
from deckpress.mail.errors import UNSEEN
from deckpress.model import DeckProblems, Place

LANGUAGES = Languages({"nl", "fr"}, "nl")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "centres.csv"


def read(file: Path, data: bytes | str) -> tuple[list[Centre], list[str]]:
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    found, problems = read_centres(file, "centres.csv", LANGUAGES)
    return found, list(map(str, problems))


def rows(found: list[Centre]) -> list[tuple[str, str, str, str, int]]:
    return [(c.name, c.address, c.language, c.edition, c.place.line) for c in found]


BEER = ("De Beer, Gent", "info@beer.be", "nl", "", 2)
ZON = ("Zonnetje", "zon@zon.be", "fr", "gent", 3)


@pytest.mark.parametrize(
    "text",
    [
        'name,email,language,edition\n"De Beer, Gent",info@beer.be,,\nZonnetje,zon@zon.be,FR,gent\n',
        "\ufeffNaam;E-mail;Taal;Editie\r\nDe Beer, Gent;info@beer.be;;\r\nZonnetje;zon@zon.be;fr;gent\r\n;;;\r\n",
        "edition\temail\tname\tlanguage\n\tinfo@beer.be\tDe Beer, Gent\n gent \tzon@zon.be\tZonnetje\tfr",
    ],
)
def test_comma_semicolon_and_tab_are_read(file: Path, text: str) -> None:
    assert (rows(read(file, text)[0]), read(file, text)[1]) == ([BEER, ZON], [])


def test_excels_own_line_for_the_separator_is_read(file: Path) -> None:
    found, problems = read(file, "sep=;\r\nnaam;e-mail\r\nDe Beer, Gent;info@beer.be\r\n")
    assert (rows(found), problems) == ([(*BEER[:4], 3)], [])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (";info@beer.be", "the name holds 0 characters: write 1 to 120"),
        (f"{'a' * 121};info@beer.be", "the name holds 121 characters: write 1 to 120"),
        ("Beer;beer.be", "the address “beer.be” is wrong: it has no @"),
        ("Beer;", "the address “” is wrong: it has no @"),
        ("Beer", "this row has 1 cells, and the first row 4: see to its separators"),
        ("Beer;a@b.be;nl;gent;x", "this row has 5 cells, and the first row 4: see to its separators"),
        ("Beer;a@b.be;de", "the language “de” is unknown: use fr, nl"),
        ("Beer;a@b.be;nl;../../etc", "the edition “../../etc” can't be a name"),
        ('"Beer\r\nBcc: x@y.be";a@b.be', "the name holds the hidden character U+000D: remove it"),
        ('Beer;"a@b.be\nBcc: x@y.be"', "the address holds the hidden character U+000A: remove it"),
        ("Beer\u202egnp;a@b.be", "the name holds the hidden character U+202E: remove it"),
        ("Beer\0;a@b.be", "the name holds the hidden character U+0000: remove it"),
    ],
)
def test_an_odd_row_is_said_and_the_others_are_read(file: Path, row: str, message: str) -> None:
    found, problems = read(file, f"naam;e-mail;taal;editie\n{row}\nZonnetje;zon@zon.be\n")
    assert [centre.name for centre in found] == ["Zonnetje"]
    assert len(problems) == 1 and problems[0].startswith(f"centres.csv:2:1: {message}")


def test_an_address_gets_one_message_per_edition(file: Path) -> None:
    text = "naam;e-mail;editie\nA;a@b.be;\nB;A@B.be;\nC;a@b.be;gent\n"
    found, problems = read(file, text)
    assert [centre.name for centre in found] == ["A", "C"]
    assert problems == ["centres.csv:3:1: the address A@b.be stands on line 2 too: it gets one message"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "centres.csv:1:1: the first row lacks the column `name` and `email`: add it"),
        (b"naam\nBeer\n", "centres.csv:1:1: the first row lacks the column `email`: add it"),
        (b"naam;emial\n", "unknown column “emial”: did you mean `email`?"),
        (b"naam;email;telefoon\n", "unknown column “telefoon”: remove it; more than is needed"),
        (b"naam;email;e-mail\n", "two columns are the address: keep one"),
        (
            "naam;email\nCrèche;a@b.be".encode("cp1252"),
            "centres.csv:2:1: the file is not UTF-8 at byte 14: in Excel",
        ),
        ("naam;email\n".encode("utf-16"), "centres.csv:1:1: the file is UTF-16: in Excel choose Save As"),
        (
            b'naam;email\nA;a@b.be\n"B;b@b.be\n',
            "centres.csv:3:1: this row can't be read (unexpected end of data)",
        ),
        (b"naam;email\n" + b"a" * 5_000_000, "centres.csv: holds over 4,096 KiB, which is the most"),
        (b"naam;email\n" + b"A;a@b.be\n" * 100_000, "centres.csv:10002:1: 10,000 centres are the most"),
    ],
)
def test_a_file_that_cant_be_a_list_stops(file: Path, data: bytes, message: str) -> None:
    with pytest.raises(DeckProblems) as caught:
        read(file, data)
    assert message in str(caught.value)


def test_no_file_and_a_folder_stop(file: Path) -> None:
    with pytest.raises(DeckProblems, match="there is no such file"):
        read_centres(file, "centres.csv", LANGUAGES)
    file.mkdir()
    with pytest.raises(DeckProblems, match="there is no such file"):
        read_centres(file, "centres.csv", LANGUAGES)


BITS = [
    "naam",
    "email",
    ";",
    ",",
    "\n",
    "\r\n",
    '"',
    "a@b.be",
    "Beer",
    "\ufeff",
    "\0",
    "é",
    "sep=;",
    "gent",
    "\r",
]


@given(st.lists(st.sampled_from(BITS), max_size=30).map("".join))
def test_no_list_is_too_strange(text: str) -> None:
    languages = Languages({"nl"}, "nl")
    lines = centres._rows(text, "x")
    try:
        columns = centres._columns(next(lines, (1, []))[1], Place("x"))
        for _, cells in lines:
            try:
                found = centres._centre(cells, columns, Place("x"), languages)
            except ValueError:
                continue
            assert not UNSEEN.search(found.name + found.address)
    except DeckProblems:
        pass
