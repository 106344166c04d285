"""A connection to the server: over TLS with its certificate checked, and logged in; or why there is none."""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from deckpress.mail.errors import CantSend, told
from deckpress.mail.settings import Settings


class Unreachable(Exception):
    """There is no connection now; there may be one later."""


Connect = Callable[[], smtplib.SMTP]


def connect(settings: Settings, password: str) -> smtplib.SMTP:
    """A connection, ready for a message.

    Raises Unreachable where another try may help, and CantSend where it can't: a wrong password, a certificate that
    isn't to be trusted, a server without TLS.
    """
    with _explained(settings, password):
        server = _open(settings)
        try:
            server.ehlo_or_helo_if_needed()
            if settings.security == "starttls":
                server.starttls(context=trusted())
                server.ehlo_or_helo_if_needed()
            if settings.user:
                server.login(settings.user, password)
        except BaseException:
            server.close()
            raise
    return server


def trusted() -> ssl.SSLContext:
    """TLS 1.2 or newer, with a certificate of the system's, or of the file that the variable SSL_CERT_FILE names."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _open(settings: Settings) -> smtplib.SMTP:
    # Greeting as the sender's domain: the machine's own name may be asked of the network, and says more than is needed.
    at = (settings.host, settings.port, settings.domain, settings.timeout)
    if settings.security == "tls":
        host, port, name, timeout = at
        return smtplib.SMTP_SSL(host, port, name, timeout=timeout, context=trusted())
    return smtplib.SMTP(*at)


@contextmanager
def _explained(settings: Settings, password: str) -> Iterator[None]:
    """Turn what goes wrong into CantSend or Unreachable; no message holds the password."""
    where = f"{settings.host}:{settings.port}"
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise CantSend(f"the certificate of {where} can't be trusted: {error.verify_message}") from None
    except ssl.SSLError as error:
        advice = "`security: starttls` goes with port 587, `tls` with 465"
        raise CantSend(f"no TLS with {where} ({error.reason}): {advice}") from None
    except smtplib.SMTPResponseException as error:
        raise _answered(error, settings, password) from None
    except smtplib.SMTPNotSupportedError as error:
        raise CantSend(f"{where} can't do what is needed, and nothing goes out without: {error}") from None
    except UnicodeError:  # of the password, which smtplib takes in ASCII, or of the server's name
        advice = "a user, a password and a host can hold plain letters, digits and marks only"
        raise CantSend(f"can't log in at {where}: {advice}") from None
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            raise CantSend(f"there is no server called {settings.host}: see to `host`") from None
        raise Unreachable(f"{where}: {error.strerror}") from None
    except OSError as error:  # smtplib's others are of this kind too
        raise Unreachable(f"{where}: {told(str(error))}") from None


def _answered(
    error: smtplib.SMTPResponseException, settings: Settings, password: str
) -> CantSend | Unreachable:
    """What a server's refusal of the connection or the login means."""
    words = f"{error.smtp_code} {told(_without(error.smtp_error, settings, password))}"
    if not 500 <= error.smtp_code < 600:
        return Unreachable(f"{settings.host}: {words}")
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return CantSend(f"{settings.host} doesn't let {settings.user} in: wrong user or password ({words})")
    return CantSend(f"{settings.host} refuses: {words}")


def _without(answer: bytes | str, settings: Settings, password: str) -> str:
    """A server's answer, should it repeat the password, without it."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    user = settings.user or ""
    for secret in (password, f"\0{user}\0{password}"):
        if password:
            coded = base64.b64encode(secret.encode()).decode()
            text = text.replace(coded, "…").replace(secret, "…")
    return text
