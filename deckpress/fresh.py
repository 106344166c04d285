"""Has anything changed since the last build? Answered before anything heavy is imported: the standard library only.

A build's manifest holds one hash over all that it was made of, and the hash of each file that it made.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

MANIFEST = "manifest.json"
FORMAT = 1  # of the manifest


def fingerprint(inputs: Sequence[str], options: Mapping[str, Any]) -> str:
    """One hash over the bytes of all input files, the options, this Python and the packages that it has.

    `inputs` are folders and files. What can't be read is hashed as such: the build will say what is wrong with it.
    """
    digest = hashlib.sha256(json.dumps([sys.version, _packages(), options], sort_keys=True).encode())
    for top in inputs:
        for name, path in _files(top):
            digest.update(b"\0" + os.fsencode(name) + b"\0" + _content(path))
    return digest.hexdigest()


def is_fresh(out: str, print_of_inputs: str) -> bool:
    """Was `out` built from just these inputs, and is every file of that build still there byte for byte?"""
    try:
        with open(os.path.join(out, MANIFEST), encoding="utf-8") as file:
            manifest = json.load(file)
        return manifest["fingerprint"] == print_of_inputs and all(
            describe(os.path.join(out, name)) == known for name, known in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def describe(path: str) -> dict[str, Any]:
    """The size of a file in bytes and its hash. Raises OSError."""
    with open(path, "rb") as file:
        data = file.read()
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def manifest(content: Mapping[str, Any]) -> bytes:
    """The text of a manifest: the same content is the same bytes."""
    text = json.dumps({"format": FORMAT, **content}, indent=1, sort_keys=True, ensure_ascii=False)
    return text.encode() + b"\n"


def _packages() -> list[str]:
    """The names and versions of the installed packages, as their folders tell."""
    return sorted(
        name
        for folder in sys.path
        if folder.endswith("site-packages") and os.path.isdir(folder)
        for name in os.listdir(folder)
        if name.endswith(".dist-info")
    )


def _files(top: str) -> Iterator[tuple[str, str]]:
    """The files under a folder, or the file itself: each with its name from `top`, in a fixed order."""
    if not os.path.isdir(top):
        yield "", top
        return
    for folder, names, files in os.walk(top):
        names[:] = sorted(name for name in names if name != "__pycache__" and not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                path = os.path.join(folder, name)
                yield os.path.relpath(path, top), path


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).digest()
    except OSError as error:
        return f"unreadable {error.errno}".encode()
