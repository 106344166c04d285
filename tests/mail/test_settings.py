"""The settings of a mailing, and where its password comes from."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from deckpress.mail.settings import PASSWORD, find_password, load_settings
from deckpress.model import DeckProblems, MissingPart, UsageError
from tests.mail.mailings import write_settings


def test_settings_are_read_and_their_addresses_made_plain(tmp_path: Path) -> None:
    settings = load_settings(write_settings(tmp_path, 587, reply_to="Vragen@Crèche.be"))
    assert (settings.host, settings.port, settings.domain) == ("127.0.0.1", 587, "opvang.test")
    assert settings.reply_to == "Vragen@xn--crche-5ra.be"


def test_pauses_grow_up_to_an_hour(tmp_path: Path) -> None:
    settings = load_settings(write_settings(tmp_path, 1, retry_after=60, tries=7))
    assert settings.pauses == (60, 180, 540, 1620, 3600, 3600)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("password", "geheim123", "a password doesn't belong in a file: remove it"),
        ("wachtwoord", "geheim123", "a password doesn't belong in a file: remove it"),
        ("security", "none", "mail.yaml:"),
        ("port", 0, "expected a whole number from 1 to 65535, found the number 0"),
        ("retry_after", "soon", "expected a number from 0.01 to 3600"),
        ("from_adress", "a@b.be", "unknown key `from_adress`: did you mean `from_address`?"),
        ("reply_to", "iedereen", "`reply_to` is no e-mail address: it has no @"),
        ("from_address", '"a@b.be\\r\\nBcc: c@d.be"', "`from_address` is no e-mail address"),
        ("from_name", '"Ploeg\\r\\nBcc: c@d.be"', "a name has no hidden characters"),
        ("host", "smtp.opvang.be:587", "expected the name of a server"),
    ],
)
def test_a_broken_setting_is_said_where_it_stands(
    tmp_path: Path, key: str, value: object, message: str
) -> None:
    path = write_settings(tmp_path, 587, **{key: value})
    with pytest.raises(DeckProblems) as caught:
        load_settings(path)
    assert message in str(caught.value) and f"{path}:" in str(caught.value)
    assert "geheim123" not in str(caught.value)


def test_what_lacks_is_said(tmp_path: Path) -> None:
    (tmp_path / "mail.yaml").write_text("host: a.be\n", encoding="utf-8")
    with pytest.raises(DeckProblems, match="lacks `from_name`: add it"):
        load_settings(tmp_path / "mail.yaml")
    (tmp_path / "mail.yaml").write_text("- host\n", encoding="utf-8")
    with pytest.raises(DeckProblems):
        load_settings(tmp_path / "mail.yaml")
    with pytest.raises(UsageError, match=r"none.yaml isn't there: write it as docs/versturen.md shows"):
        load_settings(tmp_path / "none.yaml")


def keyring_of(passwords: dict[tuple[str, str], str]) -> ModuleType:
    """The one function of the package `keyring` that is used, over a keyring of ours."""
    module = ModuleType("keyring")
    module.get_password = lambda service, user: passwords.get((service, user))  # type: ignore[attr-defined]
    return module


def test_the_password_is_of_the_environment_or_the_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings(write_settings(tmp_path, 587))
    account = ("deckpress", f"{settings.user}@{settings.host}")
    monkeypatch.setitem(sys.modules, "keyring", keyring_of({account: "uit-de-ring"}))
    monkeypatch.delenv(PASSWORD, raising=False)
    assert find_password(settings) == "uit-de-ring"
    monkeypatch.setenv(PASSWORD, "uit-de-omgeving")
    assert find_password(settings) == "uit-de-omgeving"


@pytest.mark.parametrize("module", [None, keyring_of({})])
def test_without_a_password_it_says_how_to_give_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType | None
) -> None:
    settings = load_settings(write_settings(tmp_path, 587))
    monkeypatch.setitem(sys.modules, "keyring", module)
    monkeypatch.delenv(PASSWORD, raising=False)
    with pytest.raises(MissingPart, match=rf"{PASSWORD}.*keyring set deckpress"):
        find_password(settings)


def test_a_locked_keyring_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(service: str, user: str) -> str:
        raise PermissionError("locked")

    module = ModuleType("keyring")
    module.get_password = locked  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", module)
    monkeypatch.delenv(PASSWORD, raising=False)
    with pytest.raises(MissingPart, match=r"can't be asked \(PermissionError\): unlock it"):
        find_password(load_settings(write_settings(tmp_path, 587)))


def test_a_server_without_login_needs_no_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    path = write_settings(tmp_path, 587)
    text = path.read_text(encoding="utf-8")
    path.write_text("".join(line for line in text.splitlines(True) if "user:" not in line), encoding="utf-8")
    assert find_password(load_settings(path)) == ""
