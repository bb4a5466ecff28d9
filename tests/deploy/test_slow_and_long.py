"""Behind nginx: people with slow lines keep nobody waiting, and what people send or get is in no file on the way."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import pytest

from tests.deploy.journey import through
from tests.deploy.nginx import HOST, Nginx, nginx
from tests.deploy.test_nginx import ELSEWHERE, MIB, behind
from tests.reliability.serving_group import ServingGroup
from tests.reliability.slow_clients import KINDS, beside, let_open
from tests.web.page import read

OF_EACH, PAGES = 300, 30
PATIENT = {"client_body_timeout 10s;": "client_body_timeout 90s;"}  # none is hung up on before the last has come
SENDERS = 100  # of one address, as the site limits them
PATIENCE = 10
NARROW = "sndbuf=4k"  # so that an answer waits in nginx, not in the kernel
USUAL = {
    "client_body_buffer_size 2304k;": "",
    "client_body_buffer_size 256k;": "",
    "proxy_max_temp_file_size 0;": "",
    "proxy_buffers 32 8k;": "proxy_buffers 4 4k; proxy_buffer_size 4k;",
}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServingGroup]:
    group = behind(tmp_path_factory.mktemp("form"))
    try:
        group.start()
        yield group
    finally:
        group.close()


def opened(front: Nginx, said: bytes) -> socket.socket:
    """Return a slow client: one that says nothing has not even begun with TLS."""
    plain = socket.create_connection(("127.0.0.1", front.secure), 30, (ELSEWHERE, 0))
    if not said:
        return plain
    line = front.trusting().wrap_socket(plain, server_hostname=HOST)
    line.sendall(said.replace(b"Host: 127.0.0.1", b"Host: " + HOST.encode()))
    return line


def test_pages_come_beside_hundreds_of_slow_clients(form: ServingGroup, tmp_path: Path) -> None:
    with nginx(tmp_path, [form.port]) as front:
        let_open(form.pid)
        visitor = front.browser()
        waited = beside(visitor, lambda said: opened(front, said), OF_EACH, PAGES)
    print(waited)  # noqa: T201 - the figure
    # of the slow bodies so many are held as one address may send at once; the others are told to come back later
    assert waited.holding >= SENDERS
    assert len(waited.milliseconds) == PAGES
    assert len(KINDS) == 3


def test_who_sends_too_much_at_once_is_told_so_and_nobody_else_is(form: ServingGroup, tmp_path: Path) -> None:
    with nginx(tmp_path, [form.port], PATIENT) as front, ExitStack() as closing:
        crowded, other = front.browser(ELSEWHERE), front.browser()
        crowded.begin()
        page = crowded.form("/q/decision")
        for _ in range(SENDERS):
            closing.enter_context(opened(front, KINDS[-1]))
        told = next(reply for reply in (crowded.post("/q/decision", page) for _ in range(100)) if reply.status != 303)
        assert told.status == 429
        assert "Nothing is lost. Wait a minute." in read(told.html).one("main").text
        assert crowded.get("/q/decision").status == 200  # to read is not to send
        other.begin()


def test_a_caller_who_is_slow_is_hung_up_on(form: ServingGroup, tmp_path: Path) -> None:
    sooner = {"client_header_timeout 10s;": "client_header_timeout 1s;"}
    sooner["client_body_timeout 10s;"] = "client_body_timeout 1s;"
    with nginx(tmp_path, [form.port], sooner) as front:
        for said in KINDS:
            with opened(front, said) as line:
                assert ended(line), said


def ended(line: socket.socket) -> bool:
    line.settimeout(PATIENCE)
    try:
        return not line.recv(1)
    except (ConnectionResetError, ssl.SSLError):
        return True


def files_made(folder: Path, form: ServingGroup, instead: dict[str, str]) -> list[str]:
    """Send a long text, a kept file and get a printout slowly; return the files nginx made of them."""
    front, trace = Nginx(folder, [form.port], instead, NARROW), folder / "trace"
    try:
        front.start("strace", "-f", "--seccomp-bpf", "-e", "trace=openat,open,creat,memfd_create", "-o", str(trace))
        at_length(front)
    finally:
        front.close()
    opened = re.findall(r'(?:openat|open|creat)\([^"]*"([^"]+)", ([A-Z_|]+)', trace.read_text())
    return [path for path, how in opened if "O_CREAT" in how and path.startswith(str(front.temporary))]


def at_length(front: Nginx) -> None:
    browser = front.browser()
    through(browser, 1)
    browser.post("/q/decision", {**browser.form("/q/decision"), "decision-note": "x" * 250_000})
    assert browser.send_file("long.pdf", b"%PDF-" + b"x" * (2 * MIB - 5)).status == 422
    assert slowly_read(front, "/summary.pdf", browser.cookies) > 40_000
    assert slowly_read(front, "/fhir/Questionnaire", browser.cookies) > 100_000


def slowly_read(front: Nginx, address: str, cookies: dict[str, str]) -> int:
    """Return how many bytes came to somebody who takes a little at a time, and first waits."""
    with socket.socket() as plain:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        plain.connect(("127.0.0.1", front.secure))
        with front.trusting().wrap_socket(plain, server_hostname=HOST) as line:
            carried = "; ".join(f"{name}={value}" for name, value in cookies.items())
            line.sendall(
                f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\nCookie: {carried}\r\nConnection: close\r\n\r\n".encode()
            )
            Event().wait(2)
            return sum(len(piece) for piece in iter(lambda: line.recv(1000), b""))


def test_what_people_send_and_get_is_in_no_file_of_nginx(form: ServingGroup, tmp_path: Path) -> None:
    assert files_made(tmp_path, form, {}) == []


def test_as_nginx_usually_does_it_both_would_be_in_files(form: ServingGroup, tmp_path: Path) -> None:
    made = files_made(tmp_path, form, USUAL)
    assert any("client_body" in path for path in made)
    assert any("/proxy/" in path for path in made), made
