"""`deck.schema.json`, from the models: it gives editors completion and a first check while a card is written.

One definition a kind of file; in a file's first line an editor is told which one:
`# yaml-language-server: $schema=../deck.schema.json#/$defs/Card`. Without that part it accepts each kind of file.
`python -m deckpress.schema` writes the file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from deckpress.model import Card, DeckFile, Resource, Term

SCHEMA_FILE = Path(__file__).parent.parent / "cards" / "deck.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """The JSON Schema of a deck's files, as the text of a file."""
    models = [(model, "validation") for model in (DeckFile, Card, Resource, Term)]
    _, generated = models_json_schema(models, ref_template="#/$defs/{model}")  # type: ignore[arg-type]
    kinds: dict[str, Any] = generated["$defs"]
    # What the models also take: a bare text for a point, a bare list for the questions.
    kinds["Item"] = _either(kinds["Item"]["properties"]["text"], kinds["Item"])
    kinds["Reflect"] = _either(kinds["Reflect"]["properties"]["questions"], kinds["Reflect"])
    for key in ("themes", "paths"):  # a name of another form is refused, not just left unchecked
        kinds["DeckFile"]["properties"][key]["additionalProperties"] = False
    kinds["ResourcesFile"] = {"type": "array", "items": {"$ref": "#/$defs/Resource"}}
    kinds["GlossaryFile"] = {"type": "array", "items": {"$ref": "#/$defs/Term"}}
    files = [{"$ref": f"#/$defs/{name}"} for name in ("DeckFile", "Card", "ResourcesFile", "GlossaryFile")]
    schema = {"$schema": DIALECT, "title": "A file of a deck", "anyOf": files, "$defs": kinds}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _either(short: dict[str, Any], full: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [short, full]}


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
