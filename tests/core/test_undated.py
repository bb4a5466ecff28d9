"""A record of which the day is not known says so wherever its day stands."""

from decision_aid.core import listings
from decision_aid.core.record import Holding, Looked, Provenance
from decision_aid.core.schema import Questionnaire
from decision_aid.core.words import Words
from tests.registry.fakes import DAY, NUMBER, record

SAID = "a day not known; loaded on 2026-10-01"


def test_a_record_of_a_day_not_known_says_so_wherever_its_day_stands(shipped: Questionnaire) -> None:
    undated = record(provenance=Provenance(via="file", obtained=DAY), verified="2021-10")
    found = listings.of_record(shipped, Looked(NUMBER, undated, Holding(1, DAY, DAY)), Words(), DAY)
    rows = {row.id: row.says for row in found.rows}
    assert found.about[-1].value == SAID
    assert rows["status"] == f"Recruiting, as of {SAID}."
    assert rows["verified"].endswith(f"This copy is of {SAID}.")
    assert found.first
    assert found.age
