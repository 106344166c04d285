"""The schema that editors use says the same as the models."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from deckpress.model import Card
from deckpress.schema import SCHEMA_FILE, schema_text
from deckpress.yamlfile import parse
from tests.decks import FILES

NL = SCHEMA_FILE.parent / "nl"
PACKAGE = SCHEMA_FILE.parent.parent / "deckpress"
SCHEMA = json.loads(schema_text())
CARD = FILES["1.1.yaml"]
KINDS = {"deck.yaml": "DeckFile", "resources.yaml": "ResourcesFile", "glossary.yaml": "GlossaryFile"}


def as_json(text: str) -> Any:
    """What an editor sees of a YAML file: JSON's types, so a date is a text."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def accepts(text: str, kind: str | None = None) -> bool:
    schema = {**SCHEMA, "anyOf": [{"$ref": f"#/$defs/{kind}"}]} if kind else SCHEMA
    return bool(Draft202012Validator(schema).is_valid(as_json(text)))


def test_it_is_sound() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_committed_file_is_current() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "run: python -m deckpress.schema"


def test_the_command_writes_it(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "cards").mkdir()
    command = [sys.executable, "-m", "deckpress.schema"]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stdout + done.stderr == ""
    assert [file.name for file in (tmp_path / "cards").iterdir()] == [SCHEMA_FILE.name]
    assert (tmp_path / "cards" / SCHEMA_FILE.name).read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("file", sorted(NL.glob("*.yaml")), ids=lambda file: file.name)
def test_it_accepts_the_files_of_the_deck(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert accepts(text)
    assert accepts(text, KINDS.get(file.name, "Card"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id: "1.1"', "id: 1.1"),
        ('id: "1.1"', 'id: "een"'),
        ("title:", "titel:"),
        ("  speaker: een moeder\n", ""),
        ("themes: [onthaal]", "themes: onthaal"),
        ("themes: [onthaal]", "themes: [Een thema]"),
        ("  - Wat zie je?\n  - Wat doe je?", "  vragen: [a]"),
        ("  - Doe iets.", "  - 5"),
        ("  - Doe iets.", "  - {text: a, punten: [b]}"),
        ("title: De eerste kaart", 'title: ""'),
    ],
)
def test_it_refuses_what_the_models_refuse(old: str, new: str) -> None:
    assert CARD.count(old) == 1
    text = CARD.replace(old, new)
    assert not accepts(text)
    with pytest.raises(ValueError, match="validation error"):
        Card.model_validate(parse(text, "f").data)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("deck.yaml", "number: 1", "number: 100"),
        ("deck.yaml", "language: nl", "language: Nederlands"),
        ("deck.yaml", "  onthaal: Onthaal", "  Het onthaal: Onthaal"),
        ("deck.yaml", "https://example.org/klein/", "example.org"),
        ("resources.yaml", "scope: exact", "scope: precies"),
        ("resources.yaml", "  kind: boek\n", ""),
        ("resources.yaml", "- id: boek", "  id: boek"),
        ("glossary.yaml", "meaning:", "betekenis:"),
    ],
)
def test_it_refuses_other_files_that_are_wrong(name: str, old: str, new: str) -> None:
    assert FILES[name].count(old) == 1
    assert not accepts(FILES[name].replace(old, new))


@pytest.mark.parametrize("name", sorted(FILES.keys() - {"manual.md"}))
def test_it_accepts_both_forms_of_points_and_questions(name: str) -> None:
    assert accepts(FILES[name], KINDS.get(name, "Card"))
    others = {"DeckFile", "Card", "ResourcesFile", "GlossaryFile"} - {KINDS.get(name, "Card")}
    assert not any(accepts(FILES[name], other) for other in others)
