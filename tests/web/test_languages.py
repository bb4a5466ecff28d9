"""A language is data only: a made-up one, written from right to left, turns a page around."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask

from decision_aid.services import Services
from decision_aid.settings import Settings
from decision_aid.web import create_app
from decision_aid.web.languages import spoken
from tests.web.visitor import Visitor


def catalogue(folder: Path, name: str, texts: dict[str, str]) -> None:
    whole = Catalog(locale="ar")
    for text, said in texts.items():
        whole.add(text, said)
    place = folder / "ar" / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    with (place / f"{name}.mo").open("wb") as file:
        write_mo(file, whole)


def test_a_language_is_spoken_when_both_catalogues_are_there(tmp_path: Path) -> None:
    catalogue(tmp_path, "messages", {"Continue": "واصل"})
    assert list(spoken(tmp_path, "en")) == ["en"]
    catalogue(tmp_path, "questionnaire", {"Who is answering?": "من يجيب؟"})
    arabic = spoken(tmp_path, "en")["ar"]
    assert arabic.direction == "rtl"
    assert arabic.content("Who is answering?") == "من يجيب؟"
    assert arabic.content("Not translated") == "Not translated"


@pytest.fixture
def two_languages(tmp_path: Path) -> Path:
    folder = tmp_path / "languages"
    catalogue(folder, "messages", {"Continue": "واصل"})
    catalogue(folder, "questionnaire", {"Who is answering?": "من يجيب؟"})
    return folder


@pytest.fixture
def reader(two_languages: Path, app: Flask) -> Visitor:
    services: Services = app.extensions["decision_aid.services"]
    return Visitor(create_app(services, Settings(), two_languages).test_client())


def test_a_chosen_language_turns_words_and_direction(reader: Visitor) -> None:
    reader.start()
    assert 'lang="en" dir="ltr"' in reader.get("/q/who").html
    reader.press(reader.get("/settings"), {"language": "ar"}, "/settings")
    turned = reader.get("/q/who")
    assert 'lang="ar" dir="rtl"' in turned.html
    assert "من يجيب؟" in turned.text
    assert "واصل" in turned.text


def test_a_language_that_is_not_there_is_not_chosen(reader: Visitor) -> None:
    reader.start()
    reader.press(reader.get("/settings"), {"language": "xx"}, "/settings")
    assert 'lang="en"' in reader.get("/q/who").html
