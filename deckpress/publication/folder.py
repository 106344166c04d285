"""What was read of a publication → the files of a deck's folder, whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from deckpress.model import UsageError


class _Dumper(yaml.SafeDumper):
    """Strings that read as anything else are quoted; lists are indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def as_yaml(data: Any) -> str:
    """Data as YAML as a person writes it: keys in their order, lines up to 110 wide."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def check_target(target: Path, force: bool) -> None:
    """Raises UsageError where there is something at the target that would be lost."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise UsageError(f"{target} is no folder: name a new one with --to")
    if target.is_dir() and any(target.iterdir()) and not force:
        raise UsageError(
            f"{target} is not empty: name a new folder with --to, or replace what is in it with --force"
        )


def write_folder(target: Path, files: Mapping[str, str]) -> None:
    """Write the files as a folder, in place of what was there once all are written. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.parent / f".{target.name}-{secrets.token_hex(4)}"
    old = target.parent / f".{target.name}-old-{secrets.token_hex(4)}"
    try:
        fresh.mkdir()
        for name, text in files.items():
            (fresh / name).write_text(text, encoding="utf-8", newline="\n")
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
