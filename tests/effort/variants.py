"""The shipped questionnaire with its pages cut another way, to measure what grouping does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import groupby
from typing import Any

_Cut = Callable[[list[dict[str, Any]]], Iterator[dict[str, Any]]]

MOST_IN_A_GROUP = 4
APART = ("nct", "ind", "irb")  # one never proves another: each stays on a page of its own


def grouped(questionnaire: dict[str, Any]) -> dict[str, Any]:
    """Return it with neighbouring pages of one question put together where they share their set of answers."""
    return _cut_anew(questionnaire, _joined)


def apart(questionnaire: dict[str, Any]) -> dict[str, Any]:
    """Return it with every question that shares its set of answers on a page of its own."""
    return _cut_anew(questionnaire, _split)


def _cut_anew(questionnaire: dict[str, Any], cut: _Cut) -> dict[str, Any]:
    anew = deepcopy(questionnaire)
    for part in anew["parts"]:
        part["pages"] = list(cut(part["pages"]))
    return anew


def _joined(pages: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for kind, run in groupby(pages, key=_kind):
        group = list(run)
        for start in range(0, len(group), MOST_IN_A_GROUP):
            some = group[start : start + MOST_IN_A_GROUP]
            yield from [_one(some)] if len(kind) > 1 and len(some) > 1 else some


def _kind(page: dict[str, Any]) -> tuple[object, ...]:
    """Return what pages must share to be put together; one element for a page that stays alone."""
    first = page["questions"][0]
    alone = len(page["questions"]) > 1 or "scale" not in first or "when" in page or first["id"] in APART
    return (page["id"],) if alone else (first["scale"], first.get("short", False))


def _one(pages: list[dict[str, Any]]) -> dict[str, Any]:
    merged = {"id": pages[0]["id"], "title": "What did they say?"}
    for name in ("facts", "evidence"):
        if every := [one for page in pages for one in page.get(name, ())]:
            merged[name] = every
    return {**merged, "questions": [question for page in pages for question in page["questions"]]}


def _split(pages: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for page in pages:
        questions = page["questions"]
        if len(questions) == 1 or not all("scale" in question for question in questions):
            yield page
        else:
            yield from ({"id": one["id"].replace("_", "-"), "questions": [one]} for one in questions)


VARIANTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "as shipped": deepcopy,
    "grouped": grouped,
    "apart": apart,
}
