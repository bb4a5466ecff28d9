"""A draft as the text that is sealed: JSON, filled up so that its length tells little."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic_core import PydanticSerializationError, from_json, to_json

from decision_aid.core.draft import Draft
from decision_aid.store import crypto


def text(draft: Draft) -> bytes:
    """Return the draft as JSON in steps of 4 KiB."""
    return crypto.padded(written(draft.as_data()))


def read(text: bytes) -> Any:
    """Return the data of such a text."""
    try:
        return from_json(text, cache_strings="keys")  # by default it would keep people's own words for the next draft
    except ValueError:
        return json.loads(text.decode("utf-8", "surrogatepass"))


def written(data: Mapping[str, object]) -> bytes:
    """Return data as JSON."""
    try:
        return to_json(data)
    except PydanticSerializationError:  # half a character: only the slower writer has bytes for it
        return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
