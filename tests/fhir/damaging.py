"""Data files to damage: what may be changed in one, and what reading it brings back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from decision_aid.core.answers import Answer
from decision_aid.core.draft import Draft
from decision_aid.fhir.reading import read
from decision_aid.fhir.response import response
from decision_aid.loader import Loaded
from decision_aid.services import Kept
from tests.fhir.clients import visits

DAY = date(2026, 11, 23)
Data = dict[str, Any]
Change = Callable[[Data], object]


def written(shipped: Loaded, draft: Draft, day: date = DAY) -> bytes:
    return response(shipped.questionnaire, draft, day, shipped.digest).as_json()


def brought_back(shipped: Loaded, file: bytes, today: date = DAY) -> Kept:
    return read(file, shipped.questionnaire, shipped.digest, today)


def changed(file: bytes, change: Change) -> bytes:
    """Return the file after a change to its data."""
    data = json.loads(file)
    change(data)
    return json.dumps(data).encode()


def items(data: Data) -> Iterator[Data]:
    """Go through every item, groups first."""
    for item in data.get("item", []):
        yield item
        yield from items(item)


def item(data: Data, link: str) -> Data:
    """Return the first item with this link id."""
    return next(each for each in items(data) if each["linkId"] == link)


def around(data: Data, link: str) -> list[Data]:
    """Return the list that holds the first item with this link id."""
    for group in (data, *items(data)):
        if any(each["linkId"] == link for each in group.get("item", [])):
            found: list[Data] = group["item"]
            return found
    raise LookupError(link)


def value(data: Data, link: str) -> Data:
    """Return the first answer of an item."""
    found: Data = item(data, link)["answer"][0]
    return found


def full_visit() -> Draft:
    """Return a visit with an answer of every kind, two offers and two stars."""
    draft = visits.chosen()["exact numbers and dates"]
    person = {"who": Answer(("self",)), "decision": Answer(("which",)), "considering": Answer(("paid_clinic",))}
    offer = {
        "product": Answer(("told",), note="In a bag"),
        "harm_kinds": Answer(("infection", "tumor")),
        "signs_1": Answer(("large_payment", "not_seen")),
        "ind": Answer(("told",)),
        "cells": Answer(("own_fat",)),
        "offer_name": Answer(note="The first"),
    }
    given = draft.answers.merged(None, person).merged(1, offer).merged(2, {"cells": Answer(("own_fat",))})
    return replace(draft, answers=replace(given, stars=("ind", "large_payment")))


def put(link: str, **answer: Any) -> Change:
    """Put this one answer in an item's place."""
    return lambda data: item(data, link).update(answer=[answer])


def again(link: str) -> Change:
    """Answer an item a second time with the same."""
    return lambda data: item(data, link)["answer"].append(dict(value(data, link)))


def code(link: str, code: str) -> Change:
    """Choose this code instead."""
    return lambda data: value(data, link)["valueCoding"].update(code=code)


def twice(link: str) -> Change:
    """Put an item there a second time."""
    return lambda data: around(data, link).append(dict(item(data, link)))


def move(link: str, beside: str) -> Change:
    """Move an item to where another stands."""

    def change(data: Data) -> None:
        moved = item(data, link)
        around(data, link).remove(moved)
        around(data, beside).append(moved)

    return change


def new(link: str, **more: Any) -> Change:
    """Put in an item that was not there."""
    return lambda data: around(data, "who").append({"linkId": link, **more})


def root(**more: Any) -> Change:
    """Set elements of the response itself."""
    return lambda data: data.update(more)
