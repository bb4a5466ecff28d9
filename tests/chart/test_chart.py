"""The map shows every page and every branch, whole, on its sheet, and the committed one is true."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from decision_aid import assets, chart
from decision_aid.accent import contrast
from decision_aid.chart.layout import COLUMN, MARGIN, TEXT, WIDTH, WORDS, PlacedLine, laid_out
from decision_aid.chart.letters import width, wrapped
from decision_aid.core.schema import Questionnaire, Voice, voiced
from decision_aid.loader import load
from tests.house.checkout import ROOT
from tests.lint.conftest import SMALLEST

KNEE = ROOT / "examples" / "knee_arthritis" / "questions.yaml"
CLINIC = ROOT / "examples" / "local" / "clinic.yaml"
SVG = "{http://www.w3.org/2000/svg}"
FILES = {"shipped": (assets.questions(), None), "local": (assets.questions(), CLINIC), "knee": (KNEE, None)}
FILES["smallest"] = (SMALLEST, None)


@pytest.fixture(scope="module", params=FILES)
def asked(request: pytest.FixtureRequest) -> Questionnaire:
    return load(*FILES[request.param]).questionnaire


@pytest.fixture(scope="module")
def drawn(asked: Questionnaire) -> Element:
    return fromstring(chart.svg(asked))  # noqa: S314 - we wrote it


def said(drawn: Element) -> str:
    return " ".join(text.text or "" for text in drawn.iter(f"{SVG}text"))


def test_the_committed_picture_is_true() -> None:
    made = chart.svg(load(assets.questions()).questionnaire)
    assert (ROOT / "docs/map.svg").read_text(encoding="utf-8") == made, "run: decision-aid map --output docs/map.svg"


def test_the_committed_words_are_true() -> None:
    made = chart.markdown(load(assets.questions()).questionnaire, "map.svg")
    assert (ROOT / "docs/map.md").read_text(encoding="utf-8") == made, "run: decision-aid map --output docs/map.md"


def test_every_part_and_page_stands_on_it_in_full(asked: Questionnaire, drawn: Element) -> None:
    words = said(drawn)
    titles = [part.title for part in asked.parts]
    headings = [page.title or page.questions[0].label for _, page in asked.pages()]
    shown = (" ".join(voiced(text, Voice.PERSON).split()) for text in (*titles, *headings))
    assert [text for text in shown if text not in words] == []


def test_every_page_has_a_dot_and_every_condition_a_branch(asked: Questionnaire, drawn: Element) -> None:
    kinds = [dot.get("class", "") for dot in drawn.iter(f"{SVG}circle")]
    key = 2  # in the explanation at the top
    assert sum("stop" in kind for kind in kinds) == len(asked.page) + key
    waiting = sum(page.when is not None for _, page in asked.pages())
    assert sum("side" in kind for kind in kinds) == waiting
    assert sum(way.get("class") == "branch" for way in drawn.iter(f"{SVG}path")) == waiting + 1
    short = sum("short" in kind for kind in kinds)
    assert short == len(asked.essential) + 1


def test_lines_go_on_to_the_next_column_as_they_were(asked: Questionnaire, drawn: Element) -> None:
    found = laid_out(chart.lines(asked))
    offers = [part.line.each_offer for part in found.parts[found.first - 1 : found.first + 1]]
    if len(offers) == 1:
        offers = []  # there is but one column
    joints = {
        group.get("class", ""): sum(way.get("d", "").count(" q ") == 4 for way in group.iter(f"{SVG}path"))
        for group in drawn.iter(f"{SVG}g")
        if any(way.get("d", "").count(" q ") == 4 for way in group.iter(f"{SVG}path"))
    }
    assert joints == ({} if not offers else {"offers": 3} if all(offers) else {"": 1})


def test_a_condition_names_a_question_as_its_page_does(asked: Questionnaire) -> None:
    headings = {question.id: voiced(question.label, Voice.PERSON) for question in asked.questions.values()}
    whens = {stop.id: stop.when for line in chart.lines(asked) for stop in line.stops}
    for _, page in asked.pages():
        named = {name for name, _ in page.when.atoms()} if page.when is not None else set()
        assert [name for name in named if f"“{headings[name]}”" not in whens[page.id]] == []


def test_nothing_stands_outside_the_sheet(drawn: Element) -> None:
    height = float(drawn.get("height", "0"))
    for text in drawn.iter(f"{SVG}text"):
        x, y = float(text.get("x", "-1")), float(text.get("y", "-1"))
        assert 0 < x < WIDTH
        assert 0 < y < height


def test_columns_and_their_words_do_not_reach_into_each_other(asked: Questionnaire) -> None:
    found = laid_out(chart.lines(asked))
    for part in found.parts:
        assert part.x in {float(MARGIN), float(WIDTH - MARGIN - COLUMN)}
        wide = [line for placed in part.stops for line in placed.heading if width(line, TEXT) > COLUMN - WORDS]
        assert wide == []


def test_parts_and_pages_follow_each_other_without_touching(asked: Questionnaire) -> None:
    found = laid_out(chart.lines(asked))
    for column in (found.parts[: found.first], found.parts[found.first :]):
        assert all(_follows(above, below) for above, below in pairwise(column))
    for part in found.parts:
        assert all(above.y + above.height <= below.y for above, below in pairwise(part.stops))


def _follows(above: PlacedLine, below: PlacedLine) -> bool:
    return above.end <= below.y


def test_who_cannot_see_it_hears_every_page_and_condition(asked: Questionnaire, drawn: Element) -> None:
    assert drawn.get("role") == "img"
    names = (drawn.get("aria-labelledby") or "").split()
    told = {one.get("id"): one.text or "" for one in drawn if one.get("id")}
    assert set(names) == set(told)
    assert [name for name in asked.page if name not in told["desc"]] == []
    assert told["desc"].count(" only if ") == sum(page.when is not None for _, page in asked.pages())


def test_the_words_name_every_page_once(asked: Questionnaire) -> None:
    listed = re.findall(r"^- [●○] `([^`]+)`", chart.markdown(asked, "map.svg"), re.MULTILINE)
    assert listed == list(asked.page)


GROUNDS = {"light": "#ffffff", "dark": "#14181c"}
INK = re.compile(r"^ *(?:text|\.quiet|\.when) \{[^}]*fill: (#[0-9a-f]{6})", re.MULTILINE)


@pytest.mark.parametrize("look", GROUNDS)
def test_every_ink_stands_out_on_its_ground(drawn: Element, look: str) -> None:
    style = drawn.findtext(f"{SVG}style") or ""
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    inks = INK.findall(light if look == "light" else dark)
    assert len(inks) == 3
    assert [ink for ink in inks if contrast(ink, GROUNDS[look]) < 7] == []


def test_what_the_editor_wrote_is_no_markup(tmp_path: Path) -> None:
    text = SMALLEST.read_text(encoding="utf-8").replace("title: The offer", 'title: "<b>The & offer</b>"', 1)
    path = tmp_path / "questions.yaml"
    path.write_text(text, encoding="utf-8")
    made = chart.svg(load(path).questionnaire)
    assert "<b>" not in made
    assert "<b>The & offer</b>" in said(fromstring(made))  # noqa: S314 - we wrote it


@pytest.mark.parametrize("room", [40.0, 100.0, 1000.0])
def test_wrapped_lines_are_all_the_words_in_their_order(room: float) -> None:
    text = "Did they say how to stop the body fighting donor cells?"
    lines = wrapped(text, TEXT, room)
    assert " ".join(lines) == text
    assert all(width(line, TEXT) <= room or " " not in line for line in lines)
