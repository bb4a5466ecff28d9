"""The way through a clinic's proxy, which learns the registry's name and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
import trustme

from decision_aid.registry.unanswered import Reason, Unanswered
from decision_aid.registry.wire import HOST as REAL
from decision_aid.registry.wire import Bounds, Wire

from .server import HOST, Proxy, Registry, data, proxying, serving

PATH = "/api/v2/studies/NCT01051882"
BOUNDS = Bounds(seconds=20, size=1_000)


@pytest.fixture
def registry() -> Iterator[Registry]:
    """A registry with the real one's name, which only the proxy leads to."""
    with serving(REAL) as registry:
        registry.answers[PATH] = data({"a": 1})
        yield registry


@pytest.fixture
def proxy(registry: Registry) -> Iterator[Proxy]:
    with proxying(registry.port) as proxy:
        yield proxy


def failing(wire: Wire, seconds: float = 20) -> Reason:
    with pytest.raises(Unanswered) as unanswered:
        wire.get(PATH, {}, Bounds(seconds, 1_000))
    return unanswered.value.reason


def test_a_request_goes_through_the_proxy_sealed(registry: Registry, proxy: Proxy) -> None:
    response = Wire(trust=registry.trust, proxy=proxy.address).get(PATH, {"format": "json"}, BOUNDS)
    assert response.body == b'{"a": 1}'
    (head,) = proxy.heads
    first, *more = head.splitlines()
    assert first.startswith(f"CONNECT {REAL}:443 HTTP/1.")
    assert more in ([], [f"Host: {REAL}:443"])  # older and newer Pythons
    assert dict(registry.asked[0].headers)["Host"] == REAL


def test_the_registrys_certificate_is_verified_through_the_proxy(proxy: Proxy) -> None:
    other = trustme.CA()
    with serving("other.example", signed_by=other) as impostor, proxying(impostor.port) as leading:
        assert failing(Wire(trust=impostor.trust, proxy=leading.address)) is Reason.TLS
        assert impostor.asked == []
    assert proxy.heads == []


def test_a_proxy_that_refuses_is_told_from_the_registry(registry: Registry, proxy: Proxy) -> None:
    proxy.refuses = True
    assert failing(Wire(trust=registry.trust, proxy=proxy.address)) is Reason.PROXY
    assert registry.connections == 0


def test_a_proxy_that_is_not_there_is_told_from_the_registry(registry: Registry) -> None:
    with socket.create_server((HOST, 0)) as server:
        port = server.getsockname()[1]
    assert failing(Wire(trust=registry.trust, proxy=f"http://{HOST}:{port}")) is Reason.PROXY
    assert registry.connections == 0


def test_a_proxy_that_says_nothing_is_given_up(registry: Registry) -> None:
    with socket.create_server((HOST, 0)) as server:
        wire = Wire(trust=registry.trust, proxy=f"http://{HOST}:{server.getsockname()[1]}")
        assert failing(wire, 0.3) is Reason.SLOW
