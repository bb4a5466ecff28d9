"""One request: what leaves, whom is believed, and that it ends whatever the other side does."""

from __future__ import annotations

import gzip
import os
import socket
import tracemalloc
from collections.abc import Callable

import pytest
import trustme

from decision_aid.registry.unanswered import Reason, Unanswered
from decision_aid.registry.wire import HOST as REAL
from decision_aid.registry.wire import Bounds, Wire

from .server import HOST, JSON, Answer, Registry, Write, data, head, moved, packed, plain, sent, serving

PATH = "/api/v2/studies/NCT01051882"
MIB = 1024 * 1024
BOUNDS = Bounds(seconds=20, size=2 * MIB)
SOON = Bounds(seconds=0.3, size=2 * MIB)


def failing(wire: Wire, bounds: Bounds = BOUNDS) -> Reason:
    with pytest.raises(Unanswered) as unanswered:
        wire.get(PATH, {}, bounds)
    return unanswered.value.reason


def test_the_registry_is_the_public_one_and_its_certificate_is_verified() -> None:
    assert Wire().origin == ("https", "clinicaltrials.gov", 443)
    assert REAL == "clinicaltrials.gov"


def test_nothing_leaves_but_the_path_and_these_headers(registry: Registry, wire: Wire) -> None:
    registry.answers[PATH] = data({})
    wire.get(PATH, {"format": "json", "fields": "A,B"}, BOUNDS)
    (asked,) = registry.asked
    assert asked.line == f"GET {PATH}?format=json&fields=A,B HTTP/1.1"
    assert sorted(asked.headers) == [
        ("Accept", "application/json"),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
        ("Host", f"{HOST}:{registry.port}"),
        ("User-Agent", "decision-aid"),
    ]


def test_cookies_that_come_are_not_sent_back(registry: Registry, wire: Wire) -> None:
    registry.answers[PATH] = sent(b"{}", Set_Cookie="who=CANARY; Path=/", Alt_Svc="h2=other.example")
    for _ in range(2):
        wire.get(PATH, {}, BOUNDS)
    assert "CANARY" not in str(registry.asked)
    assert registry.asked[0] == registry.asked[1]


def test_the_environment_changes_nothing(
    registry: Registry, wire: Wire, monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]
) -> None:
    keys = os.path.join(tmp_path, "keys")  # noqa: PTH118 - a name for the environment
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("SSLKEYLOGFILE", keys)
    registry.answers[PATH] = data({})
    assert wire.get(PATH, {}, BOUNDS).status == 200
    Wire()
    assert not os.path.exists(keys)  # noqa: PTH110 - as above


def test_the_body_comes_as_it_was_sent(registry: Registry, wire: Wire) -> None:
    registry.answers[PATH] = packed(b'{"a": 1}')
    response = wire.get(PATH, {}, BOUNDS)
    assert (response.status, response.body) == (200, b'{"a": 1}')


@pytest.mark.parametrize("status", ["301 Moved", "400 Bad", "403 No", "404 None", "429 Slow down", "500 Oh", "503 Oh"])
def test_of_other_answers_only_status_and_headers_are_read(registry: Registry, wire: Wire, status: str) -> None:
    registry.answers[PATH] = plain(status, "CANARY", Retry_After="7")
    response = wire.get(PATH, {}, BOUNDS)
    assert (response.status, response.body) == (int(status[:3]), b"")
    assert response.headers["retry-after"] == "7"


def test_no_redirect_is_followed(registry: Registry, wire: Wire) -> None:
    registry.answers[PATH] = moved("https://other.example/")
    assert wire.get(PATH, {}, BOUNDS).status == 301
    assert registry.connections == 1


def test_a_certificate_of_an_unknown_authority_is_refused() -> None:
    with serving(trusted=trustme.CA()) as registry:
        assert failing(Wire(HOST, registry.port, trust=registry.trust)) is Reason.TLS
        assert registry.asked == []


def test_a_certificate_of_another_host_is_refused() -> None:
    with serving("other.example") as registry:
        assert failing(Wire(HOST, registry.port, trust=registry.trust)) is Reason.TLS
        assert registry.asked == []


def test_a_registry_without_tls_is_refused() -> None:
    with serving(tls=False) as registry:
        assert failing(Wire(HOST, registry.port, trust=registry.trust)) is Reason.TLS
        assert PATH not in str(registry.asked)


def test_a_port_where_nobody_listens_is_no_connection(registry: Registry) -> None:
    with socket.create_server((HOST, 0)) as server:
        port = server.getsockname()[1]
    assert failing(Wire(HOST, port, trust=registry.trust)) is Reason.CONNECTION


def test_who_accepts_and_says_nothing_is_given_up(registry: Registry) -> None:
    with socket.create_server((HOST, 0)) as server:
        assert failing(Wire(HOST, server.getsockname()[1], trust=registry.trust), SOON) is Reason.SLOW


SLOW: dict[str, Callable[[Registry], Answer]] = {
    "nothing": lambda registry: registry.silent(),
    "a status line in drops": lambda registry: registry.dripping(b"HTTP/1.1 2", b"0"),
    "headers without end": lambda registry: registry.dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "a header in drops": lambda registry: registry.dripping(b"HTTP/1.1 200 OK\r\nX-Long: ", b"a"),
    "continue, for ever": lambda registry: registry.dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a body in drops": lambda registry: registry.dripping(
        head("200 OK", {"Content-Type": JSON, "Content-Length": "9999", "Connection": "close"})
    ),
    "a body without a length, in drops": lambda registry: registry.dripping(head("200 OK", {"Content-Type": JSON})),
    "pieces in drops": lambda registry: registry.dripping(
        head("200 OK", {"Content-Type": JSON, "Transfer-Encoding": "chunked"}), b"1\r\n \r\n"
    ),
    "a gzip in drops": lambda registry: registry.dripping(
        head("200 OK", {"Content-Type": JSON, "Content-Encoding": "gzip", "Content-Length": "9999"})
        + gzip.compress(b"{}")[:10],
        b"\0",
    ),
}


@pytest.mark.parametrize("slow", SLOW)
def test_what_drips_is_cut_off(registry: Registry, wire: Wire, slow: str) -> None:
    registry.answers[PATH] = SLOW[slow](registry)
    assert failing(wire, SOON) is Reason.SLOW
    assert not registry.outlasted


def _half(write: Write) -> None:
    write(head("200 OK", {"Content-Type": JSON, "Content-Length": "100"}) + b'{"half":')


def _half_in_pieces(write: Write) -> None:
    write(head("200 OK", {"Content-Type": JSON, "Transfer-Encoding": "chunked"}) + b'10\r\n{"half":')


def _half_packed(write: Write) -> None:
    body = gzip.compress(b"x" * 1000)[:-12]
    write(head("200 OK", {"Content-Encoding": "gzip", "Content-Length": str(len(body) + 5)}) + body)


CUT = {
    "nothing at all": lambda _: None,
    "half a status line": lambda write: write(b"HTT"),
    "not HTTP": lambda write: write(b"220 mail.example ESMTP\r\n"),
    "half a body": _half,
    "half the pieces": _half_in_pieces,
    "half a gzip": _half_packed,
    "a gzip that is none": sent(b"never packed", Content_Encoding="gzip"),
    "a length that is none": lambda write: write(b"HTTP/1.1 200 OK\r\nContent-Length: 5, 7\r\n\r\n12345"),
    "a piece without a size": lambda write: write(
        head("200 OK", {"Content-Type": JSON, "Transfer-Encoding": "chunked"}) + b"zz\r\n{}\r\n"
    ),
    "a thousand headers": lambda write: write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n{}"),
    "an endless header": lambda write: write(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n{}"),
}


@pytest.mark.parametrize("cut", CUT)
def test_what_breaks_off_or_is_no_http_is_no_answer(registry: Registry, wire: Wire, cut: str) -> None:
    registry.answers[PATH] = CUT[cut]
    assert failing(wire) is Reason.CUT_SHORT


LARGE: dict[str, Callable[[], Answer]] = {
    "a long body": lambda: sent(b" " * (2 * MIB + 1)),
    "a gzip of a thousand times its size": lambda: packed(b" " * (100 * MIB)),
    "a gzip in a gzip": lambda: sent(gzip.compress(gzip.compress(b" " * (100 * MIB))), Content_Encoding="gzip, gzip"),
}


@pytest.mark.parametrize("large", LARGE)
def test_what_is_too_large_is_not_read_to_its_end(registry: Registry, wire: Wire, large: str) -> None:
    registry.answers[PATH] = LARGE[large]()
    tracemalloc.start()
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    try:
        assert failing(wire) is Reason.TOO_LARGE
        assert tracemalloc.get_traced_memory()[1] - before < 16 * MIB
    finally:
        tracemalloc.stop()


def test_a_body_of_just_the_size_is_taken(registry: Registry, wire: Wire) -> None:
    registry.answers[PATH] = packed(b" " * (2 * MIB))
    assert len(wire.get(PATH, {}, BOUNDS).body) == 2 * MIB
