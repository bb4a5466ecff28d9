"""The site for nginx as it ships, in a real nginx before the real form: what it lets through, and what it keeps out."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from decision_aid.core import codes
from tests.deploy.journey import through, whole
from tests.deploy.nginx import HOST, Nginx, nginx, program
from tests.reliability.serving_group import ServingGroup
from tests.reliability.writers import NOTED, Browser, Written
from tests.web.page import read

ELSEWHERE = "127.0.0.2"  # who comes from there is not this machine
ONCE = (
    *("content-security-policy", "strict-transport-security", "cache-control", "referrer-policy"),
    *("x-content-type-options", "x-frame-options"),
)
MIB = 1024 * 1024
TOKEN = re.compile(r'name="token" value="(\w+)"')


class Served(NamedTuple):
    front: Nginx
    form: ServingGroup


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    program()
    folder = tmp_path_factory.mktemp("fronted")
    form = behind(folder)
    try:
        form.start()
        (folder / "nginx").mkdir()
        with nginx(folder / "nginx", [form.port]) as front:
            yield Served(front, form)
    finally:
        form.close()


def behind(folder: Path) -> ServingGroup:
    """Return a server as the site expects it."""
    return ServingGroup(folder, tls_proxy="1", trusted_hosts=HOST)


def doubled(browser: Browser) -> list[str]:
    """Return which of the headers did not come exactly once with the last answer."""
    return [name for name in ONCE if len(browser.headers.get_all(name, [])) != 1]


def raw(front: Nginx, said: bytes, source: str = "127.0.0.1") -> bytes:
    """Say this over TLS, whatever comes back meanwhile; return all that came back."""
    with (
        socket.create_connection(("127.0.0.1", front.secure), 30, (source, 0)) as plain,
        front.trusting().wrap_socket(plain, server_hostname=HOST) as line,
    ):
        line.sendall(said)
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_the_whole_journey_goes_through_it(served: Served) -> None:
    assert whole(served.front.browser(), served.front.browser()) == []


def test_cookies_belong_to_the_host_alone(served: Served) -> None:
    browser = served.front.browser()
    browser.get("/")
    (cookie,) = browser.headers.get_all("Set-Cookie", [])
    assert cookie.startswith("__Host-decision-aid-form=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))


@pytest.mark.parametrize("address", ["/", "/about", "/resume", "/no-such-page", "/questions.pdf"])
def test_each_header_of_the_form_comes_once(served: Served, address: str) -> None:
    browser = served.front.browser()
    browser.get(address)
    assert doubled(browser) == []
    assert browser.headers["Server"] == "nginx"


def test_who_comes_without_tls_is_led_to_it(served: Served) -> None:
    line = HTTPConnection("127.0.0.1", served.front.plain, timeout=30)
    line.request("GET", "/about?then=summary", headers={"Host": HOST})
    answer = line.getresponse()
    assert (answer.status, answer.headers["Location"]) == (
        301,
        f"https://{HOST}:{served.front.secure}/about?then=summary",
    )
    assert answer.headers["Server"] == "nginx"
    line.close()


def test_who_forgets_the_s_of_https_on_its_own_port_is_led_to_it_too(served: Served) -> None:
    line = HTTPConnection("127.0.0.1", served.front.secure, timeout=30)
    line.request("GET", "/about", headers={"Host": HOST})
    answer = line.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}:{served.front.secure}/about")
    line.close()


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_versions_of_tls_are_refused(served: Served, version: ssl.TLSVersion) -> None:
    trusting = served.front.trusting()
    trusting.set_ciphers("ALL:@SECLEVEL=0")
    trusting.minimum_version = trusting.maximum_version = version
    with socket.create_connection(("127.0.0.1", served.front.secure), 30) as plain, pytest.raises(ssl.SSLError):
        trusting.wrap_socket(plain, server_hostname=HOST)


def test_tls_1_2_is_enough_for_an_old_tablet(served: Served) -> None:
    trusting = served.front.trusting()
    trusting.maximum_version = ssl.TLSVersion.TLSv1_2
    with (
        socket.create_connection(("127.0.0.1", served.front.secure), 30) as plain,
        trusting.wrap_socket(plain, server_hostname=HOST) as line,
    ):
        assert line.version() == "TLSv1.2"


def test_a_host_of_another_name_is_refused_by_the_form(served: Served) -> None:
    answer = raw(served.front, b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400")


def test_pages_of_a_visit_are_not_compressed_though_debian_turns_that_on(served: Served) -> None:
    browser = served.front.browser()
    through(browser, 1)
    asked = b"GET %b HTTP/1.1\r\nHost: %b\r\nAccept-Encoding: gzip\r\nCookie: %b\r\nConnection: close\r\n\r\n"
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items()).encode()
    assert b"content-encoding" not in raw(served.front, asked % (b"/q/decision", HOST.encode(), cookies)).lower()
    assert b"content-encoding: gzip" in raw(served.front, asked % (b"/about", HOST.encode(), cookies)).lower()


@pytest.mark.parametrize("address", ["/readyz", "/metrics", "//readyz", "/./readyz", "/%72eadyz", "/x/../readyz"])
def test_what_looks_after_the_form_is_there_for_this_machine_alone(served: Served, address: str) -> None:
    asked = f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode()
    answer = raw(served.front, asked, ELSEWHERE)
    assert answer.startswith(b"HTTP/1.1 404")
    assert b"There is no such page" in answer


def test_this_machine_may_ask_whether_the_form_is_ready(served: Served) -> None:
    assert served.front.browser().get("/readyz").status == 200


def test_whoever_says_to_come_from_elsewhere_is_counted_where_they_come_from(served: Served) -> None:
    """Ten tries a minute from an address: others' addresses in a header win no more, and cost these others none."""
    forger, code = served.front.browser(ELSEWHERE), codes.made(bytes(10))
    token = TOKEN.findall(forger.get("/resume").html)[0]
    body = urlencode({"token": token, "code": code})
    asked = (
        f"POST /resume HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n"
        f"Cookie: {'; '.join(f'{name}={value}' for name, value in forger.cookies.items())}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    )
    forged = (f"X-Forwarded-For: 198.51.100.{at}\r\nForwarded: for=198.51.100.{at}\r\n\r\n" for at in range(16))
    tries = [raw(served.front, (asked + header + body).encode(), ELSEWHERE)[9:12] for header in forged]
    assert b"429" in tries, tries
    assert served.front.browser("127.0.0.3").come_back(code).status == 422


@pytest.mark.parametrize(
    ("address", "length", "words"),
    [
        ("/q/decision", 256 * 1024 + 1, "Make it shorter and press Continue again."),
        ("/q/decision", 20 * MIB, "Make it shorter and press Continue again."),
        ("/resume", 2304 * 1024 + 1, "those have 2 MB at most"),
        ("/resume", 20 * MIB, "those have 2 MB at most"),
    ],
)
def test_too_long_a_body_is_refused_in_the_words_of_the_form(
    served: Served, address: str, length: int, words: str
) -> None:
    browser = served.front.browser()
    reply = browser._sent("POST", address, b"x" * length, "application/x-www-form-urlencoded")  # noqa: SLF001 - as a browser sends it, whatever it is
    assert reply.status == 413
    assert words in read(reply.html).one("main").text
    assert doubled(browser) == []


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("rubbish\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        (f"GET / HTTP/1.1\r\nHost: {HOST}\r\nHost: evil.example\r\n\r\n", 400),
        (f"GET / HTTP/1.1\r\nHost: {HOST}\r\nLong: {'l' * 20_000}\r\n\r\n", 400),
        (f"GET /{'l' * 20_000} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n", 414),
        (f"TRACE / HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n", 405),
        (f"POST / HTTP/1.1\r\nHost: {HOST}\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (f"GET /decision-aid-told HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n", 404),
    ],
)
def test_what_nginx_itself_refuses_has_a_page_in_the_words_of_the_form(served: Served, said: str, status: int) -> None:
    answer = raw(served.front, said.encode())
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"<h1>We could not read" in answer or b"<h1>There is no such page" in answer
    assert answer.count(b"Strict-Transport-Security") == 1


def test_a_long_text_and_a_long_file_reach_the_form(served: Served) -> None:
    browser = served.front.browser()
    browser.begin()
    form = {**browser.form("/q/decision"), "decision-note": "x" * 250_000}
    assert browser.post("/q/decision", form).status == 422  # the form's own page, with all of it
    reply = browser.send_file("long.pdf", b"%PDF-" + b"x" * (2 * MIB - 5))
    assert reply.status == 422
    assert "file" in reply.html


def test_when_the_form_is_away_a_page_says_that_nothing_is_lost_and_then_it_goes_on(tmp_path: Path) -> None:
    program()
    form = behind(tmp_path)
    (tmp_path / "nginx").mkdir()
    try:
        form.start()
        with nginx(tmp_path / "nginx", [form.port]) as front:
            browser = front.browser()
            browser.begin()
            page = Written(browser, *NOTED[0])
            assert page.write("before")
            form.end()
            away = browser.post("/q/decision", {**browser_form(page), "decision-note": "after"})
            assert away.status == 502
            assert "what you wrote is still there" in read(away.html).one("main").text
            assert doubled(browser) == []
            assert browser.get("/summary").status == 502
            form.start()
            assert page.kept()
            assert page.acknowledged == "before"
            assert page.write("after")
            assert ELSEWHERE not in front.said
            assert "127.0.0.1" not in front.said
    finally:
        form.close()


def browser_form(page: Written) -> dict[str, list[str]]:
    return dict(page._form)  # noqa: SLF001 - what the person has on the screen


def what_is_told(front: Nginx) -> list[str]:
    """Say rubbish, ask for what is not there and send too much; return what of it nginx wrote down."""
    raw(front, b"rubbish\r\n\r\n", ELSEWHERE)
    raw(front, f"GET /readyz HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode(), ELSEWHERE)
    with socket.create_connection(("127.0.0.1", front.secure), 30, (ELSEWHERE, 0)) as line:
        line.sendall(b"GET /not-tls HTTP/1.1\r\n\r\n")
        line.recv(1000)
    return [
        word for word in ("127.0.0.", "/resume", "/q/", "/readyz", "198.51.100", "GET", "POST") if word in front.said
    ]


def test_as_debian_sets_it_addresses_would_be_written_down(served: Served, tmp_path: Path) -> None:
    with nginx(tmp_path, [served.form.port], {"access_log off;": "", "error.log alert;": "error.log;"}) as front:
        assert {"127.0.0.", "/readyz", "GET"} <= set(what_is_told(front))


def test_nobody_is_written_down(served: Served) -> None:
    """The last: whatever was refused or went wrong before, no log has an address or a path."""
    assert what_is_told(served.front) == []
