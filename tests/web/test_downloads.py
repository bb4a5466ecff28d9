"""The printout and the blank form as PDF."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from decision_aid.core.errors import PressBusy, PressFailed
from decision_aid.loader import Loaded
from decision_aid.services import Paper
from decision_aid.settings import Settings
from tests.web.conftest import Make
from tests.web.fakes import FakeExchange, FakePress, PassingClock
from tests.web.visitor import Shown, Visitor

SHEETS = [("", Paper.LETTER), ("?paper=letter", Paper.LETTER), ("?paper=a4", Paper.A4)]


@pytest.mark.parametrize(("query", "paper"), SHEETS)
def test_the_printout_is_a_file_on_the_paper_asked_for(
    visitor: Visitor, press: FakePress, query: str, paper: Paper
) -> None:
    visitor.begin()
    response = visitor.get(f"/summary.pdf{query}").response
    assert (response.status_code, response.mimetype, response.data) == (200, "application/pdf", b"%PDF-summary")
    assert response.headers["Content-Disposition"] == 'attachment; filename="questions-for-my-doctor.pdf"'
    assert press.printed[-1][0].paper is paper


@pytest.mark.parametrize(("query", "paper"), SHEETS)
def test_anyone_can_print_the_blank_form(visitor: Visitor, press: FakePress, query: str, paper: Paper) -> None:
    response = visitor.get(f"/questions.pdf{query}").response
    assert (response.status_code, response.mimetype, response.data) == (200, "application/pdf", b"%PDF-blank")
    assert press.blanks == [paper]
    assert not response.headers.getlist("Set-Cookie")


@pytest.mark.parametrize("paper", ["legal", "A4", "", "a4/../letter", "<b>"])
def test_an_unknown_paper_is_404(visitor: Visitor, paper: str) -> None:
    visitor.begin()
    assert visitor.get(f"/summary.pdf?paper={paper}").status == 404
    assert visitor.get(f"/questions.pdf?paper={paper}").status == 404


ADDRESSES = ["/summary.pdf?paper=a4", "/questions.pdf?paper=a4"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_busy_printer_says_when_to_try_again(visitor: Visitor, press: FakePress, address: str) -> None:
    visitor.begin()
    press.trouble = PressBusy
    shown = visitor.get(address)
    assert shown.status == 503
    assert int(shown.response.headers["Retry-After"]) > 0
    assert again(shown) == address


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_document_that_could_not_be_made_is_not_called_busy(visitor: Visitor, press: FakePress, address: str) -> None:
    visitor.begin()
    press.trouble = PressFailed
    shown = visitor.get(address)
    assert shown.status == 503
    assert "busy" not in shown.text
    assert again(shown) == address


def again(shown: Shown) -> str:
    """Return where "Try again" leads, with the paper that was chosen."""
    return next(link.get("href") for link in shown.page.by_class("main") if link.tag == "a")


def test_the_paper_of_the_setting_is_the_first_choice(make: Make, shipped: Loaded, press: FakePress) -> None:
    app: Flask = make(shipped, Settings(paper="a4"))
    visitor = Visitor(app.test_client())
    visitor.begin()
    visitor.get("/summary.pdf")
    assert press.printed[-1][0].paper is Paper.A4
    links = {link.get("href") for link in visitor.get("/summary").page.all("a")}
    assert {"/summary.pdf", "/summary.pdf?paper=letter"} <= links


def test_the_file_name_says_nothing_about_a_person(visitor: Visitor) -> None:
    visitor.begin("one")
    visitor.answer("/offer/1/q/offer", {"offer_name-note": "CANARY"})
    response = visitor.get("/summary.pdf").response
    assert "CANARY" not in str(response.headers)


def test_the_printout_carries_the_same_answers_as_data(
    visitor: Visitor, press: FakePress, exchange: FakeExchange, clock: PassingClock
) -> None:
    visitor.begin()
    visitor.get("/summary.pdf")
    _, printout = press.printed[-1]
    draft, day = exchange.written[-1]
    assert printout.data == b'{"resourceType":"QuestionnaireResponse"}\n'
    assert draft.answers.person["who"].codes == ("self",)
    assert day == printout.summary.identity.made_on == clock.time.date()


@pytest.mark.parametrize("address", ["/answers", "/summary"])
def test_looking_over_the_answers_begins_the_printout_that_the_click_then_asks_for(
    visitor: Visitor, press: FakePress, address: str
) -> None:
    visitor.begin()
    visitor.get(address)
    visitor.get("/summary.pdf")
    ((edition, make),) = press.ahead_of
    assert press.printed == [(edition, make())]
    assert edition.paper is Paper.LETTER


def test_what_is_printed_ahead_is_made_outside_the_request(
    visitor: Visitor, press: FakePress, exchange: FakeExchange
) -> None:
    visitor.begin()
    visitor.get("/answers")
    assert not exchange.written
    with ThreadPoolExecutor() as threads:
        printout = threads.submit(press.ahead_of[0][1]).result()
    assert printout.summary.texts.title
    assert exchange.written


def test_no_question_page_begins_to_print(visitor: Visitor, press: FakePress) -> None:
    page = visitor.begin("one")
    for address in (page, "/", "/stars", "/settings", "/options", "/about"):
        visitor.get(address)
    assert not press.ahead_of


def test_other_answers_other_wording_and_another_day_are_another_printout(
    visitor: Visitor, press: FakePress, clock: PassingClock
) -> None:
    visitor.begin()
    visitor.get("/summary")
    visitor.get("/summary")
    visitor.answer("/q/who", {"who-codes": "together"})
    visitor.get("/summary")
    visitor.press(visitor.get("/settings"), {"wording": "helper"}, action="/settings")
    visitor.get("/summary")
    clock.time += timedelta(hours=12)
    visitor.get("/summary")
    first, again, *others = (edition for edition, _ in press.ahead_of)
    assert first == again
    assert len({first, *others}) == 4
    assert len({edition.session for edition, _ in press.ahead_of}) == 1


def test_the_press_never_learns_the_sessions_token(visitor: Visitor, press: FakePress) -> None:
    visitor.begin()
    visitor.get("/summary")
    cookie = visitor.client.get_cookie("__Host-decision-aid", domain="localhost")
    assert cookie
    assert len(cookie.value) == 43
    assert cookie.value not in repr(press.ahead_of[0][0])


def test_finishing_forgets_what_was_printed_ahead(visitor: Visitor, press: FakePress) -> None:
    visitor.begin()
    visitor.get("/summary")
    visitor.press(visitor.get("/finish"), action="/finish")
    assert press.forgotten == [press.ahead_of[0][0].session]


@pytest.mark.parametrize("trouble", [PressBusy, PressFailed])
def test_without_a_pdf_the_summary_page_is_the_other_way_to_paper(
    visitor: Visitor, press: FakePress, trouble: type[PressBusy | PressFailed]
) -> None:
    visitor.begin()
    press.trouble = trouble
    links = {link.get("href") for link in visitor.get("/summary.pdf").page.all("a")}
    assert "/summary" in links
    assert visitor.get("/summary").status == 200


def test_without_a_blank_form_nobody_is_sent_to_a_summary(visitor: Visitor, press: FakePress) -> None:
    press.trouble = PressBusy
    links = {link.get("href") for link in visitor.get("/questions.pdf").page.all("a")}
    assert "/summary" not in links
