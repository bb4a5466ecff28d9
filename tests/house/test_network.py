"""No test reaches the network."""

import socket

import pytest

OUTSIDE = ("192.0.2.1", 80)  # an address reserved for documentation (RFC 5737)


def test_the_outside_cannot_be_reached() -> None:
    # pytest-socket warns before it refuses, and a warning is an error here.
    with pytest.raises(UserWarning, match=OUTSIDE[0]):
        socket.create_connection(OUTSIDE, timeout=1)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()[:2]) as client:
        assert client.getpeername() == server.getsockname()
