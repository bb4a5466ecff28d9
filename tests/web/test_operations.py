"""What the machines that look after the form are told."""

from decision_aid.core.errors import PressBusy
from tests.web.fakes import FakePress, TroubledStore, full_disk
from tests.web.visitor import Visitor


def test_alive_whatever_the_store_does(visitor: Visitor, store: TroubledStore) -> None:
    store.cannot_open = store.cannot_save = full_disk()
    assert visitor.get("/healthz").response.data == b"ok\n"


def test_ready_when_store_and_printing_work(visitor: Visitor) -> None:
    response = visitor.get("/readyz").response
    assert (response.status_code, response.mimetype) == (200, "text/plain")
    assert response.data == b"store: ok\nprinting: ok\n"


def test_not_ready_without_a_store(visitor: Visitor, store: TroubledStore) -> None:
    store.cannot_save = full_disk()
    response = visitor.get("/readyz").response
    assert (response.status_code, response.data) == (503, b"store: not working\nprinting: ok\n")


def test_not_ready_without_printing(visitor: Visitor, press: FakePress) -> None:
    press.trouble = PressBusy
    response = visitor.get("/readyz").response
    assert (response.status_code, response.data) == (503, b"store: ok\nprinting: not working\n")


def test_machines_get_no_cookie(visitor: Visitor) -> None:
    for address in ("/healthz", "/readyz"):
        assert not visitor.get(address).response.headers.getlist("Set-Cookie")
