"""The places of a study: where each is, and which take part no more."""

from __future__ import annotations

from typing import Any

from decision_aid.core.record import Site, TrialRecord
from decision_aid.registry.plain import plain
from decision_aid.registry.study import record_of
from tests.registry.studies import TODAY, put, study

HERE = {"facility": "Clinic", "city": "Portland", "state": "Maine", "country": "United States", "status": "RECRUITING"}
LEFT = {"city": "Boston", "status": "WITHDRAWN"}


def read(*places: dict[str, Any]) -> TrialRecord:
    made = study()
    put(made, "protocolSection.contactsLocationsModule.locations", [*places])
    return record_of(made, "file", TODAY)


def test_a_place_keeps_its_state() -> None:
    assert read(HERE).sites == (Site(**HERE),)


def test_places_that_left_are_apart_from_those_that_take_part() -> None:
    record = read(LEFT, HERE)
    assert (record.sites, record.former_sites) == ((Site(**HERE),), (Site(**LEFT),))
    assert "Clinic, Portland, Maine, United States (RECRUITING); Boston (WITHDRAWN)" in plain(record)


def test_where_all_places_left_they_are_those_of_the_study() -> None:
    record = read(LEFT)
    assert (record.sites, record.former_sites) == ((Site(**LEFT),), ())
