"""The request for a certificate that `init` writes down."""

from __future__ import annotations

from pathlib import Path

import pytest

from .test_making import HOST, init


@pytest.mark.parametrize(("host", "name"), [(HOST, f"DNS:{HOST}"), ("192.0.2.4", "IP:192.0.2.4")])
def test_the_request_for_a_certificate_calls_an_address_an_address(tmp_path: Path, host: str, name: str) -> None:
    assert f" subjectAltName={name} " in init(tmp_path.resolve(), host=host).stdout
