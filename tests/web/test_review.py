"""Check answers and the summary on screen."""

from dataclasses import replace

import pytest

from decision_aid.core.answers import Answer
from decision_aid.core.schema import Questionnaire
from tests.web.fakes import FakePress, PassingClock, TroubledStore
from tests.web.page import Element
from tests.web.visitor import Shown, Visitor
from tests.web.ways import session_of


def looked_over(visitor: Visitor) -> list[Shown]:
    """Return check answers: one page, or one more for each offer."""
    first = visitor.get("/answers")
    there = [link.get("href") for link in first.page.all("a") if link.get("href").startswith("/answers?offer=")]
    return [first, *map(visitor.get, there)]


def rows(shown: Shown) -> list[Element]:
    return [row for group in shown.page.by_class("rows") for row in group.all("div")]


def change_links(shown: Shown) -> list[str]:
    return [row.one("a").get("href") for row in rows(shown)]


@pytest.mark.parametrize(("offers", "pages"), [("one", 1), ("two", 3), ("three", 4)])
def test_every_question_on_the_path_has_a_row_with_its_own_change_link(
    visitor: Visitor, questionnaire: Questionnaire, offers: str, pages: int
) -> None:
    seen = visitor.walk(visitor.begin(offers))
    shown = looked_over(visitor)
    assert len(shown) == pages
    texts = [row.one("a").text for page in shown for row in rows(page)]
    assert sorted(texts) == sorted(f"Change answer {number}" for number in range(1, len(texts) + 1))
    addresses = {address.partition("?")[0] for page in shown for address in change_links(page)}
    assert addresses == {"/q/who", "/q/length", "/q/offers", *seen}
    asked = sum(len(questionnaire.page[address.rpartition("/")[2]][1].questions) for address in addresses)
    assert len(texts) == asked


@pytest.mark.parametrize("offers", ["one", "two"])
def test_change_links_lead_to_the_question_and_back_to_where_they_stand(visitor: Visitor, offers: str) -> None:
    visitor.walk(visitor.begin(offers))
    for looked in looked_over(visitor):
        for address in change_links(looked):
            page, _, place = address.partition("#")
            shown = visitor.get(page)
            assert shown.page.by_id(place).tag == "fieldset"
            sent = visitor.press(shown)
            assert sent.status == 303
            assert address in change_links(visitor.get(sent.location))
            assert visitor.press(visitor.get(page), {"pause": "back"}).location == sent.location, address


def test_the_offers_of_a_long_list_lead_from_one_to_the_next(visitor: Visitor) -> None:
    visitor.begin("two")
    second = [link.get("href") for link in visitor.get("/answers?offer=1").page.by_class("button")]
    assert second == ["/stars", "/answers?offer=2", "/stars"]
    assert visitor.get("/answers?offer=2").page.by_class("back")[0].one("a").get("href") == "/answers"


@pytest.mark.parametrize("offer", ["3", "0", "-1", "x", "\u00b2", "1&offer=2"])
def test_the_answers_about_an_offer_that_is_not_there_are_the_first_page(visitor: Visitor, offer: str) -> None:
    visitor.begin("two")
    assert visitor.get(f"/answers?offer={offer}").status == 200


def test_a_refused_change_still_returns_to_check_answers(visitor: Visitor) -> None:
    visitor.begin()
    refused = visitor.press(visitor.get("/q/decision?then=answers"), {"decision-codes": "nonsense"})
    assert refused.status == 422
    assert visitor.press(refused, {"decision-codes": "which"}).location == "/answers"


def test_then_leads_nowhere_else(visitor: Visitor) -> None:
    on = visitor.begin()
    sent = visitor.press(visitor.get(f"{on}?then=https://else.example"), {"then": "https://else.example"})
    assert sent.location == "/q/due"


def test_a_skipped_question_says_so(visitor: Visitor, questionnaire: Questionnaire) -> None:
    visitor.begin()
    nothing = questionnaire.texts.summary.states.nothing_given
    assert [row.all("dd").__next__().text for row in rows(visitor.get("/answers"))].count(nothing) > 10


def test_check_answers_leads_back_to_what_is_still_to_answer(visitor: Visitor) -> None:
    on = visitor.begin()
    assert visitor.get("/answers").page.by_class("back")[0].one("a").get("href") == on
    visitor.walk(on)
    assert not visitor.get("/answers").page.by_class("back")


def test_more_questions_are_offered_until_all_are_asked(visitor: Visitor) -> None:
    visitor.begin()
    assert "Answer more questions" in visitor.get("/answers").text
    visitor.answer("/q/length", {"length-codes": "full"})
    assert "Answer more questions" not in visitor.get("/answers").text


def test_answers_off_the_path_appear_nowhere_and_come_back(visitor: Visitor, press: FakePress) -> None:
    visitor.begin("one")
    visitor.answer("/offer/1/q/offer", {"offer_name-note": "CANARY by the sea", "offer_kind-codes": "paid_clinic"})
    visitor.answer("/offer/1/q/signs-1", {"signs_1-codes": ["cure_promised", "not_seen"]})
    visitor.answer("/q/offers", {"how_many-codes": "none"})
    visitor.get("/summary.pdf")
    shown = [visitor.get(address).text for address in ("/answers", "/stars", "/summary")]
    for text in (*shown, repr(press.printed[-1][1].summary)):
        assert "CANARY" not in text
    assert not press.printed[-1][1].summary.signs
    visitor.answer("/q/offers", {"how_many-codes": "one"})
    visitor.get("/summary.pdf")
    assert press.printed[-1][1].summary.offers[0].title == "CANARY by the sea"
    assert [sign.id for sign in press.printed[-1][1].summary.signs] == ["cure_promised"]


def test_a_sign_seen_stands_on_the_summary_with_why_and_what_to_ask(
    visitor: Visitor, questionnaire: Questionnaire
) -> None:
    visitor.begin("one")
    visitor.answer("/offer/1/q/signs-1", {"signs_1-codes": ["cure_promised", "not_seen"]})
    (card,) = [card for card in visitor.get("/summary").page.by_class("card") if "cure" in card.one("h3").text]
    sign = questionnaire.sign["cure_promised"]
    assert sign.label in card.text
    assert sign.why in card.text
    assert sign.ask.partition("[")[0] in card.text
    for source in sign.sources:
        assert questionnaire.source[source].brief in card.text


def test_the_summary_and_the_printout_are_the_same_summary(visitor: Visitor, press: FakePress) -> None:
    visitor.begin("two", full=True)
    visitor.answer("/q/alsfrs", {"alsfrs-exact": "36"})
    visitor.answer("/q/alsfrs-date", {"alsfrs_date-month": "3", "alsfrs_date-year": "2026"})
    visitor.answer("/q/onset", {"onset-month": "3", "onset-year": "2025"})
    visitor.get("/summary.pdf")
    summary, text = press.printed[-1][1].summary, visitor.get("/summary").text
    assert "1.00" in summary.decline
    said = [summary.decline, summary.answered_by, *(note.text for note in summary.notes)]
    said += [question.text for topic in summary.open_topics for question in topic.questions]
    said += [line.value for offer in summary.offers for line in offer.lines]
    assert len(said) > 20
    for sentence in said:
        assert " ".join(sentence.split()) in text


def test_a_fact_past_its_review_shows_a_banner(visitor: Visitor, clock: PassingClock) -> None:
    addresses = ("/", "/about", "/options", "/summary")
    visitor.begin()
    assert not [address for address in addresses if "past their review date" in visitor.get(address).text]
    clock.pass_days(366)
    visitor.begin()
    for address in addresses:
        assert "past their review date" in visitor.get(address).text, address


def test_who_has_answered_nothing_still_gets_a_summary(visitor: Visitor) -> None:
    visitor.start()
    shown = visitor.get("/summary")
    assert shown.status == 200
    assert len(list(shown.page.all("h2"))) > 8


def test_an_answer_to_what_is_not_asked_any_more_is_told_with_its_words(visitor: Visitor, store: TroubledStore) -> None:
    visitor.begin("one")
    told = "not asked here any more"
    assert told not in visitor.get("/answers").text
    visit = store.open(session_of(visitor))
    assert visit
    given = visit.draft.answers.merged(1, {"local_gone": Answer(("yes",), note="500 <dollars>")})
    store.save(visit, replace(visit.draft, answers=given))
    shown = visitor.get("/answers").text
    assert "You answered 1 question that is not asked here any more." in shown
    assert "What you wrote there: “500 <dollars>”" in shown
    summary = visitor.get("/summary")
    assert [own.text for own in summary.page.by_class("own")] == ["500 <dollars>"]
    assert "Asked no more" in summary.text
    assert "Offer 1: A question asked before" in summary.text


def test_a_sign_calls_an_offer_by_its_name_in_every_line(visitor: Visitor) -> None:
    visitor.begin("two")
    visitor.answer("/offer/2/q/offer", {"offer_name-note": "Clinic by the sea"})
    visitor.answer("/offer/2/q/price", {"price-exact": "45,000"})
    cards = [one.text for one in visitor.get("/summary").page.by_class("card")]
    card = next(card for card in cards if "(Clinic by the sea)" in card)
    assert "Answered: Clinic by the sea: " in card
    assert "Offer 2" not in card


def test_who_comes_back_to_other_choices_is_not_told_that_all_is_as_it_was(
    visitor: Visitor, store: TroubledStore
) -> None:
    visitor.begin()
    visit = store.open(session_of(visitor))
    assert visit
    store.save(visit, replace(visit.draft, asked={**visit.draft.asked, "length": "00000000"}))
    shown = visitor.get("/answers").text
    assert "0 new, 1 changed. An answer that fits none of the choices any more is left out." in shown
