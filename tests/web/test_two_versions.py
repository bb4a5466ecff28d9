"""Two servers over one store, of which one has a newer questionnaire: neither takes away what the other alone knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from decision_aid import assets
from decision_aid.loader import load
from decision_aid.settings import Settings
from tests.web.conftest import Make
from tests.web.page import fields
from tests.web.visitor import Visitor

CHOICE = "{code: whether,"
NEWER = '{code: wait, label: "Whether to wait a year"}'


@pytest.fixture
def newer(make: Make, tmp_path: Path) -> Flask:
    """The form with one choice more at one question, and one question that the older one does not have."""
    text = assets.questions().read_text(encoding="utf-8")
    at = text.index("- {code: whether")
    indent = " " * (at - text.rindex("\n", 0, at) - 1)
    path = tmp_path / "newer.yaml"
    path.write_text(f"{text[:at]}- {NEWER}\n{indent}{text[at:]}", encoding="utf-8")
    return make(load(path), Settings())


@pytest.fixture
def chosen(newer: Flask) -> Visitor:
    """Somebody who has chosen there what the older questionnaire does not know."""
    visitor = Visitor(newer.test_client())
    visitor.begin("one")
    visitor.answer("/q/decision", {"decision-codes": "wait", "decision-note": "perhaps"})
    return visitor


def decision(visitor: Visitor) -> tuple[list[str], list[str]]:
    found = fields(visitor.get("/q/decision").page.form("/q/decision"))
    return list(found.get("decision-codes", [])), list(found["decision-note"])


def test_another_page_saved_by_the_older_one_takes_no_answer_away(chosen: Visitor, app: Flask, newer: Flask) -> None:
    chosen.client.application = app
    assert decision(chosen) == ([], ["perhaps"])
    chosen.answer("/q/due", {"due-codes": "month"})
    chosen.client.application = newer
    assert decision(chosen) == (["wait"], ["perhaps"])
    assert "0 new" not in chosen.get("/answers").text


def test_nor_does_the_same_page_as_it_was_shown_there(chosen: Visitor, app: Flask, newer: Flask) -> None:
    chosen.client.application = app
    chosen.answer("/q/decision")
    chosen.client.application = newer
    assert decision(chosen) == (["wait"], ["perhaps"])


def test_what_is_answered_anew_on_the_older_one_counts(chosen: Visitor, app: Flask, newer: Flask) -> None:
    chosen.client.application = app
    chosen.answer("/q/decision", {"decision-codes": "whether"})
    chosen.client.application = newer
    assert decision(chosen) == (["whether"], ["perhaps"])


def test_one_more_offer_and_one_less_on_the_older_one_take_no_answer_away(
    chosen: Visitor, app: Flask, newer: Flask
) -> None:
    chosen.client.application = app
    chosen.press(chosen.get("/answers"), action="/offer/add")
    asked = chosen.press(chosen.get("/answers"), action="/offer/2/remove")
    chosen.press(asked, {"sure": "yes", "shown": "0"}, "/offer/2/remove")
    chosen.client.application = newer
    assert decision(chosen) == (["wait"], ["perhaps"])


def test_no_output_of_the_older_one_has_what_it_does_not_know(chosen: Visitor, app: Flask, newer: Flask) -> None:
    chosen.client.application = app
    chosen.answer("/q/due", {"due-codes": "month"})
    for address in ("/answers", "/summary", "/stars"):
        assert "wait a year" not in chosen.get(address).text
    assert "1 changed" in chosen.get("/answers").text
    chosen.client.application = newer
    assert "Whether to wait a year" in chosen.get("/answers").text
