"""What was read of a publication → the YAML of a deck's files."""

from __future__ import annotations

from typing import Any

import yaml


class _Dumper(yaml.SafeDumper):
    """Strings that read as anything else are quoted; lists are indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def as_yaml(data: Any) -> str:
    """Data as YAML as a person writes it: keys in their order, lines up to 110 wide."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
