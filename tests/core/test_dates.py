from decimal import Decimal

import pytest

from decision_aid.core.dates import PartialDate


def test_a_date_is_written_as_it_was_read() -> None:
    assert str(PartialDate.read("2025-03")) == "2025-03"
    assert str(PartialDate.read("2025-03-04")) == "2025-03-04"


@pytest.mark.parametrize("wrong", ["2025-13", "2025-02-30", "2025", "x-y"])
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.read(wrong)


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ("2024-03", "2025-03", "12"),
        ("2024-03-15", "2025-03-15", "12"),
        ("2024-12", "2025-01", "1"),
        ("2024-03-31", "2025-03", "12"),
    ],
)
def test_months_are_counted_by_the_calendar(earlier: str, later: str, months: str) -> None:
    assert PartialDate.read(earlier).months_until(PartialDate.read(later)) == Decimal(months)


def test_days_count_where_both_are_known() -> None:
    months = PartialDate.read("2025-01-30").months_until(PartialDate.read("2025-02-01"))
    assert 0 < months < 1
