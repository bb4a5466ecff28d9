from pathlib import Path

import pytest

from decision_aid.paper.engine import Engine
from decision_aid.paper.job import Job
from decision_aid.services import Paper
from tests.paper.conftest import LEFT_OPEN
from tests.paper.golden import documents, layout
from tests.paper.golden.documents import Document
from tests.paper.golden.layout import Page
from tests.paper.golden.printing import Prints

WITH_ANNEX = {"short", "helper", "fullest", "longest", "every-note", "one-word", "scripts", "records", "long-records"}
PLANTED = """<!DOCTYPE html>
<html lang="en" data-foot="Foot" data-page="Page" data-of="of" data-note=""><head><title>Planted</title></head><body>
<h1>Planted</h1><p>Sound words in a line.</p>{}</body></html>"""
OVERFLOWS = {
    "to the right": f'<p style="overflow-wrap: normal">{"W" * 80}</p>',
    "far to the right": '<p style="margin-left: 900pt">gone</p>',
    "to the left": '<p style="margin-left: -30pt">left</p>',
    "above": '<p style="position: absolute; top: -200pt">above</p>',
}
OVERLAPS = {
    "on the line before": '<p>First line</p><p style="margin-top: -12pt">Second line</p>',
    "half on the line before": '<p>First line</p><p style="margin-top: -8pt">Second line</p>',
    "in one line": '<p>First<span style="margin-left: -20pt">second</span></p>',
}


@pytest.mark.parametrize("document", documents.ALL, ids=str)
def test_no_word_stands_outside_or_on_another(prints: Prints, document: Document, tmp_path: Path) -> None:
    pages = layout.pages(prints[document].pdf, tmp_path)
    assert [str(word) for page in pages for word in layout.beyond(page)] == []
    assert [f"{one}, {other}" for page in pages for one, other in layout.overlapping(page)] == []


@pytest.mark.parametrize("document", documents.SUMMARIES, ids=str)
def test_the_front_is_two_pages_and_the_margins_say_which(prints: Prints, document: Document, tmp_path: Path) -> None:
    summary = documents.printout(document.name).summary
    pages = layout.pages(prints[document].pdf, tmp_path)
    starts = [number for number, page in enumerate(pages, 1) if f"Annex: {summary.texts.annex}" in layout.text(page)]
    foot = f"{summary.texts.title} · 23 November 2026 · content {summary.identity.version} Page"
    assert starts == ([3] if document.name in WITH_ANNEX else [])
    assert len(pages) >= 3 if starts else len(pages) == 2
    assert [layout.margins(page) for page in pages] == [
        f"{'Annex ' if starts and number >= 3 else ''}{foot} {number} of {len(pages)}"
        for number in range(1, len(pages) + 1)
    ]


@LEFT_OPEN
@pytest.mark.parametrize("planted", OVERFLOWS)
def test_a_word_outside_is_seen(engine: Engine, planted: str, tmp_path: Path) -> None:
    page = laid_out(engine, OVERFLOWS[planted], tmp_path)
    assert list(layout.beyond(page))


@LEFT_OPEN
@pytest.mark.parametrize("planted", OVERLAPS)
def test_words_on_one_another_are_seen(engine: Engine, planted: str, tmp_path: Path) -> None:
    page = laid_out(engine, OVERLAPS[planted], tmp_path)
    assert list(layout.overlapping(page))


@LEFT_OPEN
def test_a_sound_page_is_not_accused(engine: Engine, tmp_path: Path) -> None:
    page = laid_out(engine, "<p>One more line.</p>", tmp_path)
    assert [*layout.beyond(page), *layout.overlapping(page)] == []


def laid_out(engine: Engine, planted: str, folder: Path) -> Page:
    pages = layout.pages(engine.printed(Job(PLANTED.format(planted), Paper.LETTER.value)).pdf, folder)
    assert len(pages) == 1
    return pages[0]
