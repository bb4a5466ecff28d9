"""Markup in every field that takes words: on paper it is what was typed, and nothing more."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from decision_aid import bootstrap
from decision_aid.core.answers import Answer
from decision_aid.core.schema import Question, Questionnaire
from decision_aid.core.schema import Text as Written
from decision_aid.services import ANSWERS_FILE
from decision_aid.settings import Settings
from decision_aid.web import create_app
from tests.journeys.walking import everything, visible, walk
from tests.paper import pdf
from tests.web.visitor import Visitor

CANARY = "CANARY-IN-A-FILE"
ACTIVE = {"/AA", "/JS", "/JavaScript", "/Launch", "/OpenAction", "/RichMedia", "/SubmitForm", "/ImportData", "/GoToR"}


@dataclass
class Trap:
    """A file and a port that nobody may touch, and words that would have them touched."""

    file: Path
    listener: socket.socket

    @property
    def markups(self) -> list[str]:
        file, port = self.file.as_uri(), f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        return [
            f"'\"><link rel=attachment href={file}><link rel=attachment href={port}/a>",
            f"<img src={file}><img src={port}/b><img src='data:text/html,<script>c()</script>'>",
            f"<style>@import url({port}/d); @page{{background:url({file})}} p{{content:url({port}/e)}}</style>",
            f"<svg onload='f()'><image href='{file}'/><use href='{port}/g#h'/></svg>",
            f"<script src={port}/i></script><object data={file}></object><iframe src={port}/j></iframe>",
            f"<a rel=attachment href={file}>k</a><base href={port}/><p style='background:url({port}/l)'>",
            f"]]></p></td></tr></table><!--{file}--><?xml-stylesheet href='{port}/m'?>{{{{ cycler }}}}{{% n %}}",
        ]

    def touched(self) -> bool:
        try:
            self.listener.accept()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    file = tmp_path / "secret.txt"
    file.write_text(CANARY)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        yield Trap(file, listener)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The real form, which prints with real processes."""
    settings = Settings(state=tmp_path_factory.mktemp("form"), clinic_name="<img src=x> & Sons")
    running = bootstrap.build(settings)
    with running.closing:
        yield create_app(running.services, settings)


@pytest.fixture
def visitor(form: Flask) -> Visitor:
    return Visitor(form.test_client())


def takes_words(question: Question) -> bool:
    return bool(question.note) or isinstance(question, Written)


def fill(visitor: Visitor, markup: str) -> set[str]:
    """Answer everything about one offer, page by page, with this in every field for words; return the questions."""
    draft, _ = walk(everything, length="full", how_many="one")
    asked = [
        (question, draft.answers.about(offer).get(question.id, Answer())) for offer, question in visible(draft.answers)
    ]
    values = {f"{question.id}-codes": [*answer.codes] for question, answer in asked}
    values["same_study-codes"] = ["yes"]  # which is asked as soon as there are words beside the number
    written = {question.id for question, _ in asked if takes_words(question)}
    visitor.walk(visitor.start(), {**values, **{f"{name}-note": markup for name in written}})
    return written


def objects(document: bytes) -> Iterator[Any]:
    """Go through every object of a PDF."""
    reader = pdf.reader(document)
    size: Any = reader.trailer["/Size"]
    for number in range(1, size):
        yield reader.get_object(number)


def names(found: Any) -> set[str]:
    """Return all keys and names in an object."""
    if isinstance(found, dict):
        return {str(key) for key in found}.union(*(names(value) for value in found.values()))
    if isinstance(found, list):
        return set().union(*(names(value) for value in found))
    return {str(found)} if isinstance(found, str) and found.startswith("/") else set()


def streams(document: bytes) -> bytes:
    """Return all that a PDF holds, unpacked."""
    return b"".join(one.get_data() for one in objects(document) if isinstance(one, StreamObject))


@pytest.mark.parametrize("number", range(7))
def test_markup_in_every_field_is_printed_and_does_nothing(
    visitor: Visitor, trap: Trap, questionnaire: Questionnaire, number: int
) -> None:
    markup = trap.markups[number]
    assert fill(visitor, markup) == {name for name, found in questionnaire.questions.items() if takes_words(found)}
    document = visitor.get("/summary.pdf").response
    assert document.status_code == 200
    assert not trap.touched()
    assert not set().union(*(names(one) for one in objects(document.data))) & ACTIVE
    assert [*pdf.reader(document.data).attachments] == [ANSWERS_FILE]
    assert CANARY.encode() not in streams(document.data)
    assert "".join(pdf.pages(document.data)).count(pdf.bare(markup)) > 5


def test_the_checks_find_what_they_look_for(visitor: Visitor) -> None:
    visitor.begin()
    writer = PdfWriter(clone_from=pdf.reader(visitor.get("/summary.pdf").response.data))
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    writer.add_attachment("secret.txt", CANARY)
    spoilt = BytesIO()
    writer.write(spoilt)
    assert set().union(*(names(one) for one in objects(spoilt.getvalue()))) & ACTIVE
    assert CANARY.encode() in streams(spoilt.getvalue())
    assert len(pdf.reader(spoilt.getvalue()).attachments) == 2
