from dataclasses import replace

from decision_aid.core.summary import Beside, Line, Listing
from decision_aid.paper.annex import annex
from decision_aid.paper.cut import width
from decision_aid.paper.fit import Fit
from decision_aid.paper.front import front
from decision_aid.paper.records import Listed, Records, records
from tests.paper import listings, summaries
from tests.paper.listings import FOUND, NOT_LISTED, OTHER, listed

OLD, SAMPLE = "This is of 2022.", "This is a sample."


def found(*given: Listing) -> Records:
    shown = records(listed(*given))
    assert shown
    return shown


def one(listing: Listing) -> Listed:
    return found(listing).listed[0]


def test_without_a_number_there_is_nothing() -> None:
    assert records(summaries.some()) is None


def test_a_number_needs_an_annex_even_if_all_else_fits() -> None:
    summary = listed(FOUND)
    full = annex(summary, front(summary, Fit(0, 0)))
    assert full
    assert full.records == records(summary)


def test_what_is_said_of_every_record_stands_before_them_once() -> None:
    old = replace(FOUND, first=(OLD,), notices=(SAMPLE,))
    shown = found(old, old)
    assert (shown.first, shown.notices) == ((OLD,), (SAMPLE,))
    assert [(each.listing.first, each.listing.notices) for each in shown.listed] == [((), ()), ((), ())]


def test_how_old_the_list_is_stands_once_before_numbers_that_are_not_in_it() -> None:
    missing = replace(NOT_LISTED, first=(OLD,))
    shown = found(missing, missing)
    assert shown.first == (OLD,)
    assert [each.listing.first for each in shown.listed] == [(), ()]


def test_what_is_said_of_one_record_stays_with_it() -> None:
    shown = found(replace(FOUND, first=(OLD,)), FOUND)
    assert shown.first == ()
    assert [each.listing.first for each in shown.listed] == [(OLD,), ()]


def test_what_is_said_of_a_number_without_record_stays_with_it() -> None:
    shown = found(NOT_LISTED, NOT_LISTED)
    assert shown.notices == ()
    assert [each.listing.notices for each in shown.listed] == [NOT_LISTED.notices] * 2


def test_only_a_record_that_is_meant_is_shown() -> None:
    assert [each.is_found for each in found(FOUND, OTHER, NOT_LISTED).listed] == [True, False, False]


def test_an_offers_title_is_short_and_has_its_number() -> None:
    long = replace(listings.offered(1)[0], title="Lake " * 40)
    shown = records(replace(listed(FOUND), offers=(long,)))
    assert shown
    assert shown.listed[0].offer.startswith("1. Lake Lake")
    assert width(shown.listed[0].offer) <= 63


def test_a_number_of_no_offer_has_no_title() -> None:
    shown = records(replace(summaries.some(), listings=(replace(FOUND, offer=None),)))
    assert shown
    assert shown.listed[0].offer == ""


def test_long_texts_of_a_record_are_cut() -> None:
    told = Beside("price", "Price", "word " * 900, "word " * 90, "Ask?")
    shown = one(replace(FOUND, title="word " * 90, about=(Line("Sponsor", "word " * 90),), rows=(told,))).listing
    texts = (shown.title, shown.about[0].value, shown.rows[0].says, shown.rows[0].told)
    assert all(text.endswith("…") for text in texts)
    assert [width(text) <= room for text, room in zip(texts, (240, 160, 1000, 120), strict=True)] == [True] * 4


def test_what_a_row_asks_and_a_gate_quotes_is_never_cut() -> None:
    quote = "“" + "word " * 90 + "” (listed under reasons not to take someone)"
    row, gate = replace(FOUND.rows[0], ask="word " * 90), replace(FOUND.gates[0], quotes=(quote,))
    shown = one(replace(FOUND, rows=(row,), gates=(gate,))).listing
    assert (shown.rows[0].ask, shown.gates[0].quotes) == (row.ask, (quote,))
