"""What must not be overlooked in a record, in few words: what differs, and that it is old."""

from datetime import date

import pytest

from decision_aid.core import listings
from decision_aid.core.ages import OLD, STALE
from decision_aid.core.record import Provenance
from decision_aid.core.schema import Questionnaire
from decision_aid.core.words import Words
from tests.core.given import answers, chose
from tests.registry.fakes import DAY, FakeRegistry, record

DATED = Provenance(via="file", obtained=DAY, data=DAY)


@pytest.mark.parametrize(
    ("told", "provenance", "today", "said"),
    [
        ("phase_3", DATED, DAY + OLD + OLD, "differs: Phase; over a year old"),
        ("phase_3", DATED, DAY, "differs: Phase"),
        ("between", DATED, DAY + OLD + OLD, "over a year old"),
        ("between", DATED, DAY + STALE + STALE, ""),
        ("between", Provenance(via="file", obtained=DAY), DAY, "day not known"),
        ("between", DATED, DAY, ""),
    ],
)
def test_what_differs_and_an_age_over_a_year_are_said_in_few_words(
    shipped: Questionnaire, told: str, provenance: Provenance, today: date, said: str
) -> None:
    given = answers({}, {"nct": chose("told", note="NCT01234567"), "phase": chose(told)})
    records = FakeRegistry((record(provenance=provenance),)).look_up(listings.numbers(shipped, given))
    found = listings.listing(shipped, given, 1, records, Words(), today)
    assert found
    assert found.heed == said
