"""The messages: whole, plain, to one centre, and without anything from the list in their headers."""

from __future__ import annotations

import datetime
import email
import email.policy
import hashlib
import re
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from deckpress.mail.centres import Centre
from deckpress.mail.errors import CantSend
from deckpress.mail.letters import Attachment, Letters, languages
from deckpress.mail.plan import LETTER, coded
from deckpress.mail.settings import load_settings
from deckpress.model import Place
from tests import htmls
from tests.mail.mailings import EDITION, PDF, ROOT, write_settings

NOW = datetime.datetime(2026, 11, 25, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
BEER = Centre("De Beer & <b>Zonen</b>", "info@beer.be", "nl", "", Place("centres.csv", 2, 1))


@pytest.fixture
def letters(tmp_path: Path) -> Letters:
    settings = load_settings(write_settings(tmp_path, 587, from_name='"Dé ploeg, \\"x\\" <y@z.be>"'))
    return Letters(ROOT / "templates", EDITION, settings)


@pytest.fixture
def pdf(tmp_path: Path) -> Attachment:
    path = tmp_path / "klein.pdf"
    path.write_bytes(PDF)
    return Attachment(path, len(PDF), hashlib.sha256(PDF).hexdigest())


def parsed(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.SMTP)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part
    return str(part.get_content())


def test_a_message_parses_without_a_defect(letters: Letters, pdf: Attachment) -> None:
    message = parsed(letters.write(BEER, pdf, NOW))
    assert [defect for part in message.walk() for defect in part.defects] == []
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
    ]  # fmt: skip
    for name, value in message.items():
        assert not value.defects, name


def test_its_headers_are_these(letters: Letters, pdf: Attachment) -> None:
    message = parsed(letters.write(BEER, pdf, NOW))
    assert message["From"].addresses[0].display_name == 'Dé ploeg, "x" <y@z.be>'
    assert [a.addr_spec for a in message["From"].addresses] == ["fiches@opvang.test"]
    assert message["To"] == "info@beer.be"
    assert message["Reply-To"] == "vragen@opvang.test"
    assert message["Subject"] == "Klein deck: de fiches voor jullie team (editie 2026.1)"
    assert message["Date"].datetime == NOW
    assert message["List-Unsubscribe"] == "<mailto:weg@opvang.test?subject=uitschrijven>"
    assert message["Cc"] is None and message["Bcc"] is None


def test_it_is_ascii_with_whole_line_ends_and_short_lines(letters: Letters, pdf: Attachment) -> None:
    data = letters.write(BEER, pdf, NOW)
    assert data.isascii() and b"\0" not in data
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", data)
    assert max(map(len, data.split(b"\r\n"))) <= 998  # RFC 5322, 2.1.1


def test_its_id_stays_for_a_centre_and_an_edition(letters: Letters, pdf: Attachment) -> None:
    def made(centre: Centre, by: Letters = letters) -> str:
        return str(parsed(by.write(centre, pdf, NOW))["Message-ID"])

    later = NOW + datetime.timedelta(days=1)
    assert made(BEER) == str(parsed(letters.write(replace(BEER, name="x"), pdf, later))["Message-ID"])
    assert re.fullmatch(r"<[0-9a-f]{24}@opvang\.test>", made(BEER))
    newer = Letters(letters.templates, replace(EDITION, edition="2027.1"), letters.settings)
    others = [
        made(replace(BEER, address="x@beer.be")),
        made(replace(BEER, edition="gent")),
        made(BEER, newer),
    ]
    assert len({made(BEER), *others}) == 4


@pytest.mark.parametrize("language", sorted(languages(ROOT / "templates")))
def test_both_parts_say_the_same_in_each_language(letters: Letters, pdf: Attachment, language: str) -> None:
    message = parsed(letters.write(replace(BEER, language=language, edition="gent"), pdf, NOW))
    text, html = body(message, "plain"), htmls.parsed(body(message, "html"))
    (shown,) = htmls.elements(html, "body")
    assert htmls.words(shown).split() == [word for word in text.split() if word != "--"]
    for needed in (EDITION.site_url, EDITION.edition, BEER.name, "weg@opvang.test"):
        assert needed in text
    assert f'<html lang="{language}">' in body(message, "html")
    assert message["Content-Language"] == language


def test_nothing_in_it_is_fetched(letters: Letters, pdf: Attachment) -> None:
    html = body(parsed(letters.write(BEER, pdf, NOW)), "html")
    assert not re.search(r"<(img|link|script|iframe|object)|url\(|@import", html)
    assert set(re.findall(r'(?:href|src)="([^"]*)"', html)) == {EDITION.site_url, "mailto:weg@opvang.test"}
    assert "&lt;b&gt;Zonen" in html


def test_there_are_whole_letters_in_these_languages(tmp_path: Path) -> None:
    assert languages(ROOT / "templates") == {"nl", "fr", "en"}
    (tmp_path / "mail").mkdir()
    for name in ("nl.subject.j2", "nl.txt.j2", "nl.html.j2", "de.txt.j2"):
        (tmp_path / "mail" / name).touch()
    assert languages(tmp_path) == {"nl"}


@pytest.mark.parametrize("size", [1, 56, 57, 58, 5000, 1_000_000])
def test_its_size_is_known_before_it_is_written(letters: Letters, pdf: Attachment, size: int) -> None:
    data = bytes(size)
    pdf.path.write_bytes(data)
    message = letters.write(BEER, Attachment(pdf.path, size, hashlib.sha256(data).hexdigest()), NOW)
    assert coded(size) < len(message) < coded(size) + LETTER


def test_a_pdf_that_changed_or_went_is_said(letters: Letters, pdf: Attachment) -> None:
    pdf.path.write_bytes(PDF + b"x")
    with pytest.raises(CantSend, match="was changed while it was sent"):
        letters.write(BEER, pdf, NOW)
    pdf.path.unlink()
    with pytest.raises(CantSend, match="can't be read any more"):
        letters.write(BEER, pdf, NOW)
