"""LHC-Forms shows what we ask and gives back what was answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from decision_aid import assets, loader
from decision_aid.core import journey
from decision_aid.core.draft import Draft
from decision_aid.core.parsing import Raw, parse
from decision_aid.fhir.questionnaire import questionnaire
from decision_aid.fhir.reading import read
from decision_aid.fhir.response import response
from decision_aid.loader import Loaded
from tests.fhir.clients import expected
from tests.fhir.clients.answered import Answered, answered
from tests.fhir.clients.filling import Filling
from tests.fhir.clients.lhc_forms import LhcForms, served
from tests.fhir.clients.visits import DAY, chosen
from tests.journeys.walking import answers_of

Respond = Callable[[Draft], bytes]
OUTSIDE = "http://192.0.2.1/"  # an address reserved for documentation (RFC 5737)
VISITS = chosen()

# Every condition of the shipped questionnaire comes true and untrue again. An answer about offer n has it at the end.
PRESSED: tuple[tuple[str, str] | tuple[str, str, int], ...] = (
    ("length", "full"),
    ("how_many", "none"),
    ("how_many", "not_sure"),
    ("alsfrs", "from_30"),
    ("alsfrs", "not_sure"),
    ("breathing_kind", "either"),
    ("breathing", "from_65"),
    ("breathing_kind", "not_tested"),
    ("how_many", "one"),
    ("cells", "donor_cord", 1),
    ("cells", "own_fat", 1),
    ("cells", "not_asked", 1),
    ("nct", "written", 1),
    ("nct", "no", 1),
)


class Returned(NamedTuple):
    """What LHC-Forms made of a visit: the items it showed, and the response it saved."""

    shown: list[str]
    saved: bytes


Return = Callable[[str], Returned]


@pytest.fixture(scope="module")
def returned(forms: LhcForms, published: bytes, respond: Respond) -> Return:
    """Give LHC-Forms one of the visits, once."""

    @cache
    def load(name: str) -> Returned:
        forms.load(published, respond(VISITS[name]))
        return Returned(forms.shown(), forms.save())

    return load


@pytest.fixture(scope="module")
def in_tenths(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Return the shipped questionnaire with a breathing result that has a decimal place."""
    exact = 'maximum: 150, unit: "%"'
    text = assets.questions().read_text(encoding="utf-8")
    assert text.count(exact) == 1
    changed = tmp_path_factory.mktemp("in_tenths") / "questions.yaml"
    changed.write_text(text.replace(exact, f"{exact}, decimals: 1"), encoding="utf-8")
    return loader.load(changed)


def given(resource: bytes) -> Answered:
    return answered(json.loads(resource))


@pytest.mark.parametrize("name", VISITS)
def test_it_shows_what_the_journey_asks(returned: Return, shipped: Loaded, published: bytes, name: str) -> None:
    shown = expected.shown(published, returned(name).shown)
    assert shown == expected.asked(shipped.questionnaire, published, VISITS[name].answers)


@pytest.mark.parametrize("name", VISITS)
def test_the_same_answers_come_back(returned: Return, respond: Respond, name: str) -> None:
    assert given(returned(name).saved) == given(respond(VISITS[name]))


@pytest.mark.parametrize("name", VISITS)
def test_what_it_saves_is_read_by_us(returned: Return, shipped: Loaded, name: str) -> None:
    asked = shipped.questionnaire
    kept = read(returned(name).saved, asked, shipped.digest, DAY)
    assert kept.left_out == ()
    assert kept.draft.answers == journey.asked_only(asked, VISITS[name].answers)


def test_it_shows_and_hides_by_our_conditions(forms: LhcForms, shipped: Loaded, published: bytes) -> None:
    forms.load(published)
    filling = Filling(forms, shipped.questionnaire, published)
    seen = [filling.conditional]
    for pressed in PRESSED:
        filling.choose(*pressed)
        assert filling.shown == filling.expected, pressed
        seen.append(filling.conditional)
    for text in ("NCT01234567", ""):
        filling.note("nct", text, 1)
        assert filling.shown == filling.expected, text
        seen.append(filling.conditional)
    conditional = {page.id for _, page in shipped.questionnaire.pages() if page.when}
    assert frozenset.union(*seen) == conditional
    assert frozenset.intersection(*seen) == frozenset()


def test_an_exact_number_opens_what_waits_for_it(forms: LhcForms, shipped: Loaded, published: bytes) -> None:
    forms.load(published)
    filling = Filling(forms, shipped.questionnaire, published)
    filling.choose("length", "full")
    for exact in ("36", ""):
        filling.write("alsfrs", exact)
        assert filling.shown == filling.expected, exact
        assert ("alsfrs-date" in filling.conditional) is bool(exact)


def test_an_offer_that_is_added_has_conditions_of_its_own(forms: LhcForms, shipped: Loaded, published: bytes) -> None:
    forms.load(published)
    filling = Filling(forms, shipped.questionnaire, published)
    filling.choose("length", "full")
    filling.choose("how_many", "one")
    filling.choose("nct", "no", 1)
    filling.add_offer()
    filling.choose("nct", "told", 2)
    assert filling.shown == filling.expected
    assert {shown.offer for shown in filling.shown if shown.link == "listing_match"} == {2}


def test_an_offer_that_is_added_there_is_read_behind_the_others(
    forms: LhcForms, shipped: Loaded, published: bytes, respond: Respond
) -> None:
    asked, draft = shipped.questionnaire, VISITS["short, one offer"]
    forms.load(published, respond(draft))
    filling = Filling(forms, asked, published, draft.answers)
    filling.add_offer()
    filling.choose("nct", "told", 2)
    kept = read(forms.save(), asked, shipped.digest, DAY)
    assert kept.left_out == ()
    assert kept.draft.answers == journey.asked_only(asked, filling.answers)


def test_a_number_with_decimals_comes_back(forms: LhcForms, in_tenths: Loaded) -> None:
    asked = in_tenths.questionnaire
    answer = parse(asked.questions["breathing"], Raw(exact="62.5"), DAY)
    answers = answers_of({"length": "full", "breathing_kind": "fvc"}, []).merged(None, {"breathing": answer})
    exported = response(asked, Draft(answers), DAY, in_tenths.digest).as_json()
    forms.load(questionnaire(asked, in_tenths.digest).as_json(), exported)
    assert given(forms.save()) == given(exported)
    assert read(forms.save(), asked, in_tenths.digest, DAY).draft.answers == answers


@pytest.mark.parametrize("part", ["system", "code", "display"])
def test_a_choice_that_is_none_of_ours_is_not_given_back(
    forms: LhcForms, published: bytes, respond: Respond, part: str
) -> None:
    planted = json.loads(respond(VISITS["only who is answering"]))
    planted["item"][0]["item"][0]["answer"][0]["valueCoding"][part] = "urn:uuid:cat"
    forms.load(published, json.dumps(planted).encode())
    assert answered(planted)
    assert given(forms.save()) == {}


def test_a_condition_that_is_not_ours_is_noticed(forms: LhcForms, shipped: Loaded, published: bytes) -> None:
    planted = published.replace(b'"code":"full"}', b'"code":"short"}')
    assert planted != published
    forms.load(planted)
    filling = Filling(forms, shipped.questionnaire, planted)
    filling.choose("length", "full")
    assert filling.shown != filling.expected


def test_a_request_to_anybody_else_is_stopped_and_counted(packages: Path, browser: Browser) -> None:
    with served(packages / "lforms") as address:
        forms = LhcForms(browser, address)
        forms.page.evaluate("address => fetch(address, {mode: 'no-cors'}).catch(() => null)", OUTSIDE)
        forms.close()
    assert forms.outside == [OUTSIDE]
