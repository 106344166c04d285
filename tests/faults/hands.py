"""What people and other programs do in mid-build: save, remove and replace files; and files that a bad disk damages."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.faults.trial import Trial

Harm = Callable[[bytes, Random], bytes]


def card_changed(trial: Trial) -> None:
    """The deck gets a newer text."""
    process = trial.home.fork()
    trial.strike(process, lambda: trial.home.write("newer"), early=True)
    trial.also.add("new")
    trial.end(process, 0)


def card_changed_and_back(trial: Trial) -> None:
    """The deck gets a newer text and, when that was built or not, its own again."""
    process = trial.home.fork()
    trial.strike(process, lambda: trial.home.write("newer"), early=True)
    trial.also.add("newer")
    if trial.rng.random() < 0.5:
        process.at((trial.share + (1 - trial.share) * trial.rng.random()) * trial.lives.forked)
    else:
        trial.end(process, 0)
    trial.home.write("new")
    trial.end(process, 0)


def card_half_saved(trial: Trial) -> None:
    """An editor writes a file in two goes."""
    whole = trial.home.card.read_bytes()
    cut = trial.rng.randrange(len(whole))

    def save() -> None:
        trial.home.card.write_bytes(whole[:cut])
        time.sleep(trial.rng.random() / 20)
        trial.home.card.write_bytes(whole)

    process = trial.home.fork()
    trial.strike(process, save, early=True)
    trial.end(process, 0, 1)


def file_of_the_deck_removed(trial: Trial) -> None:
    """One that it needs, and put back when the build is over."""
    file = trial.home.deck / trial.rng.choice(["deck.yaml", "1.1.yaml", "1.2.yaml", "resources.yaml"])
    away = trial.home.folder / "away"
    process = trial.home.fork()
    trial.strike(process, lambda: file.rename(away), early=True)
    trial.end(process, 0, 1)
    if trial.rng.random() < 0.5:
        trial.end(trial.home.fork(), 1)  # what is broken is said, and nothing changes
    away.rename(file)


def file_of_the_output_removed(trial: Trial) -> None:
    """Any of them."""
    file = trial.home.out / trial.rng.choice(sorted(trial.home.state()))
    process = trial.home.fork()
    trial.strike(process, lambda: file.unlink(missing_ok=True))
    trial.end(process, 0, 3)
    trial.damaged = not file.exists()


def output_removed(trial: Trial) -> None:
    """The whole folder, or what is in the making there."""
    out, rng = trial.home.out, trial.rng

    def remove() -> None:
        folders = [out] if rng.random() < 0.7 else [path for path in out.glob(".staging-*")]
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    process = trial.home.fork()
    trial.strike(process, remove)
    said = trial.end(process, 0, 3)
    if "Traceback" in said:
        trial.wrong.append(said)
    trial.damaged = True  # by who removed it


def output_replaced(trial: Trial) -> None:
    """By a file, which goes away when the build is over."""
    out, away = trial.home.out, trial.home.folder / "away"

    def replace() -> None:
        out.rename(away)
        out.write_text("a file", encoding="utf-8")

    process = trial.home.fork()
    trial.strike(process, replace)
    said = trial.end(process, 0, 3)
    if "Traceback" in said or not out.is_file():
        trial.wrong.append(said)
    out.unlink()
    away.rename(out)
    trial.crashed = True  # what it made was carried away with the folder


def cache_removed(trial: Trial) -> None:
    """Or replaced by a file."""
    cache, rng = trial.home.cache, trial.rng

    def remove() -> None:
        shutil.rmtree(cache)
        if rng.random() < 0.5:
            cache.write_text("a file", encoding="utf-8")

    process = trial.home.fork()
    trial.strike(process, remove)
    trial.end(process, 0)
    if cache.is_file():
        trial.end(trial.home.fork("--force"), 0)
        cache.unlink()


def cache_damaged(trial: Trial) -> None:
    """Before a build, or in mid-build."""
    file = trial.home.caches()[0]
    _damage(trial, file, before=trial.rng.random() < 0.5)


def kept_pages_damaged(trial: Trial) -> None:
    """All that are kept, or one, of just the deck that the next build is of."""
    shutil.rmtree(trial.home.cache / "pages")
    trial.end(trial.home.fork(), 0)
    pages = trial.home.caches()[1:]
    for file in trial.rng.choice([pages, [trial.rng.choice(pages)]]):
        damage(file, trial.rng)
    trial.end(trial.home.fork("--force"), 0)


def _damage(trial: Trial, file: Path, before: bool) -> None:
    """Before a build, or in its middle."""
    if before:
        damage(file, trial.rng)
        trial.end(trial.home.fork(), 0)
    else:
        process = trial.home.fork()
        trial.strike(process, lambda: damage(file, trial.rng))
        trial.end(process, 0)


def manifest_damaged(trial: Trial) -> None:
    """Of what was built, which is built again; or before or in the middle of a build of another text."""
    _damage_output(trial, trial.home.out / "manifest.json")


def output_damaged(trial: Trial) -> None:
    """Any file."""
    names = [name for name in sorted(trial.home.state()) if name != "manifest.json"]
    _damage_output(trial, trial.home.out / trial.rng.choice(names))


def _damage_output(trial: Trial, file: Path) -> None:
    when = ("built", "before", "during")[int(trial.share * 3)]
    if when == "built":
        trial.home.write("old")
        damage(file, trial.rng)
        if "nothing changed" in trial.end(trial.home.fork(), 0):
            trial.wrong.append(f"a damaged {file.name} is believed")
    else:
        _damage(trial, file, before=when == "before")
        trial.damaged = when == "during"  # perhaps what the build had put there


def cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data))]


def emptied(data: bytes, rng: Random) -> bytes:
    return b""


def flipped(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def zeroed(data: bytes, rng: Random) -> bytes:
    """As a journalling disk leaves a file whose bytes never came."""
    at = rng.randrange(len(data))
    return data[:at] + bytes(len(data) - at)


def other_digit(data: bytes, rng: Random) -> bytes:
    """One that is still a number where there is one: what only a checksum tells."""
    places = [at for at, byte in enumerate(data) if byte in b"123456789"] or [0]
    at = rng.choice(places)
    return data[:at] + (b"1" if data[at : at + 1] != b"1" else b"2") + data[at + 1 :]


HARMS: tuple[Harm, ...] = (cut, emptied, flipped, zeroed, other_digit)


def damage(file: Path, rng: Random) -> None:
    """Do some harm to what a file holds."""
    file.write_bytes(rng.choice(HARMS)(file.read_bytes() or b"x", rng))
