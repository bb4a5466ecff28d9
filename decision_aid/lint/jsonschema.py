"""The JSON Schema that lets an editor's program complete and check a questionnaire while it is written.

`python -m decision_aid.lint.jsonschema docs/questionnaire.schema.json` writes the file anew.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from decision_aid.core.schema import Questionnaire

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> str:
    """Return the schema as JSON text, ending with a line break."""
    made: dict[str, Any] = {"$schema": _DIALECT, **Questionnaire.model_json_schema()}
    _options_or_scale(made["$defs"]["Choice"])
    _without_local(made)
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _without_local(made: dict[str, Any]) -> None:
    """Take out what only a clinic's own file brings: it does not stand in the questionnaire's."""
    del made["properties"]["local"]
    for name in ("Local", "LeftOut", "Reworded"):
        del made["$defs"][name]


def _options_or_scale(choice: dict[str, Any]) -> None:
    """Let a choice have options, or name the scale they come from, as it does in the file."""
    choice["required"].remove("options")
    choice["properties"]["scale"] = _text(choice)
    choice["oneOf"] = [{"required": ["options"]}, {"required": ["scale"]}]


def _text(choice: dict[str, Any]) -> dict[str, Any]:
    """Return the scale's name as text alone: in the file there is no empty one."""
    return next(one for one in choice["properties"]["scale"]["anyOf"] if one.get("type") == "string")


def main(arguments: list[str]) -> int:
    """Write the schema to the one path given; return the exit code."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m decision_aid.lint.jsonschema FILE\n")
        return 2
    Path(arguments[0]).write_text(schema(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
