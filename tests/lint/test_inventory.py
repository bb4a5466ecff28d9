"""The inventory counts what is there."""

from datetime import date

from decision_aid.core.schema import Questionnaire
from decision_aid.lint import reading
from decision_aid.lint.inventory import as_text, inventory


def test_the_inventory_counts_what_is_there(smallest: Questionnaire) -> None:
    told = inventory(smallest, "0" * 64, reading.grades(smallest), date(2026, 11, 23))
    assert told["Parts"] == "2"
    assert told["Pages"] == "7, of which 2 on the short path"
    assert told["Questions"] == "14, of which 1 on the short path"
    assert told["Warning signs"] == "2"
    assert told["Options"] == "2, compared in 2 rows"
    assert told["Sources"] == "2, of which 1 were read only as a copy"
    assert told["Version"] == "2026.11, published 2026-11-23"
    assert told["Hash"] == "0" * 64
    assert told["Next review"] == "2027-11-22, 0 past their review date"


def test_the_inventory_tells_what_is_past_its_review_date(smallest: Questionnaire) -> None:
    text = as_text(inventory(smallest, "", reading.grades(smallest), date(2027, 11, 23)))
    assert "2027-11-22, 25 past their review date" in text
