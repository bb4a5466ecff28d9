"""Check answers and the summary on screen."""

from decision_aid.core.schema import Questionnaire
from tests.web.fakes import FakePress, PassingClock
from tests.web.page import Element
from tests.web.visitor import Shown, Visitor


def rows(shown: Shown) -> list[Element]:
    return [row for group in shown.page.by_class("rows") for row in group.all("div")]


def change_links(shown: Shown) -> list[str]:
    return [row.one("a").get("href") for row in rows(shown)]


def test_every_question_on_the_path_has_a_row_with_its_own_change_link(
    visitor: Visitor, questionnaire: Questionnaire
) -> None:
    seen = visitor.walk(visitor.begin("two"))
    shown = visitor.get("/answers")
    texts = [row.one("a").text for row in rows(shown)]
    assert texts == [f"Change answer {number}" for number in range(1, len(texts) + 1)]
    pages = {address.partition("?")[0] for address in change_links(shown)}
    assert pages == {"/q/who", "/q/length", "/q/offers", *seen}
    asked = sum(len(questionnaire.page[address.rpartition("/")[2]][1].questions) for address in pages)
    assert len(texts) == asked


def test_change_links_lead_to_the_question_and_back_to_check_answers(visitor: Visitor) -> None:
    visitor.walk(visitor.begin("one"))
    for address in change_links(visitor.get("/answers")):
        page, _, place = address.partition("#")
        shown = visitor.get(page)
        assert shown.page.by_id(place).tag == "fieldset"
        assert shown.page.by_class("back")[0].one("a").get("href") == "/answers"
        sent = visitor.press(shown)
        assert (sent.status, sent.location) == (303, "/answers"), address


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
