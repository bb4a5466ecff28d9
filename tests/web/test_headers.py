"""Every kind of answer carries the same protection."""

import pytest
from werkzeug.test import TestResponse

from decision_aid.web import faults
from tests.web.fakes import TroubledStore, full_disk
from tests.web.visitor import HOME, OURS, Visitor

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
EXACT = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
}


def assert_protected(response: TestResponse, cache: str = "no-store") -> None:
    assert {name: response.headers.get(name) for name in EXACT} == EXACT
    assert response.headers["Cache-Control"] == cache
    assert response.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "Server" not in response.headers
    assert "X-Powered-By" not in response.headers


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/about", 200),
        ("/about/facts", 200),
        ("/options", 200),
        ("/settings", 200),
        ("/questions.pdf", 200),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/q/who", 303),
        ("/answers", 303),
        ("/nowhere", 404),
        ("/static/nothing.css", 404),
        ("/start", 405),
    ],
)
def test_answers_are_protected(visitor: Visitor, address: str, status: int) -> None:
    response = visitor.get(address).response
    assert response.status_code == status
    assert_protected(response)


@pytest.mark.parametrize("address", ["/q/who", "/answers", "/stars", "/summary", "/summary.pdf"])
def test_personal_answers_are_protected(visitor: Visitor, address: str) -> None:
    visitor.begin()
    response = visitor.get(address).response
    assert response.status_code == 200
    assert_protected(response)


def test_a_stylesheet_with_its_fingerprint_is_kept_by_the_browser(visitor: Visitor) -> None:
    address = next(link.get("href") for link in visitor.get("/").page.all("link") if link.get("rel") == "stylesheet")
    assert_protected(visitor.get(address).response, "public, max-age=31536000, immutable")


def test_a_refused_answer_is_protected(visitor: Visitor) -> None:
    address = visitor.begin()
    assert_protected(visitor.press(visitor.get(address), {"decision-codes": "nonsense"}).response)


def test_a_forged_host_is_refused_and_protected(visitor: Visitor) -> None:
    response = visitor.client.get("/", base_url="https://evil.example")
    assert response.status_code == 400
    assert "evil.example" not in response.get_data(as_text=True)
    assert_protected(response)


def test_a_failing_store_is_protected(visitor: Visitor, store: TroubledStore) -> None:
    visitor.begin()
    store.cannot_open = full_disk()
    response = visitor.get("/q/who").response
    assert response.status_code == 503
    assert_protected(response)


def test_an_unexpected_error_is_protected(visitor: Visitor, store: TroubledStore) -> None:
    visitor.begin()
    store.cannot_open = ZeroDivisionError()
    response = visitor.get("/q/who").response
    assert response.status_code == 500
    assert_protected(response)


@pytest.mark.parametrize("status", [400, 411, 413, 431, 501])
def test_what_never_reached_the_form_gets_its_page_and_headers_too(visitor: Visitor, status: int) -> None:
    given, body = faults.page(visitor.client.application, status)
    headers = dict(given)
    assert {name: headers.get(name) for name in EXACT} == EXACT
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers
    assert "</html>" in body.decode()


def test_without_tls_nothing_is_said_about_tls(visitor: Visitor) -> None:
    response = visitor.client.get("/", base_url="http://localhost", headers=OURS)
    assert "Strict-Transport-Security" not in response.headers


def test_pages_are_never_compressed(visitor: Visitor) -> None:
    response = visitor.client.get("/", base_url=HOME, headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in response.headers
