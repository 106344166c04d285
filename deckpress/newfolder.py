"""A file, or a new folder of files, written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from deckpress.model import UsageError


def check_target(target: Path, force: bool = False, advice: str = "") -> None:
    """Raises UsageError where there is something at the target that would be lost; `advice`: what else to do."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise UsageError(f"{target} is no folder: name a new one with --to")
    if target.is_dir() and any(target.iterdir()) and not force:
        raise UsageError(f"{target} is not empty: name a new folder with --to{advice}")


def write_folder(target: Path, files: Mapping[str, str | bytes]) -> None:
    """Write the files, by their path in the folder, in place of what was there once all are written. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.parent / f".{target.name}-{secrets.token_hex(4)}"
    old = target.parent / f".{target.name}-old-{secrets.token_hex(4)}"
    try:
        fresh.mkdir()
        for name, content in files.items():
            _write(fresh / name, content)
        if target.exists():
            os.replace(target, old)
        try:
            os.replace(fresh, target)
        except OSError:
            if old.exists():
                os.replace(old, target)
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def replace_file(file: Path, data: bytes) -> None:
    """Write a file in place of what was there, which stays until the new one is whole on the disk. Raises OSError."""
    fresh = file.parent / f".{file.name.removeprefix('.')}-{secrets.token_hex(4)}"
    try:
        with fresh.open("xb") as draft:
            draft.write(data)
            draft.flush()
            os.fsync(draft.fileno())
        os.replace(fresh, file)
    finally:
        fresh.unlink(missing_ok=True)


def _write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
