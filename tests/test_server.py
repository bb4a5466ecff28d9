"""How the server treats those who call it: whose address counts, and how much it takes."""

import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from typing import Any
from wsgiref.types import StartResponse

import pytest
from waitress.server import create_server

from decision_aid.cli.serving import options
from decision_aid.settings import Settings

BEHIND = Settings(tls_proxy=True, trusted_hosts=("form.clinic.example",))


def echo(environ: dict[str, Any], start: StartResponse) -> list[bytes]:
    """Say who called, how, and with how much."""
    length = len(environ["wsgi.input"].read())
    start("200 OK", [])
    return [f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']} {environ['HTTP_HOST']} {length}".encode()]


@contextmanager
def listening(settings: Settings) -> Iterator[str]:
    server = create_server(echo, host="127.0.0.1", port=0, **options(settings))
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.trigger.pull_trigger(server.close)
        thread.join(10)
        server.task_dispatcher.shutdown()


def said(address: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> str:
    with urllib.request.urlopen(urllib.request.Request(address, body, dict(headers or {})), timeout=30) as response:
        assert response.headers["Server"] is None
        return str(response.read().decode())


FORGED = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Host": "evil.example",
}


def test_without_a_proxy_nobody_is_believed_about_an_address() -> None:
    with listening(Settings()) as address:
        assert said(address, headers=FORGED) == f"127.0.0.1 http {address.removeprefix('http://')} 0"


def test_behind_a_proxy_the_last_address_counts_and_nothing_else_is_believed() -> None:
    with listening(BEHIND) as address:
        assert said(address, headers=FORGED) == f"198.51.100.7 https {address.removeprefix('http://')} 0"
        assert said(address).startswith("127.0.0.1 https")


def test_a_kept_file_of_2_mib_is_taken_and_a_longer_one_refused() -> None:
    longest = 2 * 1024 * 1024
    with listening(Settings()) as address:
        assert said(address, b"k" * (longest + 60 * 1024)).endswith(f" {longest + 60 * 1024}")
        with pytest.raises((urllib.error.HTTPError, ConnectionError, urllib.error.URLError)):
            said(address, b"k" * (longest + 128 * 1024))
