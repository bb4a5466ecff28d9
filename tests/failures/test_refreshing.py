"""`registry refresh` where the way to the registry, or what is there, is not as it should be."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest
import trustme

from decision_aid.registry.wire import HOST as REAL
from tests.registry.server import Answer, plain, proxying, sent, serving
from tests.test_cli import COMMAND, environment, refused

from .guide import documented

ANSWERS: dict[str, Answer] = {
    "the registry turns this machine away": plain("429 Too Many Requests"),
    "the registry has trouble of its own": plain("503 Service Unavailable"),
    "the network has a page to sign in": sent(b"<html>Sign in</html>", kind="text/html"),
    "the registry breaks off": lambda _: None,
}


def refreshed(folder: Path, proxy: str, trusted: trustme.CA, *arguments: str) -> str:
    """Return the sentence that the command was refused with."""
    trusted.cert_pem.write_to_path(folder / "authority.pem")
    trust = {"SSL_CERT_FILE": str(folder / "authority.pem"), "SSL_CERT_DIR": os.devnull}
    done = subprocess.run(
        [*COMMAND, "registry", "refresh", *(arguments or ("--condition", "ALS"))],
        cwd=folder,
        env={**environment(folder, {"registry_proxy": proxy}), **trust},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    return refused(done)


@pytest.mark.parametrize("happened", ANSWERS)
def test_what_is_no_list_is_told(tmp_path: Path, happened: str) -> None:
    authority = trustme.CA()
    with serving(REAL, signed_by=authority) as registry, proxying(registry.port) as proxy:
        registry.answers["/api/v2/version"] = ANSWERS[happened]
        documented(happened, refreshed(tmp_path, proxy.address, authority))


def test_a_certificate_that_nobody_here_trusts_is_told(tmp_path: Path) -> None:
    with serving(REAL) as registry, proxying(registry.port) as proxy:
        documented("the registry's certificate is not trusted", refreshed(tmp_path, proxy.address, trustme.CA()))
        assert registry.asked == []


def test_a_proxy_that_is_not_there_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    documented("the clinic's proxy does not answer", refreshed(tmp_path, f"http://127.0.0.1:{port}", trustme.CA()))


def test_what_cannot_be_asked_for_is_told(tmp_path: Path) -> None:
    proxy, authority = "http://127.0.0.1:9", trustme.CA()
    documented("`--known` without a list", refreshed(tmp_path, proxy, authority, "--known"))
    documented("`--ids` with what is no number", refreshed(tmp_path, proxy, authority, "--ids", "NCT123"))
