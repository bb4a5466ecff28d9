"""The effort that is promised, measured: real keys in a real browser, JavaScript off, nothing typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser

from decision_aid import assets
from decision_aid.loader import load
from tests.effort.journeys import AT_ONCE, PLAIN, USUAL, Form, Way, ours
from tests.effort.pointer import Pointer
from tests.effort.report import BY_SCREEN, HEADS, row
from tests.effort.tally import Tally
from tests.effort.view import PHONE
from tests.effort.yard import measuring, serving_listed, serving_plain
from tests.house.checkout import ROOT

# Every page of the questionnaire is on one of the usual ways; the command that prints the table walks all.
WALKED: tuple[tuple[Form, Way], ...] = (
    (USUAL, Way("short", "self", "none")),
    (USUAL, Way("short", "family", "one")),
    (USUAL, Way("short", "self", "three")),
    (USUAL, Way("full", "self", "one")),
    (USUAL, Way("full", "self", "none")),
    (AT_ONCE, Way("short", "self", "one")),
    (AT_ONCE, Way("full", "self", "none")),
    (PLAIN, Way("short", "self", "one")),
)
LISTED: tuple[Form, Way] = (USUAL, Way("full", "self", "one", listed=True))
OURS = [pair for pair in WALKED if pair[0] is not PLAIN]
USUALLY = [pair for pair in WALKED if pair[0] is USUAL]


class Measured:
    """Walks each journey once, when it is first asked for."""

    def __init__(self, browser: Browser, home: str, plain: str, listed: str) -> None:
        self._measure, self._kept = measuring(browser, home, plain, listed), dict[tuple[Form, Way], Tally]()

    def __getitem__(self, pair: tuple[Form, Way]) -> Tally:
        if pair not in self._kept:
            self._kept[pair] = self._measure(*pair)
        return self._kept[pair]


@pytest.fixture(scope="module")
def measured(browser: Browser, home: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measured]:
    with serving_plain() as plain, serving_listed(tmp_path_factory.mktemp("listed")) as listed:
        yield Measured(browser, home, plain, listed)


def named(pair: tuple[Form, Way]) -> str:
    return f"{pair[0]}: {pair[1]}"


@pytest.mark.parametrize("pair", OURS, ids=named)
def test_two_presses_a_question_and_three_more_lead_through_the_form(
    measured: Measured, pair: tuple[Form, Way]
) -> None:
    tally = measured[pair]
    assert tally.presses <= 2 * tally.questions + 3
    assert {stop.place for stop in tally.asking if stop.presses > 2 * stop.questions} == set()


@pytest.mark.parametrize("pair", USUALLY, ids=named)
def test_three_presses_are_for_no_question(measured: Measured, pair: tuple[Form, Way]) -> None:
    around = {stop.place: stop.presses for stop in measured[pair].pages if not stop.questions}
    assert around == {"/": 1, "/keep": 1, "/answers": 1}


@pytest.mark.parametrize("pair", OURS, ids=named)
def test_six_keys_answer_a_question_and_go_on(measured: Measured, pair: tuple[Form, Way]) -> None:
    tally = measured[pair]
    assert tally.over(lambda stop: stop.least_keys, 6) == {}
    assert {stop.place: stop.keys for stop in tally.asking if stop.keys > 6 * stop.questions} == {}


@pytest.mark.parametrize("pair", [*OURS, LISTED], ids=named)
def test_three_tabs_lead_to_the_first_choice(measured: Measured, pair: tuple[Form, Way]) -> None:
    assert measured[pair].over(lambda stop: stop.tabs, 3) == {}


@pytest.mark.parametrize("pair", [*OURS, LISTED], ids=named)
def test_tab_stops_ten_times_on_a_question_page_at_most(measured: Measured, pair: tuple[Form, Way]) -> None:
    assert measured[pair].over(lambda stop: stop.stops, 10) == {}


@pytest.mark.parametrize("pair", [*WALKED, LISTED], ids=named)
def test_no_character_is_typed(measured: Measured, pair: tuple[Form, Way]) -> None:
    assert measured[pair].typed == 0


def test_going_on_by_choosing_saves_more_than_asking_for_it_costs(measured: Measured) -> None:
    way = Way("full", "self", "none")
    usual, at_once = measured[USUAL, way], measured[AT_ONCE, way]
    assert at_once.presses < usual.presses
    assert at_once.presses + at_once.desk < usual.presses + usual.desk
    assert at_once.presses + at_once.phone < usual.presses + usual.phone


def test_a_plain_form_of_the_same_questions_takes_more_of_everything(measured: Measured) -> None:
    way = Way("short", "self", "one")
    plain, at_once = measured[PLAIN, way], measured[AT_ONCE, way]
    usual = measured[USUAL, Way("short", "family", "one")]
    for form in (usual, at_once):
        assert form.presses < plain.presses
        assert form.keys < plain.keys
        assert len(form.pages) < len(plain.pages)
        assert form.presses + form.desk < plain.presses + plain.desk
        assert form.presses + form.phone < plain.presses + plain.phone


def test_every_question_page_was_walked(measured: Measured) -> None:
    walked = {stop.place.rpartition("/")[2] for pair in (*USUALLY, LISTED) for stop in measured[pair].pages}
    every = {page.id for _, page in load(assets.questions()).questionnaire.pages()}
    assert every - walked == {"donor"}  # asked about cells of a donor, and looks like the pages beside it


def test_a_trial_is_looked_up_with_four_presses_and_its_long_record_is_not_in_the_way(measured: Measured) -> None:
    (form, way), usual = LISTED, (USUAL, Way("full", "self", "one"))
    listed = {stop.place.rpartition("/")[2]: stop for stop in measured[form, way].pages}
    asked_of_its_number = listed["same-study"].presses
    assert measured[form, way].presses == measured[usual].presses + asked_of_its_number + 4
    assert [listed[page].presses for page in ("same-study", "listing-match")] == [2, 2]
    assert max(listed[page].phone for page in ("same-study", "listing-match")) <= 3


@pytest.mark.parametrize("pair", [*WALKED, LISTED], ids=named)
def test_the_table_in_the_document_tells_what_is_measured(measured: Measured, pair: tuple[Form, Way]) -> None:
    told = (ROOT / "docs/accessibility.md").read_text(encoding="utf-8")
    form, way = pair
    now, steady = row(form, way, measured[pair]).split("|"), len(HEADS) - len(BY_SCREEN) + 1
    then = next(line for line in told.splitlines() if line.startswith(f"| {way} | {form} |")).split("|")
    assert then[:steady] == now[:steady]  # how far a screen reaches depends on the machine's fonts


def test_a_pointer_presses_and_scrolls_as_often_as_was_worked_out(browser: Browser, home: str) -> None:
    way = Way("short", "family", "none")
    with closing(browser.new_context(base_url=home, java_script_enabled=False, viewport=PHONE)) as context:
        pointer = Pointer(context.new_page(), way.chosen)
        tally = ours(pointer)
    assert (pointer.clicks, pointer.scrolled) == (tally.presses, tally.phone)
    assert tally.keys == 0
