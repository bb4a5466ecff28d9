"""The printout and the blank form as PDF."""

import pytest
from flask import Flask

from decision_aid.core.errors import PressBusy, PressFailed
from decision_aid.loader import Loaded
from decision_aid.services import Paper
from decision_aid.settings import Settings
from tests.web.conftest import Make
from tests.web.fakes import FakePress
from tests.web.visitor import Shown, Visitor

SHEETS = [("", Paper.LETTER), ("?paper=letter", Paper.LETTER), ("?paper=a4", Paper.A4)]


@pytest.mark.parametrize(("query", "paper"), SHEETS)
def test_the_printout_is_a_file_on_the_paper_asked_for(
    visitor: Visitor, press: FakePress, query: str, paper: Paper
) -> None:
    visitor.begin()
    response = visitor.get(f"/summary.pdf{query}").response
    assert (response.status_code, response.mimetype, response.data) == (200, "application/pdf", b"%PDF-summary")
    assert response.headers["Content-Disposition"] == 'attachment; filename="questions-for-my-neurologist.pdf"'
    assert press.printed[-1][1] is paper


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
    assert shown.status == 500
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
    assert press.printed[-1][1] is Paper.A4
    links = {link.get("href") for link in visitor.get("/summary").page.all("a")}
    assert {"/summary.pdf", "/summary.pdf?paper=letter"} <= links


def test_the_file_name_says_nothing_about_a_person(visitor: Visitor) -> None:
    visitor.begin("one")
    visitor.answer("/offer/1/q/offer", {"offer_name-note": "CANARY"})
    response = visitor.get("/summary.pdf").response
    assert "CANARY" not in str(response.headers)
