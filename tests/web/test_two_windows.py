"""The same visit in two windows loses nothing."""

import pytest

from tests.web.fakes import TroubledStore
from tests.web.page import fields
from tests.web.visitor import Shown, Visitor
from tests.web.ways import read


@pytest.fixture
def address(visitor: Visitor) -> str:
    return visitor.begin()


def conflict(visitor: Visitor, address: str) -> Shown:
    """Answer one page in two windows; return what the second is shown."""
    first, second = visitor.get(address), visitor.get(address)
    visitor.press(first, {"decision-codes": "which", "decision-note": "Here first"})
    return visitor.press(second, {"decision-codes": "trial", "decision-note": "Here\nsecond"})


def decision(visitor: Visitor) -> tuple[list[str], list[str]]:
    given = fields(visitor.get("/q/decision").page.form())
    return given["decision-codes"], given["decision-note"]


def test_different_pages_are_both_kept(visitor: Visitor, address: str) -> None:
    first, second = visitor.get(address), visitor.get("/q/treated")
    assert visitor.press(first, {"decision-codes": "which"}).status == 303
    assert visitor.press(second, {"treated-codes": "no"}).status == 303
    assert fields(visitor.get(address).page.form())["decision-codes"] == ["which"]
    assert fields(visitor.get("/q/treated").page.form())["treated-codes"] == ["no"]


def test_the_first_answers_of_one_page_from_two_windows_are_a_conflict(visitor: Visitor, address: str) -> None:
    shown = conflict(visitor, address)
    assert shown.status == 409
    assert shown.page.one("h1").text == "Choose which answer to keep"
    for text in ("Which offer to choose", "Here first", "Whether to join a trial", "Here second"):
        assert text in shown.text


def test_nothing_is_changed_before_the_choice(visitor: Visitor, address: str) -> None:
    conflict(visitor, address)
    assert decision(visitor) == (["which"], ["Here first"])


def test_this_window_can_be_kept(visitor: Visitor, address: str) -> None:
    sent = visitor.press(conflict(visitor, address))
    assert (sent.status, sent.location) == (303, "/q/due")
    assert decision(visitor) == (["trial"], ["Here\nsecond"])


def test_the_other_window_can_be_kept(visitor: Visitor, address: str) -> None:
    shown = conflict(visitor, address)
    link = next(link for link in shown.page.by_class("button") if link.tag == "a")
    assert link.get("href") == "/q/due"
    assert decision(visitor) == (["which"], ["Here first"])


def test_a_third_window_meanwhile_is_a_conflict_again(visitor: Visitor, address: str) -> None:
    shown = conflict(visitor, address)
    visitor.answer(address, {"decision-codes": "learning"})
    assert visitor.press(shown).status == 409


def test_from_check_answers_both_choices_lead_back_there(visitor: Visitor, address: str) -> None:
    visitor.answer(address, {"decision-codes": "say_yes"})
    shown = conflict(visitor, f"{address}?then=answers")
    assert shown.status == 409
    assert next(link for link in shown.page.by_class("button") if link.tag == "a").get("href") == "/answers"
    assert visitor.press(shown).location == "/answers"


def test_an_answer_taken_back_here_and_changed_there_is_a_conflict(visitor: Visitor, address: str) -> None:
    visitor.answer(address, {"decision-codes": "say_yes"})
    first, second = visitor.get(address), visitor.get(address)
    visitor.press(first, {"decision-codes": "which"})
    shown = visitor.press(second, {"decision-codes": []})
    assert shown.status == 409
    assert visitor.press(shown).status == 303
    assert "decision-codes" not in fields(visitor.get(address).page.form())


def test_the_same_text_twice_is_kept_once(visitor: Visitor, address: str, store: TroubledStore) -> None:
    first, second = visitor.get(address), visitor.get(address)
    same = {"decision-codes": "which", "decision-note": "The same"}
    before = store.saves
    assert [visitor.press(shown, same).status for shown in (first, second)] == [303, 303]
    assert store.saves == before + 1


def test_the_back_button_and_continue_again_is_no_conflict(visitor: Visitor, address: str) -> None:
    shown = visitor.get(address)
    assert visitor.press(shown, {"decision-codes": "which"}).status == 303
    assert visitor.press(shown, {"decision-codes": "which"}).status == 303


def removed(visitor: Visitor, offer: int) -> None:
    """Remove an offer, as somebody does who reads what is asked."""
    asked = visitor.press(visitor.get("/answers"), action=f"/offer/{offer}/remove")
    visitor.post(f"/offer/{offer}/remove", read(asked.page.form()))


@pytest.mark.parametrize("answered", [(), (1, 2), (1,), (2,)])
def test_a_page_of_an_offer_that_was_removed_gives_its_words_to_no_other(
    visitor: Visitor, answered: tuple[int, ...]
) -> None:
    visitor.begin("two")
    for offer in answered:
        visitor.answer(f"/offer/{offer}/q/price", {"price-note": f"of offer {offer}"})
    shown = visitor.get("/offer/1/q/price")
    removed(visitor, 1)
    told = visitor.press(shown, {"price-note": "Kolibri of the first"})
    assert told.status == 409
    assert "Kolibri of the first" in told.text
    assert "Kolibri" not in visitor.get("/answers").text


def test_the_words_of_an_offer_that_is_there_no_more_are_shown_and_not_kept(visitor: Visitor) -> None:
    visitor.begin("two")
    shown = visitor.get("/offer/2/q/price")
    removed(visitor, 1)
    told = visitor.press(shown, {"price-note": "Kolibri"})
    assert told.status == 403
    assert "Kolibri" in told.text
    visitor.press(visitor.get("/answers"), action="/offer/add")
    assert "Kolibri" not in visitor.get("/offer/2/q/price").html


def test_a_page_that_another_window_took_off_the_path_is_kept_for_later(visitor: Visitor) -> None:
    on = visitor.begin("one")
    shown = visitor.get("/offer/1/q/price")
    visitor.answer("/q/offers", {"how_many-codes": "none"})
    sent = visitor.press(shown, {"price-note": "They named a price"})
    assert (sent.status, sent.location) == (303, on)
    assert "They named a price" not in visitor.get("/answers").text
    visitor.answer("/q/offers", {"how_many-codes": "one"})
    assert fields(visitor.get("/offer/1/q/price").page.form())["price-note"] == ["They named a price"]


def test_a_page_off_the_path_sent_empty_is_still_asked_when_it_comes_back(visitor: Visitor) -> None:
    visitor.begin("one")
    shown = visitor.get("/offer/1/q/offer")
    visitor.answer("/q/offers", {"how_many-codes": "none"})
    assert visitor.press(shown).status == 303
    visitor.answer("/q/offers", {"how_many-codes": "one"})
    assert "/offer/1/q/offer" in visitor.walk("/q/decision")


def test_a_wrong_answer_on_a_page_off_the_path_is_shown_with_what_was_typed(visitor: Visitor) -> None:
    visitor.begin("one")
    shown = visitor.get("/offer/1/q/price")
    visitor.answer("/q/offers", {"how_many-codes": "none"})
    gone = visitor.press(shown, {"price-exact": "a lot", "price-note": "They named a price"})
    assert gone.status == 422
    assert {own.text for own in gone.page.by_class("own")} == {"a lot", "They named a price"}


def test_a_visit_that_another_window_finished_says_so(visitor: Visitor, address: str) -> None:
    shown = visitor.get(address)
    visitor.press(visitor.get("/finish"), action="/finish")
    ended = visitor.press(shown, {"decision-note": "Not lost"})
    assert ended.status == 403
    assert "It was finished, or its time was up." in ended.text
