"""Which addresses a list may hold."""

from __future__ import annotations

import email
import email.policy
from email.headerregistry import Address
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckpress.mail.addresses import checked


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("info@opvang.be", "info@opvang.be"),
        (" Info.De-Beer+x@Opvang.BE ", "Info.De-Beer+x@opvang.be"),
        ("o'neill@a.b.co", "o'neill@a.b.co"),
        ("info@crèche.be", "info@xn--crche-5ra.be"),
        ("info@xn--crche-5ra.be", "info@xn--crche-5ra.be"),
        (f"{'a' * 64}@b.be", f"{'a' * 64}@b.be"),
    ],
)
def test_an_address_is_taken(text: str, address: str) -> None:
    assert checked(text) == address


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no @"),
        ("opvang.be", "no @"),
        ("@opvang.be", "before the @"),
        ("a@", "behind the @"),
        ("a@localhost", "behind the @"),
        ("a@127.0.0.1", "behind the @"),
        ("a@[127.0.0.1]", "behind the @"),
        ("a@b..be", "behind the @"),
        ("a@-b.be", "behind the @"),
        ("a@b.be.", "behind the @"),
        ("a@b c.be", "behind the @"),
        (f"a@{'b' * 64}.be", "behind the @"),
        ("a@straße.be", "behind the @"),  # Python would send it to strasse.be
        ("a@ｂ.be", "behind the @"),
        ("a..b@c.be", "before the @"),
        (".a@c.be", "before the @"),
        ("a b@c.be", "before the @"),
        ('"a b"@c.be', "before the @"),
        ("a@b@c.be", "before the @"),
        ("a@x.be,b@y.be", "before the @"),
        ("a@x.be;b@y.be", "before the @"),
        ("De Beer <a@x.be>", "before the @"),
        ("réception@x.be", "no accents"),
        (f"{'a' * 65}@b.be", "before the @"),
        (f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 60}.be", "254"),
        ("a@b.be\r\nBcc: c@d.be", "before the @"),
        ("a\n@b.be", "before the @"),
        ("a@b.be\n\n<b>", "behind the @"),
        ("a@b.be>", "behind the @"),
    ],
)
def test_what_is_no_address_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        checked(text)


@given(st.text(max_size=20), st.text(st.sampled_from("ab1.-éß@ \r\n\0,;<>\u3002"), max_size=12))
def test_whatever_is_taken_is_one_address_in_a_header(local: str, domain: str) -> None:
    try:
        address = checked(f"{local}@{domain}")
    except ValueError:
        return
    message = EmailMessage(email.policy.SMTP)
    message["To"] = Address(addr_spec=address)
    parsed = email.message_from_bytes(message.as_bytes(), policy=email.policy.SMTP)
    assert [found.addr_spec for found in parsed["To"].addresses] == [address]
    assert parsed.keys() == ["To"]
