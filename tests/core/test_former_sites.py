"""Places of a study that take part no more: named so, and counted nowhere."""

from datetime import date

from decision_aid.core import places, signals
from decision_aid.core.record import Site
from decision_aid.core.schema import Questionnaire
from decision_aid.core.signals import Reading
from decision_aid.core.words import Words
from tests.registry.fakes import record

RECORD = record(
    sites=(Site(facility="Clinic", city="Portland", state="Maine", country="United States"),),
    former_sites=(Site(city="Panama City", country="Panama", status="WITHDRAWN"), Site(status="TERMINATED")),
)


def reading(shipped: Questionnaire) -> Reading:
    assert shipped.registry
    return Reading(RECORD, shipped.registry.words, Words(), date(2026, 11, 1))


def test_a_place_that_left_is_named_last_with_what_became_of_it(shipped: Questionnaire) -> None:
    named = signals.places(reading(shipped))
    assert named.startswith("Clinic, Portland, Maine, United States; Panama City, Panama (Withdrawn")


def test_a_place_that_left_counts_for_no_country(shipped: Questionnaire) -> None:
    assert signals.cases(reading(shipped))["authority"].name == "us"


def test_a_place_that_left_is_neither_found_nor_missing() -> None:
    assert places.named("Panama City, Panama", RECORD) == ()
    assert not places.is_missing("Panama City, Panama", RECORD)


def test_a_place_is_found_by_its_state() -> None:
    assert places.named("somewhere in Maine", RECORD) == ("maine",)
