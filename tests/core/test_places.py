"""Whether a place that was told stands in a record: whole names do, one word of one may be anything's."""

from typing import Any

import pytest

from decision_aid.core.places import is_missing, named
from decision_aid.core.record import Site
from tests.registry.fakes import record

ELSEWHERE = (Site(facility="Hospital of the Town", city="Boston", country="United States"),)


def at(facility: str = "", city: str = "", country: str = "") -> dict[str, Any]:
    return {"sites": (Site(facility=facility, city=city, country=country),)}


@pytest.mark.parametrize(
    ("told", "fields", "words"),
    [
        ("The Boston stem cell clinic", {"sites": ELSEWHERE}, ("boston",)),
        ("boston", {"sites": ELSEWHERE}, ("boston",)),
        ("Dr. John Smith in Boston", {"sites": ELSEWHERE}, ("boston",)),
        ("In SAO PAULO", at(city="São Paulo"), ("sao", "paulo")),
        ("Seoul, Korea", at(city="Seoul", country="Korea, Republic of"), ("seoul", "korea")),
        ("Iran", at(country="Iran, Islamic Republic of"), ("iran",)),
        ("at the Mayo", {"sponsor": "Mayo Clinic"}, ("mayo",)),
        ("Hadassah", {"collaborators": ("Hadassah Medical Organization",)}, ("hadassah",)),
        ("MD Stem Cells, Westport", at("MD Stem Cells"), ("md",)),
        ("Saint John Clinic", at("Saint John Clinic"), ("saint", "john")),
        ("St. John's, Antigua", at(city="St. John's"), ("st", "john")),
        ("University Hospital Motol", {"collaborators": ("Neurology, University Hospital Motol, Prague",)}, ("motol",)),
    ],
)
def test_a_whole_name_that_was_told_is_found(told: str, fields: dict[str, Any], words: tuple[str, ...]) -> None:
    found = record(**fields)
    assert named(told, found) == words
    assert not is_missing(told, found)


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ("Dr. John Smith", at("Saint John Clinic")),
        ("Dr John Smith", at(city="St. John's")),
        ("John's cells", at("Saint John Clinic")),
        ("California", at("California Pacific Medical Center")),
        ("in the Alpha ward", at("Irvine Alpha Stem Cell Clinic")),
        ("St. Louis", at(city="Saint Louis")),
    ],
)
def test_a_part_of_a_name_is_neither_found_nor_missing(told: str, fields: dict[str, Any]) -> None:
    found = record(**fields)
    assert named(told, found) == ()
    assert not is_missing(told, found)


MASS = at("Massachusetts General Hospital", "Boston", "United States")


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ("Mass General", MASS),
        ("at Mass Gen", MASS),
        ("MassGeneral downtown", MASS),
        ("UCLA", at("University of California Los Angeles")),
        ("ucla", at("University of California", "Los Angeles")),
        ("CPMC", at("California Pacific Medical Center", "San Francisco")),
        ("The CPMC in town", {"sponsor": "California Pacific Medical Center", "sites": ELSEWHERE}),
        ("UMass", {"collaborators": ("University of Massachusetts",), "sites": ELSEWHERE}),
        ("Massachusetts General Hospital", at("MGH")),
    ],
)
def test_what_may_be_short_for_a_name_is_neither_found_nor_missing(told: str, fields: dict[str, Any]) -> None:
    found = record(**fields)
    assert named(told, found) == ()
    assert not is_missing(told, found)


@pytest.mark.parametrize(
    "told", ["UCLA", "Mast General", "CMPC", "Uni clinic in Tijuana", "Hosp. Angeles, Tijuana", "Panama", "Genoa"]
)
def test_what_is_short_for_no_name_in_the_record_is_missing(told: str) -> None:
    assert is_missing(told, record(**MASS, sponsor="California Pacific Medical Center"))


@pytest.mark.parametrize(
    "told",
    ["Clinic in Tijuana", "tijuana", "tijuana mexico", "in the new private clinic of Tijuana", "PANAMA", "Zürich",
     "Dr. John Smith, Tijuana", "At Bostonia"],
)  # fmt: skip
def test_a_place_of_which_no_word_stands_there_is_missing(told: str) -> None:
    assert is_missing(told, record(sites=ELSEWHERE))
    assert named(told, record(sites=ELSEWHERE)) == ()


@pytest.mark.parametrize(
    "told",
    ["", "?", "Dr. Merit Cudkowicz", "Prof. Cudkowicz, MD", "Stem cell clinic at the university hospital", "USA",
     "In the US", "into the lower back", "Lumbar spine", "They would not say", "not known yet", "their doctor's office",
     "123", "they said that somebody tells us on the phone", "America", "at a hospital abroad"],
)  # fmt: skip
def test_where_no_place_was_told_none_is_missing(told: str) -> None:
    assert not is_missing(told, record(sites=ELSEWHERE))
    assert named(told, record(sites=ELSEWHERE)) == ()


def test_a_sponsor_that_is_the_place_is_not_missing() -> None:
    assert not is_missing("At the Royan", record(sponsor="Royan Institute", sites=ELSEWHERE))
