"""What is no publication is told so, and nothing of the user's is lost."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from deckpress import cli
from deckpress.load import load
from deckpress.model import UsageError
from deckpress.publication.reading import Import, LeftOver, import_publication
from deckpress.publication.source import NoPublication
from tests.decks import tiny_deck
from tests.publication.printing import printed


def imported(source: Path, to: Path, force: bool = False) -> list[str]:
    return import_publication(Import(source, to, strict=True, force=force), lambda line: None)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    deck = load(tiny_deck(tmp_path / "klein")).deck
    assert deck
    (tmp_path / "gedrukt.txt").write_bytes(printed(deck))
    return tmp_path / "gedrukt.txt"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("leeg.txt", b"", "is empty: there is no text in it"),
        ("wit.txt", b" \n\n \t\n", "is empty"),
        ("los.txt", b"Zomaar een tekst.\n", "holds no card, with its number and REFLECTEREN"),
        ("latijn.txt", "één".encode("latin-1"), "is not UTF-8 (byte 1)"),
        ("binair.txt", b"a\0b", "holds bytes that no text has"),
        ("groot.txt", b"x" * 510_000, "holds 0.51 MB, and 0.5 MB is the most"),
        ("regels.txt", b"a\n" * 20_001, "regels.txt:20001: more than 20,000 lines: leave out"),
        ("brief.docx", b"PK", "is neither .txt nor .pdf"),
        ("kapot.pdf", b"%PDF-1.7 niets", "can't be read as a PDF"),
    ],
)
def test_what_is_no_publication_is_told(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(NoPublication) as caught:
        imported(tmp_path / name, tmp_path / "deck")
    assert said in str(caught.value) and caught.value.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_very_many_cards_are_refused(tmp_path: Path) -> None:
    cards = [f"{1 + n // 900}.{1 + n % 900} a\n‘b’\nREFLECTEREN\n- c\n" for n in range(1001)]
    (tmp_path / "veel.txt").write_text("Titel\n" + "".join(cards), encoding="utf-8")
    with pytest.raises(NoPublication, match=r"veel.txt:4002: more than 1,000 cards: import it in pieces"):
        imported(tmp_path / "veel.txt", tmp_path / "deck")


def test_a_folder_and_what_is_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "map.txt").mkdir()
    for name in ("map.txt", "weg.txt"):
        with pytest.raises(NoPublication, match="is no file"):
            imported(tmp_path / name, tmp_path / "deck")


def test_a_pdf_without_text_and_one_with_a_password_are_told(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(tmp_path / "scan.pdf")
    with pytest.raises(NoPublication, match="holds no text, as a scanned page"):
        imported(tmp_path / "scan.pdf", tmp_path / "deck")
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(tmp_path / "slot.pdf")
    with pytest.raises(NoPublication, match="is encrypted"):
        imported(tmp_path / "slot.pdf", tmp_path / "deck")


def test_a_folder_with_something_in_it_is_kept_without_force(source: Path, tmp_path: Path) -> None:
    (tmp_path / "deck").mkdir()
    (tmp_path / "deck" / "mijn.txt").write_text("van mij", encoding="utf-8")
    with pytest.raises(UsageError, match=r"deck is not empty: .*--force"):
        imported(source, tmp_path / "deck")
    assert (tmp_path / "deck" / "mijn.txt").read_text(encoding="utf-8") == "van mij"
    imported(source, tmp_path / "deck", force=True)
    assert not (tmp_path / "deck" / "mijn.txt").exists() and (tmp_path / "deck" / "1.1.yaml").exists()


def test_nothing_old_is_lost_where_the_new_can_t_be_written(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deck").mkdir()
    (tmp_path / "deck" / "mijn.txt").write_text("van mij", encoding="utf-8")
    moves = []

    def refuse(path: Path, to: Path) -> None:
        moves.append(path)
        if len(moves) == 2:
            raise OSError("vol")
        path.rename(to)

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(OSError, match="vol"):
        imported(source, tmp_path / "deck", force=True)
    assert [path.name for path in (tmp_path / "deck").iterdir()] == ["mijn.txt"]
    assert {path.name for path in tmp_path.iterdir()} == {"deck", "gedrukt.txt", "klein"}


def test_lines_that_are_nowhere_are_listed_and_the_deck_is_written(source: Path, tmp_path: Path) -> None:
    text = source.read_text(encoding="utf-8").replace(
        "INSPIREREN\n", "INSPIREREN\n\nEen zin die nergens bij hoort.\n", 1
    )
    source.write_text(text, encoding="utf-8")
    with pytest.raises(LeftOver, match="1 lines are left over"):
        imported(source, tmp_path / "deck")
    report = (tmp_path / "deck" / "import-report.md").read_text(encoding="utf-8")
    number = text.split("\n").index("Een zin die nergens bij hoort.") + 1
    assert f"- line {number}: Een zin die nergens bij hoort." in report
    assert load(tmp_path / "deck").deck


def test_the_command_says_what_it_did(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["import", "gedrukt.txt", "--to", "deck", "--strict"]) == 0
    assert "deck: repairs 0, doubts 0; read deck/import-report.md" in capsys.readouterr().out
    assert cli.main(["import", "gedrukt.txt", "--to", "deck", "--strict"]) == 2
    assert cli.main(["import", "weg.txt", "--to", "nieuw"]) == 1
    assert not (tmp_path / "nieuw").exists()
