"""What a press file says of itself."""

from __future__ import annotations

from xml.etree import ElementTree

import pikepdf
import pytest

from deckpress.pressfile.identity import VARIANTS, About, identify


@pytest.mark.parametrize(
    ("edition", "year"),
    [("2026.1", 2026), ("najaar 2031", 2031), ("1", 2000), ("v120261", 2000), ("2150", 2000)],
)
def test_the_date_is_new_years_day_of_the_edition(edition: str, year: int) -> None:
    date = About("x", "nl", edition).date
    assert (date.year, date.month, date.day, date.hour) == (year, 1, 1, 0)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_title_of_any_characters_stands_in_info_and_xmp(variant: str) -> None:
    title = "Ouders & <co> ‘é’"
    with pikepdf.new() as pdf:
        identify(pdf, About(title, "nl", "2026.1"), VARIANTS[variant], b"profile", "seed")
        assert str(pdf.trailer.Info.Title) == title
        tree = ElementTree.fromstring(
            pdf.Root.Metadata.read_bytes().decode().split("?>", 1)[1].rsplit("<?", 1)[0]
        )
        assert title in [element.text for element in tree.iter()]
        assert bytes(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()) == b"profile"


def test_the_id_is_of_what_the_file_is_made_from() -> None:
    def document_id(seed: str) -> str:
        with pikepdf.new() as pdf:
            identify(pdf, About("x", "nl", "1"), VARIANTS["x-4"], b"", seed)
            text: str = pdf.Root.Metadata.read_bytes().decode()
            return text.split("<xmpMM:DocumentID>")[1].split("<", maxsplit=1)[0]

    assert document_id("a") == document_id("a") != document_id("b")
