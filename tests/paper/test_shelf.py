import gc
import weakref
from dataclasses import replace
from datetime import date

from decision_aid.paper.shelf import Shelf
from decision_aid.services import Edition, Paper

ONE = Edition("a session", 1, "en.person", date(2026, 11, 23), Paper.LETTER)
OTHER = replace(ONE, session="another session")


def shelved(shelf: Shelf, edition: Edition, document: bytes = b"%PDF-") -> None:
    made = shelf.claim(edition)
    assert made
    shelf.keep(edition, made, document)


def documents(shelf: Shelf, *editions: Edition) -> list[bytes | None]:
    return [made.result() if (made := shelf.find(edition)) else None for edition in editions]


def test_what_was_made_is_found_again() -> None:
    shelf = Shelf()
    shelved(shelf, ONE)
    assert documents(shelf, ONE, OTHER) == [b"%PDF-", None]
    shelf.clear()


def test_an_edition_is_made_once() -> None:
    shelf = Shelf()
    made = shelf.claim(ONE)
    assert made
    assert shelf.claim(ONE) is None
    assert shelf.find(ONE) is made


def test_what_could_not_be_made_may_be_tried_again() -> None:
    shelf = Shelf()
    made = shelf.claim(ONE)
    assert made
    shelf.fail(ONE, made, RuntimeError())
    assert shelf.claim(ONE)


def test_a_newer_edition_of_a_session_drops_the_older_on_every_paper() -> None:
    shelf = Shelf()
    for edition in (ONE, replace(ONE, paper=Paper.A4), OTHER):
        shelved(shelf, edition)
    shelf.outdate(replace(ONE, revision=2))
    assert documents(shelf, ONE, replace(ONE, paper=Paper.A4), OTHER) == [None, None, b"%PDF-"]
    shelf.clear()


def test_other_paper_other_words_another_day_and_other_trial_records() -> None:
    shelf = Shelf()
    shelved(shelf, ONE)
    shelf.outdate(replace(ONE, paper=Paper.A4))
    assert shelf.find(ONE)
    shelf.outdate(replace(ONE, words="en.helper"))
    assert not shelf.find(ONE)
    shelved(shelf, ONE)
    shelf.outdate(replace(ONE, day=date(2026, 11, 24)))
    assert not shelf.find(ONE)
    shelved(shelf, ONE)
    shelf.outdate(replace(ONE, records="another list"))
    assert not shelf.find(ONE)


def test_what_is_dropped_while_it_is_made_reaches_those_who_wait_and_is_not_kept() -> None:
    shelf = Shelf()
    made = shelf.claim(ONE)
    assert made
    shelf.forget(ONE.session)
    shelf.keep(ONE, made, b"%PDF-")
    assert made.result() == b"%PDF-"
    assert shelf.find(ONE) is None


def test_a_finished_session_leaves_nothing_in_memory() -> None:
    shelf = Shelf()
    shelved(shelf, ONE)
    document = weakref.ref(shelf.find(ONE))
    shelf.forget(ONE.session)
    gc.collect()
    assert document() is None


def test_after_its_time_a_document_is_gone_from_memory() -> None:
    shelf = Shelf(seconds=0.01)
    made = shelf.claim(ONE)
    assert made
    document = weakref.ref(made, lambda _: None)
    shelf.keep(ONE, made, b"%PDF-")
    del made
    while len(shelf):
        gc.collect()
    gc.collect()
    assert document() is None


def test_the_oldest_goes_when_there_are_too_many() -> None:
    shelf = Shelf(most=2)
    third = replace(ONE, session="a third")
    for edition in (ONE, OTHER, third):
        shelved(shelf, edition)
    assert documents(shelf, ONE, OTHER, third) == [None, b"%PDF-", b"%PDF-"]
    shelf.clear()


def test_the_oldest_goes_when_all_are_too_large() -> None:
    shelf = Shelf(most_bytes=10)
    shelved(shelf, ONE, b"%PDF-six")
    shelved(shelf, OTHER, b"%PDF-two")
    assert documents(shelf, ONE, OTHER) == [None, b"%PDF-two"]
    shelved(shelf, ONE, b"%PDF-far-too-large")
    assert len(shelf) == 0
