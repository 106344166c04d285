"""Has anything changed since the last build? Answered before anything heavy is imported: the standard library only."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

MANIFEST = "manifest.json"
FORMAT = 2  # of the manifest
NO_SUM = b'"sum": ""'  # where its own hash stands: over itself with none
LEFT = (".journal.json", ".staging-")  # begins the names of what a killed build leaves for `write` to mend
PART = 1024 * 1024  # bytes read at a time
# The folders of a deck that are no part of what a build makes, and the ending of what is meant in them.
RECORDS = {"editions": ".json", "centres": ""}
LARGEST = 64 * PART  # bytes: no file that a deck is made of comes near


def fingerprint(inputs: Sequence[str], options: Mapping[str, Any], but: tuple[str, ...] = ()) -> str:
    """One hash over the bytes of all input files, the options, this Python and the packages that it has.

    `inputs` are folders and files; in folders what ends as in `but` is left out. "" where one can't be read: the
    build will say what is wrong with it.
    """
    digest = hashlib.sha256(json.dumps([sys.version, _packages(), options], sort_keys=True).encode())
    try:
        for number, top in enumerate(inputs):
            for name, path in _files(top):
                if but and name.endswith(but):
                    continue
                if os.path.getsize(path) > LARGEST:
                    return ""
                digest.update(b"%d\0%s\0" % (number, os.fsencode(name)) + _hash(path).digest())
    except OSError:
        return ""
    return digest.hexdigest()


class Stood(NamedTuple):
    """Files and folders, and what told at some moment that nothing in them was written since."""

    paths: tuple[str, ...]
    stamp: str

    @classmethod
    def now(cls, paths: Sequence[str]) -> Stood:
        """As they stand now."""
        return cls(tuple(paths), _stamp(paths))

    def is_still_so(self) -> bool:
        """Whether nothing was written in them, not even what stood there before. "" tells nothing, so it is so."""
        return not self.stamp or _stamp(self.paths) == self.stamp


def _stamp(paths: Sequence[str]) -> str:
    """One hash over what the system changes when a file is written, by whatever clock; "" where it can't be told."""
    digest = hashlib.sha256()
    try:
        for number, top in enumerate(paths):
            for name, path in _files(top):
                told = os.stat(path)
                known = (number, name, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns)
                digest.update(repr(known).encode("utf-8", "backslashreplace"))
    except OSError:
        return ""
    return digest.hexdigest()


def with_options(print_of_inputs: str, options: Mapping[str, Any]) -> str:
    """The fingerprint of a build with some options, of that of its inputs. "" stays ""."""
    if not print_of_inputs:
        return ""
    return hashlib.sha256(json.dumps([print_of_inputs, options], sort_keys=True).encode()).hexdigest()


def is_fresh(out: str, print_of_inputs: str) -> bool:
    """Was `out` built from just these inputs, and is every file of that build still there byte for byte?"""
    try:
        if not print_of_inputs or any(name.startswith(LEFT) for name in os.listdir(out)):
            return False
        manifest = _manifest(out)
        if manifest["fingerprint"] != print_of_inputs:
            return False
        return all(_same(os.path.join(out, name), known) for name, known in manifest["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def outdated(out: str, names: Collection[str]) -> list[str]:
    """The files that the last build made, that are still as it made them, and that are not among `names`."""
    try:
        known = _manifest(out)["files"]
        left = sorted(known.keys() - set(names))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return [name for name in left if _same(os.path.join(out, name), known[name])]


def beside(out: str, names: Collection[str]) -> dict[str, Any]:
    """What the last build's manifest says of the files that `outdated` names: they may stay."""
    left = outdated(out, names)
    return {name: _manifest(out)["files"][name] for name in left}


def describe(path: str) -> dict[str, Any]:
    """The size of a file in bytes and its hash. Raises OSError."""
    return {"size": os.path.getsize(path), "sha256": _hash(path).hexdigest()}


def manifest(content: Mapping[str, Any]) -> bytes:
    """The text of a manifest: the same content is the same bytes."""
    text = json.dumps({"format": FORMAT, "sum": "", **content}, indent=1, sort_keys=True, ensure_ascii=False)
    data = text.encode() + b"\n"
    return data.replace(NO_SUM, _with_sum(hashlib.sha256(data).hexdigest()), 1)


def _with_sum(digest: str) -> bytes:
    return NO_SUM[:-1] + digest.encode() + b'"'


def _manifest(out: str) -> Any:
    """What the manifest of a folder says. Raises OSError, ValueError, also where any of it isn't as it was written."""
    with open(os.path.join(out, MANIFEST), "rb") as file:
        data = file.read()
    found = json.loads(data)
    digest = found["sum"]
    if hashlib.sha256(data.replace(_with_sum(digest), NO_SUM, 1)).hexdigest() != digest:
        raise ValueError("damaged")
    return found


def _same(path: str, known: Any) -> bool:
    try:
        return all(known[key] == value for key, value in describe(path).items())
    except (OSError, KeyError, TypeError):
        return False


def _packages() -> list[str]:
    """The names and versions of the installed packages, as their folders tell."""
    return sorted(
        name
        for folder in sys.path
        if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder)
        for name in os.listdir(folder)
        if name.endswith(".dist-info")
    )


def _files(top: str) -> Iterator[tuple[str, str]]:
    """The files under a folder, or the file itself: each with its name from `top`, in a fixed order.

    Raises OSError for a folder that can't be listed, and for a link to a folder, which may lead anywhere.
    """
    if not os.path.isdir(top):
        yield "", top
        return
    for folder, names, files in os.walk(top, onerror=_raise):
        names[:] = sorted(name for name in names if name != "__pycache__" and not name.startswith("."))
        for name in sorted(files) + [name for name in names if os.path.islink(os.path.join(folder, name))]:
            path = os.path.join(folder, name)
            inside = os.path.relpath(path, top)
            ending = RECORDS.get(os.path.dirname(inside))
            is_record = ending is not None and name.endswith(ending)
            if not name.startswith(".") and not is_record:
                yield inside, path


def _raise(error: OSError) -> None:
    raise error


def _hash(path: str) -> hashlib._Hash:
    """A hash over a file's bytes. Raises OSError, also for what is no file: a pipe would be waited for."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(f"{path} is no file")
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while part := file.read(PART):
            digest.update(part)
    return digest
