from datetime import date, timedelta

import pytest

from decision_aid.core import ages
from decision_aid.core.ages import OLD, STALE, Notices
from decision_aid.core.record import Holding, Provenance, Via
from decision_aid.core.words import Words

TODAY = date(2026, 11, 30)
DAY = timedelta(days=1)


def of_list(oldest: timedelta, newest: timedelta) -> Notices:
    return ages.of_list(Holding(2, TODAY - oldest, TODAY - newest), TODAY, Words())


def test_a_list_that_is_no_older_than_90_days_says_nothing_of_it() -> None:
    assert of_list(STALE, STALE) == of_list(STALE, DAY) == Notices()


def test_without_records_there_is_no_age() -> None:
    assert ages.of_list(Holding(), TODAY, Words()) == Notices()
    assert ages.contents(Holding(), Words()) == "The list has no records."


@pytest.mark.parametrize(
    ("records", "undated", "said"),
    [
        (1, 0, "The list has 1 record, dated 2026-11-30."),
        (2, 0, "The list has 2 records, dated 2026-11-30."),
        (2, 1, "The list has 2 records, 1 of them dated 2026-11-30."),
        (1200, 200, "The list has 1,200 records, 1,000 of them dated 2026-11-30."),
    ],
)
def test_a_list_tells_of_how_many_of_its_records_the_day_is_known(records: int, undated: int, said: str) -> None:
    assert ages.contents(Holding(records, TODAY, TODAY, undated=undated), Words()) == said


def test_one_fresh_record_does_not_hide_that_the_day_of_others_is_not_known() -> None:
    held = Holding(5, TODAY - STALE - DAY, TODAY, undated=2)
    first, beside = ages.of_list(held, TODAY, Words())
    (some,) = first
    assert some.startswith(
        "For some records in our list the day is not known (2 of 5). They may be more than a year old."
    )
    assert [notice.startswith("Some of our list is more than 90 days old") for notice in beside] == [True]
    days = "2026-08-31 to 2026-11-30"
    assert ages.contents(held, Words()) == f"The list has 5 records, 3 of them dated {days}."


def test_a_list_of_which_no_day_is_known_may_be_more_than_a_year_old() -> None:
    said = (
        "It is not known of which day our list is. It may be more than a year old. Much may have changed. Look at the "
        "public site."
    )
    assert ages.of_list(Holding(3, undated=3), TODAY, Words()) == Notices(first=(said,))
    assert ages.contents(Holding(3, undated=3), Words()) == "The list has 3 records. Their dates are not known."
    assert ages.contents(Holding(1, undated=1), Words()) == "The list has 1 record. Its date is not known."


@pytest.mark.parametrize(
    ("oldest", "newest", "said"),
    [
        (STALE + DAY, STALE + DAY, "Our list is more than 90 days old: it is of 2026-08-31."),
        (OLD, STALE + DAY, "Our list is more than 90 days old: it is of 2025-11-30 to 2026-08-31."),
        (STALE + DAY, STALE, "Some of our list is more than 90 days old: it is of 2026-08-31 to 2026-09-01."),
    ],
)
def test_after_90_days_it_is_said_beside_with_both_days(oldest: timedelta, newest: timedelta, said: str) -> None:
    first, beside = of_list(oldest, newest)
    assert first == ()
    assert [notice.startswith(said) for notice in beside] == [True]


@pytest.mark.parametrize(
    ("oldest", "newest", "said"),
    [
        (OLD + DAY, OLD + DAY, "Our list is more than a year old: it is of 2025-11-29."),
        (OLD + DAY, OLD, "Some of our list is more than a year old: it is of 2025-11-29 to 2025-11-30."),
        (OLD + DAY, DAY, "Some of our list is more than a year old: it is of 2025-11-29 to 2026-11-29."),
    ],
)
def test_after_a_year_it_is_said_first_and_one_fresh_record_does_not_hide_it(
    oldest: timedelta, newest: timedelta, said: str
) -> None:
    first, beside = of_list(oldest, newest)
    assert beside == ()
    assert [notice.startswith(said) for notice in first] == [True]


@pytest.mark.parametrize(
    ("age", "said"), [(STALE, ""), (STALE + DAY, "More than 90 days old."), (OLD + DAY, "More than a year old.")]
)
def test_a_record_says_its_age_in_few_words(age: timedelta, said: str) -> None:
    of_a_day = Provenance(via="file", obtained=TODAY, data=TODAY - age)
    assert ages.in_short(of_a_day, TODAY, Words()) == said
    assert bool(any(ages.of_record(of_a_day, TODAY, Words()))) == bool(said)


@pytest.mark.parametrize("obtained", [TODAY, TODAY - OLD - DAY])
def test_a_file_without_any_day_is_of_a_day_that_is_not_known_and_may_be_old(obtained: date) -> None:
    undated = Provenance(via="file", obtained=obtained)
    first, beside = ages.of_record(undated, TODAY, Words())
    assert ages.day(undated, Words()) == f"a day not known; loaded on {obtained}"
    assert [f"loaded on {obtained}. It may be more than a year old" in notice for notice in first] == [True]
    assert (beside, ages.in_short(undated, TODAY, Words())) == ((), "Day not known.")


@pytest.mark.parametrize("via", ["registry", "sample"])
def test_what_no_file_of_a_clinic_said_is_of_the_day_on_which_it_was_obtained(via: Via) -> None:
    asked = Provenance(via=via, obtained=TODAY)
    assert ages.day(asked, Words()) == "2026-11-30"
    assert not any(ages.of_record(asked, TODAY, Words()))
