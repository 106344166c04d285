"""The server to send by, and who sends: `mail.yaml`. The password is in no file."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from deckpress.explain import Subject, explain
from deckpress.mail.addresses import checked
from deckpress.mail.errors import UNSEEN
from deckpress.model import DeckProblems, MissingPart, Problem, Text, UsageError
from deckpress.yamlfile import YamlFile, read

PASSWORD = "DECKPRESS_MAIL_PASSWORD"
KEYRING = "deckpress"  # the service that the password is kept under
HIDDEN = ("password", "wachtwoord", "pass")
ADDRESSES = ("from_address", "reply_to", "unsubscribe")


class Settings(BaseModel):
    """What `mail.yaml` holds. `security`: TLS from the start (port 465), or after STARTTLS (587); never none.

    `timeout` and `retry_after` are seconds; each pause before another try is three times as long as the one before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    host: Text
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls"] = "starttls"
    user: Text | None = None
    from_name: Text
    from_address: Text
    reply_to: Text
    unsubscribe: Text
    per_minute: Annotated[int, Field(ge=1, le=60_000)] = 30
    most_megabytes: Annotated[float, Field(ge=0.1, le=50)] = 10
    timeout: Annotated[float, Field(ge=0.1, le=600)] = 60
    retry_after: Annotated[float, Field(ge=0.01, le=3600)] = 60
    tries: Annotated[int, Field(ge=1, le=50)] = 5

    @property
    def pauses(self) -> tuple[float, ...]:
        """How long to wait before each further try, in seconds: growing, and never over an hour."""
        return tuple(min(self.retry_after * 3**number, 3600) for number in range(self.tries - 1))

    @property
    def domain(self) -> str:
        """The sender's domain."""
        return self.from_address.rpartition("@")[2]


def load_settings(path: Path) -> Settings:
    """The settings in a file. Raises UsageError where there is none, DeckProblems where it is broken."""
    if not path.exists():
        raise UsageError(
            f"{path} isn't there: write it as docs/versturen.md shows, or name another by --config"
        )
    file = read(path, str(path))
    problems = list(file.problems)
    if not problems and (hidden := _hidden(file)):
        problems = hidden
    try:
        settings = Settings.model_validate(file.data)
    except ValidationError as error:
        raise DeckProblems(problems or explain(error, Subject(file, Settings, "the file"))) from None
    settings, wrong = _judged(settings, file)
    if problems or wrong:
        raise DeckProblems(problems + wrong)
    return settings


def _hidden(file: YamlFile) -> list[Problem]:
    """The passwords in the file: their places, never the passwords."""
    advice = f"a password doesn't belong in a file: remove it, and put it in the keyring or in {PASSWORD}"
    return [Problem(file.keys[(key,)], advice) for key in HIDDEN if (key,) in file.keys]


def _judged(settings: Settings, file: YamlFile) -> tuple[Settings, list[Problem]]:
    """The settings with checked addresses, and a Problem for each value that can't be one."""
    good: dict[str, str] = {}
    problems = []
    for key in ADDRESSES:
        try:
            good[key] = checked(getattr(settings, key))
        except ValueError as error:
            problems.append(Problem(file.places[(key,)], f"`{key}` is no e-mail address: {error}"))
    if UNSEEN.search(settings.from_name):
        problems.append(Problem(file.places[("from_name",)], "a name has no hidden characters: remove them"))
    if not settings.host.isascii() or any(mark in settings.host for mark in " /:@"):
        problems.append(
            Problem(file.places[("host",)], "expected the name of a server, such as smtp.opvang.be")
        )
    return settings.model_copy(update=good), problems


def find_password(settings: Settings) -> str:
    """The password, from the environment or the system's keyring; "" where no user logs in. Raises MissingPart."""
    if not settings.user:
        return ""
    if given := os.environ.get(PASSWORD) or _from_keyring(f"{settings.user}@{settings.host}"):
        return given
    raise MissingPart(
        f"there is no password for {settings.user} at {settings.host}: put it in the variable {PASSWORD}, or "
        f"`pip install keyring` and `python -m keyring set {KEYRING} {settings.user}@{settings.host}`"
    )


def _from_keyring(account: str) -> str | None:
    """What the system's keyring keeps, where the package `keyring` is there and has a keyring to ask."""
    try:
        keyring = import_module("keyring")
    except ImportError:
        return None
    try:
        found = keyring.get_password(KEYRING, account)
    except Exception as error:  # each system's keyring has errors of its own
        raise MissingPart(
            f"the keyring can't be asked ({type(error).__name__}): unlock it, or use the variable {PASSWORD}"
        ) from None
    return found if isinstance(found, str) else None
