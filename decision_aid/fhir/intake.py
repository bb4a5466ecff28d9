"""From the bytes of a data file to a response: strict JSON, of which only what is ours to read goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Never

from pydantic import ValidationError
from pydantic_core import to_json

from decision_aid.fhir.model import QuestionnaireResponse
from decision_aid.fhir.refusals import CHANGED, DAMAGED, LARGE, NO_ANSWERS

MOST_BYTES = 2 * 1024 * 1024
MOST_ITEMS = 5_000  # items and answers together; the fullest visit has fewer than 700
_DEEPEST = 20
_BOM = b"\xef\xbb\xbf"

# What R4 knows at each place: what is read, and what is read past because it changes no answer. Anything else is
# refused, `modifierExtension` and `implicitRules` with it: R4 forbids to read past those.
_RESPONSE = frozenset({"resourceType", "meta", "questionnaire", "status", "authored", "item"})
_BESIDE_RESPONSE = frozenset(
    {"author", "basedOn", "contained", "encounter", "extension", "id"}
    | {"identifier", "language", "partOf", "source", "subject", "text"}
)
_ITEM = frozenset({"linkId", "text", "answer", "item"})
_BESIDE_ITEM = frozenset({"id", "extension", "definition"})
_ANSWER = frozenset({"valueCoding", "valueDecimal", "valueInteger", "valueString", "item"})
_BESIDE_ANSWER = frozenset({"id", "extension"})
_CODING = frozenset({"system", "code", "display"})
_BESIDE_CODING = frozenset({"id", "extension", "version", "userSelected"})


class Unusable(Exception):
    """A file that no response can be read from; says what came of it (see `refusals`).

    `link` is the link id of the item it is about, where it is about one.
    """

    def __init__(self, outcome: str = CHANGED, link: str = "") -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.link = link


def lean(file: bytes) -> bytes:
    """Return the response in a data file (JSON in UTF-8), without what is read past. Raises Unusable."""
    if len(file) > MOST_BYTES:
        raise Unusable(LARGE)
    data = _read(file)
    if not isinstance(data, dict) or data.get("resourceType") != "QuestionnaireResponse":
        raise Unusable(NO_ANSWERS)
    try:
        return to_json(_response(data))
    except ValueError:
        raise Unusable from None


def response(lean: bytes) -> QuestionnaireResponse:
    """Return the response as a model. Raises Unusable."""
    try:
        return QuestionnaireResponse.model_validate_json(lean, strict=True)
    except ValidationError as error:
        place = error.errors(include_url=False, include_input=False, include_context=False)[0]["loc"]
        raise Unusable(CHANGED, _link_at(json.loads(lean), place) if place else "") from None


def _read(file: bytes) -> Any:
    try:
        text = file.removeprefix(_BOM).decode()
        return json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Unusable(DAMAGED) from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _no_constant(_: str) -> Never:
    raise ValueError


def _link_at(data: Any, place: tuple[str | int, ...]) -> str:
    """Return the link id of the item that a place in the data lies in."""
    link = ""
    for step in place:
        link = _name(data) or link
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
    return link


def _response(data: dict[str, Any]) -> dict[str, Any]:
    """Return the response without what is read past."""
    lean = _only(data, _RESPONSE, _BESIDE_RESPONSE)
    lean["meta"] = {"tag": [*_tags(lean.get("meta"))]}
    counted = iter(range(MOST_ITEMS))
    if "item" in lean:
        lean["item"] = [_item(item, counted, 1) for item in _list(lean["item"])]
    return lean


def _tags(meta: Any) -> Iterator[dict[str, str]]:
    """Go through the tags that have a system: another program may put in some without."""
    for tag in _list(meta.get("tag", [])) if isinstance(meta, dict) else ():
        found = {name: tag[name] for name in ("system", "code") if name in tag} if isinstance(tag, dict) else {}
        if found.keys() == {"system", "code"} and all(isinstance(value, str) for value in found.values()):
            yield found


def _item(data: Any, counted: Iterator[int], depth: int) -> dict[str, Any]:
    if next(counted, None) is None or depth > _DEEPEST:
        raise Unusable(LARGE)
    try:
        return _leaned(data, counted, depth)
    except Unusable as found:
        raise Unusable(found.outcome, found.link or _name(data)) from None


def _leaned(data: Any, counted: Iterator[int], depth: int) -> dict[str, Any]:
    lean = _only(data, _ITEM, _BESIDE_ITEM)
    if "item" in lean:
        lean["item"] = [_item(item, counted, depth + 1) for item in _list(lean["item"])]
    if "answer" in lean:
        lean["answer"] = [_answer(answer, counted, depth) for answer in _list(lean["answer"])]
    return {name: value for name, value in lean.items() if value != []}


def _answer(data: Any, counted: Iterator[int], depth: int) -> dict[str, Any]:
    if next(counted, None) is None:
        raise Unusable(LARGE)
    lean = _only(data, _ANSWER, _BESIDE_ANSWER)
    if "item" in lean:
        lean["item"] = [_item(item, counted, depth + 1) for item in _list(lean["item"])]
    if "valueCoding" in lean:
        lean["valueCoding"] = _only(lean["valueCoding"], _CODING, _BESIDE_CODING)
    return {name: value for name, value in lean.items() if value != []}


def _only(data: Any, read: frozenset[str], beside: frozenset[str]) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise Unusable
    if any(name not in read | beside and not name.startswith("_") for name in data):
        raise Unusable
    return {name: value for name, value in data.items() if name in read}


def _name(data: Any) -> str:
    link = data.get("linkId", "") if isinstance(data, dict) else ""
    return link if isinstance(link, str) else ""


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Unusable
    return value
