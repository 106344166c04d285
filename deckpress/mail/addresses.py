"""E-mail addresses, as strict as a list of centres allows: what is odd is said, not guessed at."""

from __future__ import annotations

import re

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")  # RFC 5321, 4.1.2: Dot-string; quoted local parts are refused
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_TOP = re.compile(r"[a-z]{2,}|xn--[a-z0-9-]+")
MOST_LOCAL, MOST_LABEL, MOST = 64, 63, 254  # RFC 5321, 4.5.3.1: octets; 254 leaves room for < and > in a path


def checked(text: str) -> str:
    """The address in `text`, its domain in small ASCII letters. Raises ValueError, which says what is wrong with it."""
    local, at, domain = text.strip().rpartition("@")
    if not at:
        raise ValueError("it has no @")
    if not local.isascii():
        raise ValueError("before the @ only plain letters are possible, no accents")
    if not _LOCAL.fullmatch(local) or len(local) > MOST_LOCAL:
        raise ValueError("what stands before the @ can't be part of an address")
    address = f"{local}@{_ascii(domain)}"
    if len(address) > MOST:
        raise ValueError(f"it holds {len(address)} characters, and {MOST} is the most")
    return address


def _ascii(domain: str) -> str:
    """A domain as mail servers write it: xn--… where it has other letters. Raises ValueError."""
    small = domain.lower()
    wrong = ValueError("what stands behind the @ is no domain, such as opvang.be")
    try:
        name = small.encode("idna").decode("ascii")
        # Python's IDNA 2003 turns ß into ss and wide letters into others, which may be someone else's domain.
        same = name == small or name.encode("ascii").decode("idna") == small
    except UnicodeError:
        raise wrong from None
    labels = name.split(".")
    fit = all(_LABEL.fullmatch(label) and len(label) <= MOST_LABEL for label in labels)
    if not (same and fit and len(labels) > 1 and _TOP.fullmatch(labels[-1])):
        raise wrong
    return name
