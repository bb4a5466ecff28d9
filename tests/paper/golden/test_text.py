import json
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from decision_aid.core.text import clean
from decision_aid.services import ANSWERS_FILE, Paper
from tests.journeys.walking import visible
from tests.paper.golden import attached, documents, layout
from tests.paper.golden.documents import Document
from tests.paper.golden.printing import Prints
from tests.paper.golden.spoken import bare
from tests.paper.scripts import COPIED, SCRIPTS, TURNED

IN_ONE_PIECE = ("fullest", "longest", "every-note", "one-word")


@pytest.mark.parametrize("document", documents.SUMMARIES, ids=str)
def test_the_data_in_the_document_is_the_answers_byte_for_byte(
    prints: Prints, document: Document, tmp_path: Path
) -> None:
    pdf, data = prints[document].pdf, documents.printout(document.name).data
    assert attached.data(pdf) == [data]
    assert detached(pdf, tmp_path) == data


@pytest.mark.parametrize("name", documents.DRAFTS)
def test_the_data_has_all_that_was_typed(name: str) -> None:
    said = set(strings(json.loads(documents.printout(name).data)))
    assert [note for note in typed(name) if note not in said] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_data_has_every_script(script: str) -> None:
    words = SCRIPTS[script]
    assert words == clean(words)
    assert words in "\n".join(strings(json.loads(documents.printout("scripts").data)))


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("script", COPIED)
def test_what_is_copied_from_the_document_is_what_was_typed(
    copies: dict[Paper, str], script: str, paper: Paper
) -> None:
    assert bare(f"{script}: {COPIED[script]}") in copies[paper]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("script", TURNED)
def test_what_is_written_from_the_right_comes_back_with_every_letter(
    copies: dict[Paper, str], script: str, paper: Paper
) -> None:
    """The order is not compared: poppler turns round the two letters of one glyph (lam and alef)."""
    name, words = f"{script}:", bare(TURNED[script])
    start = copies[paper].rindex(name) + len(name)
    assert Counter(words) <= Counter(copies[paper][start : start + len(f"{words}”")])


@pytest.mark.parametrize("name", IN_ONE_PIECE)
def test_long_words_and_notes_are_copied_whole(prints: Prints, name: str, tmp_path: Path) -> None:
    copied = copy(prints[Document(name, Paper.A4)].pdf, tmp_path)
    assert [note for note in typed(name) if bare(note) not in copied] == []


@pytest.fixture(scope="module")
def copies(prints: Prints, tmp_path_factory: pytest.TempPathFactory) -> dict[Paper, str]:
    folder = tmp_path_factory.mktemp("copies")
    return {paper: copy(prints[Document("scripts", paper)].pdf, folder) for paper in Paper}


def copy(pdf: bytes, folder: Path) -> str:
    """Return the text as a reader copies it, without head, foot, white space and marks of direction."""
    file = folder / "copied.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(
        ["pdftotext", "-nopgbrk", *layout.inside(pdf), file, "-"], capture_output=True, check=True, text=True
    ).stdout
    return unicodedata.normalize("NFC", bare(told.translate(dict.fromkeys(range(0x202A, 0x202F)))))


def detached(pdf: bytes, folder: Path) -> bytes:
    """Return the attached data as poppler gets it out."""
    file, data = folder / "whole.pdf", folder / "data"
    file.write_bytes(pdf)
    subprocess.run(["pdfdetach", "-savefile", ANSWERS_FILE, "-o", data, file], check=True)
    return data.read_bytes()


def typed(name: str) -> Iterator[str]:
    """Go through the person's own words on the path."""
    answers = documents.draft(name).answers
    for offer, question in visible(answers):
        answer = answers.about(offer).get(question.id)
        if answer and answer.note:
            yield answer.note


def strings(data: Any) -> Iterator[str]:
    """Go through every text in the data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for below in data.values() if isinstance(data, dict) else data:
            yield from strings(below)
