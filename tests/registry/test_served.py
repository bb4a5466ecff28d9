"""The form as it is served, with the registry asked: a journey with the registry's faults, and what left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from decision_aid.registry.wire import HOST as REAL
from tests.reliability.serving_group import ServingGroup
from tests.reliability.writers import Browser

from .numbered import answer, begin
from .server import Answer, Proxy, Registry, data, plain, proxying, sent, serving, study

NUMBER = "NCT01051882"
NO_ANSWER = "The public site did not answer just now"


class Served:
    """A form that asks a registry on this machine by a clinic's proxy, and trusts that registry's certificate."""

    def __init__(self, group: ServingGroup, registry: Registry, proxy: Proxy) -> None:
        self.registry = registry
        self.proxy = proxy
        self.browser = Browser(group.port)

    def begin(self) -> None:
        begin(self.browser, "nct 0105 1882")

    def page(self, address: str) -> str:
        reply = self.browser.get(address)
        assert reply.status == 200, f"{address}: {reply.status}"
        return reply.html


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with serving(REAL, signed_by=authority) as registry, proxying(registry.port) as proxy:
        group = ServingGroup(tmp_path, registry_live="1", registry_proxy=proxy.address)
        try:
            group.start()
            served = Served(group, registry, proxy)
            yield served
            served.browser.close()
        finally:
            registry.ended.set()
            group.close()


def test_the_record_of_the_day_stands_on_the_pages_and_only_its_number_left(served: Served) -> None:
    served.registry.on(NUMBER, data(study(NUMBER, briefTitle="Cells of the Day")))
    served.begin()
    assert "Cells of the Day" in served.page("/offer/1/q/same-study")
    assert "Cells of the Day" in served.page("/offer/1/q/listing-match")
    assert "Cells of the Day" in served.page("/summary")
    (asked,) = served.registry.asked
    assert asked.path.partition("?")[0] == f"/api/v2/studies/{NUMBER}"
    assert {name.lower() for name, _ in asked.headers} == {
        "host", "user-agent", "accept", "accept-encoding", "connection",
    }  # fmt: skip
    assert all(head.startswith(f"CONNECT {REAL}:443 ") for head in served.proxy.heads)


@pytest.mark.parametrize(
    "given",
    [
        plain("500 Internal Server Error"),
        plain("429 Too Many Requests"),
        sent(b"<html>Sign in</html>", kind="text/html"),
    ],
    ids=["broken", "turned-away", "sign-in"],
)
def test_a_registry_that_gives_no_record_is_said_and_the_journey_goes_on(served: Served, given: Answer) -> None:
    served.registry.on(NUMBER, given)
    served.begin()
    assert NO_ANSWER in served.page("/offer/1/q/same-study")
    answer(served.browser, "/offer/1/q/same-study", {"same_study-codes": "not_looked"})
    assert NO_ANSWER in served.page("/summary")
    assert served.browser.get("/summary.pdf").status == 200


def test_a_registry_that_says_nothing_is_waited_for_once(served: Served) -> None:
    served.registry.on(NUMBER, served.registry.silent())
    served.begin()
    assert NO_ANSWER in served.page("/offer/1/q/same-study")
    assert NO_ANSWER in served.page("/summary")
    assert served.browser.get("/summary.pdf").status == 200
    assert len(served.registry.asked) == 1


def test_a_number_that_the_registry_does_not_have_proves_nothing(served: Served) -> None:
    served.begin()
    assert "The public site has no such number" in served.page("/offer/1/q/same-study")
