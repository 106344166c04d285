"""Changes of a deck's folder."""

from __future__ import annotations

from pathlib import Path


def write_card(deck: Path, name: str, **changes: str) -> None:
    text = (deck / "1.2.yaml").read_text(encoding="utf-8").replace('id: "1.2"', f'id: "{name}"')
    for old, new in changes.items():
        text = text.replace(old, new)
    (deck / f"{name}.yaml").write_text(text, encoding="utf-8")
