from decimal import Decimal

from decision_aid.locales import day_in, number_in


def test_a_date_is_written_with_its_months_name() -> None:
    assert day_in("en")("2025-03") == "March 2025"
    assert day_in("en")("2025-03-14") == "14 March 2025"
    assert day_in("es")("2025-03") == "marzo 2025"


def test_a_number_is_grouped_as_the_language_does() -> None:
    assert number_in("en")(Decimal(25000)) == "25,000"
    assert number_in("de")(Decimal("12.5")) == "12,5"
