"""The clinic's other programs: at another port of the form's host, or under another name of the same domain.

A browser takes them for the same site: their forms come with the visit's cookie. They put nothing into its pages, and
"Finish and clear" takes nothing of theirs away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from http.server import ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from decision_aid import assets
from decision_aid.loader import load
from decision_aid.settings import Settings
from tests.browser.places import begin, finished, go_on
from tests.registry.fakes import record
from tests.reliability.front import Quiet, running
from tests.serving import serving_here
from tests.web.house import House

HOST, SISTER, DOMAIN = "form.clinic.localhost", "portal.clinic.localhost", "clinic.localhost"
THEIRS = {"portal", "signed-on"}
WORDS = "My doctor agreed. Call 0900 now"
FIELDS = {
    "/q/decision": {"decision-codes": "trial", "decision-note": WORDS, "revision": "1"},
    "/offer/1/q/price": {"price-codes": "not_told", "price-note": WORDS, "revision": "1"},
    "/trials": {"words": WORDS},
}
PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Neighbour</title><body>
<form method="post" action="{action}">{fields}</form>{script}"""
SENDING = "<script>document.forms[0].submit()</script>"
GIVEN = """() => [...document.querySelectorAll('main :is(input, textarea)')]
  .filter(field => field.type !== 'hidden' && (!['radio', 'checkbox'].includes(field.type) || field.checked))
  .map(field => field.value).filter(Boolean)"""


SETTING = {
    "/": [("Set-Cookie", f"signed-on=nurse; Path=/; Domain={DOMAIN}"), ("Set-Cookie", "portal=own; Path=/")],
    "/greedy": [("Clear-Site-Data", '"cache", "cookies", "storage"')],
}


class Neighbour(ThreadingHTTPServer):
    """A program that gives its own cookies; at /sending its form is sent by itself, to the address after the ?.

    At /greedy it has the browser clear all cookies.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)


class _Answering(Quiet):
    def do_GET(self) -> None:  # noqa: N802 - the name is the standard library's
        address = urlsplit(self.path)
        form = parse_qs(address.query).get("form", ["/"])[0]
        given = FIELDS.get(urlsplit(form).path, {})
        fields = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in given.items())
        script = SENDING if address.path == "/sending" else ""
        page = PAGE.format(action=form, fields=fields, script=script).encode()
        self.answer(
            200,
            [*SETTING.get(address.path, []), ("Content-Type", "text/html"), ("Content-Length", str(len(page)))],
            page,
        )


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the form under a name of a domain, with a record, so that trials can be looked up."""
    house = House(load(assets.questions()), tmp_path_factory.mktemp("named"))
    house.registry.records = (record(),)
    with serving_here(house.app(Settings(trusted_hosts=(HOST,)))) as address:
        yield f"http://{HOST}:{urlsplit(address).port}"
    house.store.store.close()


@pytest.fixture(scope="module")
def neighbour() -> Iterator[int]:
    with running(Neighbour()) as port:
        yield port


@pytest.fixture
def page(browser: Browser, form: str) -> Iterator[Page]:
    """Return a window with a visit open."""
    with closing(browser.new_context(base_url=form)) as context:
        page = context.new_page()
        begin(page, "one")
        yield page


def cookies(page: Page) -> set[str]:
    return {cookie.get("name", "") for cookie in page.context.cookies()}


def given(page: Page) -> list[str]:
    """Return everything that is ticked or written on a page."""
    found: list[str] = page.evaluate(GIVEN)
    return found


@pytest.mark.parametrize("address", FIELDS)
@pytest.mark.parametrize("host", [HOST, SISTER], ids=["another port", "another name"])
def test_a_neighbours_form_puts_nothing_into_the_page_of_an_open_visit(
    page: Page, form: str, neighbour: int, host: str, address: str
) -> None:
    page.goto(address)
    before = given(page)
    with page.expect_response(form + address) as answer:
        page.goto(f"http://{host}:{neighbour}/sending?form={form}{address}")
    assert "decision-aid=" in answer.value.request.all_headers()["cookie"]  # it came with the visit's cookie
    assert answer.value.status == 403
    expect(page.get_by_role("alert")).to_be_visible()
    assert (WORDS in page.content(), given(page)) == (False, before)
    go_on(page)
    page.goto("/answers")
    assert WORDS not in page.content()


def test_finish_and_clear_takes_all_cookies_of_the_form_and_none_of_a_neighbour(page: Page, neighbour: int) -> None:
    page.goto("/settings")
    go_on(page)
    page.goto(f"http://{SISTER}:{neighbour}/")
    assert cookies(page) > THEIRS
    finished(page)
    assert page.url.endswith("/finished")
    assert cookies(page) == THEIRS


def test_a_browser_that_is_told_to_clear_cookies_takes_those_of_the_neighbours_too(page: Page, neighbour: int) -> None:
    page.goto(f"http://{SISTER}:{neighbour}/")
    page.goto(f"http://{HOST}:{neighbour}/greedy")
    assert cookies(page) == set()
