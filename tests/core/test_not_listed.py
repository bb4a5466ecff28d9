"""What is said of a number that is in no list, in the shipped questionnaire's words."""

from datetime import date, timedelta

import pytest

from decision_aid.core.ages import OLD, STALE
from decision_aid.core.record import Provenance
from decision_aid.core.schema import Questionnaire
from decision_aid.core.summary import Standing
from tests.core.given import answers, chose
from tests.core.test_listings import listed
from tests.registry.fakes import DAY, FakeRegistry, record


def test_a_number_that_is_not_in_the_list_proves_nothing(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, {"nct": chose("told", note="NCT07654321")}))
    assert found.standing is Standing.NOT_LISTED
    assert found.notices == ("Not in our list. That proves nothing. The list has 1 record, dated 2026-10-01.",)
    assert found.address.endswith("NCT07654321")


MISSED = {"nct": chose("told", note="NCT07654321")}


def test_a_number_that_is_not_in_an_old_list_says_so_first(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, MISSED), today=DAY + OLD + timedelta(days=1))
    assert found.first == (
        "Our list is more than a year old: it is of 2026-10-01. Much may have changed. Look at the public site.",
    )
    assert found.notices == ("Not in our list. That proves nothing. The list has 1 record, dated 2026-10-01.",)


def test_a_number_that_is_not_in_a_list_over_90_days_old_says_so_beside(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, MISSED), today=DAY + STALE + timedelta(days=1))
    assert found.first == ()
    assert found.notices[1].startswith("Our list is more than 90 days old: it is of 2026-10-01.")


def test_a_number_that_is_not_in_a_list_of_many_days_names_both_ends(shipped: Questionnaire) -> None:
    old = Provenance(via="file", obtained=DAY, data=date(2022, 3, 9))
    registry = FakeRegistry((record(), record(number="NCT00000002", provenance=old)))
    found = listed(shipped, answers({}, MISSED), registry)
    days = "2022-03-09 to 2026-10-01"
    assert found.notices == (f"Not in our list. That proves nothing. The list has 2 records, dated {days}.",)
    assert found.first[0].startswith("Some of our list is more than a year old: it is of 2022-03-09 to 2026-10-01.")


def test_a_number_that_is_not_in_the_sample_says_first_that_it_is_one(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, MISSED), FakeRegistry((record(),), sample=True))
    assert found.first == ("Our list is a sample of 1 old records, to try the form out.",)


@pytest.mark.parametrize(("unreachable", "said"), [(False, 0), (True, 1)])
def test_of_an_old_list_nothing_is_said_where_the_site_itself_has_no_such_number(
    shipped: Questionnaire, *, unreachable: bool, said: int
) -> None:
    registry = FakeRegistry((record(),), live=True, unreachable=unreachable)
    assert len(listed(shipped, answers({}, MISSED), registry, DAY + 2 * OLD).first) == said


@pytest.mark.parametrize("live", [False, True])
def test_of_a_list_that_cannot_be_read_nobody_says_that_it_lacks_the_number(
    shipped: Questionnaire, *, live: bool
) -> None:
    registry = FakeRegistry((record(),), live=live, unreadable=True)
    *_, last = listed(shipped, answers({}, MISSED), registry).notices
    assert last == "Our list of trial records could not be read. That says nothing about this number."


def test_a_number_that_is_not_in_a_list_of_days_not_known_says_so_first(shipped: Questionnaire) -> None:
    undated = record(provenance=Provenance(via="file", obtained=DAY))
    found = listed(shipped, answers({}, MISSED), FakeRegistry((undated,)))
    assert found.notices == ("Not in our list. That proves nothing. The list has 1 record. Its date is not known.",)
    assert found.first[0].startswith("It is not known of which day our list is. It may be more than a year old.")


def test_of_a_list_with_some_days_not_known_it_says_how_many_are_dated(shipped: Questionnaire) -> None:
    undated = record(number="NCT00000002", provenance=Provenance(via="file", obtained=DAY))
    found = listed(shipped, answers({}, MISSED), FakeRegistry((record(), undated)))
    assert found.notices == (
        "Not in our list. That proves nothing. The list has 2 records, 1 of them dated 2026-10-01.",
    )
    assert found.first[0].startswith("For some records in our list the day is not known (1 of 2).")
